import { expect, test } from 'vitest'
import { freshKey, keyFor } from './idempotency.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('a key is a version 4 UUID, also where the browser has no randomUUID', () => {
  expect(freshKey()).toMatch(uuid)
  const own = crypto.randomUUID
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true, writable: true })
  try {
    expect(freshKey()).toMatch(uuid)
    expect(freshKey()).not.toBe(freshKey())
  } finally {
    Object.defineProperty(crypto, 'randomUUID', { value: own, configurable: true, writable: true })
  }
})

test('the same content keeps its key, other content gets another', () => {
  const first = keyFor(null, { text: '一' })
  expect(keyFor(first, { text: '一' })).toBe(first)
  expect(keyFor(first, { text: '二' }).key).not.toBe(first.key)
})
