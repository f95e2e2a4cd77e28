import type { TestWorld } from './world.ts'

/** Where a file stood: a number under which its rows are kept in the test's database. */
export type Moment = { file: string; kept: number; since: string }

/** A table whose rows belong to a file, with the columns that are written (not generated) and its key. */
type Shape = { name: string; columns: string[]; key: string[]; of: string }

const SHAPES = `
  select c.relname as name, case when c.relname = 'files' then 'id' else 'file_id' end as of,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' order by a.attnum) as columns,
    array(select a.attname::text from pg_index i, unnest(i.indkey) k, pg_attribute a
      where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k) as key
  from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    and (c.relname = 'files' or exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'file_id' and not a.attisdropped))
  order by c.relname`

const REFERENCES = `
  select conrelid::regclass::text as by, confrelid::regclass::text as to from pg_constraint
  where contype = 'f' and conrelid <> confrelid`

/** What counts the rows of files stands as far back as they do. */
const BOOKS = `update docket_books b set last = far.n from (
    select k.committee, k.year, coalesce(max(d.n), 0) as n from docket_books k
    left join dockets d on d.committee = k.committee and d.year = k.year group by 1, 2) far
  where far.committee = b.committee and far.year = b.year and b.last > far.n;`

/** How long a connection that rewinds may rest before it is closed, in milliseconds. */
const RESTS_MS = 120_000

/** Nearly two hundred statements: PostgreSQL would plan each of them anew the first five times on each connection. */
const PLANNED_ONCE = 'set plan_cache_mode = force_generic_plan'

/** Whoever refers to another comes before it: rows are taken away in this order. */
function childrenFirst(shapes: readonly Shape[], references: readonly { by: string; to: string }[]): Shape[] {
  const sorted: Shape[] = []
  const left = new Set(shapes)
  while (left.size > 0) {
    const free = [...left].find(
      (it) => ![...left].some((by) => references.some((r) => r.by === by.name && r.to === it.name)),
    )
    if (!free) throw new Error('tables of a file refer to each other in a circle')
    left.delete(free)
    sorted.push(free)
  }
  return sorted
}

/**
 * Puts a file back where it stood, row by row, so that a step can be taken from there once more: to walk there again takes
 * a hundred times as long. What a step did to any other file cannot be put back, and is told.
 */
export async function rewinder({ owner }: Pick<TestWorld, 'owner'>) {
  // It is asked now and then, and what it has planned stays with its connection. Of other tests they are closed: there are hundreds.
  owner.options.idleTimeoutMillis = RESTS_MS
  const [{ rows: found }, { rows: references }] = await Promise.all([
    owner.query<Shape>(SHAPES),
    owner.query<{ by: string; to: string }>(REFERENCES),
  ])
  const shapes = childrenFirst(found, references)
  const list = (columns: readonly string[], of = ''): string => columns.map((it) => `${of}"${it}"`).join(', ')
  const same = ({ key }: Shape): string => key.map((it) => `t."${it}" = k."${it}"`).join(' and ')
  for (const { name, columns } of shapes)
    await owner.query(
      `create unlogged table kept_${name} as select 0 as of_moment, ''::text as row_version, ${list(columns)} from ${name} limit 0;
       create index on kept_${name} (of_moment)`,
    )
  const keep = shapes.map(
    ({ name, columns, of }) =>
      `insert into kept_${name} select moment, t.xmin || ' ' || t.ctid, ${list(columns, 't.')} from ${name} t where t.${of} = the_file;`,
  )
  const change = shapes.map(
    (it) =>
      `update ${it.name} t set (${list(it.columns)}) = (select ${list(it.columns, 'k.')})
       from kept_${it.name} k where k.of_moment = moment and ${same(it)} and k.row_version <> t.xmin || ' ' || t.ctid;`,
  )
  const takeAway = shapes.map(
    (it) =>
      `delete from ${it.name} t where t.${it.of} = the_file and not exists (
         select from kept_${it.name} k where k.of_moment = moment and ${same(it)});`,
  )
  const forget = shapes.map(({ name }) => `delete from kept_${name} where of_moment = moment;`)
  const elsewhere = shapes.map(
    ({ name, of }) => `exists (select from ${name} where ${of} <> the_file and xmin::text::bigint >= since_then)`,
  )
  await owner.query(`
    create sequence kept_moments;
    create function keep_file(the_file uuid, moment integer) returns bigint language plpgsql ${PLANNED_ONCE} as $$ begin
      ${keep.join('\n')}
      return pg_current_xact_id()::text::bigint;
    end $$;
    create function rewind_file(the_file uuid, moment integer, since_then bigint) returns boolean language plpgsql ${PLANNED_ONCE} as $$ begin
      if ${elsewhere.join('\n or ')} then return false; end if;
      ${change.join('\n')}
      ${takeAway.join('\n')}
      ${forget.join('\n')}
      ${BOOKS}
      return true;
    end $$`)
  return {
    /** Remembers where a file stands. */
    async keep(file: string): Promise<Moment> {
      const { rows } = await owner.query(
        "select n as kept, keep_file($1, n) as since from (select nextval('kept_moments')::int as n) as next",
        [file],
      )
      return { file, ...rows[0] }
    },
    /** The same moment, looked at from now on: what is written to other files before this is nobody's concern. */
    async goOn(moment: Moment): Promise<Moment> {
      const { rows } = await owner.query('select pg_current_xact_id()::text as since')
      return { ...moment, since: rows[0].since }
    },
    /** Puts it back, once. @returns false where another file was written to since: then this one stays as it is */
    async back({ file, kept, since }: Moment): Promise<boolean> {
      const { rows } = await owner.query('select rewind_file($1, $2, $3) as done', [file, kept, since])
      return rows[0].done
    },
  }
}
export type Rewinder = Awaited<ReturnType<typeof rewinder>>
