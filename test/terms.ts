import { sumOf } from '#domain/agreements/amounts.ts'
import type { Clause, ClauseRefusal, OutsideFact, Undertaking } from '#domain/agreements/clauses.ts'
import type { UnlawfulCode } from '#domain/agreements/unlawful.ts'
import { addDays, type Day } from '#domain/clocks/calendar.ts'

/** Terms of agreements for the pure tests: sound ones of every shape, and one for each reason to refuse them. */
export type Terms = {
  dispute_facts: string
  clauses: Clause[]
  undertakings: Undertaking[]
  outside_facts: OutsideFact[]
}
export const terms = (...clauses: Clause[]): Terms => ({
  dispute_facts: '水沟被占，双方争执。',
  clauses,
  undertakings: [],
  outside_facts: [],
})

export const pay = (from: string, to: string, more: Partial<Clause> = {}): Clause => ({
  nature: 'pay',
  debtors: [{ party_id: from, amount: null }],
  joint: false,
  creditors: [to],
  what: '赔偿修沟的费用',
  amount: '3000',
  amount_later: null,
  due: { kind: 'at_signing' },
  guarantors: [],
  held_by: null,
  ...more,
})
export const act = (from: string, to: string, more: Partial<Clause> = {}): Clause =>
  pay(from, to, { nature: 'do', what: '把水沟清到一米宽', amount: null, ...more })
export const after = (
  clause: number | null,
  condition = '',
  within_days: number | null = null,
  working = false,
): Clause['due'] => ({ kind: 'when', condition, after_clause: clause, within_days, working })

type Maker = (of: { a: string; b: string; all: readonly string[]; today: Day }) => Clause[]

/** Owed to everybody else: each of them has to say that she has hers. */
const toAllOthers = ({ b, all }: { b: string; all: readonly string[] }): Clause =>
  pay(b, '', { creditors: all.filter((id) => id !== b), amount: '2400' })

/** Sound clauses: paid at once, by a day, in instalments and shares, on conditions, one after the other, lasting, given up. */
export const SOUND: readonly Maker[] = [
  ({ a, b }) => [pay(b, a)],
  ({ a, b }) => [pay(b, a, { amount: '0.10' }), pay(b, a, { amount: '0.20' })],
  ({ a, b, today }) =>
    [1, 2, 3].map((month) => pay(b, a, { amount: '1000.50', due: { kind: 'on', day: addDays(today, 30 * month) } })),
  ({ a, b }) => [pay(b, a, { due: { kind: 'within', days: 7, working: false } }), act(a, b, { due: after(1) })],
  ({ a, b }) => [act(a, b), act(b, a, { due: after(1, '验收合格', 5, true) })],
  ({ a, b }) => [pay(b, a, { amount: null, amount_later: '鉴定以后', due: after(null, '鉴定出来', 10) })],
  ({ a, b }) => [act(a, b), pay(b, a, { amount: null, amount_later: '理赔以后', due: after(1) })],
  ({ a, b }) => [pay(b, a, { amount: null, due: { kind: 'within', days: 2, working: false } })],
  ({ a, b }) => [pay(b, a, { amount: null }), act(b, a, { nature: 'release', what: '解除租地合同' })],
  ({ a, b }) => [
    act(a, b, {
      nature: 'refrain',
      what: '双方不再争吵',
      debtors: [a, b].map((party_id) => ({ party_id, amount: null })),
      creditors: [a, b],
      due: { kind: 'ongoing', from: null, until: null, rhythm: '' },
    }),
  ],
  ({ a, b }) => [
    act(b, a, {
      nature: 'continue',
      what: '轮流放水',
      due: { kind: 'ongoing', from: null, until: null, rhythm: '双周周末' },
    }),
    pay(b, a),
  ],
  ({ a, b, today }) => [
    pay(b, a, {
      nature: 'continue',
      amount: '200',
      due: { kind: 'ongoing', from: today, until: addDays(today, 60), rhythm: '每月' },
    }),
    act(a, b, { due: after(1) }),
  ],
  ({ a, all }) => {
    const shares = all.filter((id) => id !== a).map((party_id, at) => ({ party_id, amount: `${at + 1}00.05` }))
    return [pay('', a, { debtors: shares, amount: sumOf(shares.map(({ amount }) => amount)) })]
  },
  ({ a, all }) => {
    const others = all.filter((id) => id !== a).map((party_id) => ({ party_id, amount: null }))
    return [pay('', a, { debtors: others, joint: others.length > 1, due: { kind: 'not_said' } })]
  },
  ({ a, b, all }) => [pay(b, a, { guarantors: all.filter((id) => id !== a && id !== b).slice(0, 1) })],
  ({ a, b }) => [act(b, a, { nature: 'deliver', what: '归还水泵', held_by: '村委会' })],
  (of) => [toAllOthers(of)],
  (of) => [toAllOthers(of)],
  (of) => [{ ...toAllOthers(of), due: after(null, '理赔款到账', 5) }],
  (of) => [act(of.a, of.b), { ...toAllOthers(of), due: after(1) }],
]

/** Only what is done there and then: what may stay oral. */
export const ON_THE_SPOT: readonly Maker[] = [
  ({ a, b }) => [pay(b, a)],
  (of) => [toAllOthers(of), toAllOthers(of)],
  ({ a, b }) => [
    act(a, b, {
      nature: 'refrain',
      what: '双方不再争吵',
      due: { kind: 'not_said' },
      debtors: [
        { party_id: a, amount: null },
        { party_id: b, amount: null },
      ],
      creditors: [a, b],
    }),
  ],
]

/** Far too many duties for one agreement, where four or more take part. */
export const TOO_MANY: Maker = ({ all }) =>
  Array.from({ length: 60 }, () =>
    act('', '', {
      nature: 'refrain',
      what: '互不争吵',
      debtors: all.map((party_id) => ({ party_id, amount: null })),
      creditors: [...all],
      due: { kind: 'not_said' },
    }),
  )

/** Two parties and a third where the mediation has one; somebody who is no party of it. */
type Among = { a: string; b: string; c: string; stranger: string }
/** What has to be written whoever would rather not: a surety, a right given up. */
export const FOR_PAPER: readonly Maker[] = [
  ({ a, b, all }) => [pay(b, a, { guarantors: all.filter((id) => id !== a && id !== b).slice(0, 1) })],
  ({ a, b }) => [act(b, a, { nature: 'release', what: '解除租地合同' })],
]

/** One for each reason for which clauses cannot be an agreement. */
export const FAULTY: Readonly<Record<ClauseRefusal, (of: Among) => Clause[]>> = {
  clause_party_unknown: ({ a, stranger }) => [pay(stranger, a)],
  clause_party_twice: ({ a, b }) => [pay(b, a, { debtors: [b, b].map((party_id) => ({ party_id, amount: null })) })],
  clause_owed_to_self: ({ a }) => [pay(a, a)],
  clause_creditor_missing: ({ a, b }) => [pay(b, a, { creditors: [] })],
  clause_amount_misplaced: ({ a, b }) => [act(b, a, { amount: '10' })],
  clause_amount_nothing: ({ a, b }) => [pay(b, a, { amount: '0.00' })],
  clause_amount_both: ({ a, b }) => [pay(b, a, { amount_later: '鉴定以后' })],
  clause_shares_partial: ({ a, b }) => [
    act(b, a, {
      nature: 'continue',
      debtors: [
        { party_id: a, amount: '1' },
        { party_id: b, amount: null },
      ],
      creditors: [a, b],
    }),
  ],
  clause_shares_sum: ({ a, b }) => [pay(b, a, { debtors: [{ party_id: b, amount: '1' }] })],
  clause_joint_alone: ({ a, b }) => [pay(b, a, { joint: true })],
  clause_joint_shares: ({ a, b, c }) => [
    pay(b, c, {
      joint: true,
      amount: '3',
      debtors: [
        { party_id: a, amount: '1' },
        { party_id: b, amount: '2' },
      ],
    }),
  ],
  clause_guarantor_unknown: ({ a, b, stranger }) => [pay(b, a, { guarantors: [stranger] })],
  clause_guarantor_bound: ({ a, b }) => [pay(b, a, { guarantors: [b] })],
  clause_guarantee_of_nothing: ({ a, b }) => [act(b, a, { nature: 'release', creditors: [], guarantors: [a] })],
  clause_deposit_of_nothing: ({ a, b }) => [act(b, a, { held_by: '村委会' })],
  clause_due_kind: ({ a, b }) => [pay(b, a, { due: { kind: 'ongoing', from: null, until: null, rhythm: '每月' } })],
  clause_due_order: ({ a, b }) => [
    act(b, a, { nature: 'continue', due: { kind: 'ongoing', from: '2026-05-02', until: '2026-05-01', rhythm: '' } }),
  ],
  clause_condition_missing: ({ a, b }) => [pay(b, a, { due: after(null) })],
  clause_after_unknown: ({ a, b }) => [pay(b, a, { due: after(2) })],
  clause_after_endless: ({ a, b }) => [act(b, a, { nature: 'release' }), pay(b, a, { due: after(1) })],
  clause_after_cycle: ({ a, b }) => [pay(b, a, { due: after(2) }), act(a, b, { due: after(1) })],
}

/** One sentence for each thing nobody may sign away. */
export const UNLAWFUL_SENTENCES: Readonly<Record<UnlawfulCode, string>> = {
  gives_up_petition: '甲方保证不再上访',
  gives_up_suit: '乙方不得就此事再向法院起诉',
  gives_up_police: '女方不得报警',
  bound_to_mediation: '双方不得退出调解',
  freedom: '还清之前乙方不得离开本村',
  violence: '当众下跪道歉',
  mediation_fee: '双方各交调解费二百元',
  criminal_liability: '保证不判刑',
  identity_status: '双方自愿离婚',
}
