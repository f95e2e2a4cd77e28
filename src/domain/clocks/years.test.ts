import { expect, test } from 'vitest'
import { liveThrough } from '#test/clock-years.ts'

test('a year of 20,000 clocks, with outages, a clock set forward and back, and holidays published anew: none missed, none twice', {
  timeout: 120_000,
}, () => {
  const lived = liveThrough({ years: 1, clocks: 20_000, seed: 20_260_301 })
  expect(lived).toMatchObject({ missed: 0, twice: 0, early: 0 })
  expect(lived.told).toBeGreaterThan(20_000)
  // After the machine was down, at its next look.
  expect(lived.latest_seconds).toBeLessThanOrEqual(60)
})
