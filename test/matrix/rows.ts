import { sql } from 'kysely'
import { inScope, type Scope } from '#server/db/scope.ts'
import { WITHOUT_CASES } from '../row-watch.ts'
import { scopeFor } from '../small-county.ts'
import type { TestWorld } from '../world.ts'
import type { Caller } from './cells.ts'
import { maySee, type Told } from './standing-to.ts'

/** Of what is sealed, the kinds that whoever sees the file may open; the others are shown one by one, to few. */
const OPEN_KINDS = "kind in ('reach', 'identity_number')"

const fileColumn = (table: string): string => (table === 'files' ? 'id' : 'file_id')

/** Ways to count the rows of a file, table by table: all there are, and those a scope shows to a query without any condition of its own. */
export async function rowCounts(world: TestWorld) {
  const { rows } = await world.owner.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kept_%' order by 1",
  )
  const tables = rows.map(({ name }) => name).filter((it) => !WITHOUT_CASES.includes(it))
  const counts = tables
    .map(
      (it) =>
        `select '${it}' as name, count(*)::int as n from ${it} where ${fileColumn(it)} = $1${it === 'sealed_values' ? ` and ${OPEN_KINDS}` : ''}`,
    )
    .join(' union all ')
  type Counts = Map<string, number>
  const mapOf = (found: { name: string; n: number }[]): Counts => new Map(found.map(({ name, n }) => [name, n]))

  const there = async (fileId: string): Promise<Counts> =>
    mapOf((await world.owner.query<{ name: string; n: number }>(counts, [fileId])).rows)
  const shown = (scope: Scope, fileId: string): Promise<Counts> =>
    inScope(world.pool, scope, async (trx) => {
      const query = { ...sql`select`.compile(trx), sql: counts, parameters: [fileId] }
      return mapOf((await trx.executeQuery<{ name: string; n: number }>(query)).rows)
    })

  /** Where the rows a person is shown are others than the policy says: tables, of one file. Each table is one cell. */
  async function wrongRows(caller: Caller, told: Told, all: Counts, today: string): Promise<string[]> {
    if (caller.kind !== 'staff') return []
    const { who } = caller
    const sees = maySee(who, told, today)
    const scope = scopeFor({ ...who, post_id: '', sign_in_name: caller.sign_in_name }, today)
    const found = await shown(scope, told.file.id)
    // Until a file is opened, of who is in it only oneself and one's unit are shown, after it ended too.
    const own = told.involved.filter(
      (it) => it.person_id === who.person_id || (it.unit_id !== null && scope.units.includes(it.unit_id)),
    ).length
    return tables.filter((table) => {
      const n = found.get(table) ?? 0
      if (table === 'involvements') return n !== own
      if (sees) return n !== all.get(table)
      return n !== 0
    })
  }
  return { tables, there, wrongRows }
}
export type RowCounts = Awaited<ReturnType<typeof rowCounts>>
