import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { packEntries } from './contents.ts'
import { type Entry, tarOf } from './tar.ts'

/** What came of packing: the digests are lower-case hex. */
export type Packed = { bytes: number; files: number; sha256: string; contentSha256: string }

/** The folder that appears when it is unpacked. */
export const packName = (version: string): string => `fengqiao-${version}-${process.platform}-${process.arch}`

/** Everything, in its one folder. */
export const wholePack = (root: string, name: string): Entry[] =>
  packEntries(root).map((it) => ({ ...it, path: `${name}/${it.path}` }))

function hashing(): { through: Transform; end: () => { bytes: number; sha256: string } } {
  const hash = createHash('sha256')
  let bytes = 0
  const through = new Transform({
    transform(part: Buffer, _, done) {
      hash.update(part)
      bytes += part.length
      done(null, part)
    },
  })
  return { through, end: () => ({ bytes, sha256: hash.digest('hex') }) }
}

/**
 * Writes one archive (.tar.gz) of the entries.
 * @param level of gzip, 1 (soon) to 9 (small); the digest of the content does not depend on it
 */
export async function writePack(entries: readonly Entry[], file: string, level: number): Promise<Packed> {
  const [content, whole] = [hashing(), hashing()]
  await pipeline(tarOf(entries), content.through, createGzip({ level }), whole.through, createWriteStream(file))
  const { bytes, sha256 } = whole.end()
  return { bytes, files: entries.length, sha256, contentSha256: content.end().sha256 }
}
