import { createHash, randomInt } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallPdf } from '#test/small-pdf.ts'
import { changedBytes, checkPdf } from '../../../scripts/verify-seals.ts'
import type { SealKey } from './device.ts'
import { committeeDevice } from './keys.ts'
import { blockHashes } from './make-copy.ts'
import { signPdf } from './sign-pdf.ts'

const COMMITTEE = { unit_id: 7, name: '石桥村人民调解委员会', county: '枫溪县' }
const AT = new Date('2026-06-10T05:00:00.000Z')
const WORDS = { name: COMMITTEE.name, reason: '调解协议书 abc', location: '枫溪县' }
const UNSIGNED = smallPdf(['第一页：邢大山付苗秀禾三千元。', '第二页：签名。'.repeat(300)])
let dataDir: string
let signed: Record<SealKey, Buffer>

const sign = async (kind: SealKey, pdf: Buffer = UNSIGNED, at = AT) =>
  Buffer.from(await signPdf(pdf, committeeDevice(dataDir, COMMITTEE, kind, at), WORDS, at))
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'fengqiao-seals-'))
  signed = { ecdsa: await sign('ecdsa'), rsa: await sign('rsa') }
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test.each(['ecdsa', 'rsa'] as const)(
  'a paper signed with %s keeps every byte it had, and says who signed what when',
  (kind) => {
    expect(signed[kind].subarray(0, UNSIGNED.length)).toEqual(UNSIGNED)
    const it = checkPdf(signed[kind])
    if (typeof it === 'string') throw new Error(it)
    expect(it.reason).toBe(WORDS.reason)
    expect(it.at).toEqual(AT)
    expect(it.certificate.subject).toContain('石桥村人民调解委员会')
    expect(it.certificate.verify(it.chain[1]?.publicKey ?? it.certificate.publicKey)).toBe(true)
    expect(it.chain[1]?.subject).toContain('枫溪县文书印章根证书')
  },
)

test('keys are made once, for nobody else to read, and anew each year', () => {
  const again = committeeDevice(dataDir, COMMITTEE, 'ecdsa', new Date('2026-12-01T00:00:00Z'))
  const first = committeeDevice(dataDir, COMMITTEE, 'ecdsa', AT)
  expect(Buffer.from(again.chain[0] ?? [])).toEqual(Buffer.from(first.chain[0] ?? []))
  const later = committeeDevice(dataDir, COMMITTEE, 'ecdsa', new Date('2027-01-02T00:00:00Z'))
  expect(Buffer.from(later.chain[0] ?? [])).not.toEqual(Buffer.from(first.chain[0] ?? []))
  expect(Buffer.from(later.chain[1] ?? [])).toEqual(Buffer.from(first.chain[1] ?? []))
  for (const name of readdirSync(join(dataDir, 'keys')))
    expect(statSync(join(dataDir, 'keys', name)).mode & 0o777, name).toBe(0o600)
})

test('every byte of a signed paper, changed, is found by the hash of the file, and where', () => {
  const { ecdsa } = signed
  const whole = createHash('sha256').update(ecdsa).digest('hex')
  const hashes = blockHashes(ecdsa)
  expect(changedBytes(ecdsa, hashes, ecdsa.length)).toEqual([])
  for (let at = 0; at < ecdsa.length; at += 1) {
    ecdsa[at] = (ecdsa[at] ?? 0) ^ 1
    if (createHash('sha256').update(ecdsa).digest('hex') === whole) throw new Error(`byte ${at} is not in the hash`)
    ecdsa[at] = (ecdsa[at] ?? 0) ^ 1
  }
  const spoilt = Buffer.from(ecdsa)
  spoilt.writeUInt8(spoilt.readUInt8(5000) ^ 1, 5000)
  expect(changedBytes(spoilt, hashes, ecdsa.length)).toEqual([
    expect.stringMatching(/第 4096 到 8191 字节被改过（PDF 对象 \d+ 附近）/),
  ])
  expect(changedBytes(ecdsa.subarray(0, 9000), hashes, ecdsa.length)[0]).toMatch(/应有 \d+ 字节，实有 9000 字节/)
})

test('five hundred flipped bytes are found by the signature alone, whichever they are', { timeout: 120_000 }, () => {
  const { ecdsa } = signed
  const missed: number[] = []
  for (let n = 0; n < 500; n += 1) {
    const at = randomInt(ecdsa.length)
    const bit = 1 << randomInt(8)
    const before = ecdsa.readUInt8(at)
    ecdsa.writeUInt8(before ^ bit, at)
    if (typeof checkPdf(ecdsa) !== 'string') missed.push(at)
    ecdsa.writeUInt8(before, at)
  }
  expect(missed).toEqual([])
})

test('a signature moved to another paper, a page put in the place of another, and one more signature are found', async () => {
  const other = await sign('ecdsa', smallPdf(['另一份', '第二页：签名。'.repeat(300)]))
  const place = (pdf: Buffer) => /\/Contents <[0-9a-f]+>/.exec(pdf.toString('latin1'))?.[0] ?? ''
  const swap = (pdf: Buffer, from: string, to: string) =>
    Buffer.from(pdf.toString('latin1').replace(from, to), 'latin1')
  expect(checkPdf(swap(signed.ecdsa, place(signed.ecdsa), place(other)))).toMatch(/内容和签名时不一样/)
  const swapped = swap(swap(signed.ecdsa, '4 0 R 6 0 R', '6 0 R 4 0 R'), 'none', 'none')
  expect(checkPdf(swapped)).toMatch(/内容和签名时不一样/)
  expect(checkPdf(Buffer.concat([signed.ecdsa, Buffer.from('% more')]))).toMatch(/没有覆盖整个文件/)
  expect(checkPdf(UNSIGNED)).toMatch(/没有电子签名/)
  await expect(sign('ecdsa', signed.ecdsa)).rejects.toThrow()
  await expect(sign('ecdsa', Buffer.from('no pdf'))).rejects.toThrow(/cross-reference/)
})
