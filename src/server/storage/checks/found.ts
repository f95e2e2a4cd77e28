import type { FileProblem } from '../file-problems.ts'

/** A file is not taken, and why. Thrown by the checks, told as a value by the side process. */
export class Unsound extends Error {
  readonly code: FileProblem
  constructor(code: FileProblem) {
    super(code)
    this.name = 'Unsound'
    this.code = code
  }
}

/** What a check found out of a sound file: how many pages, a picture of each that can be shown, or why none can. */
export type Sound = { pages: number | null; previews: number; no_preview: string | null }

/** Where to write pictures: the nth of them, from 1. */
export type PreviewPath = (nth: number) => string

/** Bytes of a photo, a document, a text: more is not read. */
export const MOST_DOCUMENT = 100 * 1024 * 1024

/** What a browser, a shell or an unpacker would take for its own. */
const SCRIPT = /<(script|html|svg|iframe|\?php)\b|<!doctype\s|<!entity\s/i

/** Whether this stretch holds a page or a program of another kind. */
export const holdsScript = (bytes: Buffer): boolean => SCRIPT.test(bytes.toString('latin1'))

const FOREIGN = ['PK\x05\x06', 'PK\x03\x04', '%PDF-', 'Rar!\x1a', '7z\xbc\xaf\x27\x1c', '\x7fELF', 'MZ\x90\x00']

/** What follows the end of a picture: phones put films and depths there; a page, an archive or a program is none of that. */
export function refuseForeign(rest: Buffer): void {
  if (rest.length === 0) return
  if (holdsScript(rest) || FOREIGN.some((mark) => rest.includes(Buffer.from(mark, 'latin1'))))
    throw new Unsound('file_two_kinds')
}

export type Box = { type: string; from: number; to: number }

/** The boxes of a stretch of an ISO media file (mp4, m4a, heic), each whole within it. @throws Unsound file_broken */
export function boxesIn(read: (at: number, length: number) => Buffer, from: number, to: number): Box[] {
  const found: Box[] = []
  let at = from
  while (at < to) {
    if (to - at < 8 || found.length > 10_000) throw new Unsound('file_broken')
    const head = read(at, Math.min(16, to - at))
    const short = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    if (short === 1 && head.length < 16) throw new Unsound('file_broken')
    const size = short === 0 ? to - at : short === 1 ? Number(head.readBigUInt64BE(8)) : short
    const start = at + (short === 1 ? 16 : 8)
    if (!/^[\x20-\x7e\xa9]{4}$/.test(type) || !Number.isSafeInteger(size) || at + size < start || at + size > to)
      throw new Unsound('file_broken')
    found.push({ type, from: start, to: at + size })
    at += size
  }
  return found
}
