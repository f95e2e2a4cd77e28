const FIRST = [2, 3, 5, 7, 11, 13, 17, 19]
/** The first 32 bits of the fractional part of a root, as FIPS 180-4 makes its constants. */
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0
const isPrime = (it: number): boolean => {
  for (let by = 2; by * by <= it; by += 1) if (it % by === 0) return false
  return true
}
const ROUNDS = Int32Array.from(
  Array.from({ length: 312 }, (_, at) => at)
    .filter((it) => it > 1 && isPrime(it))
    .map((it) => fraction(Math.cbrt(it))),
)

/**
 * A fingerprint (SHA-256) counted piece by piece: a film need not be in a phone's memory as a whole, which WebCrypto wants, and it is
 * there where a page is not under https, where WebCrypto is not.
 */
export function sha256(): { add: (bytes: Uint8Array) => void; hex: () => string } {
  const state = Int32Array.from(FIRST, (it) => fraction(Math.sqrt(it)))
  const words = new Int32Array(64)
  const block = new Uint8Array(64)
  const view = new DataView(block.buffer)
  let filled = 0
  let length = 0

  function turn(): void {
    for (let at = 0; at < 16; at += 1) words[at] = view.getInt32(at * 4)
    for (let at = 16; at < 64; at += 1) {
      const far = words[at - 15] as number
      const near = words[at - 2] as number
      const one = ((far >>> 7) | (far << 25)) ^ ((far >>> 18) | (far << 14)) ^ (far >>> 3)
      const two = ((near >>> 17) | (near << 15)) ^ ((near >>> 19) | (near << 13)) ^ (near >>> 10)
      words[at] = ((words[at - 16] as number) + one + (words[at - 7] as number) + two) | 0
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
    for (let at = 0; at < 64; at += 1) {
      const one = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
      const first = (h + one + ((e & f) ^ (~e & g)) + (ROUNDS[at] as number) + (words[at] as number)) | 0
      const two = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
      const second = (two + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + first) | 0
      d = c
      c = b
      b = a
      a = (first + second) | 0
    }
    for (const [at, it] of [a, b, c, d, e, f, g, h].entries()) state[at] = ((state[at] as number) + it) | 0
  }
  function add(bytes: Uint8Array): void {
    length += bytes.length
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + 64 - filled)
      block.set(part, filled)
      filled += part.length
      at += part.length
      if (filled < 64) return
      turn()
      filled = 0
    }
  }
  return {
    add,
    hex() {
      const bits = length * 8
      const padding = new Uint8Array((filled < 56 ? 64 : 128) - filled)
      padding[0] = 0x80
      const end = new DataView(padding.buffer)
      end.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32))
      end.setUint32(padding.length - 4, bits >>> 0)
      add(padding)
      return Array.from(state, (it) => (it >>> 0).toString(16).padStart(8, '0')).join('')
    },
  }
}

const AT_ONCE = 1024 * 1024

/** The fingerprint of a file, counted in pieces with a breath between them, so that the page goes on being used. */
export async function hashOf(file: Blob, stop?: AbortSignal): Promise<string> {
  const hash = sha256()
  for (let at = 0; at < file.size; at += AT_ONCE) {
    stop?.throwIfAborted()
    hash.add(new Uint8Array(await file.slice(at, at + AT_ONCE).arrayBuffer()))
  }
  return hash.hex()
}
