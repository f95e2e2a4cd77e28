import { expect, test } from 'vitest'
import { raceOn } from '#test/race.ts'

/** `RACES` says how many: a short run in the inner loop, a hundred thousand in the thorough tests. */
const RACES = Number(process.env.RACES ?? 3_000)

test(`${RACES.toLocaleString('en')} races of two at once over the pure table: exactly one winner each`, {
  timeout: 3_600_000,
}, () => {
  const { races, heard, faults } = raceOn(RACES, 20_260_304)
  console.log(`races: ${races}, the second heard ${[...heard].map(([why, times]) => `${why} ${times}`).join(' · ')}`)
  expect(faults).toEqual([])
  expect(races).toBe(RACES)
  expect(heard.get('taken')).toBeUndefined()
  expect(heard.get('wrong_state')).toBeGreaterThan(RACES / 2)
})

test('without the lock both would be taken, and the race sees it', () => {
  const { faults } = raceOn(100, 20_260_304, { locked: false })
  expect(faults.join()).toMatch(/2 were taken/)
})
