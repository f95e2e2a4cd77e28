import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { CONDITIONS, type Condition, type ConditionName, HELD_SECONDS } from '#domain/upkeep/conditions.ts'
import { now, readTimeFrom, secondsAfter, setNow } from '#server/clock.ts'
import { makePool } from '#server/db/connection.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { signPastDays } from '#server/disputes/day-heads.ts'
import { s3Store } from '#server/storage/s3-store.ts'
import { makeAuthority } from '#server/tls/make-certificate.ts'
import { checkSome, recordWholeCheck } from '#server/upkeep/checks.ts'
import { countDenial } from '#server/upkeep/denials.ts'
import { recordEmergencyCode } from '#server/upkeep/emergency-codes.ts'
import type { Machine } from '#server/upkeep/measure-machine.ts'
import { freshMemory, SWEEP_SECONDS, sayRestarted, sweepOfServer, sweepOfWorker } from '#server/upkeep/sweep.ts'
import type { World } from '#server/world.ts'
import { cast, enter, request, speaker } from './make.ts'
import { newApp, newWorld } from './world.ts'

/** A Wednesday on which the holidays of more than ninety days ahead are published. */
const BEGINS = '2026-06-10T02:00:00.000Z'
/** Within this an incident has its alarm: by the product's clock, and by the machine's, which turn together here. Seconds. */
export const IN_TIME = 60

/** Something that goes amiss, and how it is put right again. */
export type Incident = { condition: ConditionName; happens: () => unknown; isMended: () => unknown }

/** What the machine and what is outside look like to the sweeps; an incident changes it. */
type Surroundings = {
  disc: number
  backupDisc: number
  /** A share that is away: it lets one wait. */
  backupHangs: Promise<void> | null
  memory: number
  standstill: number
  certificate: string
  scanner: string
  store: World['files']['store']
  /** Seconds the scan has been at its round. */
  scanning: number
  calendar: World['calendar']
  workerLives: boolean
  /** A second worker, with which all is well. */
  fellow: boolean
  serverLives: boolean
}

/** A clamd that answers PING, and nothing else. */
async function answeringScanner(path: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end('PONG\0'))
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return server
}

/** A certificate that runs out so many days after the beginning. */
const certificateFor = (days: number): string => {
  const made = new Date(Date.parse(BEGINS) + days * 86_400_000)
  made.setUTCFullYear(made.getUTCFullYear() - 10)
  return makeAuthority(made).certificate
}

/** A county with one dispute and one message in it, swept as npm start sweeps it, and everything that can go amiss there. */
export async function installation() {
  const base = await newWorld()
  setNow(BEGINS)
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-incidents-'))
  mkdirSync(join(folder, 'keys'), { mode: 0o700 })
  const socket = join(folder, 'clamd.sock')
  const scanner = await answeringScanner(socket)
  const tool = new pg.Client({ connectionString: base.ownerUrl, application_name: 'fengqiao test' })
  await tool.connect()
  const run = async (text: string, values: unknown[] = []) => (await tool.query(text, values)).rows
  await tool.query(`select set_config('app.lo', '0', false), set_config('app.hi', '9007199254740991', false)`)

  const app = await newApp(base)
  const people = await cast(base)
  const filed = await speaker(app).post('/api/disputes/steps/register', {
    ...request,
    place_code: people.village.place_code,
  })
  const fileId = filed.json().file_id as string
  const clerk = speaker(app, { cookie: await enter(base, people.village.sign_in_name) })
  await clerk.post(`/api/disputes/${fileId}/steps/accept_here`, {})

  const workerPool = makePool(base.workerUrl, 2)
  const workerWorld: World = { ...base, pool: workerPool, dataDir: folder }
  const around: Surroundings = {
    disc: 40,
    backupDisc: 40,
    backupHangs: null,
    memory: 60,
    standstill: 20,
    certificate: certificateFor(200),
    scanner: socket,
    store: base.files.store,
    scanning: 3,
    calendar: base.calendar,
    workerLives: true,
    fellow: false,
    serverLives: true,
  }
  const calm = { ...around }
  const machine: Machine = {
    discUsed: async (path) => {
      if (path === folder) return around.disc
      await around.backupHangs
      return around.backupDisc
    },
    memoryFree: () => around.memory,
  }
  const memory = freshMemory()
  const memoryOfFellow = freshMemory()
  const watch = new Map()
  let uptime = 0

  /** Fifteen seconds go by, of the product and of the machine, and whoever lives sweeps. @returns what goes into the log */
  async function turn(seconds = SWEEP_SECONDS): Promise<string[]> {
    const said: string[] = []
    uptime += seconds
    setNow(secondsAfter(now(), seconds))
    if (around.serverLives)
      said.push(
        ...(await sweepOfServer({
          world: base,
          source: 'server test 1',
          certificate: around.certificate,
          standstill: () => around.standstill,
          uptime: () => uptime,
          watch,
        })),
      )
    const sweep = (source: string, of: { disc: number; scanning: number; memory: typeof memory }) =>
      sweepOfWorker({
        world: { ...workerWorld, calendar: around.calendar, files: { ...workerWorld.files, store: around.store } },
        machine: {
          ...machine,
          discUsed: (path) => (path === folder ? Promise.resolve(of.disc) : machine.discUsed(path)),
        },
        source,
        gateway: true,
        scanner: around.scanner,
        remoteStore: around.store !== calm.store,
        backupDir: '/backup',
        uptime: () => uptime,
        scannedAt: () => uptime - of.scanning,
        patience: 700,
        stop: new AbortController().signal,
        memory: of.memory,
      })
    if (around.workerLives) said.push(...(await sweep('worker test 1', { ...around, memory })))
    if (around.fellow) said.push(...(await sweep('worker test 2', { disc: 40, scanning: 3, memory: memoryOfFellow })))
    return said
  }
  /** All is well for so long that what is over is no alarm any more. */
  async function calmDown(): Promise<void> {
    await turn()
    await turn(HELD_SECONDS)
  }
  const standing = async (): Promise<string[]> =>
    (await run('select condition from alarms where until is null order by 1')).map((row) => row.condition)

  await run('update migrations set applied_at = $1', [BEGINS])
  await run("update effects set state = 'sent', settled_at = $1", [BEGINS])
  await checkSome(workerWorld)
  // A day later what was filed yesterday is signed, as the worker's scan would.
  setNow(secondsAfter(BEGINS, 86_400))
  await signPastDays(workerWorld)
  await checkSome(workerWorld)
  await turn()

  const backup = (kind: string, outcome: string, secondsAgo: number) =>
    run(
      `insert into backup_runs (id, kind, began_at, ended_at, outcome, place, says) values ($1, $2, $3, $3, $4, '', '')`,
      [randomUUID(), kind, secondsAfter(now(), -secondsAgo), outcome],
    )
  const effect = (set: string, at: string) => run(`update effects set ${set} where kind = 'text_message'`, [at])
  const settled = () => effect(`state = 'sent', attempts = 0, settled_at = $1`, BEGINS)
  const change = (of: Partial<Surroundings>) => () => void Object.assign(around, of)
  const restore = () => void Object.assign(around, calm)
  const shaky = (condition: ConditionName, of: Partial<Surroundings>): Incident => ({
    condition,
    happens: change(of),
    isMended: restore,
  })
  let stranger: pg.Client | undefined
  let comesBack = () => {}

  const incidents: Incident[] = [
    shaky('disk_data', { disc: 90 }),
    shaky('disk_backup', { backupDisc: 96 }),
    {
      condition: 'disk_backup',
      happens: () => {
        const away = Promise.withResolvers<void>()
        comesBack = away.resolve
        around.backupHangs = away.promise
      },
      isMended: () => {
        comesBack()
        restore()
      },
    },
    shaky('memory_low', { memory: 3 }),
    shaky('server_slow', { standstill: 6000 }),
    shaky('certificate', { certificate: certificateFor(10) }),
    shaky('virus_scanner', { scanner: join(folder, 'nobody.sock') }),
    shaky('file_store', {
      store: s3Store({ endpoint: 'http://127.0.0.1:9', bucket: 'none', region: 'x', accessKey: 'x', secretKey: 'x' }),
    }),
    shaky('scan_late', { scanning: 600 }),
    shaky('calendar', { calendar: { ...base.calendar, years: [] } }),
    shaky('worker_silent', { workerLives: false }),
    shaky('server_silent', { serverLives: false }),
    {
      condition: 'keys_open',
      happens: () => chmodSync(join(folder, 'keys'), 0o755),
      isMended: () => chmodSync(join(folder, 'keys'), 0o700),
    },
    {
      condition: 'test_clock',
      happens: () => {
        writeFileSync(join(folder, 'clock'), BEGINS)
        readTimeFrom(join(folder, 'clock'))
      },
      isMended: () => readTimeFrom(undefined),
    },
    {
      condition: 'program_changed',
      happens: () => run(`update migrations set checksum = checksum || 'x' where name like '0047%'`),
      isMended: () => run(`update migrations set checksum = rtrim(checksum, 'x') where name like '0047%'`),
    },
    {
      condition: 'messages_late',
      happens: () =>
        effect(`state = 'waiting', attempts = 0, settled_at = null, due_at = $1`, secondsAfter(now(), -900)),
      isMended: settled,
    },
    {
      condition: 'messages_failed',
      happens: () => effect(`state = 'given_up', settled_at = $1`, now()),
      isMended: settled,
    },
    {
      condition: 'message_gateway',
      happens: () =>
        effect(`state = 'waiting', attempts = 3, settled_at = null, due_at = $1`, secondsAfter(now(), 900)),
      isMended: settled,
    },
    {
      condition: 'automatic_late',
      happens: async () => {
        await run('create temp table kept as select * from clocks')
        await run(
          `update clocks set rule = 'T-05', due_on = due_on - 400, started_on = started_on - 400 where state = 'running'`,
        )
      },
      isMended: async () => {
        await run(
          'update clocks c set rule = k.rule, due_on = k.due_on, started_on = k.started_on from kept k where k.id = c.id',
        )
        await run('drop table kept')
      },
    },
    {
      condition: 'day_head_late',
      happens: () => run('delete from day_heads'),
      isMended: () => signPastDays(workerWorld),
    },
    {
      condition: 'check_late',
      happens: () => run(`update checks set at = at - interval '200 days'`),
      isMended: () => checkSome(workerWorld),
    },
    {
      condition: 'check_broken',
      happens: async () => {
        await run('update files set head_seq = head_seq + 1')
        await run(`update checks set at = at - interval '2 hours'`)
        await checkSome(workerWorld)
      },
      isMended: async () => {
        await run('update files set head_seq = head_seq - 1')
        setNow(secondsAfter(now(), 1))
        await recordWholeCheck(tool, { files: 1, events: 2, days: 1, findings: 0 })
      },
    },
    {
      condition: 'restarts',
      happens: () => sayRestarted(base, 'server', 'SIGKILL'),
      isMended: () => run(`update restarts set at = at - interval '2 hours'`),
    },
    {
      condition: 'sign_ins_wrong',
      happens: () =>
        run(
          `insert into sign_in_attempts (id, name_hash, address, at, outcome)
           select gen_random_uuid(), '\\x00', '203.0.113.9', $1, 'wrong' from generate_series(1, 60)`,
          [now()],
        ),
      isMended: () => run(`update sign_in_attempts set at = at - interval '1 hour'`),
    },
    {
      condition: 'refused_rate',
      happens: () => {
        for (let times = 0; times < 40; times += 1) countDenial(base, people.village.unit_id, uptime)
      },
      isMended: () => {
        uptime += 600
      },
    },
    {
      condition: 'direct_login',
      happens: async () => {
        stranger = new pg.Client({ connectionString: base.ownerUrl })
        await stranger.connect()
      },
      isMended: () => stranger?.end(),
    },
    {
      condition: 'emergency_code',
      happens: () => inScope(base.pool, nobody('2026-06-11'), (trx) => recordEmergencyCode(trx, 'gao.mingyuan')),
      isMended: () => run(`update emergency_codes set at = at - interval '2 days'`),
    },
    {
      condition: 'backup_late',
      happens: () => run(`update migrations set applied_at = applied_at - interval '4 days'`),
      isMended: () => backup('backup', 'done', 60),
    },
    {
      condition: 'backup_failed',
      happens: () => backup('backup', 'failed', 10),
      isMended: () => backup('backup', 'done', 0),
    },
    {
      condition: 'drill_late',
      happens: () => run(`update migrations set applied_at = applied_at - interval '100 days'`),
      isMended: () => backup('drill', 'done', 60),
    },
  ]

  /**
   * Lets something go amiss and sees whether its alarm, and no other, stands in time.
   * @returns seconds until it stood, or what was wrong
   */
  async function raised({ condition, happens }: Incident): Promise<number | string> {
    const before = await standing()
    await happens()
    for (let seconds = SWEEP_SECONDS; seconds <= IN_TIME; seconds += SWEEP_SECONDS) {
      await turn()
      const fresh = (await standing()).filter((name) => !before.includes(name))
      if (fresh.includes(condition)) return fresh.length === 1 ? seconds : `also ${fresh.join()}`
    }
    return 'no alarm'
  }
  /** Puts it right, and sees whether it stands on for a while and then goes away. */
  async function cleared({ condition, isMended }: Incident): Promise<boolean> {
    await isMended()
    await turn()
    const stood = (await standing()).includes(condition)
    await turn(HELD_SECONDS)
    if (!(await standing()).includes(condition)) return stood
    await turn(HELD_SECONDS)
    return stood && !(await standing()).includes(condition)
  }

  return {
    world: base,
    app,
    people,
    fileId,
    incidents,
    run,
    turn,
    calmDown,
    standing,
    raised,
    cleared,
    around,
    restore,
    async close(): Promise<void> {
      readTimeFrom(undefined)
      scanner.close()
      await tool.end()
      await workerPool.end()
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A condition that raises nothing any more, and the way back. */
export function muted(condition: ConditionName): () => void {
  const of: Condition = CONDITIONS[condition]
  const { warning, wrong } = of
  Object.assign(of, { warning: null, wrong: null })
  return () => void Object.assign(of, { warning, wrong })
}
