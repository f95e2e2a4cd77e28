/** As much of a tar file (POSIX ustar) as a backup needs: plain files, a long name in a pax head before its file, so that any `tar -x` unpacks it. */

const BLOCK = 512
const LONGEST_NAME = 100
const LARGEST = 8 ** 11 - 1

export type Entry = { name: string; bytes: Buffer }

/** What is not a tar file, or ends too early. */
export class TarFault extends Error {}

/** What a pax head says of the name of the file after it: its own length first, in which it counts itself. */
function paxName(name: string): Buffer {
  const rest = ` path=${name}\n`
  let length = Buffer.byteLength(rest)
  while (length !== Buffer.byteLength(`${length}${rest}`)) length = Buffer.byteLength(`${length}${rest}`)
  return Buffer.from(`${length}${rest}`)
}

const isLong = (name: string): boolean => Buffer.byteLength(name) > LONGEST_NAME

function headOf(name: string, size: number, kind: '0' | 'x' = '0'): Buffer {
  if (isLong(name) || size > LARGEST) throw new TarFault(`too long for tar: ${name}`)
  const head = Buffer.alloc(BLOCK)
  head.write(name, 0)
  head.write('0000600\0', 100)
  head.write('0000000\0', 108)
  head.write('0000000\0', 116)
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  head.write('00000000000\0', 136)
  head.write('        ', 148)
  head.write(kind, 156)
  head.write('ustar\x0000', 257)
  head.write(`${sumOf(head).toString(8).padStart(6, '0')}\0 `, 148)
  return head
}

const sumOf = (head: Buffer): number => head.reduce((sum, byte) => sum + byte, 0)

function* whole(bytes: Buffer): Generator<Buffer> {
  yield bytes
  if (bytes.length % BLOCK > 0) yield Buffer.alloc(BLOCK - (bytes.length % BLOCK))
}

/** The bytes of a tar file of these entries. */
export async function* toTar(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  for await (const { name, bytes } of entries) {
    if (isLong(name)) {
      const told = paxName(name)
      yield headOf('pax', told.length, 'x')
      yield* whole(told)
    }
    yield headOf(isLong(name) ? 'long-name' : name, bytes.length)
    yield* whole(bytes)
  }
  yield Buffer.alloc(2 * BLOCK)
}

/** The entries of a tar file made by `toTar`, one after the other, each wholly in memory. @throws TarFault */
export async function* fromTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  let held: Uint8Array[] = []
  let size = 0
  const from = source[Symbol.asyncIterator]()
  async function take(length: number): Promise<Buffer> {
    while (size < length) {
      const next = await from.next()
      if (next.done) throw new TarFault('the file ends in the middle')
      held.push(next.value)
      size += next.value.length
    }
    const all = Buffer.concat(held, size)
    held = [all.subarray(length)]
    size -= length
    return all.subarray(0, length)
  }
  let longName: string | undefined
  for (;;) {
    const head = await take(BLOCK)
    if (head.every((byte) => byte === 0)) break
    const told = Number.parseInt(head.toString('latin1', 148, 154), 8)
    const bare = Buffer.from(head)
    bare.write('        ', 148)
    if (told !== sumOf(bare)) throw new TarFault('a head with a wrong sum')
    const name = head.toString('utf8', 0, LONGEST_NAME).replace(/\0.*$/s, '')
    const length = Number.parseInt(head.toString('latin1', 124, 135), 8)
    const bytes = await take(Math.ceil(length / BLOCK) * BLOCK)
    if (head.toString('latin1', 156, 157) === 'x') {
      longName = /^\d+ path=(.*)\n$/s.exec(bytes.toString('utf8', 0, length))?.[1]
      continue
    }
    yield { name: longName ?? name, bytes: bytes.subarray(0, length) }
    longName = undefined
  }
  // To the very end: only there is it known that nothing was cut off.
  for (let next = await from.next(); !next.done; next = await from.next());
}
