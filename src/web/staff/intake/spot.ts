import type { Clause } from '#domain/agreements/clauses.ts'
import { clauseOf, OnTheSpotInput, type SpotClause } from '#domain/agreements/on-the-spot.ts'
import { WRITING_FORCED, writingForced } from '#domain/agreements/writing.ts'
import { fromLocalField } from '../wording.ts'
import { type PartyRow, tidyParties } from './entry.ts'

/** 双方: everybody on the page. */
export const ALL = 'all'
/** What is settled in hand; what goes on for years is written in the long form. */
export const SPOT_NATURES = {
  pay: '付钱',
  do: '做一件事',
  refrain: '不再做某事',
  deliver: '交付东西',
  release: '放弃、说清',
} as const
export type SpotNature = keyof typeof SPOT_NATURES
export const LASTED = { 15: '一刻钟', 30: '半小时', 60: '一小时', 120: '两小时', 240: '半天' } as const

/** One line of what they agreed. People are named by their line on the page, or all of them. */
export type SpotRow = {
  from?: string
  to?: string
  nature?: SpotNature
  amount?: string
  what?: string
  done?: boolean
  /** The last day, where it is not done yet. */
  by?: string
}
export type SpotValues = {
  channel?: string
  place_code?: number
  where_text?: string
  dispute_type?: string
  parties?: (PartyRow | undefined)[]
  what_happened?: string
  /** Empty: just now. */
  settled_at?: string
  lasted?: string
  agreed?: boolean
  related?: boolean
  disclosed?: string
  form?: 'oral' | 'written'
  asks_for_writing?: boolean
  known_by?: string
  sealed?: boolean
  clauses?: (SpotRow | undefined)[]
}

export const firstRow: SpotRow = { from: '1', to: '0', nature: 'pay', done: true }
const ACTS: readonly string[] = ['pay', 'do', 'deliver']

/** Whether a line asks for something that can be done there and then. */
export const isAct = ({ nature = 'pay' }: SpotRow): boolean => ACTS.includes(nature)

const dueOf = (row: SpotRow): SpotClause['due'] => {
  if (row.nature === 'refrain') return { kind: 'ongoing', from: null, until: null, rhythm: '' }
  if (row.nature === 'release' || row.done) return { kind: 'at_signing' }
  return row.by ? { kind: 'on', day: row.by } : { kind: 'not_said' }
}

function clauseFrom(row: SpotRow, rows: readonly number[]): Record<string, unknown> {
  const everybody = rows.map((_, at) => at)
  const named = (who: string | undefined): number[] => {
    const at = rows.indexOf(Number(who))
    return who === ALL ? everybody : at === -1 ? [] : [at]
  }
  const { nature = 'pay', amount } = row
  const words = row.what?.trim() ?? ''
  return {
    nature,
    debtors: named(row.from).map((party) => ({ party, amount: null })),
    creditors: named(row.to),
    what: words === '' && nature === 'pay' ? '付款' : words,
    amount: nature === 'pay' && amount?.trim() ? amount.trim() : null,
    due: dueOf(row),
    done_now: isAct(row) && row.done === true,
  }
}

const said = (values: SpotValues) => {
  const { parties, rows } = tidyParties(values.parties ?? [])
  const lines = (values.clauses ?? []).flatMap((row) => (row ? [row] : []))
  return { parties, rows, lines, clauses: lines.map((row) => clauseFrom(row, rows)) }
}

/** The clauses as the rules read them; those not yet whole are left out. */
export function clausesOf(values: SpotValues): { clauses: Clause[]; names: (ids: readonly string[]) => string } {
  const { parties, clauses } = said(values)
  const places = parties.map((_, at) => String(at))
  const whole = clauses.flatMap((clause) => {
    const read = OnTheSpotInput.shape.clauses.element.safeParse(clause)
    return read.success ? [clauseOf(read.data, places)] : []
  })
  return {
    clauses: whole.filter((clause) => clause !== null),
    names: (ids) => ids.map((id) => parties[Number(id)]?.name ?? '').join('、'),
  }
}

/** Why this may not stay oral, or null where it may. */
export function mustBeWritten(values: SpotValues): { says: string; law: string } | null {
  const { lines } = said(values)
  const forced = writingForced(clausesOf(values).clauses, {
    a_party_asks_for_writing: values.asks_for_writing === true,
    not_all_performed: lines.some((row) => isAct(row) && !row.done),
    identity_relation: values.dispute_type === 'M01',
  })
  return forced && WRITING_FORCED[forced]
}

/**
 * The page as it is sent. @param now the present; a minute of it is given to clocks that differ
 * `rows` leads a fault of a party back to the line she stands in.
 */
export function spotBody(values: SpotValues, now: string) {
  const { parties, rows, clauses } = said(values)
  const settled = values.settled_at ? Date.parse(fromLocalField(values.settled_at)) : Date.parse(now) - 60_000
  const lasted = Number(values.lasted ?? 30) * 60_000
  const written = values.form === 'written' || mustBeWritten(values) !== null
  const body = {
    channel: values.channel,
    place_code: values.place_code,
    where_text: values.where_text ?? '',
    dispute_type: values.dispute_type || null,
    parties,
    what_happened: values.what_happened ?? '',
    came_at: new Date(settled - lasted).toISOString(),
    settled_at: new Date(settled).toISOString(),
    everybody_agreed: values.agreed === true,
    rights_told: values.agreed === true,
    disclosed: values.related ? (values.disclosed ?? '') : '',
    relation_waived: values.related === true,
    form: written ? 'written' : 'oral',
    a_party_asks_for_writing: values.asks_for_writing === true,
    clauses,
    ...(written ? { known_by: values.known_by ?? 'known_in_person', sealed: values.sealed === true } : {}),
  }
  return { body, rows }
}
