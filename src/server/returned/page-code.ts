import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { PageCode } from '#domain/returned/facts.ts'

const VERSION = 1
const SIGNATURE = 64
const HASH = 8
const BODY = 1 + 16 + 2 + 2 + 2 + HASH
const LENGTH = BODY + SIGNATURE
/** As a sealed paper's code cannot stand in for one of these, none of these can for a sealed paper's: the words before it differ. */
const signed = (body: Uint8Array): Buffer => Buffer.concat([Buffer.from('fengqiao page\n'), body])
const two = (number: number): Uint8Array => Uint8Array.of((number >> 8) & 0xff, number & 0xff)

/**
 * What the QR of one page of a print says (docs/check-code.md), signed with the county's key for checking (Ed25519).
 * @param hash the SHA-256 of the paper's content in hex, as much of it as there is; eight bytes of it stand in the code
 */
export function makePageCode(key: KeyObject, { paper_id, edition, page, of, hash }: PageCode): string {
  const body = Buffer.concat([
    Uint8Array.of(VERSION),
    Buffer.from(paper_id.replaceAll('-', ''), 'hex'),
    two(edition),
    two(page),
    two(of),
    Buffer.from(hash.slice(0, HASH * 2), 'hex'),
  ])
  return Buffer.concat([body, sign(null, signed(body), key)]).toString('base64url')
}

/** What a code says, or null where it is none of this county's, was changed, or is no code of a page at all. */
export function readPageCode(key: KeyObject, text: string): PageCode | null {
  const bytes = /^[\w-]{100,400}$/.test(text) ? Buffer.from(text, 'base64url') : Buffer.alloc(0)
  // The same bytes can be written in two ways; only ours is.
  if (bytes.length !== LENGTH || bytes.toString('base64url') !== text || bytes[0] !== VERSION) return null
  const [body, signature] = [bytes.subarray(0, BODY), bytes.subarray(BODY)]
  if (!verify(null, signed(body), createPublicKey(key), signature)) return null
  const id = body.subarray(1, 17).toString('hex')
  return {
    paper_id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    edition: body.readUInt16BE(17),
    page: body.readUInt16BE(19),
    of: body.readUInt16BE(21),
    hash: body.subarray(23, 23 + HASH).toString('hex'),
  }
}
