import type { FactsOf } from '#domain/disputes/parts.ts'
import type { GuardName } from '#domain/guards.ts'
import {
  APPLICANT,
  applicant,
  at,
  CARD,
  type Case,
  HERSELF,
  named,
  RESPONDENT,
  respondent,
  sides,
  THIRD,
  triaged,
} from './guard-parts.ts'
import * as one from './parts.ts'
import { MEDIATORS, NAMESAKE, PUMP_HOUSE, RELATED, STRANGER, UNITS, uuid } from './world-of-rules.ts'

const asked = { [APPLICANT]: { answer: 'asked', how: null, at: null, note: '' } } as const
const pool = one.party(THIRD, 'third', { kind: 'organisation', name: PUMP_HOUSE })
const cards = (...ids: string[]) => named({ people: MEDIATORS.filter((card) => ids.includes(card.person_id)) })
const chosen = (disclosed = '', ...waived_by: string[]) => ({ mediators: [], disclosed, waived_by })
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
const saidAt = (answer: 'agreed' | 'refused', day: string, party: string): FactsOf['mediation']['consents'] => ({
  [party]: { answer, how: 'spoken', at: `${day}T01:00:00.000Z`, note: '' },
})

export const MEDIATION_CASES = {
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
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
