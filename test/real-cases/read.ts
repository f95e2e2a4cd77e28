/**
 * The 55 real mediations (own words, kept outside the repository) and our reviewed reading of their 110 terms.
 *
 * `terms.json` holds no text, name or amount of a case: only which term is what, by index. What a clause says and how much
 * it is comes from `cases.jsonl` when a test runs; where that file is absent, `realCases()` is null and the tests skip.
 */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { sumOf } from '#domain/agreements/amounts.ts'
import {
  type Clause,
  type Due,
  NATURES,
  type Nature,
  type OutsideFact,
  type Undertaking,
} from '#domain/agreements/clauses.ts'
import { UNLAWFUL, type UnlawfulCode } from '#domain/agreements/unlawful.ts'
import { addDays, type Day, daysBetween } from '#domain/clocks/calendar.ts'
import { CHANNELS, type Channel } from '#domain/intake/channels.ts'
import { UNIT_KINDS, type UnitKind } from '#domain/organisations/words.ts'

const RealTerm = z.strictObject({
  who: z.string(),
  what: z.string(),
  amount: z.number().nullable(),
  due: z.string(),
})
export type RealTerm = z.output<typeof RealTerm>

const RealCase = z.object({
  id: z.string(),
  type: z.string(),
  title: z.string(),
  parties: z.array(z.object({ role: z.string(), name: z.string(), kind: z.string() })).min(2),
  facts: z.string(),
  claims: z.string(),
  channel: z.string(),
  result: z.string(),
  terms: z.array(RealTerm).min(1),
  total_amount: z.number().nullable(),
})
export type RealCase = z.output<typeof RealCase>

const keysOf = <K extends string>(list: Readonly<Record<K, unknown>>): [K, ...K[]] => Object.keys(list) as [K, ...K[]]

/** The shape of a due: as in a clause, but a day comes from the term or from the day of signing. */
const DueShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at_signing') }),
  z.strictObject({ kind: z.literal('on_term_day') }),
  z.strictObject({ kind: z.literal('on'), in_days: z.int().min(1) }),
  z.strictObject({ kind: z.literal('within'), days: z.int().min(1), working: z.boolean() }),
  z.strictObject({
    kind: z.literal('when'),
    condition: z.string(),
    /** [index of the term, index of the clause made of it]. */
    after: z.tuple([z.int(), z.int()]).nullable(),
    within_days: z.int().nullable(),
    working: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('ongoing'), rhythm: z.string() }),
  z.strictObject({ kind: z.literal('not_said') }),
])

const ClauseShape = z.strictObject({
  nature: z.enum(keysOf<Nature>(NATURES)),
  /** Indexes into the case's parties, then into `added_parties`. */
  debtors: z.array(z.int()).min(1),
  creditors: z.array(z.int()),
  amount: z.enum(['of_term', 'of_case', 'later', 'none']).default('none'),
  later: z.string().nullable().default(null),
  due: DueShape,
  /** Our own words, where one term is split or its words do not say what is owed; else the term's. */
  says: z.string().nullable().default(null),
  held_by: z.string().nullable().default(null),
})

const why = z.string().min(10)
const ReviewedTerm = z.discriminatedUnion('class', [
  z.strictObject({
    class: z.literal('obligation'),
    clauses: z.array(ClauseShape).min(1),
    /** A second dispute of the same event has an agreement of its own, in a linked file. */
    agreement: z.int().default(1),
    why: why.optional(),
  }),
  z.strictObject({ class: z.literal('undertaking'), who: z.string(), why }),
  z.strictObject({ class: z.literal('outside_fact'), authority: z.string(), why }),
  z.strictObject({
    class: z.literal('refused'),
    code: z.enum(keysOf<UnlawfulCode>(UNLAWFUL)),
    article: z.string(),
    why,
  }),
])
export type ReviewedTerm = z.output<typeof ReviewedTerm>

const unitKind = z.enum(keysOf<UnitKind>(UNIT_KINDS))
const ReviewedCase = z.strictObject({
  door: z.strictObject({ channel: z.enum(keysOf<Channel>(CHANNELS)), handed_by: unitKind.nullable() }),
  /** Who mediated as the source has it, and the committee that walks it here where that is no committee. */
  mediated_by: unitKind,
  walks_at: unitKind.optional(),
  form: z.enum(['written', 'oral']),
  performed: z.enum(['at_once', 'partly_at_once', 'later', 'not_said']),
  partial: z.boolean().default(false),
  /** Identity relations: signed on paper, never electronically only (INV-6). */
  paper_only: z.boolean().default(false),
  risk: z.enum(['violence', 'crowd']).nullable().default(null),
  earlier: z.literal('mediation_failed').nullable().default(null),
  afterwards: z.literal('sued').nullable().default(null),
  /** Parties the source counts within another (`part_of`), or not at all. Their indexes follow the case's own. */
  added_parties: z.array(z.strictObject({ says: z.string(), part_of: z.int().nullable() })).default([]),
  why: why.optional(),
  terms: z.array(ReviewedTerm).min(1),
})
export type ReviewedCase = z.output<typeof ReviewedCase>

/** Our reading of every case, by its id. */
export function reviewedCases(): Map<string, ReviewedCase> {
  const text = readFileSync(new URL('terms.json', import.meta.url), 'utf8')
  return new Map(Object.entries(z.record(z.string(), ReviewedCase).parse(JSON.parse(text))))
}

/** The cases themselves, or null where the data beside the repository is absent. */
export function realCases(): RealCase[] | null {
  const file = new URL('../../../shared/data/open/cases.jsonl', import.meta.url)
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => RealCase.parse(JSON.parse(line)))
}

/** One agreement of a case as it would be written. `refused` are the terms that may not stand in it. */
export type RealAgreement = {
  number: number
  /** Indexes of the parties it binds. */
  parties: number[]
  clauses: Clause[]
  undertakings: Undertaking[]
  outside_facts: OutsideFact[]
  refused: { text: string; code: UnlawfulCode }[]
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * The agreements of a case, the first one first.
 *
 * @param ids a party's id for each index: the case's own, then the added ones
 * @param signedOn the day of signing; the case's own days move with it, so that its first is thirty days later
 */
export function agreementsOf(
  real: RealCase,
  reviewed: ReviewedCase,
  ids: readonly string[],
  signedOn: Day,
): RealAgreement[] {
  const first = real.terms
    .map((term) => term.due)
    .filter((due) => DAY.test(due))
    .sort()[0]
  const moved = (day: string): Day => addDays(signedOn, 30 + daysBetween(first ?? day, day))
  const idOf = (at: number): string => {
    const id = ids[at]
    if (id === undefined) throw new Error(`${real.id}: no party ${at}`)
    return id
  }
  const pairs = reviewed.terms.map((term, at) => {
    const source = real.terms[at]
    if (!source) throw new Error(`${real.id}: no term ${at}`)
    return { term, source, at }
  })
  const numbers = new Set(pairs.map(({ term }) => (term.class === 'obligation' ? term.agreement : 1)))
  return [...numbers].sort().map((number) => {
    const own = pairs.flatMap(({ term, source, at }) =>
      term.class === 'obligation' && term.agreement === number
        ? term.clauses.map((shape, part) => ({ shape, source, at, part }))
        : [],
    )
    const dueOf = (shape: z.output<typeof DueShape>, source: RealTerm): Due => {
      if (shape.kind === 'on_term_day') return { kind: 'on', day: moved(source.due) }
      if (shape.kind === 'on') return { kind: 'on', day: addDays(signedOn, shape.in_days) }
      if (shape.kind === 'ongoing') return { ...shape, from: null, until: null }
      if (shape.kind !== 'when') return shape
      const { after, ...rest } = shape
      const awaited = own.findIndex(({ at, part }) => at === after?.[0] && part === after[1])
      if (after && awaited < 0) throw new Error(`${real.id}: waits for a clause that is not in its agreement`)
      return { ...rest, after_clause: after ? awaited + 1 : null }
    }
    const amountOf = (kind: z.output<typeof ClauseShape>['amount'], source: RealTerm): string | null => {
      const sum = kind === 'of_term' ? source.amount : kind === 'of_case' ? real.total_amount : null
      if (sum === null && kind.startsWith('of_')) throw new Error(`${real.id}: the source names no amount`)
      return sum === null ? null : sumOf([String(sum)])
    }
    const clauses = own.map(
      ({ shape, source }): Clause => ({
        nature: shape.nature,
        debtors: shape.debtors.map((at) => ({ party_id: idOf(at), amount: null })),
        joint: false,
        creditors: shape.creditors.map(idOf),
        what: shape.says ?? source.what,
        amount: amountOf(shape.amount, source),
        amount_later: shape.later,
        due: dueOf(shape.due, source),
        guarantors: [],
        held_by: shape.held_by,
      }),
    )
    const others = number === 1 ? pairs : []
    return {
      number,
      parties: [...new Set(own.flatMap(({ shape }) => [...shape.debtors, ...shape.creditors]))].sort((a, b) => a - b),
      clauses,
      undertakings: others.flatMap(({ term, source }) =>
        term.class === 'undertaking' ? [{ who: term.who, what: source.what }] : [],
      ),
      outside_facts: others.flatMap(({ term, source }) =>
        term.class === 'outside_fact' ? [{ authority: term.authority, what: source.what, paper: null }] : [],
      ),
      refused: others.flatMap(({ term, source }) =>
        term.class === 'refused' ? [{ text: source.what, code: term.code }] : [],
      ),
    }
  })
}
