import { AMOUNT, cents, yuan } from '#domain/agreements/amounts.ts'
import { type Clause, ClausesInput, type Due, type Nature } from '#domain/agreements/clauses.ts'

export type DueKind = Due['kind']

/** A clause while it is being written: everything as typed. It waits for another by key, so that moving clauses breaks nothing. */
export type ClauseDraft = {
  key: number
  nature: Nature
  debtors: string[]
  /** Own shares, where people owe apart; null where they owe it together. */
  shares: Record<string, string> | null
  joint: boolean
  creditors: string[]
  what: string
  amount: string
  amount_later: string
  due: {
    kind: DueKind
    day: string
    days: string
    working: boolean
    condition: string
    after: number | null
    from: string
    until: string
    rhythm: string
  }
  guarantors: string[]
  held_by: string
}

const NOTHING_DUE: ClauseDraft['due'] = {
  kind: 'on',
  day: '',
  days: '',
  working: false,
  condition: '',
  after: null,
  from: '',
  until: '',
  rhythm: '',
}

export const nextKey = (drafts: readonly ClauseDraft[]): number => Math.max(0, ...drafts.map(({ key }) => key)) + 1

export const emptyClause = (
  key: number,
  sides: { debtors: string[]; creditors: string[] },
  kind: DueKind = 'on',
): ClauseDraft => ({
  key,
  nature: 'pay',
  ...sides,
  shares: null,
  joint: false,
  what: '',
  amount: '',
  amount_later: '',
  due: { ...NOTHING_DUE, kind },
  guarantors: [],
  held_by: '',
})

export const hasMoney = (nature: Nature): boolean => nature === 'pay' || nature === 'continue'
export const isLasting = (nature: Nature): boolean => nature === 'refrain' || nature === 'continue'

/** The kinds of due day that fit a nature, the likeliest first. */
export function duesFor(nature: Nature): DueKind[] {
  if (nature === 'release') return ['at_signing']
  if (isLasting(nature)) return ['ongoing', 'at_signing', 'when', 'not_said']
  return ['on', 'within', 'at_signing', 'when', 'not_said']
}

/** Another nature: what does not fit it goes, the rest stays. */
export function withNature(draft: ClauseDraft, nature: Nature): ClauseDraft {
  const dues = duesFor(nature)
  const kind = dues.includes(draft.due.kind) ? draft.due.kind : (dues[0] ?? 'not_said')
  const money = hasMoney(nature)
  return {
    ...draft,
    nature,
    due: { ...draft.due, kind },
    ...(money ? {} : { amount: '', amount_later: '', shares: null }),
    ...(nature === 'release' ? { guarantors: [], joint: false } : {}),
    ...(nature === 'pay' || nature === 'deliver' ? {} : { held_by: '' }),
  }
}

const sumOfShares = (shares: Record<string, string>): string | null => {
  const all = Object.values(shares).map((it) => it.trim())
  return all.length > 0 && all.every((it) => AMOUNT.test(it))
    ? yuan(all.reduce((sum, it) => sum + cents(it), 0n))
    : null
}

/** Shares as typed add up to the amount of the clause by themselves: nobody adds twice. */
export function withShares(draft: ClauseDraft, shares: Record<string, string> | null): ClauseDraft {
  if (shares === null) return { ...draft, shares }
  return { ...draft, shares, joint: false, amount: sumOfShares(shares) ?? draft.amount }
}

/** Those who owe, with a share for each where there are shares. */
export function withDebtors(draft: ClauseDraft, debtors: string[]): ClauseDraft {
  const shares =
    draft.shares && debtors.length > 1 ? Object.fromEntries(debtors.map((id) => [id, draft.shares?.[id] ?? ''])) : null
  return withShares({ ...draft, debtors, joint: draft.joint && debtors.length > 1 }, shares)
}

const numberOf = (text: string): number | undefined => (/^\d+$/.test(text.trim()) ? Number(text) : undefined)

function dueOf({ due }: ClauseDraft, numberAt: (key: number | null) => number | null): unknown {
  const { kind, day, days, working, condition, after, from, until, rhythm } = due
  switch (kind) {
    case 'on':
      return { kind, day }
    case 'within':
      return { kind, days: numberOf(days), working }
    case 'when':
      return {
        kind,
        condition: condition.trim(),
        after_clause: numberAt(after),
        within_days: days.trim() === '' ? null : numberOf(days),
        working,
      }
    case 'ongoing':
      return { kind, from: from || null, until: until || null, rhythm: rhythm.trim() }
    default:
      return { kind }
  }
}

/** The drafts as the step takes them; what is missing stays missing, so that the step's own schema finds it. */
export function clausesOf(drafts: readonly ClauseDraft[]): unknown[] {
  const numberAt = (key: number | null): number | null => {
    const at = drafts.findIndex((draft) => draft.key === key)
    return key === null || at < 0 ? null : at + 1
  }
  const orNull = (text: string): string | null => text.trim() || null
  return drafts.map((draft) => ({
    nature: draft.nature,
    debtors: draft.debtors.map((party_id) => ({
      party_id,
      amount: draft.shares ? (draft.shares[party_id] ?? '').trim() : null,
    })),
    joint: draft.joint,
    creditors: draft.creditors,
    what: draft.what.trim(),
    amount: orNull(draft.amount),
    amount_later: orNull(draft.amount_later),
    due: dueOf(draft, numberAt),
    guarantors: draft.guarantors,
    held_by: orNull(draft.held_by),
  }))
}

/** The clauses once they are whole; null while any of them still lacks something. */
export function wholeClauses(drafts: readonly ClauseDraft[]): Clause[] | null {
  const checked = ClausesInput.safeParse(clausesOf(drafts))
  return checked.success ? checked.data : null
}

/** Written clauses as drafts: a new edition begins with what stands there. */
export const draftsOf = (clauses: readonly Clause[]): ClauseDraft[] =>
  clauses.map((clause, at) => {
    const { due } = clause
    const text = (it: string | null | undefined): string => it ?? ''
    return {
      key: at + 1,
      nature: clause.nature,
      debtors: clause.debtors.map(({ party_id }) => party_id),
      shares: clause.debtors.some(({ amount }) => amount !== null)
        ? Object.fromEntries(clause.debtors.map(({ party_id, amount }) => [party_id, text(amount)]))
        : null,
      joint: clause.joint,
      creditors: clause.creditors,
      what: clause.what,
      amount: text(clause.amount),
      amount_later: text(clause.amount_later),
      due: {
        ...NOTHING_DUE,
        kind: due.kind,
        ...(due.kind === 'on' ? { day: due.day } : {}),
        ...(due.kind === 'within' ? { days: String(due.days), working: due.working } : {}),
        ...(due.kind === 'when'
          ? {
              condition: due.condition,
              after: due.after_clause,
              days: due.within_days === null ? '' : String(due.within_days),
              working: due.working,
            }
          : {}),
        ...(due.kind === 'ongoing' ? { from: text(due.from), until: text(due.until), rhythm: due.rhythm } : {}),
      },
      guarantors: clause.guarantors,
      held_by: text(clause.held_by),
    }
  })

/** One clause up or down; at the ends nothing moves. */
export function moved(drafts: readonly ClauseDraft[], at: number, by: -1 | 1): ClauseDraft[] {
  const list = [...drafts]
  const [one] = list.splice(at, 1)
  if (!one || at + by < 0 || at + by > list.length) return [...drafts]
  list.splice(at + by, 0, one)
  return list
}

/** Without one clause; whoever waited for it waits for nothing any more, and says so when checked. */
export const without = (drafts: readonly ClauseDraft[], key: number): ClauseDraft[] =>
  drafts
    .filter((draft) => draft.key !== key)
    .map((draft) => (draft.due.after === key ? { ...draft, due: { ...draft.due, after: null } } : draft))

/** The day so many months later; the last of the month where there is no such day. */
export function monthsLater(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  const wanted = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(wanted, last))
  return date.toISOString().slice(0, 10)
}

/** A total in equal parts; the cents that do not go in stand in the last. Null for what is no amount or cannot be parted. */
export function equalParts(total: string, parts: number): string[] | null {
  if (!AMOUNT.test(total.trim()) || !Number.isInteger(parts) || parts < 2) return null
  const whole = cents(total.trim())
  // Whole yuan where that is possible: nobody hands over 333.33 in notes.
  const unit = whole % 100n === 0n && whole / 100n >= BigInt(parts) ? 100n : 1n
  const each = (whole / unit / BigInt(parts)) * unit
  if (each === 0n) return null
  return Array.from({ length: parts }, (_, at) => yuan(at < parts - 1 ? each : whole - each * BigInt(parts - 1)))
}

/** A clause paid by instalments: a clause a date, told apart by their number. */
export function instalments(
  draft: ClauseDraft,
  days: readonly string[],
  amounts: readonly string[],
  firstKey: number,
): ClauseDraft[] {
  return days.map((day, at) => ({
    ...draft,
    key: at === 0 ? draft.key : firstKey + at - 1,
    what: `${draft.what.trim() || '付款'}（第 ${at + 1} 期，共 ${days.length} 期）`,
    shares: null,
    amount: amounts[at] ?? '',
    amount_later: '',
    due: { ...NOTHING_DUE, kind: 'on', day },
  }))
}
