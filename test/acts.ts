import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { expect } from 'vitest'
import { type cast, enter, request, speaker } from '#test/make.ts'
import type { TestWorld } from '#test/world.ts'

/** A file in a known state, and all that is needed to go on with it. */
export type Stood = {
  file_id: string
  party_id: string
  task_id: string
  /** The secret of the applicant's link. */
  link: string
  /** Address of a step on the dispute, or on its task. */
  at: (step: string) => string
}
export type State = 'registered' | 'supplementing' | 'in_handling' | 'settled' | 'closed' | 'withdrawn'
type Cast = Awaited<ReturnType<typeof cast>>
type Part = { part: string; id: string }

const ON_TASK = ['resolve_task', 'leave_unresolved']
const ACCOUNT = { how: 'matter_put_right', account: '墙退回一尺。' }

/** The steps that lead from a new request to each state. */
const WAY: Record<State, [string, object][]> = {
  registered: [],
  supplementing: [['ask_supplement', { missing: ['wish'] }]],
  in_handling: [['accept_here', {}]],
  settled: [
    ['accept_here', {}],
    ['resolve_task', ACCOUNT],
  ],
  closed: [
    ['accept_here', {}],
    ['resolve_task', ACCOUNT],
    ['close', {}],
  ],
  withdrawn: [['withdraw', { reason: 'personal' }]],
}

/** Brings new files of the village to a state, through the front door alone. */
export function standing(app: FastifyInstance, people: Cast, clerk: string) {
  return async (state: State): Promise<Stood> => {
    const filed = await speaker(app).post('/api/disputes/steps/register', {
      ...request,
      place_code: people.village.place_code,
    })
    expect(filed.statusCode).toBe(201)
    const { file_id, link } = filed.json() as { file_id: string; link: string }
    const party = speaker(app, { link: link.split('#')[1] ?? '' })
    const mine = (await party.get('/api/my-dispute')).json() as { party_id: string }
    const stood: Stood = {
      file_id,
      link: link.split('#')[1] ?? '',
      party_id: mine.party_id,
      task_id: '',
      at: (step) => `/api/disputes/${file_id}${ON_TASK.includes(step) ? `/tasks/${stood.task_id}` : ''}/steps/${step}`,
    }
    for (const [step, body] of WAY[state]) {
      const by = step === 'withdraw' ? party : speaker(app, { cookie: clerk })
      const answer = await by.post(stood.at(step), body)
      expect(answer.statusCode, answer.body).toBe(200)
      const { parts } = answer.json() as { parts: Part[] }
      stood.task_id = parts.find((part) => part.part === 'task')?.id ?? ''
    }
    return stood
  }
}

/** Everybody of the cast, signed in. */
export async function signedIn(world: TestWorld, app: FastifyInstance, people: Cast) {
  const cookie = async (name: string) => enter(world, name)
  const [clerk, above, elsewhere] = await Promise.all([
    cookie(people.village.sign_in_name),
    cookie(people.county.sign_in_name),
    cookie(people.stranger.sign_in_name),
  ])
  const as = (cookie: string) => speaker(app, { cookie })
  return {
    clerk: as(clerk),
    above: as(above),
    elsewhere: as(elsewhere),
    unsigned: speaker(app),
    stand: standing(app, people, clerk),
  }
}

/** Every table a step may write, the jobs' included. */
const TABLES = [
  'files',
  'involvements',
  'events',
  'disputes',
  'dispute_words',
  'tasks',
  'mediations',
  'dockets',
  'docket_books',
  'agreements',
  'obligations',
  'visits',
  'referrals',
  'supervisions',
  'packages',
  'complaints',
  'sealed_values',
  'members',
  'one_time_codes',
  'parties',
  'clocks',
  'papers',
  'effects',
  'links',
  'answers',
  'graphile_worker._private_jobs',
] as const
export type Table = (typeof TABLES)[number]

const JOBS = 'graphile_worker'
const jobs = new WeakMap<TestWorld, pg.Pool>()

/** The jobs' tables belong to the worker's login; the owner of the rest may not even look at them. */
function asOwnerOf(world: TestWorld, table: Table): pg.Pool['query'] {
  if (!table.startsWith(JOBS)) return world.owner.query.bind(world.owner)
  const pool = jobs.get(world) ?? new pg.Pool({ connectionString: world.workerUrl, max: 1, allowExitOnIdle: true })
  // The database is dropped under it at the end.
  if (!jobs.has(world)) pool.on('error', () => undefined)
  jobs.set(world, pool)
  return pool.query.bind(pool)
}

/**
 * All that is stored, a text a table: equal texts mean that nothing was written. Every version of a row has its own writer
 * and place, so that even the same value written once more is seen; the values themselves need not be read.
 */
export async function everything(world: TestWorld): Promise<Map<Table, string>> {
  const text = (table: Table) =>
    `(select count(*) || ' ' || coalesce(sum(hashtextextended(t.xmin || ' ' || t.ctid, 0)::numeric), 0) from ${table} t) as "${table}"`
  const kinds = [TABLES.filter((table) => !table.startsWith(JOBS)), TABLES.filter((table) => table.startsWith(JOBS))]
  const rows = await Promise.all(
    kinds.map(async ([first, ...more]) => {
      if (!first) return {}
      const found = await asOwnerOf(
        world,
        first,
      )<Record<string, string | null>>(`select ${[first, ...more].map(text).join(', ')}`)
      return found.rows[0] ?? {}
    }),
  )
  return new Map(TABLES.map((table) => [table, rows.map((row) => row[table] ?? '').join('')]))
}

export const changed = (before: Map<Table, string>, after: Map<Table, string>): Table[] =>
  TABLES.filter((table) => before.get(table) !== after.get(table))

/** Makes it possible to let every write to one table fail, as a full disc or a broken constraint would. */
export async function saboteur(world: TestWorld) {
  await world.owner.query(`
    create table sabotage (table_name text);
    create function sabotaged() returns trigger language plpgsql security definer set search_path = public as
    $$ begin
      if exists (select from sabotage where table_name = tg_table_name) then raise exception 'sabotaged'; end if;
      return new;
    end $$;
    grant execute on function sabotaged() to public`)
  for (const table of TABLES) {
    await asOwnerOf(
      world,
      table,
    )(`create trigger sabotage before insert or update on ${table} for each row execute function sabotaged()`)
  }
  return async <T>(table: Table, work: () => Promise<T>): Promise<T> => {
    await world.owner.query('insert into sabotage values ($1)', [table.split('.').at(-1)])
    try {
      return await work()
    } finally {
      await world.owner.query('delete from sabotage')
    }
  }
}

/** How many events a file has. */
export async function eventsOf(world: TestWorld, fileId: string): Promise<number> {
  const { rows } = await world.owner.query<{ n: number }>('select count(*)::int as n from events where file_id = $1', [
    fileId,
  ])
  return rows[0]?.n ?? 0
}

/** A refusal is told in Chinese, with what to do next. */
export function expectProblem(
  answer: { statusCode: number; body: string; headers: Record<string, unknown>; json: () => unknown },
  status: number,
  code: string,
): void {
  expect(answer.statusCode, answer.body).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  const han = expect.stringMatching(/\p{Script=Han}/u)
  expect(answer.json()).toMatchObject({ code, status, title: han, detail: han })
}
