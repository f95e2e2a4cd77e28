import type { Day } from '#domain/clocks/calendar.ts'
import { type Clock, type Part, partsOf } from '#domain/disputes/parts.ts'
import { type Stage, stageOf } from '#domain/disputes/stage.ts'
import type { Colour } from '#domain/ledger/colours.ts'
import { type LedgerState, ledgerStateOf } from '#domain/ledger/result.ts'
import type { Actor } from '#domain/step.ts'

/** What the ledger reads of a file without its parts; nothing of what is no dispute. */
export type LedgerGlance = { ledger: LedgerState | null; colour: Colour | null; dispute_type: string | null }
/** What is owed on a file and when it meets next: what the desk, what is overdue and what is stuck are found by. */
export type Ahead = { owed_on: Day | null; late_on: Day | null; meets_at: string | null }
/** What the lists read of a file without its parts: kept on its row by the door, with every step (docs/decisions/0014). */
export type Glance = { stage: Stage; moved_at: string; moved_by: Actor['kind'] } & Ahead & LedgerGlance

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

const first = <T extends string>(all: readonly T[]): T | null => [...all].sort()[0] ?? null

/**
 * The first day by which an office owes something on a file, of what runs and no party owes (`owed_on`); the same without what is owed on
 * a referral (`late_on`); and when the first meeting is that people were told of and that was not held yet. Null where there is none.
 */
export function aheadOf({ parts, clocks }: { parts: readonly Part[]; clocks: readonly Clock[] }): Ahead {
  const owed = clocks.filter((it) => it.state === 'running' && !('party' in it.owes))
  const told = partsOf(parts, 'mediation').filter((it) => it.status === 'notified')
  return {
    owed_on: first(owed.map((it) => it.due_on)),
    late_on: first(owed.filter((it) => it.part !== 'referral').map((it) => it.due_on)),
    meets_at: first(told.flatMap((it) => (it.facts.meeting ? [new Date(it.facts.meeting.at).toISOString()] : []))),
  }
}

/** A file at a glance after a step: its stage by the one function that knows it, who moved it when, what is owed on it first and when it meets. */
export const glanceOf = (
  state: { parts: readonly Part[]; clocks: readonly Clock[] },
  by: Actor['kind'],
  at: string,
): Glance => ({
  stage: stageOf(state.parts),
  moved_at: at,
  moved_by: by,
  ...aheadOf(state),
  ...ledgerGlance(state.parts),
})
