import { sql } from 'kysely'
import type { z } from 'zod'
import type { unitsToSendTo } from '#contract/triage.ts'
import { UNIT_KINDS, type UnitKind } from '#domain/organisations/words.ts'
import type { Trx } from '../db/connection.ts'
import { upwards } from './find.ts'

const MOST = 30

/** Units in use that answer to words of their name or to a kind; those whose area the place lies in come first. */
export async function findUnits(
  trx: Trx,
  asked: z.output<typeof unitsToSendTo.query>,
): Promise<z.input<typeof unitsToSendTo.reply>> {
  const near = asked.near === undefined ? [] : upwards(asked.near)
  let query = trx
    .selectFrom('units')
    .select(['id', 'name', 'kind', 'place_code', 'phone'])
    .where('until', 'is', null)
    .orderBy(sql`coalesce(array_position(${`{${near.join(',')}}`}::bigint[], place_code), 99)`)
    .orderBy('place_code')
    .orderBy('id')
    .limit(MOST + 1)
  if (asked.kind) query = query.where('kind', '=', asked.kind)
  // Words are told apart from patterns: a percent sign in them is a percent sign.
  for (const word of (asked.words ?? '').split(/\s+/).filter(Boolean))
    query = query.where(sql<boolean>`position(${word} in name) > 0`)
  const rows = await query.execute()
  return {
    units: rows.slice(0, MOST).map((row) => ({ ...row, kind_says: UNIT_KINDS[row.kind as UnitKind] ?? row.kind })),
    more: rows.length > MOST,
  }
}
