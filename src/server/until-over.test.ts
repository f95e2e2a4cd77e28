import { EventEmitter } from 'node:events'
import type { Runner } from 'graphile-worker'
import { expect, test } from 'vitest'
import { untilOver } from './until-over.ts'

const runner = (promise: Promise<void>) => {
  const events = new EventEmitter() as unknown as Runner['events']
  const over = untilOver({ events, promise }, 10).then(
    () => 'over',
    (error: Error) => error.message,
  )
  const after = (milliseconds: number): Promise<string> =>
    Promise.race([over, new Promise<string>((done) => setTimeout(done, milliseconds, 'runs'))])
  return { giveUp: () => (events as unknown as EventEmitter).emit('pool:fatalError', {}), after }
}
const never = new Promise<void>(() => {})

test('a runner that gave up and cannot end is left behind; one that works is not', async () => {
  const works = runner(never)
  expect(await works.after(50)).toBe('runs')
  works.giveUp()
  expect(await works.after(2_000)).toBe('over')
  expect(await runner(Promise.resolve()).after(2_000)).toBe('over')
  expect(await runner(Promise.reject(new Error('away'))).after(2_000)).toBe('away')
})
