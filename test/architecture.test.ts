import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import { NATURES } from '#domain/agreements/clauses.ts'
import { UNLAWFUL } from '#domain/agreements/unlawful.ts'
import { CLOCK_RULES } from '#domain/clocks/rules.ts'
import { CONSEQUENCE_KINDS } from '#domain/disputes/consequences.ts'
import { ENDED_DISPUTE, ENDED_TASK, STATUSES } from '#domain/disputes/parts.ts'
import { STAGES } from '#domain/disputes/stage.ts'
import { FORMS } from '#domain/documents/forms.ts'
import { FILE_KIND_NAMES } from '#domain/evidence/words.ts'
import { GUARDS } from '#domain/guards.ts'
import { HATS } from '#domain/hats.ts'
import { CHANNELS } from '#domain/intake/channels.ts'
import { CHANGES } from '#domain/organisations/inputs.ts'
import { LANGUAGES } from '#domain/organisations/languages.ts'
import { PLACE_KINDS, PLACE_LEVELS } from '#domain/organisations/places.ts'
import { GUARDIANS, ROLES, UNIT_KINDS } from '#domain/organisations/words.ts'
import { REFUSALS } from '#domain/refusals.ts'
import { TABLE } from '#domain/table.ts'
import { ALREADY_WITH, DISPUTE_TYPES, TRIAGE_QUESTIONS, TRIAGE_ROUTES } from '#domain/triage/types.ts'
import { CONDITIONS, LEVELS } from '#domain/upkeep/conditions.ts'
import { PROBLEMS } from '#server/http/problem.ts'
import { printTypes } from '../scripts/generate.ts'
import { printStatesByRoles, printSteps } from '../scripts/print-manual.ts'
import { printOpenapi } from '../scripts/print-openapi.ts'
import config from '../vitest.config.ts'
import { filesIn, importsOf, root, sourceIn } from './source.ts'
import { newWorld } from './world.ts'

/** Which folder writes which table: the whole list, reviewed here, so that a second writer is a visible decision. */
const OWNERS: Record<string, string> = {
  administration_log: 'organisations',
  alarms: 'upkeep',
  answers: 'disputes',
  backup_runs: 'backup',
  batches: 'intake',
  checks: 'upkeep',
  clock_rule_trials: 'clocks',
  clock_rule_versions: 'clocks',
  clock_warnings: 'clocks',
  clocks: 'clocks',
  county: 'organisations',
  day_heads: 'disputes',
  denials: 'upkeep',
  dispute_words: 'intake',
  disputes: 'intake',
  docket_books: 'documents',
  docket_patterns: 'documents',
  dockets: 'documents',
  duty_weeks: 'organisations',
  effects: 'exchange',
  emergency_codes: 'upkeep',
  events: 'disputes',
  files: 'disputes',
  holiday_notices: 'clocks',
  involvements: 'disputes',
  links: 'identity',
  looks: 'disputes',
  issued_papers: 'seals',
  signing_copies: 'signing',
  measurements: 'upkeep',
  members: 'identity',
  migrations: 'db',
  one_time_codes: 'identity',
  papers: 'documents',
  parties: 'identity',
  people: 'identity',
  places: 'organisations',
  posts: 'organisations',
  reception_files: 'registers',
  register_entries: 'registers',
  register_items: 'registers',
  register_units: 'registers',
  restarts: 'upkeep',
  rooms: 'organisations',
  rule_editions: 'triage',
  sealed_values: 'identity',
  sessions: 'identity',
  setup_codes: 'organisations',
  sign_in_attempts: 'identity',
  successions: 'organisations',
  tasks: 'triage',
  template_ends: 'templates',
  template_releases: 'templates',
  template_versions: 'templates',
  units: 'organisations',
  wording_releases: 'documents',
  wording_versions: 'documents',
  uploads: 'storage',
  wrong_guesses: 'identity',
}

test('each table is written by one folder', async () => {
  const world = await newWorld({ county: false })
  const { rows } = await world.owner.query<{ tablename: string }>(
    "select tablename from pg_tables where schemaname = 'public'",
  )
  const tables = rows.map((row) => row.tablename)
  const writers = new Map<string, Set<string>>()
  for (const [path, text] of sourceIn('src/server')) {
    for (const table of tables) {
      const writes = new RegExp(
        `(insertInto|updateTable|deleteFrom|mergeInto)\\('${table}'[,)]|\\b(insert into|update|delete from|truncate)\\s+${table}\\b(?!\\.)`,
        'i',
      )
      if (writes.test(text)) writers.set(table, (writers.get(table) ?? new Set()).add(path.split('/')[2] ?? ''))
    }
  }
  const found = Object.fromEntries(
    [...writers].map(([table, folders]) => [table, [...folders].sort().join(' + ')]).sort(),
  )
  expect(found).toEqual(OWNERS)
})

test('the walls between the rooms hold', () => {
  const forbidden: [folder: string, names: RegExp][] = [
    ['src/domain', /^(#(server|web|contract|demo|test)|node:|react|antd|pg$|kysely|fastify)/],
    ['src/contract', /^(#(server|web|demo|test)|node:|react|antd|pg$|kysely|fastify)/],
    ['src/web', /^(#(server|demo|test)|node:|pg$|kysely|fastify)/],
    ['src/server', /^(#(web|test)|react|antd)/],
  ]
  const broken = forbidden.flatMap(([folder, names]) =>
    sourceIn(folder).flatMap(([path, text]) =>
      importsOf(text)
        .filter((name) => names.test(name))
        .map((name) => `${path} → ${name}`),
    ),
  )
  expect(broken).toEqual([])
})

test('the domain imports zod and a Temporal library, and nothing else from outside', () => {
  const outside = sourceIn('src/domain').flatMap(([, text]) =>
    importsOf(text).filter((name) => !name.startsWith('.') && !name.startsWith('#domain/')),
  )
  expect([...new Set(outside)].sort()).toEqual(['temporal-polyfill', 'zod'])
})

test('the domain asks no clock, no chance and no default time zone', () => {
  const impure = /\bDate\b|Math\.random|Temporal\.Now|\bIntl\b|\bcrypto\b|setTimeout|\bfetch\(/
  const code = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  expect(sourceIn('src/domain').filter(([, text]) => impure.test(code(text)))).toEqual([])
})

/** What is read before a file of ours runs: files of ours and packages, by what each imports and its imports import. What is imported later, when it is needed, is not. */
function readBefore(start: string): string[] {
  const reached = new Set<string>()
  const texts = new Map(['web', 'contract', 'domain', 'server'].flatMap((room) => sourceIn(`src/${room}`)))
  const follow = (path: string): void => {
    if (reached.has(path)) return
    reached.add(path)
    // A type is gone before it runs.
    const kept = (texts.get(path) ?? '').replaceAll(/import type [^;]*?from '[^']+'|import\s*\([^)]*\)/g, '')
    for (const name of importsOf(kept))
      follow(name.startsWith('#') ? join('src', name.slice(1)) : name.startsWith('.') ? join(path, '..', name) : name)
  }
  follow(start)
  return [...reached]
}

test('the citizen’s door does not carry the step table or the calendar', () => {
  const reached = readBefore('src/web/citizen/main.tsx')
  expect(reached.length).toBeGreaterThan(5)
  expect(
    reached.filter((path) =>
      /domain\/(table|decide|fold)\.ts|steps\.ts|contract\/acts\.ts|clocks\/calendar/.test(path),
    ),
  ).toEqual([])
})

test('a server or a worker that starts does not wait for what makes sheets, papers or pictures of pages', () => {
  for (const start of ['src/server/main.ts', 'src/server/worker.ts']) {
    const reached = readBefore(start)
    expect(reached).toContain('pg')
    expect(reached.filter((name) => /^(exceljs|sharp|@hyzyla\/pdfium|@myriaddreamin)/.test(name))).toEqual([])
  }
})

test('no time comes from SQL, and no default invents it', () => {
  // How far the database's own clock is off can be asked of nobody else.
  const besides = 'src/server/upkeep/measure-database.ts'
  const timely =
    /\bnow\(\)|current_(date|timestamp|time)\b|clock_timestamp|statement_timestamp|transaction_timestamp|localtime/i
  const statements = [
    ...filesIn('migrations', /\.sql$/),
    ...sourceIn('src/server')
      .filter(([path]) => path !== besides)
      .map(([path, text]) => [path, (text.match(/sql(<[^`]*>)?`[^`]*`/g) ?? []).join('\n')] as const),
  ]
  expect(
    statements
      .filter(([, text]) => timely.test(text.replaceAll(/--.*$/gm, '').replaceAll(/\$\{now\(\)\}/g, '')))
      .map(([path]) => path),
  ).toEqual([])
})

test('a condition written as SQL is one condition: an “or” of its own stands in brackets', () => {
  // Kysely joins conditions by “and”: `file_id = $1 and a or b` reads every file there is.
  const loose = (condition: string): boolean => {
    let bare = condition
    for (let before = ''; before !== bare; ) {
      before = bare
      bare = bare.replaceAll(/\([^()]*\)|'[^']*'|\$\{[^{}]*\}/g, ' ')
    }
    return /\bor\b/i.test(bare)
  }
  expect(['a = 1 or b', '(a or b)', "a = 'x or y' and f(b or (c))"].map(loose)).toEqual([true, false, false])
  const conditions = sourceIn('src/server').flatMap(([path, text]) =>
    [...text.matchAll(/\.(?:where|having|on)\(\s*sql(?:<[^`]*>)?`([^`]*)`/g)].map(
      ([, sql]) => [path, sql ?? ''] as const,
    ),
  )
  expect(conditions.length).toBeGreaterThan(10)
  expect(conditions.filter(([, sql]) => loose(sql)).map(([path]) => path)).toEqual([])
})

test('the server’s time comes from the product’s clock alone', () => {
  // A clock moved by hand must not close a door for ever: knocks are counted by the machine's. The launcher and its tools work before and beside the product; the migration table's stamp is about the machine.
  const besides =
    /server\/(clock|file-lock|launch|crew|start|web-build|parent-watch|settings|config)\.ts|server\/tls\/|server\/http\/limits|server\/upkeep\/measure-database|server\/db\/(embedded|postgres-|migrate|connection|leader)/
  const offenders = sourceIn('src/server').filter(
    ([path, text]) => !besides.test(path) && /Date\.now\(|new Date\(\)|performance\.now|Temporal\.Now/.test(text),
  )
  expect(offenders.map(([path]) => path)).toEqual([])
})

test('connections are made in three places alone, each with a name: another would not follow the machine that leads, and one without a name is told to the auditor as a way in', () => {
  const made = [...sourceIn('src/server'), ...sourceIn('scripts')].flatMap(([path, text]) =>
    [...text.matchAll(/new pg\.(?:Client|Pool)\(/g)].map(() => path),
  )
  expect([...new Set(made)]).toEqual([
    'src/server/db/connection.ts',
    'src/server/db/embedded.ts',
    'src/server/db/leader.ts',
  ])
  for (const [path, text] of sourceIn('src/server/db'))
    for (const [name] of text.matchAll(/application_name: [^,}\n]+/g))
      expect([path, name.trim()]).toEqual([path, expect.stringMatching(/: ('fengqiao|name$)/)])
})

test('a test that puts another module in the place of a real one shares its process with no other: what was read before would stay', () => {
  const mocking = ['src', 'test', 'scripts', 'harness', 'demo']
    .flatMap((folder) => filesIn(folder, /\.test\.tsx?$/))
    .flatMap(([path, text]) => (/^vi\.(mock|doMock)\(/m.test(text) ? [path] : []))
  expect(mocking.length).toBeGreaterThan(1)
  const takes = (globs: readonly string[] | undefined, path: string) => globs?.some((glob) => matchesGlob(path, glob))
  const shared = (config.test?.projects ?? []).flatMap((project) => {
    const of = (project as { test: { isolate?: boolean; include?: string[]; exclude?: string[] } }).test
    return of.isolate === false ? mocking.filter((path) => takes(of.include, path) && !takes(of.exclude, path)) : []
  })
  expect(shared).toEqual([])
})

test('the checks in the database are the domain’s lists', async () => {
  const world = await newWorld({ county: false })
  const { rows } = await world.owner.query<{ name: string; definition: string }>(
    `select c.conrelid::regclass || '.' || a.attname as name, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
     where c.contype = 'c' and array_length(c.conkey, 1) = 1`,
  )
  const listOf = (column: string): string[] => {
    const found = rows.find((row) => row.name === column)
    return [...(found?.definition.matchAll(/'([^']+)'::text/g) ?? [])].map(([, word]) => word ?? '').sort()
  }
  expect(listOf('disputes.status')).toEqual(Object.keys(STATUSES.dispute).sort())
  expect(listOf('files.stage')).toEqual(Object.keys(STAGES).sort())
  expect(listOf('tasks.status')).toEqual(Object.keys(STATUSES.task).sort())
  expect(listOf('parties.status')).toEqual(Object.keys(STATUSES.party).sort())
  expect(listOf('posts.role')).toEqual(Object.keys(ROLES).sort())
  expect(listOf('units.kind')).toEqual(Object.keys(UNIT_KINDS).sort())
  expect(listOf('places.level')).toEqual(Object.keys(PLACE_LEVELS).sort())
  expect(listOf('places.kind')).toEqual(Object.keys(PLACE_KINDS).sort())
  expect(listOf('administration_log.change')).toEqual(Object.keys(CHANGES).sort())
  expect(listOf('evidence.status')).toEqual(Object.keys(STATUSES.evidence).sort())
  expect(listOf('uploads.kind')).toEqual([...FILE_KIND_NAMES].sort())
  expect(listOf('people.languages')).toEqual(Object.keys(LANGUAGES).sort())
  // What is unfinished, in the indexes it is counted by and in the count itself.
  const { rows: counted } = await world.owner.query<{ index: string; words: string }>(
    `select indexrelid::regclass::text as index, pg_get_expr(indpred, indrelid) as words from pg_index
     where indexrelid in ('files_unfinished'::regclass, 'tasks_unfinished'::regclass)
     union all select 'count', prosrc from pg_proc where proname = 'open_files_of_units'`,
  )
  const wordsOf = (name: string): string[] =>
    [...(counted.find(({ index }) => index === name)?.words.matchAll(/'([a-z_]+)'/g) ?? [])].map(
      ([, word]) => word ?? '',
    )
  expect(wordsOf('files_unfinished').sort()).toEqual(['dispute', ...ENDED_DISPUTE].sort())
  expect(wordsOf('tasks_unfinished').sort()).toEqual([...ENDED_TASK].sort())
  expect([...new Set(wordsOf('count'))].sort()).toEqual(['dispute', ...ENDED_DISPUTE, ...ENDED_TASK].sort())
  const { rows: guard } = await world.owner.query<{ body: string }>(
    "select prosrc as body from pg_proc where proname = 'a_guardian_stands_alone'",
  )
  const guardians = [...(/guardians constant.*/.exec(guard[0]?.body ?? '')?.[0] ?? '').matchAll(/'([a-z_]+)'/g)]
  expect(guardians.map(([, role]) => role)).toEqual([...GUARDIANS])
  expect(listOf('alarms.level')).toEqual(Object.keys(LEVELS).sort())
  expect(listOf('clocks.state')).toEqual(['cancelled', 'met', 'met_late', 'paused', 'running'])
})

test('generated files are not stale', async () => {
  const world = await newWorld({ county: false })
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-types-'))
  try {
    expect(printTypes(world.ownerUrl, join(folder, 'types.ts'))).toBe(
      readFileSync(join(root, 'src/server/db/types.ts'), 'utf8'),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
  const printed = await printOpenapi()
  expect(printed).toBe(readFileSync(join(root, 'docs/openapi.json'), 'utf8'))
  // Whichever file of ours this process loaded first.
  const names = Object.keys(JSON.parse(printed).components.schemas)
  expect(names).toEqual(names.toSorted())
})

test('the manual of the steps is the one that was reviewed: npm run generate prints it anew', {
  timeout: 120_000,
}, () => {
  const manual = (name: string): string => readFileSync(join(root, 'docs/manual', name), 'utf8')
  expect(printStatesByRoles()).toBe(manual('states-by-roles.md'))
  expect(printSteps()).toBe(manual('steps.md'))
})

test('every refusal and problem says in Chinese what is wrong and what to do next', () => {
  for (const [code, { says, next, status }] of Object.entries({ ...REFUSALS, ...PROBLEMS })) {
    expect(`${code} ${says}`).toMatch(/\p{Script=Han}.*。$/u)
    expect(`${code} ${next}`).toMatch(/\p{Script=Han}.*。$/u)
    expect(status).toBeGreaterThanOrEqual(400)
  }
})

test('there are eleven kinds of consequences', () => {
  expect(new Set(CONSEQUENCE_KINDS).size).toBe(11)
})

test('no table and no field keeps a score, a rank, a track or a check-in of a person', async () => {
  const world = await newWorld({ county: false })
  const { rows } = await world.owner.query<{ name: string }>(
    "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'",
  )
  expect(
    rows.filter(({ name }) =>
      /score|rank|rating|points|credit|check_?in|gps|latitude|longitude|online_time|watch_?list|blacklist/.test(name),
    ),
  ).toEqual([])
})

test('the glossary has every word the code stores: steps, guards, hats, consequences, statuses, stages, roles, units', () => {
  const glossary = readFileSync(join(root, 'docs/glossary.md'), 'utf8')
  const lists: object[] = [
    TABLE,
    GUARDS,
    HATS,
    ...Object.values(STATUSES),
    STAGES,
    ROLES,
    UNIT_KINDS,
    CLOCK_RULES,
    CHANNELS,
    FORMS,
    NATURES,
    UNLAWFUL,
    DISPUTE_TYPES,
    TRIAGE_ROUTES,
    TRIAGE_QUESTIONS,
    ALREADY_WITH,
    CONDITIONS,
  ]
  const words = [...lists.flatMap((list) => Object.keys(list)), ...CONSEQUENCE_KINDS]
  expect(words.filter((word) => !glossary.includes(`\`${word}\``))).toEqual([])
})
