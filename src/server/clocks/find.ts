import type { Level } from '#domain/clocks/warnings.ts'
import type { Clock, Owing, PartKind } from '#domain/disputes/parts.ts'
import { question, type Trx } from '../db/connection.ts'

const clockRows = question((trx, fileId: string) =>
  trx.selectFrom('clocks').selectAll().where('file_id', '=', fileId).orderBy('id'),
)

/** The clocks of a file, in the order they were started. */
export async function clocksOf(trx: Trx, fileId: string): Promise<Clock[]> {
  const rows = await clockRows(trx, fileId)
  return rows.map(
    ({
      owes_kind,
      owes_unit,
      owes_person,
      owes_party,
      file_id: _,
      look_at: _1,
      told_head: _2,
      told_centre: _3,
      ...row
    }) => ({
      ...row,
      part: row.part as PartKind,
      state: row.state as Clock['state'],
      owes: owing(owes_kind, owes_unit, owes_person, owes_party),
    }),
  )
}

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
