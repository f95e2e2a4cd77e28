import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { changed, eventsOf, everything } from '#test/acts.ts'
import { speaker } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
const MONDAY = '2026-03-02T01:00:00.000Z'
const WEDNESDAY = '2026-03-04T01:00:00.000Z'
beforeEach(() => setNow(MONDAY))
afterEach(() => setNow(null))

const PHONE = '10033334444'
/** One told on Monday, another about the same matter on Wednesday; it is Wednesday now. */
async function twice(): Promise<[first: Walk, later: Walk]> {
  const first = await door.walkTo('registered', { your_name: '卜先来', reach: PHONE })
  setNow(WEDNESDAY)
  return [first, await door.walkTo('registered', { your_name: '后来香', reach: '10033335555' })]
}
const into = (on: Walk) => ({ file_id: on.file_id, short_code: on.short_code, because: '是同一条水沟。' })
const merge = (from: Walk, to: Walk, key?: string) => door.take('director', 'merge', from, into(to), key ? { key } : {})
const unmerge = (from: Walk, key?: string) =>
  door.take('director', 'unmerge', from, { because: '不是同一条水沟。' }, key ? { key } : {})
const mine = async (on: Walk) => (await speaker(app, { link: on.link }).get('/api/my-dispute')).json()
const clocksOf = async (on: Walk): Promise<string[]> => {
  const { rows } = await world.owner.query(
    'select rule, state, started_on::text, due_on::text from clocks where file_id = $1 order by id',
    [on.file_id],
  )
  return rows.map((row) => `${row.rule} ${row.state} ${row.started_on}`).sort()
}
const peopleOf = async (on: Walk): Promise<string[]> => {
  const { rows } = await world.owner.query('select name, status from parties where file_id = $1', [on.file_id])
  return rows.map((row) => `${row.name} ${row.status}`).sort()
}

test('each reporter keeps her code, the time she asked and her link, and has her own way into the other file', async () => {
  const [first, later] = await twice()
  const before = await mine(first)
  expect((await merge(first, later)).status).toBe(200)
  const after = await mine(first)
  expect(after).toMatchObject({
    code: before.code,
    short_code: first.short_code,
    received_at: MONDAY,
    said: before.said,
    stage: 'merged',
    merged_into: { short_code: later.short_code, link: expect.stringContaining('/my#') },
  })
  expect(JSON.stringify(after.papers.at(-1))).toContain(later.short_code)
  const there = await speaker(app, { link: after.merged_into.link.split('#')[1] }).get('/api/my-dispute')
  expect(there.json()).toMatchObject({ short_code: later.short_code, my_name: '卜先来', side: 'applicant' })
  // Who told it later is told nothing of the other, and nothing of hers changes.
  expect(await mine(later)).toMatchObject({
    short_code: later.short_code,
    merged_into: null,
    said: { your_name: '后来香' },
  })
  expect(await checkInvariants(world)).toEqual([])
})

test('the two are two events in one transaction, each on its own chain, and neither holds a phone', async () => {
  const [first, later] = await twice()
  await merge(first, later)
  const { rows } = await world.owner.query(
    'select file_id, seq, step, actor, input::text as input from events where file_id = any ($1) and seq > 1 order by step',
    [[first.file_id, later.file_id]],
  )
  const actor = { kind: 'staff', hat: 'clerk', person_id: door.crew.director.person_id }
  expect(rows).toMatchObject([
    { file_id: first.file_id, seq: 2, step: 'merge', actor },
    { file_id: later.file_id, seq: 2, step: 'take_in', actor },
  ])
  for (const row of rows) expect(row.input).not.toContain(PHONE)
  // Sealed anew, and open to those who handle the file.
  const page = (await (await door.as('director')).get(`/api/disputes/${later.file_id}`)).json()
  expect(page.parties.map((party: { reach: string }) => party.reach).sort()).toEqual([PHONE, '10033335555'])
  expect(page.dispute.merged_here).toEqual([{ file_id: first.file_id, short_code: first.short_code }])
})

test('the clocks of the file that takes in run from the earliest start; those of the other fall away', async () => {
  const [first, later] = await twice()
  expect(await clocksOf(later)).toEqual(['T-06 running 2026-03-04'])
  await merge(first, later)
  expect(await clocksOf(later)).toEqual(['T-06 cancelled 2026-03-04', 'T-06 running 2026-03-02'])
  expect(await clocksOf(first)).toEqual(['T-06 cancelled 2026-03-02'])
  // The other way round nothing becomes younger.
  setNow(MONDAY)
  const [older, younger] = await twice()
  await merge(younger, older)
  expect(await clocksOf(older)).toEqual(['T-06 running 2026-03-02'])
})

test('un-merged, each is its own matter again: its clock from the day it first ran, its people out of the other', async () => {
  const [first, later] = await twice()
  await merge(first, later)
  const way = (await mine(first)).merged_into.link.split('#')[1]
  expect(await peopleOf(later)).toEqual(['卜先来 present', '后来香 present'])
  expect((await unmerge(first)).status).toBe(200)
  expect(await peopleOf(later)).toEqual(['卜先来 left', '后来香 present'])
  expect(await clocksOf(first)).toEqual(['T-06 cancelled 2026-03-02', 'T-06 running 2026-03-02'])
  // The one that stays has its own day back: a merge that was wrong makes nobody late.
  expect(await clocksOf(later)).toEqual([
    'T-06 cancelled 2026-03-02',
    'T-06 cancelled 2026-03-04',
    'T-06 running 2026-03-04',
  ])
  const own = await mine(first)
  expect(own).toMatchObject({
    stage: 'registered',
    merged_into: null,
    short_code: first.short_code,
    received_at: MONDAY,
  })
  // From the next day on, what was her way into the other file opens nothing.
  setNow('2026-03-05T01:00:00.000Z')
  expect((await speaker(app, { link: way }).get('/api/my-dispute')).json()).toMatchObject({ code: 'link_over' })
  expect((await door.take('director', 'accept_here', first, {})).status).toBe(200)
  expect(await checkInvariants(world)).toEqual([])
})

test('merged again after it was un-merged, both stand as they are told', async () => {
  const [first, later] = await twice()
  for (let round = 0; round < 2; round += 1) {
    expect((await merge(first, later)).status).toBe(200)
    expect((await unmerge(first)).status).toBe(200)
  }
  expect((await merge(later, first)).status).toBe(200)
  expect(await peopleOf(first)).toEqual(['卜先来 present', '后来香 present'])
  expect(await checkInvariants(world)).toEqual([])
})

test('two merges at once in opposite directions never wait for each other: one is done, the other refused', async () => {
  for (let round = 0; round < 8; round += 1) {
    setNow(MONDAY)
    const [one, two] = await twice()
    const outcomes = await Promise.all([merge(one, two), merge(two, one), merge(one, two), merge(two, one)])
    const statuses = outcomes.map((outcome) => outcome.status).sort()
    expect(statuses, outcomes.map((outcome) => outcome.body).join()).toEqual([200, 409, 409, 409])
    expect((await eventsOf(world, one.file_id)) + (await eventsOf(world, two.file_id))).toBe(4)
  }
  expect(await checkInvariants(world)).toEqual([])
}, 60_000)

test('a merge and an un-merge repeated under their keys are answered as the first time, and done once', async () => {
  const [first, later] = await twice()
  const [key, back] = [randomUUID(), randomUUID()]
  const [one, two] = await Promise.all([merge(first, later, key), merge(first, later, key)])
  expect([one.status, two.status]).toEqual([200, 200])
  expect(one.body).toBe(two.body)
  const undone = await unmerge(first, back)
  expect(undone.status).toBe(200)
  expect((await merge(first, later, key)).body).toBe(one.body)
  expect((await unmerge(first, back)).body).toBe(undone.body)
  expect([await eventsOf(world, first.file_id), await eventsOf(world, later.file_id)]).toEqual([3, 3])
  const third = await door.walkTo('registered')
  expect(await merge(first, third, key)).toMatchObject({ status: 409, code: 'key_reused' })
  expect(await merge(third, later, key)).toMatchObject({ status: 409, code: 'key_reused' })
})

test('nothing is merged into itself, into what is over or was merged, into what cannot be seen or is not there', async () => {
  const [first, later] = await twice()
  const { rows } = await world.owner.query(
    `select place_code::float8 as code from units where kind = 'village_centre' and takes_requests
     and place_code / 1000000 <> $1::bigint / 1000000 order by 1 limit 1`,
    [door.crew.director.place_code],
  )
  const elsewhere = await door.walkTo('registered', { place_code: rows[0].code })
  const gone = await door.walkTo('withdrawn')
  const merged = await door.walkTo('merged')
  const before = await everything(world)
  expect(await merge(first, first)).toMatchObject({ status: 422, code: 'file_self' })
  expect(await merge(first, gone)).toMatchObject({ status: 409, code: 'wrong_state' })
  expect(await merge(first, merged)).toMatchObject({ status: 409, code: 'wrong_state' })
  expect(await merge(first, elsewhere)).toMatchObject({ status: 404, code: 'not_found' })
  expect(await merge(first, { ...later, file_id: randomUUID() })).toMatchObject({ status: 404, code: 'not_found' })
  expect(await unmerge(first)).toMatchObject({ status: 409, code: 'wrong_state' })
  expect(changed(before, await everything(world))).toEqual([])
})

test('what was merged into a file that is over meanwhile can still be taken out of it', async () => {
  const [first, later] = await twice()
  await merge(first, later)
  expect(
    (await door.take('director', 'refuse', later, { ground: 'no_dispute_between_parties', explanation: '是咨询。' }))
      .status,
  ).toBe(200)
  expect((await unmerge(first)).status).toBe(200)
  expect(await mine(first)).toMatchObject({ stage: 'registered' })
  expect(await checkInvariants(world)).toEqual([])
})

test('who is written down between the reading and the lock is not lost: the merge is refused, and taken when asked again', async () => {
  const [first, later] = await twice()
  const before = await peopleOf(later)
  const holder = await world.owner.connect()
  // Whoever waits for a row holds its place in the queue, or waits for that: one tuple lock each.
  const blocked = async (): Promise<number> =>
    (
      await world.owner.query(
        `select count(*)::int as n from pg_locks where locktype = 'tuple' and relation = 'files'::regclass
         and database = (select oid from pg_database where datname = current_database())`,
      )
    ).rows[0].n
  const waiting = (many: number) => expect.poll(blocked, { timeout: 5_000 }).toBe(many)
  await holder.query('begin')
  expect((await holder.query('select from files where id = $1 for no key update', [first.file_id])).rowCount).toBe(1)
  const late = door.take('director', 'name_party', first, { side: 'respondent', name: '晚到的邢家' })
  await waiting(1)
  // It has read who is there by now, and stands behind her in the queue for the lock.
  const merging = merge(first, later)
  await waiting(2)
  await holder.query('commit')
  holder.release()
  expect((await late).status).toBe(200)
  expect(await merging).toMatchObject({ status: 409, code: 'wrong_state' })
  expect([await peopleOf(first), await peopleOf(later)]).toEqual([['卜先来 present', '晚到的邢家 present'], before])
  expect((await merge(first, later)).status).toBe(200)
  expect(await peopleOf(later)).toEqual([...before, '卜先来 present', '晚到的邢家 present'].sort())
  expect(await checkInvariants(world)).toEqual([])
})

const partyIn = async (on: Walk, name: string) =>
  (
    await world.owner.query('select id, name, status, facts from parties where file_id = $1 and name = $2', [
      on.file_id,
      name,
    ])
  ).rows
const named = (
  step: 'name_agent' | 'name_guardian' | 'name_helper' | 'record_capacity' | 'end_agency',
  on: Walk,
  part: string,
  body: object,
) => door.take('director', step, on, body, { part })
const AGENT = {
  ...{ name: '毛律师', kind: 'lawyer', powers: ['settle', 'take_part'], paper_number: '12', paper_on: '2026-02-01' },
  reach: '10044445555',
}

test('whoever stands beside a party comes over with her, is reached there too, and comes back as she then is', async () => {
  const [first, later] = await twice()
  const own = first.applicant
  expect((await named('name_agent', first, own, AGENT)).status).toBe(200)
  expect((await named('record_capacity', first, own, { born: '2012-05-01' })).status).toBe(200)
  const guardian = { name: '卜母', relation: '母亲', paper: '户口簿', reach: '10066667777' }
  expect((await named('name_guardian', first, own, guardian)).status).toBe(200)
  const helper = { name: '任家叔', kind: 'reads_aloud', agreed_by: [own], how: 'spoken' }
  expect((await named('name_helper', first, own, helper)).status).toBe(200)

  expect((await merge(first, later)).status).toBe(200)
  const [there] = await partyIn(later, '卜先来')
  expect(there.facts).toMatchObject({
    agents: [{ name: '毛律师', powers: ['settle', 'take_part'], ended: null }],
    capacity: { born: '2012-05-01' },
    guardian: { name: '卜母', relation: '母亲' },
    // Who agreed is called here as she is called here.
    helpers: [{ name: '任家叔', agreed_by: [there.id] }],
  })
  const page = (await (await door.as('director')).get(`/api/disputes/${later.file_id}`)).json()
  const shown = page.parties.find((it: { id: string }) => it.id === there.id)
  expect([shown.agents[0].reach, shown.guardian.reach]).toEqual(['10044445555', '10066667777'])
  const { rows } = await world.owner.query('select input::text as input from events where file_id = $1', [
    later.file_id,
  ])
  for (const row of rows) expect(row.input).not.toMatch(/10044445555|10066667777/)

  // There she takes the authority back, and somebody else helps her.
  const gone = { agent_id: there.facts.agents[0].id, note: '不用了' }
  expect((await named('end_agency', later, there.id, gone)).status).toBe(200)
  const other = { name: '翟大嫂', kind: 'reads_aloud', agreed_by: [there.id], how: 'spoken' }
  expect((await named('name_helper', later, there.id, other)).status).toBe(200)
  expect((await unmerge(first)).status).toBe(200)
  const [back] = await partyIn(first, '卜先来')
  expect(back.facts).toMatchObject({
    agents: [{ name: '毛律师', ended: { note: '不用了' } }],
    guardian: { name: '卜母' },
    helpers: [
      { name: '任家叔', agreed_by: [own] },
      { name: '翟大嫂', agreed_by: [own] },
    ],
  })
  const again = (await (await door.as('director')).get(`/api/disputes/${first.file_id}`)).json()
  expect(again.parties[0].guardian.reach).toBe('10066667777')
  expect(await checkInvariants(world)).toEqual([])
})

test('nobody is merged to where her agent stands on the other side', async () => {
  const [first, later] = await twice()
  expect((await named('name_agent', first, first.applicant, AGENT)).status).toBe(200)
  const side = { side: 'respondent', name: '邢大山' }
  expect((await door.take('director', 'name_party', later, side)).status).toBe(200)
  const [other] = await partyIn(later, '邢大山')
  expect((await named('name_agent', later, other.id, { ...AGENT, reach: undefined })).status).toBe(200)
  expect(await merge(first, later)).toMatchObject({ status: 409, code: 'person_not_free' })
  expect(await door.take('director', 'name_party', later, { side: 'applicant', name: '毛律师' })).toMatchObject({
    code: 'person_not_free',
  })
  expect(await checkInvariants(world)).toEqual([])
})

const THREAT = { kind: 'violence', what: '扬言要动刀。', seen_at: WEDNESDAY, endangered: [], who: '' }
const TOLD = { received_by: '值班民警', how: 'phone' }

test('a danger nobody has answered for stands in the way; told to the police, it protects her where she goes, and goes with her', async () => {
  const [first, later] = await twice()
  const seen = { ...THREAT, endangered: [first.applicant] }
  expect((await door.take('director', 'report_danger', first, seen)).status).toBe(200)
  expect(await merge(first, later)).toMatchObject({ status: 409, code: 'danger_not_reported' })
  expect((await door.take('director', 'police_told', first, TOLD)).status).toBe(200)
  expect((await merge(first, later)).status).toBe(200)
  const page = async (on: Walk) => (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json()
  const there = await page(later)
  expect(there.dispute.dangers).toMatchObject([
    { what: '扬言要动刀。', who: '卜先来', told: { how: '打电话（110 或派出所）' } },
  ])
  // Everybody's way to be reached is read one by one now.
  expect(there.parties.map((it: { reach_open: boolean }) => it.reach_open)).toEqual([false, false])

  // What endangers her is seen there too.
  const [her] = await partyIn(later, '卜先来')
  const more = { ...THREAT, what: '又堵在门口。', endangered: [her.id] }
  expect((await door.take('director', 'report_danger', later, more)).status).toBe(200)
  expect(await unmerge(first)).toMatchObject({ status: 409, code: 'danger_not_reported' })
  expect((await door.take('director', 'police_told', later, TOLD)).status).toBe(200)
  expect((await unmerge(first)).status).toBe(200)
  expect((await page(first)).dispute.dangers).toMatchObject([
    { what: '扬言要动刀。', who: '卜先来' },
    { what: '又堵在门口。', who: '卜先来' },
  ])
  // What was reported there stays written down there; what came over went.
  expect((await page(later)).dispute.dangers).toMatchObject([{ what: '又堵在门口。' }])
  expect(await checkInvariants(world)).toEqual([])
})

test('the days a clock stood still are carried over a merge and back', async () => {
  const [first, later] = await twice()
  const stood = async (on: Walk) =>
    (
      await world.owner.query(
        "select due_on::text, paused_days from clocks where file_id = $1 and rule = 'T-06' and state in ('running', 'paused')",
        [on.file_id],
      )
    ).rows[0]
  expect((await door.take('director', 'ask_supplement', later, { missing: ['wish'] })).status).toBe(200)
  setNow('2026-03-06T01:00:00.000Z')
  expect(
    (await door.take('director', 'supply_supplement', later, { text: '要求修沟。', said_by: later.applicant })).status,
  ).toBe(200)
  expect(await stood(later)).toEqual({ due_on: '2026-03-11', paused_days: 2 })
  expect((await merge(first, later)).status).toBe(200)
  // From Monday now, and still with the two days it waited for her.
  expect(await stood(later)).toEqual({ due_on: '2026-03-09', paused_days: 2 })
  expect(await checkInvariants(world)).toEqual([])
  expect((await unmerge(first)).status).toBe(200)
  expect(await stood(later)).toEqual({ due_on: '2026-03-11', paused_days: 2 })
  // The other way round: whoever lends her day lends what it waited with it, and has it back.
  setNow(MONDAY)
  const [lender] = await twice()
  setNow(WEDNESDAY)
  expect((await door.take('director', 'ask_supplement', lender, { missing: ['wish'] })).status).toBe(200)
  setNow('2026-03-06T01:00:00.000Z')
  expect(
    (await door.take('director', 'supply_supplement', lender, { text: '补充。', said_by: lender.applicant })).status,
  ).toBe(200)
  expect(await stood(lender)).toEqual({ due_on: '2026-03-09', paused_days: 2 })
  const young = await door.walkTo('registered')
  expect((await merge(lender, young)).status).toBe(200)
  expect(await stood(young)).toEqual({ due_on: '2026-03-09', paused_days: 2 })
  expect((await unmerge(lender)).status).toBe(200)
  expect(await stood(young)).toEqual({ due_on: '2026-03-11', paused_days: 0 })
  expect(await stood(lender)).toEqual({ due_on: '2026-03-09', paused_days: 2 })
  expect(await checkInvariants(world)).toEqual([])
})
