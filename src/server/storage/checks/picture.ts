import { readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { boxesIn, brokenBy, holdsScript, type PreviewPath, refuseForeign, type Sound, Unsound } from './found.ts'

/** A phone's largest setting fits; a picture made to fill the memory does not. */
export const MOST_PIXELS = 80_000_000
/** A decoded HEIC stands in memory as a whole. */
const MOST_HEIC_PIXELS = 50_000_000
/** Longest side of what is shown, in pixels: the small print of a paper can be read. */
export const LONGEST_SIDE = 2000

sharp.cache(false)
sharp.concurrency(1)

type Raw = { data: Buffer; width: number; height: number }
const optionsOf = (raw?: Raw) => ({
  limitInputPixels: MOST_PIXELS,
  failOn: 'truncated' as const,
  sequentialRead: true,
  ...(raw ? { raw: { width: raw.width, height: raw.height, channels: 4 as const } } : {}),
})

/** Our own picture of one: upright, no larger than can be shown, nothing in it but its pixels. */
export const writePreview = async (of: Buffer | Raw, path: string): Promise<void> => {
  const image = Buffer.isBuffer(of) ? sharp(of, optionsOf()) : sharp(of.data, optionsOf(of))
  const bytes = await image
    .rotate()
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 80 })
    .toBuffer()
  // By ourselves: what the disc says of it is then told from what the picture is.
  await writeFile(path, bytes)
}

const THUMBNAIL_SIDE = 240
/** A small one of the first picture, for a list: too small to read, so that opening it is no look at what was handed in. */
export async function writeThumbnail(from: string, path: string): Promise<void> {
  const small = await sharp(await readFile(from))
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 70 })
    .toBuffer()
  await writeFile(path, small)
}

/** Where the picture of a JPEG ends: after its last scan. @throws Unsound file_broken */
function endOfJpeg(bytes: Buffer): { scan: number; end: number } {
  let at = 2
  let scan = -1
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) throw new Unsound('file_broken')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) return { scan, end: at + 2 }
    at += 2 + bytes.readUInt16BE(at + 2)
    if (marker !== 0xda) continue
    if (scan < 0) scan = at
    // The scan itself: until a marker that is neither a restart nor a stuffed 0xFF.
    for (;;) {
      at = bytes.indexOf(0xff, at)
      if (at < 0 || at + 1 >= bytes.length) throw new Unsound('file_broken')
      const next = bytes[at + 1] ?? 0
      if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) break
      at += next === 0xff ? 1 : 2
    }
  }
  if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return { scan, end: at + 2 }
  throw new Unsound('file_broken')
}

/** Where a PNG ends, and that none of its texts is a page. */
function endOfPng(bytes: Buffer): number {
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length) throw new Unsound('file_broken')
    if (/^(tEXt|iTXt|zTXt)$/.test(type) && holdsScript(bytes.subarray(at + 8, end - 4)))
      throw new Unsound('file_two_kinds')
    at = end
    if (type === 'IEND') return at
  }
  throw new Unsound('file_broken')
}

async function known(bytes: Buffer, format: 'jpeg' | 'png', preview: PreviewPath): Promise<Sound> {
  const found = await sharp(bytes, { ...optionsOf(), limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (found?.format !== format) throw new Unsound('file_broken')
  if (found.width * found.height > MOST_PIXELS) throw new Unsound('file_too_many_pixels')
  await writePreview(bytes, preview(1)).catch((error: unknown) => {
    throw brokenBy(error)
  })
  return { pages: 1, previews: 1, no_preview: null }
}

export async function checkJpeg(path: string, preview: PreviewPath): Promise<Sound> {
  const bytes = await readFile(path)
  const { scan, end } = endOfJpeg(bytes)
  if (scan < 0) throw new Unsound('file_broken')
  if (holdsScript(bytes.subarray(0, scan))) throw new Unsound('file_two_kinds')
  refuseForeign(bytes.subarray(end))
  return known(bytes, 'jpeg', preview)
}

export async function checkPng(path: string, preview: PreviewPath): Promise<Sound> {
  const bytes = await readFile(path)
  refuseForeign(bytes.subarray(endOfPng(bytes)))
  return known(bytes, 'png', preview)
}

/** The largest picture an HEIC claims to hold, from the sizes it names, before anything is decoded. */
function pixelsOfHeic(bytes: Buffer): number {
  let most = 0
  for (let at = bytes.indexOf('ispe'); at >= 0 && at + 16 <= bytes.length; at = bytes.indexOf('ispe', at + 4))
    most = Math.max(most, bytes.readUInt32BE(at + 8) * bytes.readUInt32BE(at + 12))
  return most
}

export async function checkHeic(path: string, preview: PreviewPath): Promise<Sound> {
  const bytes = await readFile(path)
  const boxes = boxesIn((at, length) => bytes.subarray(at, at + length), 0, bytes.length)
  const types = boxes.map((it) => it.type)
  if (!types.includes('meta')) throw new Unsound('file_broken')
  const pixels = pixelsOfHeic(bytes)
  if (pixels === 0) throw new Unsound('file_broken')
  if (pixels > MOST_HEIC_PIXELS) throw new Unsound('file_too_many_pixels')
  const { default: decode } = await import('heic-decode')
  // The library turns it upright as its own properties say; what Exif says besides is not for it.
  const raw = await decode({ buffer: bytes }).catch(() => null)
  if (!raw) throw new Unsound('file_broken')
  await writePreview(
    { ...raw, data: Buffer.from(raw.data.buffer, raw.data.byteOffset, raw.data.byteLength) },
    preview(1),
  )
  return { pages: 1, previews: 1, no_preview: null }
}
