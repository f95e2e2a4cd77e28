import { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { Outcome, Sent } from '#server/db/batch.ts'
import { send } from '#server/db/connection.ts'

/** A pool whose transactions can be played through to their end and then taken back, all of one request together. */
export type DryPool = {
  pool: pg.Pool
  /** Runs work; whatever the transactions it opens have written, its commits among them, is taken back afterwards. */
  dry: <T>(work: () => Promise<T>) => Promise<T>
  /** How many rows the last work inside `dry` added to or changed in which tables: `INSERT files`, `UPDATE files`. */
  written: () => ReadonlyMap<string, number>
}

const WRITINGS = new Map<string, readonly string[]>()
const WRITING = /\b(?:(insert) into "?(\w+)"?|(update) "?(\w+)"? (?:as \w+ )?set)/gi

/** `INSERT files`, `UPDATE files`: what a statement says it writes. */
function writtenBy(text: string): readonly string[] {
  const known = WRITINGS.get(text)
  if (known) return known
  const found = [...text.matchAll(WRITING)].map((it) => `${(it[1] ?? it[3] ?? '').toUpperCase()} ${it[2] ?? it[4]}`)
  WRITINGS.set(text, found)
  return found
}

/** What stands between two transactions inside the one that is taken back: deferred checks are made where COMMIT would make them. */
const COMMIT = ['set constraints all immediate', 'set constraints all deferred', 'release savepoint told']

/** A pool like the given one; inside `dry` every transaction is a savepoint of one that is rolled back, on one connection. */
export function dryPool(real: pg.Pool): DryPool {
  let outer: pg.PoolClient | null = null
  let isDry = false
  let last: Promise<void> = Promise.resolve()
  let written = new Map<string, number>()

  function count(text: string, rows: number): void {
    for (const what of writtenBy(text)) written.set(what, (written.get(what) ?? 0) + rows)
  }

  /** The outer transaction is begun by what leaves with its first statements. */
  async function begun(): Promise<pg.PoolClient> {
    if (outer) return outer
    outer = await real.connect()
    void send(outer, CompiledQuery.raw('begin', []))
    return outer
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
    const leave = (text: string, values: readonly unknown[] = []): Promise<Outcome> =>
      send(client, CompiledQuery.raw(text, [...values]))
    const back = (to: 'told' | 'alone'): Promise<Outcome> => leave(`rollback to savepoint ${to}`)

    /** One statement of several that leave together, with BEGIN, COMMIT and ROLLBACK played. */
    async function played({ text, values }: Sent): Promise<Outcome> {
      const word = text.toLowerCase()
      if (word === 'begin') open = true
      if (word === 'commit' || word === 'rollback') open = false
      if (word === 'begin') return leave('savepoint told')
      if (word === 'rollback') return back('told')
      if (word === 'commit') {
        await Promise.all(COMMIT.map((it) => leave(it)))
        return { rows: [], command: 'COMMIT', count: 0 }
      }
      const outcome = await leave(text, values)
      count(text, outcome.count)
      return outcome
    }
    /** As the database does: in their order, none after one that failed; outside a transaction all of them or none. */
    async function together(all: readonly Sent[]): Promise<void> {
      const stands = !open && all[0]?.text.toLowerCase() !== 'begin'
      const leaving = stands ? [leave('savepoint alone')] : []
      const outcomes = Promise.allSettled(all.map(played))
      if (stands) leaving.push(leave('release savepoint alone'))
      await Promise.allSettled(leaving)
      const settled = await outcomes
      const fault = settled.find((it) => it.status === 'rejected')
      if (fault && stands) await back('alone')
      for (const [nth, it] of settled.entries()) {
        const one = all[nth] as Sent
        if (it.status === 'fulfilled' && !(fault && stands)) one.done(it.value)
        else if (it === fault && one.text.toLowerCase() === 'commit') {
          // What is checked at the end did not hold.
          await back('told')
          one.done({ rows: [], command: 'ROLLBACK', count: 0 })
        } else one.failed(fault?.reason as Error)
      }
    }
    let line: Promise<void> = Promise.resolve()
    const query = (what: { sent: readonly Sent[] }): unknown => {
      line = line.then(() => together(what.sent))
      return what
    }
    return new Proxy(client, {
      get: (of, name) => (name === 'query' ? query : name === 'release' ? () => free() : Reflect.get(of, name, of)),
    })
  }

  async function takeBack(): Promise<void> {
    await last
    isDry = false
    const client = outer
    outer = null
    if (!client) return
    await send(client, CompiledQuery.raw('rollback', []))
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
