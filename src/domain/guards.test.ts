import { expect, test } from 'vitest'
import { ADVISER_CASES } from '#test/adviser-guards.ts'
import { APPOINTMENT_CASES } from '#test/appointment-guards.ts'
import { COMPLAINT_CASES } from '#test/complaint-guards.ts'
import { LEDGER_CASES } from '#test/ledger-guards.ts'
import { ON_ONE_SIDE } from '#test/one-side.ts'
import * as one from '#test/parts.ts'
import { PERFORMANCE_CASES } from '#test/performance-guards.ts'
import { REFERRAL_CASES } from '#test/referral-guards.ts'
import { act, after, pay, TOO_MANY, terms, UNLAWFUL_SENTENCES } from '#test/terms.ts'
import {
  MEDIATORS,
  NAMESAKE,
  PUMP_HOUSE,
  RELATED,
  SHEET,
  STRANGER,
  staffAt,
  UNITS,
  uuid,
} from '#test/world-of-rules.ts'
import { type FactsOf, type Part, STATUSES, type StatusOf } from './disputes/parts.ts'
import { GUARDS, type GuardName, refusalOf } from './guards.ts'
import type { Agent, Power } from './identity/beside.ts'
import { REFUSALS, type RefusalCode } from './refusals.ts'
import { type Here, NOTHING_NAMED, type Receiver } from './step.ts'

const { APPLICANT, RESPONDENT, THIRD, asParty, hereWith } = one
const [applicant, respondent] = one.PARTIES
const CARD = MEDIATORS[0] as (typeof MEDIATORS)[number]
const named = (more: Partial<Here['named']>): Here['named'] => ({ ...NOTHING_NAMED, ...more })
const at = (...days: string[]): FactsOf['mediation']['attempts'] =>
  days.map((day) => ({
    party_id: RESPONDENT,
    at: `${day}T02:00:00.000Z`,
    how: '',
    by: '',
    result: 'no_answer',
    note: '',
  }))
const asked = { [APPLICANT]: { answer: 'asked', how: null, at: null, note: '' } } as const
const sides = (...parties: string[]) => ({ parties })
const pool = one.party(THIRD, 'third', { kind: 'organisation', name: PUMP_HOUSE })
const cards = (...ids: string[]) => named({ people: MEDIATORS.filter((card) => ids.includes(card.person_id)) })
const chosen = (disclosed = '', ...waived_by: string[]) => ({ mediators: [], disclosed, waived_by })
const comer = one.party(STRANGER, 'applicant', { came_from: { file_id: uuid(500), party_id: uuid(501) } })
const two = [one.signedBy({ party: APPLICANT }), one.signedBy({ party: RESPONDENT })]
const mediates = one.signedBy({ person: one.CLERK.person_id })
const open = pay(RESPONDENT, APPLICANT, { amount: null, amount_later: '鉴定以后' })
const lasting = act(RESPONDENT, APPLICANT, {
  nature: 'continue',
  due: { kind: 'ongoing', from: null, until: null, rhythm: '每月' },
})
const oral = { a_party_asks_for_writing: false }
const letGo = { input: { file_id: uuid(500) } }

const ASKED = { unit_id: 3, name: '枫溪县综治中心', involvement: uuid(42) }
const PROPOSED = { person_id: one.CLERK.person_id, name: one.CLERK.name, checked: '', because: '', on: '2026-03-01' }
const handling = one.task('in_handling')
const laid = (task_id: string, by = '2026-03-09') => ({ duties: [{ task_id, what: '', by }] })

const linkOf = (party_id: string): Here['links'][number] => ({ id: uuid(80), party_id, purpose: 'own', until: null })

const consentsAt = (at: string): FactsOf['mediation']['consents'] => ({
  [RESPONDENT]: { answer: 'agreed', how: 'spoken', at, note: '' },
})

const CALLED_AS_SHE_IS = { person_id: NAMESAKE, name: '苗秀禾', unit_name: UNITS[0].name }
const TOLD = { person_id: one.CLERK.person_id, party_id: APPLICANT, says: '是表亲', by: '', at: '' }
const KEY = [TOLD.person_id, 'related', APPLICANT, `${one.CLERK.name}：是表亲。`].join(' ')
const SAME_KEY = [NAMESAKE, 'same_person', APPLICANT, '苗秀禾和当事人苗秀禾同名，可能就是本人。'].join(' ')
const waiving = (covers: string[]) => ({ disclosure: { says: [], waived_by: [APPLICANT, RESPONDENT], covers } })
const related = () =>
  one.mediation('in_session', { mediators: [{ person_id: RELATED, name: '冯有水', unit_name: PUMP_HOUSE }] })
const over = (party_id: string | null) => ({ ended: { reason: '', note: '', party_id } })
const three = (more: Partial<FactsOf['mediation']>) =>
  one.mediation('failed', { parties: [APPLICANT, RESPONDENT, THIRD], ...more })
const filedAt = (at: string) =>
  one.dispute('registered', { batch: { id: SHEET.id, number: SHEET.number, line: 2, by: one.CLERK.person_id, at } })
const AT_ONE = { here: { now: '2026-03-02T01:00:00.000Z' } }
const saidAt = (answer: 'agreed' | 'refused', day: string, party: string): FactsOf['mediation']['consents'] => ({
  [party]: { answer, how: 'spoken', at: `${day}T01:00:00.000Z`, note: '' },
})
const limited = (due_on: string, more: Partial<Here['clocks'][number]> = {}) => ({
  here: { clocks: [one.clock('T-11', one.mediation('in_session'), { due_on, ...more })] },
})
const longer = (...parties: string[]) => ({ agreed: parties.map((party_id) => ({ party_id, how: 'spoken' })) })
const ANSWERED = { received_by: '', how: '', by: '', at: '' }
const threatened = (more: Partial<NonNullable<FactsOf['dispute']['dangers']>[number]> = {}) =>
  one.dispute('open', {
    dangers: [
      {
        id: uuid(60),
        kind: 'violence',
        what: '',
        seen_at: '',
        at: '2026-03-02T01:00:00.000Z',
        by: '',
        endangered: [RESPONDENT],
        who: '',
        told: null,
        declined: null,
        ...more,
      },
    ],
  })
const wishes = (party: string, more: object = {}) => ({
  joint_wishes: { [party]: { wish: true, how: 'spoken' as const, at: '2026-03-02T02:00:00.000Z', ...more } },
})
const meeting = (mode: string) => ({ at: '', place: '', mode })

type Case = [
  what: string,
  parts: readonly Part[],
  says: RefusalCode | null,
  of?: {
    input?: unknown
    part?: Part
    here?: Partial<Here>
  },
]
const AGENT = uuid(800)
const agent = (...powers: Power[]): Agent => ({
  id: AGENT,
  name: '毛律师',
  kind: 'lawyer',
  powers,
  paper: { number: '1', on: '2026-03-01' },
  until: '2026-03-20',
  reach_id: null,
  ended: null,
})
/** Her agent says it for her; staff write it down. */
const byAgent = { input: { said_by: APPLICANT, by_agent: AGENT } }
const withAgent = (it: Agent, more: Partial<FactsOf['party']> = {}) => [
  one.party(APPLICANT, 'applicant', { name: '苗秀禾', agents: [it], ...more }),
  respondent,
]
const ENDED = { at: '2026-03-02T01:00:00.000Z', by: '', note: '' }
const CHILD = { born: '2016-05-01', finding: 'by_age', lives_by_own_work: false, basis: '' } as const
const GUARDIAN = { name: '苗母', relation: '母亲', reach_id: null, paper: '户口簿' }
const child = one.party(APPLICANT, 'applicant', { capacity: CHILD, guardian: GUARDIAN })
const orphan = one.party(APPLICANT, 'applicant', { capacity: CHILD })
const power = (which: Power, says: RefusalCode): readonly Case[] => [
  ['she says it herself', withAgent(agent()), null, { input: { said_by: APPLICANT } }],
  ['her agent has the power', withAgent(agent(which, 'take_part', 'settle')), null, byAgent],
  ['her agent has another power', withAgent(agent('receive_papers')), says, byAgent],
  ['it ran out yesterday', withAgent({ ...agent(which), until: '2026-03-01' }), 'agent_not_in_force', byAgent],
  [
    'it begins tomorrow',
    withAgent({ ...agent(which), paper: { number: '1', on: '2026-03-03' } }),
    'agent_not_in_force',
    byAgent,
  ],
  ['she took it back', withAgent({ ...agent(which), ended: ENDED }), 'agent_not_in_force', byAgent],
  [
    'it is the other side’s agent',
    withAgent(agent(which)),
    'agent_not_in_force',
    { input: { said_by: RESPONDENT, by_agent: AGENT } },
  ],
  [
    'a party says an agent says it',
    withAgent(agent(which)),
    'agent_not_in_force',
    { input: { by_agent: AGENT }, here: { actor: asParty(APPLICANT) } },
  ],
  [
    'one of those there has no such power',
    [...withAgent(agent('receive_papers')), one.mediation('in_session')],
    says,
    { input: { agents: [AGENT] } },
  ],
  [
    'one of those there is nobody’s',
    [one.mediation('in_session')],
    'agent_not_in_force',
    { input: { agents: [AGENT] } },
  ],
]

const LEAVES = { ...one.CLERK, successor: null, mediates_no_more: false }
const SUCCESSOR = { person_id: uuid(801), name: '尚新禾', unit_id: 1, unit_name: '', role: 'village_mediator' } as const
const AT_HER_UNIT = { named: { ...NOTHING_NAMED, handlers: [SUCCESSOR] } }
const GOES = { from_unit: 1, from_name: '', unit_id: 2 }
/** For each guard at least one case it refuses and one it lets through; a part is the last one where none is named. */
const HERSELF = staffAt(1, 'full_time_mediator')
const CASES: Record<GuardName, readonly Case[]> = {
  ...APPOINTMENT_CASES,
  agent_may_apply_end: power('apply_end', 'agent_lacks_apply_end'),
  agent_may_give_evidence: power('give_evidence', 'agent_lacks_give_evidence'),
  agent_may_choose: power('choose_mediator', 'agent_lacks_choose_mediator'),
  agent_may_take_part: power('take_part', 'agent_lacks_take_part'),
  agent_may_settle: [
    ...power('settle', 'agent_lacks_settle'),
    ['a power to settle alone signs nothing', withAgent(agent('settle')), 'agent_lacks_take_part', byAgent],
    ['a power to sign alone settles nothing', withAgent(agent('take_part')), 'agent_lacks_settle', byAgent],
    [
      'it was in force when he signed, though it is no more',
      withAgent({ ...agent('settle', 'take_part'), ended: ENDED }),
      null,
      { ...byAgent, here: { occurred_at: '2026-03-02T00:30:00.000Z' } },
    ],
  ],
  agent_in_force: [
    ['there is none', [applicant], 'agent_not_in_force', { input: { agent_id: AGENT } }],
    ['there is none to be offered', [applicant], 'agent_not_in_force'],
    ['he is hers', withAgent(agent()).slice(0, 1), null, { input: { agent_id: AGENT } }],
    [
      'it was taken back',
      withAgent({ ...agent(), ended: ENDED }).slice(0, 1),
      'agent_not_in_force',
      { input: { agent_id: AGENT } },
    ],
  ],
  agents_few: [
    ['she has one', withAgent(agent()).slice(0, 1), null],
    ['she has two', withAgent(agent(), { agents: [agent(), agent()] }).slice(0, 1), 'agents_too_many'],
    [
      'one of two was taken back',
      withAgent(agent(), { agents: [agent(), { ...agent(), ended: ENDED }] }).slice(0, 1),
      null,
    ],
  ],
  stands_on_one_side: [
    ['somebody new', [respondent, applicant], null, { input: { name: '毛律师' } }],
    ['the other side', [respondent, applicant], 'person_not_free', { input: { name: '邢大山' } }],
    ['the other side’s agent', [...withAgent(agent()), respondent], 'person_not_free', { input: { name: '毛律师' } }],
    [
      'the other side’s former agent',
      [...withAgent({ ...agent(), ended: ENDED }), respondent],
      null,
      { input: { name: '毛律师' } },
    ],
    ['the other side’s guardian', [child, respondent], 'person_not_free', { input: { name: GUARDIAN.name } }],
    [
      'the mediator',
      [one.mediation('in_session'), respondent, applicant],
      'person_not_free',
      { input: { name: one.CLERK.name } },
    ],
    [
      'somebody of her own side',
      [one.party(THIRD, 'applicant', { name: '苗得水' }), applicant],
      null,
      { input: { name: '苗得水' } },
    ],
    ...ON_ONE_SIDE,
  ],
  dispute_goes_on: [
    ['it is over', [one.dispute('closed')], 'file_over'],
    ['it goes on', [one.dispute('open')], null],
  ],
  guardian_with_her: [
    ['a grown-up', [respondent, applicant], null, { input: { said_by: APPLICANT } }],
    ['a child alone', [respondent, child], 'guardian_needed', { input: { said_by: APPLICANT } }],
    ['a child with her guardian', [respondent, child], null, { input: { said_by: APPLICANT, with_guardian: true } }],
    [
      'a child of whom no guardian is known',
      [orphan],
      'guardian_missing',
      { input: { party_id: APPLICANT, with_guardian: true } },
    ],
    ['a child by her own link', [child], 'guardian_needed', { here: { actor: asParty(APPLICANT) } }],
  ],
  person_has_work: [
    ['she mediates', [one.mediation('in_session')], null, { input: LEAVES }],
    ['she holds a task', [one.task('in_handling', { held_by: one.CLERK })], null, { input: LEAVES }],
    [
      'she held it to its end',
      [one.task('resolved', { held_by: one.CLERK })],
      'nothing_to_hand_over',
      { input: LEAVES },
    ],
    [
      'of another unit, which she does not leave',
      [one.mediation('in_session', { unit_id: 2 }), one.task('in_handling', { held_by: one.CLERK, unit_id: 2 })],
      'nothing_to_hand_over',
      { input: LEAVES },
    ],
    [
      'of another unit, and she mediates no more',
      [one.mediation('in_session', { unit_id: 2 })],
      null,
      { input: { ...LEAVES, mediates_no_more: true } },
    ],
    ['it is over', [one.mediation('failed')], 'nothing_to_hand_over', { input: LEAVES }],
  ],
  successor_known: [
    ['nobody: back to the unit', [], null, { input: LEAVES }],
    ['somebody of the unit', [], null, { input: { ...LEAVES, successor: SUCCESSOR.person_id }, here: AT_HER_UNIT }],
    ['somebody of another', [], 'successor_unknown', { input: { ...LEAVES, successor: uuid(9) }, here: AT_HER_UNIT }],
    [
      'herself',
      [],
      'successor_unknown',
      { input: { ...LEAVES, person_id: SUCCESSOR.person_id, successor: SUCCESSOR.person_id }, here: AT_HER_UNIT },
    ],
  ],
  unit_has_work: [
    ['it answers for the file', [], null, { input: GOES }],
    ['to itself', [], 'nothing_to_hand_over', { input: { ...GOES, unit_id: 1 } }],
    ['another answers', [], 'nothing_to_hand_over', { input: GOES, here: { file: one.file(3) } }],
    ['it handles', [one.task('in_handling')], null, { input: GOES, here: { file: one.file(3) } }],
    [
      'it owes a day',
      [one.dispute('open')],
      null,
      { input: GOES, here: { file: one.file(3), clocks: [one.clock('T-02', one.dispute('open'))] } },
    ],
    [
      'it was asked to decide',
      [one.task('objected', { unit_id: 3, decider: { unit_id: 1, name: '', involvement: uuid(9) } })],
      null,
      { input: GOES, here: { file: one.file(3) } },
    ],
  ],
  lies_in_place: [
    ['in the village', [], null, { input: { from_place: 990326001001000, to_place: 990326001009000 } }],
    [
      'in the next one',
      [],
      'nothing_to_hand_over',
      { input: { from_place: 990326001002000, to_place: 990326001009000 } },
    ],
    ['to itself', [], 'nothing_to_hand_over', { input: { from_place: 990326001001000, to_place: 990326001001000 } }],
  ],
  guardians_there: [
    ['nobody needs one', [one.mediation('in_session')], null, { input: {} }],
    ['he was not there', [respondent, child, one.mediation('in_session')], 'guardian_needed', { input: {} }],
    ['he was', [respondent, child, one.mediation('in_session')], null, { input: { guardians: [APPLICANT] } }],
    [
      'there is none',
      [respondent, orphan, one.mediation('in_session')],
      'guardian_missing',
      { input: { guardians: [APPLICANT] } },
    ],
  ],
  guardians_agreed: [
    ['only the child agreed', [respondent, child, one.mediation('seeking_consent')], 'guardian_needed'],
    ['nobody needs one', [one.mediation('seeking_consent')], null],
    [
      'her guardian agreed',
      [
        respondent,
        child,
        one.mediation('seeking_consent', {
          consents: { [APPLICANT]: { answer: 'agreed', how: 'spoken', at: null, note: '', with_guardian: true } },
        }),
      ],
      null,
    ],
  ],
  guardians_signed: [
    [
      'the child signed alone',
      [respondent, child, one.agreement('signing', { signatures: two })],
      'guardian_not_signed',
    ],
    ['nobody needs one', [one.agreement('signing', { signatures: two })], null],
    [
      'her guardian signed with her',
      [respondent, child, one.agreement('signing', { signatures: two.map((it) => ({ ...it, with_guardian: true })) })],
      null,
    ],
  ],
  guardian_wanted: [
    ['a grown-up', [applicant], 'guardian_not_needed'],
    ['a child', [child], null],
  ],
  born_by_now: [
    ['tomorrow', [applicant], 'born_in_future', { input: { born: '2026-03-03' } }],
    ['today', [applicant], null, { input: { born: '2026-03-02' } }],
    ['nobody knows', [applicant], null, { input: { born: null } }],
  ],
  help_agreed: [
    ['she was not asked', [applicant], 'help_not_agreed', { input: { kind: 'reads_aloud', agreed_by: [RESPONDENT] } }],
    [
      'she wants it read to her',
      [one.mediation('in_session'), applicant],
      null,
      { input: { kind: 'reads_aloud', agreed_by: [APPLICANT] } },
    ],
    [
      'the other side was not asked about her uncle',
      [one.mediation('in_session'), applicant],
      'help_not_agreed',
      { input: { kind: 'family', agreed_by: [APPLICANT] } },
    ],
    [
      'both want the neighbour',
      [one.mediation('in_session'), applicant],
      null,
      { input: { kind: 'neighbour', agreed_by: [APPLICANT, RESPONDENT] } },
    ],
  ],
  helper_here: [
    ['there is none', [applicant], 'helper_not_here', { input: { helper_id: AGENT } }],
    ['there is none to be offered', [applicant], 'helper_not_here'],
    ['she is here', [helped(null)], null, { input: { helper_id: AGENT } }],
    ['she was sent away', [helped(ENDED)], 'helper_not_here', { input: { helper_id: AGENT } }],
  ],
  is_group: [
    ['a person', [applicant], 'not_a_group'],
    ['a group', [one.party(APPLICANT, 'applicant', { kind: 'group' })], null],
  ],
  member_known: [
    ['nobody of that name', [applicant], 'member_not_found', { input: {} }],
    [
      'one of another list',
      [applicant],
      'member_not_found',
      { input: {}, here: { named: named({ member: member(RESPONDENT) }) } },
    ],
    ['one of hers', [applicant], null, { input: {}, here: { named: named({ member: member(APPLICANT) }) } }],
  ],
  every_task_ended: [
    ['nothing was handled', [], 'nothing_handled'],
    ['one is open', [one.task('in_handling')], 'task_still_open'],
    ['one of two is open', [one.task('resolved'), one.task('objected', {}, uuid(99))], 'task_still_open'],
    ['all have a result', [one.task('resolved'), one.task('unresolved', {}, uuid(99))], null],
  ],
  every_obligation_ended: [
    ['something is due', [one.obligation('due')], 'obligations_open'],
    ['somebody says it was paid', [one.obligation('claimed')], 'obligations_open'],
    ['it is late', [one.obligation('breached')], 'obligations_open'],
    ['it was paid', [one.obligation('performed')], null],
    ['a lasting duty is kept', [one.obligation('due', lasting)], null],
    ['a lasting duty is said to be over', [one.obligation('claimed', lasting)], 'obligations_open'],
    [
      'it waits for what is still owed',
      [one.obligation('waiting', act(APPLICANT, RESPONDENT, { due: after(1) }), { clause: 2 })],
      'obligations_open',
    ],
    [
      'it waits for what went to court',
      [
        one.obligation('sent_to_enforcement'),
        one.obligation('waiting', act(APPLICANT, RESPONDENT, { due: after(1) }), { clause: 2 }, uuid(99)),
      ],
      null,
    ],
  ],
  ...REFERRAL_CASES,
  ...LEDGER_CASES,
  every_visit_made: [
    ['one is due', [one.visit('due')], 'visit_open'],
    ['all were made or tried', [one.visit('done'), one.visit('not_reached')], null],
  ],
  not_asked_before: [
    ['asked once', [], 'already_asked', { here: { clocks: [one.clock('T-05', applicant, { state: 'met' })] } }],
    ['never asked', [], null, { here: { clocks: [one.clock('T-06', applicant)] } }],
  ],
  lane_for_enterprise: [
    ['another door', [], null, { input: { channel: 'CH03', parties: [] } }],
    [
      'a person',
      [],
      'lane_needs_enterprise',
      { input: { channel: 'CH15', parties: [{ side: 'applicant', kind: 'person' }] } },
    ],
    [
      'the firm is on the other side',
      [],
      'lane_needs_enterprise',
      { input: { channel: 'CH15', parties: [{ side: 'respondent', kind: 'organisation', is_enterprise: true }] } },
    ],
    [
      'an organisation that is no firm',
      [],
      'lane_needs_enterprise',
      { input: { channel: 'CH15', parties: [{ side: 'applicant', kind: 'organisation' }] } },
    ],
    [
      'a firm asks',
      [],
      null,
      { input: { channel: 'CH15', parties: [{ side: 'applicant', kind: 'organisation', is_enterprise: true }] } },
    ],
  ],
  batch_is_mine: [
    ['no sheet', [], null, { input: {} }],
    ['one that is not hers or was taken back', [], 'no_such_batch', { input: { batch_id: SHEET.id, batch_line: 2 } }],
    [
      'another than was looked up',
      [],
      'no_such_batch',
      { input: { batch_id: STRANGER, batch_line: 2 }, here: { named: named({ batch: SHEET }) } },
    ],
    ['no line of it', [], 'no_such_batch', { input: { batch_id: SHEET.id }, here: { named: named({ batch: SHEET }) } }],
    ['hers', [], null, { input: { batch_id: SHEET.id, batch_line: 2 }, here: { named: named({ batch: SHEET }) } }],
  ],
  filed_within_a_day: [
    ['after 24 hours to the second', [filedAt('2026-03-01T01:00:00.000Z')], null, AT_ONE],
    ['a second later', [filedAt('2026-03-01T00:59:59.000Z')], 'batch_day_over', AT_ONE],
    ['one that came with no sheet', [one.dispute('registered')], null, AT_ONE],
  ],
  nothing_since: [
    ['as it was written down', [one.dispute('registered')], null],
    ['a step was taken on it', [{ ...one.dispute('registered'), version: 2 }], 'batch_file_moved_on'],
    [
      'a step was taken on one of its people',
      [one.dispute('registered'), { ...applicant, version: 2 }],
      'batch_file_moved_on',
    ],
    ['somebody handles it', [one.dispute('registered'), one.task('in_handling')], 'batch_file_moved_on'],
  ],
  supplement_overdue: [
    ['before its day', [], 'not_due_yet', { here: { today: '2026-03-04', clocks: [one.clock('T-05', applicant)] } }],
    ['on its last day', [], 'not_due_yet', { here: { today: '2026-03-05', clocks: [one.clock('T-05', applicant)] } }],
    ['after it', [], null, { here: { today: '2026-03-06', clocks: [one.clock('T-05', applicant)] } }],
    [
      'supplied',
      [],
      'not_due_yet',
      { here: { today: '2026-03-06', clocks: [one.clock('T-05', applicant, { state: 'met' })] } },
    ],
    ['another clock', [], 'not_due_yet', { here: { today: '2026-03-06', clocks: [one.clock('T-06', applicant)] } }],
  ],
  speaker_named: [
    ['nobody is named', [], 'speaker_not_named', { input: {} }],
    ['somebody who is not in the file', [], 'speaker_not_in_file', { input: { said_by: STRANGER } }],
    [
      'somebody who is not in this mediation',
      [one.mediation('accepted')],
      'speaker_not_in_file',
      { input: { said_by: THIRD } },
    ],
    ['one of its parties', [one.mediation('accepted')], null, { input: { said_by: RESPONDENT } }],
    [
      'a party in another’s name',
      [],
      'speaker_not_in_file',
      { input: { said_by: RESPONDENT }, here: { actor: asParty(APPLICANT) } },
    ],
    ['she says it herself', [], null, { input: {}, here: { actor: asParty(APPLICANT) } }],
  ],
  sole_applicant: [
    ['two asked', [...one.PARTIES, comer], 'other_applicants', { here: { actor: asParty(APPLICANT) } }],
    ['the other side said it', [], 'speaker_not_applicant', { input: { said_by: RESPONDENT } }],
    ['she said it', [], null, { input: { said_by: APPLICANT } }],
    ['the other one has left', [...one.PARTIES, { ...comer, status: 'left' }], null, { input: { said_by: APPLICANT } }],
  ],
  another_applicant: [
    ['the only one', [...one.PARTIES], 'last_applicant', { part: applicant }],
    ['one of two', [...one.PARTIES, comer], null, { part: applicant }],
    ['the other one has left', [...one.PARTIES, { ...comer, status: 'left' }], 'last_applicant', { part: applicant }],
    ['the other side', [...one.PARTIES], null, { part: respondent }],
  ],
  creditor_speaks: [
    [
      'a party in another’s name',
      [one.obligation('due')],
      'speaker_not_in_file',
      { input: { said_by: RESPONDENT }, here: { actor: asParty(APPLICANT) } },
    ],
    ['nobody is named', [one.obligation('due')], 'speaker_not_named', { input: {} }],
    ['the debtor says he paid', [one.obligation('due')], 'speaker_not_in_file', { input: { said_by: RESPONDENT } }],
    ['who was to be paid', [one.obligation('due')], null, { input: { said_by: APPLICANT } }],
  ],
  not_confirmed_yet: [
    ['said twice by herself', [shared()], 'confirmed_already', { here: { actor: asParty(APPLICANT) } }],
    ['written down twice', [shared()], 'confirmed_already', { input: { said_by: APPLICANT } }],
    ['the other one of them', [shared()], null, { input: { said_by: THIRD } }],
    ['she wanted hers no more', [givenUp()], 'confirmed_already', { input: { said_by: APPLICANT } }],
    ['the first word', [one.obligation('due')], null, { input: { said_by: APPLICANT } }],
  ],
  others_confirmed: [
    ['nobody of two has', [shared({})], 'others_not_confirmed'],
    ['one of two has', [shared()], null],
    ['one of two wants hers no more', [givenUp()], null],
    ['it is owed to one', [one.obligation('due')], null],
  ],
  others_unconfirmed: [
    ['it is owed to one', [one.obligation('due')], 'last_to_confirm'],
    ['the other one has', [shared()], 'last_to_confirm'],
    ['nobody of two has', [shared({})], null],
  ],
  duty_left: [
    ['nothing runs under it', [one.task('resolved')], 'nothing_left_to_do'],
    [
      'what ran is settled',
      [one.task('in_handling')],
      'nothing_left_to_do',
      { here: { clocks: [one.clock('T-85', one.task('in_handling'), { state: 'met' })] } },
    ],
    [
      'what runs is the file’s own',
      [one.task('in_handling')],
      'nothing_left_to_do',
      { here: { clocks: [one.clock('R-31', one.dispute('open'))] } },
    ],
    [
      'the task’s own duty',
      [one.task('in_handling')],
      null,
      { here: { clocks: [one.clock('T-85', one.task('in_handling'))] } },
    ],
    [
      'a return visit that came of it',
      [one.agreement('in_effect'), one.visit('due'), one.task('resolved')],
      null,
      { here: { clocks: [one.clock('T-60', one.visit('due'))] } },
    ],
  ],
  not_mine_yet: [
    ['mine already', [one.task('in_handling', { held_by: one.CLERK })], 'held_already'],
    ['a colleague’s', [one.task('in_handling', { held_by: { person_id: STRANGER, name: '' } })], null],
    ['nobody’s', [one.task('in_handling')], null],
  ],
  is_held: [
    ['nobody has it', [one.task('in_handling', { held_by: null })], 'held_by_nobody'],
    ['somebody has', [one.task('in_handling', { held_by: one.CLERK })], null],
  ],
  colleague_known: [
    ['nobody under this id', [one.task('in_handling')], 'not_a_colleague', { input: {} }],
    [
      'somebody of another unit',
      [one.task('in_handling')],
      'not_a_colleague',
      { input: {}, here: { named: named({ colleague: { ...CARD, unit_id: 9 } }) } },
    ],
    [
      'who has it already',
      [one.task('in_handling', { held_by: CARD })],
      'given_already',
      { input: {}, here: { named: named({ colleague: { ...CARD, unit_id: 1 } }) } },
    ],
    [
      'a colleague',
      [one.task('in_handling', { held_by: one.CLERK })],
      null,
      { input: {}, here: { named: named({ colleague: { ...CARD, unit_id: 1, person_id: STRANGER } }) } },
    ],
  ],
  of_its_kind: [
    ['neighbours at the doctors’ committee', [typed('M02')], 'not_of_its_kind', { here: { own_unit: trade('医疗') } }],
    ['a family at the tourism committee', [typed('M01')], 'not_of_its_kind', { here: { own_unit: trade('旅游') } }],
    ['what its rows serve', [typed('M14')], null, { here: { own_unit: trade('医疗') } }],
    ['the type is not known yet', [typed(null)], null, { here: { own_unit: trade('医疗') } }],
    ['a trade the matrix does not know', [typed('M02')], null, { here: { own_unit: trade('渔业') } }],
    ['a village’s committee takes every kind', [typed('M14')], null, { here: { own_unit: UNITS[4] } }],
    ['so does the station', [typed('M16')], null],
  ],
  debtor_speaks: [
    [
      'a party in another’s name',
      [one.obligation('due')],
      'speaker_not_in_file',
      { input: { said_by: APPLICANT }, here: { actor: asParty(RESPONDENT) } },
    ],
    ['nobody is named', [one.obligation('due')], 'speaker_not_named', { input: {} }],
    ['the creditor', [one.obligation('due')], 'speaker_not_in_file', { input: { said_by: APPLICANT } }],
    ['who has to pay', [one.obligation('due')], null, { input: { said_by: RESPONDENT } }],
  ],
  party_in_file: [
    ['a stranger', [], 'party_not_in_file', { input: { party_id: STRANGER } }],
    ['what is no party', [one.task('in_handling')], 'party_not_in_file', { input: { party_id: one.TASK } }],
    ['a party', [], null, { input: { party_id: THIRD } }],
    ['a stranger who is said to have agreed', [], 'party_not_in_file', { input: { agreed_by: [THIRD, STRANGER] } }],
    ['a stranger’s guardian', [], 'party_not_in_file', { input: { guardians: [STRANGER] } }],
  ],
  has_own_link: [
    ['a party who was only invited', [], 'no_own_link', { input: { party_id: RESPONDENT } }],
    [
      'a party who has left',
      [{ ...one.party(STRANGER, 'applicant'), status: 'left' }],
      'no_own_link',
      { input: { party_id: STRANGER }, here: { links: [linkOf(STRANGER)] } },
    ],
    ['a party with her own', [], null, { input: { party_id: APPLICANT }, here: { links: [linkOf(APPLICANT)] } }],
  ],
  name_is_no_mediator: [
    [
      'the name of who mediates',
      [one.mediation('in_session', { mediators: [{ person_id: CARD.person_id, name: CARD.name }] })],
      'mediator_is_party',
      { input: { party_id: RESPONDENT, name: CARD.name } },
    ],
    [
      'another name',
      [one.mediation('in_session', { mediators: [{ person_id: CARD.person_id, name: CARD.name }] })],
      null,
      { input: { party_id: RESPONDENT, name: '邢小山' } },
    ],
    [
      'a mediation that is over',
      [one.mediation('failed', { mediators: [{ person_id: CARD.person_id, name: CARD.name }] })],
      null,
      { input: { party_id: RESPONDENT, name: CARD.name } },
    ],
  ],
  party_in_mediation: [
    ['not one of its parties', [one.mediation('accepted')], 'party_not_in_file', { input: { party_id: THIRD } }],
    ['one of them', [one.mediation('accepted')], null, { input: { party_id: RESPONDENT } }],
  ],
  has_receiver: [
    ['no unit there', [], 'no_receiver', { here: { receiver: null } }],
    ['a unit', [], null, { here: { receiver: UNITS[0] } }],
  ],
  hand_over_named: [
    ['from a court without its paper', [], 'channel_needs_paper', { input: { channel: 'CH09' } }],
    ['from a court with it', [], null, { input: { channel: 'CH09', hand_over: {} } }],
    ['at the window', [], null, { input: { channel: 'CH03' } }],
  ],
  unit_known: [
    ['no such unit', [], 'no_such_unit', { input: {} }],
    ['a unit', [], null, { input: {}, here: { named: named({ unit: UNITS[1] }) } }],
  ],
  unit_is_other: [
    ['my own', [one.dispute('open')], 'unit_is_own', { input: {}, here: { named: named({ unit: UNITS[0] }) } }],
    [
      'one that holds a task',
      [one.task('dispatched', { unit_id: 2 }), one.dispute('open')],
      'unit_holds_task',
      { input: {}, here: { named: named({ unit: UNITS[1] }) } },
    ],
    [
      'one that held a task',
      [one.task('unresolved', { unit_id: 2 }), one.dispute('open')],
      null,
      { input: {}, here: { named: named({ unit: UNITS[1] }) } },
    ],
    [
      'its own again',
      [one.task('objected', { unit_id: 2 })],
      null,
      { input: {}, here: { named: named({ unit: UNITS[1] }) } },
    ],
  ],
  triaged: [
    ['not yet', [one.dispute('registered')], 'not_triaged'],
    ['done', [one.dispute('triaging', { triage: triaged(true) })], null],
  ],
  one_lead: [
    ['a second lead', [one.task('in_handling')], 'lead_exists', { input: { assists: false } }],
    ['help for nobody', [], 'lead_missing', { input: { assists: true } }],
    ['help for a lead', [one.task('in_handling')], null, { input: { assists: true } }],
    ['help for what helps', [one.task('in_handling', { assists: true })], 'lead_missing', { input: { assists: true } }],
    ['a lead after one that ended', [one.task('unresolved')], null, { input: { assists: false } }],
  ],
  objection_in_time: [
    late('T-04', '2026-03-06', 'objection_too_late'),
    late('T-04p', '2026-03-06', 'objection_too_late'),
    late('T-04', '2026-03-05', null),
    late('T-03', '2026-03-06', null),
  ],
  sender_decides: [
    ['returned twice', [one.task('objected', { decider: ASKED })], 'superior_decides'],
    ['returned once', [one.task('objected')], null],
    ['decided since', [one.task('objected', { decider: null })], null],
  ],
  not_decided: [
    [
      'a superior decided',
      [one.task('dispatched', { decided: { by: '枫溪县综治中心', on: '2026-03-01' } })],
      'handler_decided',
    ],
    ['nobody did', [one.task('dispatched')], null],
  ],
  task_leads: [
    ['it helps', [one.task('in_handling', { assists: true })], 'not_lead'],
    ['it leads', [one.task('in_handling')], null],
  ],
  units_known: [
    [
      'one is not in use',
      [],
      'no_such_unit',
      { input: { unit_ids: [2, 9] }, here: { named: named({ units: [UNITS[1]] }) } },
    ],
    ['both are', [], null, { input: { unit_ids: [2, 3] }, here: { named: named({ units: [UNITS[1], UNITS[2]] }) } }],
  ],
  unit_above: [
    ['two levels up', [], 'not_one_level_up', { input: {}, here: { named: named({ unit: UNITS[2] }) } }],
    ['the same level', [], 'not_one_level_up', { input: {}, here: { named: named({ unit: UNITS[4] }) } }],
    ['another town', [], 'not_one_level_up', { input: {}, here: { named: named({ unit: UNITS[3] }) } }],
    ['the town of the village', [], null, { input: {}, here: { named: named({ unit: UNITS[1] }) } }],
  ],
  unit_below: [
    ['upwards', [], 'not_one_level_down', { input: {}, here: { named: named({ unit: UNITS[1] }) } }],
    [
      'a village of another town',
      [],
      'not_one_level_down',
      { input: {}, here: { own_unit: UNITS[3], named: named({ unit: UNITS[0] }) } },
    ],
    [
      'two levels down',
      [],
      'not_one_level_down',
      { input: {}, here: { own_unit: UNITS[2], named: named({ unit: UNITS[0] }) } },
    ],
    ['a village of the town', [], null, { input: {}, here: { own_unit: UNITS[1], named: named({ unit: UNITS[0] }) } }],
  ],
  duties_on_tasks: [
    [
      'a unit that has not signed',
      [one.task('dispatched', {}, uuid(99)), one.task('coordinating')],
      'duty_without_task',
      { input: laid(uuid(99)) },
    ],
    ['what is no task', [one.task('coordinating')], 'duty_without_task', { input: laid(STRANGER) }],
    ['a day that is over', [one.task('coordinating')], 'duty_day_past', { input: laid(one.TASK, '2026-03-01') }],
    ['today', [one.task('coordinating')], null, { input: laid(one.TASK, '2026-03-02') }],
    [
      'one that helps',
      [one.task('in_handling', {}, uuid(99)), one.task('coordinating')],
      null,
      { input: laid(uuid(99)) },
    ],
  ],
  duty_open: [
    ['none was laid', [one.task('in_handling')], 'no_such_duty'],
    ['done already', [handling], 'no_such_duty', { here: { clocks: [one.clock('R-24', handling, { state: 'met' })] } }],
    [
      'another one',
      [handling],
      'no_such_duty',
      { input: { duty: STRANGER }, here: { clocks: [one.clock('R-24', handling)] } },
    ],
    ['this one', [handling], null, { input: { duty: uuid(40) }, here: { clocks: [one.clock('R-24', handling)] } }],
  ],
  chosen_by_applicants: [
    ['the other side chose', [], 'not_every_applicant_chose', { input: { chosen_by: [RESPONDENT] } }],
    ['one of two', [...one.PARTIES, comer], 'not_every_applicant_chose', { input: { chosen_by: [APPLICANT] } }],
    ['a stranger', [], 'speaker_not_in_file', { input: { chosen_by: [APPLICANT, STRANGER] } }],
    ['she', [], null, { input: { chosen_by: [APPLICANT] } }],
    [
      'the other one has left',
      [...one.PARTIES, { ...comer, status: 'left' }],
      null,
      { input: { chosen_by: [APPLICANT] } },
    ],
  ],
  dispute_open: [
    ['closed', [one.dispute('closed')], 'file_not_open'],
    ['open', [one.dispute('open')], null],
  ],
  no_other_lead: [
    ['another leads', [one.task('in_handling')], 'other_lead'],
    ['another helps', [one.task('in_handling', { assists: true })], null],
    ['none', [one.task('diverted')], null],
  ],
  not_proposed_false: [
    ['proposed', [one.dispute('open', { false_proposed: PROPOSED })], 'false_already_proposed'],
    ['rejected', [one.dispute('open', { false_proposed: null })], null],
  ],
  false_proposed: [
    ['nobody did', [one.dispute('open')], 'nothing_proposed'],
    ['proposed', [one.dispute('open', { false_proposed: PROPOSED })], null],
  ],
  another_person: [
    ['who proposed it', [one.dispute('open', { false_proposed: PROPOSED })], 'same_person'],
    [
      'who reported it',
      [one.dispute('clue')],
      'same_person',
      {
        here: {
          involvements: [{ id: uuid(41), who: { person: one.CLERK.person_id }, as_what: 'reporting', until: null }],
        },
      },
    ],
    [
      'somebody else',
      [one.dispute('open', { false_proposed: PROPOSED })],
      null,
      { here: { actor: staffAt(1, 'town_director') } },
    ],
  ],
  no_mediation_live: [
    ['one is going on', [one.mediation('in_session'), one.dispute('open')], 'mediation_running'],
    ['one is over', [one.mediation('failed'), one.dispute('open')], null],
  ],
  within_look_back: [
    ['on the 181st day', [one.dispute('closed', { closed_on: '2025-09-02' })], 'look_back_over'],
    ['on the 180th', [one.dispute('closed', { closed_on: '2025-09-03' })], null],
    [
      'closed by an older release, long ago',
      [one.dispute('closed')],
      'look_back_over',
      { here: { clocks: [one.clock('R-31', applicant, { due_on: '2025-03-05', state: 'met' })] } },
    ],
    ['closed when nobody kept it', [one.dispute('closed')], null],
  ],
  speaker_if_named: [
    ['a stranger', [], 'speaker_not_in_file', { input: { said_by: STRANGER } }],
    [
      'a party in another’s name',
      [],
      'speaker_not_in_file',
      { input: { said_by: RESPONDENT }, here: { actor: asParty(APPLICANT) } },
    ],
    ['nobody', [], null, { input: {} }],
    ['one of them', [], null, { input: { said_by: RESPONDENT } }],
  ],
  no_mediation_on_task: [
    ['one is going on', [one.mediation('in_session'), one.task('in_handling')], 'mediation_running'],
    ['one has ended', [one.mediation('failed'), one.task('in_handling')], null],
    ['one on another task', [one.mediation('in_session', { task_id: uuid(99) }), one.task('in_handling')], null],
  ],
  not_itself: [
    ['itself', [], 'file_self', { input: { file_id: one.file().id } }],
    ['another', [], null, { input: { file_id: uuid(500) } }],
  ],
  merged_here: [
    ['not here', [one.dispute('open')], 'not_merged_here', { input: { file_id: uuid(500) } }],
    [
      'here',
      [one.dispute('open', { merged_here: [{ file_id: uuid(500), short_code: '' }] })],
      null,
      { input: { file_id: uuid(500) } },
    ],
  ],
  holds_none_merged: [
    [
      'one was put in',
      [one.dispute('open', { merged_here: [{ file_id: uuid(500), short_code: '' }] })],
      'holds_merged',
    ],
    ['none', [one.dispute('open', { merged_here: [] })], null],
  ],
  comers_free: [
    ['she mediates here', withComer(one.mediation('in_session', sides(STRANGER, RESPONDENT))), 'comers_bound', letGo],
    [
      'an agreement binds her',
      withComer(one.agreement('in_effect', sides(STRANGER, RESPONDENT))),
      'comers_bound',
      letGo,
    ],
    ['her mediation failed', withComer(one.mediation('failed', sides(STRANGER, RESPONDENT))), null, letGo],
    ['others mediate', withComer(one.mediation('in_session')), null, letGo],
    ['nobody else asks here any more', [{ ...applicant, status: 'left' }, comer], 'last_applicant', letGo],
  ],
  no_agreement_in_effect: [
    ['one is in effect', [one.agreement('in_effect')], 'agreement_in_effect'],
    ['one is being signed', [one.agreement('signing')], null],
  ],
  may_be_mediated: [
    [
      'excluded',
      [one.dispute('open', { triage: triaged(false) })],
      'not_for_mediation',
      { here: { own_unit: UNITS[4] } },
    ],
    [
      'excluded, at a centre',
      [one.dispute('open', { triage: triaged(false) })],
      'not_for_mediation',
      { here: { own_unit: UNITS[1] } },
    ],
    [
      'an office with a mandate of its own',
      [one.dispute('open', { triage: triaged(false) })],
      null,
      { here: { own_unit: UNITS[5] } },
    ],
    ['allowed', [one.dispute('open', { triage: triaged(true) })], null, { here: { own_unit: UNITS[4] } }],
  ],
  two_sides: [
    ['one side', [], 'one_side_missing', { input: sides(RESPONDENT, THIRD) }],
    ['a stranger', [], 'party_has_left', { input: sides(APPLICANT, STRANGER) }],
    [
      'somebody who left',
      [applicant, { ...respondent, status: 'left' }],
      'party_has_left',
      { input: sides(APPLICANT, RESPONDENT) },
    ],
    ['both sides', [], null, { input: sides(APPLICANT, RESPONDENT) }],
    ['applicant and third', [], null, { input: sides(APPLICANT, THIRD) }],
  ],
  in_no_other_mediation: [
    [
      'one of them is in another',
      [one.mediation('seeking_consent')],
      'already_in_mediation',
      { input: sides(APPLICANT, THIRD) },
    ],
    ['the other one is over', [one.mediation('refused')], null, { input: sides(APPLICANT, THIRD) }],
  ],
  everybody_agreed: [
    ['one was only asked', [one.mediation('seeking_consent', { consents: asked })], 'not_everybody_agreed'],
    ['no part', [], 'not_everybody_agreed'],
    ['all agreed', [one.mediation('seeking_consent')], null],
    [
      'the mediation of an agreement',
      [one.mediation('in_session', { consents: asked }), one.agreement('signing')],
      'not_everybody_agreed',
    ],
  ],
  tried_enough: [
    [
      'twice on one day',
      [one.mediation('seeking_consent', { attempts: at('2026-03-02', '2026-03-02') })],
      'attempts_too_few',
      { input: { party_id: RESPONDENT } },
    ],
    [
      'for somebody else',
      [one.mediation('seeking_consent', { attempts: at('2026-03-02', '2026-03-03') })],
      'attempts_too_few',
      { input: { party_id: APPLICANT } },
    ],
    [
      'on two days',
      [one.mediation('seeking_consent', { attempts: at('2026-03-02', '2026-03-03') })],
      null,
      { input: { party_id: RESPONDENT } },
    ],
    [
      'reached the second time',
      [
        one.mediation('seeking_consent', {
          attempts: at('2026-03-02', '2026-03-03').map((it, n) => (n ? { ...it, result: 'reached' } : it)),
        }),
      ],
      'attempts_too_few',
      { input: { party_id: RESPONDENT } },
    ],
  ],
  mediators_known: [
    [
      'one is unknown',
      [],
      'not_a_mediator',
      { input: { mediators: [CARD?.person_id, STRANGER] }, here: { named: cards(CARD.person_id) } },
    ],
    ['known', [], null, { input: { mediators: [CARD?.person_id] }, here: { named: cards(CARD.person_id) } }],
  ],
  mediators_free: [
    [
      'of a party’s name',
      [one.mediation('accepted')],
      'mediator_is_party',
      { input: chosen('', APPLICANT, RESPONDENT), here: { named: cards(NAMESAKE) } },
    ],
    [
      'works for a party',
      [applicant, respondent, pool, one.mediation('accepted', sides(APPLICANT, THIRD))],
      'relation_not_waived',
      { input: chosen(), here: { named: cards(RELATED) } },
    ],
    [
      'one of two waives',
      [one.mediation('accepted')],
      'relation_not_waived',
      { input: chosen('同村', APPLICANT), here: { named: cards(CARD.person_id) } },
    ],
    [
      'all waive',
      [one.mediation('accepted')],
      null,
      { input: chosen('同村', APPLICANT, RESPONDENT), here: { named: cards(CARD.person_id) } },
    ],
    [
      'nothing between them',
      [one.mediation('accepted')],
      null,
      { input: chosen(), here: { named: cards(CARD.person_id) } },
    ],
  ],
  mediators_clear: [
    ['nothing between them', [one.mediation('in_session')], null],
    ['of a party’s name', [one.mediation('in_session', { mediators: [CALLED_AS_SHE_IS] })], 'relation_found'],
    ['works for a party who came later', [applicant, respondent, pool, related()], 'relation_found'],
    ['that party has left again', [applicant, respondent, { ...pool, status: 'left' }, related()], null],
    ['told of later', [one.mediation('in_session', { declared: [TOLD] })], 'relation_found'],
    ['all waived that very one', [one.mediation('in_session', { declared: [TOLD], ...waiving([KEY]) })], null],
    [
      'another one was waived',
      [one.mediation('in_session', { declared: [TOLD], ...waiving(['x']) })],
      'relation_found',
    ],
    [
      'a waiver does not make a party her own mediator',
      [one.mediation('in_session', { mediators: [CALLED_AS_SHE_IS], ...waiving([SAME_KEY]) })],
      'relation_found',
    ],
    [
      'the mediation of an agreement',
      [one.mediation('in_session', { declared: [TOLD] }), one.agreement('signing')],
      'relation_found',
    ],
  ],
  mediator_of_this: [
    ['another', [one.mediation('in_session')], 'not_a_mediator', { input: { person_id: STRANGER } }],
    ['she is', [one.mediation('in_session')], null, { input: { person_id: one.CLERK.person_id } }],
  ],
  not_her_relation: [
    [
      'her own',
      [
        ...one.PARTIES,
        one.mediation('in_session', {
          mediators: [{ person_id: HERSELF.person_id, name: HERSELF.name }],
          declared: [{ ...TOLD, person_id: HERSELF.person_id }],
        }),
      ],
      'own_relation',
      { here: { actor: HERSELF } },
    ],
    ['a colleague’s', [one.mediation('in_session')], null, { here: { actor: HERSELF } }],
  ],
  never_handled: [
    ['resolved', [one.task('resolved')], 'was_handled'],
    ['only looked at', [one.task('in_handling')], null],
  ],
  how_known: [
    [
      'an office cannot have clicked for her',
      [],
      'how_not_said',
      { input: { how: 'signed_in' }, here: { actor: HERSELF } },
    ],
    ['face to face', [], null, { input: { how: 'in_person' }, here: { actor: HERSELF } }],
  ],
  relation_to_waive: [
    ['nothing found', [one.mediation('in_session')], 'no_relation_open'],
    [
      'the same name cannot be waived',
      [one.mediation('in_session', { mediators: [CALLED_AS_SHE_IS] })],
      'no_relation_open',
    ],
    ['told of', [one.mediation('in_session', { declared: [TOLD] })], null],
    ['waived already', [one.mediation('in_session', { declared: [TOLD], ...waiving([KEY]) })], 'no_relation_open'],
  ],
  everybody_waives: [
    ['one of two', [one.mediation('in_session')], 'relation_not_waived', { input: { waived_by: [APPLICANT] } }],
    ['all', [one.mediation('in_session')], null, { input: { waived_by: [APPLICANT, RESPONDENT] } }],
  ],
  ended_by_one: [
    ['it failed between them', [one.mediation('failed', over(null))], 'not_ended_by_one'],
    ['one left', [one.mediation('failed', over(RESPONDENT))], null],
    [
      'they went on already',
      [one.mediation('failed', { ...over(RESPONDENT), gone_on_in: uuid(9) })],
      'gone_on_already',
    ],
  ],
  task_in_hand: [
    ['it has its result', [one.task('unresolved'), one.mediation('failed')], 'task_not_in_hand'],
    ['it is in hand', [one.task('in_handling'), one.mediation('failed')], null],
    ['only another is', [one.task('in_handling', {}, uuid(99)), one.mediation('failed')], 'task_not_in_hand'],
  ],
  without_leavers: [
    ['who left is among them', [three(over(RESPONDENT))], 'left_this_matter', { input: sides(APPLICANT, RESPONDENT) }],
    ['the others', [three(over(RESPONDENT))], null, { input: sides(APPLICANT, THIRD) }],
    [
      'who refused in another mediation of the task',
      [
        one.mediation('refused', { consents: saidAt('refused', '2026-03-01', THIRD) }, uuid(98)),
        three(over(RESPONDENT)),
      ],
      'left_this_matter',
      { input: sides(APPLICANT, THIRD) },
    ],
    [
      'who agreed again since',
      [
        one.mediation('refused', { consents: saidAt('refused', '2026-03-01', THIRD) }, uuid(98)),
        three({ ...over(RESPONDENT), consents: saidAt('agreed', '2026-03-02', THIRD) }),
      ],
      null,
      { input: sides(APPLICANT, THIRD) },
    ],
    [
      'who was never in it',
      [one.mediation('failed', over(RESPONDENT))],
      'left_this_matter',
      { input: sides(APPLICANT, THIRD) },
    ],
  ],
  limit_near: [
    ['none runs', [one.mediation('in_session')], 'no_limit_running'],
    ['it stands still', [one.mediation('in_session')], 'no_limit_running', limited('2026-03-05', { state: 'paused' })],
    ['eleven days before', [one.mediation('in_session')], 'too_early_to_extend', limited('2026-03-13')],
    ['ten days before', [one.mediation('in_session')], null, limited('2026-03-12')],
    ['on its last day', [one.mediation('in_session')], null, limited('2026-03-02')],
    ['put off once already', [one.mediation('in_session')], null, limited('2026-03-05', { rule: 'T-11e' })],
    ['after it', [one.mediation('in_session')], 'limit_is_over', limited('2026-03-01')],
  ],
  everybody_extends: [
    ['one of two', [one.mediation('in_session')], 'not_everybody_extends', { input: longer(APPLICANT) }],
    ['somebody who is no party of it', [one.mediation('in_session')], 'party_not_in_file', { input: longer(THIRD) }],
    ['all', [one.mediation('in_session')], null, { input: longer(APPLICANT, RESPONDENT) }],
  ],
  limit_passed: [
    ['none runs', [one.mediation('in_session')], 'limit_not_passed'],
    ['on its last day', [one.mediation('in_session')], 'limit_not_passed', limited('2026-03-02')],
    ['the day after', [one.mediation('in_session')], null, limited('2026-03-01')],
  ],
  joint_wished: [
    ['nothing reported', [one.dispute('open'), one.mediation('assigned')], null, { input: { mode: 'joint' } }],
    ['violence', [threatened(), one.mediation('assigned')], 'joint_not_wished', { input: { mode: 'joint' } }],
    ['on the spot', [threatened(), one.mediation('assigned')], 'joint_not_wished', { input: { mode: 'on_site' } }],
    ['on a screen', [threatened(), one.mediation('assigned')], 'joint_not_wished', { input: { mode: 'online' } }],
    ['apart', [threatened(), one.mediation('assigned')], null, { input: { mode: 'back_to_back' } }],
    [
      'she wishes it',
      [threatened(), one.mediation('assigned', wishes(RESPONDENT))],
      null,
      { input: { mode: 'joint' } },
    ],
    [
      'she said so before the danger was known',
      [threatened(), one.mediation('assigned', wishes(RESPONDENT, { at: '2026-03-01T00:00:00.000Z' }))],
      'joint_not_wished',
      { input: { mode: 'joint' } },
    ],
    [
      'she said she would not',
      [threatened(), one.mediation('assigned', wishes(RESPONDENT, { wish: false }))],
      'joint_not_wished',
      { input: { mode: 'joint' } },
    ],
    [
      'the other side wishes it',
      [threatened(), one.mediation('assigned', wishes(APPLICANT))],
      'joint_not_wished',
      { input: { mode: 'joint' } },
    ],
    [
      'a child is in danger: only one of them wishes it',
      [threatened({ kind: 'minor_abuse', endangered: [] }), one.mediation('assigned', wishes(APPLICANT))],
      'joint_not_wished',
      { input: { mode: 'joint' } },
    ],
    [
      'a crime that threatens nobody here',
      [threatened({ kind: 'crime' }), one.mediation('assigned')],
      null,
      { input: { mode: 'joint' } },
    ],
    [
      'the police were told: she is no safer at one table',
      [threatened({ told: ANSWERED }), one.mediation('assigned')],
      'joint_not_wished',
      { input: { mode: 'joint' } },
    ],
  ],
  meeting_wished: [
    ['they were to meet', [threatened(), one.mediation('notified', { meeting: meeting('joint') })], 'joint_not_wished'],
    ['they were to meet apart', [threatened(), one.mediation('notified', { meeting: meeting('back_to_back') })], null],
    [
      'she wishes it',
      [threatened(), one.mediation('notified', { meeting: meeting('joint'), ...wishes(RESPONDENT) })],
      null,
    ],
  ],
  sham_looked_into: [
    ['at once', [one.mediation('in_session')], 'sham_suspend_first', { input: { reason: 'sham_suspected' } }],
    [
      'suspended for another reason',
      [one.mediation('suspended', { suspended_for: { reason: 'illness', resumes: null } })],
      'sham_suspend_first',
      { input: { reason: 'sham_suspected' } },
    ],
    [
      'suspended for it',
      [one.mediation('suspended', { suspended_for: { reason: 'sham_suspected', resumes: null } })],
      null,
      { input: { reason: 'sham_suspected' } },
    ],
    ['for another reason', [one.mediation('in_session')], null, { input: { reason: 'too_far_apart' } }],
  ],
  seen_before: [
    ['tomorrow', [], 'occurred_in_future', { input: { seen_at: '2026-03-03T00:00:00.000Z' } }],
    ['this minute', [], null, { input: { seen_at: '2026-03-02T04:00:59.000Z' } }],
  ],
  danger_open: [
    ['none', [one.dispute('open')], 'no_danger_open'],
    ['told already', [threatened({ told: ANSWERED })], 'no_danger_open'],
    ['one', [threatened()], null],
  ],
  report_may_be_declined: [
    ['a child', [threatened({ kind: 'minor_abuse' })], 'report_mandatory'],
    ['who cannot speak for herself', [threatened({ kind: 'dependent_abuse' })], 'report_mandatory'],
    ['a child, told already', [threatened({ kind: 'minor_abuse', told: ANSWERED })], null],
    ['a threat', [threatened()], null],
  ],
  danger_answered: [
    ['neither told nor declined', [threatened()], 'danger_not_reported'],
    ['told', [threatened({ told: ANSWERED })], null],
    ['declined', [threatened({ declined: { because: '', by: '', at: '' } })], null],
    ['none', [one.dispute('open')], null],
  ],
  time_offered: [
    ['never offered', [one.mediation('accepted')], 'no_such_time', { input: { slots: [uuid(9)] } }],
    [
      'offered',
      [one.mediation('accepted', { slots: [{ id: uuid(9), at: '', place: '', ticked: [] }] })],
      null,
      { input: { slots: [uuid(9)] } },
    ],
    ['none ticked', [one.mediation('accepted')], null, { input: { slots: [] } }],
  ],
  times_ahead: [
    ['past', [], 'too_early', { input: { at: '2026-03-02T03:59:00.000Z' } }],
    [
      'one of two is past',
      [],
      'too_early',
      { input: { times: [{ at: '2026-03-03T01:00:00.000Z' }, { at: '2026-03-01T01:00:00.000Z' }] } },
    ],
    ['this very minute', [], null, { input: { at: '2026-03-02T04:00:59.000Z' } }],
    [
      'past now, ahead when it was said',
      [],
      null,
      { input: { at: '2026-03-01T02:00:00.000Z' }, here: { occurred_at: '2026-03-01T01:00:00.000Z' } },
    ],
  ],
  no_agreement_open: [
    ['a draft', [one.agreement('drafting'), one.mediation('in_session')], 'agreement_open'],
    ['one being signed', [one.agreement('signing'), one.mediation('in_session')], 'agreement_open'],
    ['a void one', [one.agreement('void'), one.mediation('in_session')], null],
    [
      'a draft of another mediation',
      [one.agreement('drafting', { mediation_id: uuid(99) }), one.mediation('in_session')],
      null,
    ],
  ],
  clauses_sound: [
    [
      'a party of no mediation',
      [one.mediation('in_session')],
      'clause_party_unknown',
      { input: terms(pay(THIRD, APPLICANT)) },
    ],
    [
      'too many duties',
      [one.mediation('in_session', sides(APPLICANT, RESPONDENT, THIRD, STRANGER))],
      'obligations_too_many',
      {
        input: terms(...TOO_MANY({ a: '', b: '', today: '2026-03-02', all: [APPLICANT, RESPONDENT, THIRD, STRANGER] })),
      },
    ],
    [
      'a surety who is no party of it',
      [one.mediation('in_session')],
      'clause_guarantor_unknown',
      { input: terms(pay(RESPONDENT, APPLICANT, { guarantors: [THIRD] })) },
    ],
    ['sound', [one.mediation('in_session')], null, { input: terms(pay(RESPONDENT, APPLICANT)) }],
  ],
  clauses_lawful: [
    [
      'a right signed away',
      [],
      'gives_up_suit',
      { input: terms(pay(RESPONDENT, APPLICANT, { what: UNLAWFUL_SENTENCES.gives_up_suit })) },
    ],
    ['lawful', [], null, { input: terms(pay(RESPONDENT, APPLICANT)) }],
  ],
  oral_allowed: [
    [
      'somebody wants it written',
      [],
      'writing_a_party_asks_for_writing',
      { input: { ...terms(pay(RESPONDENT, APPLICANT)), a_party_asks_for_writing: true } },
    ],
    [
      'later',
      [],
      'writing_not_on_the_spot',
      {
        input: { ...terms(pay(RESPONDENT, APPLICANT, { due: { kind: 'within', days: 3, working: false } })), ...oral },
      },
    ],
    ['done there and then', [], null, { input: { ...terms(pay(RESPONDENT, APPLICANT)), ...oral } }],
  ],
  after_consents: [
    [
      'before the other side had agreed',
      [one.mediation('accepted', { consents: consentsAt('2026-03-02T03:00:00.000Z') })],
      'before_consent',
      { here: { occurred_at: '2026-03-02T02:00:00.000Z' } },
    ],
    [
      'in the same minute',
      [one.mediation('accepted', { consents: consentsAt('2026-03-02T03:00:30.000Z') })],
      null,
      { here: { occurred_at: '2026-03-02T03:00:00.000Z' } },
    ],
  ],
  after_last_signature: [
    [
      'before the last signature',
      [one.agreement('signing', { signatures: [one.signedBy({ party: APPLICANT })] })],
      'before_signature',
      { here: { occurred_at: '2000-01-01T00:00:00.000Z' } },
    ],
    [
      'after it',
      [one.agreement('signing', { signatures: [one.signedBy({ party: APPLICANT })] })],
      null,
      { here: { occurred_at: '2099-01-01T00:00:00.000Z' } },
    ],
  ],
  every_party_signed: [
    ['one has not', [one.agreement('signing', { signatures: two.slice(0, 1) })], 'not_everybody_signed'],
    ['both', [one.agreement('signing', { signatures: two })], null],
  ],
  mediator_signed: [
    [
      'only the parties',
      [one.mediation('in_session'), one.agreement('signing', { signatures: two })],
      'mediator_not_signed',
    ],
    [
      'one who was replaced since',
      [one.mediation('in_session', { mediators: [] }), one.agreement('signing', { signatures: [mediates] })],
      'mediator_not_signed',
    ],
    ['the mediator', [one.mediation('in_session'), one.agreement('signing', { signatures: [mediates] })], null],
  ],
  mediation_goes_on: [
    ['suspended', [one.mediation('suspended'), one.agreement('signing')], 'mediation_suspended'],
    ['going on', [one.mediation('in_session'), one.agreement('signing')], null],
  ],
  signs_once: [
    [
      'twice',
      [one.agreement('signing', { signatures: two })],
      'already_signed',
      { input: {}, here: { actor: asParty(APPLICANT) } },
    ],
    [
      'twice, written down',
      [one.agreement('signing', { signatures: two })],
      'already_signed',
      { input: { party_id: APPLICANT } },
    ],
    ['not hers', [one.agreement('signing')], 'signer_not_in_agreement', { input: { party_id: THIRD } }],
    ['the first time', [one.agreement('signing')], null, { input: { party_id: APPLICANT } }],
  ],
  mediator_signs_once: [
    ['twice', [one.agreement('signing', { signatures: [mediates] })], 'already_signed'],
    ['after another mediator', [one.agreement('signing', { signatures: [one.signedBy({ person: STRANGER })] })], null],
  ],
  edition_read: [
    ['the one before', [one.agreement('signing')], 'terms_changed', { input: { edition: 1 } }],
    ['this one', [one.agreement('signing')], null, { input: { edition: 2 } }],
  ],
  phone_is_hers: [
    [
      'the other side gave it',
      [one.party(APPLICANT, 'applicant', { reach_from: 'other_side' })],
      'phone_from_other_side',
      { here: { actor: asParty(APPLICANT) } },
    ],
    [
      'she gave it',
      [one.party(APPLICANT, 'applicant', { reach_from: 'self' })],
      null,
      { here: { actor: asParty(APPLICANT) } },
    ],
  ],
  known_by_code: [
    ['no code given back', [], 'code_not_proved', { input: {} }],
    ['the right one', [], null, { input: {}, here: { named: named({ proved_by_code: true }) } }],
  ],
  screen_allowed: [
    ['a family matter', [one.dispute('open', { dispute_type: 'M01' })], 'paper_only'],
    ['neighbours', [one.dispute('open', { dispute_type: 'M02' })], null],
  ],
  condition_free: [
    ['the first clause is owed', [one.obligation('due'), waiting()], 'condition_waits_for_clause', { input: {} }],
    ['it is said to be paid', [one.obligation('claimed'), waiting()], 'condition_waits_for_clause', { input: {} }],
    ['it was paid', [one.obligation('performed'), waiting()], null, { input: {} }],
    ['it was waived', [one.obligation('waived'), waiting()], null, { input: {} }],
    [
      'the first clause of another agreement',
      [one.obligation('due', undefined, { agreement_id: uuid(98) }), waiting()],
      null,
      { input: {} },
    ],
  ],
  amount_known: [
    ['nobody knows how much', [one.obligation('due', open)], 'amount_not_known', { input: { amount: null } }],
    ['told now', [one.obligation('due', open)], null, { input: { amount: '10' } }],
    ['agreed', [one.obligation('due')], null, { input: { amount: null } }],
    ['no money', [one.obligation('due', act(RESPONDENT, APPLICANT))], null, { input: { amount: null } }],
  ],
  amount_open: [
    ['agreed', [one.obligation('due')], 'amount_agreed'],
    ['no money', [one.obligation('due', act(RESPONDENT, APPLICANT))], 'amount_agreed'],
    ['left open', [one.obligation('due', open)], null],
    ['found once, and found again', [one.obligation('due', open, { amount: '10' })], null],
  ],
  amount_as_agreed: [
    ['another amount', [one.obligation('due')], 'amount_agreed', { input: { amount: '99' } }],
    [
      'money for what is no payment',
      [one.obligation('due', act(RESPONDENT, APPLICANT))],
      'amount_agreed',
      { input: { amount: '99' } },
    ],
    ['the same', [one.obligation('due')], null, { input: { amount: '3000' } }],
    ['none said', [one.obligation('due')], null, { input: { amount: null } }],
    ['left open', [one.obligation('due', open)], null, { input: { amount: '99' } }],
  ],
  obligation_overdue: [
    ['due today', [one.obligation('due')], 'not_overdue'],
    ['no day', [one.obligation('due', pay(RESPONDENT, APPLICANT, { due: { kind: 'not_said' } }))], 'not_overdue'],
    ['late', [one.obligation('due', undefined, { due_on: '2026-03-01' })], null],
  ],
  claimable: [
    ['it has a day that is still to come', [one.obligation('due')], 'not_overdue'],
    ['no day was agreed', [one.obligation('due', act(RESPONDENT, APPLICANT, { due: { kind: 'not_said' } }))], null],
    ['it is late', [one.obligation('breached')], null],
  ],
  not_reminded_yet: [
    ['again', [one.obligation('due', undefined, { reminded: [-3, 0] })], 'reminded_already', { input: { days: 0 } }],
    ['the next one', [one.obligation('due', undefined, { reminded: [-3, 0] })], null, { input: { days: 3 } }],
  ],
  ...COMPLAINT_CASES,
  ...PERFORMANCE_CASES,
  ...ADVISER_CASES,
}

/** Owed to two, of whom one has said that she has hers. */
function shared(received_by: Record<string, string> = { [APPLICANT]: '2026-03-01T01:00:00.000Z' }): Part {
  return one.obligation('due', pay(RESPONDENT, APPLICANT, { creditors: [APPLICANT, THIRD] }), {
    received_by,
  })
}
/** Owed to two, of whom one has said that she wants hers no more. */
function givenUp(): Part {
  return one.obligation('due', pay(RESPONDENT, APPLICANT, { creditors: [APPLICANT, THIRD] }), {
    given_up: { [APPLICANT]: '2026-03-01T01:00:00.000Z' },
  })
}
function typed(dispute_type: string | null): Part {
  return one.dispute('registered', { dispute_type })
}
function trade(words: string): Receiver {
  return { ...UNITS[4], kind: 'trade_committee', name: `枫溪县${words}纠纷人民调解委员会` }
}
function triaged(may_be_mediated: boolean): FactsOf['dispute']['triage'] & object {
  return {
    facts: {},
    units: [],
    matrix_version: 1,
    asked_on: '2026-03-02',
    route: 'court',
    unit_id: null,
    urgent: false,
    may_be_mediated,
  }
}
function helped(ended: typeof ENDED | null): Part {
  const helper = {
    id: AGENT,
    name: '尤大嫂',
    kind: 'reads_aloud',
    agreed_by: [],
    how: 'spoken',
    at: '',
    ended,
  } as const
  return one.party(APPLICANT, 'applicant', { helpers: [{ ...helper, agreed_by: [] }] })
}
function member(party_id: string): Here['named']['member'] {
  return { id: uuid(801), party_id, number: 1, name: '', reach_id: null, amount: null, ticked: null }
}
function late(rule: string, today: string, says: RefusalCode | null): Case {
  const task = one.task('dispatched')
  return [`${rule} on ${today}`, [task], says, { here: { today, clocks: [one.clock(rule, task)] } }]
}
function withComer(part: Part): Part[] {
  return [...one.PARTIES, comer, part]
}
function waiting(): Part {
  return one.obligation('waiting', act(APPLICANT, RESPONDENT, { due: after(1, '验收合格') }), { clause: 2 }, uuid(99))
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
  const aboutInput = ALL.filter(([, , , { input }]) => input !== undefined)
  for (const [guard, what, , { parts, part, here, input }] of aboutInput) {
    const more = here ?? {}
    // Two applicants are two whatever is said.
    if (refusalOf(guard, hereWith(parts, more), input, part ?? parts.at(-1) ?? null) === 'other_applicants') continue
    const told = refusalOf(guard, hereWith(parts, more), undefined, part ?? parts.at(-1) ?? null)
    // Who stands beside nobody cannot be sent away: that is known before any name.
    if (!['signs_once', 'agent_in_force', 'helper_here', 'question_open'].includes(guard))
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
