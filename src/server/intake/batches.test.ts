import type exceljs from 'exceljs'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { changed, everything, saboteur } from '#test/acts.ts'
import { speaker } from '#test/make.ts'
import { loans, sheetOf } from '#test/sheet.ts'
import { type Walks, walks } from '#test/walks.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { now, secondsAfter, setNow } from '../clock.ts'
import { checkInvariants } from '../disputes/check-invariants.ts'

type Known = { short_code: string; says: string[] }
type Read = {
  faults: { line: number; column: string; says: string }[]
  total: number
  shape_says: string | null
  lines: { line: number; twice: string[]; known: Known[] }[]
  begun: { filed: number; mine: boolean } | null
}
type Filed = { batch_id: string; number: string; total: number; filed: number; left: number }
type Row = { line: number; file: { file_id: string; short_code: string; stage: string; enterprise: boolean } }

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
afterEach(() => setNow(null))

const around = (workbook: string, more: object = {}) => ({
  workbook,
  channel: 'CH03',
  place_code: door.crew.director.place_code,
  ...more,
})
const post = async (url: string, body: object, who: 'director' | 'second' | 'town' = 'director') =>
  (await door.as(who)).post(url, body)
const read = async (workbook: string, more: object = {}): Promise<Read> =>
  (await post('/api/batches/check', around(workbook, more))).json()
const file = async (workbook: string, more: object = {}): Promise<Filed> => {
  const answer = await post('/api/batches', around(workbook, more))
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const fileAll = async (workbook: string, more: object = {}): Promise<Filed> => {
  const filed = await file(workbook, more)
  return filed.left > 0 ? fileAll(workbook, more) : filed
}
const rowsOf = async (batchId: string, after = 0): Promise<Row[]> => {
  const page = (await (await door.as('director')).get(`/api/batches/${batchId}?after=${after}`)).json()
  const rows: Row[] = page.rows
  return page.more ? [...rows, ...(await rowsOf(batchId, rows.at(-1)?.line))] : rows
}
const filesNow = async (): Promise<number> =>
  (await world.owner.query('select count(*)::int as n from files')).rows[0].n

test('the dry run tells every fault by its line and writes nothing at all', async () => {
  const before = await everything(world)
  const reply = await read(
    await sheetOf([
      { applicant: '祁小麦', other: '和顺公司', what: '没有结工钱', amount: 8600.5, type: '拖欠工资纠纷' },
      { applicant: '', other: '和顺公司', what: '没有结工钱', amount: '八千' },
      { applicant: '温小满', other: '和顺公司', other_kind: '老板', what: '46000', reach: '123', type: '打架' },
      { applicant: '温小禾', other: '和顺公司', what: '没有结工钱', day: 46_000, amount: -3 },
      { applicant: '温大禾', other: '和顺公司', what: { formula: 'A1&B1' }, day: new Date('2026-01-31') },
    ]),
  )
  const told = reply.faults.map(({ line, column, says }) => `${line} ${column} ${says.split('：')[0]}`)
  expect(told).toEqual([
    '3 申请人 没有写申请人',
    '3 金额 金额“八千”看不懂',
    '4 对方类别 不认识“老板”',
    '4 事由 只有数字“46000”，可能是日期或者号码写错了列',
    '4 类型 不认识类型“打架”',
    '5 金额 金额是负数或者小数超过两位',
    '6 事由 这一格是公式',
  ])
  expect(reply).toMatchObject({ total: 5, begun: null })
  expect(changed(before, await everything(world))).toEqual([])
  const refused = await post('/api/batches', around(await sheetOf([{ applicant: '祁小麦', other: '', what: '欠钱' }])))
  expect(refused.json()).toMatchObject({ status: 422, faults: [{ path: '第 2 行 对方' }] })
  expect(changed(before, await everything(world))).toEqual([])
})

const RENAMED = (sheet: exceljs.Worksheet) => {
  sheet.getCell('A1').value = '姓名'
}
const MERGED = (sheet: exceljs.Worksheet) => sheet.mergeCells('A2:A3')
test.each([
  ['合并的单元格', () => sheetOf(loans(3), MERGED)],
  ['第一行里没有“申请人”', () => sheetOf(loans(1), RENAMED)],
  ['一行也没有填', () => sheetOf([])],
  ['不是能读的 .xlsx', async () => Buffer.from('申请人,对方').toString('base64')],
  ['超过 10 MB', async () => Buffer.alloc(10 * 1024 * 1024 + 1, 0x50).toString('base64')],
  ['申请人不止一个', () => sheetOf([...loans(2), { applicant: '别人', other: '另一个', what: '欠钱' }])],
  ['一次最多 1000 行', () => sheetOf(loans(1001))],
])('a sheet with %s is sent back in Chinese', async (says, workbook) => {
  const reply = await read(await workbook())
  expect(reply.faults.map((fault) => fault.says).join()).toContain(says)
})

test('a day that the spreadsheet turned into a number is told apart from one it kept as a day', async () => {
  const days = async (day: exceljs.CellValue) =>
    (await read(await sheetOf([{ applicant: '祁小麦', other: '和顺公司', what: '没有结工钱', day }]))).faults
  expect(await days(new Date('2026-01-31'))).toEqual([])
  expect(await days('2026-01-31')).toEqual([])
  expect(await days(46_053)).toMatchObject([
    { line: 2, column: '发生日期', says: expect.stringContaining('变成了数字') },
  ])
})

test('each line becomes a file of its own, with its code, clock and receipt; the same sheet again gives the same files', async () => {
  const workbook = await sheetOf(loans(70, '甲'))
  const before = await filesNow()
  expect(await file(workbook)).toMatchObject({ total: 70, filed: 50, left: 20 })
  expect(await read(workbook)).toMatchObject({ faults: [], begun: { filed: 50, mine: true } })
  const done = await file(workbook)
  expect(done).toMatchObject({ total: 70, filed: 70, left: 0 })
  expect(await filesNow()).toBe(before + 70)
  const rows = await rowsOf(done.batch_id)
  expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 70 }, (_, at) => at + 2))
  expect(new Set(rows.map((row) => row.file.short_code)).size).toBe(70)
  expect(rows.every((row) => row.file.enterprise && row.file.stage === 'registered')).toBe(true)

  expect(await file(workbook)).toEqual(done)
  expect(await filesNow()).toBe(before + 70)
  const receipts = await (await door.as('director')).get(`/api/batches/${done.batch_id}/receipts?after=51`)
  const [first, ...others] = receipts.json().receipts
  expect(others).toHaveLength(19)
  expect(first).toMatchObject({ line: 52, holder: '枫溪县清泉小额贷款有限公司' })
  const mine = await speaker(app, { link: String(first.link).split('#')[1] ?? '' }).get('/api/my-dispute')
  expect(mine.json()).toMatchObject({ short_code: first.short_code })
  // One who asked for seventy gets a list, not seventy messages.
  const { rows: messages } = await world.owner.query(
    'select e.id from effects e join disputes d on d.file_id = e.file_id where d.batch_id = $1',
    [done.batch_id],
  )
  expect(messages).toEqual([])
  expect(await checkInvariants(world)).toEqual([])
})

test('cut off in the middle it is taken up again, also by two at once, and no line becomes two files', async () => {
  const workbook = await sheetOf(loans(30, '乙'))
  const sabotage = await saboteur(world)
  const before = await filesNow()
  // The eleventh filing fails: what stood before it stands.
  await world.owner.query(`create function stop_at_eleven() returns trigger language plpgsql as $$ begin
    if new.batch_line = 12 then raise exception 'stopped'; end if; return new; end $$;
    create trigger stop_at_eleven after insert on disputes for each row execute function stop_at_eleven()`)
  expect((await post('/api/batches', around(workbook))).statusCode).toBe(500)
  // A few lines are on their way at once: those begun before the one that failed all stand, and it does not.
  const { rows: stand } = await world.owner.query<{ line: number }>(
    `select d.batch_line as line from disputes d
     where d.batch_id = (select id from batches order by begun_at desc limit 1) order by 1`,
  )
  expect(stand.map(({ line }) => line).filter((line) => line <= 12)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  expect(await filesNow()).toBe(before + stand.length)
  expect(stand.length).toBeLessThan(29)
  await world.owner.query('drop trigger stop_at_eleven on disputes')
  expect((await sabotage('files', () => post('/api/batches', around(workbook)))).statusCode).toBe(500)
  const both = await Promise.all([post('/api/batches', around(workbook)), post('/api/batches', around(workbook))])
  expect(both.map((answer) => answer.statusCode)).toEqual([200, 200])
  expect(await filesNow()).toBe(before + 30)
  expect(await file(workbook)).toMatchObject({ filed: 30, left: 0 })
  const colleague = await post('/api/batches', around(workbook), 'second')
  expect(colleague.json()).toMatchObject({ status: 409, code: 'sheet_of_colleague' })
})

test('what may be there twice is shown with its reasons, and left out only where the clerk says so', async () => {
  const wages = (mark: string) => [
    {
      applicant: `祁小麦${mark}`,
      reach: '10055550101',
      other: '和顺建筑劳务公司',
      what: '盖完三号楼没有结工钱',
      amount: '8600',
    },
    {
      applicant: `祁小麦${mark}`,
      reach: '10055550101',
      other: '和顺建筑劳务公司',
      what: '盖完三号楼没有结工钱',
      amount: '8600',
    },
    {
      applicant: `温大禾${mark}`,
      reach: '10055550101',
      other: '和顺建筑劳务公司',
      what: '粉刷完没有结工钱',
      amount: '900',
    },
  ]
  const workbook = await sheetOf(wages(''))
  const first = await read(workbook)
  expect(first.shape_says).toBe('多人对一方')
  expect(first.lines.map(({ twice }) => twice)).toEqual([
    [],
    ['与第 2 行的申请人和对方相同，金额也相同，事由也相同'],
    ['与第 2 行留的电话相同'],
  ])
  const filed = await fileAll(workbook, { left_out: [3] })
  expect((await rowsOf(filed.batch_id)).map(({ line }) => line)).toEqual([2, 4])
  const again = await read(
    await sheetOf([...wages(''), { applicant: '新来的', other: '和顺建筑劳务公司', what: '欠工钱' }]),
  )
  expect(again.begun).toBeNull()
  expect(again.lines[0]?.known.map((it) => it.says.join())).toEqual(
    expect.arrayContaining([expect.stringContaining('申请人姓名相同：祁小麦')]),
  )
  expect(again.lines[3]?.known).toEqual([])
  // Left out before, it may still be written down: nothing of it was lost.
  expect(await file(workbook)).toMatchObject({ filed: 3, left: 0 })
})

test('taken back within a day: what nobody touched is withdrawn with the reason, the rest is listed, and nothing is gone', async () => {
  const filed = await fileAll(await sheetOf(loans(4, '丙')))
  const [touched] = await rowsOf(filed.batch_id)
  await post(`/api/disputes/${touched?.file.file_id}/steps/name_party`, { side: 'third', name: '担保人' })
  const events = (await world.owner.query('select count(*)::int as n from events')).rows[0].n
  const address = `/api/batches/${filed.batch_id}/undo`
  expect((await post(address, { because: '选错了表。' }, 'second')).json()).toMatchObject({ code: 'not_yours' })
  expect((await post(address, { because: '选错了表。' }, 'town')).statusCode).toBe(404)
  const undone = (await post(address, { because: '选错了表。' })).json()
  expect(undone).toMatchObject({ taken_back: 3, left: 0, kept: [{ line: 2, short_code: touched?.file.short_code }] })
  expect(undone.kept[0].says).toContain('已经有人办过')
  expect((await rowsOf(filed.batch_id)).map((row) => row.file.stage)).toEqual([
    'registered',
    'withdrawn',
    'withdrawn',
    'withdrawn',
  ])
  expect((await world.owner.query('select count(*)::int as n from events')).rows[0].n).toBe(events + 3)
  expect((await post(address, { because: '再来一次' })).json()).toMatchObject({ taken_back: 3, left: 0 })
  expect(await checkInvariants(world)).toEqual([])
  // The sheet may be written down anew, as another batch.
  expect((await fileAll(await sheetOf(loans(4, '丙')))).batch_id).not.toBe(filed.batch_id)
})

test('after a day nothing is taken back, nor are keys printed again', async () => {
  const filed = await fileAll(await sheetOf(loans(2, '丁')))
  setNow(secondsAfter(now(), 86_500))
  const undone = await post(`/api/batches/${filed.batch_id}/undo`, { because: '选错了表。' })
  expect(undone.json()).toMatchObject({ status: 409, code: 'batch_day_over' })
  expect((await (await door.as('director')).get(`/api/batches/${filed.batch_id}/receipts`)).statusCode).toBe(403)
})

test('a sheet names no place outside the unit’s own, and the green lane is for firms alone', async () => {
  const workbook = await sheetOf(loans(2, '戊'))
  const far = await post('/api/batches/check', around(workbook, { place_code: door.crew.far.place_code }))
  expect(far.json()).toMatchObject({ status: 422, code: 'place_not_ours' })
  expect((await read(workbook, { channel: 'CH15' })).faults).toEqual([])
  const person = await sheetOf([{ applicant: '祁小麦', other: '和顺公司', what: '没有结工钱' }])
  expect((await read(person, { channel: 'CH15' })).faults).toMatchObject([{ line: 2, column: '申请人类别' }])
  const filed = await fileAll(workbook, { channel: 'CH15' })
  const { rows } = await world.owner.query(
    'select distinct c.rule from clocks c join disputes d on d.file_id = c.file_id where d.batch_id = $1 order by 1',
    [filed.batch_id],
  )
  expect(rows.map(({ rule }) => rule)).toEqual(['T-01', 'T-06e'])
})
