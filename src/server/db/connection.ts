import {
  type Compilable,
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Insertable,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type Updateable,
} from 'kysely'
import pg from 'pg'
import { batch, type Outcome, type Sent } from './batch.ts'
import { clientOf, keepToLeader, leaderAmong } from './leader.ts'
import { machinesOf } from './machines.ts'
import type { DB } from './types.ts'

/** Days stay texts, instants become ISO texts, and int8 becomes a number: place codes have 15 digits and fit exactly. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return readInteger
    if (oid === pg.types.builtins.DATE) return (text: string) => text
    if (oid === pg.types.builtins.TIMESTAMPTZ) return readInstant
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

/** As a connection whose zone is UTC writes an instant of a year of four digits, to the millisecond. */
const IN_UTC = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/

/** As ISO in UTC. What stands in UTC already is copied: to read it as a date and write it again takes ten times as long. */
export function readInstant(text: string): string {
  const [, day, time, part = ''] = IN_UTC.exec(text) ?? []
  return day === undefined ? new Date(text).toISOString() : `${day}T${time}.${part.padEnd(3, '0')}Z`
}

const readInteger = (text: string): number => exact(Number(text))

/**
 * An int8 that came as a number, as JSON brings it: what cannot be told exactly has been rounded without a word.
 * @throws RangeError beyond 2^53
 */
export function exact(value: number): number {
  if (!Number.isSafeInteger(value))
    throw new RangeError(`an integer beyond 2^53 came from the database, about ${value}`)
  return value
}

/** A request that waits so long for a connection is told to come again, where the database may be changing its leader. Milliseconds. */
const PATIENCE_MS = 10_000
/** Of several machines one may lose its power without a word: the network asks after it, so that nobody waits for it for hours. */
const SEVERAL = {
  connectionTimeoutMillis: PATIENCE_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  // One that rests on a machine that no longer leads is soon gone by itself.
  idleTimeoutMillis: 10_000,
}

/** A pool on the machine that leads, where the address names several (leader.ts); on the one it names, where it names one. */
function openPool(url: string, settings: pg.PoolConfig): pg.Pool {
  const machines = machinesOf(url)
  const find = leaderAmong(machines)
  const several = machines.length > 1
  const pool = new pg.Pool({
    connectionString: machines[0],
    ...settings,
    ...(several ? { Client: clientOf(find), ...SEVERAL } : {}),
  })
  // A connection that breaks between two statements of a transaction speaks to nobody but its own listeners, and with
  // none the process ends. The next statement fails anyway, and that is where it is answered.
  pool.on('connect', (client) => client.on('error', () => {}))
  // One that breaks while nobody uses it is replaced at the next request.
  pool.on('error', () => {})
  if (several) keepToLeader(pool, find)
  return pool
}

/**
 * A pool whose statements travel together: several in one round trip (`send`).
 * @param rest_ms after how long a connection nobody used is closed; of several machines ten seconds, whatever is said here
 */
export const makePool = (url: string, most: number, rest_ms = 10_000): pg.Pool =>
  openPool(url, { max: most, types, application_name: 'fengqiao', idleTimeoutMillis: rest_ms } as pg.PoolConfig)

/** A pool for the library of jobs, which reads values its own way. */
export const makeJobsPool = (url: string, most: number): pg.Pool =>
  openPool(url, { max: most, application_name: 'fengqiao-jobs' })

/**
 * One connection as the owner, not opened yet. It has a name: one without is told to the auditor as a way past the product.
 * @throws NoLeader at `connect`, where the address names several machines and none of them takes writes
 */
export function ownerClient(url: string, name: `fengqiao-${string}` = 'fengqiao-owner'): pg.Client {
  const machines = machinesOf(url)
  const settings = { connectionString: machines[0], application_name: name }
  if (machines.length === 1) return new pg.Client(settings)
  return new (clientOf(leaderAmong(machines)))({ ...settings, ...SEVERAL })
}

const names = new Map<string, string>()

/** Named statements are planned once a connection: 2.5 times the throughput of unnamed ones. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** A statement ready to be sent. */
export type Statement = CompiledQuery

const inserts = new Map<string, string>()

/**
 * The statement that inserts one row. Its text depends on the table and the columns alone and is made once: a step
 * inserts ten rows, and building each through the query builder took a third of the time it is given.
 */
export function insertInto<T extends keyof DB & string>(table: T, row: Insertable<DB[T]>): Statement {
  const columns = Object.keys(row)
  const shape = `${table} ${columns.join()}`
  let text = inserts.get(shape)
  if (text === undefined) {
    text = `insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`
    inserts.set(shape, text)
  }
  const made = CompiledQuery.raw(text, Object.values(row))
  plainInserts.add(made)
  return made
}

const updates = new Map<string, string>()

/** What a change says of columns beside their new values: JSON laid over what stands there, and numbers that rise by one. */
type Besides = { over?: Readonly<Record<string, string>>; up?: readonly string[] }

/** The statement that changes one row, found by its id; its text is made once as well. */
export function updateOne<T extends keyof DB & string>(
  table: T,
  id: string,
  row: Updateable<DB[T]>,
  { over = {}, up = [] }: Besides = {},
): Statement {
  const [columns, laid] = [Object.keys(row), Object.keys(over)]
  const shape = `${table} ${columns.join()} ${laid.join()} ${up.join()}`
  let text = updates.get(shape)
  if (text === undefined) {
    const set = [
      ...columns.map((name, at) => `"${name}" = $${at + 1}`),
      ...laid.map((name, at) => `"${name}" = ${name} || $${columns.length + at + 1}::jsonb`),
      ...up.map((name) => `"${name}" = ${name} + 1`),
    ]
    text = `update "${table}" set ${set.join(', ')} where "id" = $${columns.length + laid.length + 1}`
    updates.set(shape, text)
  }
  return CompiledQuery.raw(text, [...Object.values(row), ...Object.values(over), id])
}

const plainInserts = new WeakSet<Statement>()

/** Whether a statement is one row added to one table and nothing else: such ones may travel as one (join-inserts.ts). */
export const isPlainInsert = (statement: Statement): boolean => plainInserts.has(statement)

/** What was sent on a connection in this tick: it leaves together when the tick ends. */
const leaving = new WeakMap<pg.PoolClient, Sent[]>()

/**
 * Sends a statement. Those sent on one connection in one tick leave together and are carried out in that order: a step's
 * questions, or its dozen writes with COMMIT, cost one message each way (batch.ts).
 */
export function send(client: pg.PoolClient, { sql, parameters }: Statement): Promise<Outcome> {
  return new Promise((done, failed) => {
    const sent: Sent = { name: nameOf(sql), text: sql, values: parameters, done, failed }
    const together = leaving.get(client)
    if (together) {
      together.push(sent)
      return
    }
    const all = [sent]
    leaving.set(client, all)
    process.nextTick(() => {
      leaving.delete(client)
      client.query(batch(all, types))
    })
  })
}

/** Connections whose transaction has been told to end: what is asked now would be asked outside it. */
const ending = new WeakSet<pg.PoolClient>()
/** From here on nothing more is asked in this transaction. */
export const endAsking = (client: pg.PoolClient): void => void ending.add(client)
/** The connection is between two transactions again. */
export const askAgain = (client: pg.PoolClient): void => void ending.delete(client)

function sendInside(client: pg.PoolClient, statement: Statement): Promise<Outcome> {
  if (ending.has(client)) throw new Error(`asked after the end of its transaction: ${statement.sql}`)
  return send(client, statement)
}

/** The rows a statement gives, sent in this very tick: the builder would carry it to the connection through four promises first. */
export async function ask<R>(trx: Trx, statement: Statement): Promise<R[]> {
  const client = clients.get(trx)
  if (!client) throw new Error('asked outside a transaction of ours')
  return (await sendInside(client, statement)).rows as R[]
}

/** Stands where a question is built for a value of its asking. */
class Blank {
  readonly nth: number
  constructor(nth: number) {
    this.nth = nth
  }
}

/**
 * A question that is the same each time but for the values it is asked with: built the first time, and sent by its text from then on.
 * A step asks ten of them and a page thirty, and building them took a seventh of a step's time in the server. Its values are given as they
 * travel: several as `{…}` for `any ((select …))` (docs/decisions/0095).
 * @throws Error where it has other values in it: they would be those of the first time for ever
 */
export function question<V extends unknown[], R>(
  build: (trx: Trx, ...values: V) => Compilable<R>,
): (trx: Trx, ...values: V) => Promise<R[]> {
  let built: { text: string; order: readonly number[] } | null = null
  return (trx, ...values) => {
    built ??= asked(build(trx, ...(values.map((_, nth) => new Blank(nth)) as V)).compile())
    return ask<R>(
      trx,
      CompiledQuery.raw(
        built.text,
        built.order.map((nth) => values[nth]),
      ),
    )
  }
}

/** A question as it is asked: its text, and which of its values stands at each place. */
function asked({ sql, parameters }: CompiledQuery): { text: string; order: number[] } {
  const order = parameters.map((it) => {
    if (!(it instanceof Blank)) throw new Error(`not a question of one value or several of its asking alone: ${sql}`)
    return it.nth
  })
  return { text: sql, order }
}

class OneClient implements DatabaseConnection {
  readonly #client: pg.PoolClient
  constructor(client: pg.PoolClient) {
    this.#client = client
  }
  async executeQuery<R>(statement: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, count } = await sendInside(this.#client, statement)
    return { rows: rows as R[], numAffectedRows: BigInt(count) }
  }
  // biome-ignore lint/correctness/useYield: nothing here streams; the interface asks for the method
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('streaming is not used here')
  }
}

class OneClientDriver implements Driver {
  readonly #connection: OneClient
  constructor(client: pg.PoolClient) {
    this.#connection = new OneClient(client)
  }
  async init() {}
  async acquireConnection() {
    return this.#connection
  }
  async beginTransaction(): Promise<void> {
    throw new Error('transactions are opened by inScope')
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}
}

/** Kysely over one connection that is already inside a transaction. */
export type Trx = Kysely<DB>

export function over(client: pg.PoolClient): Trx {
  const known = builders.get(client)
  if (known) return known
  const made = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new OneClientDriver(client),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  builders.set(client, made)
  clients.set(made, client)
  return made
}

/** Made once a connection: it holds nothing of a transaction. */
const builders = new WeakMap<pg.PoolClient, Trx>()
const clients = new WeakMap<Trx, pg.PoolClient>()
