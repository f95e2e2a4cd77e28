import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Day } from '#domain/clocks/calendar.ts'

/** What the QR of a sealed paper says by itself; the format is described in docs/check-code.md. */
export type Checked = { id: string; day: Day; hash: string; number: string }

const VERSION = 1
const SIGNATURE = 64
const HASH = 8
const MOST_NUMBER = 80
const FIXED = 1 + 16 + 2 + HASH + 1
const FIRST_DAY = Date.UTC(2020, 0, 1)
const DAY = 86_400_000
/** No other signature of ours can stand in for one of these. */
const signed = (body: Uint8Array): Buffer => Buffer.concat([Buffer.from('fengqiao check\n'), body])

/** As many whole characters of a text as fit into so many bytes. */
function cut(text: string, most: number): Buffer {
  let kept = ''
  for (const one of text) {
    if (Buffer.byteLength(kept + one) > most) break
    kept += one
  }
  return Buffer.from(kept)
}

/** The payload, signed with the county's key for checking (Ed25519). @param hash the content's SHA-256, in hex */
export function makeCheckCode(key: KeyObject, { id, day, hash, number }: Checked): string {
  const said = cut(number, MOST_NUMBER)
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - FIRST_DAY) / DAY)
  const body = Buffer.concat([
    Uint8Array.of(VERSION),
    Buffer.from(id.replaceAll('-', ''), 'hex'),
    Uint8Array.of(days >> 8, days & 0xff),
    Buffer.from(hash.slice(0, HASH * 2), 'hex'),
    Uint8Array.of(said.length),
    said,
  ])
  return Buffer.concat([body, sign(null, signed(body), key)]).toString('base64url')
}

/** Something to check where there is nothing: a bad payload then costs what a good one does. */
const NOTHING = Buffer.alloc(FIXED + SIGNATURE)

/** What a payload says, or null where it is none of this county's, was changed, or is no payload at all. */
export function readCheckCode(key: KeyObject, text: string): Checked | null {
  const given = /^[\w-]{100,400}$/.test(text) ? Buffer.from(text, 'base64url') : NOTHING
  const bytes = given.length >= NOTHING.length ? given : NOTHING
  const [body, signature] = [bytes.subarray(0, -SIGNATURE), bytes.subarray(-SIGNATURE)]
  const isOurs = verify(null, signed(body), createPublicKey(key), signature)
  // The same bytes can be written in two ways; only ours is.
  if (!isOurs || bytes.toString('base64url') !== text || body[0] !== VERSION) return null
  const id = body.subarray(1, 17).toString('hex')
  const length = body[FIXED - 1] ?? 0
  if (body.length !== FIXED + length) return null
  return {
    id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    day: new Date(FIRST_DAY + body.readUInt16BE(17) * DAY).toISOString().slice(0, 10),
    hash: body.subarray(19, 19 + HASH).toString('hex'),
    number: body.subarray(FIXED).toString('utf8'),
  }
}
