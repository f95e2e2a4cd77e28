import type pg from 'pg'
import type { Sent } from '#server/db/batch.ts'

/** A pool whose transactions can be played through to their end and then taken back, all of one request together. */
export type DryPool = {
  pool: pg.Pool
  /** Runs work; whatever the transactions it opens have written, its commits among them, is taken back afterwards. */
  dry: <T>(work: () => Promise<T>) => Promise<T>
  /** How many rows the last work inside `dry` added to or changed in which tables: `INSERT files`, `UPDATE files`. */
  written: () => ReadonlyMap<string, number>
}

const WRITING = /\b(?:(insert) into "?(\w+)"?|(update) "?(\w+)"? (?:as \w+ )?set)/gi

/** What stands between two transactions inside the one that is taken back: deferred checks are made where COMMIT would make them. */
const COMMIT = ['set constraints all immediate', 'set constraints all deferred', 'release savepoint told']

/** A pool like the given one; inside `dry` every transaction is a savepoint of one that is rolled back, on one connection. */
export function dryPool(real: pg.Pool): DryPool {
  let outer: pg.PoolClient | null = null
  let isDry = false
  let last: Promise<void> = Promise.resolve()
  let written = new Map<string, number>()

  /** Sends a statement as it is, and counts what it wrote. */
  function sent(client: pg.PoolClient, text: unknown, more: unknown[]): unknown {
    const answer: unknown = Reflect.apply(client.query, client, [text, ...more])
    const said = typeof text === 'string' ? text : ((text as { text?: string }).text ?? '')
    const all = [...said.matchAll(WRITING)].map((it) => `${it[1] ?? it[3]} ${it[2] ?? it[4]}`)
    if (all.length > 0 && answer instanceof Promise)
      answer.then(
        ({ rowCount }: pg.QueryResult) => {
          for (const it of all) {
            const what = it.replace(/^\w+/, (how) => how.toUpperCase())
            written.set(what, (written.get(what) ?? 0) + (rowCount ?? 0))
          }
        },
        () => {},
      )
    return answer
  }

  async function begun(): Promise<pg.PoolClient> {
    if (outer) return outer
    outer = await real.connect()
    await outer.query('begin')
    return outer
  }

  async function committed(client: pg.PoolClient): Promise<{ command: string }> {
    try {
      await Promise.all(COMMIT.map((text) => client.query(text)))
      return { command: 'COMMIT' }
    } catch {
      await client.query('rollback to savepoint told')
      return { command: 'ROLLBACK' }
    }
  }

  /** One transaction at a time: the next one waits until this one is given back. */
  async function connect(): Promise<pg.PoolClient> {
    if (!isDry) return real.connect()
    const before = last
    let free = (): void => {}
    last = new Promise((resolve) => {
      free = resolve
    })
    await before
    const client = await begun()
    let open = false
    /** One statement of several that left together, with BEGIN, COMMIT and ROLLBACK played. */
    const played = async ({
      text,
      values,
    }: Sent): Promise<{ rows: unknown[]; command: string; rowCount: number | null }> => {
      const word = text.toLowerCase()
      if (word === 'begin') open = true
      if (word === 'commit' || word === 'rollback') open = false
      if (word === 'commit') return { ...(await committed(client)), rows: [], rowCount: 0 }
      const instead = { begin: 'savepoint told', rollback: 'rollback to savepoint told' }[word]
      return (await sent(client, { text: instead ?? text, values: [...values] }, [])) as pg.QueryResult
    }
    /** As the database does: in their order, none after one that failed; outside a transaction all of them or none. */
    async function together(all: readonly Sent[]): Promise<void> {
      const stands = !open && all[0]?.text.toLowerCase() !== 'begin'
      if (stands) await client.query('savepoint alone')
      const outcomes: (() => void)[] = []
      try {
        for (const one of all) {
          const { rows, command, rowCount } = await played(one)
          outcomes.push(() => one.done({ rows: rows as Record<string, unknown>[], command, count: rowCount ?? 0 }))
        }
        if (stands) await client.query('release savepoint alone')
        for (const tell of outcomes) tell()
      } catch (error) {
        if (stands) await client.query('rollback to savepoint alone')
        const carriedOut = stands ? [] : outcomes
        for (const tell of carriedOut) tell()
        for (const { failed } of all.slice(carriedOut.length)) failed(error as Error)
      }
    }
    let line: Promise<void> = Promise.resolve()
    const query = (text: unknown, ...more: unknown[]): unknown => {
      const all = (text as { sent?: readonly Sent[] }).sent
      if (all) {
        line = line.then(() => together(all))
        return text
      }
      if (text === 'begin') {
        open = true
        return client.query('savepoint told')
      }
      if (text === 'commit') {
        open = false
        return committed(client)
      }
      if (text === 'rollback') {
        open = false
        return client.query('rollback to savepoint told')
      }
      if (open) return sent(client, text, more)
      // Outside a transaction a statement stands alone: one that fails takes nothing else with it.
      return alone(client, text, more)
    }
    return new Proxy(client, {
      get: (of, name) => (name === 'query' ? query : name === 'release' ? () => free() : Reflect.get(of, name, of)),
    })
  }

  async function alone(client: pg.PoolClient, text: unknown, more: unknown[]): Promise<unknown> {
    await client.query('savepoint alone')
    try {
      const done: unknown = await Reflect.apply(client.query, client, [text, ...more])
      await client.query('release savepoint alone')
      return done
    } catch (error) {
      await client.query('rollback to savepoint alone')
      throw error
    }
  }

  async function takeBack(): Promise<void> {
    await last
    isDry = false
    const client = outer
    outer = null
    if (!client) return
    await client.query('rollback')
    client.release()
  }

  return {
    pool: new Proxy(real, {
      get: (of, name) => {
        if (name === 'connect') return connect
        const it: unknown = Reflect.get(of, name, of)
        return typeof it === 'function' ? it.bind(of) : it
      },
    }),
    written: () => written,
    async dry(work) {
      if (isDry) throw new Error('dry inside dry')
      isDry = true
      written = new Map()
      try {
        return await work()
      } finally {
        await takeBack()
      }
    },
  }
}
