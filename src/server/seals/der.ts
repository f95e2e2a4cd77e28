/**
 * As much DER (ITU-T X.690) as a signature needs: written from the inside out, each value as its own bytes. The reader's side
 * (`scripts/verify-seals.ts`) is a library of others, so that a mistake here cannot agree with itself.
 */

const lengthOf = (bytes: number): number[] => {
  if (bytes < 0x80) return [bytes]
  const digits: number[] = []
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256)
  return [0x80 | digits.length, ...digits]
}

const value = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const whole = Buffer.concat(content)
  return Buffer.concat([Uint8Array.from([tag, ...lengthOf(whole.length)]), whole])
}

export const sequence = (...members: readonly Uint8Array[]): Buffer => value(0x30, ...members)
export const octets = (bytes: Uint8Array): Buffer => value(0x04, bytes)
export const nothing = (): Buffer => value(0x05)
/** A small number from 0 to 127. */
export const small = (number: number): Buffer => value(0x02, Uint8Array.of(number))
/** [n] EXPLICIT, or IMPLICIT for what is built of members. */
export const tagged = (number: number, ...members: readonly Uint8Array[]): Buffer => value(0xa0 | number, ...members)

/** Members of a SET OF stand in the order of their bytes. */
export const inOrder = (members: readonly Uint8Array[]): Uint8Array[] =>
  [...members].sort((one, other) => Buffer.compare(one, other))
export const set = (...members: readonly Uint8Array[]): Buffer => value(0x31, ...inOrder(members))

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const digits = [part & 0x7f]
    for (let left = part >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80)
    return digits
  })
  return value(0x06, Uint8Array.from(bytes))
}

/** An instant of the years 1950 to 2049. */
export const utcTime = (at: Date): Buffer =>
  value(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`, 'latin1'))
