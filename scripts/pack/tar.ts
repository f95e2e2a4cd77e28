import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'

/** One file of an archive: from the disc, or made here. */
export type Entry = { path: string; runs: boolean } & ({ file: string } | { text: string })

const BLOCK = 512
const PIECE = 1 << 20

/** Every file bears this day, so that one version has one digest whenever and wherever it is packed. */
const MADE_AT = Date.UTC(2026, 0, 1) / 1000

/** A path as ustar keeps it: 100 bytes, and up to 155 more of folders before them. */
function split(path: string): { name: string; prefix: string } {
  if (Buffer.byteLength(path) <= 100) return { name: path, prefix: '' }
  for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)]
    if (Buffer.byteLength(name) <= 100 && Buffer.byteLength(prefix) <= 155) return { name, prefix }
  }
  throw new Error(`路径太长，装不进安装包：${path}`)
}

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`

function header(path: string, size: number, mode: number, kind: '0' | '5'): Buffer {
  const { name, prefix } = split(path)
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0)
  block.write(octal(mode, 8), 100)
  // Owned by root wherever root unpacks it, and by whoever else unpacks it.
  block.write(octal(0, 8) + octal(0, 8), 108)
  block.write(octal(size, 12) + octal(MADE_AT, 12), 124)
  block.write('        ', 148)
  block.write(`${kind}`, 156)
  block.write('ustar\x0000', 257)
  block.write('root', 265)
  block.write('root', 297)
  block.write(prefix, 345)
  block.write(
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      7,
    )} `,
    148,
  )
  return block
}

const padding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)

function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>()
  for (const path of paths)
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) folders.add(path.slice(0, at + 1))
  return [...folders]
}

function* blocks(entries: readonly Entry[]): Generator<Buffer> {
  const files = new Map(entries.map((entry) => [entry.path, entry]))
  for (const path of [...foldersOf([...files.keys()]), ...files.keys()].sort()) {
    const entry = files.get(path)
    if (!entry) {
      yield header(path, 0, 0o755, '5')
      continue
    }
    const bytes = 'text' in entry ? Buffer.from(entry.text) : readFileSync(entry.file)
    yield header(path, bytes.length, entry.runs ? 0o755 : 0o644, '0')
    yield bytes
    yield padding(bytes.length)
  }
  yield Buffer.alloc(2 * BLOCK)
}

/** Thousands of small files go on in a few hundred pieces: the pieces are what costs. */
function* inPieces(parts: Iterable<Buffer>): Generator<Buffer> {
  let waiting: Buffer[] = []
  let bytes = 0
  for (const part of parts) {
    waiting.push(part)
    bytes += part.length
    if (bytes < PIECE) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  yield Buffer.concat(waiting)
}

/**
 * An archive (ustar) of the files, sorted, each of one day and of root: what was on this machine besides their bytes
 * (times, owners, rights, the order of a folder) is not in it.
 * @throws in the stream when a path is longer than the format can hold, or a file cannot be read
 */
export function tarOf(entries: readonly Entry[]): Readable {
  return Readable.from(inPieces(blocks(entries)))
}
