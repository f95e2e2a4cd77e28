import { expect, test } from 'vitest'
import { ENDPOINTS } from '#contract/all.ts'
import * as addresses from './addresses.ts'

test('every address the citizen calls is one the contract names, open to her', () => {
  for (const [name, { method, path }] of Object.entries(addresses)) {
    const endpoint = ENDPOINTS.find((known) => known.method === method && known.path === path)
    expect(endpoint, `${name}: ${method} ${path}`).toBeDefined()
    expect(endpoint?.who.some((who) => who === 'anyone' || who === 'party')).toBe(true)
  }
})
