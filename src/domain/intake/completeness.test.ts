import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { lackingIn, lackingOf } from './completeness.ts'

const TODAY = '2026-03-02'
const whole = one.dispute('registered', { where_text: '老槐树下', wish: '让出水沟', dispute_type: 'M02' })
const known = { identity_paper: 'resident_card', identity_id: one.APPLICANT } as const
const people = [
  one.party(one.APPLICANT, 'applicant', { name: '苗秀禾', ...known }),
  one.party(one.RESPONDENT, 'respondent', { name: '邢大山' }),
]
const says = (...parts: Parameters<typeof lackingOf>[0]): string[] => lackingOf(parts, TODAY).map((it) => it.says)

test('a file that says everything lacks nothing', () => {
  expect(says(whole, ...people)).toEqual([])
})

test('what is open is named, with the rule that asks for it and the step by which it is entered', () => {
  const open = one.dispute('registered', { where_text: '', wish: '还不知道' })
  const lacking = lackingOf([open, one.party(one.APPLICANT, 'applicant', { name: '苗秀禾', reach_id: null })], TODAY)
  expect(lacking.map(({ says, step, party_id }) => [says, step, party_id])).toEqual([
    ['对方是谁', 'name_party', null],
    ['怎样联系苗秀禾', 'correct_party', one.APPLICANT],
    ['苗秀禾的证件（核对后登记）', 'record_identity', one.APPLICANT],
    ['发生在哪里：具体地点', 'ask_supplement', null],
    ['希望怎样解决', 'ask_supplement', null],
    ['纠纷类型', 'triage', null],
  ])
  for (const { asked_by } of lacking) expect(asked_by).toMatch(/第[一二三四五六七八九十百]+条|本县约定/)
})

test.each([
  ['an organisation nobody speaks for', { kind: 'organisation', name: '提灌站' }, ['谁代表提灌站说话']],
  ['a group without representatives', { kind: 'group', name: '三号楼工友' }, ['三号楼工友推选谁做代表']],
  ['an organisation with a spokesman', { kind: 'organisation', name: '提灌站', speaks: '老许' }, []],
] as const)('%s', (_, more, expected) => {
  expect(says(whole, people[0] as never, one.party(one.RESPONDENT, 'respondent', more))).toEqual(expected)
})

test('a child’s guardian and the record of a talk that has begun are asked for', () => {
  const born = { born: '2015-05-05', finding: 'by_age', lives_by_own_work: false, basis: '' } as const
  const child = one.party(one.RESPONDENT, 'respondent', { name: '邢小山', capacity: born })
  const begun = one.mediation('in_session', { sessions: [] })
  expect(says(whole, people[0] as never, child, begun)).toEqual(['邢小山的监护人', '这次调解的记录'])
})

test('of a clue, of a file that is over, and of who has left nothing is asked', () => {
  expect(says(one.dispute('clue'))).toEqual([])
  expect(says(one.dispute('closed'))).toEqual([])
  const gone = { ...one.party(one.THIRD, 'third', { name: '走了的人', reach_id: null }), status: 'left' as const }
  expect(says(whole, ...people, gone)).toEqual([])
})

test('while it is being written down, the same list is made of what stands in the form', () => {
  const told = { where_text: '村口', wish: '', dispute_type: null, parties: [] }
  expect(lackingIn(told).map(({ field }) => field)).toEqual(['other_side', 'wish', 'dispute_type'])
})
