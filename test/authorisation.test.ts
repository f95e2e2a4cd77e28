import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { ENDPOINTS } from '#contract/all.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { StepName } from '#domain/table.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { fewAtOnce } from '#server/few-at-once.ts'
import { TABLE_OF_STATUSES } from './authorisation-table.ts'
import { CALLERS, type CallerName, type Crowd, crowd } from './callers.ts'
import { CASES } from './cases/all.ts'
import { CREW, type CrewName } from './crew.ts'
import { request, speaker } from './make.ts'
import { BESIDE, type Caller, type Count, type Matrix, matrix, operations } from './matrix/cells.ts'
import { type DryPool, dryPool } from './matrix/dry-pool.ts'
import { POLICY } from './matrix/policy.ts'
import { repeatedWithout, waysToEnd } from './matrix/rights.ts'
import { type RowCounts, rowCounts } from './matrix/rows.ts'
import { spoiler } from './matrix/spoilt.ts'
import { tell } from './matrix/standing-to.ts'
import { tour, type Visit } from './matrix/tour.ts'
import { rewinder } from './rewind.ts'
import { poster } from './right-bodies.ts'
import { OTHER_SIDE, type Point, type Walk } from './ways.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

/** `npm run matrix -- --long` asks at more stages; `-- --spoilt` spoils what guards a file, one thing at a time, and counts the cells that notice. */
const LONG = process.env.MATRIX === 'long'
const SPOILT = process.env.MATRIX === 'spoilt'
/** Where every step is asked of everybody, whether it may be taken there or not: a file of each kind and stage. */
const EVERYTHING_AT: readonly Point[] = SPOILT
  ? []
  : [
      ...(['clue', 'registered', 'dispatched', 'in_session', 'in_effect', 'followed_and_closed'] as const),
      'complaint_taken_up',
      ...(LONG
        ? ([
            ...([
              'supplementing',
              'checking_duplicates',
              'two_applicants',
              'town_triaging',
              'objected',
              'in_handling',
            ] as const),
            ...([
              'held',
              'settled',
              'closed',
              'invited',
              'assigned',
              'suspended',
              'guidance_asked',
              'with_evidence',
            ] as const),
            ...(['referral_with_them', 'packaged', 'reported', 'signing', 'claimed', 'performed'] as const),
          ] as const)
        : []),
    ]

/** Addresses that are no endpoint of the contract: why each may be open to anyone. */
const BESIDES: Record<string, string> = {
  'GET /healthz': 'says only that it is ready',
  'GET /openapi.json': 'the printed interface holds no data',
  'GET /api/setup/template.xlsx': 'the empty spreadsheet holds no data',
  'GET /api/batches/template.xlsx': 'the empty sheet holds no data',
  'GET /assets/*': 'the built screens hold no data',
}

let world: TestWorld
let app: FastifyInstance
let pool: DryPool
let door: Crowd
let routes: string[]

beforeAll(async () => {
  const made = await newWorld()
  pool = dryPool(made.pool)
  world = { ...made, pool: pool.pool }
  const found = new Set<string>()
  // Every route is heard of as it is registered, whoever registers it.
  const hear = (message: unknown): void => {
    ;(message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') found.add(`${one} ${url}`)
    })
  }
  subscribe('fastify.initialization', hear)
  app = await newApp(world)
  unsubscribe('fastify.initialization', hear)
  routes = [...found].sort()
  door = await crowd(world, app)
})

// A walk that takes days moves the clock; the next one starts from the present again.
afterEach(() => setNow(null))

test('every route is an endpoint of the contract or on the short list, and every endpoint is served', () => {
  const contracted = ENDPOINTS.map(({ method, path }) => `${method} ${path}`)
  const unknown = routes.filter((route) => !contracted.includes(route) && !(route in BESIDES))
  expect(unknown).toEqual([])
  expect(contracted.filter((route) => !routes.includes(route))).toEqual([])
  expect(new Set(contracted).size).toBe(contracted.length)
})

test('every endpoint has its line in the authorisation table, and every step its line in the policy', () => {
  const steps = ENDPOINTS.map(({ id }) => id).filter((id) => door.isAct(id))
  expect([...POLICY.keys()].sort()).toEqual(steps.sort())
  expect(Object.keys(TABLE_OF_STATUSES).sort()).toEqual(ENDPOINTS.map((endpoint) => endpoint.id).sort())
  for (const [id, cells] of Object.entries(TABLE_OF_STATUSES))
    expect(Object.keys(cells).sort(), id).toEqual(Object.keys(CALLERS).sort())
})

/** What an answer tells that is none of the asker's: of a refusal, anything of the file at all. */
function checkRefusal(answer: LightMyRequestResponse, caller: string, { short_code }: Walk): void {
  if (answer.statusCode < 400) return
  expect(answer.headers['content-type'], caller).toBe('application/problem+json; charset=utf-8')
  expect(answer.body, caller).not.toMatch(
    new RegExp(`${request.your_name}|${request.reach}|${OTHER_SIDE.name}|${OTHER_SIDE.reach}|${short_code}`),
  )
}

/** Asks one endpoint as everybody. `on`: the file a step is taken on, and left as it stands. What all read at one address they read beside each other. */
async function answersTo(id: string, on: Walk | null): Promise<Record<string, string>> {
  const answers: Record<string, string> = {}
  const beside: (() => Promise<void>)[] = []
  let first: string | null = null
  for (const caller of Object.keys(CALLERS) as CallerName[]) {
    const { ask, file } = await door.asking(id, caller, on)
    const asked = async (): Promise<void> => {
      const by = await door.as(caller, file, id)
      const answer = on ? await pool.dry(() => door.send(ask, by)) : await door.send(ask, by)
      if (id === 'sign_out') door.forget(caller)
      answers[caller] = String(answer.statusCode)
      checkRefusal(answer, caller, file)
    }
    if (!on && ask.method === 'GET' && ask.url === first) beside.push(asked)
    else await asked()
    first ??= ask.url
  }
  await fewAtOnce(BESIDE, beside, (asked) => asked())
  return answers
}

for (const { id } of ENDPOINTS) {
  if (id in CASES) continue
  test(`${id} answers each caller as the table says`, async () => {
    expect(await answersTo(id, null)).toEqual(TABLE_OF_STATUSES[id])
  })
}

/** Takes a step as whoever takes it rightly, then takes her right away in every way and repeats it. */
async function takenAndRepeated(id: StepName, on: Walk, people: Matrix): Promise<{ cells: number; wrong: string[] }> {
  const by = CASES[id]?.by
  if (!by) throw new Error(`${id} has no case`)
  const isParty = by === 'applicant' || by === 'respondent'
  const staff = people.staff.find(({ name }) => name === by)
  const link = by === 'applicant' ? on.link : on.invitation
  const caller: Caller | undefined = isParty
    ? { name: by, kind: 'party', link, party_id: on[by], is_of_this: true }
    : staff
  if (!caller) throw new Error(`${by} is nobody of the matrix`)
  const { days } = CASES[id] ?? {}
  if (days) setNow(secondsAfter(now(), days * 86_400))
  const cookie = caller.kind === 'staff' ? await people.cookieOf(caller.sign_in_name) : ''
  const speaks = caller.kind === 'staff' ? speaker(app, { cookie }) : speaker(app, { link })
  const { ask } = await door.asking(id, isParty ? (by === 'applicant' ? 'party' : by) : (by as CallerName), on)
  const repeat = (key: string): Promise<LightMyRequestResponse> => speaks.post(ask.url, ask.body ?? {}, key)
  const key = randomUUID()
  const first = await repeat(key)
  if (first.statusCode >= 400) return { cells: 0, wrong: [`could not be taken: ${first.statusCode} ${first.body}`] }
  const takings = waysToEnd(world, caller, on.file_id, cookie.split('=')[1] ?? '')
  return repeatedWithout(takings, key, repeat)
}

type Spoiler = Awaited<ReturnType<typeof spoiler>>

/** The hats under which a step is taken and the policies it writes under, each spoilt where the step may be taken. */
const spoiltFor =
  (spoilt: Spoiler, id: StepName): Visit =>
  async (on) => {
    await spoilt.hats(id, async () => {
      const answers = await answersTo(id, on)
      return Object.entries(TABLE_OF_STATUSES[id] ?? {}).filter(([caller, status]) => answers[caller] !== status).length
    })
    const by = CASES[id]?.by
    const caller = by === 'applicant' ? 'party' : (by as CallerName)
    const { ask, file } = await door.asking(id, caller, on)
    const speaks = await door.as(caller, file, id)
    await spoilt.writing(() => door.send(ask, speaks))
  }

/** The policies for reading, each dropped once a file stands where its table has rows of it. */
const readingSpoilt =
  (spoilt: Spoiler, people: Matrix, rows: RowCounts): Visit =>
  async (on) => {
    const told = await tell(world, on.file_id)
    const all = await rows.there(on.file_id)
    const there = new Set([...all].filter(([, n]) => n > 0).map(([table]) => table))
    const today = dayIn(now())
    await spoilt.reading(there, async () => {
      let reds = 0
      for (const caller of people.staff) reds += (await rows.wrongRows(caller, told, all, today)).length
      return reds
    })
  }

// Some minutes where the machine has other work.
test('every step, asked of everybody wherever a file may stand, is answered as the policy, the table and the rows of the database say', {
  timeout: 1_800_000,
}, async () => {
  const people = await matrix(world, app, door, pool)
  const { right } = await poster(world, app)
  const rewind = await rewinder(world)
  const rows: RowCounts = await rowCounts(world)
  const steps = await operations(app)
  const count: Count = { cells: 0, leaks: 0, reds: [] }
  const found = { exact: 0, rows: 0, repeated: 0 }
  const wrong: string[] = []

  const exactly =
    (id: string): Visit =>
    async (on) => {
      const answers = await answersTo(id, on)
      for (const [caller, status] of Object.entries(TABLE_OF_STATUSES[id] ?? {})) {
        found.exact += 1
        if (answers[caller] !== status) wrong.push(`${id} by ${caller}: ${answers[caller]}, not ${status}`)
      }
    }
  const repeated =
    (id: StepName): Visit =>
    async (on) => {
      const done = await takenAndRepeated(id, on, people)
      found.repeated += done.cells
      wrong.push(...done.wrong.map((it) => `${id}, ${it}`))
    }
  const byRows =
    (point: Point): Visit =>
    async (on) => {
      const told = await tell(world, on.file_id)
      const all = await rows.there(on.file_id)
      await fewAtOnce(BESIDE, people.staff, async (caller) => {
        found.rows += rows.tables.length
        const tables = await rows.wrongRows(caller, told, all, dayIn(now()))
        if (tables.length) wrong.push(`rows at ${point} for ${caller.name}: ${tables.join(' ')}`)
      })
    }
  const everything =
    (point: Point): Visit =>
    async (on) => {
      const callers = await people.callersOf(on)
      const told = await tell(world, on.file_id)
      for (const step of steps) {
        const part = people.partFor(step, on, told)
        if (!part) continue
        const body = right[step.id]?.() ?? {}
        await people.askAll(count, point, step, callers, { on, told, part, body })
      }
    }

  const visits = new Map<Point, Visit[]>()
  const add = (point: Point, visit: Visit): void => void visits.set(point, [...(visits.get(point) ?? []), visit])
  for (const { id } of steps) {
    const from = CASES[id]?.from
    if (!from) throw new Error(`${id} has no case: write how it is taken in test/cases`)
    add(from, exactly(id))
    add(from, repeated(id))
  }
  for (const point of [...visits.keys()]) add(point, byRows(point))
  const spoilt = SPOILT ? await spoiler(world, pool) : null
  if (spoilt) {
    for (const { id } of steps) add(CASES[id]?.from ?? 'registered', spoiltFor(spoilt, id))
    for (const point of [...visits.keys()]) add(point, readingSpoilt(spoilt, people, rows))
  }
  for (const point of EVERYTHING_AT) add(point, everything(point))
  // Where this machine has other work, somebody may wait for her turn longer than her session.
  const signInAnew = (): void => {
    for (const name of Object.keys(CREW) as CrewName[]) door.forget(name)
    people.forget()
  }
  await tour(door.walks, rewind, visits, signInAnew)

  const cells = count.cells + found.exact + found.repeated
  console.log(JSON.stringify({ cells, leaks: count.leaks, red: count.reds.length + wrong.length, ...found }))
  expect(wrong).toEqual([])
  expect(count.reds).toEqual([])
  expect(count.leaks).toBe(0)
  if (!spoilt) {
    expect(cells).toBeGreaterThan(LONG ? 50_000 : 20_000)
    return
  }
  const { reds, unnoticed, untried, elsewhere } = spoilt.found()
  console.log(JSON.stringify({ spoilt: Object.keys(reds).length, unnoticed, untried, elsewhere, reds }))
  expect(unnoticed).toEqual([])
})
