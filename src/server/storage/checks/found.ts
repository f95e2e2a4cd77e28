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

/** What went wrong with the disc or the machine, not with the file: the system says which call it was. */
export const isOfSystem = (error: unknown): boolean =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string'

/** What a reader says of a file it cannot read; a full disc is nobody's broken file. */
export const brokenBy = (error: unknown): unknown => (isOfSystem(error) ? error : new Unsound('file_broken'))

/** What a check found out of a sound file: how many pages, a picture of each that can be shown, or why none can. */
export type Sound = { pages: number | null; previews: number; no_preview: string | null }

/** Where to write pictures: the nth of them, from 1. */
export type PreviewPath = (nth: number) => string

/** What a browser, a shell or an unpacker would take for its own. */
const SCRIPT = /<(script|html|svg|iframe|\?php)\b|<!doctype\s|<!entity\s/i

/** Whether this stretch holds a page or a program of another kind. */
export const holdsScript = (bytes: Buffer): boolean => SCRIPT.test(bytes.toString('latin1'))

const FOREIGN = ['PK\x05\x06', 'PK\x03\x04', '%PDF-', 'Rar!\x1a', '7z\xbc\xaf\x27\x1c', '\x7fELF', 'MZ\x90\x00']

/** What follows the end of a picture: phones put films and depths there; a page, an archive or a program is none of that. */
export function refuseForeign(rest: Buffer): void {
  if (rest.length === 0) return
  // In a film four bytes of any kind turn up by chance; an archive is one by its last stretch.
  if (isFilm(rest)) {
    if (holdsScript(rest) || endsAsArchive(rest)) throw new Unsound('file_two_kinds')
    return
  }
  if (holdsScript(rest) || FOREIGN.some((mark) => rest.includes(Buffer.from(mark, 'latin1'))))
    throw new Unsound('file_two_kinds')
}

export const endsAsArchive = (bytes: Buffer): boolean => bytes.subarray(-66_000).includes('PK\x05\x06', 0, 'latin1')

function isFilm(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return false
  try {
    const types = boxesIn((at, length) => bytes.subarray(at, at + length), 0, bytes.length).map((it) => it.type)
    return types.includes('moov') && types.includes('mdat')
  } catch {
    return false
  }
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
