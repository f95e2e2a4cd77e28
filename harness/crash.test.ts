import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CRASH_POINTS } from '#server/crash.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import type { Point } from '#test/ways.ts'
import { Load } from './load.ts'
import { type Rig, startRig, until } from './rig.ts'

/** Rounds over all ways to die; one in the suite, more by hand: CRASH_ROUNDS=50 npx vitest run --project harness */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 1)
const PEOPLE = 6
/** PostgreSQL is given up after the sixth death in a minute; this many seconds between two keep well under it. */
const DATABASE_REST_MS = 13_000

let rig: Rig
let load: Load
const figures = { cycles: 0, lost: 0, different: 0, broken: 0 }
beforeAll(async () => {
  rig = await startRig()
  load = new Load(rig)
  await load.prepare()
  await Promise.all([rig.server.start(), rig.worker.start()])
})
afterAll(() => rig?.stop())

/** Under load, something dies; those who run it start it again; then the books are compared. */
async function cycle(crash: () => Promise<void>): Promise<void> {
  const from = load.acknowledged.length
  const working = load.run(PEOPLE)
  await Promise.race([crash(), working])
  // A little work on the other side of it as well.
  await sleep(150)
  load.stop()
  await working
  await compare(from)
}

async function compare(from: number): Promise<void> {
  await rig.serverAnswers()
  const [lost, different, broken] = [
    await load.lostFrom(from),
    await load.repeatFrom(from),
    await checkInvariants(rig.world),
  ]
  figures.cycles += 1
  figures.lost += lost.length
  figures.different += different.length
  figures.broken += broken.length
  expect({ lost, different, broken, wrong: load.wrong }).toEqual({ lost: [], different: [], broken: [], wrong: [] })
}

const OF_THE_SERVER = ['before_commit', 'commit_sent', 'after_commit'] as const
const OF_THE_WORKER = ['effect_before_send', 'effect_after_send'] as const

/**
 * Met where a hand-over of five hundred files is cut off (src/server/organisations/succession-cut-off.test.ts), where an upload is
 * (src/server/storage/killed.test.ts) and where a sealed copy is made (src/server/seals/copy-cut-off.test.ts).
 */
const MET_ELSEWHERE = ['succession_between_chunks', 'piece_written', 'upload_checked', 'copy_kept'] as const

test('every crash point is met, here or where its own work is', () => {
  const met = [...OF_THE_SERVER, ...OF_THE_WORKER, 'scan_between_files', ...MET_ELSEWHERE]
  expect(met.sort()).toEqual([...CRASH_POINTS].sort())
})

test.each(OF_THE_SERVER)(
  'the server killed at %s, at the first and at a later time, loses nothing acknowledged and leaves nothing half done',
  async (point) => {
    for (const times of [1, ...Array.from({ length: ROUNDS }, () => randomInt(2, 40))]) {
      const deaths = rig.server.deaths
      await rig.server.start({ CRASH_AT: `${point}:${times}` })
      await rig.serverAnswers()
      await cycle(() => until(`the server died at ${point}:${times}`, async () => rig.server.deaths > deaths))
    }
  },
  60_000 * ROUNDS,
)

test(
  'the server killed at any moment loses nothing acknowledged and leaves nothing half done',
  async () => {
    await rig.serverAnswers()
    for (let round = 0; round < ROUNDS * 2; round += 1) {
      await cycle(async () => {
        await sleep(randomInt(50, 500))
        rig.server.kill()
      })
    }
  },
  60_000 * ROUNDS,
)

/** The way from the phone to a closed file, and one of two files into the other: every step a server can be killed in. */
const WHOLE: readonly Point[] = ['followed_and_closed', 'merged']

test('the server killed at every third step of a whole walk loses nothing acknowledged and leaves nothing half done', async () => {
  const [from, deaths] = [load.acknowledged.length, rig.server.deaths]
  // COMMIT has left when it dies: what is asked again under its key was done already, and the next server lives on.
  await rig.server.start({ CRASH_AT: 'commit_sent:3' }, { always: true })
  await rig.serverAnswers()
  await load.walk(WHOLE, async () => undefined)
  expect(rig.server.deaths - deaths).toBeGreaterThan(7)
  await rig.server.start()
  await compare(from)
}, 120_000)

test.runIf(ROUNDS > 1).each(OF_THE_SERVER)(
  'the server killed at %s in each step of a whole walk loses nothing acknowledged and leaves nothing half done',
  async (point) => {
    const [from, deaths] = [load.acknowledged.length, rig.server.deaths]
    let steps = 0
    await load.walk(WHOLE, async () => {
      await rig.server.start({ CRASH_AT: `${point}:1` })
      await rig.serverAnswers()
      steps += 1
    })
    expect(steps).toBeGreaterThan(25)
    expect(rig.server.deaths - deaths).toBe(steps)
    await compare(from)
  },
  300_000,
)

const OF_THE_DATABASE = { 'the whole of it': () => rig.killDatabase(), 'one of its sessions': () => rig.killSession() }

test.each(Object.entries(OF_THE_DATABASE))(
  'PostgreSQL killed at any moment, %s, loses nothing acknowledged and leaves nothing half done',
  async (_, kill) => {
    await rig.serverAnswers()
    const deaths = { server: rig.server.deaths, worker: rig.worker.deaths }
    for (let round = 0; round < ROUNDS * 2; round += 1) {
      const began = performance.now()
      await cycle(async () => {
        await sleep(randomInt(100, 600))
        await kill()
        await until('the database is back', async () => (await rig.owner.query('select 1')).rowCount === 1)
      })
      if (ROUNDS > 1) await sleep(Math.max(0, DATABASE_REST_MS - (performance.now() - began)))
    }
    // They wait for it and go on: a process that fell with its database would be given up with it.
    expect({ server: rig.server.deaths, worker: rig.worker.deaths }, rig.server.said + rig.worker.said).toEqual(deaths)
  },
  60_000 * ROUNDS,
)

test.each(OF_THE_WORKER)(
  'the worker killed at %s delivers every message under its own key, and records it once',
  async (point) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const deaths = rig.worker.deaths
      await rig.worker.start({ CRASH_AT: `${point}:${randomInt(1, 4)}` })
      await cycle(() => until(`the worker died at ${point}`, async () => rig.worker.deaths > deaths))
    }
  },
  60_000 * ROUNDS,
)

test('the worker killed between two files of a scan leaves each file lapsed once', async () => {
  await rig.worker.stop()
  const files = await load.leaveSupplementing(4)
  const clock = join(rig.dataDir, 'clock.txt')
  writeFileSync(clock, new Date(Date.now() + 20 * 86_400_000).toISOString())
  const deaths = rig.worker.deaths
  const later = { FENGQIAO_CLOCK_FILE: clock }
  await rig.worker.start({ ...later, CRASH_AT: 'scan_between_files:2' })
  await until('the worker died in a scan', async () => rig.worker.deaths > deaths)
  const lapsed = async () => {
    const sql = `select count(*)::int as n, count(distinct file_id)::int as files from events where step = 'lapse_supplement' and file_id = any ($1)`
    return (await rig.owner.query<{ n: number; files: number }>(sql, [files])).rows[0]
  }
  expect(await lapsed()).toEqual({ n: 2, files: 2 })
  await rig.worker.start(later)
  await until('all have lapsed', async () => (await lapsed())?.files === files.length)
  expect(await lapsed()).toEqual({ n: files.length, files: files.length })
  await compare(load.acknowledged.length)
})

test('in the end: every key made one thing, every message went out under its own key and is recorded once', async () => {
  const count = async (sql: string) =>
    (await rig.owner.query<{ n: number }>(`select count(*)::int as n from ${sql}`)).rows[0]?.n ?? 0
  await until('no message waits', async () => (await count(`effects where state = 'waiting'`)) === 0)
  const registers = load.acknowledged.filter((write) => write.path.endsWith('/register')).length
  expect(await count('files')).toBe(registers)
  // What is taken on the other file together with a merge was asked for by nobody.
  const asked = `events where actor ->> 'kind' <> 'system' and step not in ('take_in', 'let_go')`
  expect(await count(asked)).toBe(load.acknowledged.length)
  // A code that was used before its message left is not sent after it.
  expect(await count(`effects where state <> 'sent' and code_id is null`)).toBe(0)
  const { rows } = await rig.owner.query<{ id: string }>(`select id from effects where state = 'sent'`)
  expect(rig.asked.every(({ key, id }) => key === id)).toBe(true)
  expect([...new Set(rig.asked.map(({ id }) => id))].sort()).toEqual(rows.map((row) => row.id).sort())
  await compare(0)
  const { cycles, lost, different, broken } = figures
  console.log(`crash: ${cycles} cycles, server died ${rig.server.deaths}, worker ${rig.worker.deaths}`)
  console.log(`crash: ${load.acknowledged.length} acknowledged, ${load.repeated} tries repeated`)
  console.log(`crash: ${lost} lost, ${different} answered differently, ${broken} invariants broken`)
  console.log(`crash: ${rows.length} messages, ${rig.asked.length} sent`)
})
