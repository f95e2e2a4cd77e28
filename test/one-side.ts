import type { Part } from '#domain/disputes/parts.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import * as one from './parts.ts'
import { RESPONDENT, THIRD } from './parts.ts'
import { uuid } from './world-of-rules.ts'

type Case = [what: string, parts: readonly Part[], says: RefusalCode | null, of?: { input?: unknown; part?: Part }]

const [applicant, respondent] = one.PARTIES
const agent = (name: string, ended: { at: string; by: string; note: string } | null = null) => ({
  ...{ id: uuid(700), name, kind: 'lawyer' as const, powers: ['settle' as const, 'take_part' as const] },
  ...{ paper: { number: '', on: '2026-01-04' }, until: null, reach_id: null, ended },
})
const helper = (name: string) => ({
  ...{ id: uuid(701), name, kind: 'cadre' as const, agreed_by: [RESPONDENT], how: 'spoken' as const },
  ...{ at: '2026-01-04T01:00:00.000Z', ended: null },
})
const theirs = one.party(RESPONDENT, 'respondent', {
  name: '邢大山',
  agents: [agent('毛律师')],
  helpers: [helper('任家叔')],
  representatives: [{ name: '尤代表', paper: '推选书', reach_id: null }],
  speaks: '翟经理',
})
const into = [applicant, theirs, one.dispute('open')]
const comes = (reporter: object) => ({ input: { reporters: [{ side: 'applicant', name: '后来香', ...reporter }] } })
const side = { side: 'applicant' }

/** Whoever joins, is renamed or comes over is asked as whoever is named beside a party is. */
export const ON_ONE_SIDE: readonly Case[] = [
  ['who speaks for the other side', [theirs, applicant], 'person_not_free', { input: { name: '翟经理' } }],
  ['a representative of the other side', [theirs, applicant], 'person_not_free', { input: { name: '尤代表' } }],
  ['who helps the other side', [theirs, applicant], 'person_not_free', { input: { name: '任家叔' } }],
  ['a helper of both sides', [theirs, applicant], null, { input: { name: '任家叔', agreed_by: [RESPONDENT] } }],
  [
    'a helper who acts for the other side',
    [theirs, applicant],
    'person_not_free',
    { input: { name: '毛律师', agreed_by: [RESPONDENT] } },
  ],
  [
    'one of several who speak for a group',
    [theirs, applicant],
    'person_not_free',
    { input: { representatives: [{ name: '宋春生' }, { name: '邢大山' }] } },
  ],
  ['a party who acts for the other side', into, 'person_not_free', { input: { ...side, name: '毛律师' } }],
  ['a party who helps the other side', into, 'person_not_free', { input: { ...side, name: '任家叔' } }],
  ['a party of the same name as the other side', into, null, { input: { ...side, name: '邢大山' } }],
  [
    'a party with who speaks for both',
    into,
    'person_not_free',
    { input: { ...side, name: '新来的', speaks: '翟经理' } },
  ],
  ['a party on the side of her agent', into, null, { input: { side: 'respondent', name: '毛律师' } }],
  [
    'renamed as who acts for the other side',
    into,
    'person_not_free',
    { input: { party_id: applicant.id, name: '毛律师' } },
  ],
  ['another phone alone', into, null, { input: { party_id: applicant.id } }],
  ['renamed as herself', into, null, { input: { party_id: applicant.id, name: '苗秀禾（东头）' } }],
  ['who comes over with the other side’s agent', into, 'person_not_free', comes({ agents: [agent('毛律师')] })],
  [
    'who comes over with an agent that was',
    into,
    null,
    comes({ agents: [agent('毛律师', { at: '2026-02-01T00:00:00.000Z', by: '', note: '' })] }),
  ],
  [
    'who comes over with her guardian on the other side',
    into,
    'person_not_free',
    comes({ guardian: { name: '邢大山' } }),
  ],
  ['who comes over and acts for the other side', into, 'person_not_free', comes({ name: '毛律师' })],
  [
    'who comes over with the mediator',
    [...into.slice(0, 2), one.mediation('in_session'), one.dispute('open')],
    'person_not_free',
    comes({ helpers: [{ name: one.CLERK.name, ended: null }] }),
  ],
  ['who comes over alone', [respondent, one.party(THIRD, 'third'), one.dispute('open')], null, comes({})],
]
