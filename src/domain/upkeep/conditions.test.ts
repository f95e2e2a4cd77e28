import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONDITION_NAMES, type ConditionName, conditionOf, judge, type Level, levelOf, together } from './conditions.ts'

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

test('one that grows worse ends and begins anew; what was not measured stays; what another judges is left alone', () => {
  const standing = [
    { condition: 'disk_data', level: 'warning' as const, reading: 90 },
    { condition: 'memory_low', level: 'warning' as const, reading: 8 },
    { condition: 'worker_silent', level: 'wrong' as const, reading: 50 },
    { condition: 'certificate', level: 'warning' as const, reading: 9 },
    { condition: 'connections', level: 'warning' as const, reading: 81 },
  ]
  const readings = { disk_data: 97, worker_silent: 0, certificate: null, connections: 85, restarts: 1, clock_skew: 0 }
  const only = CONDITION_NAMES.filter((name) => name !== 'worker_silent')
  expect(judge(standing, readings, only)).toEqual({
    ends: ['disk_data', 'certificate'],
    begins: [
      { condition: 'disk_data', level: 'wrong', reading: 97 },
      { condition: 'restarts', level: 'warning', reading: 1 },
    ],
    goesOn: [{ condition: 'connections', reading: 85 }],
  })
})
