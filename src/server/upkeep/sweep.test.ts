import { expect, test } from 'vitest'
import { lookedAt } from './measure-outside.ts'

const never = () => new Promise<number>(() => {})

test('what hangs is late in time, is looked at no second time meanwhile, and is looked at again when it came back', async () => {
  const waiting = { patience: 20, stop: new AbortController().signal, hanging: new Set<string>() }
  const { promise, resolve } = Promise.withResolvers<number>()
  let looks = 0
  const look = () => {
    looks += 1
    return promise
  }
  expect(await lookedAt('disc', look, 1000, waiting)).toBe(1000)
  expect(await lookedAt('disc', look, 1000, waiting)).toBe(1000)
  expect(looks).toBe(1)
  resolve(40)
  await promise
  expect(await lookedAt('disc', look, 1000, waiting)).toBe(40)
  expect([looks, waiting.hanging.size]).toEqual([2, 0])
})

test('whoever is told to stop waits for no measure', async () => {
  const ending = new AbortController()
  const waiting = { patience: 60_000, stop: ending.signal, hanging: new Set<string>() }
  const looking = lookedAt('disc', never, 1000, waiting)
  ending.abort()
  expect(await looking).toBe(1000)
})
