/** The letters of a key on paper (bech32, as BIP 173 has it): no 1, b, i or o among them, and six that tell when one was misread. */
const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const CHECK_LETTERS = 6

function checked(values: readonly number[]): number {
  let sum = 1
  for (const value of values) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    GENERATOR.forEach((part, bit) => {
      if ((top >>> bit) & 1) sum ^= part
    })
  }
  return sum
}

const ofPrefix = (prefix: string): number[] => [
  ...[...prefix].map((letter) => letter.charCodeAt(0) >>> 5),
  0,
  ...[...prefix].map((letter) => letter.charCodeAt(0) & 31),
]

/** Groups of so many bits made into groups of so many others; null where what is left over is not empty. */
function regroup(values: Iterable<number>, from: number, to: number, pad: boolean): number[] | null {
  const made: number[] = []
  let held = 0
  let bits = 0
  for (const value of values) {
    held = (held << from) | value
    bits += from
    while (bits >= to) {
      bits -= to
      made.push((held >>> bits) & ((1 << to) - 1))
    }
    held &= (1 << bits) - 1
  }
  if (pad && bits > 0) made.push((held << (to - bits)) & ((1 << to) - 1))
  return !pad && (bits >= from || held !== 0) ? null : made
}

/** Bytes as words to be written down: the prefix, a 1, the letters, six of them for checking. */
export function toKeyWords(prefix: string, bytes: Uint8Array): string {
  const values = regroup(bytes, 8, 5, true) ?? []
  const sum = checked([...ofPrefix(prefix), ...values, ...Array<number>(CHECK_LETTERS).fill(0)]) ^ 1
  const check = Array.from({ length: CHECK_LETTERS }, (_, at) => (sum >>> (5 * (CHECK_LETTERS - 1 - at))) & 31)
  return `${prefix}1${[...values, ...check].map((value) => LETTERS[value]).join('')}`
}

/** The bytes of words typed in from paper: spaces, line breaks and capitals do not matter. @returns null where a letter is wrong or missing */
export function fromKeyWords(prefix: string, typed: string): Buffer | null {
  const words = typed.replaceAll(/\s/g, '').toLowerCase()
  if (!words.startsWith(`${prefix}1`)) return null
  const values = [...words.slice(prefix.length + 1)].map((letter) => LETTERS.indexOf(letter))
  if (values.length < CHECK_LETTERS || values.includes(-1)) return null
  if (checked([...ofPrefix(prefix), ...values]) !== 1) return null
  const bytes = regroup(values.slice(0, -CHECK_LETTERS), 5, 8, false)
  return bytes && Buffer.from(bytes)
}
