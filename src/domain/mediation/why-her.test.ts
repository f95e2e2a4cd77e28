import { expect, test } from 'vitest'
import { type CouldMediate, whyHer } from './why-her.ts'

const her: CouldMediate = {
  role_says: '村（社区）调解员',
  unit_name: '石磨村调委会',
  unit_kind: 'village_committee',
  own_unit: true,
  area: 'village',
  of_its_trade: null,
  open: 1,
  assists: false,
  wanted: [],
  languages: [],
  interpreter: false,
  duty: 'no_roster',
  relation: 'none',
}

test('near, of the unit and with little in hand: said for her, nothing against', () => {
  expect(whyHer(her)).toEqual({
    for: ['是承办单位的人', '就在事情发生的村（社区）', '手上有 1 件调解'],
    against: [],
  })
})

test.each<[what: string, of: Partial<CouldMediate>, says: string]>([
  ['far away', { area: 'county' }, '在县里，来回远一些'],
  ['of another trade', { of_its_trade: false }, '石磨村调委会专调的是别的类'],
  ['much in hand', { open: 5 }, '手上还有 5 件调解'],
  ['speaks not what a party does', { wanted: ['miao'] }, '没有登记会说苗语，可以转介口译'],
  [
    'speaks it not, with an interpreter there',
    { wanted: ['miao'], interpreter: true },
    '没有登记会说苗语，已经登记了翻译，先问清是不是会',
  ],
  ['does not sign', { wanted: ['sign_language'], languages: ['miao'] }, '没有登记会手语，可以转介手语翻译'],
  ['not on a roster that is kept', { duty: 'none' }, '今天没有登记值班'],
  ['only assists', { assists: true }, '只协助，要另有一位主持'],
  ['perhaps related', { relation: 'ask' }, '和当事人可能有关系，先问清'],
  ['related', { relation: 'related' }, '和当事人有关系，要全体书面同意或者换人'],
  ['is the party', { relation: 'same_person' }, '就是当事人，不能调解'],
])('said against her: %s', (_, of, says) => {
  expect(whyHer({ ...her, ...of }).against).toEqual([says])
})

test('of her trade it is said for her, and never how her cases ended', () => {
  expect(whyHer({ ...her, of_its_trade: true }).for).toContain('石磨村调委会专调这一类')
  expect(JSON.stringify(whyHer({ ...her, open: 9, area: 'county' }))).not.toMatch(/成功率|调成率|排名|评分/)
})

test.each<[what: string, of: Partial<CouldMediate>, says: string]>([
  ['speaks what a party does', { wanted: ['miao'], languages: ['yi', 'miao'] }, '会说苗语，当事人说讲苗语方便'],
  ['signs', { wanted: ['sign_language'], languages: ['sign_language'] }, '会手语，当事人说用手语方便'],
  ['on duty all day', { duty: 'day' }, '今天值班'],
  ['on duty in the morning', { duty: 'morning' }, '今天上午值班'],
])('said for her: %s', (_, of, says) => {
  const { for: speaksFor, against } = whyHer({ ...her, ...of })
  expect(speaksFor).toContain(says)
  expect(against).toEqual([])
})

test('what nobody needs and no roster tells is not said of her', () => {
  const { for: speaksFor, against } = whyHer({ ...her, languages: ['miao'] })
  expect([...speaksFor, ...against].join()).not.toMatch(/苗语|值班/)
})
