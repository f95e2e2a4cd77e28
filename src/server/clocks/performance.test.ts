import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { cast, enter, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { scanClocks } from './scan.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
let mediator: ReturnType<typeof speaker>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
})
afterAll(() => setNow(null))
/** Signs in anew: a session of another day is over. */
const signIn = async () => {
  mediator = speaker(app, { cookie: await enter(world, people.village.sign_in_name) })
}
beforeEach(async () => {
  setNow('2026-03-02T04:00:00.000Z')
  await signIn()
})

/** A debt settled on Monday 2 March, due within so many days; the days it is then owed on. */
async function settled(days: number) {
  const answer = await mediator.post('/api/disputes/on-the-spot', {
    place_code: people.village.place_code,
    where_text: '村部',
    dispute_type: 'M04',
    parties: [
      { side: 'applicant', name: '石有粮', reach: '10000000501' },
      { side: 'respondent', name: '钱三多', reach: '10000000502' },
    ],
    what_happened: '借了八千块，拖了两年。',
    came_at: '2026-03-02T02:00:00.000Z',
    settled_at: '2026-03-02T03:30:00.000Z',
    everybody_agreed: true,
    rights_told: true,
    form: 'written',
    sealed: true,
    clauses: [
      {
        nature: 'pay',
        debtors: [{ party: 1 }],
        creditors: [0],
        what: '还清借款',
        amount: '8000',
        due: { kind: 'within', days },
      },
    ],
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return String(answer.json().file_id)
}
const storyOf = async (file: string): Promise<{ step: string; days: number | null }[]> =>
  (
    await world.owner.query(
      "select step, (input ->> 'days')::int as days from events where file_id = $1 and actor ->> 'kind' = 'system' order by seq",
      [file],
    )
  ).rows
/** Noon in China. */
const at = (day: string) => setNow(`${day}T04:00:00.000Z`)

test('a debtor is reminded three days before, on the day and three days after; overdue it is a breach at once', async () => {
  const file = await settled(10)
  const days = [
    '2026-03-03',
    '2026-03-08',
    '2026-03-09',
    '2026-03-11',
    '2026-03-12',
    '2026-03-13',
    '2026-03-14',
    '2026-03-15',
    '2026-03-20',
  ]
  const told: Record<string, { step: string; days: number | null }[]> = {}
  for (const day of days) {
    const before = (await storyOf(file)).length
    at(day)
    await scanClocks(world)
    await scanClocks(world)
    told[day] = (await storyOf(file)).slice(before)
  }
  expect(told).toEqual({
    '2026-03-03': [],
    '2026-03-08': [],
    '2026-03-09': [{ step: 'remind', days: -3 }],
    '2026-03-11': [],
    '2026-03-12': [{ step: 'remind', days: 0 }],
    '2026-03-13': [{ step: 'breach', days: null }],
    '2026-03-14': [],
    '2026-03-15': [{ step: 'remind', days: 3 }],
    '2026-03-20': [],
  })
  await signIn()
  const page = (await mediator.get(`/api/disputes/${file}`)).json()
  expect(page.obligations).toMatchObject([{ status: 'breached' }])
  const paper = page.papers.find((it: { form: string }) => it.form === 'D-19n')
  expect(JSON.stringify(paper)).toContain('您还可以走的途径')
  // What goes out by itself is a reminder: the urging letter is made by whoever urges.
  expect(paper.content.title).toContain('到期未履行提醒')
  expect(page.papers.some((it: { form: string }) => it.form === 'D-19')).toBe(false)
  expect(page.obligations[0].late.left[0]).toBe('urge')
  const urged = await mediator.post(`/api/disputes/${file}/obligations/${page.obligations[0].id}/steps/urge`, {
    how: 'phone',
    answer: '说月底给。',
  })
  expect(urged.statusCode, urged.body).toBe(200)
  const after = (await mediator.get(`/api/disputes/${file}`)).json()
  expect(after.papers.find((it: { form: string }) => it.form === 'D-19').content.title).toContain('履行督促书')
  expect(after.obligations[0].late.left).not.toContain('urge')
  expect(await checkInvariants(world)).toEqual([])
})

test('what was missed while the machine was off is made good once, and nothing is said too late', async () => {
  const file = await settled(10)
  at('2026-03-16')
  await Promise.all([scanClocks(world), scanClocks(world)])
  await scanClocks(world)
  expect(await storyOf(file)).toEqual([
    { step: 'breach', days: null },
    { step: 'remind', days: 3 },
  ])
})

test('paid late it is met late for ever, and no reminder follows', async () => {
  const file = await settled(1)
  at('2026-03-04')
  await scanClocks(world)
  await signIn()
  const [owed] = (await mediator.get(`/api/disputes/${file}`)).json().obligations
  const confirmed = await mediator.post(`/api/disputes/${file}/obligations/${owed.id}/steps/confirm_performed`, {
    said_by: owed.creditors[0].party_id,
  })
  expect(confirmed.statusCode, confirmed.body).toBe(200)
  const { rows } = await world.owner.query("select state from clocks where file_id = $1 and rule = 'T-54'", [file])
  expect(rows).toEqual([{ state: 'met_late' }])
  at('2026-03-07')
  await scanClocks(world)
  expect((await storyOf(file)).map((it) => it.step)).toEqual(['breach'])
})

test('what is agreed and due on the same day is not reminded of that day', async () => {
  const answer = await settled(1)
  await scanClocks(world)
  expect(await storyOf(answer)).toEqual([])
})
