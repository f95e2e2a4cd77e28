import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { inScope } from '#server/db/scope.ts'
import { CUT_DOWN_CASES, TODAY, type Who, YESTERDAY } from '#test/cut-down-cases.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { scopeFor } from '#test/small-county.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { DESK } from './list-desk.ts'
import { namedLines, type Staff } from './list-line.ts'

type Line = { file_id: string; new: boolean; clock: { rule: string; owed_by: string; due_on: string } | null }
let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
  // The tests write what no step writes yet, as the owner.
  for (const table of ['clocks', 'files', 'involvements'])
    await world.owner.query(`alter table ${table} no force row level security`)
})
afterEach(() => setNow(null))

const as = async (who: { sign_in_name: string }) => speaker(app, { cookie: await enter(world, who.sign_in_name) })
const file = async (place = people.village.place_code): Promise<{ file_id: string; link: string }> =>
  (await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: place })).json()
const desk = async (who: { sign_in_name: string }): Promise<{ lines: Line[]; more: boolean }> =>
  (await (await as(who)).get('/api/desk')).json()
const lineOf = async (who: { sign_in_name: string }, fileId: string): Promise<Line | undefined> =>
  (await desk(who)).lines.find((line) => line.file_id === fileId)

/** One more clock on a file, like its first but for what is said. */
const owe = (fileId: string, to: { unit: number; due: string }) =>
  world.owner.query(
    `insert into clocks select (jsonb_populate_record(c, jsonb_build_object(
       'id', gen_random_uuid(), 'rule', 'T-85', 'due_on', $2::text, 'owes_unit', $3::bigint))).* from clocks c where c.file_id = $1 limit 1`,
    [fileId, to.due, to.unit],
  )
const idOf = async (who: { sign_in_name: string }): Promise<string> =>
  (await world.owner.query('select id from people where sign_in_name = $1', [who.sign_in_name])).rows[0].id

/** A unit or a person is in a file, as this, until then. */
const involve = (
  fileId: string,
  who: { unit?: number; person?: string },
  asWhat: string,
  until: string | null = null,
) =>
  world.owner.query(
    `insert into involvements (id, file_id, unit_id, person_id, as_what, until, received_at)
     select gen_random_uuid(), id, $2, $3, $4, $5, received_at from files where id = $1`,
    [fileId, who.unit ?? null, who.person ?? null, asWhat, until],
  )

/** People of a file were told of a meeting at `at`; the file knows of the first. */
async function meet(fileId: string, at: string): Promise<void> {
  await world.owner.query(
    `insert into mediations (id, file_id, status, version, facts)
     values (gen_random_uuid(), $1, 'notified', 1, jsonb_build_object('meeting', jsonb_build_object('at', $2::text, 'place', '村委会')))`,
    [fileId, at],
  )
  await world.owner.query('update files set meets_at = least(meets_at, $2) where id = $1', [fileId, at])
}
const nothingOwed = (fileIds: readonly string[]) =>
  world.owner.query(`update clocks set state = 'cancelled', settled_event = start_event where file_id = any ($1)`, [
    fileIds,
  ])

test('one line a file, led by the duty that presses most; the most pressing files first', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const [one, two] = [await file(), await file()]
  await owe(two.file_id, { unit: people.village.unit_id, due: '2026-02-20' })
  const { lines } = await desk(people.village)
  expect(lines.map((line) => line.file_id)).toEqual([two.file_id, one.file_id])
  expect(lines[0]?.clock).toMatchObject({ rule: 'T-85', due_on: '2026-02-20' })
  expect(lines[1]?.clock).toMatchObject({ rule: 'T-06' })
})

test('what is urgent stands before everything else, also before an enterprise whose day by the green lane is over', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const { place_code } = people.village
  const firm = { side: 'applicant', kind: 'organisation', is_enterprise: true, name: '清泉小额贷款有限公司' }
  const filed = await (await as(people.village)).post('/api/disputes/steps/take_down', {
    channel: 'CH15',
    place_code,
    what_happened: '借款到期没有还。',
    wish: '还不知道',
    parties: [firm, { side: 'respondent', name: '荀大禾' }],
  })
  const lane = filed.json()
  expect(lane.next).toMatchObject({ rule: 'T-06e', due_on: '2026-03-03', nature: 'local' })
  expect(lane.paper.content.blocks).toContainEqual(expect.objectContaining({ label: '涉企绿色通道' }))
  const threatened = await file()
  // Nothing else is owed sooner than the firm's, which is late.
  setNow('2026-03-05T01:00:00.000Z')
  const told = await (await as(people.village)).post(`/api/disputes/${threatened.file_id}/steps/report_danger`, {
    kind: 'violence',
    what: '扬言要动刀。',
    seen_at: '2026-03-05T00:59:00.000Z',
    who: '来的人',
  })
  expect(told.statusCode, told.body).toBe(200)
  const ids = (await desk(people.village)).lines.map((line) => line.file_id)
  expect(ids[0]).toBe(threatened.file_id)
  expect(ids.indexOf(lane.file_id)).toBeGreaterThan(0)
  const found = await (await as(people.village)).get('/api/disputes?scope=mine&enterprise=1')
  expect(found.json().lines).toMatchObject([{ file_id: lane.file_id, enterprise: true }])
  const worded = await (await as(people.village)).get(`/api/disputes?enterprise=1&text=${encodeURIComponent('借款')}`)
  expect(worded.json().lines.map((line: Line) => line.file_id)).toEqual([lane.file_id])
})

test('the clock on the desk is mine, also where another on that file is due sooner', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const { file_id } = await file()
  await owe(file_id, { unit: people.county.unit_id, due: '2026-02-01' })
  expect((await lineOf(people.village, file_id))?.clock).toMatchObject({ rule: 'T-06' })
  expect((await lineOf(people.county, file_id))?.clock).toMatchObject({ rule: 'T-85', due_on: '2026-02-01' })
})

test('owing belongs to a unit until someone takes it: then it is on her desk, by her name, and on nobody else’s', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const { file_id } = await file()
  expect(await lineOf(people.village, file_id)).toBeDefined()
  const person = await idOf(people.village)
  await world.owner.query("update clocks set owes_kind = 'person', owes_person = $2 where file_id = $1", [
    file_id,
    person,
  ])
  expect((await lineOf(people.village, file_id))?.clock).toMatchObject({ rule: 'T-06' })
  const { rows } = await world.owner.query<{ sign_in_name: string }>(
    `select p.sign_in_name from posts o join people p on p.id = o.person_id where o.unit_id = $1 and p.id <> $2 limit 1`,
    [people.village.unit_id, person],
  )
  const colleague = rows[0]
  if (!colleague) throw new Error('nobody else works there')
  // Filed by a citizen a moment ago: for the colleague it is news until she has looked, and then it is gone.
  expect((await lineOf(colleague, file_id))?.clock ?? null).toBeNull()
  await (await as(colleague)).get(`/api/disputes/${file_id}`)
  expect(await lineOf(colleague, file_id)).toBeUndefined()
})

test('what a party did is news to my unit until I have looked; what an office did is not', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const { file_id } = await file()
  const clerk = await as(people.village)
  await clerk.post(`/api/disputes/${file_id}/steps/withdraw`, {
    said_by: (await clerk.get(`/api/disputes/${file_id}`)).json().parties[0].id,
  })
  expect(await lineOf(people.village, file_id)).toBeUndefined()
  const other = await file()
  setNow('2026-03-02T01:02:00.000Z')
  await clerk.get(`/api/disputes/${other.file_id}`)
  setNow('2026-03-02T01:03:00.000Z')
  await speaker(app, { link: other.link.split('#')[1] ?? '' }).post(`/api/disputes/${other.file_id}/steps/withdraw`, {})
  expect(await lineOf(people.village, other.file_id)).toMatchObject({ new: true, clock: null })
  setNow('2026-03-02T01:04:00.000Z')
  await clerk.get(`/api/disputes/${other.file_id}`)
  expect(await lineOf(people.village, other.file_id)).toBeUndefined()
  // Nobody looked at this one for a month: it is history.
  const third = await file()
  await speaker(app, { link: third.link.split('#')[1] ?? '' }).post(`/api/disputes/${third.file_id}/steps/withdraw`, {})
  expect(await lineOf(people.village, third.file_id)).toBeDefined()
  setNow('2026-04-10T04:00:00.000Z')
  expect(await lineOf(people.village, third.file_id)).toBeUndefined()
})

test('what a party did is news also where something is owed, until I have looked', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const { file_id } = await file()
  setNow('2026-03-07T01:00:00.000Z')
  expect(await lineOf(people.village, file_id)).toMatchObject({ new: true, clock: { rule: 'T-06' } })
  await (await as(people.village)).get(`/api/disputes/${file_id}`)
  expect(await lineOf(people.village, file_id)).toMatchObject({ new: false, clock: { rule: 'T-06' } })
})

test('the soonest meeting stands first, of my unit, of a file I am in alone, or after another that was forgotten; at one instant by the file', async () => {
  setNow('2026-03-10T01:00:00.000Z')
  const made = [await file(), await file(people.stranger.place_code), await file()]
  const [again, alone, units] = made.map((it) => it.file_id) as [string, string, string]
  const all = [again, alone, units]
  await nothingOwed(all)
  await involve(alone, { person: await idOf(people.village) }, 'mediating')
  const inOrder = async () =>
    (await desk(people.village)).lines.flatMap((it) => (all.includes(it.file_id) ? [it.file_id] : []))
  await meet(again, '2026-03-08T01:00:00.000Z')
  await meet(again, '2026-03-12T01:00:00.000Z')
  await meet(units, '2026-03-11T01:00:00.000Z')
  await meet(alone, '2026-03-13T01:00:00.000Z')
  expect(await inOrder()).toEqual([units, again, alone])
  await meet(alone, '2026-03-11T00:00:00.000Z')
  expect(await inOrder()).toEqual([alone, units, again])
  await meet(again, '2026-03-10T23:00:00.000Z')
  expect(await inOrder()).toEqual([again, alone, units])
  for (const id of [units, alone, again]) await meet(id, '2026-03-10T05:00:00.000Z')
  expect(await inOrder()).toEqual([...all].sort())
})

test('a file is marked new when another’s hand moved it since I looked, and to who never looked for three days', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const { file_id } = await file()
  const clerk = await as(people.village)
  const isNew = async (who: { sign_in_name: string }) => {
    const { lines } = (await (await as(who)).get('/api/disputes?scope=area')).json()
    return lines.find((line: Line) => line.file_id === file_id).new
  }
  expect(await isNew(people.village)).toBe(true)
  await clerk.get(`/api/disputes/${file_id}`)
  expect(await isNew(people.village)).toBe(false)
  expect(await isNew(people.county)).toBe(true)
  // Her own step is no news to her, looked or not; to the county it is.
  setNow('2026-03-04T01:00:00.000Z')
  expect((await (await as(people.village)).post(`/api/disputes/${file_id}/steps/accept_here`, {})).statusCode).toBe(200)
  expect(await isNew(people.village)).toBe(false)
  setNow('2026-03-07T01:00:00.000Z')
  expect(await isNew(people.county)).toBe(true)
  // Whoever never opened it is not told of last week; whoever did is told of what came after, however late she comes.
  setNow('2026-03-08T01:00:00.000Z')
  expect(await isNew(people.county)).toBe(false)
  await (await as(people.county)).get(`/api/disputes/${file_id}`)
  setNow('2026-03-09T01:00:00.000Z')
  const { parties } = (await (await as(people.village)).get(`/api/disputes/${file_id}`)).json()
  await (await as(people.village)).post(`/api/disputes/${file_id}/steps/withdraw`, { said_by: parties[0].id })
  setNow('2026-03-20T01:00:00.000Z')
  expect(await isNew(people.county)).toBe(true)
})

test('a limit that is the parties’ own stands behind what an office owes, though it ends sooner', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const { file_id } = await file()
  await world.owner.query(
    `insert into clocks select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'rule', 'T-33',
      'due_on', '2026-02-01', 'owes_kind', 'party', 'owes_unit', null,
      'owes_party', (select id from parties p where p.file_id = $1 limit 1)))).* from clocks c where c.file_id = $1`,
    [file_id],
  )
  const { lines } = (await (await as(people.village)).get('/api/disputes?scope=area')).json()
  expect(lines.find((line: Line) => line.file_id === file_id).clock).toMatchObject({ rule: 'T-06' })
})

test('a person who is in a file by name reads its news, and its people plainly', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const { file_id } = await file()
  expect(await lineOf(people.stranger, file_id)).toBeUndefined()
  await world.owner.query(
    `insert into involvements (id, file_id, person_id, as_what, received_at)
     select gen_random_uuid(), id, $2, 'handling', received_at from files where id = $1`,
    [file_id, await idOf(people.stranger)],
  )
  expect(await lineOf(people.stranger, file_id)).toMatchObject({ applicant: request.your_name, new: true })
})

test('a desk with more than it shows says so, and shows what presses most', async () => {
  setNow('2026-07-01T01:00:00.000Z')
  const place = people.stranger.place_code
  const late = await file(place)
  await world.owner.query(
    `insert into clocks select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* from clocks c where c.file_id = $1`,
    [late.file_id],
  )
  for (let n = 0; n < DESK; n += 1) await file(place)
  await world.owner.query("update clocks set due_on = '2026-01-01' where file_id = $1", [late.file_id])
  const { lines, more } = await desk(people.stranger)
  expect(lines).toHaveLength(DESK)
  expect(more).toBe(true)
  expect(lines[0]?.file_id).toBe(late.file_id)
  expect(new Set(lines.map((line) => line.file_id)).size).toBe(DESK)
  expect((await desk(people.village)).more).toBe(false)
})

test('a danger reported marks the line, calmly once the police know; a party’s own page knows nothing of it', async () => {
  setNow('2026-03-02T03:00:00.000Z')
  const { file_id, link } = await file()
  const officer = await as(people.village)
  const dangerOf = async (): Promise<unknown> => {
    const { lines } = (await officer.get('/api/disputes?scope=area')).json()
    return lines.find((line: Line) => line.file_id === file_id).danger
  }
  expect(await dangerOf()).toBeNull()
  const seen = { kind: 'crime', seen_at: '2026-03-02T02:50:00.000Z', what: '说要砸店。', endangered: [], who: '' }
  const told = { received_by: '鹿渡派出所 值班民警', how: 'phone', note: '' }
  const act = async (step: string, body: object) => {
    const answer = await officer.post(`/api/disputes/${file_id}/steps/${step}`, body)
    expect(answer.statusCode, answer.body).toBe(200)
  }
  await act('report_danger', seen)
  expect(await dangerOf()).toBe('open')
  await act('police_told', told)
  expect(await dangerOf()).toBe('answered')
  // Of several, one that waits is enough.
  await act('report_danger', seen)
  expect(await dangerOf()).toBe('open')
  const page = (await officer.get(`/api/disputes/${file_id}`)).json()
  for (const step of ['report_danger', 'police_told'])
    expect(page.story.find((it: { step: string }) => it.step === step).law).toEqual(['人民调解法 第二十五条'])
  const mine = await speaker(app, { link: link.split('#')[1] ?? '' }).get('/api/my-dispute')
  expect(mine.statusCode).toBe(200)
  expect(mine.body).not.toContain('danger')
})

test('to what a file comes down in a list for whoever is beside it, the database says as the domain does', async () => {
  setNow(`${TODAY}T01:00:00.000Z`)
  const { file_id } = await file()
  const { stranger, town, county, village } = people
  const person = await idOf(stranger)
  const units = { my_unit: stranger.unit_id, giving_way: town.unit_id, others: county.unit_id }
  const unitsOf = (who: Who): number[] => (who === 'me' ? [] : [units[who]])
  for (const { says, role, involved, units: hers = ['my_unit' as const], here = false, comes_to } of CUT_DOWN_CASES) {
    await world.owner.query('delete from involvements where file_id = $1', [file_id])
    for (const [who, asWhat, until] of involved)
      await involve(file_id, who === 'me' ? { person } : { unit: units[who] }, asWhat, until)
    const { place_code } = here ? village : stranger
    const post = { person_id: person, post_id: '', sign_in_name: '', role, unit_id: stranger.unit_id, place_code }
    // Also of a file nobody shows her: what she would read is asked, not whether.
    const scope = { ...scopeFor(post, TODAY), units: hers.flatMap(unitsOf), holder_of: file_id }
    const lines = await inScope(world.pool, scope, (trx) =>
      namedLines(trx, { actor: { ...post, kind: 'staff' } } as unknown as Staff, world, [file_id]),
    )
    expect(
      lines.map((line) => line.cut_down),
      `${says}: ${role}, ${JSON.stringify(involved)}`,
    ).toEqual([comes_to])
  }
})

test('who mediates reads the people plainly in the lists of her own town; who mediated once, or is asked, as all others there', async () => {
  setNow(`${TODAY}T01:00:00.000Z`)
  const { file_id } = await file()
  const { rows } = await world.owner.query<{ sign_in_name: string }>(
    `select p.sign_in_name from posts o join people p on p.id = o.person_id join units u on u.id = o.unit_id
     where o.role = 'justice_officer' and u.place_code / 1000000 = $1::bigint / 1000000 limit 1`,
    [people.village.place_code],
  )
  const [officer = { sign_in_name: '' }] = rows
  const person = await idOf(officer)
  for (const [asWhat, until, applicant] of [
    ['mediating', null, request.your_name],
    ['mediating', TODAY, request.your_name],
    ['mediating', YESTERDAY, '苗**'],
    ['consulted', null, '苗**'],
  ] as const) {
    await involve(file_id, { person }, asWhat, until)
    const { lines } = (await (await as(officer)).get('/api/disputes?scope=area')).json()
    expect(lines.find((line: Line) => line.file_id === file_id)).toMatchObject({ applicant })
    await world.owner.query('delete from involvements where person_id = $1', [person])
  }
})

test('a line tells of the meeting people were told of, of whom a duty is now, and of what she was told as who answers for it', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const { file_id } = await file()
  const inArea = async () => {
    const { lines } = (await (await as(people.town)).get('/api/disputes?scope=area')).json()
    return lines.find((line: Line) => line.file_id === file_id)
  }
  const meet = (status: string, at: string) =>
    world.owner.query(
      `insert into mediations (id, file_id, status, version, facts)
       values (gen_random_uuid(), $1, $2, 1, jsonb_build_object('meeting', jsonb_build_object('at', $3::text, 'place', '村委会')))`,
      [file_id, status, at],
    )
  await meet('failed', '2026-03-03T01:00:00.000Z')
  expect((await inArea()).appointment).toBeNull()
  await meet('notified', '2026-03-09T01:00:00.000Z')
  expect((await inArea()).appointment).toMatchObject({ at: '2026-03-09T01:00:00.000Z' })

  // Whoever took it on owes it, until she leaves or carries tasks there no more.
  const person = await idOf(people.village)
  const before = (await inArea()).clock.owed_by
  await world.owner.query("update clocks set owes_kind = 'person', owes_person = $2 where file_id = $1", [
    file_id,
    person,
  ])
  const hers = (await inArea()).clock.owed_by
  expect(hers).not.toBe(before)
  for (const [away, back] of [
    ["update people set left_on = '2026-03-01' where id = $1", 'update people set left_on = null where id = $1'],
    [
      "update posts set role = 'grid_worker' where person_id = $1",
      "update posts set role = 'village_director' where person_id = $1",
    ],
  ] as const) {
    await world.owner.query(away, [person])
    expect((await inArea()).clock.owed_by, away).toBe(before)
    await world.owner.query(back, [person])
    expect((await inArea()).clock.owed_by, back).toBe(hers)
  }

  // Told as the head of a unit, another's duty is on her line; told as who owed it once, it is not.
  await owe(file_id, { unit: people.county.unit_id, due: '2026-02-01' })
  const warn = (toWhom: string, level: string) =>
    world.owner.query(
      `insert into clock_warnings (file_id, clock_id, level, at, to_whom, to_unit)
       select file_id, id, $2, '2026-03-02T00:00:00Z', $3, $4 from clocks where file_id = $1 and rule = 'T-85'`,
      [file_id, level, toWhom, people.village.unit_id],
    )
  await warn('owes', 'half')
  expect((await lineOf(people.village, file_id))?.clock).toMatchObject({ rule: 'T-06' })
  await warn('head', 'over')
  expect((await lineOf(people.village, file_id))?.clock).toMatchObject({ rule: 'T-85' })
})
