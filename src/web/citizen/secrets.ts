import { onDevice, whileOpen } from '#web/lib/device.ts'

/** A link the person chose to keep on her own phone. */
export type Kept = { secret: string; short_code: string }

const CURRENT = 'fengqiao.link'
const KEPT = 'fengqiao.links'
const NEW = 'fengqiao.new-link'
const MOST = 12

const isText = (value: unknown): value is string => typeof value === 'string'
const isKept = (value: unknown): value is Kept[] =>
  Array.isArray(value) && value.every((item) => isText(item?.secret) && isText(item?.short_code))

/** What a secret looks like; anything else after `#` is not sent anywhere. */
const SECRET = /^[0-9a-z]{16,64}$/

/** The secret in a pasted link, in what stands after `#`, or typed bare; null when there is none. */
export function secretIn(text: string): string | null {
  const after = text.trim().split('#').at(-1) ?? ''
  return SECRET.test(after) ? after : null
}

/** The link opened in this window last, so that a reload without `#` finds it. */
export const currentSecret = (): string | null => whileOpen.read(CURRENT, isText)
export const holdSecret = (secret: string): void => void whileOpen.keep(CURRENT, secret)

export const keptLinks = (): Kept[] => onDevice.read(KEPT, isKept) ?? []
export const isKeptHere = (secret: string): boolean => keptLinks().some((kept) => kept.secret === secret)

/** Keeps a link on this device, newest first. */
export function keepLink(link: Kept): void {
  const others = keptLinks().filter((kept) => kept.secret !== link.secret)
  onDevice.keep(KEPT, [link, ...others].slice(0, MOST))
}

/** Removes every trace of a link from this device. */
export function forgetLink(secret: string): void {
  const left = keptLinks().filter((kept) => kept.secret !== secret)
  if (left.length) onDevice.keep(KEPT, left)
  else onDevice.drop(KEPT)
  if (currentSecret() === secret) whileOpen.drop(CURRENT)
}

/** Puts a party's own link in the place of the invitation she came by, wherever this device held that. */
export function replaceLink(old: string, own: Kept): void {
  const wasKept = isKeptHere(old)
  forgetLink(old)
  if (wasKept) keepLink(own)
  holdSecret(own.secret)
  whileOpen.keep(NEW, own.secret)
}

/** Whether she has yet to be told that this link is hers to keep. */
export const isNewLink = (secret: string): boolean => whileOpen.read(NEW, isText) === secret
export const dropNewLink = (): void => whileOpen.drop(NEW)
