import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { STAFF, staffAt, UNITS, uuid } from '#test/world-of-rules.ts'
import { decide } from '../decide.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { type FactsOf, LIVE_MEDIATION, type Part, partsOf, STATUSES, type StatusOf } from '../disputes/parts.ts'
import { fold, nothingYet } from '../fold.ts'
import type { Actor, Here, Row } from '../step.ts'
import { STEP_NAMES, TABLE } from '../table.ts'

const { APPLICANT, RESPONDENT, THIRD, asParty } = one
const OTHER = uuid(91)
const agreed = { answer: 'agreed', how: 'spoken', at: null, note: '' } as const
const said = { how: 'clicked', reason: 'not_said', note: '' }
/** Who runs the machines, who heads a place, and the system itself. */
const POWERFUL: readonly Actor[] = [
  { kind: 'system' },
  { kind: 'anyone' },
  staffAt(2, 'system_administrator'),
  staffAt(2, 'security_auditor'),
  staffAt(2, 'county_leader'),
  staffAt(2, 'county_dispatcher'),
  staffAt(1, 'town_director'),
  staffAt(0, 'village_director'),
]

const taken = (row: Row, parts: readonly Part[], part: Part, input: object, here: Partial<Here>) => {
  const decision = decide(row, one.hereWith(parts, here), part, input)
  if (!decision.ok) throw new Error(decision.why)
  return {
    consequences: decision.consequences,
    after: fold([{ seq: 1, part_id: part.id, consequences: decision.consequences }], {
      ...nothingYet,
      file: one.file(),
      parts: [...parts],
      involvements: [...(here.involvements ?? [])],
      clocks: [...(here.clocks ?? [])],
    }),
  }
}
const papers = (consequences: readonly Consequence[], form: string) =>
  consequences.flatMap((it) => (it.kind === 'ask_paper' && it.form === form ? [it] : []))

const file = [...one.PARTIES, one.dispute('open'), one.task('in_handling'), one.task('in_handling', {}, uuid(92))]
const with_ = (...parties: string[]): Partial<FactsOf['mediation']> => ({
  parties,
  consents: Object.fromEntries(parties.map((id) => [id, agreed])),
})

test.each([
  ['leave', 'in_session', 'seeking_consent', 'failed', 'refused'],
  ['leave', 'suspended', 'notified', 'failed', 'failed'],
  ['refuse_mediation', 'seeking_consent', 'in_session', 'refused', 'failed'],
  ['refuse_mediation', 'seeking_consent', 'seeking_consent', 'refused', 'refused'],
] as const)('%s from %s ends her other mediation in %s too: %s and %s', (name, from, other, ended, otherEnded) => {
  const here = one.mediation(from, with_(APPLICANT, RESPONDENT))
  const there = one.mediation(other, { ...with_(RESPONDENT, THIRD), task_id: uuid(92) }, OTHER)
  const clocks = [one.clock('T-11', here), one.clock('T-11', there, { id: uuid(41) })]
  const mediating = {
    id: uuid(42),
    who: { person: one.CLERK.person_id },
    as_what: 'mediating' as const,
    until: null,
  }
  const { after, consequences } = taken(TABLE[name], [...file, there, here], here, said, {
    actor: asParty(RESPONDENT),
    clocks,
    involvements: [mediating],
  })
  const now = partsOf(after.parts, 'mediation')
  expect(now.find((it) => it.id === here.id)?.status).toBe(ended)
  expect(now.find((it) => it.id === OTHER)?.status).toBe(otherEnded)
  expect(now.every((it) => it.facts.consents[RESPONDENT]?.answer === 'refused')).toBe(true)
  expect(after.clocks.map((clock) => clock.state)).toEqual(['cancelled', 'cancelled'])
  // Who mediated both sees the file to the end of the day, and no longer.
  expect(after.involvements).toEqual([{ ...mediating, until: '2026-03-02' }])
  // Everybody in either of them gets the list of other ways.
  const told = [...papers(consequences, 'D-13'), ...papers(consequences, 'D-13n')]
  expect(told).toHaveLength(2)
  for (const it of [here, there]) expect(told.map(({ for_parties }) => for_parties)).toContainEqual(it.facts.parties)
})

test('a mediation she is not in goes on when she leaves another', () => {
  const here = one.mediation('in_session', with_(APPLICANT, RESPONDENT))
  const there = one.mediation('in_session', with_(APPLICANT, THIRD), OTHER)
  const { after } = taken(TABLE.leave, [...file, there, here], here, said, { actor: asParty(RESPONDENT) })
  expect(partsOf(after.parts, 'mediation').find((it) => it.id === OTHER)).toEqual(there)
})

test('those who wish go on in one new mediation, each asked afresh, with nothing of the old one in it', () => {
  const three = one.mediation('failed', {
    ...with_(APPLICANT, RESPONDENT, THIRD),
    consents: { [APPLICANT]: agreed, [THIRD]: agreed, [RESPONDENT]: { ...agreed, answer: 'refused' } },
    ended: { reason: 'party_left', note: '她说了原因', party_id: RESPONDENT },
    sessions: [
      { at: '', place: '', mode: 'joint', present: [], with: null, text: '说过的话', notes: null, result: 'goes_on' },
    ],
    slots: [{ id: uuid(7), at: '', place: '', ticked: [] }],
    disclosure: { says: ['是表亲'], waived_by: [APPLICANT] },
    joint_wishes: { [APPLICANT]: { wish: true, how: 'spoken', at: '' } },
  })
  const input = { parties: [APPLICANT, THIRD], matter: '修沟的费用' }
  const { after } = taken(TABLE.go_on, [...file, three], three, input, { own_unit: UNITS[4] })
  const fresh = partsOf(after.parts, 'mediation').find((it) => it.id !== three.id)
  const asked = { answer: 'asked', how: null, at: null, note: '' }
  expect(fresh).toMatchObject({ status: 'seeking_consent', version: 1 })
  expect(fresh?.facts).toEqual({
    task_id: three.facts.task_id,
    unit_id: three.facts.unit_id,
    kind: three.facts.kind,
    in_name_of: three.facts.in_name_of,
    matter: '修沟的费用',
    parties: [APPLICANT, THIRD],
    consents: { [APPLICANT]: asked, [THIRD]: asked },
    attempts: [],
    invitations: {},
    mediators: [],
    slots: [],
    sessions: [],
    goes_on_from: three.id,
  })
  // And only one: the next try is told so.
  const again = partsOf(after.parts, 'mediation').find((it) => it.id === three.id) ?? three
  expect(decide(TABLE.go_on, one.hereWith(after.parts), again, input)).toEqual({ ok: false, why: 'gone_on_already' })
  const withHer = { ...input, parties: [APPLICANT, RESPONDENT, THIRD] }
  expect(decide(TABLE.go_on, one.hereWith([...file, three]), three, withHer)).toEqual({
    ok: false,
    why: 'left_this_matter',
  })
})

test('no mediation that is over comes to life again by any row, whoever tries', () => {
  const over = (Object.keys(STATUSES.mediation) as StatusOf<'mediation'>[]).filter((it) => !LIVE_MEDIATION.includes(it))
  for (const name of STEP_NAMES) {
    const row: Row = TABLE[name]
    if (row.on !== 'mediation' || row.to === null) continue
    for (const status of row.from) expect(over, `${name} from ${status}`).not.toContain(status)
  }
})

const BEGINNING = ['accept_mediation', 'assign_mediator', 'notify_session', 'begin_session', 'record_session'] as const

test.each(BEGINNING)('a planted %s over a missing consent is refused, whoever plants it', (name) => {
  const row: Row = TABLE[name]
  const missing = { ...with_(APPLICANT, RESPONDENT), consents: { [APPLICANT]: agreed } }
  const part = one.mediation(row.from[0] as StatusOf<'mediation'>, missing)
  const input = {
    mode: 'phone',
    at: '2026-03-09T01:00:00.000Z',
    present: [],
    mediators: [],
    disclosed: '',
    waived_by: [],
  }
  for (const actor of [...POWERFUL, ...STAFF]) {
    const answer = decide(row, one.hereWith([...file, part], { own_unit: UNITS[4] }, actor), part, input)
    expect(answer.ok ? 'taken' : answer.why, JSON.stringify(actor)).toMatch(/^(not_yours|not_everybody_agreed)$/)
  }
})

test('nobody of an office, nor the system, turns a no into a yes: only asking her again, in a mediation that is still asking', () => {
  const no = { ...agreed, answer: 'refused' as const }
  for (const status of Object.keys(STATUSES.mediation) as StatusOf<'mediation'>[]) {
    const part = one.mediation(status, { consents: { [APPLICANT]: agreed, [RESPONDENT]: no } })
    for (const actor of POWERFUL) {
      const answer = decide(TABLE.agree_to_mediation, one.hereWith([...file, part], {}, actor), part, { how: 'spoken' })
      expect(answer.ok, `${status} ${JSON.stringify(actor)}`).toBe(false)
    }
  }
})

test('a suspicion of a sham suspends and keeps every way open: it ends nothing by itself and refuses no new request', () => {
  const live = one.mediation('in_session')
  const clocks = [one.clock('T-11', live)]
  const sham = { reason: 'sham_suspected', note: '两边说得一模一样', resumes: null }
  const { after, consequences } = taken(TABLE.suspend_mediation, [...file, live], live, sham, { clocks })
  const now = partsOf(after.parts, 'mediation')[0]
  expect(now?.status).toBe('suspended')
  expect(after.clocks[0]?.state).toBe('paused')
  // Who is suspected is not told so (INV-12).
  expect(JSON.stringify(consequences.filter((it) => it.kind === 'ask_paper' || it.kind === 'send_effect'))).not.toMatch(
    /虚假|一模一样/,
  )
  if (!now) throw new Error('no mediation')
  const here = (actor: Actor) => one.hereWith(after.parts, { clocks: after.clocks }, actor)
  expect(decide(TABLE.leave, here(asParty(APPLICANT)), now, said).ok).toBe(true)
  expect(decide(TABLE.resume_mediation, here(one.CLERK), now, { note: '' }).ok).toBe(true)
  const end = { reason: 'sham_suspected', note: '' }
  expect(decide(TABLE.end_mediation, one.hereWith([...file, live]), live, end)).toMatchObject({
    why: 'sham_suspend_first',
  })
  const ended = taken(TABLE.end_mediation, after.parts, now, end, { clocks: after.clocks })
  // Ended after it was looked into, a new request is served as any other.
  const [task] = partsOf(ended.after.parts, 'task')
  if (!task) throw new Error('no task')
  const propose = { parties: [APPLICANT, RESPONDENT], matter: '。', begun_by: 'applicant' }
  expect(
    decide(TABLE.propose_mediation, one.hereWith(ended.after.parts, { own_unit: UNITS[4] }), task, propose).ok,
  ).toBe(true)
})
