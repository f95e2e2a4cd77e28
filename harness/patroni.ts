import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { until } from './rig.ts'

/** PostgreSQL's own programs as Debian puts them. */
const BIN = '/usr/lib/postgresql/15/bin'
const SUPERUSER = 'postgres'
const PASSWORD = 'invented'
const PATIENCE_MS = 90_000

/** What has to be installed first, in one line, or null where all is there. */
export function missingPrograms(): string | null {
  const there = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
  return there('patroni') && there('etcd') && existsSync(`${BIN}/postgres`)
    ? null
    : '缺少 Debian 的程序：请先运行 apt-get install postgresql-15 patroni etcd-server。'
}

/** PostgreSQL refuses to run as root. */
const asPostgres =
  process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', '--'] : []

const numberOf = (name: 'uid' | 'gid'): number =>
  Number(spawnSync('id', [name === 'uid' ? '-u' : '-g', 'postgres'], { encoding: 'utf8' }).stdout)

/** The processes below one, itself first, as they are now. */
function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return [{ pid: Number(name), parent: Number(fields[1]) }]
    } catch {
      return []
    }
  })
  const family = [pid]
  for (const one of family) family.push(...parents.filter(({ parent }) => parent === one).map((it) => it.pid))
  return family
}

const signal = (pids: readonly number[], name: NodeJS.Signals): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // It ended by itself.
    }
  }
}

type Told = { [name: string]: Told | string | number | boolean }

/** What all machines agree on, as docs/operating.md tells the administrator to write it: what is tried is what is told. */
export function toldSettings(): Told & { ttl: number; postgresql: { parameters: Told } } {
  const manual = readFileSync(new URL('../docs/operating.md', import.meta.url), 'utf8')
  const [, block = ''] = /^ {2}dcs:\n((?: {4}.*\n)+)/m.exec(manual) ?? []
  const told: Told = {}
  const open = [told]
  for (const [, indent = '', name = '', value = ''] of block.matchAll(/^( +)(\w+): *([^#\n]*?) *(?:#.*)?$/gm)) {
    const depth = indent.length / 2 - 2
    const made: Told = {}
    if (value === '') open[depth + 1] = made
    const plain = value.replaceAll("'", '')
    const read = plain === 'true' || plain === 'false' ? plain === 'true' : /^\d+$/.test(plain) ? Number(plain) : plain
    Object.assign(open[depth] ?? {}, { [name]: value === '' ? made : read })
  }
  return told as ReturnType<typeof toldSettings>
}

type Member = { name: string; role: string; state: string; timeline?: number }

/** One of the three machines: a Patroni and the PostgreSQL it keeps. */
export class Machine {
  readonly name: string
  readonly port: number
  readonly rest: number
  readonly #folder: string
  readonly #config: string
  #patroni: ChildProcess | undefined
  constructor(folder: string, name: string, port: number, rest: number, config: string) {
    this.name = name
    this.port = port
    this.rest = rest
    this.#folder = folder
    this.#config = config
  }

  start(): void {
    const log = openSync(join(this.#folder, `${this.name}.log`), 'a')
    const [command = '', ...args] = [...asPostgres, 'patroni', this.#config]
    this.#patroni = spawn(command, args, {
      stdio: ['ignore', log, log],
      cwd: this.#folder,
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    })
  }

  /** PostgreSQL's processes, the first of them first; none where it does not run. A number left behind may be somebody else's by now. */
  #postgres(): number[] {
    const path = join(this.#folder, this.name, 'postmaster.pid')
    const pid = existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : 0
    const command = `/proc/${pid}/cmdline`
    const isOurs =
      pid > 0 && existsSync(command) && readFileSync(command, 'utf8').includes(join(this.#folder, this.name))
    return isOurs ? familyOf(pid) : []
  }

  #all(): number[] {
    const patroni = this.#patroni
    const runs = patroni?.pid !== undefined && patroni.exitCode === null && patroni.signalCode === null
    return [...(runs ? familyOf(patroni.pid as number) : []), ...this.#postgres()]
  }

  killPostgres(): void {
    signal(this.#postgres(), 'SIGKILL')
  }

  /** The machine dies: everything at once, as when its power goes. */
  kill(): void {
    const all = this.#all()
    // Stopped first, so that none of them sees the others die.
    signal(all, 'SIGSTOP')
    signal(all, 'SIGKILL')
  }

  /** The machine stands still: it takes connections and never answers. */
  freeze(): void {
    signal(this.#all(), 'SIGSTOP')
  }

  /** It no longer hears from the others, nor they from it; its PostgreSQL goes on. */
  freezePatroni(): void {
    if (this.#patroni?.pid) signal(familyOf(this.#patroni.pid), 'SIGSTOP')
  }

  thaw(): void {
    signal(this.#all(), 'SIGCONT')
  }

  addressOf(database: string): string {
    return `postgres://${SUPERUSER}:${PASSWORD}@127.0.0.1:${this.port}/${database}`
  }

  /** Asks Patroni. */
  async ask<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${this.rest}${path}`, {
      signal: AbortSignal.timeout(60_000),
      ...(body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
    return (path === '/cluster' ? JSON.parse(text) : text) as T
  }
}

/**
 * Three machines with one database between them, each a folder and three ports of this one, and an etcd that says who leads.
 * @param plain planted defect: no standby is waited for
 */
export async function startMachines(of: { folder: string; port: number; plain: boolean }) {
  const { folder, port, plain } = of
  const etcdPort = port
  mkdirSync(join(folder, 'etcd'))
  if (asPostgres.length > 0) chownSync(folder, numberOf('uid'), numberOf('gid'))
  const etcdUrl = `http://127.0.0.1:${etcdPort}`
  const peerUrl = `http://127.0.0.1:${etcdPort + 1}`
  const etcdLog = openSync(join(folder, 'etcd.log'), 'a')
  const etcd = spawn(
    'etcd',
    [
      '--enable-v2=true',
      ...['--name', 'one', '--data-dir', join(folder, 'etcd'), '--listen-client-urls', etcdUrl],
      ...['--advertise-client-urls', etcdUrl, '--listen-peer-urls', peerUrl],
      ...['--initial-advertise-peer-urls', peerUrl, '--initial-cluster', `one=${peerUrl}`],
    ],
    { stdio: ['ignore', etcdLog, etcdLog] },
  )
  const login = (username: string) => ({ username, password: PASSWORD })
  const told = toldSettings()
  const machines = [1, 2, 3].map((nth) => {
    const name = `machine${nth}`
    const [postgresPort, restPort] = [port + 10 + nth, port + 20 + nth]
    const config = join(folder, `${name}.json`)
    const settings = {
      scope: 'fengqiao',
      name,
      restapi: { listen: `127.0.0.1:${restPort}`, connect_address: `127.0.0.1:${restPort}` },
      // Not `etcd3`: with it Patroni 3.0.2 writes the leader's key without asking whose it is by now, and a machine that
      // wakes up takes the lead back from its successor, with all that one has confirmed (decision 0079).
      etcd: { host: `127.0.0.1:${etcdPort}` },
      bootstrap: {
        dcs: {
          ...told,
          ...(plain
            ? { maximum_lag_on_failover: 1_000_000_000, synchronous_mode: false, synchronous_mode_strict: false }
            : {}),
          postgresql: {
            ...told.postgresql,
            parameters: { ...told.postgresql.parameters, shared_buffers: '64MB', max_connections: 100 },
          },
        },
        initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
      },
      postgresql: {
        listen: `127.0.0.1:${postgresPort}`,
        connect_address: `127.0.0.1:${postgresPort}`,
        data_dir: join(folder, name),
        bin_dir: BIN,
        pgpass: join(folder, `${name}.pgpass`),
        pg_hba: ['host all all 127.0.0.1/32 scram-sha-256', 'host replication all 127.0.0.1/32 scram-sha-256'],
        authentication: { superuser: login(SUPERUSER), replication: login('replicator'), rewind: login(SUPERUSER) },
        parameters: { unix_socket_directories: '', password_encryption: 'scram-sha-256' },
      },
      watchdog: { mode: 'off' },
    }
    writeFileSync(config, JSON.stringify(settings, null, 1))
    return new Machine(folder, name, postgresPort, restPort, config)
  })

  const killAll = (): void => {
    for (const machine of machines) machine.kill()
    etcd.kill('SIGKILL')
  }
  process.once('exit', killAll)

  /** What any machine that answers says of all three. */
  async function members(): Promise<Member[]> {
    const all = await Promise.any(machines.map((it) => it.ask<{ members: Member[] }>('/cluster')))
    return all.members
  }
  const named = (name: string | undefined): Machine => {
    const found = machines.find((it) => it.name === name)
    if (!found) throw new Error(`no machine ${name}`)
    return found
  }
  async function leader(): Promise<Machine> {
    return named((await members()).find(({ role }) => role === 'leader')?.name)
  }
  /** Waits until one leads, both others follow it, and one of them is waited for. */
  async function whole(): Promise<void> {
    await until(
      'all three machines are at work',
      async () => {
        const all = await members()
        const timelines = new Set(all.map(({ timeline }) => timeline))
        const follow = all.filter(
          ({ role, state }) => role !== 'leader' && (state === 'running' || state === 'streaming'),
        )
        if (all.length !== 3 || timelines.size !== 1 || follow.length !== 2) return false
        const lead = await leader()
        const client = new pg.Client({ connectionString: lead.addressOf('postgres') })
        client.on('error', () => {})
        await client.connect()
        const sql = `select count(*)::int as streaming, count(*) filter (where sync_state = 'sync')::int as waited from pg_stat_replication where state = 'streaming'`
        const { rows } = await client.query<{ streaming: number; waited: number }>(sql).finally(() => client.end())
        return rows[0]?.streaming === 2 && (plain || rows[0].waited === 1)
      },
      PATIENCE_MS,
    )
  }

  return {
    machines,
    /** All of them in one address, as DATABASE_URL takes it. */
    addressFor: (login: string, database: string): string =>
      `postgres://${login}:${PASSWORD}@${machines.map((it) => `127.0.0.1:${it.port}`).join()}/${database}`,
    superuser: SUPERUSER,
    password: PASSWORD,
    leader,
    members,
    whole,
    async start(): Promise<void> {
      machines[0]?.start()
      await until('the first machine leads', async () => (await leader()).name === 'machine1', PATIENCE_MS)
      for (const machine of machines.slice(1)) machine.start()
      await whole()
    },
    /** One hands over to another, as an administrator would have it before he mends the machine. */
    async switchOver(): Promise<void> {
      const isWaitedFor = ({ role }: Member): boolean => role === 'sync_standby'
      await until('Patroni has named who is waited for', async () => (await members()).some(isWaitedFor), PATIENCE_MS)
      const from = await leader()
      await from.ask('/switchover', { leader: from.name, candidate: (await members()).find(isWaitedFor)?.name })
    },
    async stop(): Promise<void> {
      killAll()
      process.off('exit', killAll)
      await sleep(200)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type Machines = Awaited<ReturnType<typeof startMachines>>
