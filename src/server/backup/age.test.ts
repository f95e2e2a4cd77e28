import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CannotOpen, newFileKey, newIdentity, opened, recipientOf, sealed } from './age.ts'

const whole = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces)
}
/** In uneven pieces, as a disc gives them. */
async function* given(bytes: Buffer, length = 40_009): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}
const { identity, recipient } = newIdentity()
const seal = (plain: Buffer) => whole(sealed(recipient, newFileKey(), given(plain)))
const open = (bytes: Buffer, by = identity) => whole(opened({ identity: by }, given(bytes)))
const KILO = 1024

test('what is sealed comes out as it went in, at every length around a chunk', async () => {
  for (const length of [0, 1, 64 * KILO - 1, 64 * KILO, 64 * KILO + 1, 128 * KILO, 200_003]) {
    const plain = randomBytes(length)
    expect((await open(await seal(plain))).equals(plain), String(length)).toBe(true)
  }
})

test('another key opens nothing, and says that it is another', async () => {
  const other = newIdentity().identity
  await expect(open(await seal(Buffer.from('苗秀禾')), other)).rejects.toMatchObject({ why: 'other_key' })
})

test('every byte of a short one, changed, is noticed; so is every place to cut it off', async () => {
  const bytes = await seal(Buffer.from('石桥村的事'))
  for (let at = 0; at < bytes.length; at += 1) {
    const spoilt = Buffer.from(bytes)
    spoilt[at] = (spoilt[at] ?? 0) ^ 1
    await expect(open(spoilt), `byte ${at}`).rejects.toThrow(CannotOpen)
    await expect(open(bytes.subarray(0, at)), `cut at ${at}`).rejects.toThrow(CannotOpen)
  }
})

test('chunks left out at the end, exchanged or doubled are noticed', async () => {
  const bytes = await seal(randomBytes(5 * 64 * KILO))
  const chunk = 64 * KILO + 16
  const start = bytes.length - 5 * chunk
  const part = (nth: number) => bytes.subarray(start + nth * chunk, start + (nth + 1) * chunk)
  const built = (order: number[]) => Buffer.concat([bytes.subarray(0, start), ...order.map(part)])
  expect((await open(built([0, 1, 2, 3, 4]))).length).toBe(5 * 64 * KILO)
  for (const order of [[0, 1, 2, 3], [0, 1, 3, 2, 4], [0, 1, 1, 2, 3, 4], [1, 2, 3, 4], [0, 1, 2, 3, 4, 4], []])
    await expect(open(built(order)), order.join()).rejects.toThrow(CannotOpen)
})

test('a key from paper is read with spaces and in any case; a letter misread or two exchanged are noticed', () => {
  expect(recipientOf(identity)).toBe(recipient)
  const typed = ` ${identity.toLowerCase().replaceAll(/(.{6})/g, '$1 \n')}`
  expect(recipientOf(typed)).toBe(recipient)
  for (let at = 0; at < identity.length; at += 1) {
    const misread = identity.slice(0, at) + (identity[at] === 'Q' ? 'P' : 'Q') + identity.slice(at + 1)
    expect(recipientOf(misread), misread).toBeNull()
    expect(recipientOf(identity.slice(0, at))).toBeNull()
    const [one = '', other = ''] = [identity[at], identity[at + 1]]
    if (other && one !== other)
      expect(recipientOf(identity.slice(0, at) + other + one + identity.slice(at + 2))).toBeNull()
  }
})

test('the words are those of age', () => {
  // The test key of the age project: github.com/C2SP/CCTV, age/testdata/x25519.
  expect(recipientOf('AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0')).toBe(
    'age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef',
  )
})

const age = spawnSync('age', ['--version']).status === 0
test.runIf(age)('the age program opens what we seal, and we open what it seals', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-age-'))
  try {
    const plain = randomBytes(300_000)
    writeFileSync(join(folder, 'key'), `${identity}\n`)
    writeFileSync(join(folder, 'ours.age'), await seal(plain))
    const out = execFileSync('age', ['-d', '-i', join(folder, 'key'), join(folder, 'ours.age')], { maxBuffer: 1e7 })
    expect(createHash('sha256').update(out).digest('hex')).toBe(createHash('sha256').update(plain).digest('hex'))
    const theirs = execFileSync('age', ['-r', recipient], { input: plain, maxBuffer: 1e7 })
    expect((await open(theirs)).equals(plain)).toBe(true)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
