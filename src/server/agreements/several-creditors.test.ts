import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import type { StepName as Step } from '#domain/table.ts'
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

const paid = (amount: string, more: object = {}) => ({ amount, on: '2026-03-02', how: 'cash', ...more })
const ofHers = async (who: 'applicant' | 'respondent', on: Walk) =>
  (await (await door.as(who, on)).get('/api/my-dispute')).json().obligations[0]

test('a payment to one of two is hers to confirm, counts for the whole, and settles it when the other has hers too', async () => {
  const on = await door.walkTo('owed_to_two')
  const part = on.obligations[1] ?? ''
  const second = secondOf(on)
  const take = (who: 'applicant' | 'respondent' | 'director', step: Step, body: object) =>
    door.take(who, step, on, body, { part })
  const { amount } = await owed(on)
  const half = String(Number(amount) / 2)
  expect(await take('respondent', 'record_payment', paid(half))).toMatchObject({ code: 'payment_to_whom' })
  expect(await take('respondent', 'record_payment', paid(half, { paid_to: on.respondent }))).toMatchObject({
    code: 'payment_to_whom',
  })
  expect((await take('respondent', 'record_payment', paid(half, { paid_to: second }))).status).toBe(200)
  const [first] = (await owed(on)).payments
  expect(first).toMatchObject({ to: { party_id: second, name: '苗得水' }, last: false })
  // Nobody but she answers it: not the other, not the office in the other's name.
  expect((await ofHers('applicant', on)).can).not.toContain('confirm_payment')
  const answer = { payment_id: first.id }
  expect(await take('applicant', 'confirm_payment', answer)).toMatchObject({ code: 'payment_to_other' })
  expect(await take('director', 'deny_payment', { ...answer, said_by: on.applicant, note: '没有' })).toMatchObject({
    code: 'payment_to_other',
  })
  expect((await take('director', 'confirm_payment', { ...answer, said_by: second, has_her_share: true })).status).toBe(
    200,
  )
  expect(await owed(on)).toMatchObject({ status: 'due', paid: half, rest: half, confirmed: [{ party_id: second }] })
  // The rest goes to her who has said nothing yet: with it all have theirs.
  expect((await take('respondent', 'record_payment', paid(half, { paid_to: on.applicant }))).status).toBe(200)
  const last = (await owed(on)).payments[1]
  expect(last.last).toBe(true)
  expect(await take('applicant', 'confirm_payment', { payment_id: last.id })).toMatchObject({ code: 'payment_is_last' })
  expect((await take('applicant', 'confirm_last_payment', { payment_id: last.id })).status).toBe(200)
  expect(await owed(on)).toMatchObject({ status: 'performed' })
})

test('all of it paid to one is not all of it while the other has not said that she has hers', async () => {
  const on = await door.walkTo('owed_to_two')
  const part = on.obligations[1] ?? ''
  const { amount } = await owed(on)
  const take = (who: 'applicant' | 'respondent' | 'director', step: Step, body: object) =>
    door.take(who, step, on, body, { part })
  await take('respondent', 'record_payment', paid(amount, { paid_to: on.applicant }))
  const [only] = (await owed(on)).payments
  expect(await take('applicant', 'confirm_last_payment', { payment_id: only.id })).toMatchObject({
    code: 'payment_not_last',
  })
  expect((await take('applicant', 'confirm_payment', { payment_id: only.id, has_her_share: true })).status).toBe(200)
  expect(await owed(on)).toMatchObject({ status: 'due', rest: '0' })
  expect((await take('director', 'confirm_performed', { said_by: secondOf(on) })).status).toBe(200)
  expect(await owed(on)).toMatchObject({ status: 'performed' })
})

test('one of two wants hers no more: the other’s stands, and with her word it is over', async () => {
  const on = await door.walkTo('owed_to_two')
  const part = on.obligations[1] ?? ''
  const take = (who: 'applicant' | 'director', step: Step, body: object) => door.take(who, step, on, body, { part })
  expect(await take('applicant', 'waive', {})).toMatchObject({ code: 'others_not_confirmed' })
  expect((await take('applicant', 'waive_share', {})).status).toBe(200)
  expect(await take('applicant', 'confirm_share', {})).toMatchObject({ code: 'confirmed_already' })
  expect(await owed(on)).toMatchObject({ status: 'due', confirmed: [], given_up: [{ party_id: on.applicant }] })
  expect((await take('director', 'confirm_performed', { said_by: secondOf(on) })).status).toBe(200)
  expect(await owed(on)).toMatchObject({ status: 'performed' })
})

test('a change wants the word of everybody it concerns, and one no is enough', async () => {
  const on = await door.walkTo('change_to_two')
  const part = on.obligations[1] ?? ''
  const second = secondOf(on)
  const take = (who: 'applicant' | 'respondent' | 'director', step: Step, body: object) =>
    door.take(who, step, on, body, { part })
  const before = await owed(on)
  const yes = { proposal_id: before.proposal.id, how: 'in_person' }
  expect(before.proposal.awaited).toHaveLength(2)
  expect(await take('applicant', 'agree_change', yes)).toMatchObject({ code: 'others_not_agreed' })
  expect((await take('applicant', 'join_change', yes)).status).toBe(200)
  expect(await take('applicant', 'join_change', yes)).toMatchObject({ code: 'agreed_already' })
  const meanwhile = await owed(on)
  expect(meanwhile).toMatchObject({ due_on: before.due_on, changes: [] })
  expect(meanwhile.proposal).toMatchObject({ agreed_by: ['苗秀禾'], awaited: [{ party_id: second }] })
  expect(await take('director', 'join_change', { ...yes, said_by: second })).toMatchObject({ code: 'last_to_agree' })
  expect((await take('director', 'agree_change', { ...yes, said_by: second })).status).toBe(200)
  const after = await owed(on)
  expect(after.due_on).not.toBe(before.due_on)
  expect(after.changes[0].agreed_says).toMatch(/苗秀禾同意.*苗得水同意/)
  const { rows } = await world.owner.query(
    "select content::text as text from papers where file_id = $1 and form = 'D-08c'",
    [on.file_id],
  )
  expect(rows[0].text).toMatch(/苗秀禾（.*苗得水（/)

  const other = await door.walkTo('change_to_two')
  const owing = other.obligations[1] ?? ''
  const proposal_id = (await owed(other)).proposal.id
  await door.take('applicant', 'join_change', other, { proposal_id, how: 'in_person' }, { part: owing })
  const no = { said_by: secondOf(other) }
  expect((await door.take('director', 'refuse_change', other, no, { part: owing })).status).toBe(200)
  expect(await owed(other)).toMatchObject({ proposal: null, changes: [] })
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
