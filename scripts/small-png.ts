import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const COLOURS = 256

type Pixels = { width: number; height: number; rgb: Buffer }

/** What the PNG filters of a line predict from: left, above, above left (PNG 9.2). */
function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  if (filter !== 4) return 0
  const guess = left + above - corner
  const far = [left, above, corner].map((it) => Math.abs(guess - it))
  const [toLeft = 0, toAbove = 0, toCorner = 0] = far
  return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner
}

/** Reads what a browser's screenshot writes: eight bits a channel, not interlaced. @throws on any other PNG */
function read(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG')
  const data: Buffer[] = []
  let [width, height, channels] = [0, 0, 0]
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const kind = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (kind === 'IHDR') {
      ;[width, height, channels] = [body.readUInt32BE(0), body.readUInt32BE(4), body[9] === 6 ? 4 : 3]
      if (body[8] !== 8 || (body[9] !== 2 && body[9] !== 6) || body[12] !== 0)
        throw new Error('not a PNG of a screenshot')
    }
    if (kind === 'IDAT') data.push(body)
    at += 12 + length
  }
  const raw = inflateSync(Buffer.concat(data))
  const stride = width * channels
  const rgb = Buffer.alloc(width * height * 3)
  let before = Buffer.alloc(stride)
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0
    const line = Buffer.from(raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)))
    for (let x = 0; x < stride; x += 1) {
      const left = x < channels ? 0 : (line[x - channels] ?? 0)
      const corner = x < channels ? 0 : (before[x - channels] ?? 0)
      line[x] = ((line[x] ?? 0) + predicted(filter, left, before[x] ?? 0, corner)) & 0xff
    }
    for (let x = 0; x < width; x += 1) line.copy(rgb, (y * width + x) * 3, x * channels, x * channels + 3)
    before = line
  }
  return { width, height, rgb }
}

/** The colours used most; all others go to the nearest of them. Screens of text have few that matter. */
function palette({ rgb }: Pixels): { colours: number[]; indexOf: (colour: number) => number } {
  const count = new Map<number, number>()
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3)
    count.set(colour, (count.get(colour) ?? 0) + 1)
  }
  const colours = [...count]
    .sort(([, one], [, other]) => other - one)
    .slice(0, COLOURS)
    .map(([colour]) => colour)
  const known = new Map(colours.map((colour, at) => [colour, at]))
  const apart = (one: number, other: number): number =>
    [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 0xff) - ((other >> shift) & 0xff)) ** 2, 0)
  return {
    colours,
    indexOf: (colour) => {
      const found = known.get(colour)
      if (found !== undefined) return found
      const nearest = colours.reduce(
        (best, it, at) => (apart(it, colour) < apart(colours[best] ?? 0, colour) ? at : best),
        0,
      )
      known.set(colour, nearest)
      return nearest
    },
  }
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** A screenshot with a palette of 256 colours: a third of the bytes, and no difference to the eye. @throws when it is no screenshot */
export function smallPng(png: Buffer): Buffer {
  const pixels = read(png)
  const { width, height, rgb } = pixels
  const { colours, indexOf } = palette(pixels)
  const lines = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) lines[y * (width + 1) + 1 + x] = indexOf(rgb.readUIntBE((y * width + x) * 3, 3))
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const colourTable = Buffer.alloc(colours.length * 3)
  colours.forEach((colour, at) => {
    colourTable.writeUIntBE(colour, at * 3, 3)
  })
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', colourTable),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
