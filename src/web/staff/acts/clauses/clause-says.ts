import {
  CLAUSE_REFUSALS,
  type Clause,
  ClauseInput,
  faultsOfClauses,
  type OutsideFact,
  type Undertaking,
} from '#domain/agreements/clauses.ts'
import { UNCLEAR, unclear } from '#domain/agreements/unclear.ts'
import { DOUBTFUL, doubtsIn, UNLAWFUL, unlawfulIn, unlawfulInAgreement } from '#domain/agreements/unlawful.ts'
import { type ClauseDraft, clausesOf } from './clause-draft.ts'

/**
 * What is said beside a clause while it is written. `lack`: not yet written; `stop`: it cannot stand so; `mend`: it may, but
 * had better not.
 */
export type Said = { weight: 'lack' | 'stop' | 'mend'; says: string; next: string; law?: string }

/** What is not written yet, clause by clause, in the schema's own words. */
function missing(raw: readonly unknown[], drafts: readonly ClauseDraft[]): Said[][] {
  return raw.map((clause, at) => {
    const checked = ClauseInput.safeParse(clause)
    if (checked.success) return []
    const noDay = drafts[at]?.due.kind === 'on' && drafts[at]?.due.day === ''
    const says = checked.error.issues.map(({ path, message }) => {
      if (noDay && path.join('.') === 'due.day') return '请选择最晚哪一天。'
      return /\p{Script=Han}/u.test(message) ? message : '还没有写完整。'
    })
    return [...new Set(says)].map((it) => ({ weight: 'lack' as const, says: it, next: '' }))
  })
}

/** Everything to be said about these drafts, by their place; live, out of the very rules the door asks. */
export function saysOf(
  drafts: readonly ClauseDraft[],
  parties: readonly string[],
  guarantors: readonly string[],
): Said[][] {
  const raw = clausesOf(drafts)
  const said = missing(raw, drafts)
  // Only clauses that are whole can be judged; the numbers of the others must stay, so they are judged all together or alone.
  const parsed = raw.map((clause) => ClauseInput.safeParse(clause))
  const whole: { clause: Clause; at: number }[] = parsed.flatMap((it, at) =>
    it.success ? [{ clause: it.data, at }] : [],
  )
  const all = whole.length === drafts.length
  const faults = all
    ? faultsOfClauses(
        whole.map(({ clause }) => clause),
        parties,
        guarantors,
      )
    : whole.flatMap(({ clause, at }) =>
        faultsOfClauses([clause], parties, guarantors)
          .filter(({ code }) => !code.startsWith('clause_after'))
          .map(({ code }) => ({ clause: at + 1, code })),
      )
  for (const { clause, code } of faults)
    said[clause - 1]?.push({ weight: 'stop', says: CLAUSE_REFUSALS[code].says, next: CLAUSE_REFUSALS[code].next })
  // Words that may not stand are told at once, however unfinished the clause is around them.
  for (const [at, draft] of drafts.entries())
    if (!parsed[at]?.success)
      for (const { code } of unlawfulIn(draft.what)) said[at]?.push({ weight: 'stop', ...UNLAWFUL[code] })
  for (const { clause, at } of whole) {
    for (const { code } of unlawfulInAgreement([clause])) said[at]?.push({ weight: 'stop', ...UNLAWFUL[code] })
    for (const { code, found } of unclear([clause]))
      said[at]?.push({
        weight: 'mend',
        says: found ? `“${found}”：${UNCLEAR[code].says}` : UNCLEAR[code].says,
        next: UNCLEAR[code].mend,
      })
    for (const { code } of doubtsIn(clause.what)) said[at]?.push({ weight: 'mend', ...DOUBTFUL[code] })
  }
  return said
}

/** What may not stand among the promises of helpers and the decisions of others. */
export const unlawfulBeside = (undertakings: readonly Undertaking[], facts: readonly OutsideFact[]): Said[] =>
  unlawfulInAgreement([], undertakings, facts).map(({ code, in: where, number }) => ({
    weight: 'stop',
    ...UNLAWFUL[code],
    says: `${where === 'undertaking' ? '帮助人的承诺' : '别的机关的决定'}第 ${number} 项：${UNLAWFUL[code].says}`,
  }))

/** Why these clauses cannot be sent yet, in one sentence that names the clause; null when they can. */
export function stopsAt(said: readonly (readonly Said[])[]): string | null {
  const at = said.findIndex((list) => list.some(({ weight }) => weight !== 'mend'))
  const first = said[at]?.find(({ weight }) => weight !== 'mend')
  return first ? `第 ${at + 1} 条：${first.says}` : null
}
