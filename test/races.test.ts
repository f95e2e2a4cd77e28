import { beforeAll, expect, test } from 'vitest'
import { type StepName, TABLE } from '#domain/table.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { checkFile, checkInvariants } from '#server/disputes/check-invariants.ts'
import { loadFile } from '#server/disputes/load.ts'
import { CASES } from './cases/all.ts'
import { excludes } from './race.ts'
import { standings } from './standing.ts'
import { partOf, type Walks, walks } from './walks.ts'
import type { Point, Walk } from './ways.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

/** `RACES_OVER_POSTGRES` says how many: the suite races briefly over the real lock, and far over the pure table. */
const RACES = Number(process.env.RACES_OVER_POSTGRES ?? 200)

/** Pairs of steps that stand at one point of the walk, on the same part, and of which only one can be taken. */
const PAIRS = (Object.keys(CASES) as StepName[]).flatMap((one, at, names) =>
  names.slice(at).flatMap((other) => {
    const [first, second] = [CASES[one], CASES[other]]
    if (!first || !second || first.from !== second.from || first.clause !== second.clause) return []
    // A body may move the walk on before it is sent; a day that has to pass first would pass for both.
    const waits = first.days !== undefined || second.days !== undefined
    return !waits && excludes(TABLE[one], TABLE[other]) ? [[one, other] as const] : []
  }),
)

let world: TestWorld
let door: Walks
let fileAt: (point: Point) => Promise<Walk>
beforeAll(async () => {
  world = await newWorld()
  door = await walks(world, await newApp(world))
  fileAt = await standings(world, door)
})

test(`${RACES} races of two transactions at once on one file: exactly one winner each, and the file is whole`, {
  timeout: 3_600_000,
}, async () => {
  expect(PAIRS.length).toBeGreaterThan(40)
  const heard = new Map<string, number>()
  for (let race = 0; race < RACES; race += 1) {
    const pair = PAIRS[(race * 7) % PAIRS.length] as (typeof PAIRS)[number]
    const names = race % 2 === 0 ? pair : [...pair].reverse()
    const from = CASES[pair[0]]?.from
    if (!from) throw new Error('a pair of no point')
    const on = await fileAt(from)
    const asked = []
    for (const name of names as StepName[]) {
      const it = CASES[name]
      if (!it) throw new Error(`${name} has no case`)
      const part = it.clause ? (on.obligations[it.clause] ?? '') : partOf(name, on)
      asked.push({ name, by: it.by, part, body: await it.body(on, door, it.by) })
    }
    const count = async (): Promise<number> =>
      (await world.owner.query('select count(*)::int as n from events where file_id = $1', [on.file_id])).rows[0].n
    const before = await count()
    const answers = await Promise.all(asked.map((it) => door.take(it.by, it.name, on, it.body, { part: it.part })))
    const said = `${names.join(' and ')}: ${answers.map((it) => it.body).join(' ')}`
    expect(answers.filter((it) => it.status === 200).length, said).toBe(1)
    expect(await count(), said).toBe(before + 1)
    const why = answers.find((it) => it.status !== 200)?.code ?? ''
    heard.set(why, (heard.get(why) ?? 0) + 1)
    // It is put back for the next race: what it has become is looked at now.
    expect(await checkFile(world, on.file_id), said).toEqual([])
  }
  console.log(
    `races over PostgreSQL: ${RACES} of ${PAIRS.length} pairs, the second heard ${JSON.stringify([...heard])}`,
  )
  expect(await checkInvariants(world)).toEqual([])
})

/** Waits until somebody in this database waits for a lock, or until `first` has ended without. */
async function untilWaiting(first: Promise<unknown>): Promise<'waits' | 'did not wait'> {
  let ended = false
  const end = (): void => {
    ended = true
  }
  first.then(end, end)
  // What a session of another role waits for, only a superuser reads in pg_stat_activity itself.
  const waits =
    'select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()'
  while (!ended) {
    if ((await world.owner.query(waits)).rowCount) return 'waits'
    await new Promise((done) => setTimeout(done, 5))
  }
  return 'did not wait'
}

test('whoever waited for the lock of a file reads what the one before left in every table', async () => {
  const { file_id } = await fileAt('in_handling')
  const read = () => inScope(world.pool, wholeCounty('2026-03-02'), (trx) => loadFile(trx, file_id, true))
  const before = await read()
  const first = await world.owner.connect()
  try {
    await first.query('begin')
    await first.query('select from files where id = $1 for no key update', [file_id])
    const second = read()
    expect(await untilWaiting(second)).toBe('waits')
    for (const change of [
      'files set head_seq = head_seq + 1',
      'disputes set version = version + 1',
      'clocks set paused_days = 7',
      'tasks set facts = facts || \'{"x":1}\'',
    ])
      await first.query(`update ${change} where ${change.startsWith('files') ? 'id' : 'file_id'} = $1`, [file_id])
    await first.query('commit')
    const after = await second
    expect(after?.head.seq).toBe((before?.head.seq ?? 0) + 1)
    expect(after?.parts[0]?.version).toBe((before?.parts[0]?.version ?? 0) + 1)
    expect(after?.clocks.every((clock) => clock.paused_days === 7) && after.clocks.length > 0).toBe(true)
    expect(after?.parts.find(({ part }) => part === 'task')?.facts).toMatchObject({ x: 1 })
  } finally {
    // Whatever went wrong above: whoever waits is let go. After COMMIT this undoes nothing.
    await first.query('rollback').finally(() => first.release(true))
  }
})
