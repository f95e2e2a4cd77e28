import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { enter, request } from '#test/make.ts'
import { startRig } from '../harness/rig.ts'
import { cpuSeconds } from './cpu.ts'
import { loadDisputes } from './load-disputes.ts'
import type { Figure } from './run.ts'

const MANY = Number(process.env.BENCH_LIMITS_FILES ?? 20_000)
const SECONDS = Number(process.env.BENCH_LIMITS_SECONDS ?? 10)
const CONNECTIONS = 16
const TOWN_CLERK = 'ding.xiaohe'

/** Where Debian puts pgbench, which is no part of what we bring. */
function findPgbench(): string | null {
  if (spawnSync('pgbench', ['--version']).status === 0) return 'pgbench'
  const root = '/usr/lib/postgresql'
  try {
    const found = readdirSync(root).map((release) => join(root, release, 'bin/pgbench'))
    return found.find((path) => spawnSync(path, ['--version']).status === 0) ?? null
  } catch {
    return null
  }
}

/** The bare statements, as a program without rights, log, clocks or papers would send them. */
const BARE = {
  create: `insert into bare_files (place_code, said) values (990326100210000, 'x')`,
  list: (lo: number, hi: number) =>
    `select f.id, f.code, f.short_code, f.place_code, f.responsible_unit, f.received_at, f.stage, d.other_side, d.what_happened
       from files f join disputes d on d.file_id = f.id
      where f.place_code between ${lo} and ${hi} order by f.received_at desc, f.id desc limit 51`,
  aggregate: (lo: number, hi: number) =>
    `select ledger, count(*) from files where place_code between ${lo} and ${hi} and kind = 'dispute' group by ledger`,
}
const BARE_FILES = `create table bare_files (id bigint generated always as identity primary key, place_code bigint not null, said text not null);
  create index on bare_files (place_code, id desc); grant select, insert on bare_files to public`

/** How often a second the statement is carried out, by pgbench or, where there is none, by a loop of the same driver as ours. */
async function bare(url: string, statement: string, pgbench: string | null): Promise<number> {
  if (pgbench) {
    const folder = mkdtempSync(join(tmpdir(), 'fengqiao-pgbench-'))
    const script = join(folder, 'script.sql')
    writeFileSync(script, `${statement.replaceAll(/\s+/g, ' ')};\n`)
    const { hostname, port, username, password, pathname } = new URL(url)
    const args = ['-n', '-M', 'prepared', '-c', CONNECTIONS, '-j', 2, '-T', SECONDS, '-f', script]
    const ran = spawnSync(
      pgbench,
      [...args, '-h', hostname, '-p', port, '-U', username, pathname.slice(1)].map(String),
      {
        env: { ...process.env, PGPASSWORD: password },
        encoding: 'utf8',
      },
    )
    rmSync(folder, { recursive: true })
    const tps = Number(/tps = ([\d.]+)/.exec(ran.stdout)?.[1])
    if (!Number.isFinite(tps)) throw new Error(`pgbench: ${ran.stderr}`)
    return tps
  }
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }))
  await Promise.all(clients.map((client) => client.connect()))
  const done = await inLoops(async (nth) => Boolean(await clients[nth]?.query({ name: 'bare', text: statement })))
  await Promise.all(clients.map((client) => client.end()))
  return done
}

/** Sixteen who ask, each the next as soon as she is answered, or asked to come again: how many a second were answered. */
async function inLoops(ask: (nth: number) => Promise<boolean>): Promise<number> {
  const began = performance.now()
  let done = 0
  const loop = async (nth: number): Promise<void> => {
    while (performance.now() < began + SECONDS * 1000) if (await ask(nth)) done += 1
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, nth) => loop(nth)))
  return done / ((performance.now() - began) / 1000)
}

/** What the product does in a second beside what its database could do with the bare statement: same data, same run. */
export async function figures(tell: (figure: Figure) => void): Promise<void> {
  const pgbench = findPgbench()
  const rig = await startRig({ servers: 2 })
  const agent = new http.Agent({ keepAlive: true })
  try {
    await loadDisputes({ ownerUrl: rig.ownerUrl, dataDir: rig.dataDir, many: MANY, now: new Date().toISOString() })
    await rig.owner.query(BARE_FILES)
    await rig.owner.query(
      'alter table files no force row level security; alter table disputes no force row level security',
    )
    await Promise.all(rig.servers.map((each) => each.start()))
    await rig.serverAnswers()
    const cookie = await enter(rig.world, TOWN_CLERK)
    const { rows } = await rig.owner.query<{ place: string; village: string }>(
      `select u.place_code as place, (select min(code) from places v where v.parent_code = u.place_code) as village
         from people p join posts o on o.person_id = p.id join units u on u.id = o.unit_id where p.sign_in_name = $1`,
      [TOWN_CLERK],
    )
    const lo = Number(rows[0]?.place)
    const hi = lo + 999_999
    let turnedAway = 0
    let answered = 0
    /** What the servers used of a core so far, and everything else that was started from here: the database. In seconds. */
    const used = () => {
      const servers = rig.servers.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0)
      return { server: servers, database: cpuSeconds() - servers }
    }
    /** Whether it was answered: on a machine that is busy with other things a list is asked to come again, and counts for nothing. */
    const ask = (nth: number, method: 'GET' | 'POST', path: string, body?: object): Promise<boolean> =>
      new Promise((done, fail) => {
        const headers =
          method === 'GET' ? { cookie } : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
        const asking = http.request(`${rig.urls[nth % rig.urls.length]}${path}`, { method, agent, headers })
        asking.on('error', fail)
        asking.on('response', (answer) => {
          const { statusCode: status = 0 } = answer
          if (status === 503) turnedAway += 1
          else answered += 1
          answer.resume().on('end', () => {
            if (status === 200 || status === 201 || status === 503) done(status !== 503)
            else fail(new Error(`${path}: ${status}`))
          })
        })
        asking.end(body && JSON.stringify(body))
      })
    const filing = { ...request, place_code: Number(rows[0]?.village) }
    const by = pgbench ? 'pgbench' : 'a loop of the driver pg: pgbench is not on this machine'
    const kinds = [
      {
        name: 'list',
        ours: (nth: number) => ask(nth, 'GET', '/api/disputes'),
        sql: BARE.list(lo, hi),
        aim: 700,
        floor: 0.5,
      },
      { name: 'aggregate', ours: (nth: number) => ask(nth, 'GET', '/api/leaders-page'), sql: BARE.aggregate(lo, hi) },
      {
        name: 'create',
        ours: (nth: number) => ask(nth, 'POST', '/api/disputes/steps/register', filing),
        sql: BARE.create,
        aim: 2_000,
      },
    ]
    for (const { name, ours, sql, aim, floor } of kinds) {
      turnedAway = 0
      // Compiler and plans are warm before anything is counted, as with a server that has been up for a while.
      for (let warm = 0; warm < 20; warm += 1)
        await Promise.all(Array.from({ length: CONNECTIONS }, (_, nth) => ours(nth)))
      answered = 0
      const before = used()
      const product = await inLoops(ours)
      const after = used()
      const database = await bare(rig.ownerUrl, sql, pgbench)
      const note = `${CONNECTIONS} connections, ${MANY} files, two servers${aim ? `; the aim is ${aim}` : ''}`
      tell({ figure: `${name}_product`, value: Math.round(product), unit: 'a second', note })
      tell({
        figure: `${name}_turned_away`,
        value: turnedAway,
        unit: 'requests',
        limit: 0,
        note: 'a busy machine measures itself',
      })
      for (const part of ['server', 'database'] as const)
        tell({
          figure: `${name}_${part}_cpu`,
          value: Math.round(((after[part] - before[part]) / answered) * 100_000) / 100,
          unit: 'ms of a core',
          note: 'each',
        })
      tell({ figure: `${name}_bare`, value: Math.round(database), unit: 'a second', note: by })
      const ratio = {
        figure: `${name}_ratio`,
        value: Math.round((product / database) * 1000) / 1000,
        unit: 'of the bare statement',
      }
      tell(floor ? { ...ratio, floor } : { ...ratio, note: NOTES[name] ?? '' })
    }
  } finally {
    agent.destroy()
    await rig.stop()
  }
}

const NOTES: Record<string, string> = {
  create: 'against one row of one table; a filing adds thirteen rows, an event of the chain and a receipt',
  aggregate: 'against one count by state; the leaders’ page counts that and six more',
}
