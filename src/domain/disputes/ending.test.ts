import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { act } from '#test/terms.ts'
import { uuid } from '#test/world-of-rules.ts'
import type { Consequence } from './consequences.ts'
import { closingIfDone, endInvitations, endMediating, mediationOver, unended } from './ending.ts'
import type { Involvement, Link, Part } from './parts.ts'

const { APPLICANT, RESPONDENT, THIRD } = one
const mediating = (person: string, until: string | null = null): Involvement => ({
  id: uuid(60),
  who: { person },
  as_what: 'mediating',
  until,
})
const her = one.CLERK.person_id
const mediation = one.mediation('in_session')
const ids = (list: readonly Consequence[]) => list.map((it) => `${it.kind} ${it.id}`)

test('whoever mediated sees the file to the end of the day', () => {
  const here = one.hereWith([mediation], { involvements: [mediating(her), mediating(uuid(99))] })
  expect(endMediating(here, mediation)).toEqual([{ kind: 'involve', ...mediating(her), until: '2026-03-02' }])
})

test('who mediates another part of the file still goes on seeing it', () => {
  const other = one.mediation('seeking_consent', { parties: [THIRD] }, uuid(90))
  const involvements = [mediating(her)]
  expect(endMediating(one.hereWith([mediation, other], { involvements }), mediation)).toEqual([])
  const over = { ...other, status: 'failed' as const }
  expect(endMediating(one.hereWith([mediation, over], { involvements }), mediation)).toHaveLength(1)
})

test('an invitation stays readable for thirty days; an own link and one that has ended are left alone', () => {
  const link = (id: number, party_id: string, purpose: Link['purpose'], until: string | null = null): Link => ({
    id: uuid(id),
    party_id,
    purpose,
    until,
  })
  const links = [
    link(1, RESPONDENT, 'invitation'),
    link(2, RESPONDENT, 'own'),
    link(3, APPLICANT, 'invitation', '2026-03-01'),
    link(4, THIRD, 'invitation'),
  ]
  expect(endInvitations(one.hereWith([mediation], { links }), mediation)).toEqual([
    { kind: 'involve', id: uuid(1), who: { holder: RESPONDENT }, purpose: 'invitation', until: '2026-04-01' },
  ])
})

test('a mediation that is over takes its drafts and their clocks with it, and nothing of any other', () => {
  const draft = one.agreement('signing')
  const other = { ...one.agreement('signing', { mediation_id: uuid(90) }), id: uuid(91) }
  const clocks = [one.clock('T-11', mediation), one.clock('T-85', one.task('in_handling'), { id: uuid(42) })]
  const here = one.hereWith([mediation, draft, other], { clocks })
  const ended = { reason: 'other', note: '', party_id: null }
  expect(ids(mediationOver(here, mediation, ended))).toEqual([
    `change_facts ${mediation.id}`,
    `move_part ${draft.id}`,
    `stop_clock ${uuid(40)}`,
  ])
})

const lasting = act(RESPONDENT, APPLICANT, {
  nature: 'continue',
  due: { kind: 'ongoing', from: null, until: null, rhythm: '每月' },
})
test.each<[what: string, parts: Part[], open: string[]]>([
  ['a task without result', [one.task('dispatched')], [one.TASK]],
  ['something owed', [one.task('resolved'), one.obligation('breached')], [one.OBLIGATION]],
  ['a visit that is due', [one.visit('due')], [one.VISIT]],
  ['a lasting duty that is kept', [one.task('resolved'), one.obligation('due', lasting)], []],
  ['all that is over', [one.task('unresolved'), one.obligation('waived'), one.visit('not_reached')], []],
])('%s', (_, parts, open) => {
  expect(unended(one.hereWith(parts)).map((part) => part.id)).toEqual(open)
})

test('closing is owed once, while the dispute is open, and only when nothing else is', () => {
  const done = one.task('resolved')
  const asked = (parts: Part[], clocks = [one.clock('T-33', done)]) =>
    closingIfDone(one.hereWith(parts, { clocks }), uuid(50)).length
  expect(asked([one.dispute('open'), done])).toBe(1)
  expect(asked([one.dispute('open'), done, one.visit('due')])).toBe(0)
  expect(asked([one.dispute('closed'), done])).toBe(0)
  expect(asked([one.dispute('open'), done], [one.clock('R-31', one.dispute('open'))])).toBe(0)
})
