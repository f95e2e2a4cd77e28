/**
 * npm run crash -- [次数] [--seed 数] [--plant 名称]：正在办事的时候，随机杀死父进程、网页服务、后台作业、数据库（默认 40 次），核对答复过的一件不少、一件不重、没有半件。
 * 加 --plant：先在另一份源码（或者数据库的设置）里放进一个毛病，应当被发现：answered_before_commit、synchronous_commit_off、key_forgotten、sent_before_commit。
 * Prints JSON lines of figures and ends with 1 where something is not as it should be. What it makes is gone afterwards.
 */
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { chance } from '#test/walk.ts'
import { askedCount } from './asked-count.ts'
import { CRASH_PLANTS, type Plant, type Sign } from './crash-plants.ts'
import { type Installation, installation, type Victim } from './installation.ts'
import { Load } from './load.ts'
import { type Rig, startRig, until } from './rig.ts'
import { copyTree } from './trees.ts'

const PEOPLE = 6
const WORK_PATIENCE_MS = 240_000
/**
 * Who dies between two deaths of the parent, in an order of chance: few enough of each that neither the crew nor the database
 * is given up, which it is at the sixth death in a minute.
 */
const IN_A_LIFE: readonly Victim[] = [
  ...(['server', 'server', 'worker', 'worker', 'database', 'database'] as const),
  ...(['session', 'session', 'session'] as const),
]

/** What was found wrong, each in a sentence; what was killed how often; and what was done meanwhile. */
export type Tally = {
  killed: Record<Victim, number>
  lost: string[]
  different: string[]
  broken: string[]
  doubled: string[]
  messages: string[]
  fell: string[]
}
export const newTally = (): Tally => ({
  killed: { parent: 0, everything: 0, server: 0, worker: 0, database: 0, session: 0 },
  lost: [],
  different: [],
  broken: [],
  doubled: [],
  messages: [],
  fell: [],
})
export const cyclesOf = ({ killed }: Tally): number => Object.values(killed).reduce((sum, it) => sum + it, 0)
export const faultsOf = (tally: Tally, { wrong }: Load): string[] =>
  [
    ...tally.lost,
    ...tally.different,
    ...tally.broken,
    ...tally.doubled,
    ...tally.messages,
    ...tally.fell,
    ...wrong,
  ].slice(0, 20)

/** What was found of these kinds. */
const signsOf = (tally: Tally, { wrong }: Load, signs: readonly Sign[]): string[] =>
  signs.flatMap((sign) => (sign === 'wrong' ? wrong : tally[sign]))

/** All of it once more, when nobody is at work: every file against its events, and every acknowledged write asked again. */
export async function faultsInTheEnd(load: Load, ground: Pick<Installation, 'world'>) {
  return {
    broken: await checkInvariants(ground.world),
    different: await load.repeatFrom(0),
    lost: await load.lostFrom(0),
    doubled: await load.doubled(),
  }
}

/** What is wrong with what went out, against what the gateway itself wrote down, once nothing waits any more. */
export async function faultsOfMessages(owner: pg.Pool, asked: Rig['asked']): Promise<string[]> {
  const count = async (where: string) =>
    (await owner.query<{ n: number }>(`select count(*)::int as n from effects where ${where}`)).rows[0]?.n ?? 0
  await until('no message waits', async () => (await count("state = 'waiting'")) === 0, WORK_PATIENCE_MS)
  // A code that was used before its message left is not sent after it.
  const unsent = await count("state <> 'sent' and code_id is null")
  const { rows } = await owner.query<{ id: string }>(`select id from effects where state = 'sent'`)
  const [recorded, arrived] = [new Set(rows.map(({ id }) => id)), new Set(asked.map(({ id }) => id))]
  return [
    ...(unsent ? [`${unsent} messages were given up`] : []),
    ...asked.filter(({ key, id }) => key !== id).map(({ id }) => `${id} went out under another key`),
    ...[...arrived].filter((id) => !recorded.has(id)).map((id) => `${id} went out and is not recorded`),
    ...[...recorded].filter((id) => !arrived.has(id)).map((id) => `${id} is recorded as sent and never arrived`),
  ]
}

/** Fisher and Yates, by this chance. */
function shuffled<T>(list: readonly T[], pick: () => number): T[] {
  const all = [...list]
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(pick() * (at + 1))
    ;[all[at], all[other]] = [all[other] as T, all[at] as T]
  }
  return all
}

/**
 * So many kills at moments of chance while people work. After each, work has to go on and all that was acknowledged since the
 * one before has to be there; after each death of the parent everybody pauses, each acknowledged write of its life is sent
 * again under its key, and each file of it is looked through.
 * @param stop tells after each kill whether to end early
 */
export async function crashCycles(
  { product, load, cycles, pick }: { product: Installation; load: Load; cycles: number; pick: () => number },
  tally: Tally,
  stop: () => boolean = () => false,
): Promise<void> {
  async function cycle(victim: Victim): Promise<void> {
    const from = load.acknowledged.length
    await sleep(50 + pick() * 350)
    const pids = product.pids()
    const isDead = await product.kill(victim, pick)
    const killed = load.acknowledged.length
    const goesOn = async () => load.acknowledged.length >= killed + PEOPLE || load.wrong.length > 0
    await until(`work goes on after ${victim} died: ${product.said()}`, goesOn, WORK_PATIENCE_MS)
    await product.whole()
    if (isDead) tally.killed[victim] += 1
    tally.lost.push(...(await load.lostFrom(from)))
    // They wait for the database and go on: a process that fell with it would be given up with it.
    if (victim === 'database' || victim === 'session')
      tally.fell.push(
        ...pids.filter((pid) => !product.pids().includes(pid)).map(() => `a process fell with the ${victim}`),
      )
  }

  for (let lives = 0; cyclesOf(tally) < cycles && !stop(); lives += 1) {
    const from = load.acknowledged.length
    const working = load.run(PEOPLE)
    // What a person was answered wrongly is kept in `wrong`.
    working.catch(() => undefined)
    const last = lives % 2 ? 'everything' : 'parent'
    for (const victim of [...shuffled(IN_A_LIFE, pick), last] as const)
      if (cyclesOf(tally) < cycles && !stop()) await cycle(victim)
    load.stop()
    await working.catch(() => undefined)
    tally.lost.push(...(await load.lostFrom(from)))
    tally.different.push(...(await load.repeatFrom(from)))
    tally.broken.push(...(await load.brokenFrom(from)))
    tally.doubled.push(...(await load.doubled()))
  }
}

type Verdict = { verdict: 'pass' | 'fail'; reason: string }

async function plant(name: keyof typeof CRASH_PLANTS, rig: Rig, base: string): Promise<string | undefined> {
  const it: Plant = CRASH_PLANTS[name]
  if ('edits' in it) return copyTree(join(base, 'tree'), it.edits)
  await rig.owner.query(it.sql)
}

/**
 * The whole of it on an installation of its own.
 * @param of.planted a defect to put in first: then it passes only if that is found by which it must show
 */
export async function crash(
  of: { cycles: number; seed: number; planted: keyof typeof CRASH_PLANTS | null },
  tell: (figure: object) => void,
): Promise<Verdict> {
  const { cycles, seed, planted } = of
  const base = mkdtempSync(join(tmpdir(), 'fengqiao-crashes-'))
  const rig = await startRig()
  const tally = newTally()
  let product: Installation | undefined
  try {
    const load = new Load(rig)
    await load.prepare()
    const tree = planted ? await plant(planted, rig, base) : undefined
    await rig.release()
    product = await installation({ ...rig, ...(tree ? { tree } : {}) })
    load.moveTo(product)
    const signs = planted ? CRASH_PLANTS[planted].shows : []
    const found = () => signsOf(tally, load, signs).length > 0
    const began = performance.now()
    await crashCycles({ product, load, cycles, pick: chance(seed) }, tally, found)
    if (!found()) tally.messages.push(...(await faultsOfMessages(product.owner, rig.asked)))
    if (!found())
      for (const [list, faults] of Object.entries(await faultsInTheEnd(load, product)))
        tally[list as keyof Awaited<ReturnType<typeof faultsInTheEnd>>].push(...faults)
    const faults = faultsOf(tally, load)
    tell({
      figure: 'crash',
      seed,
      cycles: cyclesOf(tally),
      ...tally.killed,
      seconds: Math.round((performance.now() - began) / 1000),
      acknowledged: load.acknowledged.length,
      tries_repeated: load.repeated,
      ...Object.fromEntries(
        (['lost', 'different', 'broken', 'doubled', 'messages', 'fell'] as const).map((it) => [it, tally[it].length]),
      ),
      answered_wrongly: load.wrong.length,
      messages_sent: rig.asked.length,
    })
    if (planted)
      return found()
        ? { verdict: 'pass', reason: `${planted} was noticed: ${signsOf(tally, load, signs)[0]}` }
        : {
            verdict: 'fail',
            reason: `${planted} went through ${cyclesOf(tally)} kills; found instead: ${faults.join(' · ')}`,
          }
    if (cyclesOf(tally) !== cycles || load.acknowledged.length === 0 || rig.asked.length === 0)
      faults.push('nothing was tried: deaths, acknowledged writes or messages are fewer than were asked for')
    return faults.length
      ? { verdict: 'fail', reason: faults.join(' · ') }
      : { verdict: 'pass', reason: 'nothing acknowledged was lost, doubled or half done' }
  } finally {
    await product?.stop()
    await rig.stop()
    rmSync(base, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string' }, plant: { type: 'string' } },
  })
  const planted = values.plant ?? null
  if (planted !== null && !(planted in CRASH_PLANTS)) {
    console.error(`--plant 只能是：${Object.keys(CRASH_PLANTS).join('、')}`)
    process.exit(2)
  }
  const cycles = askedCount(positionals[0], 40)
  const seed = values.seed === undefined ? randomInt(1_000_000) : askedCount(values.seed, 0)
  if (cycles === null || seed === null) {
    console.error('次数和 --seed 要写从 1 开始的整数，例如 npm run crash -- 40。')
    process.exit(2)
  }
  const { verdict, reason } = await crash(
    {
      cycles,
      seed,
      planted: planted as keyof typeof CRASH_PLANTS | null,
    },
    (figure) => console.log(JSON.stringify(figure)),
  )
  console.log(JSON.stringify({ harness: 'crash', verdict, reason }))
  process.exit(verdict === 'pass' ? 0 : 1)
}
