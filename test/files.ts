import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Files of every kind, good and bad, made on the spot: nothing harmful lies in the repository. */

type Part = {
  name: string
  bytes?: Buffer
  stored?: boolean
  claims?: number
  attributes?: number
  at?: number
  encrypted?: boolean
  /** A second name, by which some readers go. */
  also?: string
}

/** The extra field by which an entry has another name (Info-ZIP 0x7075). */
function otherName(name: Buffer, also: string): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt16LE(0x7075, 0)
  head.writeUInt16LE(5 + Buffer.byteLength(also), 2)
  head.writeUInt8(1, 4)
  head.writeUInt32LE(crc32(name), 5)
  return Buffer.concat([head, Buffer.from(also)])
}

/** A zip, as honest as its parts say: sizes may lie, two lines of its directory may name the same bytes. */
export function zip(parts: readonly Part[], comment = ''): Buffer {
  const local: Buffer[] = []
  const lines: Buffer[] = []
  let at = 0
  for (const {
    name,
    bytes = Buffer.alloc(0),
    stored = false,
    claims,
    attributes = 0,
    at: elsewhere,
    encrypted,
    also,
  } of parts) {
    const packed = stored ? bytes : deflateRawSync(bytes, { level: 9 })
    const file = Buffer.from(name, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2)
    common.writeUInt16LE(stored ? 0 : 8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claims ?? bytes.length, 18)
    common.writeUInt16LE(file.length, 22)
    const line = Buffer.alloc(46)
    line.writeUInt32LE(0x02014b50, 0)
    line.writeUInt16LE(0x031e, 4)
    common.copy(line, 6)
    line.writeUInt32LE(attributes >>> 0, 38)
    line.writeUInt32LE(elsewhere ?? at, 42)
    const other = also === undefined ? Buffer.alloc(0) : otherName(file, also)
    line.writeUInt16LE(other.length, 30)
    lines.push(line, file, other)
    if (elsewhere !== undefined) continue
    const head = Buffer.alloc(4)
    head.writeUInt32LE(0x04034b50)
    local.push(head, common, file, packed)
    at += 30 + file.length + packed.length
  }
  const directory = Buffer.concat(lines)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...local, directory, end, Buffer.from(comment, 'latin1')])
}

const TYPES = { name: '[Content_Types].xml', bytes: Buffer.from('<?xml version="1.0"?><Types/>') }
const WORDS = { name: 'word/document.xml', bytes: Buffer.from('<?xml version="1.0"?><document>欠条</document>') }
const BOOK = { name: 'xl/workbook.xml', bytes: Buffer.from('<?xml version="1.0"?><workbook/>') }
export const docx = (...more: Part[]): Buffer => zip([TYPES, WORDS, ...more])
export const xlsx = (...more: Part[]): Buffer => zip([TYPES, BOOK, ...more])

const box = (type: string, ...inside: Buffer[]): Buffer => {
  const body = Buffer.concat(inside)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + body.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
const handler = (kind: 'vide' | 'soun') => box('hdlr', Buffer.alloc(8), Buffer.from(kind), Buffer.alloc(13))
/** A film or a recording: its tables and no picture in it, which is all the checks read. */
export const media = (brand: string, ...kinds: ('vide' | 'soun')[]): Buffer =>
  Buffer.concat([
    box('ftyp', Buffer.from(brand.padEnd(4)), Buffer.alloc(4)),
    box('moov', ...kinds.map((kind) => box('trak', box('mdia', handler(kind))))),
    box('mdat', Buffer.alloc(64)),
  ])

export const wav = (): Buffer => {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + 100, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.write('data', 36)
  head.writeUInt32LE(100, 40)
  return Buffer.concat([head, Buffer.alloc(100)])
}
/** Three silent frames. */
export const amr = (): Buffer =>
  Buffer.concat([
    Buffer.from('#!AMR\n'),
    ...[1, 2, 3].map(() => Buffer.concat([Buffer.from([0x3c]), Buffer.alloc(31)])),
  ])

/** One page with a red square; `more` goes into its catalogue. */
export function pdf(more = '', pages = 1): Buffer {
  const kids = Array.from({ length: pages }, (_, nth) => `${10 + nth} 0 R`).join(' ')
  const objects = [
    `1 0 obj<</Type/Catalog/Pages 2 0 R${more}>>endobj`,
    `2 0 obj<</Type/Pages/Kids[${kids}]/Count ${pages}>>endobj`,
    '4 0 obj<</Length 27>>stream\n1 0 0 rg 20 20 100 100 re f\nendstream endobj',
    ...Array.from(
      { length: pages },
      (_, nth) => `${10 + nth} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R>>endobj`,
    ),
  ]
  return Buffer.from(`%PDF-1.5\n${objects.join('\n')}\ntrailer<</Root 1 0 R>>\n%%EOF\n`, 'latin1')
}
/** Objects packed away, where a plain look does not see them. */
export const packedObjects = (text: string): Buffer => {
  const packed = deflateSync(Buffer.from(`5 0 ${text}`))
  const head = `6 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>stream\n`
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream endobj\n')])
}

const picture = (width = 400, height = 200) =>
  sharp({ create: { width, height, channels: 3, background: '#c03030' } }).composite([
    { input: { create: { width: 40, height: 40, channels: 3, background: '#2040c0' } }, left: 0, top: 0 },
  ])
/** A photograph whose blue corner is at the top left, lying as `orientation` says, taken somewhere. */
export const jpeg = (orientation = 1): Promise<Buffer> =>
  picture()
    .withExif({ IFD0: { Make: 'FENGQIAO-PHONE' }, IFD3: { GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation })
    .jpeg({ quality: 95 })
    .toBuffer()
export const png = (): Promise<Buffer> => picture().png().toBuffer()

/** A PNG that says it is so wide and so high, and holds next to nothing. */
export function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const out = Buffer.alloc(12 + body.length)
    out.writeUInt32BE(body.length)
    out.write(type, 4, 'latin1')
    body.copy(out, 8)
    out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.writeUInt8(8, 8)
  head.writeUInt8(0, 9)
  const rows = deflateSync(Buffer.alloc(1_000_000), { level: 9 })
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A photograph of an iPhone in small, 96 by 64 with a blue corner at the top left, that says it is to be turned clockwise by a quarter. */
export const HEIC = Buffer.from(
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAUxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAFwAAEAAAAAAAAAMAAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAzGlwcnAAAACtaXBjbwAAAHhodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgQEDAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAGAAAABAAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABdpcG1hAAAAAAAAAAEAAQSBAoOEAAAAOG1kYXQAAAAsKAGvWPkOkl//9T68j8Ep/+fUIkt5i/v/Y/7X9XcuVW6zpf/Ff/v54/auvE8=',
  'base64',
)
