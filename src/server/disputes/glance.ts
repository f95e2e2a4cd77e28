import type { Day } from '#domain/clocks/calendar.ts'
import { type Clock, type Part, partsOf } from '#domain/disputes/parts.ts'
import { type Stage, stageOf } from '#domain/disputes/stage.ts'
import type { Colour } from '#domain/ledger/colours.ts'
import { type LedgerState, ledgerStateOf } from '#domain/ledger/result.ts'
import type { Actor } from '#domain/step.ts'

/** What the ledger reads of a file without its parts; nothing of what is no dispute. */
export type LedgerGlance = { ledger: LedgerState | null; colour: Colour | null; dispute_type: string | null }
/** What the lists read of a file without its parts: kept on its row by the door, with every step (docs/decisions/0014). */
export type Glance = { stage: Stage; moved_at: string; moved_by: Actor['kind']; owed_on: Day | null } & LedgerGlance

/** Where a file stands in the ledger, its colour, and what it is about. */
export function ledgerGlance(parts: readonly Part[]): LedgerGlance {
  const [dispute] = partsOf(parts, 'dispute')
  return dispute
    ? {
        ledger: ledgerStateOf(parts),
        colour: dispute.facts.colour?.colour ?? null,
        dispute_type: dispute.facts.dispute_type ?? null,
      }
    : { ledger: null, colour: null, dispute_type: null }
}

/** The first day by which an office owes something on a file: of what runs, and no party owes. Null where nothing is owed. */
export function owedOn(clocks: readonly Clock[]): Day | null {
  const days = clocks.filter((it) => it.state === 'running' && !('party' in it.owes)).map((it) => it.due_on)
  return days.sort()[0] ?? null
}

/** A file at a glance after a step: its stage by the one function that knows it, who moved it when, and what is owed on it first. */
export const glanceOf = (
  { parts, clocks }: { parts: readonly Part[]; clocks: readonly Clock[] },
  by: Actor['kind'],
  at: string,
): Glance => ({
  stage: stageOf(parts),
  moved_at: at,
  moved_by: by,
  owed_on: owedOn(clocks),
  ...ledgerGlance(parts),
})
