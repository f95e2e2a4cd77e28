import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { compare } from './same-file.ts'

const file = (text: string) => new Blob([text])
const issued = (text: string) => ({
  sha256: createHash('sha256').update(text).digest('hex'),
  bytes: Buffer.byteLength(text),
})

test('the file that was issued is known again, and one with another letter or another length is not', async () => {
  expect(await compare(file('协议第一条'), issued('协议第一条'))).toBe('same')
  expect(await compare(file('协议第二条'), issued('协议第一条'))).toBe('other')
  expect(await compare(file('协议第一条。'), issued('协议第一条'))).toBe('other')
})

test('on a page that did not come over https the browser cannot tell, and it is said so', async () => {
  vi.stubGlobal('crypto', {})
  expect(await compare(file('协议'), issued('协议'))).toBe('cannot')
  expect(await compare(file('协议书'), issued('协议'))).toBe('other')
  vi.unstubAllGlobals()
})
