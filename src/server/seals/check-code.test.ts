import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeCheckCode, readCheckCode } from './check-code.ts'

const { privateKey: key } = generateKeyPairSync('ed25519')
const SAID = {
  id: '019cb000-1234-7000-8000-00000000beef',
  day: '2026-06-10',
  hash: '0123456789abcdef',
  number: '（2026）石桥人调字第3号',
}

test('a payload says what was signed, and is short enough for a QR of 18 mm', () => {
  const code = makeCheckCode(key, SAID)
  expect(readCheckCode(key, code)).toEqual(SAID)
  expect(code.length).toBeLessThan(200)
  const long = makeCheckCode(key, { ...SAID, number: '很长的编号'.repeat(40) })
  expect(readCheckCode(key, long)?.number).toMatch(/^很长的编号/)
  expect(long.length).toBeLessThan(240)
})

test('no letter of it can be changed, cut off or added, and no other key signs it', () => {
  const code = makeCheckCode(key, SAID)
  for (let at = 0; at < code.length; at += 1) {
    const other = code[at] === 'A' ? 'B' : 'A'
    expect(readCheckCode(key, code.slice(0, at) + other + code.slice(at + 1)), `letter ${at}`).toBeNull()
    expect(readCheckCode(key, code.slice(0, at))).toBeNull()
  }
  expect(readCheckCode(key, `${code}A`)).toBeNull()
  expect(readCheckCode(generateKeyPairSync('ed25519').privateKey, code)).toBeNull()
  for (const junk of ['', 'x', '../../etc/passwd', '表'.repeat(150), 'A'.repeat(399)])
    expect(readCheckCode(key, junk)).toBeNull()
})
