import { expect, test } from 'vitest'
import { newWorld } from '#test/world.ts'
import { isReturnedTwice } from './returned-twice.ts'

test('a connection given back twice is told from every other failure, in the words of the pool there is', async () => {
  const world = await newWorld({ county: false })
  const client = await world.pool.connect()
  client.release()
  const told = (() => {
    try {
      client.release()
      return null
    } catch (error) {
      return error
    }
  })()
  expect(isReturnedTwice(told)).toBe(true)
  expect(isReturnedTwice(new Error('Connection terminated unexpectedly'))).toBe(false)
})
