import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { flatWarns, WARN_FIELDS } from '#domain/clocks/choosing.ts'
import { CLOCK_RULES } from '#domain/clocks/rules.ts'
import { WARNED } from '#domain/clocks/warnings.ts'
import { setNow } from '#server/clock.ts'
import { migrations } from '#server/db/migrate.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { signedIn } from '#test/acts.ts'
import { cast, enter, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
let bureau: ReturnType<typeof speaker>
const enterBureau = async () => {
  bureau = speaker(app, { cookie: await enter(world, 'bo.wenyuan') })
}
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
})
afterAll(() => setNow(null))
// Monday.
beforeEach(async () => {
  setNow('2026-03-02T01:00:00.000Z')
  await enterBureau()
})

const rules = async (by = bureau) => (await by.get('/api/clock-rules')).json()
const ruleOf = async (id: string) => (await rules()).rules.find((it: { id: string }) => it.id === id)
const tried = (rule: string, amount: number, unit: string, by = bureau) =>
  by.post(`/api/clock-rules/${rule}/trials`, { amount, unit })
const reason = '全县受理窗口已经合并，两天办得完'
const changed = (rule: string, trial: string, key = randomUUID()) =>
  bureau.post(`/api/clock-rules/${rule}/versions`, { trial, reason }, key)
const clocksOf = async (file: string) =>
  (
    await world.owner.query(
      'select rule, rule_version, state, due_on::text from clocks where file_id = $1 order by rule',
      [file],
    )
  ).rows
const stand = async (state: 'registered' | 'in_handling' | 'supplementing') =>
  (await signedIn(world, app, people)).stand(state)

test('everybody reads every rule with its article; nobody but the bureau changes one', async () => {
  const read = await rules(speaker(app))
  expect(read.rules.map((it: { id: string }) => it.id).sort()).toEqual(Object.keys(CLOCK_RULES).sort())
  expect(read.may_change).toBe(false)
  expect(read.rules.find((it: { id: string }) => it.id === 'T-33')).toMatchObject({
    kind: 'F',
    starts: '协议生效之日',
    length_says: '30 日',
    why_fixed: expect.stringContaining('法律规定'),
  })
  expect(read.statutes.length).toBeGreaterThan(50)
  for (const who of [people.village, people.county, people.admin]) {
    const other = speaker(app, { cookie: await enter(world, who.sign_in_name) })
    expect((await tried('T-06', 5, 'working_day', other)).statusCode).toBe(403)
    expect((await rules(other)).may_change).toBe(false)
  }
  expect((await rules()).may_change).toBe(true)
})

test('the law’s own length is refused, its maximum only shortened, an unknown rule not found', async () => {
  expect((await tried('T-33', 40, 'day')).json()).toMatchObject({ code: 'may_not_change', status: 409 })
  expect((await tried('T-39', 16, 'working_day')).json()).toMatchObject({
    status: 422,
    faults: [{ path: 'amount', says: expect.stringContaining('只能缩短') }],
  })
  expect((await tried('T-39', 10, 'working_day')).statusCode).toBe(200)
  expect((await tried('constructor', 10, 'day')).statusCode).toBe(404)
})

test('a length is chosen only after it was tried on what is behind us, today, by who chooses it, once', async () => {
  expect((await changed('T-06', randomUUID())).json()).toMatchObject({ code: 'trial_first' })
  const { trial } = (await tried('T-06', 2, 'working_day')).json()
  // For another rule it was not tried.
  expect((await changed('T-07', trial)).json()).toMatchObject({ code: 'trial_first' })
  setNow('2026-03-03T01:00:00.000Z')
  await enterBureau()
  expect((await changed('T-06', trial)).json()).toMatchObject({ code: 'trial_first' })
  const again = (await tried('T-06', 2, 'working_day')).json()
  const key = randomUUID()
  expect((await changed('T-06', again.trial, key)).statusCode).toBe(200)
  // The answer was lost: the same request changes nothing twice.
  expect((await changed('T-06', again.trial, key)).statusCode).toBe(200)
  expect((await changed('T-06', again.trial)).json()).toMatchObject({ code: 'trial_first' })
  expect((await ruleOf('T-06')).editions).toMatchObject([
    { edition: 1, length_says: '3 个工作日', reason: null },
    { edition: 2, length_says: '2 个工作日', from_on: '2026-03-03', by: '枫溪县司法局', reason },
  ])
})

test('of what the law fixes the warnings are the county’s, and never its length; a visit keeps its row', async () => {
  const early = { half_at: 30, half_to: 'owes', most_at: 60, most_to: 'head', over_to: 'head' }
  const asked = (rule: string, body: object) => bureau.post(`/api/clock-rules/${rule}/trials`, body)
  expect((await asked('T-51', { amount: 9, unit: 'day', ...early })).json()).toMatchObject({ code: 'may_not_change' })
  expect((await asked('T-51', { amount: 7, unit: 'day', ...early, most_at: 20 })).json()).toMatchObject({
    status: 422,
    faults: [{ path: 'most_at' }],
  })
  const { trial } = (await asked('T-51', { amount: 7, unit: 'day', ...early })).json()
  expect((await changed('T-51', trial)).statusCode).toBe(200)
  const rule = await ruleOf('T-51')
  expect(rule).toMatchObject({ length_says: '7 日', length_from: CLOCK_RULES['T-51'].length_from, ...early })
  expect(rule.warns[0]).toEqual({ says: '时间过了三成', to: '承办人（没有人领的是承办单位）' })
  expect(rule.editions).toHaveLength(2)
  expect((await asked('T-33', { amount: 30, unit: 'day', ...early })).json()).toMatchObject({ code: 'may_not_change' })
  expect((await asked('T-60d7', { amount: 15, unit: 'day' })).json()).toMatchObject({ faults: [{ path: 'amount' }] })
  expect((await asked('T-60d7', { amount: 10, unit: 'day' })).statusCode).toBe(200)
})

test('what was tried before somebody chose another is tried again first', async () => {
  const mine = (await tried('R-31', 5, 'working_day')).json()
  setNow('2026-03-02T01:00:01.000Z')
  const theirs = (await tried('R-31', 4, 'working_day')).json()
  expect((await changed('R-31', theirs.trial)).statusCode).toBe(200)
  expect((await changed('R-31', mine.trial)).json()).toMatchObject({ code: 'trial_first' })
})

test('two visits tried before either is chosen never pass each other', async () => {
  const seventh = (await tried('T-60d7', 14, 'day')).json()
  const fifteenth = (await tried('T-60d15', 8, 'day')).json()
  expect([seventh.trial, fifteenth.trial]).toEqual([expect.any(String), expect.any(String)])
  setNow('2026-03-02T01:00:01.000Z')
  expect((await changed('T-60d7', seventh.trial)).statusCode).toBe(200)
  expect((await changed('T-60d15', fifteenth.trial)).json()).toMatchObject({ code: 'trial_first' })
  expect((await ruleOf('T-60d15')).editions).toHaveLength(1)
})

test('only clocks that start later run under it: a running one keeps its version, also over a pause, and says which', async () => {
  setNow('2026-03-09T01:00:00.000Z')
  await enterBureau()
  const before = await stand('supplementing')
  expect(await clocksOf(before.file_id)).toMatchObject([
    { rule: 'T-05', rule_version: 1, due_on: '2026-03-12' },
    { rule: 'T-06', rule_version: 100 },
  ])
  const was = (await clocksOf(before.file_id))[1]
  await enterBureau()
  const { trial } = (await tried('T-06', 9, 'day')).json()
  expect((await changed('T-06', trial)).statusCode).toBe(200)
  const after = await stand('registered')
  expect(await clocksOf(after.file_id)).toMatchObject([{ rule: 'T-06', rule_version: 101, due_on: '2026-03-18' }])
  setNow('2026-03-10T01:00:00.000Z')
  const supplied = await speaker(app, { link: before.link }).post(before.at('supply_supplement'), { text: '补充。' })
  expect(supplied.statusCode, supplied.body).toBe(200)
  // Two working days from the 9th, one of them stood still.
  expect(was).toMatchObject({ due_on: '2026-03-11' })
  expect((await clocksOf(before.file_id))[1]).toMatchObject({
    rule_version: 100,
    state: 'running',
    due_on: '2026-03-12',
  })
  const mine = (await speaker(app, { link: before.link }).get('/api/my-dispute')).json()
  const shown = mine.clocks.find(({ rule }: { rule: string }) => rule === 'T-06')
  expect(shown.length_from).toBe('本县约定 2 个工作日（第 2 版，2026-03-03 起），可以调整')
})

test('a trial says of how many it would have been late, and of how many it was', async () => {
  setNow('2026-04-07T01:00:00.000Z')
  const files = []
  for (let n = 0; n < 3; n += 1) files.push(await stand('registered'))
  // Two taken in after one day, one after a week.
  setNow('2026-04-08T01:00:00.000Z')
  const { clerk } = await signedIn(world, app, people)
  for (const on of files.slice(1)) expect((await clerk.post(on.at('accept_here'), {})).statusCode).toBe(200)
  setNow('2026-04-20T01:00:00.000Z')
  const later = await signedIn(world, app, people)
  expect((await later.clerk.post(files[0]?.at('accept_here') ?? '', {})).statusCode).toBe(200)
  await enterBureau()
  const before = (await tried('T-06', 30, 'day')).json()
  const shorter = (await tried('T-06', 0, 'day')).json()
  expect(shorter.clocks).toBe(before.clocks)
  expect(shorter.late_now).toBe(before.late_now)
  // Under no day at all these three would have been late, under thirty days none of them.
  expect(shorter.late_then - before.late_then).toBeGreaterThanOrEqual(3)
  expect(before.since).toBe('2025-04-20')
})

test('what is counted in hours is late now by its hour, as it is in the trial', async () => {
  setNow('2026-04-21T01:00:00.000Z')
  const { clerk } = await signedIn(world, app, people)
  const on = await stand('in_handling')
  const red = { colour: 'red', grounds: ['violence'], words: '动了手。' }
  const given = await clerk.post(on.at('give_colour'), red)
  expect(given.statusCode, given.body).toBe(200)
  // Three hours later on the same day: the two hours of T-53 are over, its day is not.
  setNow('2026-04-21T04:00:00.000Z')
  await enterBureau()
  const same = (await tried('T-53', 1, 'hour')).json()
  expect([same.late_now, same.late_then]).toEqual([same.clocks, same.clocks])
  expect(same.clocks).toBeGreaterThan(0)
})

test('what a county chose before it chose warnings too warns, after the upgrade, as the product does', async () => {
  const tables = ['clock_rule_versions', 'clock_rule_trials']
  const columns = [...WARN_FIELDS, 'half_now', 'half_then', 'most_now', 'most_then']
  const chosen = 'select rule, version, amount, unit, reason from clock_rule_versions order by rule, version'
  const upgrade = migrations().find(({ name }) => name.startsWith('0034'))?.text ?? ''
  const owner = await world.owner.connect()
  await owner.query('begin')
  try {
    const before = (await owner.query(chosen)).rows
    // As 0023 left them: the county's choices, without a word on warnings.
    for (const table of tables)
      for (const column of columns) await owner.query(`alter table ${table} drop column if exists ${column}`)
    await owner.query(upgrade)
    expect((await owner.query(chosen)).rows).toEqual(before)
    expect(before.length).toBeGreaterThan(2)
    for (const table of tables)
      expect((await owner.query(`select distinct ${WARN_FIELDS.join(', ')} from ${table}`)).rows).toEqual([
        flatWarns(WARNED),
      ])
    // Trials of then counted no warnings, and none is made up for them.
    expect(
      (await owner.query('select from clock_rule_trials where half_now is not null or most_then is not null')).rows,
    ).toEqual([])
    // From here on whoever chooses says it.
    await expect(
      owner.query(
        `insert into clock_rule_trials (id, at, by_person, by_post, rule, amount, unit, since, clocks, late_now, late_then)
         select gen_random_uuid(), at, by_person, by_post, rule, amount, unit, since, 0, 0, 0 from clock_rule_trials limit 1`,
      ),
    ).rejects.toThrow(/half_at/)
  } finally {
    await owner.query('rollback')
    owner.release()
  }
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
