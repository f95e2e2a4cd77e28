import { expect, test } from 'vitest'
import { type Part, STATUSES, type StatusOf } from './parts.ts'
import { STAGES, type Stage, stageOf } from './stage.ts'

const dispute = (status: StatusOf<'dispute'>): Part => ({
  part: 'dispute',
  id: 'd',
  status,
  version: 1,
  facts: { channel: 'CH04', other_side: '', where_text: '', what_happened: '', wish: '' },
})
const task = (status: StatusOf<'task'>): Part => ({
  part: 'task',
  id: `t-${status}`,
  status,
  version: 1,
  facts: { unit_id: 1 },
})

const cases: [StatusOf<'dispute'>, StatusOf<'task'>[], Stage][] = [
  ['registered', [], 'registered'],
  ['supplementing', [], 'supplementing'],
  ['open', ['in_handling'], 'in_handling'],
  ['open', ['resolved'], 'settled'],
  ['open', ['unresolved'], 'unresolved'],
  ['open', ['resolved', 'in_handling'], 'in_handling'],
  ['open', ['unresolved', 'resolved'], 'settled'],
  ['closed', ['resolved'], 'closed'],
  ['closed', ['unresolved'], 'closed'],
  ['withdrawn', [], 'withdrawn'],
  ['withdrawn', ['unresolved'], 'withdrawn'],
  ['not_accepted', [], 'not_accepted'],
]

test.each(cases)('a dispute that is %s with tasks %j is shown as %s', (status, tasks, stage) => {
  expect(stageOf([dispute(status), ...tasks.map(task)])).toBe(stage)
  expect(stageOf([...tasks.map(task), dispute(status)])).toBe(stage)
})

test('every stage has its words and is reached, and every status has its words', () => {
  expect(new Set(cases.map(([, , stage]) => stage))).toEqual(new Set(Object.keys(STAGES)))
  for (const words of [STAGES, ...Object.values(STATUSES)]) {
    for (const says of Object.values(words)) expect(says).toMatch(/\p{Script=Han}/u)
  }
})
