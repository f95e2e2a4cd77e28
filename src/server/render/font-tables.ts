import { closeSync, openSync, readSync } from 'node:fs'
import { inflateSync } from 'node:zlib'

/** Where a font's bytes are read from: a file piece by piece, or what is in memory already. */
type Reader = (offset: number, length: number) => Buffer
type Table = { offset: number; length: number }

/** What is known of one face: the family names it goes by, and which characters it has. */
export type Face = { families: string[]; has: (point: number) => boolean }

const ofBuffer =
  (bytes: Buffer): Reader =>
  (offset, length) => {
    if (offset + length > bytes.length) throw new RangeError('beyond the end of the font')
    return bytes.subarray(offset, offset + length)
  }

function tablesAt(read: Reader, start: number): Map<string, Table> {
  const count = read(start + 4, 2).readUInt16BE()
  const records = read(start + 12, count * 16)
  return new Map(
    Array.from({ length: count }, (_, nth) => {
      const at = nth * 16
      return [
        records.toString('latin1', at, at + 4),
        { offset: records.readUInt32BE(at + 8), length: records.readUInt32BE(at + 12) },
      ]
    }),
  )
}

/** The family names (ids 1 and 16) in every language the font has them in. */
function familiesOf(name: Buffer): string[] {
  const strings = name.readUInt16BE(4)
  const names = Array.from({ length: name.readUInt16BE(2) }, (_, nth) => {
    const at = 6 + nth * 12
    const [platform, id] = [name.readUInt16BE(at), name.readUInt16BE(at + 6)]
    if (id !== 1 && id !== 16) return ''
    const from = strings + name.readUInt16BE(at + 10)
    const bytes = name.subarray(from, from + name.readUInt16BE(at + 8))
    return platform === 1 ? bytes.toString('latin1') : Buffer.from(bytes).swap16().toString('utf16le')
  })
  return [...new Set(names.filter(Boolean))]
}

/** Ranges of a format 12 or a format 4 subtable of `cmap`, with a test whether a point of the range has a glyph. */
function pointsOf(cmap: Buffer): (point: number) => boolean {
  const found = new Map<number, number>()
  for (let nth = 0; nth < cmap.readUInt16BE(2); nth += 1) {
    const offset = cmap.readUInt32BE(4 + nth * 8 + 4)
    found.set(cmap.readUInt16BE(offset), offset)
  }
  const points = new Uint8Array(0x110000 / 8)
  const mark = (point: number) => {
    points[point >> 3] = (points[point >> 3] ?? 0) | (1 << (point & 7))
  }
  const [full, narrow] = [found.get(12), found.get(4)]
  if (full !== undefined) {
    for (let nth = 0; nth < cmap.readUInt32BE(full + 12); nth += 1) {
      const at = full + 16 + nth * 12
      const [from, to, glyph] = [cmap.readUInt32BE(at), cmap.readUInt32BE(at + 4), cmap.readUInt32BE(at + 8)]
      for (let point = from; point <= Math.min(to, 0x10ffff); point += 1) if (glyph + point - from > 0) mark(point)
    }
  } else if (narrow !== undefined) {
    const twice = cmap.readUInt16BE(narrow + 6)
    for (let at = narrow + 14; at < narrow + 14 + twice; at += 2) {
      const [to, from] = [cmap.readUInt16BE(at), cmap.readUInt16BE(at + twice + 2)]
      const [delta, range] = [cmap.readUInt16BE(at + 2 * twice + 2), cmap.readUInt16BE(at + 3 * twice + 2)]
      for (let point = from; point <= to && point < 0xffff; point += 1) {
        const where = at + 3 * twice + 2 + range + 2 * (point - from)
        const glyph = range === 0 ? point + delta : where + 1 < cmap.length ? cmap.readUInt16BE(where) : 0
        if ((glyph & 0xffff) !== 0) mark(point)
      }
    }
  }
  return (point) => ((points[point >> 3] ?? 0) & (1 << (point & 7))) !== 0
}

function facesOf(read: Reader): Face[] {
  const kind = read(0, 4).toString('latin1')
  const starts =
    kind === 'ttcf'
      ? Array.from({ length: read(8, 4).readUInt32BE() }, (_, nth) => read(12 + nth * 4, 4).readUInt32BE())
      : [0]
  return starts.map((start) => {
    const tables = tablesAt(read, start)
    const table = (tag: string): Buffer => {
      const it = tables.get(tag)
      if (!it) throw new RangeError(`the font has no ${tag}`)
      return read(it.offset, it.length)
    }
    return { families: familiesOf(table('name')), has: pointsOf(table('cmap')) }
  })
}

/** The faces in a font file (TTF, OTF, TTC), reading only two small tables of each. @throws when it is not such a file */
export function facesIn(path: string): Face[] {
  const file = openSync(path, 'r')
  try {
    return facesOf((offset, length) => {
      const bytes = Buffer.alloc(length)
      if (readSync(file, bytes, 0, length, offset) < length) throw new RangeError('beyond the end of the font')
      return bytes
    })
  } finally {
    closeSync(file)
  }
}

/** The faces of a font in memory. */
export const facesOfBytes = (bytes: Buffer): Face[] => facesOf(ofBuffer(bytes))

/** A font of the web (WOFF 1: tables packed one by one) as a font of a computer. */
export function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + count * 16)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  const power = Math.floor(Math.log2(count))
  head.writeUInt16BE(2 ** power * 16, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(count * 16 - 2 ** power * 16, 10)
  const parts: Buffer[] = [head]
  let end = head.length
  for (let nth = 0; nth < count; nth += 1) {
    const at = 44 + nth * 20
    const [offset, packed, length] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)]
    const stored = woff.subarray(offset, offset + packed)
    const bytes = packed < length ? inflateSync(stored) : stored
    woff.copy(head, 12 + nth * 16, at, at + 4)
    woff.copy(head, 12 + nth * 16 + 4, at + 16, at + 20)
    head.writeUInt32BE(end, 12 + nth * 16 + 8)
    head.writeUInt32BE(length, 12 + nth * 16 + 12)
    parts.push(bytes, Buffer.alloc((4 - (length % 4)) % 4))
    end += length + ((4 - (length % 4)) % 4)
  }
  return Buffer.concat(parts)
}
