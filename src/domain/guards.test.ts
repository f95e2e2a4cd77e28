import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { act, after, pay, TOO_MANY, terms, UNLAWFUL_SENTENCES } from '#test/terms.ts'
import { MEDIATORS, NAMESAKE, PUMP_HOUSE, RELATED, STRANGER, staffAt, UNITS, uuid } from '#test/world-of-rules.ts'
import { type FactsOf, type Part, STATUSES, type StatusOf } from './disputes/parts.ts'
import { GUARDS, type GuardName, refusalOf } from './guards.ts'
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

const linkOf = (party_id: string): Here['links'][number] => ({ id: uuid(80), party_id, purpose: 'own', until: null })

const consentsAt = (at: string): FactsOf['mediation']['consents'] => ({
  [RESPONDENT]: { answer: 'agreed', how: 'spoken', at, note: '' },
})

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
/** For each guard at least one case it refuses and one it lets through; a part is the last one where none is named. */
const CASES: Record<GuardName, readonly Case[]> = {
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
  every_visit_made: [
    ['one is due', [one.visit('due')], 'visit_open'],
    ['all were made or tried', [one.visit('done'), one.visit('not_reached')], null],
  ],
  not_asked_before: [
    ['asked once', [], 'already_asked', { here: { clocks: [one.clock('T-05', applicant, { state: 'met' })] } }],
    ['never asked', [], null, { here: { clocks: [one.clock('T-06', applicant)] } }],
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
  sole_creditor: [
    [
      'it is owed to two',
      [one.obligation('due', pay(RESPONDENT, APPLICANT, { creditors: [APPLICANT, THIRD] }))],
      'several_creditors',
    ],
    ['it is owed to one', [one.obligation('due')], null],
  ],
  not_confirmed_yet: [
    ['said twice by herself', [shared()], 'confirmed_already', { here: { actor: asParty(APPLICANT) } }],
    ['written down twice', [shared()], 'confirmed_already', { input: { said_by: APPLICANT } }],
    ['the other one of them', [shared()], null, { input: { said_by: THIRD } }],
    ['the first word', [one.obligation('due')], null, { input: { said_by: APPLICANT } }],
  ],
  others_confirmed: [
    ['nobody of two has', [shared({})], 'others_not_confirmed'],
    ['one of two has', [shared()], null],
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
}

/** Owed to two, of whom one has said that she has hers. */
function shared(received_by: Record<string, string> = { [APPLICANT]: '2026-03-01T01:00:00.000Z' }): Part {
  return one.obligation('due', pay(RESPONDENT, APPLICANT, { creditors: [APPLICANT, THIRD] }), {
    received_by,
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
    if (guard !== 'signs_once') expect(told, `${guard}: ${what}`).toBeNull()
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
