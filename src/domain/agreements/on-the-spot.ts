import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'
import { PartyInput, TakeDownInput } from '../intake/desk-inputs.ts'
import { type Clause, ClauseInput, OutsideFactInput, UndertakingInput } from './clauses.ts'

/** A party as one page writes her: by her place in the list of this page, since she has no id yet. */
const Position = z.int().min(0).max(59)

/** A clause as one page writes it: like any clause, but naming people by their place in the page's list. */
export const SpotClauseInput = z.strictObject({
  ...ClauseInput.shape,
  debtors: z
    .array(z.strictObject({ party: Position, amount: ClauseInput.shape.amount }))
    .min(1, '请选择由谁来做。')
    .max(60),
  creditors: z.array(Position).max(60),
  guarantors: z.array(Position).max(20).default([]),
  /** Done there and then, and whoever it is owed to says so. */
  done_now: z.boolean().default(false),
})
export type SpotClause = z.output<typeof SpotClauseInput>

/** 现场调成: everything a matter settled in hand needs, on one page. Each fact becomes a step of its own. */
export const OnTheSpotInput = z.strictObject({
  channel: z.enum(['CH01', 'CH02', 'CH03', 'CH05', 'CH14']).default('CH03'),
  place_code: TakeDownInput.shape.place_code,
  where_text: TakeDownInput.shape.where_text,
  dispute_type: TakeDownInput.shape.dispute_type,
  parties: z.array(PartyInput).min(2, '请写下双方。').max(60),
  what_happened: written(5_000, '请写下是什么事。'),
  /** When they came, and when it was settled. */
  came_at: z.iso.datetime({ error: '请选择什么时候来的。' }),
  settled_at: z.iso.datetime({ error: '请选择什么时候调成的。' }),
  everybody_agreed: z.literal(true, { error: '双方都同意调解，才能调。' }),
  rights_told: z.literal(true, { error: '请先告知双方的权利和义务。' }),
  /** What the mediator said about being related to a party; empty: nothing. */
  disclosed: noted(500),
  relation_waived: z.boolean().default(false),
  form: z.enum(['oral', 'written']).default('oral'),
  a_party_asks_for_writing: z.boolean().default(false),
  /** Grave or complex, by the mediator's own judgement: then it is written. */
  major: z.boolean().default(false),
  clauses: z.array(SpotClauseInput).min(1, '请写下怎样说好的。').max(20),
  undertakings: z.array(UndertakingInput).max(20).default([]),
  outside_facts: z.array(OutsideFactInput).max(20).default([]),
  /** Written: how the mediator knew who signed, and that the committee sealed it. */
  known_by: z.enum(['identity_paper', 'known_in_person']).default('known_in_person'),
  sealed: z.boolean().default(false),
})
export type OnTheSpot = z.output<typeof OnTheSpotInput>

/** The page's clause with the people it names; null where it names a place that is not in the list. */
export function clauseOf({ done_now: _, ...clause }: SpotClause, ids: readonly string[]): Clause | null {
  const debtors = clause.debtors.map(({ party, amount }) => ({ party_id: ids[party] ?? '', amount }))
  const creditors = clause.creditors.map((at) => ids[at] ?? '')
  const guarantors = clause.guarantors.map((at) => ids[at] ?? '')
  if ([...debtors.map((it) => it.party_id), ...creditors, ...guarantors].includes('')) return null
  return { ...clause, debtors, creditors, guarantors }
}
