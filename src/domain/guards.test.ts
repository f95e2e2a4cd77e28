import { expect, test } from 'vitest'
import { ADVISER_CASES } from '#test/adviser-guards.ts'
import { AGREEMENT_CASES } from '#test/agreement-guards.ts'
import { APPOINTMENT_CASES } from '#test/appointment-guards.ts'
import { BATCH_CASES } from '#test/batch-guards.ts'
import { BESIDE_CASES } from '#test/beside-guards.ts'
import { CLOCK_CASES } from '#test/clock-guards.ts'
import { COMPLAINT_CASES } from '#test/complaint-guards.ts'
import { COURSE_CASES } from '#test/course-guards.ts'
import { DANGER_CASES } from '#test/danger-guards.ts'
import { DISPUTE_CASES } from '#test/dispute-guards.ts'
import { DOCKET_CASES } from '#test/docket-guards.ts'
import { EVIDENCE_CASES } from '#test/evidence-guards.ts'
import { type Case, hereWith, mediates } from '#test/guard-parts.ts'
import { INTAKE_CASES } from '#test/intake-guards.ts'
import { LEDGER_CASES } from '#test/ledger-guards.ts'
import { MEDIATION_CASES } from '#test/mediation-guards.ts'
import { OBLIGATION_CASES } from '#test/obligation-guards.ts'
import * as one from '#test/parts.ts'
import { PERFORMANCE_CASES } from '#test/performance-guards.ts'
import { QUESTIONED_CASES } from '#test/questioned-guards.ts'
import { REFERRAL_CASES } from '#test/referral-guards.ts'
import { RETURN_CASES } from '#test/returned-guards.ts'
import { SEAL_CASES } from '#test/seal-guards.ts'
import { SEALED_CASES } from '#test/sealed-guards.ts'
import { SPEAKER_CASES } from '#test/speaker-guards.ts'
import { SUCCESSION_CASES } from '#test/succession-guards.ts'
import { TRIAGE_CASES } from '#test/triage-guards.ts'
import { staffAt } from '#test/world-of-rules.ts'
import { STATUSES, type StatusOf } from './disputes/parts.ts'
import { GUARDS, type GuardName, refusalOf } from './guards.ts'
import { REFUSALS } from './refusals.ts'

/** For each guard at least one case it refuses and one it lets through; a part is the last one where none is named. */
const CASES: Record<GuardName, readonly Case[]> = {
  ...ADVISER_CASES,
  ...AGREEMENT_CASES,
  ...APPOINTMENT_CASES,
  ...BATCH_CASES,
  ...BESIDE_CASES,
  ...CLOCK_CASES,
  ...COMPLAINT_CASES,
  ...COURSE_CASES,
  ...DANGER_CASES,
  ...DISPUTE_CASES,
  ...DOCKET_CASES,
  ...EVIDENCE_CASES,
  ...INTAKE_CASES,
  ...LEDGER_CASES,
  ...MEDIATION_CASES,
  ...OBLIGATION_CASES,
  ...PERFORMANCE_CASES,
  ...QUESTIONED_CASES,
  ...REFERRAL_CASES,
  ...SEALED_CASES,
  ...RETURN_CASES,
  ...SEAL_CASES,
  ...SPEAKER_CASES,
  ...SUCCESSION_CASES,
  ...TRIAGE_CASES,
}

const ALL = Object.entries(CASES).flatMap(([guard, cases]) =>
  cases.map(
    ([what, parts, says, of]) => [guard as GuardName, what, says ?? 'lets it through', { parts, says, ...of }] as const,
  ),
)

test.each(ALL)('%s — %s: %s', (guard, _, __, { parts, says, input, part, here }) => {
  expect(refusalOf(guard, hereWith(parts, here), input, part ?? parts.at(-1) ?? null)).toBe(says)
})

test('every guard has a case it refuses and one it lets through, and every code of a guard is a refusal', () => {
  for (const guard of Object.keys(GUARDS) as GuardName[]) {
    const answers = CASES[guard].map(([, , says]) => says)
    expect(answers, guard).toContain(null)
    expect(answers.filter((it) => it !== null).length, guard).toBeGreaterThan(0)
    for (const code of answers) if (code) expect(REFUSALS, guard).toHaveProperty(code)
  }
})

test('asked before any input is known, a guard about the input has nothing to refuse', () => {
  // What an agent's powers do not cover is told him before he says anything.
  const aboutInput = ALL.filter(
    ([, , , { input, here }]) =>
      input !== undefined && !(here?.actor?.kind === 'party' && here.actor.agent_id !== undefined),
  )
  for (const [guard, what, , { parts, part, here, input }] of aboutInput) {
    const more = here ?? {}
    // Two applicants are two whatever is said.
    if (refusalOf(guard, hereWith(parts, more), input, part ?? parts.at(-1) ?? null) === 'other_applicants') continue
    const told = refusalOf(guard, hereWith(parts, more), undefined, part ?? parts.at(-1) ?? null)
    // Who stands beside nobody cannot be sent away: that is known before any name.
    if (
      ![
        'signs_once',
        'agency_holds',
        'request_open',
        'request_hers',
        'agent_in_force',
        'helper_here',
        'question_open',
      ].includes(guard)
    )
      expect(told, `${guard}: ${what}`).toBeNull()
  }
})

test('a dispute may be closed with any task that has its result, and with no other', () => {
  const ended = ['resolved', 'unresolved', 'diverted', 'returned']
  for (const status of Object.keys(STATUSES.task) as StatusOf<'task'>[])
    expect(refusalOf('every_task_ended', hereWith([one.task(status)]), undefined, null), status).toBe(
      ended.includes(status) ? null : 'task_still_open',
    )
})

test('a person who sits at two desks is still one person: the mediator signs once', () => {
  const other = staffAt(1, 'town_director')
  const part = one.agreement('signing', { signatures: [mediates] })
  expect(refusalOf('mediator_signs_once', hereWith([part], { actor: other }), undefined, part)).toBeNull()
  expect(
    refusalOf(
      'mediator_signs_once',
      hereWith([part], { actor: { ...other, person_id: one.CLERK.person_id } }),
      undefined,
      part,
    ),
  ).toBe('already_signed')
})

test('every refusal is a Chinese sentence and says what to do next', () => {
  for (const [code, { status, says, next }] of Object.entries(REFUSALS)) {
    expect(status, code).toBeGreaterThanOrEqual(400)
    expect(status, code).toBeLessThan(500)
    expect(says, code).toMatch(/\p{Script=Han}.*。$/u)
    expect(next, code).toMatch(/\p{Script=Han}.*。$/u)
  }
})
