import { sql } from 'kysely'
import { setNow } from '#server/clock.ts'
import { inScope, type Scope } from '#server/db/scope.ts'
import { enter, speaker } from './make.ts'
import { type Filed, fileMany, maySee, type Post, postsIn, scopeFor } from './small-county.ts'
import { newApp, type TestWorld } from './world.ts'

export const TODAY = '2026-03-02'

/** Tables that hold no case data; whatever else is in the schema must be under forced row-level security. */
export const WITHOUT_CASES = [
  'administration_log',
  'alarms',
  'answers',
  'backup_runs',
  'batches',
  'checks',
  'clock_rule_trials',
  'clock_rule_versions',
  'county',
  'day_heads',
  'denials',
  'docket_books',
  'docket_patterns',
  'duty_weeks',
  'emergency_codes',
  'holiday_notices',
  'measurements',
  'migrations',
  'people',
  'places',
  'posts',
  'register_entries',
  'register_items',
  'register_units',
  'restarts',
  'rooms',
  'rule_editions',
  'sessions',
  'setup_codes',
  'sign_in_attempts',
  'successions',
  'template_ends',
  'template_releases',
  'template_versions',
  'units',
  'wording_releases',
  'wording_versions',
  'wrong_guesses',
]

/** Among them those whose rows are seen by the unit they concern: spoilt in src/server/registers/row-security.test.ts. */
export const OF_A_UNIT = ['register_entries', 'register_items', 'register_units']

/** A change of one column of each table that may be changed at all, reading none: only the policy for changes stands before it. */
export const CHANGES: Record<string, string> = {
  agreements: 'version = 99',
  clocks: 'paused_days = 99',
  complaints: 'version = 99',
  dispute_words: "minhash = '{}'",
  disputes: 'version = 99',
  dockets: "voided_at = '2026-03-02T01:00:00Z', voided_because = '抄错了。'",
  effects: 'attempts = 99',
  evidence: 'version = 99',
  files: 'head_seq = 99',
  involvements: "until = '2026-12-31'",
  links: "revoked_at = '2026-03-02T01:00:00Z'",
  mediations: 'version = 99',
  members: "ticked = '{}'",
  obligations: 'version = 99',
  one_time_codes: 'tries = 2',
  packages: 'version = 99',
  parties: 'version = 99',
  referrals: 'version = 99',
  supervisions: 'version = 99',
  tasks: 'version = 99',
  uploads: 'received = 0',
  visits: 'version = 99',
}

/** What is unique in a row, made new, so that only a policy can refuse its copy. */
const FRESH: Record<string, string> = {
  clock_warnings: "'level', 'over'",
  dockets: "'n', 9999, 'no', gen_random_uuid(), 'voided_at', '2026-03-02', 'voided_because', '抄错了'",
  events: "'id', gen_random_uuid(), 'seq', 9999",
  links: "'id', gen_random_uuid(), 'token_hash', '\\x' || md5(random()::text)",
  one_time_codes: "'id', gen_random_uuid(), 'day', '2001-01-01'",
  members: "'id', gen_random_uuid(), 'number', 9999",
  signing_copies: "'edition', 9999",
  reception_files: "'id', gen_random_uuid(), 'item_id', (select id from register_items where kind = 'site')",
  files: "'id', gen_random_uuid(), 'code', gen_random_uuid(), 'short_code', gen_random_uuid()",
}

const fileColumn = (table: string): string => (table === 'files' ? 'id' : 'file_id')

/** A small county of files, and ways to find out who can read, add and change what in which table. */
export async function watchRows(world: TestWorld) {
  setNow(`${TODAY}T01:00:00.000Z`)
  const app = await newApp(world)
  const files = await fileMany(world, app, 40, { before: '2026-03-01', today: TODAY })
  const clerk = speaker(app, { cookie: await enter(world, 'gu.nianci') })
  for (const { id } of files) await clerk.get(`/api/disputes/${id}`)
  // Codes are asked for when an agreement is signed: here each party has one.
  await world.owner.query(
    `insert into one_time_codes (id, file_id, party_id, reach_id, purpose, about, edition, made_at, until, day, nth, tries)
     select gen_random_uuid(), file_id, id, reach_id, 'sign', id, 1, $1, $1, $2, 1, 0 from parties where reach_id is not null`,
    [`${TODAY}T01:00:00.000Z`, TODAY],
  )
  // And each file is mediated, agreed on and followed up: here it is enough that there are such rows.
  for (const table of [
    'mediations',
    'agreements',
    'obligations',
    'visits',
    'referrals',
    'supervisions',
    'packages',
    'complaints',
    'evidence',
  ])
    await world.owner.query(
      `insert into ${table} (id, file_id, status, version, facts)
       select gen_random_uuid(), id, $1, 1, '{}' from files`,
      [
        {
          mediations: 'in_session',
          agreements: 'signing',
          obligations: 'due',
          visits: 'due',
          referrals: 'sent',
          supervisions: 'asked',
          packages: 'going_on',
          complaints: 'received',
          evidence: 'kept',
        }[table],
      ],
    )
  await world.owner.query(
    `with book as (insert into docket_books (committee, year, called, last) select min(id), 2026, '甲', 9999 from units returning committee, year)
     insert into dockets (committee, year, n, kind, no, file_id, mediation_id, given_at)
     select book.committee, book.year, row_number() over (), 'peoples', 'no' || row_number() over (), m.file_id, m.id, $1 from book, mediations m`,
    [`${TODAY}T01:00:00.000Z`],
  )
  await world.owner.query(
    `insert into uploads (id, file_id, by_party, name, size, state, made_at, changed_at)
     select gen_random_uuid(), file_id, id, '借条.jpg', 10, 'receiving', $1, $1 from parties`,
    [`${TODAY}T01:00:00.000Z`],
  )
  await world.owner.query(
    `insert into members (id, file_id, party_id, number, name)
     select gen_random_uuid(), file_id, id, 1, '苗得水' from parties`,
  )
  // Of each file one paper bears a seal.
  await world.owner.query(
    `insert into issued_papers (id, file_id, paper_id, number, people, issued_on, content_hash, bytes, sha256, sm3, block_hashes,
       certificate, check_code, made_at, test_time)
     select distinct on (file_id) gen_random_uuid(), file_id, id, '', '{}', $2::date, '', 1, sha256(''), sha256(''), '', '', '', $1::timestamptz, true
     from papers`,
    [`${TODAY}T01:00:00.000Z`, TODAY],
  )
  // And of each file one edition was laid out to be signed.
  await world.owner.query(
    `insert into signing_copies (agreement_id, edition, file_id, paper_id, terms_hash, pdf_hash, bytes, made_at, test_time)
     select distinct on (file_id) gen_random_uuid(), 1, file_id, id, sha256(''), sha256(''), 1, $1::timestamptz, true from papers`,
    [`${TODAY}T01:00:00.000Z`],
  )
  // Of each first duty somebody was warned at half of its time.
  await world.owner.query(
    `insert into clock_warnings (file_id, clock_id, level, at, to_whom, to_unit)
     select distinct on (file_id) file_id, id, 'half', $1::timestamptz, 'owes', owes_unit from clocks where owes_unit is not null`,
    [`${TODAY}T01:00:00.000Z`],
  )
  // And each was looked at in a reception that every unit sees: who sees no reception is told in registers/row-security.test.ts.
  await world.owner.query(
    `with item as (insert into register_items (id, kind, place_code, laid_by, unit_id, body, made_at, by_person, by_post, test_time)
       select gen_random_uuid(), k, u.place_code, u.place_code, u.id, '{}', $1, o.person_id, o.id, true
       from (select * from posts order by id limit 1) o join units u on u.id = o.unit_id, unnest(array['reception', 'site']) k
       returning id, kind),
     seen as (insert into register_units (item_id, unit_id) select item.id, units.id from item, units)
     insert into reception_files (id, item_id, file_id)
     select gen_random_uuid(), item.id, files.id from item, files where item.kind = 'reception'`,
    [`${TODAY}T01:00:00.000Z`],
  )
  const posts = await postsIn(world)
  const { rows } = await world.owner.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  )
  const secured = rows.map((row) => row.name).filter((name) => !WITHOUT_CASES.includes(name))
  const places = new Set(files.map((file) => file.place))
  const units = new Set(files.flatMap((file) => file.involved.map((it) => it.unit)))
  // Everybody with something to see, and some without.
  const watchers = posts.filter(
    (post, nth) =>
      places.has(post.place_code) || units.has(post.unit_id) || !post.role.startsWith('village') || nth % 20 === 0,
  )

  /** A query without any predicate: what a forgotten scope would answer. */
  const allOf = (scope: Scope, table: string): Promise<Record<string, unknown>[]> =>
    inScope(
      world.pool,
      scope,
      async (trx) => (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(trx)).rows,
    )
  const filesSeenIn = async (scope: Scope, table: string): Promise<string[]> =>
    [...new Set((await allOf(scope, table)).map((row) => String(row[fileColumn(table)])))].sort()
  const visibleTo = (post: Post): Filed[] => files.filter((file) => maySee(post, file, TODAY))

  async function rowsByFile(tables: readonly string[] = secured): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>()
    for (const table of tables) {
      const { rows } = await world.owner.query<{ id: string }>(`select ${fileColumn(table)} as id from ${table}`)
      found.set(
        table,
        rows.map((row) => row.id),
      )
    }
    return found
  }

  /** The tables in which any of these posts reads a row too many or too few. `tables`: only these are looked at. */
  async function wrongToRead(among: Post[], tables: readonly string[] = secured): Promise<string[]> {
    const there = await rowsByFile(tables)
    const wrong = new Set<string>()
    for (const post of among) {
      const scope = scopeFor(post, TODAY)
      const visible = new Set(visibleTo(post).map((file) => file.id))
      // Involvements are the way in: there one's own are seen, also where they are over.
      const own = files
        .filter((file) =>
          file.involved.some(
            ({ unit, person }) =>
              (person !== null && person === scope.person) || (unit !== null && scope.units.includes(unit)),
          ),
        )
        .map((file) => file.id)
      for (const table of tables) {
        const expected = table === 'involvements' ? own : [...new Set(there.get(table))].filter((id) => visible.has(id))
        if (JSON.stringify(await filesSeenIn(scope, table)) !== JSON.stringify(expected.sort())) wrong.add(table)
      }
    }
    return [...wrong].sort()
  }

  /** Runs as a post that has just seen a file (or none), and takes everything back. */
  const tried = (post: Post, seen: string | null, work: string, values: unknown[] = []): Promise<string> =>
    inScope(world.pool, scopeFor(post, TODAY), async (trx) => {
      if (seen) await sql`select set_config('app.seen', ${seen}, true)`.execute(trx)
      const done = await trx.executeQuery({ ...sql`select`.compile(trx), sql: work, parameters: values })
      throw new Error(`done ${done.numAffectedRows}`)
    }).catch((error: Error & { code?: string }) => error.code ?? error.message)

  /** The tables into which a post can add a row of a file it cannot see, or cannot add one of a file it has just seen. */
  async function wrongToAdd(post: Post, tables: readonly string[] = secured): Promise<string[]> {
    const visible = visibleTo(post).map((file) => file.id)
    const wrong: string[] = []
    for (const table of tables) {
      const column = fileColumn(table)
      const copyOf = async (isVisible: boolean): Promise<{ row: object; file: string }> => {
        const { rows } = await world.owner.query<{ row: object; file: string }>(
          `select to_jsonb(t) || jsonb_build_object(${FRESH[table] ?? "'id', gen_random_uuid()"}) as row, ${column} as file
           from ${table} t where (${column} = any ($1)) = $2 limit 1`,
          [visible, isVisible],
        )
        if (!rows[0]) throw new Error(`${table} holds nothing to try with`)
        return rows[0]
      }
      // What the database reckons itself cannot be written.
      const { rows: written } = await world.owner.query<{ columns: string }>(
        `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
         where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
        [table],
      )
      const columns = written[0]?.columns ?? ''
      const add = ({ row }: { row: object }, seen: string | null): Promise<string> =>
        tried(
          post,
          seen,
          `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1::jsonb)`,
          [JSON.stringify(row)],
        )
      const [own, foreign] = [await copyOf(true), await copyOf(false)]
      const refused = [await add(foreign, null), await add(foreign, own.file)]
      // A dispute is one to a file, and so are its words: a copy gets as far as that.
      // A file being opened counts as seen under its own new identifier.
      const done = await add(own, table === 'files' ? String((own.row as { id?: unknown }).id) : own.file)
      if (
        refused.some((code) => code !== '42501') ||
        !(done === 'done 1' || (['disputes', 'dispute_words'].includes(table) && done === '23505'))
      )
        wrong.push(table)
    }
    return wrong
  }

  /** The tables in which a change that forgot its predicate touches other rows than those it may. */
  async function wrongToChange(post: Post, tables: readonly string[] = Object.keys(CHANGES)): Promise<string[]> {
    const there = await rowsByFile(tables)
    const visible = visibleTo(post).map((file) => file.id)
    const wrong: string[] = []
    for (const table of tables) {
      const change = CHANGES[table] ?? ''
      const [seen = ''] = visible.filter((id) => there.get(table)?.includes(id))
      const may = table === 'involvements' ? [seen] : visible
      const expected = (there.get(table) ?? []).filter((id) => may.includes(id)).length
      if (expected === 0 || (await tried(post, seen, `update ${table} set ${change}`)) !== `done ${expected}`)
        wrong.push(table)
    }
    return wrong
  }

  return { files, posts, watchers, secured, allOf, filesSeenIn, visibleTo, wrongToRead, wrongToAdd, wrongToChange }
}
export type RowWatch = Awaited<ReturnType<typeof watchRows>>
