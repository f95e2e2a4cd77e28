import type { FactsOf, Part } from '#domain/disputes/parts.ts'
import type { GuardName } from '#domain/guards.ts'
import type { Agent } from '#domain/identity/beside.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { Here } from '#domain/step.ts'
import { NOTHING_NAMED } from '#domain/step.ts'
import * as one from './parts.ts'
import { APPLICANT, RESPONDENT } from './parts.ts'
import { JUDGE, NAMES, NOTICES, PUMP_HOUSE, ROOMS, STRANGER, UNITS, uuid } from './world-of-rules.ts'

type Case = [
  what: string,
  parts: readonly Part[],
  says: RefusalCode | null,
  of?: { input?: unknown; part?: Part; here?: Partial<Here> },
]
type Meeting = NonNullable<FactsOf['mediation']['meeting']>
/** It is noon of 2 March there. */
const NOON = '2026-03-02T04:00:00.000Z'
const meets = (more: Partial<Meeting> = {}, rest: Partial<FactsOf['mediation']> = {}) =>
  one.mediation('notified', {
    meeting: { at: '2026-03-03T01:00:00.000Z', place: '', mode: 'joint', told_on: '2026-03-01', ...more },
    ...rest,
  })
const [free, taken] = ROOMS
const room = (named: Here['named']['room'], at = '2026-03-03T01:00:00.000Z') => ({
  input: { at, minutes: 60, room_id: 1 },
  here: { named: { ...NOTHING_NAMED, room: named } },
})
const traffic = { own_unit: { ...UNITS[5], kind: 'traffic_police' as const }, occurred_at: NOON }
const asks = (at: string, kind: 'peoples' | 'administrative' = 'administrative') => ({
  input: { at },
  part: one.mediation('assigned', { kind }),
  here: traffic,
})

const comes = (found: Here['named']['guests'], as_what = 'judge') => ({
  input: { guests: [{ name: JUDGE.name, as_what, person_id: JUDGE.person_id }] },
  here: { named: { ...NOTHING_NAMED, guests: found } },
})
const JUDGE_MEDIATES = one.mediation('assigned', { mediators: [{ person_id: JUDGE.person_id, name: JUDGE.name }] })

const LETTER: Agent = {
  id: uuid(800),
  name: '毛律师',
  kind: 'lawyer',
  powers: ['receive_papers'],
  paper: { number: '1', on: '2026-03-01' },
  until: null,
  reach_id: null,
  ended: null,
}
const [hers, , theirs] = NOTICES
const named = (for_parties: string[] | null) => ({
  named: { ...NOTHING_NAMED, notices: [{ ...hers, for_parties }] },
})
const given = (more: object = {}) => ({
  party_id: APPLICANT,
  notices: [hers.id],
  how: 'by_hand',
  result: 'received',
  ...more,
})
const withAgent = (more: Partial<Agent>): Part[] => [
  one.party(APPLICANT, 'applicant', { agents: [{ ...LETTER, ...more }] }),
]
const byAgent = { input: given({ how: 'agent', by_agent: LETTER.id }) }
const threatened = one.dispute('open', {
  dangers: [
    {
      id: uuid(60),
      kind: 'violence',
      what: '',
      seen_at: '',
      at: NOON,
      by: '',
      endangered: [RESPONDENT],
      who: '',
      told: null,
      declined: null,
    },
  ],
})

/** For each guard of appointments and of service at least one case it refuses and one it lets through. */
export const APPOINTMENT_CASES = {
  room_free: [
    ['no room is asked for', [meets()], null, { input: { at: NOON, room_id: null } }],
    ['there is no such room', [meets()], 'no_such_room', room(null)],
    ['it is free', [meets()], null, room(free)],
    ['somebody has it then', [meets()], 'room_taken', room(taken)],
    ['it is written down after the talk', [meets()], null, room(taken, '2026-03-01T01:00:00.000Z')],
  ],
  notice_in_time: [
    ['the day after tomorrow', [], 'notice_three_days', asks('2026-03-04T01:00:00.000Z')],
    ['in three working days', [], null, asks('2026-03-05T01:00:00.000Z')],
    // Told on Monday 2 March for the Thursday: three working days; on a Friday for the Monday there is only one between.
    [
      'three days on, over a weekend',
      [],
      'notice_three_days',
      {
        ...asks('2026-03-09T01:00:00.000Z'),
        here: {
          ...traffic,
          now: '2026-03-06T04:00:00.000Z',
          occurred_at: '2026-03-06T04:00:00.000Z',
          today: '2026-03-06',
        },
      },
    ],
    ['people’s mediation', [], null, asks('2026-03-03T01:00:00.000Z', 'peoples')],
    ['another office', [], null, { ...asks('2026-03-03T01:00:00.000Z'), here: { ...traffic, own_unit: UNITS[5] } }],
  ],
  guests_in_office: [
    ['nobody comes', [meets()], null, { input: { guests: [] } }],
    ['a name alone', [meets()], null, { input: { guests: [{ name: '庭长', as_what: 'judge' }] } }],
    ['a judge with a post of the court', [meets()], null, comes([JUDGE])],
    ['her post has ended', [meets()], 'guest_not_in_office', comes([])],
    ['a judge as an expert', [meets()], 'guest_not_in_office', comes([JUDGE], 'expert')],
    ['a judge as a relative', [meets()], 'guest_not_in_office', comes([JUDGE], 'relative')],
    [
      'a policeman as a judge',
      [meets()],
      'guest_not_in_office',
      comes([{ ...JUDGE, role: 'police_officer', unit_kind: 'police_station' }]),
    ],
  ],
  guests_apart: [
    ['a judge nobody knows', [...one.PARTIES, meets()], null, { ...comes([JUDGE]), part: meets() }],
    ['she mediates here', [...one.PARTIES], 'guest_mediates', { ...comes([JUDGE]), part: JUDGE_MEDIATES }],
    [
      'she has the name of a party',
      [...one.PARTIES],
      'guest_related',
      { ...comes([{ ...JUDGE, name: NAMES[0] }]), part: meets() },
    ],
    [
      'she works for a party',
      [one.party(APPLICANT, 'applicant', { kind: 'organisation', name: PUMP_HOUSE })],
      'guest_related',
      { ...comes([{ ...JUDGE, unit_name: PUMP_HOUSE }]), part: meets() },
    ],
  ],
  absent_in_mediation: [
    ['one of them', [meets()], null, { input: { absent: [RESPONDENT] } }],
    ['somebody else', [meets()], 'party_not_in_file', { input: { absent: [RESPONDENT, STRANGER] } }],
  ],
  meeting_begun: [
    ['it is tomorrow', [meets()], 'meeting_not_yet'],
    ['it was this morning', [meets({ at: '2026-03-02T01:00:00.000Z' })], null],
    [
      'it was this morning, and that is said to have been known before',
      [meets({ at: '2026-03-02T01:00:00.000Z' })],
      'meeting_not_yet',
      { here: { occurred_at: '2026-03-01T04:00:00.000Z' } },
    ],
    ['nothing was arranged', [one.mediation('notified')], 'meeting_not_yet'],
  ],
  session_reminder_due: [
    ['it is tomorrow', [meets()], null],
    ['it is the day after', [meets({ at: '2026-03-04T01:00:00.000Z' })], 'reminded_of_meeting'],
    ['it was told today', [meets({ told_on: '2026-03-02' })], 'reminded_of_meeting'],
    ['they were reminded', [meets({ reminded_on: '2026-03-02' })], 'reminded_of_meeting'],
    ['it is over', [meets({ at: '2026-03-02T01:00:00.000Z' })], 'reminded_of_meeting'],
    ['it is this afternoon', [meets({ at: '2026-03-02T07:00:00.000Z' })], null],
    ['it was called off', [one.mediation('assigned', { meeting: null })], 'reminded_of_meeting'],
  ],
  notice_for_her: [
    ['it is for her', [one.PARTIES[0]], null, { input: given(), here: named([APPLICANT]) }],
    ['it is for whoever asked', [one.PARTIES[0]], null, { input: given(), here: named(null) }],
    ['it is for the other side', [one.PARTIES[0]], 'no_such_notice', { input: given(), here: named([RESPONDENT]) }],
    [
      'it is for whoever asked, and she did not',
      [one.PARTIES[1]],
      'no_such_notice',
      { input: given({ party_id: RESPONDENT }), here: named(null) },
    ],
    ['there is none', [one.PARTIES[0]], 'no_such_notice', { input: given({ notices: [theirs.id] }) }],
  ],
  service_lawful: [
    ['by hand', [], null, { input: given(), here: { own_unit: UNITS[4] } }],
    [
      'a committee leaves it there',
      [],
      'service_not_lawful',
      { input: given({ how: 'left' }), here: { own_unit: UNITS[4] } },
    ],
    [
      'a centre posts it up',
      [],
      'service_not_lawful',
      { input: given({ how: 'posted_up' }), here: { own_unit: UNITS[1] } },
    ],
    [
      'a village’s station leaves it there',
      [],
      'service_not_lawful',
      { input: given({ how: 'left' }), here: { own_unit: UNITS[0] } },
    ],
    ['the police do', [], null, { input: given({ how: 'left' }), here: { own_unit: UNITS[5] } }],
  ],
  agent_may_receive: [
    ['she takes it herself', [one.PARTIES[0]], null, { input: given() }],
    ['his letter says so', withAgent({}), null, byAgent],
    ['his letter says another thing', withAgent({ powers: ['take_part'] }), 'agent_may_not_receive', byAgent],
    ['his letter has run out', withAgent({ until: '2026-03-01' }), 'agent_may_not_receive', byAgent],
    ['he is nobody’s', [one.PARTIES[0]], 'agent_may_not_receive', byAgent],
  ],
  household_safe: [
    ['nobody is in danger', [one.dispute('open')], null, { input: given({ how: 'household' }) }],
    ['somebody may be', [threatened], 'household_not_safe', { input: given({ how: 'household' }) }],
    ['to herself', [threatened], null, { input: given() }],
  ],
  result_fits: [
    ['handed over', [], null, { input: given() }],
    ['posted', [], null, { input: given({ how: 'post', result: 'sent' }) }],
    ['handed over and on its way', [], 'result_not_by_this', { input: given({ result: 'sent' }) }],
    ['handed over and left there', [], 'result_not_by_this', { input: given({ result: 'left_there' }) }],
    ['left there and received', [], 'result_not_by_this', { input: given({ how: 'left' }) }],
    ['left there', [], null, { input: given({ how: 'left', result: 'left_there' }) }],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
