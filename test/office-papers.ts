import { MADE_ON_THE_WAY } from './later-papers.ts'
import type { Made } from './paper-files.ts'
import { from, full, named, OPENING, OTHER_UNIT, seeking } from './paper-makers.ts'
import * as one from './parts.ts'
import { PLACE, UNITS, uuid } from './world-of-rules.ts'

const { APPLICANT } = one
const AT = '2026-03-02T02:30:00.000Z'

/** Papers of the offices: receipts, slips, notices. Each from a file in which everything, and next to nothing, was said. */
export const MADE_BY_OFFICES: Readonly<Record<string, Made>> = {
  'D-02r': from(
    'D-02r',
    'register',
    () => ({
      ...{ your_name: '苗秀禾', reach: '10012345678', other_side: '柳河石料厂', place_code: PLACE },
      ...{ what_happened: '车压坏了水沟。', wish: '修好水沟。', dispute_type: null },
    }),
    () => ({ here: OPENING }),
  ),
  'D-02s': from('D-02s', 'ask_supplement', (how) => ({
    missing: how === 'full' ? ['other_side_name', 'exact_place', 'when_it_happened'] : ['exact_place'],
    ...full(how, { note: '带上照片更好。' }),
  })),
  'D-16': from('D-16', 'refuse', () => ({ ground: 'reserved_by_law', explanation: '这件事由劳动监察部门管。' })),
  'D-02a': from('D-02a', 'accept_here', (how) => full(how, { note: '由村里的调解员先上门。' })),
  'D-22r': from('D-22r', 'withdraw', (how) => (how === 'full' ? { reason: 'settled', said_by: APPLICANT } : {})),
  'D-22b': from('D-22b', 'take_back_filing', () => ({ because: '同一张表登记了两遍。' })),
  'D-13r': from(
    'D-13r',
    'settle_themselves',
    () => ({ said_by: APPLICANT, account: '两家自己商量好了，石料厂把沟修好。' }),
    seeking,
  ),
  'F-01h': from(
    'F-01h',
    'hand_over',
    (how) => ({
      ...{ channel: 'CH09', place_code: PLACE, what_happened: '。', wish: '。', dispute_type: null },
      parties: [{ side: 'applicant', kind: 'person', name: '苗秀禾', reach_from: 'staff' }],
      hand_over: {
        ...{ from_unit: '枫溪县人民法院', paper: '委派调解函', on: '2026-03-01' },
        ...full(how, { number: '（2026）枫1号' }),
      },
    }),
    () => ({ here: OPENING }),
  ),
  'F-04m': from('F-04m', 'merge', () => ({
    file_id: uuid(9),
    short_code: 'WXYZ-2345',
    because: '两家说的是同一条沟。',
  })),
  'F-04u': from('F-04u', 'unmerge', () => ({ because: '看了现场，是两条沟。' })),
  'F-05': from(
    'F-05',
    'dispatch',
    () => ({ unit_id: 2, route: 'peoples_mediation_town', because: '两个村的人，镇里办合适。' }),
    () => ({ here: OTHER_UNIT }),
  ),
  'F-05p': from(
    'F-05p',
    'dispatch',
    () => ({ unit_id: 2, route: 'peoples_mediation_town', because: '两个村的人，镇里办合适。' }),
    () => ({ here: OTHER_UNIT }),
  ),
  'F-06': from('F-06', 'sign_off', (how) => full(how, { note: '今天就联系双方。' })),
  'F-07': from('F-07', 'object_dispatch', () => ({ reason: '沟在邻镇的地界。', basis: '乡镇界线图第 3 页。' })),
  'F-08': from(
    'F-08',
    'reassign',
    () => ({ unit_id: 2, route: 'peoples_mediation_town', because: '沟在镇里的地界。' }),
    () => ({ here: OTHER_UNIT }),
  ),
  'F-10': from(
    'F-10',
    'coordinate',
    (how) => ({
      unit_ids: how === 'full' ? [2, 3] : [2],
      ...{ at: '2026-03-05T01:30:00.000Z', place: '镇综治中心三楼', agenda: '沟归谁修，钱怎么出。' },
    }),
    (how) => ({ here: named({ units: how === 'full' ? [UNITS[1], UNITS[2]] : [UNITS[1]] }) }),
  ),
  'F-10d': from(
    'F-10d',
    'end_coordination',
    (how) => ({
      decision: '镇里出料，村里出工。',
      duties: how === 'full' ? [{ task_id: one.TASK, what: '备齐水泥和砖', by: '2026-03-09' }] : [],
    }),
    (how) => ({
      task: {
        conferences: [
          {
            ...{ convened_by: '柳河镇综治中心', on: '2026-03-01', at: AT, place: '镇综治中心三楼' },
            ...{ agenda: '沟归谁修，钱怎么出。', units: [] },
            ...full(how, { units: [{ unit_id: 3, name: '枫溪县综治中心', involvement: uuid(78) }] }),
          },
        ],
      },
    }),
  ),
  'F-32': from('F-32', 'rebound', () => ({ what: '沟又堵了，两家又吵起来。' })),
  'F-34': from('F-34', 'divert_task', (how) => ({
    ...{ route: 'court', to: '枫溪县人民法院柳河法庭', chosen_by: [APPLICANT], account: '她要起诉。' },
    ...full(how, { docket_no: '（2026）枫0326民初12号' }),
  })),
  'F-45': from(
    'F-45',
    'refer',
    () => ({ kind: 'legal_aid', unit_id: null, to: '县法律援助中心', why: '请不起律师。', said_by: APPLICANT }),
    (how) => ({ ...(how === 'full' ? { here: OTHER_UNIT } : {}) }),
  ),
  'F-45r': from(
    'F-45r',
    'referral_came_back',
    (how) => ({
      result: '指派了冯律师。',
      ...full(how, { paper: '给予法律援助决定书', paper_number: '枫援〔2026〕8号', paper_on: '2026-03-01' }),
    }),
    () => ({ parts: [one.referral('decided')] }),
  ),
  'D-16f': from(
    'D-16f',
    'approve_false',
    () => ({ note: '问过两家，没有这回事。' }),
    (how) => ({
      dispute: {
        false_proposed: {
          ...{ person_id: uuid(3), name: '孙网格员', because: '两家都说没有这回事。', on: '2026-03-01' },
          checked: how === 'full' ? '到两家看了，问了三位邻居。' : '打电话问了。',
        },
      },
    }),
  ),
  ...MADE_ON_THE_WAY,
}
