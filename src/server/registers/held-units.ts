import { sql } from 'kysely'
import type { Keeper } from '#domain/registers/rights.ts'
import type { Trx } from '../db/connection.ts'
import type { Staff } from '../disputes/list-line.ts'

/** Units and those that were merged into them, as the policy of the rows has it. */
export async function unitsOf(trx: Trx, units: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ units: number[] }>`
    select with_predecessors(${`{${units.join(',')}}`}::bigint[]) as units`.execute(trx)
  return (rows[0]?.units ?? []).map(Number)
}

/** Who acts, with the units she answers for: her own and those that were merged into it. */
export async function keeperOf(trx: Trx, { actor, scope }: Staff): Promise<Keeper> {
  const { person_id, role, unit_id, place_code } = actor
  const { lo, hi } = scope
  return { person_id, role, unit_id, place_code, units: await unitsOf(trx, scope.units), area: { lo, hi } }
}
