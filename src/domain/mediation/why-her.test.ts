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
