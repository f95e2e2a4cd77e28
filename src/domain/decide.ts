import type { Consequence } from './disputes/consequences.ts'
import type { Part, PartKind } from './disputes/parts.ts'
import { withWordingOf } from './documents/wording-book.ts'
import { type GuardName, refusalOf } from './guards.ts'
import { HATS, type Hat } from './hats.ts'
import { POWER_GUARDS } from './identity/beside-guards.ts'
import type { RefusalCode } from './refusals.ts'
import type { Here, Row } from './step.ts'

export type Decision = { ok: true; hat: Hat; consequences: Consequence[] } | { ok: false; why: RefusalCode }

/** The hat under which this actor may take the step, if any. */
export const hatFor = (row: Row, here: Here, part: Part | null): Hat | undefined =>
  row.by.find((hat) => HATS[hat].worn(here, part))

/**
 * Whether a row is open to an agent by his own link at all: only where it names the power he needs. Whatever else her hats let a
 * party do, she does herself (民法典 161、162).
 */
export const isOpenToAgents = (row: Pick<Row, 'needs'>): boolean =>
  row.needs.some((guard) => (POWER_GUARDS as readonly string[]).includes(guard))

const isOnlyHers = (row: Row, { actor }: Here): boolean =>
  actor.kind === 'party' && actor.agent_id !== undefined && !isOpenToAgents(row)

/**
 * The one place that says whether a step may be taken and what follows. Pure: the same row, file and moment give the
 * same answer. Refusals are values, told in this order: wrong state, not yours, then the legal conditions.
 */
export function decide(row: Row, here: Here, part: Part | null, input: unknown): Decision {
  if (row.on !== 'nothing') {
    if (part === null || part.part !== row.on) return { ok: false, why: 'no_such_part' }
    if (!row.from.includes(part.status)) return { ok: false, why: 'wrong_state' }
  }
  const hat = hatFor(row, here, part)
  // Whoever assists is told what is hers and who leads; anybody else, that it is not hers.
  if (hat === undefined)
    return { ok: false, why: HATS.assisting_mediator.worn(here, part) ? 'assists_only' : 'not_yours' }
  if (isOnlyHers(row, here)) return { ok: false, why: 'agent_only_herself' }
  if (here.occurred_at > here.now) return { ok: false, why: 'occurred_in_future' }
  // People write times to the minute: the minute the request came in is not before it.
  if (here.file && here.occurred_at.slice(0, 16) < here.file.received_at.slice(0, 16))
    return { ok: false, why: 'occurred_before_request' }
  for (const guard of row.needs) {
    const why = refusalOf(guard, here, input, part)
    if (why) return { ok: false, why }
  }
  const move: Consequence[] =
    part && row.to ? [{ kind: 'move_part', part: part.part, id: part.id, status: row.to } as Consequence] : []
  // What lies before the parties to sign is put in effect in the words they signed.
  const signed = part?.part === 'agreement' && part.status === 'signing' ? part.facts.wordings : undefined
  return {
    ok: true,
    hat,
    consequences: withWordingOf(here, [...move, ...row.then(here, part, input as never)], signed),
  }
}

type Table = Readonly<Record<string, Row>>
type RowsFrom = Map<string, readonly [string, Row][]>
const startingAt = new WeakMap<Table, Map<PartKind, RowsFrom>>()

/** The rows that start from where a part stands: looked up once a table, since every reply asks it of every part. */
function rowsFrom(table: Table, { part, status }: Part): readonly [string, Row][] {
  const known = startingAt.get(table)?.get(part)?.get(status)
  if (known) return known
  const byPart = startingAt.get(table) ?? new Map<PartKind, RowsFrom>()
  const byStatus = byPart.get(part) ?? new Map()
  const rows = Object.entries(table).filter(([, row]) => row.on === part && row.from.includes(status))
  startingAt.set(table, byPart.set(part, byStatus.set(status, rows)))
  return rows
}

/** A question that is asked once, whoever asks it again. */
function once<K>(ask: (of: K) => boolean): (of: K) => boolean {
  const known = new Map<K, boolean>()
  return (of) => {
    const before = known.get(of)
    if (before !== undefined) return before
    const answer = ask(of)
    known.set(of, answer)
    return answer
  }
}

/**
 * The steps open to this actor on this part now, before any input is known: what a reply carries as `can`. Many rows name the same hats and
 * conditions: each is looked at once.
 */
export function canTake(table: Table, here: Here, part: Part): string[] {
  const wears = once<Hat>((hat) => HATS[hat].worn(here, part))
  const holds = once<GuardName>((guard) => refusalOf(guard, here, undefined, part) === null)
  return rowsFrom(table, part).flatMap(([name, row]) =>
    row.by.some(wears) && !isOnlyHers(row, here) && row.needs.every(holds) ? [name] : [],
  )
}
