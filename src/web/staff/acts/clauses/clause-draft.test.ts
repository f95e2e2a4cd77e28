import { expect, test } from 'vitest'
import { ClausesInput } from '#domain/agreements/clauses.ts'
import {
  type ClauseDraft,
  clausesOf,
  draftsOf,
  emptyClause,
  equalParts,
  instalments,
  monthsLater,
  moved,
  wholeClauses,
  withDebtors,
  withNature,
  without,
  withShares,
} from './clause-draft.ts'
import { saysOf, stopsAt } from './clause-says.ts'

const her = '00000000-0000-4000-8000-000000000001'
const him = '00000000-0000-4000-8000-000000000002'
const other = '00000000-0000-4000-8000-000000000003'
const sides = { debtors: [him], creditors: [her] }
const paid = (key: number, more: Partial<ClauseDraft> = {}): ClauseDraft => ({
  ...emptyClause(key, sides, 'at_signing'),
  what: '付清欠款',
  amount: '3000',
  ...more,
})

test('what was written comes back as it was, through a draft', () => {
  const clauses = ClausesInput.parse([
    ...clausesOf([paid(1), paid(2, { due: { ...paid(2).due, kind: 'within', days: '10', working: true } })]),
    ...clausesOf([paid(3, { due: { ...paid(3).due, kind: 'when', condition: '鉴定出来', days: '5' } })]),
  ])
  expect(wholeClauses(draftsOf(clauses))).toEqual(clauses)
})

test('a clause that waits for another keeps waiting for the same one when they change places', () => {
  const waits = paid(2, { due: { ...paid(2).due, kind: 'when', after: 1 } })
  expect(clausesOf(moved([paid(1), waits], 0, 1))).toMatchObject([{ due: { after_clause: 2 } }, {}])
  const [left] = without([paid(1), waits], 1)
  expect(left?.due.after).toBeNull()
  expect(stopsAt(saysOf([left ?? waits], [her, him], []))).toContain('没有写等什么条件')
})

test('at the ends nothing moves', () => {
  const list = [paid(1), paid(2)]
  expect(moved(list, 0, -1)).toEqual(list)
  expect(moved(list, 1, 1)).toEqual(list)
})

test('shares add up to the amount of the clause by themselves', () => {
  const two = withShares(withDebtors(paid(1), [him, other]), { [him]: '1000.5', [other]: '499.5' })
  expect(two.amount).toBe('1500')
  expect(stopsAt(saysOf([two], [her, him, other], []))).toBeNull()
  expect(withDebtors(two, [him]).shares).toBeNull()
})

test('a clause about a deed carries no money and no keeper along', () => {
  const deed = withNature(paid(1, { held_by: '村委会' }), 'do')
  expect(deed).toMatchObject({ amount: '', held_by: '', nature: 'do' })
  expect(withNature(deed, 'refrain').due.kind).toBe('at_signing')
  expect(withNature(paid(1, { due: { ...paid(1).due, kind: 'on', day: '2026-12-01' } }), 'continue').due.kind).toBe(
    'ongoing',
  )
})

test('a total in equal parts is the total, in whole yuan where it can be', () => {
  expect(equalParts('10000', 3)).toEqual(['3333', '3333', '3334'])
  expect(equalParts('100.50', 2)).toEqual(['50.25', '50.25'])
  expect(equalParts('0.01', 2)).toBeNull()
  expect(equalParts('几千', 2)).toBeNull()
})

test('a month after the last of January is the last of February', () => {
  expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28')
  expect(monthsLater('2026-01-31', 2)).toBe('2026-03-31')
  expect(monthsLater('2026-12-05', 1)).toBe('2027-01-05')
})

test('instalments are a clause each, in order, and whole', () => {
  const parts = instalments(paid(1), ['2026-12-01', '2027-01-01'], ['1500', '1500'], 5)
  expect(parts.map(({ key }) => key)).toEqual([1, 5])
  expect(wholeClauses(parts)?.map(({ amount }) => amount)).toEqual(['1500', '1500'])
})

test('what may not stand is said with its article while it is typed, what is unclear with what to mend', () => {
  const [stop] = saysOf([paid(1, { nature: 'do', amount: '', what: '今后不再上访' })], [her, him], [])
  expect(stop?.find(({ weight }) => weight === 'stop')?.law).toContain('信访')
  const [mend] = saysOf([paid(1, { what: '尽快付清欠款' })], [her, him], [])
  expect(mend).toMatchObject([{ weight: 'mend' }])
  expect(stopsAt([mend ?? []])).toBeNull()
})

test('an empty clause says what it lacks and stops nothing else from being read', () => {
  const said = saysOf([emptyClause(1, { debtors: [], creditors: [] }), paid(2)], [her, him], [])
  expect(stopsAt(said)).toContain('第 1 条')
  expect(said[1]).toEqual([])
})
