import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  CONDITION_NAMES,
  type ConditionName,
  conditionOf,
  judge,
  type Level,
  levelOf,
  type Readings,
  type Standing,
  together,
} from './conditions.ts'

const manual = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8')

test('each condition says in Chinese how it is and what to do, and the manual says the same', () => {
  for (const name of CONDITION_NAMES) {
    const { says, todo, steps, absent, warning, wrong, desks } = conditionOf(name)
    const readings = [0, 1, warning ?? 2, wrong ?? 3, 12_345]
    for (const text of [...readings.map(says), absent, todo, ...steps]) {
      expect(`${name} ${text}`).toMatch(/\p{Script=Han}.*。$/u)
      expect(text).not.toMatch(/NaN|undefined|Infinity/)
    }
    for (const text of [`**${conditionOf(name).name}**`, todo, ...steps]) expect(manual).toContain(text)
    expect(steps.length).toBeGreaterThan(0)
    expect(desks.length).toBeGreaterThan(0)
    expect(warning ?? wrong).not.toBeNull()
  }
})

test('a reading is a warning or wrong from its threshold on, on the side that is worse', () => {
  const cases: [ConditionName, number, Level | null][] = [
    ['disk_data', 84.9, null],
    ['disk_data', 85, 'warning'],
    ['disk_data', 95, 'wrong'],
    ['certificate', 14, null],
    ['certificate', 13, 'warning'],
    ['certificate', 2, 'wrong'],
    ['certificate', -1, 'wrong'],
    ['test_clock', 1, 'warning'],
    ['worker_silent', 39, null],
    ['worker_silent', 40, 'wrong'],
  ]
  for (const [name, reading, level] of cases)
    expect([name, reading, levelOf(name, reading)]).toEqual([name, reading, level])
  for (const name of CONDITION_NAMES) {
    const { worse, warning, wrong } = conditionOf(name)
    if (warning !== null && wrong !== null)
      expect(worse === 'more' ? wrong > warning : wrong < warning, name).toBe(true)
  }
})

test('of what several processes measured the worst counts, and what does not apply to one is not taken from another', () => {
  expect(
    together([
      { server_slow: 20, certificate: 300, transaction_old: 0 },
      { server_slow: 900, certificate: 10, transaction_old: 4 },
      { certificate: null },
    ]),
  ).toEqual({ server_slow: 900, certificate: 10, transaction_old: 4 })
  expect(together([{ certificate: null }])).toEqual({ certificate: null })
  // Each server counts the refusals it gave itself.
  expect(together([{ refused_rate: 25 }, { refused_rate: 20 }])).toEqual({ refused_rate: 45 })
})

const AT = '2026-06-10T02:00:00.000Z'
const MOMENT = { at: AT, heldSince: '2026-06-10T01:58:30.000Z' }
const alarm = (condition: string, level: Level, reading: number, more: Partial<Standing> = {}): Standing => ({
  condition,
  level,
  reading,
  worst: reading,
  calm_since: null,
  ...more,
})

test('one that grows worse ends and begins anew; what was not measured stays; what another judges is left alone', () => {
  const standing = [
    alarm('disk_data', 'warning', 90),
    alarm('memory_low', 'warning', 8),
    alarm('worker_silent', 'wrong', 50),
    alarm('certificate', 'warning', 9, { calm_since: MOMENT.heldSince }),
    alarm('connections', 'warning', 81),
    alarm('restarts', 'warning', 3),
  ]
  const readings = { disk_data: 97, worker_silent: 0, certificate: null, connections: 85, restarts: 3, clock_skew: 6 }
  const only = CONDITION_NAMES.filter((name) => name !== 'worker_silent')
  expect(judge(standing, readings, only, MOMENT)).toEqual({
    ends: ['disk_data', 'certificate'],
    begins: [
      { condition: 'disk_data', level: 'wrong', reading: 97 },
      { condition: 'clock_skew', level: 'warning', reading: 6 },
    ],
    goesOn: [{ condition: 'connections', reading: 85, worst: 85, calm_since: null }],
  })
})

test('one that is over is held back for a while; its worst reading stays with it; what trembles is one alarm', () => {
  const one = (standing: Standing, reading: number | null) =>
    judge([standing], { [standing.condition]: reading } as Readings, CONDITION_NAMES, MOMENT)
  const stands = (standing: Standing, reading: number | null) => one(standing, reading).goesOn[0]
  const disc = alarm('disk_data', 'warning', 86, { worst: 91 })
  expect(stands(disc, 84)).toEqual({ condition: 'disk_data', reading: 84, worst: 91, calm_since: AT })
  const earlier = '2026-06-10T01:58:31.000Z'
  expect(stands({ ...disc, calm_since: earlier }, 83)).toMatchObject({ calm_since: earlier })
  expect(one({ ...disc, calm_since: MOMENT.heldSince }, 84)).toEqual({ ends: ['disk_data'], begins: [], goesOn: [] })
  // It trembles: calm begins anew.
  expect(stands({ ...disc, calm_since: earlier }, 85)).toMatchObject({ calm_since: null, worst: 91 })
  expect(stands({ ...disc, calm_since: earlier }, 93)).toMatchObject({ worst: 93 })
  // Wrong becomes a warning again after the same while, and a clock put back counts anew.
  const wrong = alarm('disk_data', 'wrong', 96, { worst: 97 })
  expect(stands(wrong, 94)).toEqual({ condition: 'disk_data', reading: 94, worst: 97, calm_since: AT })
  expect(one({ ...wrong, calm_since: MOMENT.heldSince }, 94)).toEqual({
    ends: ['disk_data'],
    begins: [{ condition: 'disk_data', level: 'warning', reading: 94 }],
    goesOn: [],
  })
  expect(stands({ ...disc, calm_since: '2026-06-11T00:00:00.000Z' }, 80)).toMatchObject({ calm_since: AT })
  // Where less is worse, the least is the worst.
  expect(stands(alarm('memory_low', 'warning', 8), 6)).toMatchObject({ worst: 6 })
  expect(stands(alarm('memory_low', 'warning', 8), null)).toMatchObject({ reading: 8, worst: 8, calm_since: AT })
})
