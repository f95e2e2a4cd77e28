import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { now } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { everything } from '#test/acts.ts'
import { cast, enter, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
let mediator: ReturnType<typeof speaker>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
  mediator = speaker(app, { cookie: await enter(world, people.village.sign_in_name) })
})

const minutesAgo = (minutes: number): string => new Date(Date.parse(now()) - minutes * 60_000).toISOString()
const page = (more: object = {}) => ({
  place_code: people.village.place_code,
  where_text: '村口',
  dispute_type: 'M02',
  parties: [
    { side: 'applicant', name: '苗秀禾', reach: '10000000021', reach_from: 'self' },
    { side: 'respondent', name: '邢大山' },
  ],
  what_happened: '邢家的羊吃了苗家半分地的菜，两家在村口争起来。',
  came_at: minutesAgo(90),
  settled_at: minutesAgo(20),
  everybody_agreed: true,
  rights_told: true,
  clauses: [
    {
      nature: 'pay',
      debtors: [{ party: 1 }],
      creditors: [0],
      what: '赔偿青菜损失',
      amount: '60',
      due: { kind: 'at_signing' },
      done_now: true,
    },
    {
      nature: 'refrain',
      debtors: [{ party: 1 }],
      creditors: [0],
      what: '再把羊放到菜地边',
      due: { kind: 'ongoing', rhythm: '' },
    },
  ],
  ...more,
})
const settle = (more: object = {}, key?: string) => mediator.post('/api/disputes/on-the-spot', page(more), key)
type Event = { step: string; occurred_at: Date; recorded_at: Date }
const eventsOf = async (file: string): Promise<Event[]> =>
  (await world.owner.query('select step, occurred_at, recorded_at from events where file_id = $1 order by seq', [file]))
    .rows

test('one page writes down every step of the walk, each with its own time, in one transaction', async () => {
  const answer = await settle()
  expect(answer.statusCode, answer.body).toBe(201)
  const { file_id, short_code } = answer.json()
  expect(short_code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  const events = await eventsOf(file_id)
  expect(events.map((it) => it.step)).toEqual([
    'take_down',
    'accept_here',
    'propose_mediation',
    'agree_to_mediation',
    'agree_to_mediation',
    'accept_mediation',
    'assign_mediator',
    'notify_session',
    'begin_session',
    'record_session',
    'agree_orally',
    'confirm_performed',
  ])
  const file = (await mediator.get(`/api/disputes/${file_id}`)).json()
  expect(file.story.every((line: { entered_later: boolean }) => line.entered_later)).toBe(true)
  expect(new Set(events.map((it) => String(it.recorded_at))).size).toBe(1)
  expect(new Set(events.map((it) => String(it.occurred_at))).size).toBe(2)
  expect(file.obligations.map((it: { status: string }) => it.status).sort()).toEqual(['due', 'performed'])
  expect(file.agreements[0]).toMatchObject({ form: 'oral', status: 'in_effect' })
  // What is left is a promise without an end: it is looked after by visits, and holds nothing open.
  expect(file.file.stage).toBe('revisiting')
  expect(await checkInvariants(world)).toEqual([])
})

test('signed on paper it takes effect under the seal, with how each signer was known', async () => {
  const later = [{ ...page().clauses[0], due: { kind: 'within', days: 10 }, done_now: false }]
  const answer = await settle({ form: 'written', sealed: true, clauses: later, known_by: 'identity_paper' })
  expect(answer.statusCode, answer.body).toBe(201)
  const file = (await mediator.get(`/api/disputes/${answer.json().file_id}`)).json()
  const [agreement] = file.agreements
  expect(agreement).toMatchObject({ form: 'written', status: 'in_effect', sealed: true, waiting_for: [] })
  expect(agreement.signatures).toHaveLength(3)
  expect(
    file.clocks
      .filter((it: { state: string }) => it.state === 'running')
      .map((it: { rule: string }) => it.rule)
      .sort(),
  ).toEqual(['T-33', 'T-54', 'T-60'])
})

test('a step the law refuses leaves nothing at all', async () => {
  const before = await everything(world)
  const given = { ...page().clauses[0], what: '苗秀禾保证停访息诉' }
  const refused = await settle({ clauses: [given] })
  expect(refused.statusCode).toBe(422)
  expect(refused.json()).toMatchObject({ code: 'gives_up_petition' })
  // What outlasts the day is not left to memory.
  const oral = await settle({ clauses: [{ ...page().clauses[0], due: { kind: 'within', days: 10 }, done_now: false }] })
  expect(oral.json()).toMatchObject({ code: 'writing_not_on_the_spot' })
  const unsealed = await settle({ form: 'written' })
  expect(unsealed.json()).toMatchObject({ code: 'seal_missing' })
  const elsewhere = await settle({ place_code: people.stranger.place_code })
  expect(elsewhere.json()).toMatchObject({ code: 'place_not_ours' })
  expect(await everything(world)).toEqual(before)
})

test('the same key gives the same file; another page under it is refused', async () => {
  const key = randomUUID()
  const said = page()
  const first = await mediator.post('/api/disputes/on-the-spot', said, key)
  const again = await mediator.post('/api/disputes/on-the-spot', said, key)
  expect(again.json().file_id).toBe(first.json().file_id)
  const other = await mediator.post('/api/disputes/on-the-spot', { ...said, where_text: '桥头' }, key)
  expect(other.json()).toMatchObject({ code: 'key_reused' })
})

test('a committee of a trade settles what is of its own trade, and is told where the rest goes', async () => {
  const doctors = speaker(app, { cookie: await enter(world, 'ke.mingcheng') })
  const before = await everything(world)
  const other = await doctors.post('/api/disputes/on-the-spot', page({ dispute_type: 'M02' }))
  expect(other.json()).toMatchObject({ status: 409, code: 'not_of_its_kind' })
  expect(other.body).toContain('村（社区）、乡镇（街道）调委会')
  expect(await everything(world)).toEqual(before)
  for (const dispute_type of ['M14', null])
    expect((await doctors.post('/api/disputes/on-the-spot', page({ dispute_type }))).statusCode).toBe(201)
})

test('what concerns land is written; and asked again under its key after it was closed, it is the same file', async () => {
  const land = await settle({ dispute_type: 'M07' })
  expect(land.json()).toMatchObject({ code: 'writing_immovable' })
  const key = randomUUID()
  const said = page({ clauses: [page().clauses[0]] })
  const first = await mediator.post('/api/disputes/on-the-spot', said, key)
  const { file_id } = first.json()
  const file = (await mediator.get(`/api/disputes/${file_id}`)).json()
  const visited = file.parties.map((it: { id: string }) => it.id)
  await mediator.post(`/api/disputes/${file_id}/visits/${file.visits[0].id}/steps/record_visit`, {
    how: 'visit',
    visited,
    performance: 'all',
    account: '都好。',
  })
  expect((await mediator.post(`/api/disputes/${file_id}/steps/close`, {})).statusCode).toBe(200)
  const again = await mediator.post('/api/disputes/on-the-spot', said, key)
  expect(again.statusCode, again.body).toBe(201)
  expect(again.json().file_id).toBe(file_id)
})
