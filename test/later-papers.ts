import type { FactsOf } from '#domain/disputes/parts.ts'
import type { Fullness, Made } from './paper-files.ts'
import { from, full, named, type Of, OPENING, OTHER_UNIT, seeking } from './paper-makers.ts'
import * as one from './parts.ts'
import { act, pay } from './terms.ts'
import { MEDIATORS, NOTICES, PLACE, UNITS, uuid } from './world-of-rules.ts'

const { APPLICANT, RESPONDENT } = one
const AT = '2026-03-02T02:30:00.000Z'
const [FIRST] = MEDIATORS
if (!FIRST) throw new Error('a world without mediators')

const owing = (how: Fullness, status: Parameters<typeof one.obligation>[0], more: object = {}): Of => ({
  parts: [
    one.mediation('agreed'),
    one.agreement('in_effect', { effective_on: '2026-03-02' }),
    one.obligation(
      status,
      how === 'full'
        ? pay(RESPONDENT, APPLICANT, { due: { kind: 'on', day: '2026-03-01' } })
        : act(RESPONDENT, APPLICANT, { due: { kind: 'on', day: '2026-03-01' } }),
      more,
    ),
  ],
})
const paid = (more: object = {}) => ({
  payments: [
    {
      ...{ id: uuid(90), amount: '1000', on: '2026-03-01', how: 'transfer', what: '', proof: '转账截图', by: '邢大山' },
      ...{ at: AT, state: 'claimed', ...more },
    },
  ],
})
const withRequest = (how: Fullness) =>
  seeking(how, { other_mediator: [one.request({ ...(how === 'full' ? { note: '他是对方的亲戚。' } : {}) })] })
const ORANGE: NonNullable<FactsOf['dispute']['colour']> = {
  ...{
    colour: 'orange',
    grounds: ['crowd', 'gathering'],
    words: '',
    on: '2026-02-20',
    by: '',
    reviewed_on: '2026-02-20',
  },
}
const COMPLAINTS_GO_TO = { ...UNITS[1], id: 20, kind: 'justice_office' as const, name: '柳河司法所' }

/** Papers of mediation, of what was promised, of oversight and of complaints, made as those of `office-papers.ts`. */
export const MADE_ON_THE_WAY: Readonly<Record<string, Made>> = {
  'F-09': from('F-09', 'invite', () => ({ party_id: RESPONDENT, how: 'paper' }), seeking),
  'F-13': from(
    'F-13',
    'assign_mediator',
    (how) => ({
      ...{ mediators: [FIRST.person_id], chosen_by: 'committee' },
      ...full(how, { disclosed: '和石料厂的厂长是同学。', waived_by: [APPLICANT, RESPONDENT] }),
    }),
    (how) => ({ ...seeking(how), here: named({ people: [FIRST] }) }),
  ),
  'F-14': from(
    'F-14',
    'succeed_unit',
    () => ({ succession: uuid(77), from_unit: 1, from_name: '石桥村综治工作站', unit_id: 2 }),
    () => ({ here: { ...OTHER_UNIT, actor: { kind: 'system' } } }),
  ),
  'F-14q': from(
    'F-14q',
    'ask_other_mediator',
    (how) => ({
      ...{ said_by: APPLICANT, how: 'spoken', person_id: one.CLERK.person_id },
      ...(how === 'full' ? { kind: 'recusal', ground: 'relative', note: '他是对方的亲戚。' } : { kind: 'change' }),
    }),
    seeking,
  ),
  'F-14d': from(
    'F-14d',
    'keep_mediator',
    (how) => ({
      ...{ request_id: uuid(950), why: 'no_ground', because: '查了户口，不是亲戚。' },
      ...full(how, { court: '同意不回避。' }),
    }),
    withRequest,
  ),
  'F-15s': from(
    'F-15s',
    'record_service',
    (how) => ({
      ...{ party_id: APPLICANT, notices: [NOTICES[0].id], how: 'by_hand', result: 'received' },
      ...full(how, { received_by: '苗秀禾', note: '当面念了一遍。' }),
    }),
    () => ({ here: named({ notices: [{ ...NOTICES[0], for_parties: null }] }) }),
  ),
  'F-18': from(
    'F-18',
    'suspend_mediation',
    (how) => ({ reason: 'appraisal', ...full(how, { note: '等沟的造价鉴定。', resumes: '2026-03-20' }) }),
    seeking,
  ),
  'D-13n': from(
    'D-13n',
    'refuse_mediation',
    (how) => ({ said_by: RESPONDENT, how: 'spoken', ...full(how, { reason: 'go_to_court', note: '要打官司。' }) }),
    seeking,
  ),
  'F-13w': from(
    'F-13w',
    'waive_relation',
    () => ({ waived_by: [APPLICANT, RESPONDENT], on_paper: true }),
    (how) =>
      seeking(how, {
        declared: [
          {
            person_id: one.CLERK.person_id,
            party_id: RESPONDENT,
            says: '和厂长是同学。',
            by: '周调解',
            at: AT,
          },
        ],
      }),
  ),
  'F-25': from(
    'F-25',
    'report_danger',
    (how) => ({
      ...{ kind: 'violence', what: '说要带人来砸门。', seen_at: AT },
      ...full(how, { endangered: [APPLICANT], who: '家里的老人' }),
    }),
    () => ({ here: named({ candidates: [UNITS[5]] }) }),
  ),
  'F-53': from(
    'F-53',
    'report_major',
    (how) => ({
      ...{ to: 'town', situation: '三十多人到了厂门口。', measures: '村干部在劝。' },
      ...full(how, { needs: '请水利站的人来一趟。' }),
    }),
    (how) => ({ ...full(how, { dispute: { colour: ORANGE } }), here: named({ candidates: [UNITS[1]] }) }),
  ),
  'F-71': from(
    'F-71',
    'supervise',
    () => ({ unit_id: 2, reason: '交办十天没有签收。', ask: '三日内定下谁办。' }),
    () => ({ here: OTHER_UNIT }),
  ),
  'F-72': from(
    'F-72',
    'lower_colour',
    (how) => ({ colour: how === 'full' ? 'yellow' : null, because: '沟修好了，两家不再争。' }),
    () => ({
      dispute: { colour: ORANGE },
    }),
  ),
  'F-78': from(
    'F-78',
    'open_package',
    (how) => ({
      ...{ leader: '岳镇长', leader_post: '镇长', unit_id: 2, because: '久拖不决。', plan: '先修沟，再算账。' },
      ...{ release_when: '沟修好，两家不再争。', milestones: [{ what: '沟修好', by: '2026-03-20' }] },
      ...full(how, { members: '水利站、石桥村' }),
    }),
    () => ({ here: OTHER_UNIT }),
  ),
  'F-41': from(
    'F-41',
    'complain',
    (how) => ({
      ...{
        about_file: uuid(901),
        kind: 'mediator_conduct',
        conducts: ['partial'],
        what: '只听一边的。',
        said_by: APPLICANT,
      },
      ...full(how, { whom: '赵村综治工作站负责人' }),
    }),
    () => ({
      here: {
        ...OPENING,
        ...named({
          complained: {
            ...{ file_id: uuid(901), short_code: 'WXYZ-2345', place_code: PLACE, over: false },
            ...{ unit: { id: 1, name: '石桥村综治工作站' }, unit_ids: [1], candidates: [COMPLAINTS_GO_TO] },
            ...{ mediators: [], parties: [{ id: APPLICANT, name: '苗秀禾' }] },
          },
        }),
      },
    }),
  ),
  'F-42': from(
    'F-42',
    'answer_complaint',
    (how) => ({
      ...{ finding: 'upheld', found: '问了在场的人，那天没有让她把话说完。' },
      measures: how === 'full' ? ['criticised', 'put_right'] : ['put_right'],
    }),
    () => ({ parts: [one.complaint('examining')] }),
  ),
  'F-43': from(
    'F-43',
    'answer_complaint',
    (how) => ({
      ...{ finding: 'upheld', found: '问了在场的人，那天没有让她把话说完。' },
      measures: how === 'full' ? ['criticised', 'put_right'] : ['put_right'],
    }),
    () => ({ parts: [one.complaint('examining')] }),
  ),
  'F-44': from(
    'F-44',
    'withdraw_complaint',
    () => ({}),
    () => ({ parts: [one.complaint('received')] }),
  ),
  'D-08c': from(
    'D-08c',
    'agree_change',
    () => ({ said_by: APPLICANT, how: 'in_person', proposal_id: uuid(9) }),
    (how) =>
      owing(how, 'due', {
        proposal: {
          ...{ id: uuid(9), party_id: RESPONDENT, by: '邢大山', at: AT, why: '石料没有卖出去。', due_on: null },
          amount: null,
          ...(how === 'full'
            ? {
                instalments: [
                  { due_on: '2026-05-01', amount: '1500' },
                  { due_on: '2026-06-01', amount: '1500' },
                ],
              }
            : { due_on: '2026-05-01', instalments: [] }),
        },
      }),
  ),
  'D-10': from(
    'D-10',
    'confirm_payment',
    () => ({ said_by: APPLICANT, payment_id: uuid(90) }),
    (how) => owing('full', 'due', paid(how === 'full' ? {} : { how: 'cash', proof: '' })),
  ),
  'F-27c': from(
    'F-27c',
    'check_payment',
    (how) => ({
      ...{ debtor_says: '给了一千元现金。', creditor_says: '没有收到。' },
      ...(how === 'full' ? { papers_seen: '转账截图一张', result: 'still_differ' } : { result: 'now_agree' }),
    }),
    (how) => owing(how, 'due'),
  ),
  'D-19': from(
    'D-19',
    'urge',
    () => ({ how: 'phone', answer: '说下月付。' }),
    (how) => owing(how, 'breached'),
  ),
  'D-19n': from(
    'D-19n',
    'breach',
    () => ({}),
    (how) => owing(how, 'due'),
  ),
  'F-28': from(
    'F-28',
    'send_to_enforcement',
    (how) => full(how, { confirmed_by_court: true, skipped_because: '他说不再付了。' }),
    (how) => owing(how, 'breached'),
  ),
}
