import type pg from 'pg'
import type { Day } from '#domain/clocks/calendar.ts'
import type { RowFault } from '#domain/organisations/county-import.ts'
import type { PlaceLevel } from '#domain/organisations/places.ts'
import { inScope, nobody } from '../db/scope.ts'
import { readPlaceCodes } from './place-codes.ts'
import { readRegions } from './read-regions.ts'
import { writePlaces } from './write.ts'

export type ImportedRegions =
  | { done: true; added: number; updated: number; counts: Record<PlaceLevel, number> }
  | { done: false; faults: RowFault[] }

/** Reads an official list and writes all of its places in one transaction, or none when anything in it is wrong. */
export async function importRegions(
  pool: pg.Pool,
  { bytes, fileName, today }: { bytes: Uint8Array; fileName: string; today: Day },
): Promise<ImportedRegions> {
  return inScope(pool, nobody(today), async (trx) => {
    const { places, faults } = await readRegions(bytes, { fileName, known: await readPlaceCodes(trx) })
    if (faults.length > 0) return { done: false, faults }
    const written = await writePlaces(trx, places)
    const counts = { county: 0, town: 0, village: 0, grid: 0 }
    for (const place of places) counts[place.level] += 1
    return { done: true, ...written, counts }
  })
}
