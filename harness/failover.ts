/**
 * npm run failover：三台 PostgreSQL（Patroni 管着，etcd 作证）互为备份，枫桥跟着主机走；一边有人用，一边让主机倒下、断电、卡住、换位、放弃等待，
 * 每次之后对账：答复过的一件不少，发出去的短信都有依据，没有两台同时能写，多久能再用。约十分钟，要先装 Debian 的 patroni 和 etcd-server。
 * --events a,b 只做其中几种；--plant async|no-notice|no-barrier 先弄坏一处，应当被发现。
 * Prints JSON lines of figures and ends with 1 where something is not as it should be. Everything runs in a folder of its own, on ports
 * from 27100 on (--port), and is gone afterwards.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { makeJobsPool } from '#server/db/connection.ts'
import { prepareDatabase } from '#server/db/prepare.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { countyWorld } from './county-world.ts'
import { Fence } from './fence.ts'
import { Load } from './load.ts'
import { type Machine, type Machines, missingPrograms, startMachines } from './patroni.ts'
import { startGateway, until } from './rig.ts'
import { copyTree } from './trees.ts'
import { startTree } from './upgrade.ts'

/** Below those that outgoing connections take for themselves. */
const PORT = 27_100
const PEOPLE = 5
const WORK_MS = 2_500
/** Writes after which the product counts as being back. */
const BACK = 10
const PATIENCE_MS = 120_000
const DATABASE = 'fengqiao'
const OWNER = 'fengqiao_owner'
/** How long nobody who waits for a standby is let wait, where waits are given up. */
const GIVING_UP_MS = 6_000

/** What may befall the machine that leads, and the longest nobody's write may be confirmed afterwards, in seconds. */
const EVENTS = {
  postgres_killed: 10,
  machine_killed: 30,
  machine_frozen: 30,
  switched_over: 10,
  standbys_behind: 30,
  waits_given_up: 30,
} as const
type Event = keyof typeof EVENTS
const ALL: readonly Event[] = [
  'postgres_killed',
  'machine_killed',
  'machine_frozen',
  'switched_over',
  'standbys_behind',
  'waits_given_up',
  'postgres_killed',
  'machine_frozen',
  'machine_killed',
  'waits_given_up',
]

/** What is spoilt in a copy of the product, or of the machines, and which events must then show it. */
const PLANTS = {
  async: { file: null, good: '', bad: '', events: ['standbys_behind'] },
  'no-notice': {
    file: 'src/server/db/standby.ts',
    good: `notice.routine === 'SyncRepWaitForLSN'`,
    bad: 'notice.routine === null',
    events: ['waits_given_up'],
  },
  'no-barrier': {
    file: 'src/server/db/standby.ts',
    good: `where current_setting('synchronous_standby_names') <> ''`,
    bad: 'where false',
    events: ['waits_given_up'],
  },
} as const satisfies Record<string, { file: string | null; good: string; bad: string; events: readonly Event[] }>
type Plant = keyof typeof PLANTS

function spoil(tree: string, { file, good, bad }: (typeof PLANTS)[Plant]): void {
  if (file === null) return
  const path = join(tree, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(good)) throw new Error(`${file} is written otherwise by now: ${good}`)
  writeFileSync(path, text.replace(good, bad))
}

/** The longest time between two confirmed writes since it was last begun. */
class Gap {
  longest = 0
  #since = performance.now()
  #count = 0
  readonly #timer: NodeJS.Timeout
  constructor(count: () => number) {
    this.#timer = setInterval(() => {
      const at = performance.now()
      const moved = count() > this.#count
      this.longest = Math.max(this.longest, at - this.#since)
      if (!moved) return
      this.#count = count()
      this.#since = at
    }, 10)
  }
  begin(): void {
    this.longest = 0
    this.#since = performance.now()
  }
  stop(): void {
    clearInterval(this.#timer)
  }
}

/** One connection to one machine, past the product. */
async function onMachine<T>(machine: Machine, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: machine.addressOf(DATABASE), application_name: 'fengqiao-harness' })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function makeDatabase(machines: Machines): Promise<void> {
  const client = new pg.Client({ connectionString: (await machines.leader()).addressOf('postgres') })
  await client.connect()
  // As docs/operating.md has it.
  await client.query(`create role ${OWNER} login createrole password '${machines.password}'`)
  await client.query(`create database ${DATABASE} owner ${OWNER} encoding 'UTF8' locale 'C.UTF-8' template template0`)
  await client.end()
}

/** As an administrator might who finds the system hanging and ends what hangs: again and again, most cancelled, some cut off. @returns how many */
async function giveUpWaits(leader: Machine): Promise<number> {
  return await onMachine(leader, async (client) => {
    let many = 0
    for (const end = performance.now() + GIVING_UP_MS; performance.now() < end; await sleep(100)) {
      const { rows } = await client.query<{ pid: number; application_name: string }>(
        `select pid, application_name from pg_stat_activity where wait_event = 'SyncRep' and datname = $1`,
        [DATABASE],
      )
      for (const { pid, application_name } of rows) {
        many += 1
        const end = application_name === 'fengqiao' && many % 4 === 0
        await client.query(end ? 'select pg_terminate_backend($1)' : 'select pg_cancel_backend($1)', [pid])
      }
    }
    return many
  })
}

const effectsOn = (client: pg.Client | pg.Pool): Promise<Set<string>> =>
  client.query<{ id: string }>('select id from effects').then(({ rows }) => new Set(rows.map(({ id }) => id)))

export type FailedOver = { verdict: 'pass' | 'fail'; reason: string }

/** @param plant what is spoilt: then it passes only if that is noticed */
export async function failOver(
  of: { port: number; events: readonly Event[]; plant: Plant | null },
  tell: (figure: object) => void,
): Promise<FailedOver> {
  const { port, plant } = of
  const base = mkdtempSync(join(tmpdir(), 'fengqiao-failover-'))
  const dataDir = join(base, 'data')
  const machines = await startMachines({
    folder: mkdtempSync(join(tmpdir(), 'fengqiao-machines-')),
    port,
    plain: plant === 'async',
  })
  const gateway = await startGateway()
  const fence = new Fence()
  const ends: (() => unknown)[] = [() => machines.stop(), () => gateway.server.close()]
  const faults: string[] = []
  const totals = { failovers: 0, acknowledged: 0, lost: 0, different: 0, broken: 0, baseless: 0, behind: 0 }
  try {
    await machines.start()
    await makeDatabase(machines)
    const ownerUrl = machines.addressFor(OWNER, DATABASE)
    const { serverUrl } = await prepareDatabase({ ownerUrl, dataDir })
    const world = await countyWorld({ serverUrl, dataDir, port: port + 30, connections: 4 })
    const owner = makeJobsPool(machines.addressFor(machines.superuser, DATABASE), 2)
    ends.unshift(() => Promise.allSettled([world.pool.end(), owner.end()]))
    const tree = copyTree(join(base, 'tree'))
    if (plant) spoil(tree, PLANTS[plant])
    const product = startTree(tree, {
      DATA_DIR: dataDir,
      DATABASE_URL: ownerUrl,
      PORT: String(port + 30),
      FENGQIAO_DEMO: '0',
      DOOR_LIMITS: '0',
      BACKUP_DIR: '',
      SMS_URL: gateway.url,
    })
    ends.unshift(() => {
      gateway.server.closeAllConnections()
      return product.stop()
    })
    process.once('exit', () => product.child.kill('SIGTERM'))
    const url = `http://127.0.0.1:${port + 30}`
    await until('the product answers', async () => (await fetch(`${url}/healthz`)).ok, PATIENCE_MS).catch((error) => {
      throw new Error(`${error}\n${product.said()}`)
    })
    const load = new Load({ owner, world, urls: [url], said: () => product.said().slice(-2000) })
    await load.prepare()
    const gap = new Gap(() => load.acknowledged.length)
    ends.unshift(() => gap.stop())
    await fence.prepare(await machines.leader())
    fence.watch(machines.machines)
    ends.unshift(() => fence.stop())

    for (const event of of.events) {
      await machines.whole()
      const from = load.acknowledged.length
      const leader = await machines.leader()
      const standbys = machines.machines.filter((it) => it !== leader)
      const working = load.run(PEOPLE).catch((error: Error) => faults.push(`${event}: ${error.message}`))
      await sleep(WORK_MS)
      if (load.acknowledged.length === from) throw new Error(`${event}: nobody got an answer even before it`)
      let givenUp = 0
      let doomed = new Set<string>()
      gap.begin()
      const began = performance.now()
      if (event === 'postgres_killed') leader.killPostgres()
      if (event === 'machine_killed') leader.kill()
      if (event === 'machine_frozen') leader.freeze()
      if (event === 'switched_over') await machines.switchOver()
      if (event === 'standbys_behind' || event === 'waits_given_up') {
        // Cut off from both and from those who decide: what it commits now is on it alone, and nobody is told that it has no standby.
        leader.freezePatroni()
        for (const standby of standbys) standby.kill()
        if (event === 'waits_given_up') givenUp = await giveUpWaits(leader)
        else await sleep(WORK_MS)
        doomed = await onMachine(leader, effectsOn)
        leader.kill()
        for (const standby of standbys) standby.start()
      }
      let refusedBefore = 0
      const isBack = async (): Promise<boolean> => (await machines.leader()) !== leader
      await until(`${event}: another machine leads`, isBack, PATIENCE_MS)
      const newLeadAfter = performance.now() - began
      const then = load.acknowledged.length
      // People whose confirmed work is gone cannot go on with it: that is told by then.
      const isAtWork = async (): Promise<boolean> => load.acknowledged.length > then + BACK || faults.length > 0
      await until(`${event}: writes are confirmed again`, isAtWork, PATIENCE_MS)
      if (event === 'machine_frozen') {
        refusedBefore = fence.refused.get(leader.name) ?? 0
        leader.thaw()
        await until(
          'the machine that stood still was asked to write',
          async () => (fence.refused.get(leader.name) ?? 0) > refusedBefore + 2,
        )
      }
      await sleep(WORK_MS)
      // With what the thaw cost.
      const backAfter = gap.longest
      load.stop()
      await working
      if (event === 'machine_killed' || event === 'standbys_behind' || event === 'waits_given_up') leader.start()
      // What is asked of the new leader is asked while the old one comes back.
      const [lost, different, broken] = [
        await load.lostFrom(from),
        await load.repeatFrom(from),
        await checkInvariants(world),
      ]
      const rows = await effectsOn(owner)
      const baseless = [...new Set(gateway.asked.map(({ id }) => id))].filter((id) => !rows.has(id))
      const vanished = [...doomed].filter((id) => !rows.has(id)).length
      const behind = fence.behind()
      const seconds = Math.round(backAfter / 100) / 10
      totals.failovers += 1
      totals.acknowledged += load.acknowledged.length - from
      totals.lost += lost.length
      totals.different += different.length
      totals.broken += broken.length
      totals.baseless = Math.max(totals.baseless, baseless.length)
      totals.behind = Math.max(totals.behind, behind.length)
      tell({
        figure: 'failover',
        event,
        from: leader.name,
        to: (await machines.leader()).name,
        gap_seconds: seconds,
        limit: EVENTS[event],
        new_leader_seconds: Math.round(newLeadAfter / 100) / 10,
        acknowledged: load.acknowledged.length - from,
        lost: lost.length,
        different: different.length,
        invariants_broken: broken.length,
        messages: rows.size,
        messages_sent: gateway.asked.length,
        messages_without_a_row: baseless.length,
        ...(event === 'waits_given_up' ? { waits_given_up: givenUp } : {}),
        ...(doomed.size > 0 ? { messages_vanished: vanished } : {}),
        ...(event === 'machine_frozen'
          ? { refused_after_thaw: (fence.refused.get(leader.name) ?? 0) - refusedBefore }
          : {}),
        two_writable: behind.length,
      })
      const fault = (text: string): number => faults.push(`${event}: ${text}`)
      if (lost.length > 0) fault(`${lost.length} lost: ${lost[0]}`)
      if (different.length > 0) fault(`${different.length} answered differently: ${different[0]}`)
      if (broken.length > 0) fault(`${broken.length} broken: ${broken[0]}`)
      if (baseless.length > 0) fault(`${baseless.length} messages without a row`)
      if (behind.length > 0) fault(`${behind[0]?.machine} still took writes`)
      if (seconds > EVENTS[event]) fault(`${seconds} s without a write`)
      if (event === 'waits_given_up' && (givenUp < 5 || vanished < 1))
        fault(`nothing was at stake: ${givenUp} waits given up, ${vanished} messages vanished`)
      if (faults.length > 0) break
      if (plant !== null) continue
      // What could not be sent meanwhile is sent now: else the next mishap would find nobody sending.
      await machines.whole()
      const waiting = `select count(*)::int as n from effects where state = 'waiting'`
      await until(
        `${event}: no message waits`,
        async () => (await owner.query<{ n: number }>(waiting)).rows[0]?.n === 0,
        PATIENCE_MS,
      )
    }
    if (plant === null && faults.length === 0) {
      faults.push(...(product.said().match(/.*意外退出.*/g) ?? []))
    }
    faults.push(...load.wrong.slice(0, 3))
    tell({ figure: 'failover_all', ...totals, repeated: load.repeated, wrong: load.wrong.length })
    if (plant)
      return faults.some((it) => /lost:|without a row/.test(it))
        ? { verdict: 'pass', reason: `noticed: ${faults[0]}` }
        : { verdict: 'fail', reason: `not noticed: ${faults[0] ?? 'nothing was amiss'}` }
    return faults.length === 0
      ? { verdict: 'pass', reason: 'nothing acknowledged was lost, nothing baseless was sent' }
      : { verdict: 'fail', reason: faults.slice(0, 3).join(' · ') }
  } finally {
    for (const end of ends) await Promise.resolve(end()).catch(() => {})
    rmSync(base, { recursive: true, force: true })
  }
}

const wordAfter = (name: string): string | undefined => process.argv[process.argv.indexOf(name, 2) + 1]

if (import.meta.main) {
  // Whoever stops it half way leaves nothing running: what was started ends with this process.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1))
  const missing = missingPrograms()
  if (missing) {
    console.error(missing)
    process.exit(1)
  }
  const planted = process.argv.includes('--plant') ? wordAfter('--plant') : undefined
  const plant = planted !== undefined && planted in PLANTS ? (planted as Plant) : null
  if (planted !== undefined && plant === null) {
    console.error(`--plant 后面写 ${Object.keys(PLANTS).join('、')} 里的一个。`)
    process.exit(1)
  }
  const asked = process.argv.includes('--events') ? (wordAfter('--events') ?? '').split(',') : null
  const events = asked?.filter((it): it is Event => it in EVENTS) ?? (plant ? PLANTS[plant].events : ALL)
  const port = process.argv.includes('--port') ? Number(wordAfter('--port')) : PORT
  const { verdict, reason } = await failOver({ port, events, plant }, (figure) => console.log(JSON.stringify(figure)))
  console.log(JSON.stringify({ harness: 'failover', plant, verdict, reason }))
  process.exit(verdict === 'pass' ? 0 : 1)
}
