import { beforeAll, expect, test } from 'vitest'
import { newWorld, type TestWorld } from './world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await newWorld()
})

/** What a policy looks up in a table: the rows of `table` whose `column` is something of the row that is judged. */
const LOOKED_UP = /FROM (\w+)(?: (\w+))?\s+WHERE \(*(\w+)\.(\w+) = (\w+)\./g

/** Every look-up that row-level policies make for each row they judge, as `table.column`. */
async function lookUps(): Promise<string[]> {
  const { rows } = await world.owner.query<{ said: string }>(
    `select regexp_replace(concat_ws(' ', qual, with_check), '\\s+', ' ', 'g') as said from pg_policies where schemaname = 'public'`,
  )
  const found = rows.flatMap(({ said }) =>
    [...said.matchAll(LOOKED_UP)].flatMap(([, table, alias, of, column, other]) => {
      const named = alias === 'WHERE' ? table : (alias ?? table)
      return of === named && other !== named ? [`${table}.${column}`] : []
    }),
  )
  return [...new Set(found)].sort()
}

/** Of these, those no index begins with: each row that is judged would have the whole table read. */
async function withoutIndex(looked: readonly string[]): Promise<string[]> {
  const { rows } = await world.owner.query<{ first: string }>(
    `select i.indrelid::regclass || '.' || a.attname as first from pg_index i
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where i.indisvalid and i.indpred is null`,
  )
  const indexed = new Set(rows.map(({ first }) => first))
  return looked.filter((each) => !indexed.has(each))
}

test('what row-level policies look up for each row is found by an index, and one that is dropped is noticed', async () => {
  const looked = await lookUps()
  expect(looked).toEqual(expect.arrayContaining(['files.id', 'involvements.file_id']))
  const { rows } = await world.owner.query<{ n: number }>(
    `select count(*)::int as n from pg_policies where schemaname = 'public' and concat_ws(' ', qual, with_check) ilike '%from %where%'
       and concat_ws(' ', qual, with_check) !~ 'FROM \\w+( \\w+)?\\s+WHERE \\(*\\w+\\.\\w+ = \\w+\\.'`,
  )
  expect(rows, 'a policy that looks something up in another form').toEqual([{ n: 0 }])
  expect(await withoutIndex(looked)).toEqual([])
  await world.owner.query('drop index involvements_file')
  expect(await withoutIndex(looked)).toEqual(['involvements.file_id'])
})
