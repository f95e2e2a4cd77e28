import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { enter, speaker } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import { begun, inDays, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let judge: string
const SIGN_IN = 'pei.siqi'
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  const { rows } = await world.owner.query('select id from people where sign_in_name = $1', [SIGN_IN])
  judge = rows[0].id
})
afterEach(() => setNow(null))

const bench = async () => speaker(app, { cookie: await enter(world, SIGN_IN) })
const herMeetings = async (on: Walk) =>
  (await (await bench()).get('/api/desk'))
    .json()
    .booked.filter((it: { mediation_id: string }) => it.mediation_id === on.ids.mediation)
const notice = (at: string, more: object = {}) => ({
  ...{ at, place: '石桥村村委会', mode: 'joint', minutes: 60, guests_agreed: true },
  guests: [{ name: '随便写的', as_what: 'judge', person_id: judge }],
  ...more,
})
const choicesAt = async (on: Walk, at: string) =>
  (
    await (
      await door.as('peer')
    ).get(`/api/disputes/${on.file_id}/mediations/${on.ids.mediation}/meeting-choices?at=${encodeURIComponent(at)}`)
  ).json()

test('a judge is booked by who she is: her desk says when, where, what kind and who mediates, and the file stays closed', async () => {
  const on = await door.walkTo('assigned')
  const at = inDays(30)
  expect((await choicesAt(on, at)).officials).toContainEqual({
    ...{ person_id: judge, name: '裴思齐', unit_name: '枫溪县人民法院', role_says: '法院诉调对接专员' },
    ...{ as_what: 'judge', taken: null },
  })
  expect((await door.take('peer', 'notify_session', on, notice(at))).status).toBe(200)
  const [meeting] = await herMeetings(on)
  const { peer, director } = door.crew
  expect(meeting).toEqual({
    ...{ mediation_id: on.ids.mediation, at, minutes: 60, place: '石桥村村委会', mode_says: '面对面' },
    ...{ as_what_says: '法官（指导调解）', on: true, in_name_of: expect.any(String), phone: expect.any(String) },
    matter_says: '还没有定类型的纠纷',
    mediators: expect.arrayContaining([peer.name, director.name]),
  })
  // What kind of matter it is, once it is known.
  await world.owner.query("update disputes set dispute_type = 'M02' where file_id = $1", [on.file_id])
  expect((await herMeetings(on))[0].matter_says).toBe('邻里纠纷')
  await world.owner.query('update disputes set dispute_type = null where file_id = $1', [on.file_id])
  const her = await bench()
  expect((await her.get(`/api/disputes/${on.file_id}`)).statusCode).toBe(404)
  const page = (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json()
  const names = page.parties.map(({ name }: { name: string }) => name)
  const seen = JSON.stringify((await her.get('/api/desk')).json())
  for (const hidden of [...names, page.file.short_code, on.file_id, page.dispute.what_happened])
    expect(seen).not.toContain(hidden)
  expect((await her.post('/api/find', { words: names[0] })).json().lines).toEqual([])
  // She stands in the notice under the name and office of her post, whatever was typed; nobody else is told of it on a desk.
  expect(page.mediations[0].meeting.guests).toEqual(['枫溪县人民法院 裴思齐（法官（指导调解））'])
  expect((await (await door.as('dispatcher')).get('/api/desk')).json().booked).toEqual([])
})

test('she has another meeting then: her hours are told, and she can be asked all the same', async () => {
  const [one, other] = [await door.walkTo('assigned'), await door.walkTo('assigned')]
  const at = inDays(31)
  expect((await door.take('peer', 'notify_session', one, notice(at))).status).toBe(200)
  const asked = await choicesAt(other, at)
  const hers = asked.officials.find((it: { person_id: string }) => it.person_id === judge)
  expect(hers.taken).toEqual({ at, minutes: 60 })
  expect(JSON.stringify(asked)).not.toContain(one.file_id)
  expect((await door.take('peer', 'notify_session', other, notice(at))).status).toBe(200)
  const page = (await (await door.as('director')).get(`/api/disputes/${other.file_id}`)).json()
  expect(page.mediations[0].busy).toContainEqual({ person_id: judge, name: '裴思齐', at, minutes: 60 })
})

test('moved, called off, or over with the mediation: what is off is on her desk as off until its time has passed', async () => {
  const on = await door.walkTo('assigned')
  const [first, second] = [inDays(32), inDays(33)]
  expect((await door.take('peer', 'notify_session', on, notice(first))).status).toBe(200)
  expect((await door.take('peer', 'notify_session', on, notice(second))).status).toBe(200)
  const times = async () => (await herMeetings(on)).map((it: { at: string; on: boolean }) => [it.at, it.on])
  expect(await times()).toEqual([
    [first, false],
    [second, true],
  ])
  // Where it would have been, what it is about and who mediates is nobody's who does not come: only whom to ask.
  expect((await herMeetings(on))[0]).toMatchObject({ place: '', matter_says: '', mediators: [], as_what_says: '' })
  expect((await herMeetings(on))[0].phone).not.toBe('')
  expect((await door.take('peer', 'cancel_session', on, { because: '改天再谈。' })).status).toBe(200)
  expect((await times())[1]).toEqual([second, false])
  expect((await door.take('peer', 'notify_session', on, notice(second))).status).toBe(200)
  expect((await times())[1]).toEqual([second, true])
  expect((await door.take('respondent', 'leave', on, {})).status).toBe(200)
  expect((await times())[1]).toEqual([second, false])
  setNow(secondsAfter(now(), 40 * 86_400))
  expect(await herMeetings(on)).toEqual([])
})

test('a session that was held and ended the same day is not said to be off', async () => {
  const on = await door.walkTo('assigned')
  const at = `${secondsAfter(now(), 600).slice(0, 16)}:00.000Z`
  expect((await door.take('peer', 'notify_session', on, notice(at))).status).toBe(200)
  setNow(secondsAfter(at, 60))
  expect((await door.take('peer', 'begin_session', on, begun(on))).status).toBe(200)
  // It is on while it lasts, and then it is history: nobody tells her in the evening that she need not have come.
  if (dayIn(now()) === dayIn(at)) expect(await herMeetings(on)).toMatchObject([{ at, on: true }])
  expect((await door.take('peer', 'end_mediation', on, { reason: 'too_far_apart' })).status).toBe(200)
  expect(await herMeetings(on)).toEqual([])
})

test('nobody is booked whose post has ended, or as what she is not; a name alone books nobody', async () => {
  const on = await door.walkTo('assigned')
  const at = inDays(34)
  const asked = (as_what: string, person_id = judge) => notice(at, { guests: [{ name: '裴', as_what, person_id }] })
  const says = async (body: object) => (await door.take('peer', 'notify_session', on, body)).code
  expect(await says(asked('expert'))).toBe('guest_not_in_office')
  expect(await says(asked('judge', door.crew.far.person_id))).toBe('guest_not_in_office')
  expect(await says(asked('judge', door.crew.director.person_id))).toBe('guest_mediates')
  await world.owner.query('update posts set until = $2 where person_id = $1', [judge, addDays(dayIn(now()), -1)])
  expect((await door.take('peer', 'notify_session', on, asked('judge'))).code).toBe('guest_not_in_office')
  await world.owner.query('update posts set until = null where person_id = $1', [judge])
  expect(await says(asked('judge'))).toBeNull()
  const guests = async () =>
    (await (await door.as('peer')).get(`/api/disputes/${on.file_id}`)).json().mediations[0].guests
  expect(await guests()).toMatchObject([{ name: '裴思齐', gone: false }])
  // She leaves her post before the day: whoever asked her sees it beside the meeting.
  await world.owner.query('update posts set until = $2 where person_id = $1', [judge, addDays(dayIn(now()), -1)])
  expect(await guests()).toMatchObject([{ name: '裴思齐', gone: true }])
  await world.owner.query('update posts set until = null where person_id = $1', [judge])
  const named = notice(at, { guests: [{ name: '县法院王庭长', as_what: 'judge' }] })
  expect((await door.take('peer', 'notify_session', on, named)).status).toBe(200)
  expect((await herMeetings(on)).filter((it: { on: boolean }) => it.on)).toEqual([])
  expect(await checkInvariants(world)).toEqual([])
})

test('who has several posts is offered as each thing she may come as; the door takes whom the list offers, and nobody else', async () => {
  const on = await door.walkTo('assigned')
  const at = inDays(35)
  const town = Math.floor(door.crew.director.place_code / 1_000_000)
  const post = (role: string, unit: string) =>
    world.owner.query(
      `insert into posts (id, person_id, unit_id, role, from_on)
       select gen_random_uuid(), $1, u.id, $2, '2026-01-05' from units u where ${unit} order by u.id limit 1`,
      [judge, role],
    )
  const comesAs = async () =>
    (await choicesAt(on, at)).officials
      .filter((it: { person_id: string }) => it.person_id === judge)
      .map((it: { as_what: string }) => it.as_what)
  const says = async (as_what: string) => {
    const guests = [{ name: '裴思齐', as_what, person_id: judge }]
    return (await door.take('peer', 'notify_session', on, notice(at, { guests }))).code
  }
  await post('expert', "u.kind = 'court'")
  expect(await comesAs()).toEqual(['judge', 'expert'])
  expect([await says('expert'), await says('judge')]).toEqual([null, null])
  // An office of another town has nothing to do with the matter.
  await post('police_officer', `u.kind = 'police_station' and u.place_code / 1000000 <> ${town}`)
  expect(await comesAs()).toEqual(['judge', 'expert'])
  expect(await says('office')).toBe('guest_not_in_office')
  await post('police_officer', `u.kind = 'police_station' and u.place_code / 1000000 = ${town}`)
  expect(await comesAs()).toEqual(['judge', 'office', 'expert'])
  expect(await says('office')).toBeNull()
  // What has been dissolved sends nobody.
  await world.owner.query("update units set until = '2026-01-06' where kind = 'court'")
  expect(await comesAs()).toEqual(['office'])
  expect(await says('judge')).toBe('guest_not_in_office')
  await world.owner.query("update units set until = null where kind = 'court'")
  await world.owner.query("delete from posts where person_id = $1 and role <> 'court_liaison'", [judge])
})
