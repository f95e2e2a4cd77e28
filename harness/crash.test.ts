import { randomInt } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CRASH_POINTS } from '#server/crash.ts'
import { chance } from '#test/walk.ts'
import type { Point } from '#test/ways.ts'
import { crashCycles, cyclesOf, faultsInTheEnd, faultsOf, faultsOfMessages, newTally } from './crash.ts'
import { CRASH_PLANTS, POWER_PLANTS } from './crash-plants.ts'
import { type Installation, installation } from './installation.ts'
import { Load } from './load.ts'
import { type Rig, startRig, until } from './rig.ts'
import type { Edit } from './trees.ts'

/** How often each labelled point is met beside the first time; more by hand: CRASH_ROUNDS=50 npx vitest run --project harness crash */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 1)
/** Deaths at moments of chance, of the whole product; the long form is `npm run crash -- 600`. */
const CYCLES = 40
const PEOPLE = 6
/** Processes that start beside whatever else is at work are slow, not wrong. */
const BUSY_MS = 240_000

let rig: Rig
let load: Load
let product: Installation | undefined
const OF_THE_SERVER = ['before_commit', 'commit_sent', 'after_commit'] as const
const OF_THE_WORKER = ['effect_before_send', 'effect_after_send'] as const
beforeAll(async () => {
  rig = await startRig({ servers: OF_THE_SERVER.length })
  load = new Load(rig)
  await load.prepare()
  // One alone compiles for all that are started after it.
  await rig.server.start()
  await until('a server answers', async () => (await fetch(`${rig.url}/healthz`)).ok, BUSY_MS)
}, BUSY_MS)
afterAll(async () => {
  await product?.stop()
  await rig?.stop()
})

/** All that was acknowledged from here on is there, answered again as it was, and none of it half done. */
async function compare(from: number): Promise<void> {
  await rig.serverAnswers()
  const [lost, different, broken] = [
    await load.lostFrom(from),
    await load.repeatFrom(from),
    await load.brokenFrom(from),
  ]
  expect({ lost, different, broken, wrong: load.wrong }).toEqual({ lost: [], different: [], broken: [], wrong: [] })
}

/**
 * Met where a hand-over of five hundred files is cut off (src/server/organisations/succession-cut-off.test.ts), where an upload is
 * (src/server/storage/killed.test.ts) and where a sealed copy is made (src/server/seals/copy-cut-off.test.ts).
 */
const MET_ELSEWHERE = ['succession_between_chunks', 'piece_written', 'upload_checked', 'copy_kept'] as const

test('every crash point is met, here or where its own work is', () => {
  const met = [...OF_THE_SERVER, ...OF_THE_WORKER, 'scan_between_files', ...MET_ELSEWHERE]
  expect(met.sort()).toEqual([...CRASH_POINTS].sort())
})

test('every planted defect still has its place in the sources, once', () => {
  const plants = [...Object.values(CRASH_PLANTS), ...Object.values(POWER_PLANTS)]
  const edits = plants.flatMap((it): readonly Edit[] => ('edits' in it ? it.edits : []))
  expect(edits.length).toBeGreaterThan(6)
  for (const { file, from } of edits)
    expect([from, readFileSync(join(import.meta.dirname, '..', file), 'utf8').split(from).length - 1]).toEqual([
      from,
      1,
    ])
})

test(
  'servers killed at each of their points and the worker at each of its own, at the first and at a later time, lose nothing acknowledged and leave nothing half done',
  async () => {
    const later = (point: string, most: number) =>
      Array.from({ length: ROUNDS }, () => ({ CRASH_AT: `${point}:${randomInt(2, most)}` }))
    const lives = [
      ...OF_THE_SERVER.map((point, nth) => ({
        kept: rig.servers[nth],
        envs: [{ CRASH_AT: `${point}:1` }, ...later(point, 20)],
      })),
      { kept: rig.worker, envs: OF_THE_WORKER.flatMap((point) => [{ CRASH_AT: `${point}:1` }, ...later(point, 5)]) },
    ]
    await Promise.all(lives.map(({ kept, envs }) => kept?.start(...envs, {})))
    const working = load.run(PEOPLE)
    const met = async () => lives.every(({ kept, envs }) => (kept?.deaths ?? 0) >= envs.length)
    await Promise.race([until('each point was met', met, BUSY_MS * ROUNDS), working])
    // A little work on the other side of it as well.
    await sleep(150)
    load.stop()
    await working
    expect(lives.map(({ kept }) => kept?.deaths)).toEqual(lives.map(({ envs }) => envs.length))
    await compare(0)
  },
  2 * BUSY_MS * ROUNDS,
)

/** The way from the phone to a closed file, and one of two files into the other: every step a server can be killed in. */
const WHOLE: readonly Point[] = ['followed_and_closed', 'merged']
const deathsOfServers = () => rig.servers.reduce((sum, { deaths }) => sum + deaths, 0)

test(
  'the servers killed at every third step of a whole walk lose nothing acknowledged and leave nothing half done',
  async () => {
    const [from, deaths] = [load.acknowledged.length, deathsOfServers()]
    // COMMIT has left when one dies: what is asked again under its key was done already, and the next server lives on.
    await Promise.all(rig.servers.map((each) => each.start({ CRASH_AT: 'commit_sent:3' })))
    await rig.serverAnswers()
    await load.walk(WHOLE, async () => undefined)
    expect(deathsOfServers() - deaths).toBeGreaterThan(7)
    await Promise.all(rig.servers.map((each) => each.start()))
    await compare(from)
  },
  2 * BUSY_MS,
)

test(
  'the worker killed at each point of a step and between two files of a scan leaves each file lapsed once',
  async () => {
    await rig.worker.stop()
    const files = await load.leaveSupplementing(7)
    const clock = join(rig.dataDir, 'clock.txt')
    writeFileSync(clock, new Date(Date.now() + 20 * 86_400_000).toISOString())
    const later = { FENGQIAO_CLOCK_FILE: clock }
    const lapsed = async () => {
      const sql = `select count(*)::int as n, count(distinct file_id)::int as files from events where step = 'lapse_supplement' and file_id = any ($1)`
      return (await rig.owner.query<{ n: number; files: number }>(sql, [files])).rows[0]
    }
    const deaths = rig.worker.deaths
    // What the system does by itself is cut off at the points of a step as well.
    const points = [...OF_THE_SERVER.map((point) => `${point}:1`), 'scan_between_files:2']
    await rig.worker.start(...points.map((point) => ({ ...later, CRASH_AT: point })), later)
    await until('the worker died at each', async () => rig.worker.deaths - deaths >= points.length, BUSY_MS)
    const { n, files: lapsedFiles } = (await lapsed()) ?? {}
    expect(n).toBe(lapsedFiles)
    expect(n).toBeGreaterThan(2)
    await until('all have lapsed', async () => (await lapsed())?.files === files.length, BUSY_MS)
    expect(await lapsed()).toEqual({ n: files.length, files: files.length })
    // What is told of it is due on that day: nobody later on has that day yet.
    expect(await faultsOfMessages(rig.owner, rig.asked)).toEqual([])
  },
  2 * BUSY_MS,
)

test(
  `the parent with and without its children, a server, the worker, the database and its sessions killed ${CYCLES} times at any moment: nothing acknowledged is lost, doubled or half done`,
  async () => {
    await rig.release()
    product = await installation(rig)
    load.moveTo(product)
    const seed = randomInt(1_000_000)
    const tally = newTally()
    await crashCycles({ product, load, cycles: CYCLES, pick: chance(seed) }, tally)
    console.log(`crash: seed ${seed}, ${cyclesOf(tally)} cycles ${JSON.stringify(tally.killed)}`)
    expect(faultsOf(tally, load), `seed ${seed}`).toEqual([])
  },
  4 * BUSY_MS,
)

test(
  'in the end: every key made one thing, every message went out under its own key and is recorded once',
  async () => {
    const { owner } = product ?? rig
    expect(await faultsOfMessages(owner, rig.asked)).toEqual([])
    const none = { broken: [], different: [], lost: [], doubled: [] }
    expect(await faultsInTheEnd(load, product ?? rig)).toEqual(none)
    console.log(`crash: labelled points: servers died ${deathsOfServers()}, worker ${rig.worker.deaths}`)
    console.log(
      `crash: ${load.acknowledged.length} acknowledged, ${load.repeated} tries repeated, ${rig.asked.length} sent`,
    )
  },
  2 * BUSY_MS,
)

test(
  'the harness sees what it is for: a write that is not there, one made twice, a message nobody recorded',
  async () => {
    const { owner } = product ?? rig
    const [first] = load.acknowledged
    const [message] = rig.asked
    if (!first || !message) throw new Error('nobody was at work')
    load.acknowledged.push({ ...first, answer: JSON.stringify({ ...JSON.parse(first.answer), event_seq: 9_999 }) })
    expect(await load.lostFrom(load.acknowledged.length - 1)).toHaveLength(1)
    expect(await load.doubled()).not.toEqual([])
    load.acknowledged.pop()
    expect(await faultsOfMessages(owner, [...rig.asked, { key: message.key, id: 'unrecorded' }])).toHaveLength(2)
  },
  2 * BUSY_MS,
)
