import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { fewAtOnce } from './few-at-once.ts'

test('all is done, begun in its order, and never more than so many at once', async () => {
  let [running, most] = [0, 0]
  const begun: number[] = []
  const each = Array.from({ length: 20 }, (_, nth) => nth)
  await fewAtOnce(4, each, async (nth) => {
    begun.push(nth)
    running += 1
    most = Math.max(most, running)
    await sleep(nth % 3)
    running -= 1
  })
  expect(begun).toEqual(each)
  expect(most).toBe(4)
})

test('after a failure nothing more is begun; what has begun is waited for, and the failure is told', async () => {
  const begun: number[] = []
  const ended: number[] = []
  const work = fewAtOnce(3, [0, 1, 2, 3, 4, 5, 6, 7], async (nth) => {
    begun.push(nth)
    if (nth === 1) throw new Error('the second')
    await sleep(5)
    ended.push(nth)
  })
  await expect(work).rejects.toThrow('the second')
  expect(begun).toEqual([0, 1, 2])
  expect(ended).toEqual([0, 2])
})
