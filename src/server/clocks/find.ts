import type { Selectable } from 'kysely'
import type { Level } from '#domain/clocks/warnings.ts'
import type { Clock, Owing, PartKind } from '#domain/disputes/parts.ts'
import { question, type Trx } from '../db/connection.ts'
import type { Clocks } from '../db/types.ts'

const COLUMNS = [
  'id',
  'part',
  'part_id',
  'rule',
  'rule_version',
  'calendar_version',
  'owes_kind',
  'owes_unit',
  'owes_person',
  'owes_party',
  'act',
  'start_event',
  'started_on',
  'due_on',
  'due_at',
  'state',
  'paused_on',
  'paused_days',
  'settled_event',
] as const
export type ClockRow = Pick<Selectable<Clocks>, (typeof COLUMNS)[number]>

/** A clock as its row has it. */
export const clockFrom = ({ owes_kind, owes_unit, owes_person, owes_party, ...row }: ClockRow): Clock => ({
  ...row,
  part: row.part as PartKind,
  state: row.state as Clock['state'],
  owes: owing(owes_kind, owes_unit, owes_person, owes_party),
})

const clockRows = question((trx, fileId: string) =>
  trx.selectFrom('clocks').select(COLUMNS).where('file_id', '=', fileId).orderBy('id'),
)

/** The clocks of a file, in the order they were started. */
export const clocksOf = async (trx: Trx, fileId: string): Promise<Clock[]> =>
  (await clockRows(trx, fileId)).map(clockFrom)

const warningRows = question((trx, fileId: string) =>
  trx.selectFrom('clock_warnings').select(['clock_id', 'level']).where('file_id', '=', fileId),
)

/** What the office was warned of in a file, by clock. */
export async function warningsIn(trx: Trx, fileId: string): Promise<Map<string, Level[]>> {
  const rows = await warningRows(trx, fileId)
  const found = new Map<string, Level[]>()
  for (const { clock_id, level } of rows) found.set(clock_id, [...(found.get(clock_id) ?? []), level as Level])
  return found
}

function owing(kind: string, unit: number | null, person: string | null, party: string | null): Owing {
  if (kind === 'unit' && unit !== null) return { unit }
  if (kind === 'person' && person !== null && unit !== null) return { person, for_unit: unit }
  return { party: party ?? '' }
}
