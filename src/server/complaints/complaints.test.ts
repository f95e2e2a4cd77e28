import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { changed, eventsOf, everything, expectProblem } from '#test/acts.ts'
import { CREW, type CrewName } from '#test/crew.ts'
import { speaker } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import { chosen, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
afterEach(() => setNow(null))

const COMPLAIN = '/api/disputes/steps/complain'
const conduct = (on: Walk, more: object = {}) => ({
  about_file: on.file_id,
  kind: 'mediator_conduct',
  conducts: ['partial'],
  what: '只听一边的，还说去法院没用。',
  ...more,
})
type Reply = { file_id: string; short_code: string; link: string; because: string; unit: { id: number } }
const complain = async (who: CrewName | 'applicant' | 'respondent', on: Walk, body: object, key?: string) =>
  (await door.as(who, on)).post(COMPLAIN, body, key)

test('a party complains of a mediator on her own link: one receipt for one key, by the office above that mediates nothing', async () => {
  const on = await door.walkTo('in_session')
  const key = randomUUID()
  const [one, two] = await Promise.all([
    complain('applicant', on, conduct(on), key),
    complain('applicant', on, conduct(on), key),
  ])
  expect([one.statusCode, two.statusCode], one.body).toEqual([201, 201])
  expect(one.body).toBe(two.body)
  const { unit, because, link, short_code } = one.json() as Reply
  expect(unit.id).toBe(door.crew.justice.unit_id)
  expect(because).toContain('人民调解法 第五条；由它来查是本县约定')
  expect(link).toContain('/complaint#')
  expect(short_code).not.toBe(on.short_code)
  expect(one.json()).toMatchObject({ next: { rule: 'R-15', nature: 'local' }, paper: { form: 'F-41' } })
})

test('nobody sees a complaint but who made it and the unit that examines it, nor is it in any list or search', async () => {
  const on = await door.walkTo('complained')
  const seen: string[] = []
  for (const who of Object.keys(CREW) as CrewName[]) {
    const she = await door.as(who)
    const paths = [`/api/complaints/${on.file_id}`, `/api/disputes/${on.file_id}`]
    const [page, asDispute] = await Promise.all(paths.map(async (path) => (await she.get(path)).statusCode))
    expect(asDispute, who).toBe(404)
    if (page === 200) seen.push(who)
    const shown = await Promise.all(
      ['/api/desk', '/api/disputes?scope=area', '/api/disputes?scope=mine'].map(
        async (path) => (await she.get(path)).body,
      ),
    )
    const found = await she.post('/api/find', { words: on.short_code })
    for (const body of [...shown, found.body]) expect(body, who).not.toContain(on.file_id)
  }
  expect(seen).toEqual(['justice'])
  const mine = await speaker(app, { link: on.link }).get('/api/my-complaint')
  expect(mine.json()).toMatchObject({ status: 'received', can: ['withdraw_complaint'] })
  const withOther = (link: string, path: string) => speaker(app, { link }).get(path)
  expectProblem(await withOther(on.kept.dispute_link ?? '', '/api/my-complaint'), 404, 'not_found')
  expectProblem(await withOther(on.link, '/api/my-dispute'), 404, 'not_found')
  const lines = await (await door.as('justice')).get('/api/complaints')
  expect((lines.json() as { lines: object[] }).lines).toContainEqual(
    expect.objectContaining({ file_id: on.file_id, kind_says: '调解员的做法', about_code: expect.any(String) }),
  )
})

test('a complaint’s link is renewed by who examines it, and the old one opens nothing from that moment; nobody at the dispute may', async () => {
  const on = await door.walkTo('complaint_taken_up')
  const mine = (link: string) => speaker(app, { link }).get('/api/my-complaint')
  expect((await mine(on.link)).statusCode).toBe(200)
  const why = { because: '手机丢了，本人带身份证来的。' }
  for (const who of ['director', 'second', 'peer', 'town', 'county'] as const)
    expect((await door.take(who, 'renew_complaint_link', on, why)).status, who).toBe(404)
  expect((await door.take('applicant', 'renew_complaint_link', on, why)).status).toBe(403)
  const key = randomUUID()
  const one = await door.take('justice', 'renew_complaint_link', on, why, { key })
  expect(one.status, one.body).toBe(200)
  const renewed = JSON.parse(one.body) as { link: string; link_qr_svg: string }
  expect(renewed.link).toContain('/complaint#')
  const link = renewed.link.split('#')[1] ?? ''
  expect(link).not.toBe(on.link)
  // Sent again, it is the same link: two slips for one asking would leave one that opens nothing.
  expect(JSON.parse((await door.take('justice', 'renew_complaint_link', on, why, { key })).body)).toEqual(renewed)
  expectProblem(await mine(on.link), 401, 'link_over')
  expect((await mine(link)).json()).toMatchObject({ status: 'examining', can: ['withdraw_complaint'] })
  // Her link to the dispute is another one, and opens it as before.
  const hers = await speaker(app, { link: on.kept.dispute_link ?? '' }).get('/api/my-dispute')
  expect(hers.statusCode).toBe(200)
  expect(JSON.stringify(hers.json())).not.toContain(link)
  expect(await checkInvariants(world)).toEqual([])
})

test('complaining changes nothing for the dispute: not an event, not a clock, not what anybody may do', async () => {
  const on = await door.walkTo('in_session')
  const page = async () => {
    const views = [
      (await (await door.as('applicant', on)).get('/api/my-dispute')).json(),
      (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json(),
    ] as Record<string, unknown>[]
    return JSON.stringify(views)
  }
  const [events, before] = [await eventsOf(world, on.file_id), await page()]
  const { file_id } = (await complain('applicant', on, conduct(on))).json() as Reply
  await complain('respondent', on, conduct(on, { kind: 'told_not_to_sue' }))
  expect(await eventsOf(world, on.file_id)).toBe(events)
  expect(await page()).toBe(before)
  expect(before).not.toContain(file_id)
  expect((await door.take('applicant', 'leave', on, {})).status).toBe(200)
})

test('a clerk writes it down in whose words it was said; who mediated the dispute does not', async () => {
  const on = await door.walkTo('in_session')
  const before = await everything(world)
  expectProblem(await complain('second', on, conduct(on)), 422, 'speaker_not_named')
  expectProblem(await complain('second', on, conduct(on, { said_by: randomUUID() })), 422, 'speaker_not_in_file')
  expectProblem(await complain('director', on, conduct(on, { said_by: on.applicant })), 403, 'complaint_own')
  expectProblem(await complain('far', on, conduct(on, { said_by: on.applicant })), 404, 'not_found')
  expectProblem(await complain('justice', on, conduct(on, { said_by: on.applicant })), 403, 'not_yours')
  expect(changed(before, await everything(world))).toEqual([])
  const written = await complain('second', on, conduct(on, { said_by: on.applicant }))
  expect(written.statusCode, written.body).toBe(201)
  const { file_id } = written.json() as Reply
  expect((await (await door.as('second')).get(`/api/complaints/${file_id}`)).statusCode).toBe(404)
  const shown = await (await door.as('justice')).get(`/api/complaints/${file_id}`)
  expect(shown.json()).toMatchObject({ written_by: expect.stringContaining(door.crew.second.name) })
})

test('a clerk before whom names are masked is handed no name, and where somebody may be hurt no phone is shown either', async () => {
  const on = await door.walkTo('in_session')
  const masked = await complain('town_director', on, conduct(on, { said_by: on.applicant }))
  const plain = await complain('second', on, conduct(on, { said_by: on.applicant }))
  const { holder } = plain.json() as { holder: string }
  expect(holder).not.toContain('*')
  expect(masked.body).toContain('**')
  expect(masked.body).not.toContain(holder)
  const reach = async (file: string) =>
    ((await (await door.as('justice')).get(`/api/complaints/${file}`)).json() as { reach: string | null }).reach
  const { file_id } = plain.json() as Reply
  expect(await reach(file_id)).not.toBeNull()
  await door.take('director', 'report_danger', on, {
    kind: 'violence',
    what: '扬言动手。',
    seen_at: now(),
    endangered: [on.applicant],
  })
  expect(await reach(file_id)).toBeNull()
})

test('a mediator who works at the office above as well: another unit examines it, and she never reads it', async () => {
  const on = await door.walkTo('in_session')
  const { peer, justice } = door.crew
  await world.owner.query(
    `insert into posts (id, person_id, unit_id, role, from_on) values ($1, $2, $3, 'justice_officer', '2026-01-05')`,
    [randomUUID(), peer.person_id, justice.unit_id],
  )
  const { unit, file_id } = (await complain('applicant', on, conduct(on))).json() as Reply
  expect(unit.id).not.toBe(justice.unit_id)
  // Even where she comes to work at the unit that examines it.
  const planted = { ...peer, unit_id: unit.id, role: 'town_intake' as const }
  const complaint = { ...on, file_id, ids: {} }
  const { rows } = await world.owner.query('select id from complaints where file_id = $1', [file_id])
  expect(await door.plant(planted, 'take_up_complaint', complaint, {}, rows[0].id)).toMatchObject({ code: 'not_yours' })
  const reads = (person: string) =>
    inScope(world.pool, { ...nobody(dayIn(now())), units: [unit.id], person }, (trx) =>
      trx.selectFrom('complaints').select('id').where('file_id', '=', file_id).execute(),
    )
  expect(await reads(peer.person_id)).toEqual([])
  expect(await reads(door.crew.town.person_id)).toEqual([{ id: rows[0].id }])
  await world.owner.query(`delete from posts where person_id = $1 and role = 'justice_officer'`, [peer.person_id])
})

test('who was replaced before anybody complained examines nothing of it either, nor does an office where she works', async () => {
  const on = await door.walkTo('in_session')
  const { peer, justice, director } = door.crew
  const replaced = { ...chosen(director.person_id), because: '有事来不了。' }
  expect((await door.take('director', 'replace_mediator', on, replaced)).status).toBe(200)
  await world.owner.query(
    `insert into posts (id, person_id, unit_id, role, from_on) values ($1, $2, $3, 'justice_officer', '2026-01-05')`,
    [randomUUID(), peer.person_id, justice.unit_id],
  )
  const { unit, file_id } = (await complain('applicant', on, conduct(on))).json() as Reply
  expect(unit.id).not.toBe(justice.unit_id)
  const { rows } = await world.owner.query(
    `select id, facts -> 'mediators' as mediators from complaints where file_id = $1`,
    [file_id],
  )
  expect(rows[0].mediators).toEqual(expect.arrayContaining([peer.person_id, director.person_id]))
  const planted = { ...peer, unit_id: unit.id, role: 'town_intake' as const }
  const complaint = { ...on, file_id, ids: {} }
  expect(await door.plant(planted, 'take_up_complaint', complaint, {}, rows[0].id)).toMatchObject({ code: 'not_yours' })
  await world.owner.query(`delete from posts where person_id = $1 and role = 'justice_officer'`, [peer.person_id])
})

test('the database itself keeps the whole file of a complaint from who mediated: its events, papers, clocks and links as well', async () => {
  const on = await door.walkTo('complained')
  const { rows } = await world.owner.query<{ mediators: string[] }>(
    `select facts -> 'mediators' as mediators from complaints where file_id = $1`,
    [on.file_id],
  )
  const mediator = rows[0]?.mediators[0] ?? ''
  // At the very unit that examines it, where she may have come to work since.
  const seenBy = (person: string) =>
    inScope(world.pool, { ...nobody(dayIn(now())), units: [door.crew.justice.unit_id], person }, async (trx) => {
      const count = async (table: 'events' | 'papers' | 'clocks' | 'links' | 'complaints') =>
        (await trx.selectFrom(table).select('file_id').where('file_id', '=', on.file_id).execute()).length
      const files = await trx.selectFrom('files').select('id').where('id', '=', on.file_id).execute()
      return {
        files: files.length,
        events: await count('events'),
        papers: await count('papers'),
        clocks: await count('clocks'),
        links: await count('links'),
        complaints: await count('complaints'),
      }
    })
  const examiner = await seenBy(door.crew.justice.person_id)
  for (const [what, rows] of Object.entries(examiner)) expect(rows, what).toBeGreaterThan(0)
  for (const [what, rows] of Object.entries(await seenBy(mediator))) expect(rows, what).toBe(0)
  const touched = await inScope(
    world.pool,
    { ...nobody(dayIn(now())), units: [door.crew.justice.unit_id], person: mediator },
    (trx) => trx.updateTable('files').set({ head_seq: 99 }).where('id', '=', on.file_id).executeTakeFirst(),
  )
  expect(touched.numUpdatedRows).toBe(0n)
})

test('"not solved" is said of what is over, and answered by the centre above with the matter going on in the same act', async () => {
  const open = await door.walkTo('in_handling')
  const said = { kind: 'not_solved', conducts: [], what: '沟又堵上了。' }
  expectProblem(await complain('applicant', open, conduct(open, said)), 409, 'complaint_too_early')

  const on = await door.walkTo('not_solved_taken_up')
  const answer = { finding: 'upheld', found: '到现场看了，沟没有通。', measures: ['goes_on'], again: '把沟挖通。' }
  const shown = async () => (await (await door.as('town')).get(`/api/complaints/${on.file_id}`)).json()
  expect(await shown()).toMatchObject({ may_go_on: true })
  expect(await door.take('town', 'answer_complaint', on, { ...answer, again: '' })).toMatchObject({
    code: 'again_not_fit',
  })
  const done = await door.take('town', 'answer_complaint', on, answer)
  expect(done.status, done.body).toBe(200)
  expect(await shown()).toMatchObject({ may_go_on: false })
  const page = (await (await door.as('director')).get(`/api/disputes/${on.kept.dispute}`)).json() as object
  expect(page).toMatchObject({ dispute: { status: 'open' }, tasks: [{}, { status: 'dispatched' }] })
  const mine = (await speaker(app, { link: on.link }).get('/api/my-complaint')).json() as { papers: { form: string }[] }
  expect(mine).toMatchObject({ status: 'answered', answer: { finding: 'upheld' }, can: [] })
  // The unit's own paper is not hers to carry about.
  expect(mine.papers.map((it) => it.form)).toEqual(['F-41', 'F-42'])
})

test('where the matter can go on no more, neither the answer nor the matter moves, and she is told why', async () => {
  const on = await door.walkTo('not_solved_taken_up')
  setNow(secondsAfter(now(), 200 * 86_400))
  const before = await everything(world)
  const answer = { finding: 'upheld', found: '没有通。', measures: ['goes_on'], again: '把沟挖通。' }
  expect(await door.take('town', 'answer_complaint', on, answer)).toMatchObject({ code: 'look_back_over' })
  expect(changed(before, await everything(world))).toEqual([])
  const other = await door.take('town', 'answer_complaint', on, { ...answer, measures: ['put_right'], again: '' })
  expect(other.status, other.body).toBe(200)
})

test('found true with nothing done about it is no answer; the paper to the unit names nobody who complained', async () => {
  const on = await door.walkTo('complaint_taken_up')
  const answer = { finding: 'upheld', found: '听了录音，确有偏袒。', measures: [] as string[] }
  expect(await door.take('justice', 'answer_complaint', on, answer)).toMatchObject({ code: 'measure_missing' })
  const measures = ['criticised', 'ordered_to_correct']
  expect((await door.take('justice', 'answer_complaint', on, { ...answer, measures })).status).toBe(200)
  const { rows } = await world.owner.query(
    `select content::text as text from papers where file_id = $1 and form = 'F-43'`,
    [on.file_id],
  )
  const { by_name } = (await (await door.as('justice')).get(`/api/complaints/${on.file_id}`)).json() as {
    by_name: string
  }
  expect(rows).toHaveLength(1)
  expect(rows[0].text).toContain('批评教育')
  expect(rows[0].text).not.toContain(by_name)
  const told = await world.owner.query('select wording from effects where file_id = $1', [on.file_id])
  for (const { wording } of told.rows) expect(wording).not.toMatch(/调解员|偏袒/)
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
