import { expect, test } from 'vitest'
import { EXPERT, question } from '#test/adviser-guards.ts'
import * as one from '#test/parts.ts'
import { staffAt } from '#test/world-of-rules.ts'
import { decide, hatFor } from '../decide.ts'
import type { Part } from '../disputes/parts.ts'
import { refusalOf } from '../guards.ts'
import { NOTHING_NAMED } from '../step.ts'
import { type StepName, TABLE } from '../table.ts'
import { mayDo, RIGHTS, RIGHTS_OF_ROLE, type Right, rolesWith } from './mediator-rights.ts'
import {
  ADVISING_ROLES,
  HANDLING_ROLES,
  INTAKE_ROLES,
  MEDIATING_ROLES,
  OWN_FILES_ROLES,
  RESIDENT_ROLES,
  ROLES,
  type Role,
} from './words.ts'

const roles = Object.keys(ROLES) as Role[]
const INVITED: Role = 'invited_mediator'

test('the rights of each kind are the ones written down here a second time', () => {
  const of = (role: Role) => RIGHTS_OF_ROLE[role]?.join(' ')
  for (const role of RESIDENT_ROLES)
    expect(of(role), role).toBe('lead assist register follow_up revisit keep_ledger analyse communicate')
  expect(of('full_time_mediator')).toBe('lead assist register follow_up revisit keep_ledger analyse communicate confer')
  expect(of('part_time_mediator')).toBe('lead assist follow_up revisit keep_ledger analyse communicate confer')
  expect(of(INVITED)).toBe('assist analyse communicate confer guide')
  expect(of('expert')).toBe('analyse confer guide')
  expect(roles.filter((role) => RIGHTS_OF_ROLE[role] === undefined)).not.toContain(INVITED)
})

test('the lists the house is built on say the same as the table of rights', () => {
  const listed = (list: readonly Role[]) => roles.filter((role) => list.includes(role) && RIGHTS_OF_ROLE[role])
  const withRight = (...rights: Right[]) => roles.filter((role) => rights.some((right) => mayDo(role, right)))
  expect(listed(MEDIATING_ROLES)).toEqual(withRight('lead', 'assist'))
  expect(listed(INTAKE_ROLES)).toEqual(withRight('register'))
  expect(listed(HANDLING_ROLES)).toEqual(withRight('follow_up'))
  expect(ADVISING_ROLES.every((role) => OWN_FILES_ROLES.includes(role))).toBe(true)
})

/** A row for each right that is exercised through a hat, and the part it stands on. `as`: named among the mediators. */
const ROWS: readonly [right: Right, row: StepName, part: Part, named: boolean][] = [
  ['lead', 'begin_session', one.mediation('notified'), true],
  ['lead', 'record_session', one.mediation('in_session'), true],
  ['lead', 'agree_orally', one.mediation('in_session'), true],
  ['lead', 'sign_as_mediator', one.agreement('signing'), true],
  ['assist', 'declare_relation', one.mediation('in_session'), true],
  ['follow_up', 'accept_mediation', one.mediation('seeking_consent'), false],
  ['follow_up', 'sign_off', one.task('dispatched'), false],
  ['revisit', 'record_visit', one.visit('due'), false],
  ['keep_ledger', 'resolve_task', one.task('in_handling'), false],
  ['keep_ledger', 'close', one.dispute('open'), false],
]

/** Mediators by law and by office who are in the table; the handling unit's other staff are not about mediators. */
const kinds = roles.filter((role) => RIGHTS_OF_ROLE[role])

test.each(ROWS)('%s: %s is open to who has the right, and closed to who has not', (right, name, part, named) => {
  const has = kinds.filter((role) => mayDo(role, right))
  const met = kinds.filter((role) => {
    const actor = staffAt(0, role)
    // Named for what her post gives: who may neither lead nor assist is never among the mediators.
    const mediators =
      named && mayDo(role, 'assist')
        ? [{ person_id: actor.person_id, name: '', ...(mayDo(role, 'lead') ? {} : { assists: true as const }) }]
        : []
    const mediation = part.part === 'mediation' ? { ...part, facts: { ...part.facts, mediators } } : part
    const beside = part.part === 'agreement' ? [one.mediation('in_session', { mediators })] : []
    return hatFor(TABLE[name], one.hereWith([...beside, mediation], {}, actor), mediation) !== undefined
  })
  expect(met).toEqual(has)
  expect(has.length).toBeGreaterThan(0)
  expect(has.length).toBeLessThan(kinds.length)
})

test('who may register stands at the window, and who may not does not', () => {
  const atWindow = kinds.filter((role) => {
    const here = one.hereWith([], { file: null }, staffAt(0, role))
    return hatFor(TABLE.take_down, here, null) !== undefined
  })
  expect(atWindow).toEqual(rolesWith('register').sort((a, b) => roles.indexOf(a) - roles.indexOf(b)))
  for (const role of [INVITED, 'part_time_mediator', 'expert'] as const) expect(atWindow).not.toContain(role)
})

test('who communicates reaches the parties in a mediation that is hers; an expert is in none', () => {
  for (const role of kinds) {
    const actor = staffAt(3, role)
    const mediators = mayDo(role, 'assist') ? [{ person_id: actor.person_id, name: '' }] : []
    const part = one.mediation('in_session', { mediators })
    const opens = (name: StepName) => hatFor(TABLE[name], one.hereWith([part], {}, actor), part) !== undefined
    for (const name of ['record_contact', 'offer_times', 'tick_times'] as const)
      expect(opens(name), `${role} ${name}`).toBe(mayDo(role, 'communicate'))
  }
})

test.each(['analyse', 'confer', 'guide'] as const)('%s: who has the right may be asked, and nobody else', (kind) => {
  const part = one.mediation('in_session')
  const may = roles.filter((role) => {
    const named = {
      ...NOTHING_NAMED,
      adviser: { person_id: '', name: '查先生', unit_id: 3, unit_name: '', role },
    }
    return refusalOf('adviser_known', one.hereWith([part], { named }), { kind }, part) === null
  })
  expect(may).toEqual(roles.filter((role) => mayDo(role, kind)))
  expect(may).toContain('expert')
  expect(may).not.toContain(kind === 'analyse' ? 'police_officer' : 'resident_court_mediator')
})

test('whoever assists is told who can do it, and that the words of the right are words', () => {
  const actor = staffAt(4, INVITED)
  const part = one.mediation('in_session', {
    mediators: [
      { person_id: one.CLERK.person_id, name: one.CLERK.name },
      { person_id: actor.person_id, name: actor.name, assists: true },
    ],
  })
  const answer = (name: StepName, who = actor) => decide(TABLE[name], one.hereWith([part], {}, who), part, {})
  for (const name of ['record_session', 'end_mediation', 'agree_orally', 'draft_agreement', 'ask_guidance'] as const)
    expect(answer(name), name).toEqual({ ok: false, why: 'assists_only' })
  expect(answer('record_session', staffAt(4, 'part_time_mediator'))).toEqual({ ok: false, why: 'not_yours' })
  for (const says of Object.values(RIGHTS)) expect(says).toMatch(/\p{Script=Han}/u)
})

test('who was named to assist does not lead under another post, and an invited post does not lead at all', () => {
  const part = (assists?: true) => {
    const who = { person_id: one.CLERK.person_id, name: one.CLERK.name, ...(assists ? { assists } : {}) }
    return one.mediation('in_session', { mediators: [who] })
  }
  const hat = (it: Part, actor = one.CLERK) => hatFor(TABLE.record_session, one.hereWith([it], {}, actor), it)
  expect(hat(part())).toBe('mediator')
  expect(hat(part(true))).toBeUndefined()
  expect(hat(part(), { ...one.CLERK, role: INVITED })).toBeUndefined()
})

test('a party who will not go on is written down by whoever hears it, who assists too (INV-1)', () => {
  const actor = staffAt(4, INVITED)
  const part = one.mediation('in_session', {
    mediators: [{ person_id: actor.person_id, name: actor.name, assists: true }],
  })
  const input = { said_by: one.RESPONDENT, how: 'spoken', note: '' }
  expect(
    decide(
      TABLE.leave,
      one.hereWith([part, one.dispute('open'), one.task('in_handling')], { own_unit: null }, actor),
      part,
      input,
    ).ok,
  ).toBe(true)
})

test('a relation of who assists stops the mediation as that of who leads does (INV-5)', () => {
  const actor = staffAt(4, INVITED)
  const second = { person_id: actor.person_id, name: '苗秀禾', assists: true as const }
  const part = one.mediation('in_session', {
    mediators: [{ person_id: one.CLERK.person_id, name: one.CLERK.name }, second],
  })
  expect(refusalOf('mediators_clear', one.hereWith([part]), {}, part)).toBe('relation_found')
  const declared = { person_id: actor.person_id, party_id: one.APPLICANT, says: '是表亲', by: '', at: '' }
  const told = { ...part, facts: { ...part.facts, mediators: [{ ...second, name: '吴先生' }], declared: [declared] } }
  expect(refusalOf('mediators_clear', one.hereWith([told]), {}, told)).toBe('relation_found')
  expect(refusalOf('not_her_relation', one.hereWith([told], {}, actor), undefined, told)).toBe('own_relation')
})

test('an opinion is given once, by who was asked, and opens the file to her no longer than the day', () => {
  const part = one.mediation('in_session', { guidance: [question()] })
  const involvements = [
    { id: question().involvement, who: { person: EXPERT.person_id }, as_what: 'consulted', until: null } as const,
  ]
  const here = one.hereWith([part], { involvements }, EXPERT)
  const input = { guidance_id: question().id, opinion: { sealed: 'x' }, disclosed: '' }
  const decision = decide(TABLE.give_guidance, here, part, input)
  if (!decision.ok) throw new Error(decision.why)
  expect(decision.hat).toBe('adviser')
  expect(decision.consequences).toContainEqual({ kind: 'involve', ...involvements[0], until: here.today })
  const over = decide(TABLE.end_mediation, one.hereWith([part, one.task('in_handling')], { involvements }), part, {
    reason: 'too_far_apart',
    note: '',
  })
  if (!over.ok) throw new Error(over.why)
  expect(over.consequences).toContainEqual({ kind: 'involve', ...involvements[0], until: here.today })
})
