import type { Kysely } from 'kysely'
import type { PlaceCode } from '#domain/organisations/places.ts'
import type { DB } from '../db/types.ts'

/** The codes of all places in use: what a list or workbook that holds only what is new is checked against. */
export async function readPlaceCodes(db: Kysely<DB>): Promise<Set<PlaceCode>> {
  const rows = await db.selectFrom('places').select('code').where('until', 'is', null).execute()
  return new Set(rows.map((row) => Number(row.code)))
}
