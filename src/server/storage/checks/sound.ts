import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type Box, boxesIn, endsAsArchive, holdsScript, refuseForeign, type Sound, Unsound } from './found.ts'

/** Reads stretches of a file that may be too large for the memory. */
async function reading<T>(
  path: string,
  work: (read: (at: number, length: number) => Buffer, size: number) => T,
): Promise<T> {
  const file = openSync(path, 'r')
  try {
    const read = (at: number, length: number): Buffer => {
      const into = Buffer.alloc(length)
      return into.subarray(0, readSync(file, into, 0, length, at))
    }
    return work(read, fstatSync(file).size)
  } finally {
    closeSync(file)
  }
}
const NOT_SHOWN = { pages: null, previews: 0 }

/** Boxes that hold others and that we look into. */
const HOLDS = ['moov', 'trak', 'mdia']

/** A film or a recording in the ISO form: every box whole, tables of what there is, and what there is. */
export const checkMedia = (path: string, kind: 'mp4' | 'm4a'): Promise<Sound> =>
  reading(path, (read, size) => {
    const top = boxesIn(read, 0, size)
    const types = top.map((it) => it.type)
    if (types[0] !== 'ftyp' || !types.includes('moov') || !(types.includes('mdat') || types.includes('moof')))
      throw new Unsound('file_broken')
    const handlers: string[] = []
    const look = (box: Box, depth: number): void => {
      for (const inner of boxesIn(read, box.from, box.to)) {
        if (inner.type === 'hdlr') handlers.push(read(inner.from + 8, 4).toString('latin1'))
        else if (HOLDS.includes(inner.type) && depth < 6) look(inner, depth + 1)
      }
    }
    for (const box of top) if (box.type === 'moov') look(box, 1)
    if (!handlers.some((it) => it === 'vide' || it === 'soun')) throw new Unsound('file_broken')
    if (kind === 'm4a' && handlers.includes('vide')) throw new Unsound('file_not_what_name_says')
    return { ...NOT_SHOWN, no_preview: kind === 'mp4' ? '视频请下载后播放。' : '录音请下载后播放。' }
  })

const MOST_NOTE = 1024 * 1024

export const checkWav = (path: string): Promise<Sound> =>
  reading(path, (read, size) => {
    const head = read(0, 12)
    // Recorders that were cut off leave the size open; what is there must still be parts that fit.
    const said = head.readUInt32LE(4) + 8
    if (said > size && said < 0xffff_fff0) throw new Unsound('file_broken')
    const seen: string[] = []
    for (let at = 12; at + 8 <= size && seen.length < 1_000; ) {
      const part = read(at, 8)
      const length = part.readUInt32LE(4)
      const name = part.toString('latin1', 0, 4)
      seen.push(name)
      // Beside the sound itself there are only small notes.
      if (name !== 'data' && name !== 'fmt ') refuseForeign(read(at + 8, Math.min(length, MOST_NOTE)))
      at += 8 + length + (length % 2)
    }
    if (said < size) {
      if (size - said > MOST_NOTE) throw new Unsound('file_two_kinds')
      refuseForeign(read(said, size - said))
    }
    if (endsAsArchive(read(Math.max(0, size - 66_000), Math.min(size, 66_000)))) throw new Unsound('file_two_kinds')
    if (!seen.includes('fmt ') || !seen.includes('data')) throw new Unsound('file_broken')
    return { ...NOT_SHOWN, no_preview: '录音请下载后播放。' }
  })

/** Bytes of a frame by its kind, narrow and wide (RFC 4867). */
const AMR_FRAMES = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1]
const WIDE_FRAMES = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1]

export async function checkAmr(path: string): Promise<Sound> {
  const bytes = await readFile(path)
  const wide = bytes.subarray(0, 9).toString('latin1') === '#!AMR-WB\n'
  const sizes = wide ? WIDE_FRAMES : AMR_FRAMES
  let at = wide ? 9 : 6
  if (at === bytes.length) throw new Unsound('file_broken')
  while (at < bytes.length) {
    const size = sizes[((bytes[at] ?? 0) >> 3) & 15] ?? 0
    if (size === 0 || at + size > bytes.length) throw new Unsound('file_broken')
    at += size
  }
  return { ...NOT_SHOWN, no_preview: '录音请下载后播放。' }
}

/** Text is text: in UTF-8 or the national code, no page, no program, nothing that cannot be seen. */
export async function checkText(path: string): Promise<Sound> {
  const bytes = await readFile(path)
  const text = ['utf-8', 'gb18030'].flatMap((code) => {
    try {
      return [new TextDecoder(code, { fatal: true }).decode(bytes)]
    } catch {
      return []
    }
  })[0]
  if (text === undefined) throw new Unsound('file_not_what_name_says')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) throw new Unsound('file_not_what_name_says')
  if (holdsScript(bytes.subarray(0, 4_096))) throw new Unsound('file_two_kinds')
  return { ...NOT_SHOWN, no_preview: '文字请下载查看。' }
}
