/** One worker process: delivers effects, and scans what is due. Started by `start.ts`. */
import { hostname, setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, type Runner, run } from 'graphile-worker'
import { z } from 'zod'
import { buildWorld } from './build-world.ts'
import { recountClocks } from './clocks/recount.ts'
import { scanClocks } from './clocks/scan.ts'
import { warnOfClocks } from './clocks/warn.ts'
import { readConfig } from './config.ts'
import { makeJobsPool } from './db/connection.ts'
import { isReturnedTwice } from './db/returned-twice.ts'
import { signPastDays } from './disputes/day-heads.ts'
import { deliverEffect, sweepEffects } from './exchange/deliver.ts'
import { fillWords } from './intake/fill-words.ts'
import { fillLedger } from './ledger/fill-ledger.ts'
import { carryOnSuccessions } from './organisations/carry-on.ts'
import { command } from './packed.ts'
import { exitWithParent, seat, tellMoving } from './parent-watch.ts'
import { drawCopy } from './seals/draw-copy.ts'
import { endSideProcesses } from './side-process.ts'
import { sweepUploads } from './storage/sweep.ts'
import { untilOver } from './until-over.ts'
import { checkSome } from './upkeep/checks.ts'
import { thisMachine } from './upkeep/measure-machine.ts'
import { PATIENCE } from './upkeep/measure-outside.ts'
import { freshMemory, keepSweeping, SWEEP_SECONDS, sayRestarted, sayStopped, sweepOfWorker } from './upkeep/sweep.ts'

exitWithParent()
// Whoever stands at the window is answered before messages go out and clocks are looked through: seconds do not matter to those.
setPriority(10)
const read = readConfig(process.env)
const workerUrl = process.env.FENGQIAO_WORKER_URL
if (!read.ok || !workerUrl) {
  console.error(read.ok ? `请用 ${command('start')} 启动。` : read.faults.join('\n'))
  process.exit(1)
}
const { config } = read
const world = { ...buildWorld(config, workerUrl, 4), copies: { draw: drawCopy, keys: config.sealKeys } }

const SCAN_SECONDS = 10
const Job = z.object({ id: z.uuid() })

const AGAIN_SECONDS = 1

const ending = new AbortController()
let stopping = false
let runner: Runner | undefined

/** As many as the library would open by itself. */
const jobs = makeJobsPool(workerUrl, 10)
const startRunner = (): Promise<Runner> =>
  run({
    pgPool: jobs,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2000,
    // Without batches the library waits for nobody when it writes down how a job ended, and a database that is away then
    // ends the process by an unhandled rejection. With them it stops in order, and we begin again.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    // The library logs every job; only its warnings are worth a line of an operator's time.
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') console.error(message)
    }),
    taskList: {
      deliver_effect: async (payload) => deliverEffect(world, config.sms, Job.parse(payload).id),
    },
  })

/**
 * Takes jobs until told to stop. The library gives up when the database goes away under a job; ending with it would cost
 * the whole product, since a database that recovers for a minute outlasts every restart the launcher allows.
 */
async function takeJobs(): Promise<void> {
  while (!stopping) {
    try {
      runner = await startRunner()
      if (stopping) await runner.stop()
      await untilOver(runner)
    } catch (error) {
      if (stopping) return
      console.error('后台作业与数据库断开，稍后再试：', error instanceof Error ? error.message : error)
      await sleep(AGAIN_SECONDS * 1000, undefined, { signal: ending.signal }).catch(() => {})
    }
  }
}
const working = takeJobs()

// Whatever else nobody waited for ends the process, as it would by itself.
process.on('unhandledRejection', (error) => {
  if (!isReturnedTwice(error)) throw error
})

let wordsFilled = false
/** Disputes from before there were words to find them by get theirs, once: new ones are written with theirs. */
async function fillWordsOnce(): Promise<void> {
  if (wordsFilled) return
  await fillWords(world)
  await fillLedger(world)
  wordsFilled = true
}

/** Hand-overs cut off anywhere are taken up here; one of fifty thousand files does not keep a deadline waiting longer than a few chunks. */
const carryOnEach = (): Promise<void> => carryOnSuccessions(world, 20)

/** Told when the first round is done: what waited while the product stood still is done by it, and is no alarm. */
const scannedOnce = Promise.withResolvers<void>()
let scannedAt = 0
async function scan(): Promise<void> {
  while (!stopping) {
    for (const work of [
      fillWordsOnce,
      recountClocks,
      scanClocks,
      warnOfClocks,
      carryOnEach,
      sweepEffects,
      signPastDays,
      sweepUploads,
    ]) {
      try {
        await work(world)
      } catch (error) {
        // The database may be restarting, or one file be at fault: the rows wait, and the other work goes on.
        console.error('扫描没有完成，稍后再试：', error instanceof Error ? error.message : error)
      }
    }
    scannedAt = process.uptime()
    scannedOnce.resolve()
    await sleep(SCAN_SECONDS * 1000, undefined, { signal: ending.signal }).catch(() => {})
  }
}
const scanning = scan()

/** Beside the scan: a sample takes a while, and no deadline waits for it. */
async function check(): Promise<void> {
  await Promise.race([
    scannedOnce.promise,
    sleep(SCAN_SECONDS * 1000, undefined, { signal: ending.signal }).catch(() => {}),
  ])
  while (!stopping) {
    try {
      await checkSome(world, { stop: ending.signal })
    } catch (error) {
      console.error('抽查没有完成，稍后再试：', error instanceof Error ? error.message : error)
    }
    await sleep(SCAN_SECONDS * 1000, undefined, { signal: ending.signal }).catch(() => {})
  }
}
const checking = check()

const source = `worker ${hostname()} ${seat().number}`
const memory = freshMemory()
const { fell } = seat()
if (fell !== null) sayRestarted(world, 'worker', fell).catch(() => {})
// Beside the scan and not within it: that the scan stands still is one of the things to be told.
const sweep = (): Promise<void> =>
  keepSweeping(
    () =>
      sweepOfWorker({
        world,
        machine: thisMachine,
        source,
        gateway: config.sms !== null,
        scanner: config.clamdSocket,
        remoteStore: config.s3 !== null,
        backupDir: config.backup.dir,
        uptime: () => process.uptime(),
        scannedAt: () => scannedAt,
        patience: PATIENCE,
        stop: ending.signal,
        memory,
      }),
    ending.signal,
    tellMoving,
  )
const sweeping = Promise.race([
  scannedOnce.promise,
  sleep(SWEEP_SECONDS * 1000, undefined, { signal: ending.signal }).catch(() => {}),
]).then(sweep)

process.once('SIGTERM', async () => {
  stopping = true
  ending.abort()
  await Promise.allSettled([runner?.stop(), working, scanning, checking, sweeping])
  await sayStopped(world, source).catch(() => {})
  await endSideProcesses(1_000)
  await Promise.all([world.pool.end(), jobs.end()])
  // A thread that hangs in a share that is away would let an ordinary exit wait for it.
  if (memory.hanging.size > 0) process.kill(process.pid, 'SIGKILL')
  process.exit(0)
})
