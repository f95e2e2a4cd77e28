import { readFile } from 'node:fs/promises'
import readCode from 'jsqr'
import sharp from 'sharp'
import type { FileKind } from '#domain/evidence/words.ts'
import { MOST_PIXELS } from './picture.ts'

/** Longest side at which codes are looked for: a module of 0.4 mm on A4 is then four pixels wide. */
const LONGEST_SIDE = 3_000
/** Grey pixels, one byte each. */
type Grey = { data: Buffer; width: number; height: number }
type Raw = { data: Uint8Array; width: number; height: number; channels: 1 | 4 }

const grey = async (of: Buffer | Raw): Promise<Grey> => {
  const image = Buffer.isBuffer(of)
    ? sharp(of, { limitInputPixels: MOST_PIXELS, failOn: 'none' })
    : sharp(of.data, { raw: { width: of.width, height: of.height, channels: of.channels } })
  const { data, info } = await image
    .rotate()
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** Where to look, as shares of the picture: the foot at the left first, where it is printed; then the other corners, then between them. */
const PLACES = [
  [0, 0.5],
  [0.5, 0],
  [0, 0],
  [0.5, 0.5],
  [0.25, 0.5],
  [0.25, 0],
  [0, 0.25],
  [0.5, 0.25],
  [0.25, 0.25],
] as const
/** A picture no longer than this loses too much by being made smaller. */
const SMALL = 2_000
/** A stack of more pictures than this is searched less: what waits behind it is looked at within minutes all the same. */
const FEW = 4

/**
 * Where is looked at which scale: smaller, which is quick and quiets a grainy picture; as it is; larger, for one taken from afar. Counted in
 * looks and not in seconds: a busy machine reads what an idle one does.
 */
function looksAt({ width, height }: Grey, most: number): [place: (typeof PLACES)[number], scale: number][] {
  const at = (scale: number, places: readonly (typeof PLACES)[number][] = PLACES) =>
    places.map((place): [(typeof PLACES)[number], number] => [place, scale])
  const smaller = Math.max(width, height) > SMALL ? at(0.6) : []
  return most > FEW ? [...smaller, ...at(1, PLACES.slice(0, 4))] : [...smaller, ...at(1), ...at(1.7)]
}

/** One part of the picture at a scale, as the reader wants it: four bytes a pixel. */
async function partOf(of: Grey, [left, top]: (typeof PLACES)[number], scale: number) {
  const width = Math.max(1, Math.floor(of.width / 2))
  const height = Math.max(1, Math.floor(of.height / 2))
  const cut = sharp(of.data, { raw: { width: of.width, height: of.height, channels: 1 } }).extract({
    left: Math.floor(left * of.width),
    top: Math.floor(top * of.height),
    width,
    height,
  })
  const sized = scale === 1 ? cut : cut.resize(Math.max(1, Math.round(width * scale)))
  const { data, info } = await sized.normalise().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  const four = new Uint32Array(info.width * info.height)
  for (let at = 0; at < four.length; at += 1) four[at] = (data[at * info.channels] ?? 255) * 0x01010101
  return { pixels: new Uint8ClampedArray(four.buffer), width: info.width, height: info.height }
}

/** The text of the code on a picture: the first that holds `mark`, else any other, else null. */
async function codeOn(picture: Grey, mark: string, most: number): Promise<string | null> {
  let other: string | null = null
  for (const [place, scale] of looksAt(picture, most)) {
    const { pixels, width, height } = await partOf(picture, place, scale)
    const found = readCode.default(pixels, width, height, { inversionAttempts: 'dontInvert' })
    if (found?.data.includes(mark)) return found.data
    if (found?.data) other ??= found.data
  }
  return other
}

/** Each picture of a file that was found sound, one after another: only one of them is in memory. */
async function* picturesOf(path: string, kind: FileKind, most: number): AsyncGenerator<Grey> {
  const bytes = await readFile(path)
  if (kind === 'jpeg' || kind === 'png') yield await grey(bytes)
  if (kind === 'heic') {
    const { default: decode } = await import('heic-decode')
    const { data, width, height } = await decode({ buffer: bytes })
    yield await grey({
      data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      width,
      height,
      channels: 4,
    })
  }
  if (kind !== 'pdf') return
  const { PDFiumLibrary } = await import('@hyzyla/pdfium')
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(bytes)
    try {
      for (let nth = 0; nth < Math.min(most, document.getPageCount()); nth += 1) {
        const page = document.getPage(nth)
        const { originalWidth, originalHeight } = page.getOriginalSize()
        const scale = Math.min(4, LONGEST_SIDE / Math.max(originalWidth, originalHeight, 1))
        const { data, width, height } = await page.render({ scale, render: 'bitmap' })
        yield await grey({ data, width, height, channels: 4 })
      }
    } finally {
      document.destroy()
    }
  } finally {
    library.destroy()
  }
}

/**
 * The text of the code on each picture of a file that was found sound, in order; null where none can be read. However the page lies:
 * upright, on its side, upside down, a little askew. @param most pictures of it that can be shown @param mark what a text of ours holds
 */
export async function readCodes({
  path,
  kind,
  most,
  mark,
}: {
  path: string
  kind: FileKind
  most: number
  mark: string
}): Promise<(string | null)[]> {
  const texts: (string | null)[] = []
  for await (const picture of picturesOf(path, kind, most)) texts.push(await codeOn(picture, mark, most))
  return texts
}
