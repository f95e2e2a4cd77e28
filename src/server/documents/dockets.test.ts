import { randomUUID } from 'node:crypto'
import exceljs from 'exceljs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { checkFile } from '#server/disputes/check-invariants.ts'
import { enter, speaker } from '#test/make.ts'
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
afterAll(() => setNow(null))

type Docket = { committee: string; n: number; no: string; year: number; voided_because: string | null }
const docketsOf = async (file: string): Promise<Docket[]> =>
  (await world.owner.query('select * from dockets where file_id = $1 order by n', [file])).rows
const onlyOf = async (file: string): Promise<Docket> => {
  const [docket] = await docketsOf(file)
  if (!docket) throw new Error('no docket number')
  return docket
}
const lastIn = async ({ committee, year }: Docket): Promise<number> =>
  (await world.owner.query('select last from docket_books where committee = $1 and year = $2', [committee, year]))
    .rows[0].last
const pageOf = async (on: Walk) => (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json()
const accept = (on: Walk, key = randomUUID()) => door.take('director', 'accept_mediation', on, {}, { key })

test('the step that accepts a mediation gives it the next number of its committee, in its event, its row and the book', async () => {
  const on = await door.walkTo('all_agreed')
  expect(await docketsOf(on.file_id)).toEqual([])
  const key = randomUUID()
  const taken = await accept(on, key)
  expect(taken.status, taken.body).toBe(200)
  const first = await onlyOf(on.file_id)
  const { name } = (await world.owner.query('select name from units where id = $1', [first.committee])).rows[0]
  expect(first.no).toBe(
    `（${first.year}）${name.replace('枫溪县', '').replace('人民调解委员会', '')}人调字第${first.n}号`,
  )
  expect((await pageOf(on)).mediations.at(-1)).toMatchObject({ docket_no: first.no, dockets_voided: [] })
  // The same request once more is the same answer, and takes no other number.
  expect((await accept(on, key)).body).toBe(taken.body)
  expect(await lastIn(first)).toBe(first.n)
  const next = await door.walkTo('accepted')
  expect(await onlyOf(next.file_id)).toMatchObject({ committee: first.committee, n: first.n + 1 })
  expect(await checkFile(world, on.file_id)).toEqual([])
  const mine = await (await door.as('applicant', on)).get('/api/my-dispute')
  expect(mine.json().mediations.at(-1).docket_no).toBe(first.no)
})

test('a refused acceptance takes no number', async () => {
  const before = await onlyOf((await door.walkTo('accepted')).file_id)
  const on = await door.walkTo('invited')
  expect(await accept(on)).toMatchObject({ status: 409, code: 'not_everybody_agreed' })
  expect(await lastIn(before)).toBe(before.n)
})

test('fifty accepted at once in one committee get fifty numbers without a gap', { timeout: 120_000 }, async () => {
  const before = await onlyOf((await door.walkTo('accepted')).file_id)
  const files: Walk[] = []
  for (let at = 0; at < 50; at += 1) files.push(await door.walkTo('all_agreed'))
  const answers = await Promise.all(files.map((on) => accept(on)))
  expect(answers.map((it) => it.status)).toEqual(files.map(() => 200))
  const numbers = await Promise.all(files.map(async (on) => (await onlyOf(on.file_id)).n))
  expect(numbers.sort((one, other) => one - other)).toEqual(files.map((_, at) => before.n + 1 + at))
  expect(await lastIn(before)).toBe(before.n + 50)
})

test('a voided number stays in the book with its reason; what is still mediated gets the next', async () => {
  const on = await door.walkTo('in_session')
  const first = await onlyOf(on.file_id)
  const because = '登记成了别的村的，号编错了。'
  // Whoever mediates it does not void it herself: the centre above does.
  expect(await door.take('director', 'void_docket', on, { because })).toMatchObject({ code: 'not_yours' })
  expect((await door.take('town_director', 'void_docket', on, { because })).status).toBe(200)
  const [old, now] = await docketsOf(on.file_id)
  expect(old).toMatchObject({ n: first.n, voided_because: because })
  expect(now).toMatchObject({ n: (await lastIn(first)) as number, voided_because: null })
  expect(now?.n).toBeGreaterThan(first.n)
  expect((await pageOf(on)).mediations.at(-1)).toMatchObject({ docket_no: now?.no, dockets_voided: [{ no: first.no }] })
  expect(await checkFile(world, on.file_id)).toEqual([])
  // One that is over was mediated all the same, and gets the next.
  await door.take('director', 'end_mediation', on, { reason: 'too_far_apart', note: '' })
  expect((await door.take('town_director', 'void_docket', on, { because })).status).toBe(200)
  const all = await docketsOf(on.file_id)
  expect(all.map((it) => it.voided_because)).toEqual([because, because, null])
  expect((await pageOf(on)).mediations.at(-1).docket_no).toBe(all.at(-1)?.no)
  expect(await checkFile(world, on.file_id)).toEqual([])
  const signing = await door.walkTo('signing')
  expect(await door.take('town_director', 'void_docket', signing, { because })).toMatchObject({
    code: 'docket_on_agreement',
  })
})

test('a mediation accepted before there were numbers has none, and gets none by itself', async () => {
  const on = await door.walkTo('accepted')
  // As a county's rows stand after the migration.
  await world.owner.query("update mediations set facts = facts - 'docket' where file_id = $1", [on.file_id])
  await world.owner.query(
    'update dockets set mediation_id = mediation_id, voided_at = given_at, voided_because = $2 where file_id = $1',
    [on.file_id, '拿掉'],
  )
  await door.take('director', 'record_contact', on, {
    ...{ party_id: on.respondent, how: 'phone', result: 'reached', note: '' },
  })
  expect((await pageOf(on)).mediations.at(-1).docket_no).toBeNull()
  expect((await docketsOf(on.file_id)).length).toBe(1)
})

test('in the book a voided number says so, its reason names nobody to who reads names masked, and the day is that of acceptance', async () => {
  const on = await door.walkTo('accepted')
  const first = await onlyOf(on.file_id)
  const { name } = (
    await world.owner.query(
      "select name from parties where file_id = $1 and facts ->> 'kind' <> 'organisation' limit 1",
      [on.file_id],
    )
  ).rows[0]
  await door.take('town_director', 'void_docket', on, { because: `把${name}的另一件登记到这里了。` })
  await world.owner.query(
    "update mediations set facts = jsonb_set(facts, '{accepted_on}', '\"2026-01-05\"') where file_id = $1",
    [on.file_id],
  )
  const query = `committee=${first.committee}&year=${first.year}`
  const lineFor = async (who: 'town' | 'director') =>
    (await (await door.as(who)).get(`/api/docket-book?${query}`))
      .json()
      .lines.find((it: { no: string }) => it.no === first.no)
  const masked = await lineFor('town')
  expect(masked).toMatchObject({ on: '2026-01-05', result_says: '作废' })
  expect(masked.voided.because).not.toContain(name)
  expect(masked.voided.because).toContain('的另一件登记到这里了')
  expect((await lineFor('director')).voided.because).toContain(name)
  const sheet = (await (await door.as('town')).get(`/api/docket-book/sheet?${query}`)).json()
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(Uint8Array.from(Buffer.from(sheet.base64, 'base64')).buffer)
  const words = JSON.stringify(workbook.worksheets[0]?.getSheetValues())
  expect(words).toContain('的另一件登记到这里了')
  expect(words).not.toContain(name)
  // A number that is missing is said, whatever the book itself says of how far it came.
  await world.owner.query('update docket_books set last = last + 1 where committee = $1 and year = $2', [
    first.committee,
    first.year,
  ])
  const book = (await (await door.as('town')).get(`/api/docket-book?${query}`)).json()
  expect(book.says).toContain('对不上')
  expect(book.says).not.toContain('没有缺号')
  await world.owner.query('update docket_books set last = last - 1 where committee = $1 and year = $2', [
    first.committee,
    first.year,
  ])
})

test('the book shows each number with its file as far as it may be read; the search finds a file by its number', async () => {
  const on = await door.walkTo('accepted')
  const { no, committee, year } = await onlyOf(on.file_id)
  const town = await door.as('town')
  const book = (await town.get(`/api/docket-book?committee=${committee}&year=${year}`)).json()
  expect(book.says).toContain('没有缺号')
  expect(book).toMatchObject({ unseen: 0, book: { last: book.lines[0].n } })
  expect(book.lines[0]).toMatchObject({ no, file_id: on.file_id, short_code: on.short_code, voided: null })
  // The village handles it and reads the names; the town reads them masked.
  expect(book.lines[0].people).toContain('**')
  const own = (await (await door.as('director')).get(`/api/docket-book?committee=${committee}&year=${year}`)).json()
  expect(own.lines[0].people).not.toContain('*')
  // Another town has no such book, and a grid worker none at all.
  const far = (await (await door.as('far')).get(`/api/docket-book?committee=${committee}&year=${year}`)).json()
  expect(far).toMatchObject({ book: null, lines: [] })
  expect((await (await door.as('grid')).get('/api/docket-book')).statusCode).toBe(403)
  const sheet = (await town.get(`/api/docket-book/sheet?committee=${committee}&year=${year}`)).json()
  expect(sheet.count).toBe(book.book.last)

  const found = async (who: 'town' | 'far', words: string) =>
    (await (await door.as(who)).post('/api/find', { words })).json().lines.map((it: { file_id: string }) => it.file_id)
  for (const typed of [no, no.replace('（', '(').replace('）', ')'), ` ${no}口 `])
    expect(await found('town', typed)).toEqual([on.file_id])
  expect(await found('far', no)).toEqual([])
  expect(await found('town', no.replace('第', '第9'))).not.toContain(on.file_id)
})

test('the year is that of Shanghai at the moment it is recorded, and every year begins at 1', async () => {
  setNow('2027-12-31T15:50:00.000Z')
  const before = await door.walkTo('all_agreed')
  const after = await door.walkTo('all_agreed')
  setNow('2027-12-31T15:59:59.000Z')
  await accept(before)
  setNow('2027-12-31T16:00:00.000Z')
  await accept(after)
  expect(await onlyOf(before.file_id)).toMatchObject({ year: 2027, n: 1 })
  expect(await onlyOf(after.file_id)).toMatchObject({ year: 2028, n: 1, no: expect.stringContaining('（2028）') })
  setNow(null)
})

test('the bureau chooses another pattern from a day on, with a reason; numbers given stay as they are', async () => {
  setNow('2028-03-01T01:00:00.000Z')
  const given = await onlyOf((await door.walkTo('accepted')).file_id)
  const bureau = speaker(app, { cookie: await enter(world, 'bo.wenyuan') })
  const asked = {
    ...{ pattern: '〔{year}〕{unit}民调字第{n}号', from_on: '2028-03-02', reason: '按市里统一的写法', base_version: 0 },
  }
  const change = (more: object) => bureau.post('/api/docket-pattern', { ...asked, ...more })
  expect((await change({ from_on: '2028-02-28' })).json()).toMatchObject({ faults: [{ path: 'from_on' }] })
  expect((await change({ pattern: '{unit}第{n}号' })).json()).toMatchObject({ faults: [{ path: 'pattern' }] })
  expect((await change({})).statusCode).toBe(200)
  expect((await change({ reason: '再改一次看看' })).json()).toMatchObject({ code: 'edition_changed' })
  expect((await bureau.get('/api/docket-pattern')).json()).toMatchObject({ version: 1, may_change: true })
  const today = await onlyOf((await door.walkTo('accepted')).file_id)
  expect(today.no).toContain('人调字')
  setNow('2028-03-01T16:00:00.000Z')
  const next = await onlyOf((await door.walkTo('accepted')).file_id)
  expect(next).toMatchObject({ n: today.n + 1, no: expect.stringMatching(/^〔2028〕.+民调字第\d+号$/) })
  expect((await world.owner.query('select no from dockets where n = $1 and year = 2028', [given.n])).rows).toEqual([
    { no: given.no },
  ])
  setNow(null)
})
