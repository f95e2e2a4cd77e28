import type { z } from 'zod'
import type { StaffDispute } from '#contract/disputes.ts'
import { canTake } from '#domain/decide.ts'
import { type DisputeFacts, type Part, partsOf, STATUSES } from '#domain/disputes/parts.ts'
import type { Here } from '#domain/step.ts'
import { OFFERED } from '#domain/table.ts'
import { ROUTE_RESULTS, type RouteResult } from '#domain/triage/handler-inputs.ts'
import { RESOLVED_HOW, UNRESOLVED_WHY } from '#domain/triage/inputs.ts'
import { type RouteCode, TRIAGE_ROUTES } from '#domain/triage/types.ts'

/** All but who of the unit has it, which depends on who works there now. */
type TaskView = Omit<z.input<typeof StaffDispute>['tasks'][number], 'held_by'>
type Reader = { open: boolean; named: (name: string) => string }

const outcomes: Record<string, string> = {
  ...RESOLVED_HOW,
  ...UNRESOLVED_WHY,
  applicant_withdrew: '申请人撤回',
  settled_in_part: '谈成一部分',
  agreement_reached: '达成协议',
  no_such_dispute: '核实无此纠纷',
}
const routeSays = (route: string): string => TRIAGE_ROUTES[route as RouteCode] ?? route

/** What somebody said there is none of, as staff read it; to those who do not handle the file without its words. */
export const proposedView = (proposed: DisputeFacts['false_proposed'] | null, open: boolean) =>
  proposed
    ? {
        name: proposed.name,
        checked: open ? proposed.checked : '',
        because: open ? proposed.because : '',
        on: proposed.on,
      }
    : null

/** A task as staff read it: who has it, what became of it, and what they may do. */
export function taskView(
  here: Here,
  task: Part<'task'>,
  units: ReadonlyMap<number, string>,
  { open, named }: Reader,
): TaskView {
  const { facts } = task
  const nameOf = (id: string): string =>
    named(partsOf(here.parts, 'party').find((party) => party.id === id)?.facts.name ?? '')
  const gone = facts.diverted ?? null
  return {
    id: task.id,
    status: task.status,
    status_says: STATUSES.task[task.status],
    version: task.version,
    unit_id: facts.unit_id,
    unit_name: units.get(facts.unit_id) ?? '',
    assists: facts.assists ?? false,
    route_says: facts.route ? routeSays(facts.route) : null,
    because: facts.because ?? null,
    instead_of: facts.instead_of
      ? { route_says: routeSays(facts.instead_of.route), unit_name: facts.instead_of.unit_name }
      : null,
    from_unit_name: facts.from_unit === undefined ? null : (units.get(facts.from_unit) ?? ''),
    objection: facts.objection ?? null,
    clocks: here.clocks.filter((clock) => clock.part_id === task.id).map((clock) => clock.id),
    returns: facts.returns ?? 0,
    decider_name: facts.decider?.name ?? null,
    decided: facts.decided ?? null,
    conferences: (facts.conferences ?? []).map((it) => ({
      ...it,
      units: it.units.map((unit) => unit.name),
      decision: it.decision ?? null,
    })),
    duties: facts.duties ?? [],
    diverted: gone && {
      route_says: routeSays(gone.route),
      to: gone.to,
      docket_no: gone.docket_no,
      chosen_by: gone.chosen_by.map(nameOf),
      on: gone.on,
      result: gone.result
        ? {
            says: ROUTE_RESULTS[gone.result.what as RouteResult] ?? '',
            note: open ? gone.result.note : '',
            on: gone.result.on,
          }
        : null,
    },
    outcome_says: facts.outcome ? (outcomes[facts.outcome] ?? facts.outcome) : null,
    outcome_note: open ? facts.outcome_note || null : null,
    can: canTake(OFFERED, here, task),
  }
}
