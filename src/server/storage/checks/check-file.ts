import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { FileKind } from '#domain/evidence/words.ts'
import type { FileProblem } from '../file-problems.ts'
import { isLong, MOST_DOCUMENT } from '../limits.ts'
import { isOfSystem, type PreviewPath, type Sound, Unsound } from './found.ts'
import { checkOffice } from './office.ts'
import { checkPdf } from './pdf.ts'
import { checkHeic, checkJpeg, checkPng, writeThumbnail } from './picture.ts'
import { checkAmr, checkMedia, checkText, checkWav } from './sound.ts'

export type Checked = { sha256: string } & (({ ok: true } & Sound) | { ok: false; code: FileProblem })

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

/** What the first bytes say it is; null where they say nothing (text says nothing). */
function magicOf(head: Buffer): FileKind | 'zip' | 'other' | null {
  const starts = (mark: string, at = 0) => head.toString('latin1', at, at + mark.length) === mark
  if (starts('\xff\xd8\xff')) return 'jpeg'
  if (starts('\x89PNG\r\n\x1a\n')) return 'png'
  if (starts('%PDF-')) return 'pdf'
  if (starts('PK\x03\x04')) return 'zip'
  if (starts('RIFF') && starts('WAVE', 8)) return 'wav'
  if (starts('#!AMR\n') || starts('#!AMR-WB\n')) return 'amr'
  if (starts('ftyp', 4)) {
    const brand = head.toString('latin1', 8, 12)
    if (HEIC_BRANDS.includes(brand)) return 'heic'
    return brand.startsWith('M4A') || brand.startsWith('M4B') ? 'm4a' : 'mp4'
  }
  const others = [
    'GIF8',
    'BM',
    'MZ',
    '\x7fELF',
    'Rar!',
    '7z\xbc\xaf',
    '\x1f\x8b',
    '\xd0\xcf\x11\xe0',
    'RIFF',
    'ID3',
    'OggS',
  ]
  return others.some((mark) => starts(mark)) ? 'other' : null
}

/** What is agreed on as a harmless stand-in for a virus; written in two pieces, so that no scanner takes this file for one. */
const STAND_IN = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

function agrees(kind: FileKind, magic: ReturnType<typeof magicOf>): boolean {
  if (kind === 'docx' || kind === 'xlsx') return magic === 'zip'
  if (kind === 'txt') return magic === null
  // A recorder writes either name into what it calls m4a.
  return magic === kind || (kind === 'm4a' && magic === 'mp4')
}

const contentOf = (kind: FileKind, path: string, preview: PreviewPath): Promise<Sound> => {
  switch (kind) {
    case 'jpeg':
      return checkJpeg(path, preview)
    case 'png':
      return checkPng(path, preview)
    case 'heic':
      return checkHeic(path, preview)
    case 'pdf':
      return checkPdf(path, preview)
    case 'docx':
    case 'xlsx':
      return checkOffice(path, kind)
    case 'mp4':
    case 'm4a':
      return checkMedia(path, kind)
    case 'wav':
      return checkWav(path)
    case 'amr':
      return checkAmr(path)
    case 'txt':
      return checkText(path)
  }
}

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/**
 * Looks at one file: its first bytes, its name's ending and a parser must agree (threats D17). Pictures of it are written to `folder`
 * as 1.jpg, 2.jpg … Nothing of the file is changed.
 */
export async function checkFile({
  path,
  kind,
  folder,
}: {
  path: string
  kind: FileKind
  folder: string
}): Promise<Checked> {
  const sha256 = await hashOf(path)
  try {
    const { size } = await stat(path)
    if (size === 0) throw new Unsound('file_empty')
    const file = await open(path, 'r')
    const head = Buffer.alloc(Math.min(size, 4_096))
    await file.read(head, 0, head.length, 0).finally(() => file.close())
    if (head.toString('latin1').startsWith(STAND_IN)) throw new Unsound('file_virus')
    if (!agrees(kind, magicOf(head))) throw new Unsound('file_not_what_name_says')
    if (!isLong(kind) && size > MOST_DOCUMENT) throw new Unsound('file_too_large')
    const picture = (nth: number) => `${folder}/${nth}.jpg`
    const sound = await contentOf(kind, path, picture)
    if (sound.previews > 0) await writeThumbnail(picture(1), picture(0))
    return { ok: true, sha256, ...sound }
  } catch (error) {
    if (error instanceof Unsound) return { ok: false, sha256, code: error.code }
    // The disc is full, a folder is gone: asked again later it may go well.
    if (isOfSystem(error)) throw error
    // A reader that falls over the file says as much as one that refuses it.
    return { ok: false, sha256, code: 'file_broken' }
  }
}
