import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldCrypto, searchHash } from './fields.ts'
import type { Keys } from './keys.ts'

const secret = (bytes = 32) => createSecretKey(randomBytes(bytes))
const newKeys = (): Keys => ({
  field: secret(),
  fieldSm: secret(16),
  fieldMac: secret(),
  search: secret(),
  link: secret(),
  code: secret(),
  attempts: secret(),
  head: generateKeyPairSync('ed25519').privateKey,
  check: generateKeyPairSync('ed25519').privateKey,
})
const keys = newKeys()
const providers = { aes: fieldCrypto(keys, 'aes'), sm: fieldCrypto(keys, 'sm') }
const CONTEXT = 'sealed_values|reach|018f0000-0000-7000-8000-000000000001'
/** Any text that can be written: every code point up to U+10FFFF, no half characters. */
const anyText = fc.string({ unit: 'binary', maxLength: 200 })

for (const [name, fields] of Object.entries(providers)) {
  test(`${name} gives back exactly the text it sealed`, () => {
    for (const text of [
      '',
      '马䶮',
      '沈㛃',
      '林𠀀𠮷',
      '古丽巴哈尔·艾山',
      '10012345678',
      '\u0000',
      '👨‍👩‍👧',
      'a'.repeat(5_000),
    ]) {
      expect(fields.open(fields.seal(text, CONTEXT), CONTEXT)).toBe(text)
    }
    fc.assert(
      fc.property(anyText, anyText, (text, context) => fields.open(fields.seal(text, context), context) === text),
      { numRuns: 300 },
    )
  })

  test(`${name} never seals the same text alike, and shows nothing of it`, () => {
    const sealed = Array.from({ length: 50 }, () => fields.seal('10012345678', CONTEXT))
    expect(new Set(sealed).size).toBe(50)
    for (const one of sealed) {
      expect(one).not.toContain('10012345678')
      expect(Buffer.from(one.split('.')[3] ?? '', 'base64url').toString()).not.toContain('10012345678')
    }
  })

  test(`${name} refuses a sealed value with any one character changed, added or taken away`, () => {
    const sealed = fields.seal('990326199001011234', CONTEXT)
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ '
    for (let at = 0; at < sealed.length; at += 1) {
      const [before, here, after] = [sealed.slice(0, at), sealed[at], sealed.slice(at + 1)]
      for (const other of letters) {
        if (other !== here) expect(() => fields.open(before + other + after, CONTEXT), `${at} → ${other}`).toThrow()
        expect(() => fields.open(before + other + here + after, CONTEXT), `${other} before ${at}`).toThrow()
      }
      expect(() => fields.open(before + after, CONTEXT), `without ${at}`).toThrow()
    }
    for (const more of ['.', '.AAAA', '=', ' ']) expect(() => fields.open(sealed + more, CONTEXT)).toThrow()
  })

  test(`${name} refuses a value moved to another row or another column`, () => {
    const sealed = fields.seal('10012345678', CONTEXT)
    for (const other of ['', CONTEXT.replace(/1$/, '2'), CONTEXT.replace('reach', 'identity_number'), `${CONTEXT} `]) {
      expect(() => fields.open(sealed, other)).toThrow()
    }
  })

  test(`${name} does not open under another installation’s keys`, () => {
    expect(() =>
      fieldCrypto(newKeys(), name as 'aes' | 'sm').open(fields.seal('10012345678', CONTEXT), CONTEXT),
    ).toThrow()
  })
}

test('a byte moved from the nonce to the text of an SM4 value is refused', () => {
  const [version, by, nonce = '', body = '', tag] = providers.sm.seal('10012345678', CONTEXT).split('.')
  const all = Buffer.concat([Buffer.from(nonce, 'base64url'), Buffer.from(body, 'base64url')])
  for (const cut of [0, 1, 15, 17, all.length]) {
    const moved = [
      version,
      by,
      all.subarray(0, cut).toString('base64url'),
      all.subarray(cut).toString('base64url'),
      tag,
    ]
    expect(() => providers.sm.open(moved.join('.'), CONTEXT)).toThrow()
  }
})

test('a site that changes over still reads what the other provider sealed', () => {
  const before = providers.aes.seal('10012345678', CONTEXT)
  expect(before).toMatch(/^v1\.aes\./)
  expect(providers.sm.open(before, CONTEXT)).toBe('10012345678')
  const after = providers.sm.seal('10012345678', CONTEXT)
  expect(after).toMatch(/^v1\.sm\./)
  expect(providers.aes.open(after, CONTEXT)).toBe('10012345678')
  expect(() => providers.aes.open(before.replace('.aes.', '.sm.'), CONTEXT)).toThrow()
  expect(() => providers.aes.open(before.replace('v1', 'v2'), CONTEXT)).toThrow('unknown provider')
  expect(() => providers.aes.open('10012345678', CONTEXT)).toThrow('unknown provider')
})

test('a search hash is the same for the same text and purpose, and for nothing else', () => {
  const hash = searchHash(keys, 'reach', '10012345678')
  expect(hash).toHaveLength(32)
  expect(searchHash(keys, 'reach', '10012345678')).toEqual(hash)
  expect(searchHash(keys, 'identity_number', '10012345678')).not.toEqual(hash)
  expect(searchHash(keys, 'reach', '10012345679')).not.toEqual(hash)
  expect(searchHash(newKeys(), 'reach', '10012345678')).not.toEqual(hash)
  // The purpose and the text are kept apart: what is cut from one and put to the other is another search.
  expect(searchHash(keys, 'reac', 'h10012345678')).not.toEqual(hash)
})
