import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { areaOf, officialText } from '#domain/organisations/places.ts'
import { now, setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { administrator, faultsOf } from '#test/administrator.ts'
import { speaker } from '#test/make.ts'
import { days, orphans } from '#test/nothing-orphaned.ts'
import { type Walks, walks } from '#test/walks.ts'
import { OTHER_SIDE, PARTIES, type Point, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { carryOnSuccessions } from './carry-on.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let admin: Awaited<ReturnType<typeof administrator>>
beforeEach(async () => {
  setNow('2026-03-02T01:00:00.000Z')
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  admin = await administrator(world, app)
})
afterAll(() => setNow(null))

/** One file at each point where somebody owes something, or did. */
const POINTS: readonly Point[] = [
  ...(['clue', 'registered', 'supplementing', 'checking_duplicates', 'merged', 'withdrawn', 'in_handling'] as const),
  ...(['held', 'coordinating', 'diverted', 'proposed_false', 'objected', 'returned_twice', 'passed_up'] as const),
  ...(['seeking_consent', 'all_agreed', 'assigned', 'in_session', 'suspended', 'refused', 'signing'] as const),
  ...(['in_effect', 'claimed', 'breached', 'performed', 'closed', 'rebounded', 'threatened'] as const),
]
async function everywhere(points: readonly Point[] = POINTS): Promise<Walk[]> {
  const on: Walk[] = []
  for (const point of points) on.push(await door.walkTo(point))
  return on
}
const today = () => dayIn(now())
const post = async (path: string, body: object, key?: string) => {
  await admin.enterAgain()
  return admin.post(path, body, key)
}
const get = async (path: string) => {
  await admin.enterAgain()
  return admin.get(path)
}
const rowOf = async ({ file_id }: Walk) =>
  (
    await world.owner.query('select responsible_unit::int, place_code::float8, code from files where id = $1', [
      file_id,
    ])
  ).rows[0]
const pageOf = async (who: Parameters<Walks['as']>[0], { file_id }: Walk) =>
  (await door.as(who)).get(`/api/disputes/${file_id}`)

test('a unit that is merged hands over everything at every stage, its people go along, and nothing is orphaned or younger', async () => {
  const files = await everywhere()
  const { director, near } = door.crew
  const before = await days(world)
  expect(await orphans(world, today())).toEqual([])

  const tried = await get(`/units/${director.unit_id}/work?to_unit=${near.unit_id}`)
  expect(tried).toMatchObject({ name: director.unit_name, faults: [] })
  expect(tried.open_files).toBeGreaterThan(15)
  expect(tried.ended_files).toBeGreaterThan(2)
  expect(tried.people.length).toBeGreaterThan(1)
  expect(await days(world)).toEqual(before)

  const key = randomUUID()
  const done = await post(`/units/${director.unit_id}/succession`, { to_unit: near.unit_id }, key)
  expect(done.statusCode, done.body).toBe(200)
  expect((await post(`/units/${director.unit_id}/succession`, { to_unit: near.unit_id }, key)).json()).toEqual(
    done.json(),
  )
  expect(await orphans(world, today())).toEqual([])
  expect(await days(world)).toEqual(before)
  expect(await checkInvariants(world)).toEqual([])

  const shown = await get(`/successions/${done.json().id}`)
  expect(shown).toMatchObject({
    kind: 'unit',
    done: shown.total,
    from_says: director.unit_name,
    to_says: near.unit_name,
  })
  expect(shown.finished_at).not.toBeNull()
  expect(shown.files).toHaveLength(shown.total)
  expect(shown.total).toBe(tried.open_files + tried.ended_files)

  // The successor acts on what is open and reads what is closed; whoever went along has to sign in anew, and acts for it.
  door.forget('director')
  const held = files[POINTS.indexOf('in_handling')] as Walk
  const closed = files[POINTS.indexOf('closed')] as Walk
  expect((await rowOf(held)).responsible_unit).toBe(near.unit_id)
  expect((await pageOf('near', held)).statusCode).toBe(200)
  expect((await pageOf('near', closed)).statusCode).toBe(200)
  expect(await door.take('near', 'take_on', held, {})).toMatchObject({ status: 200 })
  const { rows: posts } = await world.owner.query(
    'select unit_id::int from posts where person_id = $1 and until is null',
    [director.person_id],
  )
  expect(posts).toEqual([{ unit_id: near.unit_id }])
  // Those who asked are told who goes on, and that no day moved.
  const page = (await (await door.as('applicant', held)).get('/api/my-dispute')).json()
  expect(JSON.stringify(page)).toContain(near.unit_name)
  const { rows: told } = await world.owner.query(
    "select wording from effects where file_id = $1 and wording like '%接着办%'",
    [held.file_id],
  )
  expect(told).toHaveLength(1)

  // It has ended, and receives nothing new.
  const village = (await rowOf(held)).place_code
  const fresh = await speaker(app).get(`/api/places?parent=${village}`)
  expect(fresh.json().receiver.id).not.toBe(director.unit_id)
  const log = await get('/log')
  expect(log.lines[0]).toMatchObject({ change: 'succeed_unit', about: director.unit_name })
})

test('whoever leaves is succeeded in everything she holds and mediates; where the successor is a party, the unit chooses itself', async () => {
  const files = await everywhere()
  const { director, second } = door.crew
  const mine = await door.walkTo('in_handling')
  await door.take('director', 'take_on', mine, {})
  // Somebody of the name of the successor is a party here.
  const related = await door.walkTo('taken_down', {
    parties: [PARTIES[0], { ...OTHER_SIDE, name: second.name }],
  })
  const { parties } = (await pageOf('director', related)).json() as { parties: { id: string; side: string }[] }
  related.applicant = parties.find((it) => it.side === 'applicant')?.id ?? ''
  related.respondent = parties.find((it) => it.side === 'respondent')?.id ?? ''
  for (const [step, body] of [
    ['accept_here', {}],
    ['propose_mediation', { parties: [related.applicant, related.respondent], matter: '水沟' }],
  ] as const)
    await door.move(related, { step, by: 'director', body: () => body })
  for (const party of [related.applicant, related.respondent])
    await door.move(related, {
      step: 'agree_to_mediation',
      by: 'director',
      body: () => ({ said_by: party, how: 'spoken' }),
    })
  await door.move(related, { step: 'accept_mediation', by: 'director' })
  await door.move(related, {
    step: 'assign_mediator',
    by: 'director',
    body: () => ({ mediators: [director.person_id], chosen_by: 'committee' }),
  })

  const before = await days(world)
  // Nobody is let go with something in her hands.
  const refused = await post(`/people/${director.person_id}/end`, {})
  expect(refused.statusCode).toBe(409)
  expect(faultsOf(refused)[0]?.says).toContain('交接')
  const ask = `/people/${director.person_id}/work?unit_id=${director.unit_id}`
  const tried = await get(`${ask}&successor=${second.person_id}`)
  expect(tried.to_choose.map((it: { short_code: string }) => it.short_code)).toEqual([related.short_code])
  expect(tried.mediations).toBeGreaterThan(3)
  expect(tried.duties).toBeGreaterThan(0)
  expect(JSON.stringify(tried)).not.toContain('水沟')

  const body = { unit_id: director.unit_id, successor: second.person_id, leaves: true }
  const stranger = await post(`/people/${director.person_id}/succession`, {
    ...body,
    successor: door.crew.near.person_id,
  })
  expect(faultsOf(stranger)).toMatchObject([{ path: 'successor' }])
  const done = await post(`/people/${director.person_id}/succession`, body)
  expect(done.statusCode, done.body).toBe(200)
  expect(await orphans(world, today())).toEqual([])
  expect(await days(world)).toEqual(before)
  expect(await checkInvariants(world)).toEqual([])

  const shown = await get(`/successions/${done.json().id}`)
  expect(shown.files.filter((it: { to_choose: boolean }) => it.to_choose)).toMatchObject([
    { short_code: related.short_code },
  ])
  expect(shown).toMatchObject({ total: shown.files.length, finished_at: expect.any(String) })
  const session = files[POINTS.indexOf('in_session')] as Walk
  const page = (await pageOf('second', session)).json()
  expect(page.mediations[0].mediators.map((it: { name: string }) => it.name)).toContain(second.name)
  expect((await pageOf('second', mine)).json().tasks[0].held_by).toMatchObject({ person_id: second.person_id })
  const { rows } = await world.owner.query(
    "select wording from effects where file_id = $1 and wording like '%不再调解%'",
    [session.file_id],
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(rows[0].wording).toContain(second.name)
  expect(rows[0].wording).toContain('可以要求换人')
  // The unit chooses in the one that could not go on by itself.
  expect(
    await door.take('second', 'replace_mediator', related, {
      mediators: [door.crew.peer.person_id],
      chosen_by: 'committee',
      because: '原调解员离岗',
    }),
  ).toMatchObject({ status: 200 })
  expect((await get(`/people?words=${director.sign_in_name}&state=left`)).lines[0]).toMatchObject({ state: 'left' })
})

test('without a successor everything goes back to the unit', async () => {
  await everywhere(['held', 'assigned', 'in_session'])
  const { second, director, peer } = door.crew
  const before = await days(world)
  for (const person of [second, director])
    expect(
      (await post(`/people/${person.person_id}/succession`, { unit_id: person.unit_id, successor: null })).statusCode,
    ).toBe(200)
  expect(await orphans(world, today())).toEqual([])
  expect(await days(world)).toEqual(before)
  const { rows } = await world.owner.query("select facts->'mediators' as mediators from mediations order by id")
  for (const { mediators } of rows)
    expect(
      mediators.map((it: { person_id: string }) => it.person_id).filter((id: string) => id !== peer.person_id),
    ).toEqual([])
  expect(await checkInvariants(world)).toEqual([])
})

test('a village gets a new code: its files keep theirs, lists by area hold, and both codes find it', async () => {
  const files = await everywhere(['registered', 'in_handling', 'in_session', 'in_effect', 'closed', 'objected'])
  const { director, town, far } = door.crew
  const [old, before] = [director.place_code, await days(world)]
  const codes = await Promise.all(files.map(async (file) => (await rowOf(file)).code))
  const text = `${String(far.place_code).slice(0, 9)}777`
  expect((await get(`/places/${old}/work?code=${text.slice(0, 9)}`)).faults).toHaveLength(1)
  const tried = await get(`/places/${old}/work?code=${text}`)
  expect(tried).toMatchObject({ faults: [], former: [] })
  expect(tried.files).toBeGreaterThanOrEqual(5)

  const done = await post(`/places/${old}/code`, { code: text })
  expect(done.statusCode, done.body).toBe(200)
  expect(await orphans(world, today())).toEqual([])
  expect(await days(world)).toEqual(before)
  expect(await checkInvariants(world)).toEqual([])
  expect(await Promise.all(files.map(async (file) => (await rowOf(file)).code))).toEqual(codes)

  const fresh = Number(`${text}000`)
  const { lo, hi } = areaOf(fresh)
  for (const file of files.slice(0, 5)) {
    const { place_code } = await rowOf(file)
    expect(place_code >= lo && place_code <= hi, file.short_code).toBe(true)
  }
  // Its own people see them still, the town it came to sees them now, the town it left does not.
  door.forget('director')
  const list = async (who: 'director' | 'town' | 'far', place = '') =>
    (await (await door.as(who)).get(`/api/disputes?scope=area${place && `&place=${place}`}`)).json().lines?.length ?? 0
  expect(await list('director')).toBeGreaterThanOrEqual(5)
  expect(await list('far')).toBeGreaterThanOrEqual(5)
  expect(await list('far', String(old))).toBe(await list('far', String(fresh)))
  expect(await list('town', String(old))).toBe(0)
  expect(town.place_code).not.toBe(far.place_code)
  for (const words of [officialText(old), text])
    expect((await get(`/places?words=${words}`)).lines[0]).toMatchObject({ code: fresh, former: [officialText(old)] })
  // Somebody with an old poster files with the village where it is now.
  const filed = await speaker(app).post('/api/disputes/steps/register', {
    your_name: '苗秀禾',
    reach: '10012345678',
    other_side: '隔壁',
    place_code: old,
    where_text: '村口',
    what_happened: '水沟又被占了。',
    wish: '让出来。',
  })
  expect(filed.statusCode, filed.body).toBe(201)
  expect(await rowOf(filed.json())).toMatchObject({ place_code: fresh, responsible_unit: director.unit_id })
})

test('what is wrong is told before anything is changed', async () => {
  const { director, near, town, second } = door.crew
  const faults = async (path: string, body: object) => faultsOf(await post(path, body)).map((it) => it.says)
  const unit = `/units/${director.unit_id}/succession`
  expect(await faults(unit, { to_unit: director.unit_id })).toEqual([expect.stringContaining('它自己')])
  expect(await faults(unit, { to_unit: town.unit_id })).toEqual([expect.stringMatching(/职责不同|一级/)])
  expect(await faults(unit, { to_unit: 999_999 })).toEqual([expect.stringContaining('没有这个单位')])
  const place = `/places/${director.place_code}/code`
  expect(await faults(place, { code: '12' })).toEqual([expect.stringContaining('不是区划代码')])
  expect(await faults(place, { code: officialText(near.place_code) })).toEqual([expect.stringContaining('已经用过')])
  expect(await faults(place, { code: '110101001001' })).toEqual([expect.stringContaining('不在本县')])
  const person = `/people/${second.person_id}/succession`
  expect(await faults(person, { unit_id: near.unit_id, successor: null })).toEqual([
    expect.stringContaining('不用交接'),
  ])
  expect(await faults(person, { unit_id: second.unit_id, successor: second.person_id })).toEqual([
    expect.stringContaining('另选一位'),
  ])
  const { rows } = await world.owner.query('select count(*)::int as n from successions')
  expect(rows).toEqual([{ n: 0 }])
})

test('while it goes on both see the files; cut off anywhere, it is taken up again, and done twice it is done once', async () => {
  const files = await everywhere(['in_handling', 'in_session', 'closed'])
  const { director, near, admin: by } = door.crew
  const before = await days(world)
  const id = randomUUID()
  const first = files[0] as Walk
  expect((await pageOf('near', first)).statusCode).toBe(404)
  await world.owner.query(
    `insert into successions (id, kind, at, by_person, by_post, reason, from_unit, to_unit, total, test_time)
     values ($1, 'unit', $2, $3, $4, '机构调整', $5, $6, 3, true)`,
    [id, now(), by.person_id, by.post_id, director.unit_id, near.unit_id],
  )
  // Begun and not carried out: the old unit answers and acts, the successor reads already and cannot act yet.
  expect((await pageOf('near', first)).statusCode).toBe(200)
  expect(await door.take('near', 'take_on', first, {})).toMatchObject({ status: 403 })
  expect((await pageOf('director', first)).statusCode).toBe(200)
  await Promise.all([carryOnSuccessions(world, 0), carryOnSuccessions(world)])
  await carryOnSuccessions(world)
  const { rows } = await world.owner.query(
    "select file_id, count(*)::int as n from events where step = 'succeed_unit' group by 1",
  )
  expect(rows.map(({ n }) => n)).toEqual([1, 1, 1])
  expect(await days(world)).toEqual(before)
  expect(await checkInvariants(world)).toEqual([])
})
