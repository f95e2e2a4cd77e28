import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { packEntries } from './contents.ts'
import { type Entry, tarOf } from './tar.ts'

/** What came of packing: bytes on the disc, and their digest in lower-case hex. */
export type Packed = { bytes: number; files: number; sha256: string }

/** The folder that appears when it is unpacked. */
export const packName = (version: string): string => `fengqiao-${version}-${process.platform}-${process.arch}`

/** Everything, in its one folder. */
export const wholePack = (root: string, name: string): Entry[] =>
  packEntries(root).map((it) => ({ ...it, path: `${name}/${it.path}` }))

/**
 * Writes one archive (.tar.gz) of the entries.
 * @param level of gzip, 0 (soon) to 9 (small)
 */
export async function writePack(entries: readonly Entry[], file: string, level: number): Promise<Packed> {
  const hash = createHash('sha256')
  let bytes = 0
  const counting = new Transform({
    transform(part: Buffer, _, done) {
      hash.update(part)
      bytes += part.length
      done(null, part)
    },
  })
  await pipeline(tarOf(entries), createGzip({ level, chunkSize: 1 << 18 }), counting, createWriteStream(file))
  return { bytes, files: entries.length, sha256: hash.digest('hex') }
}
