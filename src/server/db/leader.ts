import pg from 'pg'
import { doorOf } from './machines.ts'

/** How long a machine may take to answer, in milliseconds: one that stands still takes connections and never says a word. */
const ANSWER_MS = 2_000
/** How long the others may still speak once one has said that it takes writes: the one before it may be waking up. */
const GRACE_MS = 200
/** So long nobody asks again: a server that has lost its ten connections opens them all at once. */
const HOLDS_MS = 500
/** A connection lent for so long may be one to a machine that stands still; how often that is looked at. Milliseconds. */
const LATE = { after: 3_000, looked: 2_000 }

/** None of the machines takes writes now. To a person it is what every database is that cannot be reached: try again. */
export class NoLeader extends Error {
  readonly code = '57P03'
  constructor() {
    super(
      '几台数据库里现在没有一台能写：可能正在换主机，一般半分钟以内自己好。一直不好的，请看每台的 Patroni 和数据库日志。',
    )
  }
}

/** The timeline a machine writes (it grows at each change of leader), or null where it takes no writes. @throws where it cannot be asked */
export async function timelineAt(address: string): Promise<string | null> {
  const client = new pg.Client({
    connectionString: address,
    application_name: 'fengqiao-leader',
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ timeline: string | null }>(
      'select case when not pg_is_in_recovery() then substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end as timeline',
    )
    return rows[0]?.timeline ?? null
  } finally {
    client.connection.stream.destroy()
  }
}

/** Who leads, and the machines that certainly do not: they said so, write an older timeline, or said nothing now and the time before. */
export type Found = { leader: string; left: readonly string[] }

/** Says which machine takes writes now. @throws NoLeader */
export type FindLeader = () => Promise<Found>

/** The newest timeline this process has met, by the machines that were asked. */
const newest = new Map<string, string>()
const withoutLogin = (address: string): string => address.replace(/^.*@/, '')

/**
 * All machines are asked at once. Of two that take writes the one with the newer timeline leads: the other was left behind
 * and does not know it yet; whatever it is given it can commit nowhere but on itself. One with an older timeline than this process has
 * met is never believed, however quickly it answers.
 */
export function leaderAmong(machines: readonly string[], ask = timelineAt): FindLeader {
  const known = machines.map(withoutLogin).join()
  const silent = new Set<string>()

  async function askAll(): Promise<Found> {
    const said = new Map<string, string | null>()
    const isOld = (timeline: string): boolean => timeline < (newest.get(known) ?? '')
    await new Promise<void>((enough) => {
      const asked = machines.map(async (address) => {
        try {
          const timeline = await ask(address)
          said.set(address, timeline)
          silent.delete(address)
          if (timeline !== null && !isOld(timeline)) setTimeout(enough, GRACE_MS)
        } catch {
          silent.add(address)
        }
      })
      void Promise.all(asked).then(() => enough())
    })
    let leads: { address: string; timeline: string } | undefined
    for (const [address, timeline] of said)
      if (timeline !== null && !isOld(timeline) && timeline > (leads?.timeline ?? '')) leads = { address, timeline }
    if (!leads) throw new NoLeader()
    newest.set(known, leads.timeline)
    const leader = leads.address
    return { leader, left: machines.filter((it) => it !== leader && (said.has(it) || silent.has(it))) }
  }

  let asking: Promise<Found> | undefined
  return () => {
    if (asking) return asking
    const asked = askAll()
    const forget = () => setTimeout(() => (asking = undefined), HOLDS_MS).unref()
    asked.then(forget, forget)
    asking = asked
    return asked
  }
}

/** The first question on a connection; a machine that stands still since it was connected to does not answer it. */
const MET = { text: 'select pg_is_in_recovery() as standby', query_timeout: ANSWER_MS }

/** A client that looks for the leader before it connects, and makes sure that it has met it. */
export const clientOf = (find: FindLeader): typeof pg.Client =>
  class extends pg.Client {
    async #meet(): Promise<pg.Client> {
      // One that breaks fails the statement at hand; without a listener it would end the process.
      this.on('error', () => {})
      Object.assign(this, doorOf((await find()).leader))
      await super.connect()
      try {
        const { rows } = await this.query<{ standby: boolean }>(MET)
        if (rows[0]?.standby === false) return this
        throw new NoLeader()
      } catch (error) {
        this.connection.stream.destroy()
        throw error
      }
    }

    override connect(): Promise<pg.Client>
    override connect(told: ((error: Error) => void) | ((error: null, client: pg.Client) => void)): void
    override connect(told?: (error: never, client: pg.Client) => void): Promise<pg.Client> | undefined {
      const met = this.#meet()
      if (told === undefined) return met
      met.then(
        () => told(null as never, this),
        (error) => told(error as never, this),
      )
      return undefined
    }
  }

/**
 * Takes a pool's connections away from a machine that leads no more. One that ended its connections needs no such thing; one
 * whose power went, or that stands still, says nothing, and what was asked of it would be waited for until the network gives up.
 * Nobody is asked while every connection comes back in time.
 */
export function keepToLeader(pool: pg.Pool, find: FindLeader, late = LATE): void {
  const open = new Set<pg.Client>()
  const lent = new Map<pg.Client, number>()
  const of = (client: pg.PoolClient): pg.Client => client as unknown as pg.Client
  pool.on('connect', (client) => open.add(of(client)))
  pool.on('acquire', (client) => lent.set(of(client), performance.now()))
  pool.on('release', (_, client) => lent.delete(of(client)))
  pool.on('remove', (client) => {
    open.delete(of(client))
    lent.delete(of(client))
  })
  const looking = setInterval(async () => {
    if (pool.ended) return clearInterval(looking)
    const longAgo = performance.now() - late.after
    if (![...lent.values()].some((since) => since < longAgo)) return
    const found = await find().catch(() => null)
    const left = (found?.left ?? []).map(doorOf)
    for (const client of open)
      if (left.some(({ host, port }) => client.host === host && client.port === port))
        client.connection.stream.destroy()
  }, late.looked)
  looking.unref()
}
