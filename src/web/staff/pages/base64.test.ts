import { expect, test } from 'vitest'
import { asBase64 } from './base64.ts'

test('bytes of any size become the base64 everybody else makes of them', () => {
  for (const size of [0, 1, 2, 3, 0x8000, 0x8001, 300_000]) {
    const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31) % 256)
    expect(asBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
  }
})
