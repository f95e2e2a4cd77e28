import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { onOnePage } from '#test/callers.ts'
import { type Walks, walks } from '#test/walks.ts'
import { PARTIES, secondOf, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})

const owed = async ({ file_id }: Walk) =>
  (await (await door.as('director')).get(`/api/disputes/${file_id}`)).json().obligations[0]
const told = async ({ file_id }: Walk, part: string): Promise<string[]> =>
  (
    await world.owner.query<{ name: string }>(
      `select p.name from effects e join parties p on p.id = e.to_party join events v on v.file_id = e.file_id and v.seq = e.event_seq
       where e.file_id = $1 and v.step = 'confirm_share' and v.part_id = $2`,
      [file_id, part],
    )
  ).rows.map((row) => row.name)

test('one of two confirms for herself alone; it is performed when the other has, and both names stand there', async () => {
  const on = await door.walkTo('owed_to_two')
  const part = on.obligations[1] ?? ''
  const say = (who: 'applicant' | 'director', step: 'confirm_share' | 'confirm_performed', body: object) =>
    door.take(who, step, on, body, { part })
  expect((await owed(on)).can).toContain('confirm_share')
  expect((await owed(on)).can).not.toContain('confirm_performed')
  expect(await say('applicant', 'confirm_performed', {})).toMatchObject({ code: 'others_not_confirmed' })
  expect(await say('applicant', 'confirm_share', {})).toMatchObject({ status: 200 })
  expect(await owed(on)).toMatchObject({
    status: 'due',
    settled: null,
    confirmed: [{ party_id: on.applicant }],
  })
  expect(await told(on, part)).toEqual(['苗得水'])
  // She has said it; nobody says it for her again, nor she for the other.
  const mine = (await (await door.as('applicant', on)).get('/api/my-dispute')).json().obligations[0]
  expect(mine.can).not.toContain('confirm_share')
  expect(mine.can).not.toContain('confirm_performed')
  expect(await say('director', 'confirm_performed', { said_by: on.applicant })).toMatchObject({
    code: 'confirmed_already',
  })
  expect(await say('director', 'confirm_share', { said_by: secondOf(on) })).toMatchObject({ code: 'last_to_confirm' })
  expect(await say('director', 'confirm_performed', { said_by: secondOf(on) })).toMatchObject({ status: 200 })
  const done = await owed(on)
  expect(done).toMatchObject({ status: 'performed', settled: { by: '苗秀禾、苗得水' } })
  expect(done.confirmed).toHaveLength(2)
})

test('who says that hers is missing takes back her own word, and nobody else’s', async () => {
  const on = await door.walkTo('owed_to_two')
  const part = on.obligations[1] ?? ''
  await door.take('applicant', 'confirm_share', on, {}, { part })
  await door.take('respondent', 'claim_performed', on, {}, { part })
  const deny = (said_by: string) => door.take('director', 'deny_performed', on, { said_by, note: '没有到账' }, { part })
  expect(await deny(secondOf(on))).toMatchObject({ status: 200 })
  expect((await owed(on)).confirmed).toMatchObject([{ party_id: on.applicant }])
  await door.take('respondent', 'claim_performed', on, {}, { part })
  expect(await deny(on.applicant)).toMatchObject({ status: 200 })
  expect((await owed(on)).confirmed).toEqual([])
})

test('what is paid to several on the spot is confirmed by each of them', async () => {
  const village = door.crew.director.place_code
  const page = onOnePage(village) as { clauses: object[] }
  const done = await (await door.as('director')).post('/api/disputes/on-the-spot', {
    ...page,
    parties: [...PARTIES, { side: 'applicant', name: '苗得水', reach: '10012340000' }],
    clauses: page.clauses.map((clause) => ({ ...clause, creditors: [0, 2] })),
  })
  expect(done.statusCode, done.body).toBe(201)
  const { rows } = await world.owner.query<{ step: string }>(
    "select step from events where file_id = $1 and part = 'obligation' order by seq",
    [done.json().file_id],
  )
  expect(rows.map((row) => row.step)).toEqual(['confirm_share', 'confirm_performed'])
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
