import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendar } from '../clocks/calendar-data.ts'
import { AMOUNT, cents, sumOf, yuan } from './amounts.ts'
import { CLAUSE_REFUSALS, type Clause, ClauseInput, type ClauseRefusal, faultsOfClauses } from './clauses.ts'
import { obligationsOf } from './due.ts'
import { type UnclearCode, unclear } from './unclear.ts'
import { type SaidOfAgreement, type WritingForced, writingForced } from './writing.ts'

const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`
const [A, B, C, D, STRANGER] = [id(1), id(2), id(3), id(4), id(99)]
const PARTIES = [A, B, C]

const debtors = (...ids: (string | [string, string])[]): Clause['debtors'] =>
  ids.map((one) => (typeof one === 'string' ? { party_id: one, amount: null } : { party_id: one[0], amount: one[1] }))
const when = (after_clause: number | null, condition = '', within_days: number | null = null): Clause['due'] => ({
  kind: 'when',
  condition,
  after_clause,
  within_days,
  working: false,
})

const pay = (own: Partial<Clause> = {}): Clause => ({
  nature: 'pay',
  debtors: debtors(B),
  joint: false,
  creditors: [A],
  what: '赔偿医药费',
  amount: '3000',
  amount_later: null,
  due: { kind: 'at_signing' },
  guarantors: [],
  held_by: null,
  ...own,
})
const act = (own: Partial<Clause> = {}): Clause => pay({ nature: 'do', what: '修好围墙', amount: null, ...own })
const release = (own: Partial<Clause> = {}): Clause =>
  act({ nature: 'release', what: '解除合同', debtors: debtors(A, B), creditors: [], ...own })

const SOUND: [string, Clause[]][] = [
  ['one payment', [pay()]],
  ['three debtors with own shares', [pay({ debtors: debtors([B, '600'], [C, '2400.00']), amount: '3000' })]],
  ['two debtors together', [pay({ debtors: debtors(B, C) })]],
  ['two debtors jointly', [pay({ debtors: debtors(B, C), joint: true })]],
  ['an amount that will be known later', [pay({ amount: null, amount_later: '鉴定以后' })]],
  ['no amount at all, which is only unclear', [pay({ amount: null })]],
  ['a duty of both to each other', [act({ nature: 'refrain', debtors: debtors(A, B), creditors: [A, B] })]],
  ['a release by both, to nobody', [release()]],
  ['a release after payment', [pay(), release({ due: when(1) })]],
  ['a chain', [pay(), act({ due: when(1) }), act({ due: when(2, '验收合格') })]],
  ['a chain written the other way round', [act({ due: when(2) }), pay()]],
  ['waiting for a duty that ends', [lasting({ until: '2026-12-31' }), pay({ due: when(1) })]],
  ['support each month', [lasting({}, { amount: '200' })]],
  ['a deposit kept by somebody outside', [pay({ held_by: '社区居委会' })]],
  ['a guarantor who is no party', [pay({ guarantors: [D] })]],
]

function lasting(due: { from?: string; until?: string }, own: Partial<Clause> = {}): Clause {
  const { from = null, until = null } = due
  return act({ nature: 'continue', what: '照料老人', due: { kind: 'ongoing', from, until, rhythm: '每月' }, ...own })
}

const FAULTY: [ClauseRefusal, Clause[]][] = [
  ['clause_party_unknown', [pay({ debtors: debtors(STRANGER) })]],
  ['clause_party_unknown', [pay({ creditors: [D] })]],
  ['clause_party_twice', [pay({ debtors: debtors(B, B) })]],
  ['clause_party_twice', [pay({ creditors: [A, A] })]],
  ['clause_owed_to_self', [pay({ creditors: [B] })]],
  ['clause_owed_to_self', [pay({ debtors: debtors(A, B), creditors: [A, C] })]],
  ['clause_owed_to_self', [act({ debtors: debtors(A, B), creditors: [A] })]],
  ['clause_owed_to_self', [act({ debtors: debtors(A, B), creditors: [A, B], joint: true })]],
  ['clause_owed_to_self', [lasting({}, { debtors: debtors(A, B), creditors: [A, B], amount: '200' })]],
  ['clause_creditor_missing', [pay({ creditors: [] })]],
  ['clause_amount_misplaced', [act({ amount: '10' })]],
  ['clause_amount_misplaced', [release({ amount_later: '以后再定' })]],
  ['clause_amount_nothing', [pay({ amount: '0.00' })]],
  ['clause_amount_nothing', [pay({ debtors: debtors([B, '3000'], [C, '0']) })]],
  ['clause_amount_both', [pay({ amount_later: '鉴定以后' })]],
  ['clause_shares_partial', [pay({ debtors: debtors([B, '3000'], C) })]],
  ['clause_shares_sum', [pay({ debtors: debtors([B, '1000'], [C, '1999.99']) })]],
  ['clause_shares_sum', [pay({ debtors: debtors([B, '1000'], [C, '2000']), amount: null })]],
  ['clause_joint_alone', [pay({ joint: true })]],
  ['clause_joint_shares', [pay({ debtors: debtors([B, '1000'], [C, '2000']), joint: true })]],
  ['clause_guarantor_unknown', [pay({ guarantors: [STRANGER] })]],
  ['clause_guarantor_bound', [pay({ guarantors: [B] })]],
  ['clause_guarantor_bound', [pay({ guarantors: [A] })]],
  ['clause_guarantee_of_nothing', [release({ guarantors: [D] })]],
  ['clause_deposit_of_nothing', [act({ held_by: '社区居委会' })]],
  ['clause_due_kind', [pay({ due: { kind: 'ongoing', from: null, until: null, rhythm: '每月' } })]],
  ['clause_due_kind', [act({ nature: 'refrain', due: { kind: 'on', day: '2026-05-01' } })]],
  ['clause_due_kind', [lasting({}, { due: { kind: 'within', days: 3, working: false } })]],
  ['clause_due_order', [lasting({ from: '2026-05-02', until: '2026-05-01' })]],
  ['clause_condition_missing', [pay({ due: when(null) })]],
  ['clause_after_unknown', [pay({ due: when(2) })]],
  ['clause_after_endless', [lasting({}), pay({ due: when(1) })]],
  ['clause_after_endless', [release(), pay({ due: when(1) })]],
  ['clause_after_cycle', [pay({ due: when(1) })]],
  ['clause_after_cycle', [pay({ due: when(2) }), act({ due: when(1) })]],
  ['clause_after_cycle', [pay({ due: when(2) }), act({ due: when(3) }), act({ due: when(1) })]],
]

test.each(SOUND)('%s is sound, and passes its schema unchanged', (_, clauses) => {
  expect(faultsOfClauses(clauses, PARTIES, [...PARTIES, D])).toEqual([])
  expect(clauses.map((clause) => ClauseInput.parse(clause))).toEqual(clauses)
})

test.each(FAULTY)('%s is the only fault found', (code, clauses) => {
  const found = faultsOfClauses(clauses, PARTIES, [...PARTIES, D])
  expect([...new Set(found.map((fault) => fault.code))]).toEqual([code])
})

test('every fault has a case, a sentence and what to do next', () => {
  expect([...new Set(FAULTY.map(([code]) => code))].sort()).toEqual(Object.keys(CLAUSE_REFUSALS).sort())
  for (const { says, next } of Object.values(CLAUSE_REFUSALS)) expect([says, next].join('')).toMatch(/。.*。$/)
})

test('each clause of a circle is named, a clause that only leads into it is not', () => {
  const clauses = [pay({ due: when(2) }), act({ due: when(3) }), act({ due: when(2) })]
  expect(faultsOfClauses(clauses, PARTIES).map((fault) => fault.clause)).toEqual([2, 3])
})

test('a clause with a strange field, an amount with three decimals or a day that is none does not pass', () => {
  const bad = [
    { ...pay(), fee: '20' },
    pay({ amount: '3000.001' }),
    pay({ amount: '1e3' }),
    pay({ amount: '-5' }),
    pay({ due: { kind: 'on', day: '2026-02-30' } }),
    pay({ what: '  ' }),
    pay({ debtors: [] }),
  ]
  for (const clause of bad) expect(ClauseInput.safeParse(clause).success).toBe(false)
})

test('a period in working days skips days off, and what lasts begins on the day it names', () => {
  const [paid, kept] = obligationsOf(
    [pay({ due: { kind: 'within', days: 5, working: true } }), lasting({ from: '2026-10-01' })],
    '2026-09-28',
    calendar,
  )
  // 29 and 30 September, then the holiday; 8, 9 and 10 October (a Saturday that is worked).
  expect([paid?.due_on, kept?.runs?.from]).toEqual(['2026-10-10', '2026-10-01'])
})

test('what each clause makes people owe: shares, mutual duties, what waits, what lasts', () => {
  const owed = obligationsOf(
    [
      pay({ debtors: debtors([B, '600'], [C, '2400']), due: { kind: 'within', days: 3, working: false } }),
      act({ nature: 'refrain', debtors: debtors(A, B), creditors: [A, B], due: { kind: 'not_said' } }),
      release(),
      pay({ debtors: debtors(B, C), joint: true, due: when(1, '收到鉴定', 5) }),
      lasting({ until: '2026-12-31' }, { amount: '200' }),
      pay({ due: { kind: 'on', day: '2026-10-03' } }),
      pay(),
    ],
    '2026-09-28',
    calendar,
  )
  expect(owed.map((it) => [it.clause, it.debtors, it.creditors, it.amount, it.due_on])).toEqual([
    // Three days end on 1 October, a holiday until the 7th (民法典 203); a named day stays as it was named.
    [1, [B], [A], '600', '2026-10-08'],
    [1, [C], [A], '2400', '2026-10-08'],
    [2, [A], [B], null, null],
    [2, [B], [A], null, null],
    [4, [B, C], [A], '3000', null],
    [5, [B], [A], '200', '2026-12-31'],
    [6, [B], [A], '3000', '2026-10-03'],
    [7, [B], [A], '3000', '2026-09-28'],
  ])
  expect(owed.map((it) => it.waiting_for?.after_clause ?? null)).toEqual([null, null, null, null, 1, null, null, null])
  expect(owed[5]).toMatchObject({ each_time: true, runs: { from: '2026-09-28', until: '2026-12-31', rhythm: '每月' } })
})

const someAmount = fc.bigInt({ min: 1n, max: 10_000_000_00n }).map(yuan)
const someParties = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 12 })
const someClause = fc
  .tuple(
    someParties,
    fc.array(someAmount, { minLength: 12, maxLength: 12 }),
    fc.constantFrom('shares', 'joint', 'together'),
  )
  .map(([people, amounts, how]): Clause => {
    const [creditor = 1, ...owing] = people
    const shares = owing.map((party, at): [string, string] => [id(party), amounts[at] ?? '1'])
    return pay({
      creditors: [id(creditor)],
      debtors: how === 'shares' ? debtors(...shares) : debtors(...owing.map(id)),
      joint: how === 'joint' && owing.length > 1,
      amount: how === 'shares' ? sumOf(shares.map(([, amount]) => amount)) : (amounts[0] ?? '1'),
    })
  })

test('the obligations of a clause add up to its amount, nobody owes himself, and the order of clauses is kept', () => {
  fc.assert(
    fc.property(fc.array(someClause, { minLength: 1, maxLength: 6 }), (clauses) => {
      expect(
        faultsOfClauses(
          clauses,
          Array.from({ length: 12 }, (_, at) => id(at + 1)),
        ),
      ).toEqual([])
      const owed = obligationsOf(clauses, '2026-03-02', calendar)
      clauses.forEach((clause, at) => {
        const own = owed.filter((it) => it.clause === at + 1)
        expect(cents(sumOf(own.flatMap((it) => (it.amount ? [it.amount] : []))))).toBe(cents(clause.amount ?? '0'))
        expect(own.flatMap((it) => it.debtors)).toEqual(clause.debtors.map((debtor) => debtor.party_id))
        expect(own.some((it) => it.debtors.some((debtor) => it.creditors.includes(debtor)))).toBe(false)
      })
      expect(owed.map((it) => it.clause)).toEqual(owed.map((it) => it.clause).sort((a, b) => a - b))
    }),
  )
})

test('amounts keep their cents: text to cents and back, and 0.1 + 0.2 is 0.30', () => {
  expect(yuan(cents('305692.41'))).toBe('305692.41')
  expect(sumOf(['0.1', '0.2'])).toBe('0.30')
  expect(sumOf([])).toBe('0')
  expect(() => cents('1,000')).toThrow(RangeError)
  expect(() => yuan(-1n)).toThrow(RangeError)
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 99_999_999_999_999n }),
      (sum) => AMOUNT.test(yuan(sum)) && cents(yuan(sum)) === sum,
    ),
  )
})

const UNCLEAR_CASES: [UnclearCode, Partial<Clause>][] = [
  ['no_due', { due: { kind: 'not_said' } }],
  [
    'no_end',
    {
      nature: 'continue',
      what: '照料老人',
      amount: null,
      due: { kind: 'ongoing', from: null, until: null, rhythm: '' },
    },
  ],
  ['no_amount', { amount: null }],
  ['amount_later', { amount: null, amount_later: '鉴定以后' }],
  ['vague_time', { what: '尽快赔偿医药费' }],
  ['vague_amount', { what: '补偿数万元' }],
  ['vague_amount', { what: '赔偿若干' }],
  ['vague_measure', { what: '给予适当补偿' }],
  ['several_acts', { what: '赔偿医药费并登门道歉' }],
  ['several_acts', { what: '赔偿医药费；修好围墙。' }],
  ['shares_not_said', { debtors: debtors(B, C) }],
  ['receivers_not_said', { creditors: [A, C] }],
  ['figures_differ', { what: '赔偿医药费3,500元' }],
  ['figures_differ', { what: '赔偿医药费３万元' }],
  ['no_keeper', { what: '交维修保证金' }],
]

test.each(UNCLEAR_CASES)('%s is warned about, with the clause and the words, and refuses nothing', (code, own) => {
  const clauses = [pay(), pay(own)]
  expect(unclear(clauses).map((it) => [it.clause, it.code])).toEqual([[2, code]])
  expect(faultsOfClauses(clauses, PARTIES)).toEqual([])
})

test('a definite clause is not warned about', () => {
  const definite = [
    '合并办理过户',
    '并非赔偿，是补助3000元',
    '支付工资共3000.00元',
    '退还押运车辆',
    '按12345678901234567890元的票面、01元计',
    '封堵墙洞、疏通水沟。',
  ]
  for (const what of definite) expect([what, unclear([pay({ what })])]).toEqual([what, []])
  expect(unclear([release({ due: { kind: 'not_said' } })])).toEqual([])
})

const ORAL: SaidOfAgreement = { a_party_asks_for_writing: false }
const WRITING: [WritingForced | null, Clause[], SaidOfAgreement][] = [
  [null, [pay()], ORAL],
  [null, [pay(), act({ nature: 'refrain', due: { kind: 'not_said' } })], ORAL],
  ['a_party_asks_for_writing', [pay()], { a_party_asks_for_writing: true }],
  ['not_on_the_spot', [pay({ due: { kind: 'within', days: 3, working: false } })], ORAL],
  ['not_on_the_spot', [pay()], { ...ORAL, not_all_performed: true }],
  ['not_on_the_spot', [lasting({})], ORAL],
  ['rights_given_up', [pay(), release()], ORAL],
  ['guarantor', [pay({ guarantors: [D] })], ORAL],
  ['major', [pay()], { ...ORAL, major: true }],
  ['identity_relation', [pay()], { ...ORAL, identity_relation: true }],
  ['immovable', [pay()], { ...ORAL, immovable: true }],
]

test.each(WRITING)('writing is forced by %s', (reason, clauses, said) => {
  expect(writingForced(clauses, said)).toBe(reason)
})
