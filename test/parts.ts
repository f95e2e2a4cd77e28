import type { Clause } from '#domain/agreements/clauses.ts'
import { obligationsOf } from '#domain/agreements/due.ts'
import { calendar } from '#domain/clocks/calendar-data.ts'
import type { Clock, FactsOf, File, MediatorRequest, Part, StatusOf } from '#domain/disputes/parts.ts'
import type { EvidenceFile } from '#domain/evidence/facts.ts'
import type { Actor, Here } from '#domain/step.ts'
import { pay } from './terms.ts'
import { Walk } from './walk.ts'
import { PLACE, staffAt, uuid } from './world-of-rules.ts'

/** Parts of one invented file, for tables of cases: each function takes what its case is about and leaves the rest quiet. */
export const [DISPUTE, TASK, MEDIATION, AGREEMENT, OBLIGATION, VISIT] = [1, 2, 3, 4, 5, 6].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
export const COMPLAINT = uuid(7)
export const [APPLICANT, RESPONDENT, THIRD] = [11, 12, 13].map(uuid) as [string, string, string]
export const CLERK = staffAt(0, 'village_director')

export const file = (responsible_unit = 1): File => ({
  id: uuid(10),
  kind: 'dispute',
  code: '',
  short_code: 'ABCD-EFGH',
  place_code: PLACE,
  responsible_unit,
  received_at: '2026-01-05T01:00:00.000Z',
})
export const party = (
  id: string,
  side: FactsOf['party']['side'],
  more: Partial<FactsOf['party']> = {},
): Part<'party'> => ({
  part: 'party',
  id,
  status: 'present',
  version: 1,
  facts: { side, name: `${side}`, reach_id: uuid(70), identity_paper: null, identity_id: null, ...more },
})
export const PARTIES = [
  party(APPLICANT, 'applicant', { name: '苗秀禾' }),
  party(RESPONDENT, 'respondent', { name: '邢大山' }),
  party(THIRD, 'third', { name: '宋春生' }),
] as const
export const dispute = (status: StatusOf<'dispute'>, more: Partial<FactsOf['dispute']> = {}): Part<'dispute'> => ({
  part: 'dispute',
  id: DISPUTE,
  status,
  version: 1,
  facts: { channel: 'CH04', other_side: '', where_text: '', what_happened: '', wish: '', ...more },
})
export const task = (status: StatusOf<'task'>, more: Partial<FactsOf['task']> = {}, id = TASK): Part<'task'> => ({
  part: 'task',
  id,
  status,
  version: 1,
  facts: { unit_id: 1, ...more },
})
const agreed = { answer: 'agreed', how: 'spoken', at: null, note: '' } as const
export const mediation = (
  status: StatusOf<'mediation'>,
  more: Partial<FactsOf['mediation']> = {},
  id = MEDIATION,
): Part<'mediation'> => ({
  part: 'mediation',
  id,
  status,
  version: 1,
  facts: {
    task_id: TASK,
    unit_id: 1,
    kind: 'peoples',
    in_name_of: '石桥村人民调解委员会',
    matter: '修沟的费用',
    parties: [APPLICANT, RESPONDENT],
    consents: { [APPLICANT]: agreed, [RESPONDENT]: agreed },
    attempts: [],
    invitations: {},
    mediators: [{ person_id: CLERK.person_id, name: CLERK.name }],
    slots: [],
    sessions: [],
    ...more,
  },
})
export const request = (more: Partial<MediatorRequest> = {}): MediatorRequest => ({
  id: uuid(950),
  party_id: APPLICANT,
  how: 'spoken',
  kind: 'change',
  person_id: CLERK.person_id,
  name: CLERK.name,
  ground: null,
  note: '',
  at: '2026-03-01T01:00:00.000Z',
  answered: null,
  ...more,
})
export const agreement = (
  status: StatusOf<'agreement'>,
  more: Partial<FactsOf['agreement']> = {},
): Part<'agreement'> => ({
  part: 'agreement',
  id: AGREEMENT,
  status,
  version: 1,
  facts: {
    mediation_id: MEDIATION,
    task_id: TASK,
    unit_id: 1,
    form: 'written',
    edition: 2,
    parties: [APPLICANT, RESPONDENT],
    dispute_facts: '水沟被占。',
    clauses: [pay(RESPONDENT, APPLICANT)],
    undertakings: [],
    outside_facts: [],
    warnings: [],
    signatures: [],
    ...more,
  },
})
export const signedBy = (who: { party: string } | { person: string }): FactsOf['agreement']['signatures'][number] => ({
  who,
  name: '',
  how: 'on_paper',
  known_by: 'identity_paper',
  at: '2026-03-02T01:00:00.000Z',
})
/** The first obligation a clause makes. */
export const obligation = (
  status: StatusOf<'obligation'>,
  clause: Clause = pay(RESPONDENT, APPLICANT),
  more: Partial<FactsOf['obligation']> = {},
  id = OBLIGATION,
): Part<'obligation'> => {
  const [owed] = obligationsOf([clause], '2026-03-02', calendar)
  if (!owed) throw new Error('a clause that owes nothing')
  return {
    part: 'obligation',
    id,
    status,
    version: 1,
    facts: { ...owed, agreement_id: AGREEMENT, unit_id: 1, ...more },
  }
}
export const visit = (status: StatusOf<'visit'>, more: Partial<FactsOf['visit']> = {}): Part<'visit'> => ({
  part: 'visit',
  id: VISIT,
  status,
  version: 1,
  facts: { agreement_id: AGREEMENT, unit_id: 1, round: 1, due_on: '2026-04-01', ...more },
})
export const complaint = (
  status: StatusOf<'complaint'>,
  more: Partial<FactsOf['complaint']> = {},
): Part<'complaint'> => ({
  part: 'complaint',
  id: COMPLAINT,
  status,
  version: 1,
  facts: {
    kind: 'mediator_conduct',
    conducts: ['partial'],
    whom: '',
    what: '只听一边的。',
    about_file: uuid(901),
    about_code: 'WXYZ-2345',
    about_unit: '石桥村综治工作站',
    unit_id: 2,
    examined_because: '由上级综治中心查',
    by_party: APPLICANT,
    by_name: '苗秀禾',
    mediators: [],
    ...more,
  },
})
export const REFERRAL = uuid(7)
export const referral = (status: StatusOf<'referral'>, more: Partial<FactsOf['referral']> = {}): Part<'referral'> => ({
  part: 'referral',
  id: REFERRAL,
  status,
  version: 1,
  facts: {
    kind: 'legal_aid',
    task_id: TASK,
    to_unit: null,
    involvement: null,
    to: '县法律援助中心',
    to_reach: '',
    why: '请不起律师。',
    for_party: APPLICANT,
    agreed_by: [APPLICANT],
    by: '',
    on: '2026-03-01',
    ...more,
  },
})
export const SUPERVISION = uuid(8)
export const supervision = (
  status: StatusOf<'supervision'>,
  more: Partial<FactsOf['supervision']> = {},
): Part<'supervision'> => ({
  part: 'supervision',
  id: SUPERVISION,
  status,
  version: 1,
  facts: {
    ...{
      unit_id: 1,
      unit_name: '石桥村综治工作站',
      by_unit: 2,
      by_unit_name: '柳河镇综治中心',
      by: '',
      on: '2026-03-01',
    },
    ...{ duty: null, reason: '来回退单。', ask: '三日内定下谁办。', answers: [], sent_back: [] },
    ...more,
  },
})
export const PACKAGE = uuid(9)
export const pack = (status: StatusOf<'package'>, more: Partial<FactsOf['package']> = {}): Part<'package'> => ({
  part: 'package',
  id: PACKAGE,
  status,
  version: 1,
  facts: {
    ...{ unit_id: 1, unit_name: '石桥村综治工作站', involvement: uuid(78), by_unit: 2, by_unit_name: '柳河镇综治中心' },
    ...{ leader: '岳镇长', leader_post: '镇长', members: '', because: '久拖不决。', plan: '先修沟，再算账。' },
    ...{ release_when: '沟修好，两家不再争。', milestones: [], log: [], on: '2026-03-01', by: '' },
    ...more,
  },
})
export const EVIDENCE = uuid(14)
export const evidenceFile = (): EvidenceFile => ({
  upload_id: uuid(80),
  ...{ name: '借条.jpg', kind: 'jpeg', size: 1_000, sha256: 'a'.repeat(64), pages: 1, previews: 1, no_preview: null },
})
export const evidence = (status: StatusOf<'evidence'>, more: Partial<FactsOf['evidence']> = {}): Part<'evidence'> => ({
  part: 'evidence',
  id: EVIDENCE,
  status,
  version: 1,
  facts: {
    ...{ number: 1, what: '借条', source: '本人保存的', proves: '借了三千元', form: 'original', pages: 1, copies: 1 },
    ...{ provider: APPLICANT, by: '', by_party: false, by_person: null, at: '2026-03-02T01:00:00.000Z' },
    ...{ in_confidence: false, file: null, checked: null, shown: [], returned: null, ended: null },
    ...more,
  },
})
export const clock = (rule: string, on: Part, more: Partial<Clock> = {}): Clock => ({
  id: uuid(40),
  part: on.part,
  part_id: on.id,
  rule,
  rule_version: 1,
  calendar_version: calendar.version,
  owes: { unit: 1 },
  act: '',
  start_event: 1,
  started_on: '2026-03-02',
  due_on: '2026-03-05',
  due_at: null,
  state: 'running',
  paused_on: null,
  paused_days: 0,
  settled_event: null,
  ...more,
})

/** What a decision sees of a file with these parts, three parties in it, on a Monday in March. */
export const hereWith = (parts: readonly Part[], more: Partial<Here> = {}, actor: Actor = CLERK): Here => {
  const now = '2026-03-02T04:00:00.000Z'
  const seen = new Walk().hereFor(actor, { ids: 420 })
  const people = parts.some((part) => part.part === 'party') ? [] : PARTIES
  return {
    ...seen,
    file: file(),
    opening: null,
    now,
    occurred_at: now,
    today: '2026-03-02',
    parts: [...people, ...parts],
    ...more,
  }
}
export const asParty = (party_id: string): Actor => ({ kind: 'party', party_id, name: '' })
