import type { z } from 'zod'
import type { VisitView } from '#contract/agreements.ts'
import { canTake } from '#domain/decide.ts'
import { type Part, partsOf, STATUSES } from '#domain/disputes/parts.ts'
import type { Here } from '#domain/step.ts'
import { OFFERED } from '#domain/table.ts'
import { PERFORMANCES, SATISFACTIONS, VISIT_HOWS } from '#domain/visits/inputs.ts'
import { VISIT_RISKS } from '#domain/visits/schedule.ts'

const word = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key

/** A return visit for its office: what people said there is for those who handle the file. */
export function visitView(
  here: Here,
  visit: Part<'visit'>,
  reader: { open: boolean; named: (name: string) => string },
): z.input<typeof VisitView> {
  const { found, round, due_on, risk, risk_because } = visit.facts
  const names = new Map(partsOf(here.parts, 'party').map((party) => [party.id, reader.named(party.facts.name)]))
  return {
    id: visit.id,
    status: visit.status,
    status_says: STATUSES.visit[visit.status],
    version: visit.version,
    round,
    due_on,
    risk_says: risk ? VISIT_RISKS[risk].says : null,
    risk_because: risk_because ?? [],
    found: found
      ? {
          at: found.at,
          how_says: word(VISIT_HOWS, found.how),
          visited: found.visited.map((id) => names.get(id) ?? '').join('、'),
          performance_says: word(PERFORMANCES, found.performance),
          satisfaction_says: word(SATISFACTIONS, found.satisfaction),
          satisfaction_by: found.satisfaction_by ? (names.get(found.satisfaction_by) ?? '') : null,
          satisfaction_words: reader.open ? (found.satisfaction_words ?? '') : '',
          trouble: found.trouble,
          account: reader.open ? found.account : '',
        }
      : null,
    can: canTake(OFFERED, here, visit),
  }
}
