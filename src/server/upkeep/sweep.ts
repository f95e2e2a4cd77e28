import { setTimeout as sleep } from 'node:timers/promises'
import { dayIn } from '#domain/clocks/calendar.ts'
import { CONDITION_NAMES, type ConditionName, NO_ANSWER, type Readings, together } from '#domain/upkeep/conditions.ts'
import { now } from '../clock.ts'
import { readTiming } from '../clocks/timing.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import { newId } from '../ids.ts'
import type { World } from '../world.ts'
import { keepAlarms, type Said } from './alarms.ts'
import { denialsNow, takeDenials, writeDenials } from './denials.ts'
import { measureDatabase, oldestTransaction } from './measure-database.ts'
import { daysOfCertificate, folderAway, keysOpen, type Machine } from './measure-machine.ts'
import { lookedAt, scannerAway, storeAway } from './measure-outside.ts'
import { measureWork, owedNow } from './measure-work.ts'

/** How often everything is measured. With the patience below an incident has its alarm within a minute. Seconds. */
export const SWEEP_SECONDS = 15
/** Whoever did not move for so long is told to be silent: more than two sweeps, so that one that came late is no alarm. Seconds. */
export const SILENT_SECONDS = 40
/** A step that is owed still so long after it was first seen was not done by the scan. Seconds. */
const OWED_SECONDS = 30
const HOUR = 3600

/** What the servers judge: that nobody else judges any more. */
const OF_SERVERS: readonly ConditionName[] = ['worker_silent']
const OF_WORKER = CONDITION_NAMES.filter((name) => !OF_SERVERS.includes(name))
/** What each worker measures of itself, its machine and its own memory: the others read it from its row. The rest all see alike. */
const OF_ITSELF: readonly ConditionName[] = [
  'disk_data',
  'disk_backup',
  'memory_low',
  'keys_open',
  'virus_scanner',
  'file_store',
  'clock_skew',
  'test_clock',
  'program_changed',
  'deadlocks',
  'automatic_late',
  'scan_late',
  'server_silent',
]
const ofItself = (readings: Readings): Readings =>
  Object.fromEntries(Object.entries(readings).filter(([name]) => OF_ITSELF.some((it) => it === name)))

type Heard = { beat: number; changed: number; moved: boolean }
/** When each process last moved, by this process's own clock: the product's may stand still. */
export type Watch = Map<string, Heard>

/** How long each of these processes did not move. */
function listen<T extends { source: string; beat: number }>(watch: Watch, rows: readonly T[], uptime: number) {
  return rows.map((row) => {
    const before = watch.get(row.source)
    const heard = before?.beat === row.beat ? before : { beat: row.beat, changed: uptime, moved: before !== undefined }
    watch.set(row.source, heard)
    return { row, seconds: uptime - heard.changed, moved: heard.moved }
  })
}

/** What those said last who were heard moving, and lately: who fell silent measured something once, and it is no longer so. */
const saidByLiving = (
  heard: ReturnType<typeof listen<{ source: string; beat: number; readings: unknown }>>,
): Readings[] =>
  heard.filter(({ moved, seconds }) => moved && seconds < SILENT_SECONDS).map(({ row }) => row.readings as Readings)

/** The longest silence of a server that was heard since we listen: one that went for good before that is missed by nobody. */
const silenceOfServers = (heard: readonly { seconds: number; moved: boolean }[]): number =>
  Math.max(0, ...heard.flatMap(({ seconds, moved }) => (moved ? [seconds] : [])))

/** How long no worker moved at all, one that was never there included: what one leaves undone another does. */
function silenceOfWorkers(watch: Watch, rows: readonly { source: string; beat: number }[], uptime: number): number {
  const since = watch.get('') ?? { beat: 0, changed: uptime, moved: false }
  watch.set('', since)
  return Math.min(uptime - since.changed, ...listen(watch, rows, uptime).map(({ seconds }) => seconds))
}

/** Says what this process measured: the one writer of its row. */
const writeMeasured = (
  trx: Trx,
  source: string,
  of: { running: boolean; readings: Readings; figures: Record<string, number | string | Readings> },
) => {
  const row = {
    at: now(),
    running: of.running,
    readings: JSON.stringify(of.readings),
    figures: JSON.stringify(of.figures),
  }
  return trx
    .insertInto('measurements')
    .values({ source, beat: 1, ...row })
    .onConflict((on) => on.column('source').doUpdateSet((eb) => ({ ...row, beat: eb('measurements.beat', '+', 1) })))
    .execute()
}

const others = (trx: Trx, kind: 'server' | 'worker') =>
  trx
    .selectFrom('measurements')
    .select(['source', 'beat', 'readings', 'at'])
    .where('running', '=', true)
    .where('source', 'like', `${kind}%`)
    .execute()

/** What a sweep of the worker is made with; what it has to remember from one to the next lives in `memory`. */
export type WorkerSweep = {
  world: World
  machine: Machine
  source: string
  gateway: boolean
  scanner: string | null
  /** Whether files are kept elsewhere than on this machine. */
  remoteStore: boolean
  backupDir: string | null
  /** Seconds of the process: of the machine, never of the product. */
  uptime: () => number
  /** When the scan last came to its end, in seconds of `uptime`; 0 before the first time. */
  scannedAt: () => number
  /** How long what is outside is waited for, in milliseconds. */
  patience: number
  stop: AbortSignal
  memory: {
    watch: Watch
    owed: Map<string, number>
    deadlocks: { at: number; count: number }[]
    /** Looks at the machine that did not come back, by name. */
    hanging: Set<string>
  }
}

export const freshMemory = (): WorkerSweep['memory'] => ({
  watch: new Map(),
  owed: new Map(),
  deadlocks: [],
  hanging: new Set(),
})

/** What may let us wait: measured before anything of the database is held. Of what hangs and tells no number, nothing. */
async function measureAround({ world, machine, backupDir, scanner, remoteStore, patience, stop, memory }: WorkerSweep) {
  const waiting = { patience, stop, hanging: memory.hanging }
  const disc = (name: string, path: string) => lookedAt(name, () => machine.discUsed(path), NO_ANSWER, waiting)
  const { dataDir } = world
  const [disk_data, disk_backup, keys_open, virus_scanner, file_store] = await Promise.all([
    disc('disk_data', dataDir),
    backupDir === null ? null : disc('disk_backup', backupDir),
    lookedAt<number | null | undefined>('keys_open', () => keysOpen(dataDir), undefined, waiting),
    scannerAway(scanner, waiting),
    remoteStore ? storeAway(world.files.store, waiting) : lookedAt('file_store', () => folderAway(dataDir), 1, waiting),
  ])
  return { disk_data, disk_backup, virus_scanner, file_store, ...(keys_open === undefined ? {} : { keys_open }) }
}

/** How many steps are owed still though the scan had the time to take them. */
function owedTooLong(memory: WorkerSweep['memory'], owed: readonly string[], uptime: number): number {
  memory.owed = new Map(owed.map((name) => [name, memory.owed.get(name) ?? uptime]))
  return [...memory.owed.values()].filter((since) => uptime - since >= OWED_SECONDS).length
}

/** The database counts from its first day; what is told is the last hour. */
function deadlocksOfHour(memory: WorkerSweep['memory'], count: number, uptime: number): number {
  const within = memory.deadlocks.filter(({ at }) => at > uptime - HOUR)
  memory.deadlocks = [...within, { at: uptime, count }]
  return Math.max(0, count - (memory.deadlocks[0]?.count ?? count))
}

/** Measures all that is not a server's own, and makes the alarms what was found. @returns lines for the log */
export async function sweepOfWorker(of: WorkerSweep): Promise<Said[]> {
  const { world, machine, memory } = of
  const at = now()
  const today = dayIn(at)
  const uptime = of.uptime()
  const around = await measureAround(of)
  // Whoever was told to stop waited for nothing, and knows nothing.
  if (of.stop.aborted) return []
  return inScope(world.pool, wholeCounty(today), async (trx) => {
    const { calendar } = await readTiming(trx, world)
    const database = await measureDatabase(trx)
    const work = await measureWork(trx, { at, calendar, gateway: of.gateway })
    const owed = await owedNow(trx, today)
    const servers = listen(memory.watch, await others(trx, 'server'), uptime)
    const fellows = (await others(trx, 'worker')).filter(({ source }) => source !== of.source)
    const workers = listen(memory.watch, fellows, uptime)
    const own: Readings = {
      ...database.readings,
      ...work.readings,
      ...around,
      memory_low: machine.memoryFree(),
      deadlocks: deadlocksOfHour(memory, database.deadlocks, uptime),
      automatic_late: owedTooLong(memory, owed, uptime),
      scan_late: (uptime - of.scannedAt()) / 60,
      server_silent: silenceOfServers(servers),
    }
    // The page reads what was judged, and merges nothing by itself: it cannot tell who lives.
    const all = together([own, ...saidByLiving(servers), ...saidByLiving(workers).map(ofItself)])
    await writeMeasured(trx, of.source, {
      running: true,
      readings: own,
      figures: { ...work.figures, bytes: database.bytes, database_version: database.version, judged: all },
    })
    return keepAlarms(trx, all, OF_WORKER)
  })
}

export type ServerSweep = {
  world: World
  source: string
  /** The certificate this process answers with (PEM), as it was read at the start; null where it has none. */
  certificate: Buffer | string | null
  /** The longest standstill since the last time it was asked, in milliseconds. */
  standstill: () => number
  uptime: () => number
  watch: Watch
}

/** Measures what only a server knows of itself, writes down what it refused, and watches whether the worker lives. */
export async function sweepOfServer(of: ServerSweep): Promise<Said[]> {
  const { world, watch } = of
  const at = now()
  const uptime = of.uptime()
  const refused = denialsNow(world, uptime)
  const denials = takeDenials(world)
  try {
    return await inScope(world.pool, wholeCounty(dayIn(at)), async (trx) => {
      await writeDenials(trx, denials.counts)
      const transaction_old = await oldestTransaction(trx)
      const workers = await others(trx, 'worker')
      await writeMeasured(trx, of.source, {
        running: true,
        readings: {
          server_slow: of.standstill(),
          refused_rate: refused,
          transaction_old,
          certificate: of.certificate === null ? null : daysOfCertificate(of.certificate, at),
        },
        figures: {},
      })
      return keepAlarms(trx, { worker_silent: silenceOfWorkers(watch, workers, uptime) }, OF_SERVERS)
    })
  } catch (error) {
    denials.putBack()
    throw error
  }
}

/** A process that was told to stop says so: silence is expected of it. */
export const sayStopped = (world: Pick<World, 'pool'>, source: string): Promise<unknown> =>
  inScope(world.pool, wholeCounty(dayIn(now())), (trx) =>
    trx.updateTable('measurements').set({ running: false, at: now() }).where('source', '=', source).execute(),
  )

/** Writes down that this process stands in the place of one that fell. @param how that one ended: a signal or a number */
export const sayRestarted = (world: Pick<World, 'pool'>, post: 'server' | 'worker', how: string): Promise<unknown> =>
  inScope(world.pool, wholeCounty(dayIn(now())), (trx) =>
    trx
      .insertInto('restarts')
      .values({ id: newId(now()), at: now(), post, how })
      .execute(),
  )

/**
 * Sweeps until told to stop. A sweep that fails is told once, not every fifteen seconds, and tried again.
 * @param beat told after each try: the parent hears that the process moves
 */
export async function keepSweeping(sweep: () => Promise<Said[]>, stop: AbortSignal, beat: () => void): Promise<void> {
  let failing = false
  while (!stop.aborted) {
    try {
      for (const line of await sweep()) console.error(line)
      failing = false
    } catch (error) {
      if (!failing && !stop.aborted)
        console.error('系统状况没有量成，稍后再试：', error instanceof Error ? error.message : error)
      failing = true
    }
    beat()
    await sleep(SWEEP_SECONDS * 1000, undefined, { signal: stop, ref: false }).catch(() => {})
  }
}
