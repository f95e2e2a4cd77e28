import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isWaitGivenUp } from '#server/db/standby.ts'
import type { Machine } from './patroni.ts'

const BETWEEN_MS = 300
const ANSWER_MS = 1_000

type Taken = { machine: string; timeline: string; sentAt: number; at: number }

/**
 * Somebody who asks every machine to write, all the time: a machine takes writes when it confirms one. Of two that did in turn, the
 * one left behind is known by its older timeline.
 */
export class Fence {
  readonly taken: Taken[] = []
  /** How often each machine did not confirm, by its name. */
  readonly refused = new Map<string, number>()
  #watching = true
  #loops: Promise<void>[] = []

  async prepare(leader: Machine): Promise<void> {
    const client = new pg.Client({ connectionString: leader.addressOf('postgres') })
    await client.connect()
    await client.query('create table fence (machine text not null)')
    await client.end()
  }

  watch(machines: readonly Machine[]): void {
    this.#loops = machines.map((machine) => this.#ask(machine))
  }

  async #ask(machine: Machine): Promise<void> {
    while (this.#watching) {
      const client = new pg.Client({
        connectionString: machine.addressOf('postgres'),
        connectionTimeoutMillis: ANSWER_MS,
        query_timeout: ANSWER_MS,
      })
      let givenUp = false
      client.on('error', () => {})
      client.on('notice', (notice) => {
        givenUp ||= isWaitGivenUp(notice)
      })
      try {
        await client.connect()
        while (this.#watching) {
          const sentAt = performance.now()
          const { rows } = await client.query<{ timeline: string }>(
            `insert into fence values ($1) returning substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) as timeline`,
            [machine.name],
          )
          if (givenUp) throw new Error('not waited for')
          this.taken.push({ machine: machine.name, timeline: rows[0]?.timeline ?? '', sentAt, at: performance.now() })
          await sleep(BETWEEN_MS)
        }
      } catch {
        this.refused.set(machine.name, (this.refused.get(machine.name) ?? 0) + 1)
        await sleep(BETWEEN_MS)
      } finally {
        client.connection.stream.destroy()
      }
    }
  }

  /** Writes confirmed by a machine after another had confirmed one as its successor: there must be none. */
  behind(): Taken[] {
    return this.taken.filter(({ timeline, sentAt }) =>
      this.taken.some((other) => other.timeline > timeline && other.at < sentAt),
    )
  }

  async stop(): Promise<void> {
    this.#watching = false
    await Promise.all(this.#loops)
  }
}
