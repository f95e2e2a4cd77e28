/**
 * The clauses of an agreement (domain 3.2 D-08): who owes whom what, how much, by when, on what condition.
 *
 * A clause binds parties of the mediation only. What a helper who is no party promises is an `Undertaking`, and what another
 * authority decides is an `OutsideFact`: both stand on the paper, neither is ever owed, chased or enforced.
 */
import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'
import { AMOUNT, cents, sumOf } from './amounts.ts'

/** What kind of thing is promised, as stored, with the words people see. */
export const NATURES = {
  pay: '付款',
  deliver: '交付东西',
  do: '做一件事',
  refrain: '不做一件事',
  continue: '持续履行（赡养、轮水、探望等）',
  release: '确认或放弃（签了即成，没有要履行的）',
} as const
export type Nature = keyof typeof NATURES
const NATURE_CODES = Object.keys(NATURES) as [Nature, ...Nature[]]

const Amount = z
  .string({ error: '请写明金额。' })
  .trim()
  .regex(AMOUNT, '金额应写成数字，单位元，最多两位小数，例如 30000 或 305692.41。')

/** Text that is either said or not there at all. */
const optionalText = (most: number, emptySays: string) => written(most, emptySays).nullable().default(null)

const DueDay = z.iso.date({ error: '日期应写成 2026-05-01 这样。' })
const Days = z.int({ error: '请写明天数。' }).min(1, '至少一天。').max(3_650, '天数太长，请写成具体日期。')
const ClauseNumber = z.int().min(1).max(60)

/** When it is to be done. Days are counted as 民法典 201–203 count them; `working` counts working days instead. */
export const DueInput = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('at_signing') }),
    z.strictObject({ kind: z.literal('on'), day: DueDay }),
    z.strictObject({ kind: z.literal('within'), days: Days, working: z.boolean().default(false) }),
    z.strictObject({
      kind: z.literal('when'),
      /** The condition in words; may be empty where `after_clause` says it all. */
      condition: noted(300),
      after_clause: ClauseNumber.nullable().default(null),
      within_days: Days.nullable().default(null),
      working: z.boolean().default(false),
    }),
    z.strictObject({
      kind: z.literal('ongoing'),
      from: DueDay.nullable().default(null),
      until: DueDay.nullable().default(null),
      /** How often: 每月 5 日前, 双周周末. Empty for what is simply never to be done. */
      rhythm: noted(100),
    }),
    z.strictObject({ kind: z.literal('not_said') }),
  ],
  { error: '请选择什么时候履行；没有约定可以选“没有约定”。' },
)
export type Due = z.output<typeof DueInput>

export const ClauseInput = z.strictObject({
  nature: z.enum(NATURE_CODES, { error: '请选择这一条是付款、交付、做事还是别的。' }),
  /** Who must. Own shares (按份) where amounts are given; several without amounts owe together (共同). */
  debtors: z
    .array(z.strictObject({ party_id: z.uuid(), amount: Amount.nullable().default(null) }))
    .min(1, '请选择由谁来做。')
    .max(200),
  /** 连带: each owes the whole (民法典 518: only by law or where it is agreed). */
  joint: z.boolean().default(false),
  /** To whom. May be empty for a release in which both take part. */
  creditors: z.array(z.uuid()).max(200),
  what: written(1_000, '请写明这一条约定什么。'),
  /** Decimal yuan, the total of the clause. Under `continue` it is what is owed each time (`due.rhythm`). */
  amount: Amount.nullable().default(null),
  /** How the amount will be known where it is not yet: 鉴定, 理赔, 工伤认定之后. */
  amount_later: optionalText(300, '请写明金额以后怎样确定。'),
  due: DueInput,
  /** 保证人: persons in the file who are not debtors of this clause (民法典 685: in writing). */
  guarantors: z.array(z.uuid()).max(20).default([]),
  /** Who keeps a deposit (保证金); not a party to the clause. */
  held_by: optionalText(100, '请写明由谁保管。'),
})
export type Clause = z.output<typeof ClauseInput>

export const ClausesInput = z
  .array(ClauseInput)
  .min(1, '协议至少要有一条。')
  .max(60, '一份协议最多六十条，请分成几份。')

/** A promise of somebody who helps and is no party (社区安排岗位). Kept on the paper; nobody can be made to do it. */
export const UndertakingInput = z.strictObject({
  who: written(100, '请写明是谁的承诺。'),
  what: written(500, '请写明承诺了什么。'),
})
export type Undertaking = z.output<typeof UndertakingInput>

/** What another authority decided, with its paper: the parties cannot agree on it and it is no clause. */
export const OutsideFactInput = z.strictObject({
  authority: written(100, '请写明是哪个机关的决定。'),
  what: written(500, '请写明决定了什么。'),
  paper: optionalText(200, '请写明文书名称和编号。'),
})
export type OutsideFact = z.output<typeof OutsideFactInput>

/** Why a set of clauses cannot be an agreement at all: `status`, sentence and next step as in `REFUSALS`. */
export const CLAUSE_REFUSALS = {
  clause_party_unknown: {
    status: 422,
    says: '条款里的人不是这次调解的当事人。',
    next: '请从当事人中选择；帮忙的人的承诺请写在“帮助人的承诺”里。',
  },
  clause_party_twice: { status: 422, says: '同一条里同一个人写了两次。', next: '请删去重复的，或者分成两条。' },
  clause_owed_to_self: {
    status: 422,
    says: '有人在这一条里只对自己负责。',
    next: '请写明这一条是对谁的；自己承担的部分不用写成条款。',
  },
  clause_creditor_missing: { status: 422, says: '没有写这一条是对谁的。', next: '请选择对方当事人。' },
  clause_amount_misplaced: {
    status: 422,
    says: '只有付款和持续履行的条款可以写金额。',
    next: '请把要付的钱另写一条“付款”。',
  },
  clause_amount_nothing: { status: 422, says: '金额是零。', next: '请写实际金额；不用付钱的，不要写成付款条款。' },
  clause_amount_both: {
    status: 422,
    says: '写了金额，又写了金额以后再定。',
    next: '请把已经定下的和以后才定的分成两条。',
  },
  clause_shares_partial: {
    status: 422,
    says: '几个人里只有一部分写了各付多少。',
    next: '请给每个人都写，或者都不写（共同承担）。',
  },
  clause_shares_sum: { status: 422, says: '各人的份额加起来不等于总额。', next: '请核对每个人的金额和总额。' },
  clause_joint_alone: { status: 422, says: '只有一个人，不能连带。', next: '请去掉“连带”，或者加上另一位当事人。' },
  clause_joint_shares: {
    status: 422,
    says: '连带就是每个人都要对全部负责，不能又写各付多少。',
    next: '请二选一；内部怎样分担，可以写在条款的文字里。',
  },
  clause_guarantor_unknown: {
    status: 422,
    says: '保证人没有参加这次调解。',
    next: '请先请保证人参加调解、同意并签字，再写进条款。',
  },
  clause_guarantor_bound: {
    status: 422,
    says: '保证人不能是这一条里该履行的人，也不能是收的人。',
    next: '请换一位保证人，或者写成连带。',
  },
  clause_guarantee_of_nothing: {
    status: 422,
    says: '这一条没有要履行的，不能有保证人。',
    next: '请把保证人写在要履行的那一条。',
  },
  clause_deposit_of_nothing: {
    status: 422,
    says: '只有付款或交付的条款才有东西可以代管。',
    next: '请去掉保管人，或者另写一条付款。',
  },
  clause_due_kind: {
    status: 422,
    says: '这样的期限不适合这一条。',
    next: '长期的事请选“持续履行”或“不做一件事”，写从哪天到哪天；一次做完的事请写一个日期。',
  },
  clause_due_order: { status: 422, says: '截止的日子早于开始的日子。', next: '请核对两个日期。' },
  clause_condition_missing: { status: 422, says: '没有写等什么条件。', next: '请写明条件，或者选先履行的是第几条。' },
  clause_after_unknown: { status: 422, says: '要等的那一条不存在。', next: '请核对条款的编号。' },
  clause_after_endless: {
    status: 422,
    says: '要等的那一条没有做完的时候。',
    next: '请换成一条会做完的；签了即成的，不用等。',
  },
  clause_after_cycle: {
    status: 422,
    says: '几条互相等，谁也不会先做。',
    next: '请写明谁先做；要同时做的，写成同一天。',
  },
} as const satisfies Record<string, { status: number; says: string; next: string }>
export type ClauseRefusal = keyof typeof CLAUSE_REFUSALS

/** One fault: the number of the clause as people count (from 1), and why. */
export type ClauseFault = { clause: number; code: ClauseRefusal }

/** Whether performing this clause can ever be over, so that another may wait for it. */
const ends = ({ nature, due }: Clause): boolean =>
  nature === 'release'
    ? false
    : nature !== 'refrain' && nature !== 'continue'
      ? true
      : due.kind === 'ongoing' && due.until !== null

const lasting = (nature: Nature): boolean => nature === 'refrain' || nature === 'continue'

function faultsOfPeople(
  clause: Clause,
  parties: ReadonlySet<string>,
  guarantors: ReadonlySet<string>,
): ClauseRefusal[] {
  const debtors = clause.debtors.map((debtor) => debtor.party_id)
  const { creditors, nature } = clause
  const faults: ClauseRefusal[] = []
  if ([...debtors, ...creditors].some((id) => !parties.has(id))) faults.push('clause_party_unknown')
  if ([debtors, creditors, clause.guarantors].some((ids) => new Set(ids).size < ids.length))
    faults.push('clause_party_twice')
  if (creditors.length === 0 && nature !== 'release') faults.push('clause_creditor_missing')
  // A duty of both to each other is fine (双方不再争吵); money or things one owes oneself are not, nor a duty to nobody else.
  const self = debtors.filter((id) => creditors.includes(id))
  const other = (id: string) => creditors.some((creditor) => creditor !== id)
  const toSelf =
    nature === 'pay' || nature === 'deliver' || clause.joint || clause.amount !== null
      ? self.length > 0
      : self.some((id) => !other(id))
  if (toSelf && nature !== 'release') faults.push('clause_owed_to_self')
  if (clause.guarantors.some((id) => !guarantors.has(id))) faults.push('clause_guarantor_unknown')
  if (clause.guarantors.some((id) => debtors.includes(id) || creditors.includes(id)))
    faults.push('clause_guarantor_bound')
  if (clause.guarantors.length > 0 && nature === 'release') faults.push('clause_guarantee_of_nothing')
  return faults
}

function faultsOfMoney(clause: Clause): ClauseRefusal[] {
  const { nature, amount, debtors } = clause
  const shares = debtors.flatMap((debtor) => (debtor.amount === null ? [] : [debtor.amount]))
  const amounts = amount === null ? shares : [amount, ...shares]
  const faults: ClauseRefusal[] = []
  const misplaced = nature !== 'pay' && nature !== 'continue'
  if (misplaced && (amounts.length > 0 || clause.amount_later !== null)) faults.push('clause_amount_misplaced')
  if (amounts.some((each) => cents(each) === 0n)) faults.push('clause_amount_nothing')
  if (amounts.length > 0 && clause.amount_later !== null) faults.push('clause_amount_both')
  if (shares.length > 0 && shares.length < debtors.length) faults.push('clause_shares_partial')
  else if (shares.length > 0 && (amount === null || cents(sumOf(shares)) !== cents(amount)))
    faults.push('clause_shares_sum')
  if (clause.joint && debtors.length < 2) faults.push('clause_joint_alone')
  else if (clause.joint && shares.length > 0) faults.push('clause_joint_shares')
  if (clause.held_by !== null && nature !== 'pay' && nature !== 'deliver') faults.push('clause_deposit_of_nothing')
  return faults
}

function faultsOfDue(clause: Clause, clauses: readonly Clause[]): ClauseRefusal[] {
  const { due, nature } = clause
  const faults: ClauseRefusal[] = []
  const fits =
    due.kind === 'ongoing' ? lasting(nature) : due.kind === 'on' || due.kind === 'within' ? !lasting(nature) : true
  if (!fits) faults.push('clause_due_kind')
  if (due.kind === 'ongoing' && due.from && due.until && due.until < due.from) faults.push('clause_due_order')
  if (due.kind !== 'when') return faults
  if (due.after_clause === null) return due.condition === '' ? [...faults, 'clause_condition_missing'] : faults
  const awaited = clauses[due.after_clause - 1]
  if (!awaited) faults.push('clause_after_unknown')
  else if (!ends(awaited)) faults.push('clause_after_endless')
  return faults
}

/** Whether following `after_clause` from this clause (an index) comes back to it. */
function waitsForItself(start: number, clauses: readonly Clause[]): boolean {
  let at: number | null = start
  for (let steps = 0; steps < clauses.length; steps += 1) {
    const due: Due | undefined = at === null ? undefined : clauses[at]?.due
    at = due?.kind === 'when' && due.after_clause !== null ? due.after_clause - 1 : null
    if (at === start) return true
  }
  return false
}

/**
 * Why these clauses cannot be an agreement, in the order of the clauses; empty when they can.
 *
 * @param parties ids of the parties of this mediation: only they can be bound (民法典 465)
 * @param guarantors ids of everybody in the file who may stand surety; the parties where left out
 */
export function faultsOfClauses(
  clauses: readonly Clause[],
  parties: readonly string[],
  guarantors: readonly string[] = parties,
): ClauseFault[] {
  const bound = new Set(parties)
  const sureties = new Set(guarantors)
  return clauses.flatMap((clause, at) => {
    const codes = [
      ...faultsOfPeople(clause, bound, sureties),
      ...faultsOfMoney(clause),
      ...faultsOfDue(clause, clauses),
      ...(waitsForItself(at, clauses) ? (['clause_after_cycle'] as const) : []),
    ]
    return codes.map((code) => ({ clause: at + 1, code }))
  })
}
