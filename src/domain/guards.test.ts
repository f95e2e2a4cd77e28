import { expect, test } from 'vitest'
import { Walk } from '#test/walk.ts'
import { STRANGER, staffAt, uuid } from '#test/world-of-rules.ts'
import type { Clock, Part, StatusOf } from './disputes/parts.ts'
import { GUARDS } from './guards.ts'
import { REFUSALS } from './refusals.ts'
import type { Here } from './step.ts'

const APPLICANT = uuid(11)
const applicant: Part = {
  part: 'party',
  id: APPLICANT,
  status: 'present',
  version: 1,
  facts: { side: 'applicant', name: '甲', reach_id: null, identity_paper: null, identity_id: null },
}
const task = (status: StatusOf<'task'>): Part => ({
  part: 'task',
  id: uuid(20),
  status,
  version: 1,
  facts: { unit_id: 1 },
})
const clerk = staffAt(0, 'village_director')
const here = (more: Partial<Here>): Here => ({ ...new Walk().hereFor(clerk), parts: [applicant], ...more })

test('a dispute is closed only when something was handled and nothing is open any more', () => {
  const asked = (...statuses: StatusOf<'task'>[]) => GUARDS.every_task_ended(here({ parts: statuses.map(task) }))
  expect(asked()).toBe('nothing_handled')
  for (const open of ['dispatched', 'objected', 'in_handling', 'coordinating', 'returned'] as const) {
    expect(asked(open), open).toBe('task_still_open')
    expect(asked('resolved', open), open).toBe('task_still_open')
  }
  expect(asked('resolved')).toBeNull()
  expect(asked('unresolved', 'diverted', 'resolved')).toBeNull()
})

test('a supplement lapses only after its last day, and only while its clock runs', () => {
  const clock = (more: Partial<Clock>): Clock => ({
    id: uuid(30),
    part: 'dispute',
    part_id: uuid(1),
    rule: 'T-05',
    rule_version: 1,
    calendar_version: 'any',
    owes: { party: APPLICANT },
    act: 'supply_supplement',
    start_event: 2,
    started_on: '2026-03-02',
    due_on: '2026-03-05',
    due_at: null,
    state: 'running',
    paused_on: null,
    paused_days: 0,
    settled_event: null,
    ...more,
  })
  const asked = (today: string, more: Partial<Clock> = {}) =>
    GUARDS.supplement_overdue(here({ today, clocks: [clock(more)] }))
  expect(asked('2026-03-04')).toBe('not_due_yet')
  expect(asked('2026-03-05')).toBe('not_due_yet')
  expect(asked('2026-03-06')).toBeNull()
  expect(asked('2026-03-06', { state: 'met', settled_event: 3 })).toBe('not_due_yet')
  expect(asked('2026-03-06', { rule: 'T-06' })).toBe('not_due_yet')
})

test('staff who write down a withdrawal name a party of this file who said it', () => {
  const staff = (said_by?: string) =>
    GUARDS.speaker_named(here({ actor: clerk }), { reason: 'not_said', ...(said_by ? { said_by } : {}) })
  expect(staff()).toBe('speaker_not_named')
  expect(staff(STRANGER)).toBe('speaker_not_in_file')
  expect(staff(APPLICANT)).toBeNull()
  const herself = here({ actor: { kind: 'party', party_id: APPLICANT, name: '' } })
  expect(GUARDS.speaker_named(herself, { reason: 'not_said' })).toBeNull()
})

test('a paper is registered under a party of this file only', () => {
  expect(GUARDS.party_in_file(here({}), { party_id: APPLICANT })).toBeNull()
  expect(GUARDS.party_in_file(here({}), { party_id: STRANGER })).toBe('party_not_in_file')
  expect(GUARDS.party_in_file(here({ parts: [task('resolved')] }), { party_id: uuid(20) })).toBe('party_not_in_file')
})

test('a request needs a unit that receives it', () => {
  expect(GUARDS.has_receiver(here({ receiver: null }))).toBe('no_receiver')
  expect(GUARDS.has_receiver(here({}))).toBeNull()
})

test('asked before any input is known, a guard about the input has nothing to refuse', () => {
  expect(GUARDS.speaker_named(here({ actor: clerk }), undefined)).toBeNull()
  expect(GUARDS.party_in_file(here({}), undefined)).toBeNull()
})

test('every refusal is a Chinese sentence and says what to do next', () => {
  for (const [code, { status, says, next }] of Object.entries(REFUSALS)) {
    expect(status, code).toBeGreaterThanOrEqual(400)
    expect(status, code).toBeLessThan(500)
    expect(says, code).toMatch(/\p{Script=Han}.*。$/u)
    expect(next, code).toMatch(/\p{Script=Han}.*。$/u)
  }
})
