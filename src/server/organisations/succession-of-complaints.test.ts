import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { changed, everything } from '#test/acts.ts'
import { administrator, faultsOf } from '#test/administrator.ts'
import { enter, speaker } from '#test/make.ts'
import { days, orphans } from '#test/nothing-orphaned.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { carryOnSuccessions } from './carry-on.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let admin: Awaited<ReturnType<typeof administrator>>
/** A justice office of another town: what the one that examines may be merged into. */
let other: { id: number; name: string }
beforeEach(async () => {
  setNow('2026-03-02T01:00:00.000Z')
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  admin = await administrator(world, app)
  const { rows } = await world.owner.query(
    "select id::int, name from units where kind = 'justice_office' and id <> $1 and until is null order by id limit 1",
    [door.crew.justice.unit_id],
  )
  other = rows[0]
})
afterAll(() => setNow(null))

const post = async (path: string, body: object) => {
  await admin.enterAgain()
  return admin.post(path, body)
}
const get = async (path: string) => {
  await admin.enterAgain()
  return admin.get(path)
}
const merge = (from: number, to: number) => post(`/units/${from}/succession`, { to_unit: to })
const examinerOf = async ({ file_id }: Walk) => {
  const { rows } = await world.owner.query(
    `select (c.facts->>'unit_id')::int as examines, f.responsible_unit::int as answers, c.status,
       (select array_agg(i.unit_id::int) from involvements i where i.file_id = f.id and (i.until is null or i.until >= $2::date)) as sees,
       (select array_agg(k.owes_unit::int) from clocks k where k.file_id = f.id and k.state = 'running') as owes
     from complaints c join files f on f.id = c.file_id where c.file_id = $1`,
    [file_id, dayIn(now())],
  )
  return rows[0]
}
const at = (unit: number, status: string) => ({
  ...{ examines: unit, answers: unit, sees: [unit], status },
  owes: status === 'received' || status === 'examining' ? [unit] : null,
})
const told = async ({ file_id }: Walk): Promise<string[]> =>
  (
    await world.owner.query("select wording from effects where file_id = $1 and wording like '%机构调整%'", [file_id])
  ).rows.map(({ wording }) => wording)
const hires = (person: string, unit: number, role: string) =>
  world.owner.query(`insert into posts (id, person_id, unit_id, role, from_on) values ($1, $2, $3, $4, '2026-01-05')`, [
    ...[randomUUID(), person, unit, role],
  ])
const sound = async (before: unknown[]) => {
  expect(await orphans(world, dayIn(now()))).toEqual([])
  expect(await days(world)).toEqual(before)
  expect(await checkInvariants(world)).toEqual([])
}
const ANSWER = { finding: 'partly', found: '听了录音，问了在场的人。', measures: ['criticised'] }

test('the unit that examines complaints is merged: each goes to the successor at every stage, no day moves, who complained is told', async () => {
  const { justice } = door.crew
  const received = await door.walkTo('complained')
  const examining = await door.walkTo('complaint_taken_up')
  const answered = await door.walkTo('complaint_taken_up')
  expect((await door.take('justice', 'answer_complaint', answered, ANSWER)).status).toBe(200)
  const withdrawn = await door.walkTo('complained')
  expect((await door.take('applicant', 'withdraw_complaint', withdrawn, {})).status).toBe(200)
  const all = [received, examining, answered, withdrawn]
  const before = await days(world)

  const tried = await get(`/units/${justice.unit_id}/work?to_unit=${other.id}`)
  expect(tried).toMatchObject({ faults: [], open_files: 2, ended_files: 2, duties: 2 })
  const done = await merge(justice.unit_id, other.id)
  expect(done.statusCode, done.body).toBe(200)
  await sound(before)
  const statuses = ['received', 'examining', 'answered', 'withdrawn']
  for (const [nth, status] of statuses.entries())
    expect(await examinerOf(all[nth] as Walk), status).toEqual(at(other.id, status))
  const shown = await get(`/successions/${done.json().id}`)
  expect(shown).toMatchObject({ total: 4, done: 4, finished_at: expect.any(String) })
  expect(shown.files.map((it: { short_code: string }) => it.short_code).sort()).toEqual(
    all.map((it) => it.short_code).sort(),
  )

  // Its people went along: the successor's own list shows them, and they go on with them.
  door.forget('justice')
  const desk = (await (await door.as('justice')).get('/api/complaints')).json() as { lines: { file_id: string }[] }
  expect(desk.lines.map((it) => it.file_id).sort()).toEqual(all.map((it) => it.file_id).sort())
  expect((await door.take('justice', 'answer_complaint', examining, ANSWER)).status).toBe(200)
  const mine = (await speaker(app, { link: received.link }).get('/api/my-complaint')).json() as { because: string }
  expect(mine).toMatchObject({ unit: { id: other.id }, clock: { rule: 'R-15' } })
  expect(mine.because).toContain(other.name)
  for (const walk of [received, examining]) {
    const words = await told(walk)
    expect(words).toHaveLength(1)
    expect(words[0]).toContain(other.name)
    expect(words[0]).toContain('期限不变')
    expect(words[0]).not.toMatch(/调解员|偏袒/)
  }
  expect([...(await told(answered)), ...(await told(withdrawn))]).toEqual([])
})

test('where the successor is complained of itself, another unit examines it, chosen anew by the same table', async () => {
  const { justice, peer } = door.crew
  const on = await door.walkTo('complaint_taken_up')
  const over = await door.walkTo('complaint_taken_up')
  expect((await door.take('justice', 'answer_complaint', over, ANSWER)).status).toBe(200)
  await hires(peer.person_id, other.id, 'justice_officer')
  const before = await days(world)
  expect((await merge(justice.unit_id, other.id)).statusCode).toBe(200)
  await sound(before)
  const anew = await examinerOf(on)
  expect([justice.unit_id, other.id]).not.toContain(anew.examines)
  expect(anew).toEqual(at(anew.examines, 'examining'))
  expect((await examinerOf(over)).examines).toBe(anew.examines)
  // The people of the unit that is no more work at the one complained of now: they read it no more.
  door.forget('justice')
  for (const walk of [on, over])
    expect((await (await door.as('justice')).get(`/api/complaints/${walk.file_id}`)).statusCode).toBe(404)
})

test('a unit that examines comes after the unit complained of: it does not examine itself', async () => {
  const { justice, peer } = door.crew
  const on = await door.walkTo('complained')
  // One of those who mediated works at the other office, which is merged into the one that examines.
  await hires(peer.person_id, other.id, 'justice_officer')
  expect(await examinerOf(on)).toEqual(at(justice.unit_id, 'received'))
  const before = await days(world)
  expect((await merge(other.id, justice.unit_id)).statusCode).toBe(200)
  await sound(before)
  const anew = await examinerOf(on)
  expect([justice.unit_id, other.id]).not.toContain(anew.examines)
  expect(anew).toEqual(at(anew.examines, 'received'))
})

test('where nobody could examine it any more the merger is refused before it begins', async () => {
  const { justice, peer } = door.crew
  await door.walkTo('complained')
  await hires(peer.person_id, other.id, 'justice_officer')
  await world.owner.query(
    `delete from sessions where post_id in (select o.id from posts o join units u on u.id = o.unit_id
       where u.kind in ('town_centre', 'county_centre', 'justice_bureau'))`,
  )
  await world.owner.query(
    `update posts set until = '2026-02-01' where role in ('town_intake', 'town_director', 'county_intake', 'county_dispatcher')
       or (role = 'justice_officer' and unit_id in (select id from units where kind = 'justice_bureau'))`,
  )
  const before = await everything(world)
  const refused = await merge(justice.unit_id, other.id)
  expect(refused.statusCode, refused.body).toBe(409)
  expect(faultsOf(refused).map((it) => it.says)).toEqual([expect.stringContaining('1 件意见')])
  expect(changed(before, await everything(world))).toEqual([])
  const tried = await get(`/units/${justice.unit_id}/work?to_unit=${other.id}`)
  expect(tried.faults).toEqual([expect.stringContaining('没有别的单位可以查')])
})

test('until it has gone over, the people of the successor do not read it, though they read the other files to come', async () => {
  const { justice, admin: by, peer } = door.crew
  const on = await door.walkTo('complained')
  const { rows } = await world.owner.query(
    "select p.sign_in_name from posts o join people p on p.id = o.person_id where o.unit_id = $1 and o.role = 'justice_officer' and p.id <> $2",
    [other.id, peer.person_id],
  )
  const cookie = await enter(world, rows[0].sign_in_name)
  const reads = async () => (await speaker(app, { cookie }).get(`/api/complaints/${on.file_id}`)).statusCode
  await world.owner.query(
    `insert into successions (id, kind, at, by_person, by_post, reason, from_unit, to_unit, total, test_time)
     values ($1, 'unit', $2, $3, $4, '机构调整', $5, $6, 1, true)`,
    [randomUUID(), now(), by.person_id, by.post_id, justice.unit_id, other.id],
  )
  expect(await reads()).toBe(404)
  await Promise.all([carryOnSuccessions(world, 0), carryOnSuccessions(world)])
  await carryOnSuccessions(world)
  expect(await reads()).toBe(200)
  const { rows: events } = await world.owner.query("select 1 from events where step = 'succeed_examiner'")
  expect(events).toHaveLength(1)
  expect(await checkInvariants(world)).toEqual([])
})

test('whoever examined it leaves, or the village gets a new code: the complaint is its unit’s and in no place, so nothing of it moves', async () => {
  const { justice, director } = door.crew
  const on = await door.walkTo('complaint_taken_up')
  const events = async () =>
    (await world.owner.query('select step from events where file_id = $1 order by seq', [on.file_id])).rows
  const [before, known] = [await days(world), await events()]
  await hires(door.crew.peer.person_id, justice.unit_id, 'justice_officer')
  const left = await post(`/people/${justice.person_id}/succession`, {
    ...{ unit_id: justice.unit_id, successor: null, leaves: true },
  })
  expect(left.statusCode, left.body).toBe(200)
  const recoded = await post(`/places/${director.place_code}/code`, {
    code: `${String(director.place_code).slice(0, 9)}777`,
  })
  expect(recoded.statusCode, recoded.body).toBe(200)
  await sound(before)
  expect(await events()).toEqual(known)
  expect(await examinerOf(on)).toEqual(at(justice.unit_id, 'examining'))
})
