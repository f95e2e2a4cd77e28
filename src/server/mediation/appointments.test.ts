import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { setRooms } from '#server/organisations/rooms.ts'
import { type Walks, walks } from '#test/walks.ts'
import { both, inDays, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { scanClocks } from '../clocks/scan.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let room: number
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  room = await roomOf(door.crew.town.unit_id, '第一调解室')
})
afterEach(() => setNow(null))

async function roomOf(unit: number, name: string): Promise<number> {
  await inScope(world.pool, nobody(dayIn(now())), (trx) => setRooms(trx, unit, [name], dayIn(now())))
  const { rows } = await world.owner.query('select id from rooms where unit_id = $1 and name = $2', [unit, name])
  return Number(rows[0].id)
}
const notice = (days: number, more: object = {}) => ({ at: inDays(days), place: '镇上', mode: 'joint', ...more })
const pageOf = async (who: Parameters<Walks['as']>[0], on: Walk) =>
  who === 'applicant' || who === 'respondent'
    ? (await (await door.as(who, on)).get('/api/my-dispute')).json()
    : (await (await door.as(who)).get(`/api/disputes/${on.file_id}`)).json()
const told = async (on: Walk): Promise<{ to_party: string; wording: string }[]> =>
  (
    await world.owner.query('select to_party, wording from effects where file_id = $1 order by event_seq, id', [
      on.file_id,
    ])
  ).rows
const clocksOf = async (on: Walk) =>
  (await world.owner.query('select * from clocks where file_id = $1 order by id', [on.file_id])).rows

test('a room is one meeting’s at a time: the second is refused, beside it or later it is free', async () => {
  const [one, other] = [await door.walkTo('assigned'), await door.walkTo('assigned')]
  const asked = notice(3, { room_id: room, minutes: 60 })
  expect((await door.take('peer', 'notify_session', one, asked)).status).toBe(200)
  const second = await door.take('peer', 'notify_session', other, asked)
  expect([second.status, second.code]).toEqual([409, 'room_taken'])
  // Its own meeting is no obstacle to moving it by half an hour.
  const moved = { ...asked, at: secondsAfter(asked.at, 1_800) }
  expect((await door.take('peer', 'notify_session', one, moved)).status).toBe(200)
  const after = { ...asked, at: secondsAfter(moved.at, 3_600) }
  expect((await door.take('peer', 'notify_session', other, after)).status).toBe(200)
  // Called off, the room is free again.
  expect((await door.take('peer', 'cancel_session', one, { because: '调解员病了。' })).status).toBe(200)
  expect((await door.take('peer', 'notify_session', other, moved)).status).toBe(200)
  expect(await checkInvariants(world)).toEqual([])
})

test('of two who take one room at once exactly one has it', async () => {
  const on = await Promise.all([1, 2, 3, 4].map(() => door.walkTo('assigned')))
  const asked = notice(9, { room_id: room })
  const became = await Promise.all(on.map((it) => door.take('peer', 'notify_session', it, asked)))
  expect(became.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
})

test('a room that has ended, of another town or of nobody cannot be taken', async () => {
  const on = await door.walkTo('assigned')
  const far = await roomOf(door.crew.far.unit_id, '那边的调解室')
  for (const id of [far, 999_999]) {
    const answer = await door.take('peer', 'notify_session', on, notice(3, { room_id: id }))
    expect([answer.status, answer.code]).toEqual([422, 'no_such_room'])
  }
  const gone = await roomOf(door.crew.director.unit_id, '旧调解室')
  await inScope(world.pool, nobody(dayIn(now())), (trx) => setRooms(trx, door.crew.director.unit_id, [], dayIn(now())))
  expect((await door.take('peer', 'notify_session', on, notice(3, { room_id: gone }))).code).toBe('no_such_room')
})

test('a mediator’s other meeting is told by its hours alone, whoever may see that file', async () => {
  const [one, other] = [await door.walkTo('assigned'), await door.walkTo('assigned')]
  const at = inDays(20)
  expect((await door.take('peer', 'notify_session', one, { ...notice(20), at })).status).toBe(200)
  const address = `/api/disputes/${other.file_id}/mediations/${other.ids.mediation}/meeting-choices?at=${encodeURIComponent(at)}`
  const asked = await (await door.as('peer')).get(address)
  const { busy, rooms } = asked.json()
  const { peer, director } = door.crew
  expect(busy).toHaveLength(2)
  for (const { person_id, name } of [peer, director]) expect(busy).toContainEqual({ person_id, name, at, minutes: 120 })
  expect(rooms).toMatchObject([{ id: room, taken: null }])
  expect(asked.body).not.toContain(one.file_id)
  // A warning, no wall: people may have agreed on it; it stands on the page until it is solved.
  expect((await door.take('peer', 'notify_session', other, { ...notice(20), at })).status).toBe(200)
  expect((await pageOf('director', other)).mediations[0].busy).toMatchObject([{ at, minutes: 120 }, {}])
})

test('both sides are reminded once, the day before, of a meeting told of earlier', async () => {
  const on = await door.walkTo('assigned')
  expect((await door.take('peer', 'notify_session', on, notice(4))).status).toBe(200)
  const before = (await told(on)).length
  await scanClocks(world)
  setNow(secondsAfter(now(), 2 * 86_400))
  await scanClocks(world)
  expect((await told(on)).length).toBe(before)
  setNow(secondsAfter(now(), 86_400))
  await scanClocks(world)
  await scanClocks(world)
  const reminded = (await told(on)).slice(before)
  expect(reminded.map(({ to_party }) => to_party).sort()).toEqual(both(on).sort())
  for (const { wording } of reminded) expect(wording).toMatch(/^提醒：.*见面，在镇上/)
  expect(await checkInvariants(world)).toEqual([])
})

test('one tap takes a meeting back: the other side learns that it is off, and not by whom or why', async () => {
  const on = await door.walkTo('notified')
  const before = await told(on)
  const body = { note: '要去县里看牙' }
  expect((await door.take('respondent', 'cannot_come', on, body)).status).toBe(200)
  const since = (await told(on)).slice(before.length)
  expect(since.map(({ to_party }) => to_party)).toEqual([on.applicant])
  const hers = await pageOf('applicant', on)
  expect(hers.mediations[0]).toMatchObject({ status: 'assigned', meeting: null, called_off: expect.any(String) })
  expect(JSON.stringify([hers, since])).not.toMatch(/看牙|邢大山.{0,8}来不了/)
  const office = await pageOf('director', on)
  expect(office.mediations[0].could_not_come).toMatchObject([{ note: body.note }])
  // And another time is arranged.
  expect((await door.take('peer', 'notify_session', on, notice(2))).status).toBe(200)
  expect((await pageOf('applicant', on)).mediations[0].called_off).toBeNull()
})

test('who did not come is written down and nothing else happens: no clock moves, nothing is shown to the other side', async () => {
  const on = await door.walkTo('notified')
  const early = await door.take('peer', 'record_no_show', on, { absent: [on.respondent], said: '' })
  expect(early.code).toBe('meeting_not_yet')
  setNow(secondsAfter(now(), 2 * 86_400))
  const [clocks, can] = [await clocksOf(on), (await pageOf('respondent', on)).mediations[0].can]
  const said = '电话里说忘了日子'
  expect((await door.take('peer', 'record_no_show', on, { absent: [on.respondent], said })).status).toBe(200)
  expect(await clocksOf(on)).toEqual(clocks)
  for (const who of ['applicant', 'respondent'] as const)
    expect(JSON.stringify(await pageOf(who, on))).not.toMatch(/没有来|忘了日子|no_show/)
  const left = (await pageOf('respondent', on)).mediations[0].can as string[]
  expect((can as string[]).filter((it) => it !== 'cannot_come' && !left.includes(it))).toEqual([])
  expect((await pageOf('director', on)).mediations[0].no_shows).toMatchObject([{ said }])
  const stranger = await door.take('peer', 'record_no_show', await door.walkTo('notified'), {
    absent: [randomUUID()],
    said: '',
  })
  expect(stranger.code).toBe('party_not_in_file')
})

test('a meeting of the coming days stands on the desk by itself, where nothing is owed; one in a month does not yet, nor one elsewhere', async () => {
  const [soon, late, called] = [
    await door.walkTo('assigned'),
    await door.walkTo('assigned'),
    await door.walkTo('assigned'),
  ]
  await door.take('peer', 'notify_session', soon, notice(3))
  await door.take('peer', 'notify_session', late, notice(30))
  await door.take('peer', 'notify_session', called, notice(3))
  await door.take('peer', 'cancel_session', called, { because: '调解员病了。' })
  // Nothing is owed on them, so that the meeting alone can bring a file to a desk.
  await world.owner.query('alter table clocks no force row level security')
  await world.owner.query(`update clocks set state = 'cancelled', settled_event = start_event where state = 'running'`)
  const deskOf = async (who: 'peer' | 'near'): Promise<{ file_id: string; appointment: { at: string } | null }[]> =>
    (await (await door.as(who)).get('/api/desk')).json().lines
  const lines = (await deskOf('peer')).filter((it) =>
    [soon, late, called].some(({ file_id }) => file_id === it.file_id),
  )
  expect(lines.map((it) => it.file_id)).toEqual([soon.file_id])
  expect(lines[0]?.appointment).toMatchObject({ place: '镇上' })
  expect((await deskOf('near')).map((it) => it.file_id)).not.toContain(soon.file_id)
})

test('a file with a meeting that passed and was forgotten stands on the desk by another of its meetings', async () => {
  const on = await door.walkTo('assigned')
  const done = async (
    ...[who, step, walk, body, options]: Parameters<Walks['take']>
  ): Promise<{ part: string; id: string }[]> => {
    const became = await door.take(who, step, walk, body, options)
    expect(became.status, became.body).toBe(200)
    return JSON.parse(became.body).parts
  }
  await done('director', 'notify_session', on, notice(1))
  // Two others of the same file, with a mediation of their own.
  const more: string[] = []
  for (const [side, name, reach] of [
    ['applicant', '苗得水', '10012340000'],
    ['respondent', '宋春生', '10055554444'],
  ] as const) {
    const known = new Set([...both(on), ...more])
    const parts = await done('director', 'name_party', on, { side, name, reach, reach_from: 'staff' })
    more.push(...parts.flatMap(({ part, id }) => (part === 'party' && !known.has(id) ? [id] : [])))
  }
  const first = on.ids.mediation
  const opened = await done('director', 'propose_mediation', on, { parties: more, matter: '水沟下段' })
  const second = opened.find(({ part, id }) => part === 'mediation' && id !== first)?.id ?? ''
  const its = (step: Parameters<Walks['take']>[1], body: object) => done('director', step, on, body, { part: second })
  for (const said_by of more) await its('agree_to_mediation', { said_by, how: 'spoken' })
  await its('accept_mediation', {})
  await its('assign_mediator', {
    mediators: [door.crew.director.person_id, door.crew.peer.person_id],
    chosen_by: 'committee',
  })
  await its('notify_session', notice(6))
  await world.owner.query('alter table clocks no force row level security')
  await world.owner.query(
    `update clocks set state = 'cancelled', settled_event = start_event where file_id = $1 and state = 'running'`,
    [on.file_id],
  )
  setNow(secondsAfter(now(), 3 * 86_400))
  const { rows } = await world.owner.query('select meets_at < $2 as passed from files where id = $1', [
    on.file_id,
    now(),
  ])
  expect(rows).toEqual([{ passed: true }])
  const { lines } = (await (await door.as('peer')).get('/api/desk')).json()
  expect(lines.map((it: { file_id: string }) => it.file_id)).toContain(on.file_id)
})
