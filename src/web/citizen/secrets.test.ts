import { beforeEach, expect, test } from 'vitest'
import {
  currentSecret,
  dropNewLink,
  holdSecret,
  isKeptHere,
  isNewLink,
  keepLink,
  replaceLink,
  secretIn,
} from './secrets.ts'

/** As much of a browser's storage as the shelves ask for. */
function storage() {
  const kept = new Map<string, string>()
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
}
beforeEach(() => {
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(globalThis, name, { value: storage(), configurable: true })
})

const secret = 'k7m2pq9xw3rt5vbn8yzcdhf4gj'

test('the secret is found in a pasted link, after #, or typed bare', () => {
  for (const text of [`https://county.example/my#${secret}`, `/my#${secret}`, `#${secret}`, secret, `  ${secret}\n`]) {
    expect(secretIn(text)).toBe(secret)
  }
})

test('what is no secret is not taken for one, so that nothing else is ever sent as one', () => {
  for (const text of [
    '',
    '#',
    'https://county.example/my',
    'short',
    `${secret} ${secret}`,
    '<script>',
    'A'.repeat(26),
  ]) {
    expect(secretIn(text)).toBeNull()
  }
})

const own = { secret: 'zz7m2pq9xw3rt5vbn8yzcdhf4g', short_code: 'ABCD-EFGH' }

test('her own link takes the place of the invitation, and she is told once that it is new', () => {
  holdSecret(secret)
  replaceLink(secret, own)
  expect(currentSecret()).toBe(own.secret)
  expect(isNewLink(own.secret)).toBe(true)
  expect(isNewLink(secret)).toBe(false)
  dropNewLink()
  expect(isNewLink(own.secret)).toBe(false)
})

test('nothing is kept on a device that did not keep the invitation; where it did, her own link is kept instead', () => {
  holdSecret(secret)
  replaceLink(secret, own)
  expect(isKeptHere(own.secret)).toBe(false)
  keepLink({ secret, short_code: own.short_code })
  replaceLink(secret, own)
  expect(isKeptHere(secret)).toBe(false)
  expect(isKeptHere(own.secret)).toBe(true)
})
