import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { act } from '#test/terms.ts'
import { uuid } from '#test/world-of-rules.ts'
import { ENDED_DISPUTE, type Part, STATUSES, type StatusOf } from './parts.ts'
import { STAGES, type Stage, stageOf } from './stage.ts'

const tasks = (...statuses: StatusOf<'task'>[]): Part[] =>
  statuses.map((status, at) => one.task(status, {}, uuid(80 + at)))
const lasting = act(one.RESPONDENT, one.APPLICANT, {
  nature: 'continue',
  due: { kind: 'ongoing', from: null, until: null, rhythm: '每月' },
})

const cases: [status: StatusOf<'dispute'>, parts: Part[], stage: Stage][] = [
  ['clue', [], 'clue'],
  ['registered', [], 'registered'],
  ['supplementing', [], 'supplementing'],
  ['checking_duplicates', [], 'checking_duplicates'],
  ['triaging', [], 'triaging'],
  ['open', tasks('dispatched'), 'dispatched'],
  ['open', tasks('objected'), 'objected'],
  ['open', tasks('in_handling', 'objected'), 'objected'],
  ['open', tasks('in_handling', 'dispatched'), 'in_handling'],
  ['open', tasks('in_handling'), 'in_handling'],
  ['open', [...tasks('in_handling'), one.mediation('seeking_consent')], 'mediating'],
  ['open', [...tasks('in_handling'), one.mediation('suspended')], 'mediating'],
  ['open', [...tasks('in_handling'), one.mediation('refused')], 'in_handling'],
  ['open', tasks('resolved'), 'settled'],
  ['open', tasks('unresolved'), 'unresolved'],
  ['open', tasks('resolved', 'in_handling'), 'in_handling'],
  ['open', tasks('unresolved', 'resolved'), 'settled'],
  ['open', [...tasks('resolved'), one.obligation('due'), one.visit('due')], 'performing'],
  ['open', [...tasks('resolved'), one.obligation('waiting')], 'performing'],
  ['open', [...tasks('resolved'), one.obligation('breached')], 'performing'],
  ['open', [...tasks('resolved'), one.obligation('performed'), one.visit('due')], 'revisiting'],
  ['open', [...tasks('resolved'), one.obligation('sent_to_enforcement'), one.visit('done')], 'settled'],
  ['open', tasks('coordinating', 'in_handling'), 'coordinating'],
  ['open', tasks('diverted'), 'diverted'],
  ['open', tasks('unresolved', 'diverted'), 'diverted'],
  // Come up again after it was settled, it is as the last one who led it left it.
  ['open', tasks('resolved', 'unresolved'), 'unresolved'],
  ['open', [...tasks('resolved'), one.task('unresolved', { assists: true }, uuid(90))], 'settled'],
  ['closed', tasks('resolved'), 'closed'],
  ['closed', tasks('unresolved'), 'closed'],
  ['archived', tasks('resolved'), 'archived'],
  ['merged', [], 'merged'],
  ['withdrawn', [], 'withdrawn'],
  ['withdrawn', tasks('unresolved'), 'withdrawn'],
  ['not_accepted', [], 'not_accepted'],
  ['false_report', [], 'false_report'],
]
const named = cases.map(([status, parts, stage]) => ({
  status,
  parts,
  stage,
  of: parts.map((part) => `${part.part} ${part.status}`),
}))

test.each(named)('a dispute that is $status with $of is shown as $stage', ({ status, parts, stage }) => {
  expect(stageOf([one.dispute(status), ...parts])).toBe(stage)
  expect(stageOf([...parts, one.dispute(status)])).toBe(stage)
})

test('a lasting duty that is kept does not show a file as owing for ever', () => {
  const parts = [one.dispute('open'), ...tasks('resolved'), one.visit('done'), one.obligation('due', lasting)]
  expect(stageOf(parts)).toBe('settled')
})

test('every stage has its words and is reached, and every status has its words', () => {
  expect(new Set(cases.map(([, , stage]) => stage))).toEqual(new Set(Object.keys(STAGES)))
  for (const words of [STAGES, ...Object.values(STATUSES)]) {
    for (const says of Object.values(words)) expect(says).toMatch(/\p{Script=Han}/u)
  }
  for (const status of ENDED_DISPUTE) expect(STAGES).toHaveProperty(status)
})
