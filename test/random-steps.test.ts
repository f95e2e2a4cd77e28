import { expect, test } from 'vitest'
import { ENDED_DISPUTE } from '#domain/disputes/parts.ts'
import { REFUSALS } from '#domain/refusals.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { checkFile, checkInvariants } from '#server/disputes/check-invariants.ts'
import { loadFile } from '#server/disputes/load.ts'
import { PROBLEMS } from '#server/http/problem.ts'
import { CASES } from './cases/all.ts'
import { CREW } from './crew.ts'
import { readApart } from './read-apart.ts'
import { standings } from './standing.ts'
import { chance } from './walk.ts'
import { partOf, walks } from './walks.ts'
import { type Point, WAYS, type Walk, type Who } from './ways.ts'
import { newApp, newWorld } from './world.ts'

/** `RANDOM_STEPS` says how many, `RANDOM_SEED` from where: the suite's own are the same every time. */
const STEPS = Number(process.env.RANDOM_STEPS ?? 10_000)
const SEED = Number(process.env.RANDOM_SEED ?? 20_260_305)
/** Tried on one file before the next. */
const ON_ONE_FILE = 40

const NAMES = (Object.keys(CASES) as StepName[]).filter((name) => CASES[name] !== undefined)
const CREW_NAMES = Object.keys(CREW) as (keyof typeof CREW)[]
const EVERYBODY: readonly Who[] = [...CREW_NAMES, 'applicant', 'respondent', 'anyone']
/** A minute, mostly; an hour, a day, three weeks. */
const LATER = [...Array<number>(12).fill(60), 3600, 86_400, 86_400, 21 * 86_400]
/** Each file comes in on the same day: two hundred of them would else last longer than any calendar. */
const BEGUN = '2026-03-02T01:00:00.000Z'

test(`${STEPS.toLocaleString('en')} random steps by the people of a county, through the front door into PostgreSQL`, {
  timeout: 3_600_000,
}, async () => {
  const world = await newWorld()
  const door = await walks(world, await newApp(world))
  const fileAt = await standings(world, door, BEGUN)
  const random = chance(SEED)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const points = Object.keys(WAYS) as Point[]
  const answers = new Map<string, number>()
  const count = (what: string) => answers.set(what, (answers.get(what) ?? 0) + 1)
  const known = new Set([...Object.keys(REFUSALS), ...Object.keys(PROBLEMS)])
  const taken = new Set<string>()

  /** Where each part stands, as the last answer told it. */
  type Standing = { part: string; id: string; status: string }[]
  const open = (parts: Standing): StepName[] =>
    NAMES.filter((name) =>
      // Nothing answered yet: what stands where the walk stands.
      parts.length === 0
        ? CASES[name]?.from === point
        : parts.some((it) => it.part === TABLE[name].on && (TABLE[name].from as readonly string[]).includes(it.status)),
    )

  /** Time passes; sessions do not outlast an hour of nothing. */
  const wait = (until: string) => {
    for (const each of CREW_NAMES) door.forget(each)
    setNow(until)
  }
  wait(BEGUN)
  let point: Point = 'registered'
  let on: Walk = await fileAt(point)
  let parts: Standing = []
  let left = ON_ONE_FILE
  for (let step = 0; step < STEPS; step += 1) {
    const over = parts.some((it) => it.part === 'dispute' && ENDED_DISPUTE.includes(it.status as never))
    if (left === 0 || (over && left > 5)) {
      left = left === 0 ? ON_ONE_FILE : 5
      if (left === ON_ONE_FILE) {
        // It is put back where it stood: what it has become is looked at now.
        const [whole, apart] = await inScope(world.pool, wholeCounty('2026-03-02'), async (trx) => [
          await loadFile(trx, on.file_id, false),
          await readApart(trx, on.file_id),
        ])
        expect(whole).toStrictEqual(apart)
        expect(await checkFile(world, on.file_id), `RANDOM_SEED=${SEED}, before step ${step}`).toEqual([])
        wait(BEGUN)
        point = pick(points)
        on = await fileAt(point)
        parts = []
      }
    }
    left -= 1
    const later = pick(LATER)
    if (later > 60) wait(secondsAfter(now(), later))
    else setNow(secondsAfter(now(), later))
    const aimed = random() < 0.9 ? open(parts) : []
    const name = pick(aimed.length > 0 ? aimed : NAMES)
    const it = CASES[name]
    if (!it) continue
    const who = random() < 0.75 ? it.by : pick(EVERYBODY)
    const usual = TABLE[name].on === 'obligation' ? pick([...Object.values(on.obligations), undefined]) : undefined
    const part = usual ?? partOf(name, on)
    // A body may need what this file never had: then nothing right can be said, and what is wrong is sent.
    const body = await Promise.resolve(it.body(on, door, it.by)).catch(() => ({}))
    const answer = await door.take(who, name, on, body, { part })
    const said = `RANDOM_SEED=${SEED}, step ${step}: ${name} by ${who}: ${answer.status} ${answer.body.slice(0, 300)}`
    expect(answer.status, said).toBeLessThan(500)
    count(answer.code ?? 'taken')
    if (answer.status !== 200) expect(known.has(answer.code ?? ''), said).toBe(true)
    else {
      taken.add(name)
      parts = (JSON.parse(answer.body) as { parts: Standing }).parts
      await door.follow(on, name, answer)
    }
  }
  const told = [...answers].sort(([, one], [, other]) => other - one).map(([what, times]) => `${what} ${times}`)
  console.log(`random steps: ${STEPS}, ${taken.size} of ${NAMES.length} rows taken; ${told.join(' · ')}`)
  expect(answers.get('taken')).toBeGreaterThan(STEPS / 8)
  expect(taken.size).toBeGreaterThan(NAMES.length * (STEPS >= 10_000 ? 0.8 : 0.3))
  expect(await checkInvariants(world)).toEqual([])
})
