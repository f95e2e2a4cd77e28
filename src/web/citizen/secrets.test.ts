import { expect, test } from 'vitest'
import { secretIn } from './secrets.ts'

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
