import type pg from 'pg'

/** A table with the columns that hold something of its own: what PostgreSQL reckons itself is reckoned again. */
export type Table = { name: string; columns: string[] }
export type Sequence = { name: string; last: string; called: boolean }

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const columnsOf = ({ columns }: Table): string => columns.map(quoted).join(', ')

/** Every table of the product. The jobs of graphile_worker are none of it: they are made again from `effects`. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by c.relname order by c.relname`,
  )
  return rows
}

/** Where every sequence of the product stands. */
export async function sequencesOf(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    "select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1",
  )
  const sequences: Sequence[] = []
  for (const { name } of rows) {
    const stands = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted(name)}`,
    )
    sequences.push({ name, last: stands.rows[0]?.last ?? '1', called: stands.rows[0]?.called ?? false })
  }
  return sequences
}

export async function setSequences(client: pg.Client, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, last, called } of sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), last, called])
}

export const copyOutText = (table: Table): string => `copy ${quoted(table.name)} (${columnsOf(table)}) to stdout`
export const copyInText = (table: Table): string => `copy ${quoted(table.name)} (${columnsOf(table)}) from stdin`

/** What the database takes on the disc, in bytes. */
export async function databaseSize(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>('select pg_database_size(current_database())::text as bytes')
  return Number(rows[0]?.bytes)
}

/** How many rows a table has by PostgreSQL's own count: beside what was copied. */
export async function countRows(client: pg.Client, { name }: Pick<Table, 'name'>): Promise<number> {
  const { rows } = await client.query<{ n: string }>(`select count(*)::text as n from ${quoted(name)}`)
  return Number(rows[0]?.n)
}

/** Takes away what makes filling slow or depends on the order: references and plain indexes. @returns what puts them back */
export async function takeAwayIndexes(client: pg.Client): Promise<string[]> {
  const references = await client.query<{ drop: string; make: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
     from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f'`,
  )
  const indexes = await client.query<{ drop: string; make: string }>(
    `select format('drop index %s', i.indexrelid::regclass) as drop, pg_get_indexdef(i.indexrelid) as make
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where c.relnamespace = 'public'::regnamespace and not i.indisunique
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
  )
  for (const { drop } of [...references.rows, ...indexes.rows]) await client.query(drop)
  return [...indexes.rows, ...references.rows].map(({ make }) => make)
}

/**
 * Empties every table and takes away its references, plain indexes and triggers of our own.
 * @returns what puts them back, to be run when all rows are in: each reference is then checked over the whole table
 */
export async function bareTables(client: pg.Client, tables: readonly Table[]): Promise<string[]> {
  const names = tables.map(({ name }) => quoted(name))
  const triggers = await client.query<{ name: string }>(
    'select distinct tgrelid::regclass::text as name from pg_trigger where not tgisinternal',
  )
  const putBack = await takeAwayIndexes(client)
  await client.query(`truncate ${names.join(', ')}`)
  for (const { name } of triggers.rows) await client.query(`alter table ${name} disable trigger user`)
  return [...putBack, ...triggers.rows.map(({ name }) => `alter table ${name} enable trigger user`)]
}
