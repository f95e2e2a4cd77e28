import { sql } from 'kysely'
import type { Keeper } from '#domain/registers/rights.ts'
import type { Trx } from '../db/connection.ts'
import type { Staff } from '../disputes/list-line.ts'

/** Who acts, with the units she answers for: her own and those that were merged into it, as the policy of the rows has it. */
export async function keeperOf(trx: Trx, { actor, scope }: Staff): Promise<Keeper> {
  const { rows } = await sql<{ units: number[] }>`
    select with_predecessors(${`{${scope.units.join(',')}}`}::bigint[]) as units`.execute(trx)
  const { role, unit_id, place_code } = actor
  return { role, unit_id, place_code, units: (rows[0]?.units ?? []).map(Number) }
}
