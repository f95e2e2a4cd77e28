import { expect, test, vi } from 'vitest'
import { compare } from './same-file.ts'

const file = (text: string) => new Blob([text])
/** 协议第一条, hashed by another program. */
const ISSUED = { sha256: '07342efff66b8520619fffc71c54613451b62747c0d2c854c89491e035b2105b', bytes: 15 }

test('the file that was issued is known again, and one with another letter or another length is not', async () => {
  expect(await compare(file('协议第一条'), ISSUED)).toBe('same')
  expect(await compare(file('协议第二条'), ISSUED)).toBe('other')
  expect(await compare(file('协议第一条。'), ISSUED)).toBe('other')
})

test('on a page that did not come over https the browser cannot tell, and it is said so', async () => {
  vi.stubGlobal('crypto', {})
  expect(await compare(file('协议第一条'), ISSUED)).toBe('cannot')
  expect(await compare(file('协议第一条。'), ISSUED)).toBe('other')
  vi.unstubAllGlobals()
})
