import type { FactsOf, Part } from '#domain/disputes/parts.ts'
import type { GuardName } from '#domain/guards.ts'
import type { Agent, Power } from '#domain/identity/beside.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { Actor, Here } from '#domain/step.ts'
import { APPLICANT, applicant, asParty, type Case, named, RESPONDENT, respondent, THIRD, two } from './guard-parts.ts'
import { ON_ONE_SIDE } from './one-side.ts'
import * as one from './parts.ts'
import { uuid } from './world-of-rules.ts'

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
/** He acts by a link of his own. */
const asAgent = { input: {}, here: { actor: { ...asParty(APPLICANT), agent_id: AGENT } as Actor } }
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
  ['he comes by his own link', withAgent(agent(which, 'take_part', 'settle')), null, asAgent],
  ['his own link, another power', withAgent(agent('receive_papers')), says, asAgent],
  [
    'his own link, run out yesterday',
    withAgent({ ...agent(which), until: '2026-03-01' }),
    'agent_not_in_force',
    asAgent,
  ],
  ['his own link, not of hers', [one.party(APPLICANT, 'applicant'), respondent], 'agent_not_in_force', asAgent],
  ['his own link, before anything is said', withAgent(agent('receive_papers')), says, { here: asAgent.here }],
  [
    'his own link, and he names an agent',
    withAgent(agent(which, 'take_part', 'settle')),
    'agent_not_in_force',
    { ...asAgent, input: { by_agent: AGENT } },
  ],
  [
    'his own link, of what happened before he was given it',
    withAgent({ ...agent(which, 'take_part', 'settle'), paper: { number: '1', on: '2026-03-02' } }),
    'agent_not_in_force',
    { ...asAgent, here: { ...asAgent.here, occurred_at: '2026-03-01T01:00:00.000Z' } },
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

export const BESIDE_CASES = {
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
  not_by_agent_where_personal: [
    ['she signs herself', [one.agreement('signing', { identity_relation: true })], null, { input: {} }],
    [
      'he signs for her what is hers alone',
      [one.agreement('signing', { identity_relation: true })],
      'agent_not_for_identity',
      byAgent,
    ],
    [
      'he comes by his own link',
      [one.agreement('signing', { identity_relation: true })],
      'agent_not_for_identity',
      asAgent,
    ],
    ['about money alone', [one.agreement('signing')], null, asAgent],
  ],
  agent_has_phone: [
    ['she signs herself', withAgent(agent()), null, { here: { actor: asParty(APPLICANT) } }],
    ['no phone of his is known', withAgent(agent()), 'agent_without_phone', asAgent],
    ['his phone is known', withAgent({ ...agent(), reach_id: uuid(72) }), null, asAgent],
  ],
  agency_holds: [
    ['there is none', [applicant], 'agent_not_in_force', { input: { agent_id: AGENT } }],
    ['there is none to be offered', [applicant], 'agent_not_in_force'],
    ['he is hers', withAgent(agent()).slice(0, 1), null, { input: { agent_id: AGENT } }],
    ['another is asked for', withAgent(agent()).slice(0, 1), 'agent_not_in_force', { input: { agent_id: uuid(801) } }],
    [
      'it ran out',
      withAgent({ ...agent(), until: '2026-03-01' }).slice(0, 1),
      'agent_not_in_force',
      { input: { agent_id: AGENT } },
    ],
    [
      'it was taken back',
      withAgent({ ...agent(), ended: ENDED }).slice(0, 1),
      'agent_not_in_force',
      { input: { agent_id: AGENT } },
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
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
