import exceljs from 'exceljs'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { BESIDE } from '#test/cases/beside.ts'
import { request } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import { danger, OTHER_SIDE, TRIAGED, type Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { inScope } from '../db/scope.ts'
import { filesToGo, scopeToHandOver } from '../organisations/files-to-go.ts'
import { fillLedger } from './fill-ledger.ts'
import { asWords } from './sheet.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
afterEach(() => setNow(null))

type Line = {
  line: { file_id: string; applicant: string }
  state: string
  lacking: string[]
  colour: string | null
} & {
  people: string
  supervised: boolean
  leader: string
}
const ledger = async (who: Who, query = ''): Promise<Line[]> => {
  const answer = await (await door.as(who)).get(`/api/ledger?${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().lines
}
const ids = (lines: readonly Line[]) => lines.map(({ line }) => line.file_id)
const RED = { colour: 'red', grounds: ['gathering'], words: '两边都叫了人。' }

test('a matter is struck off once it is closed and its result was looked at, and not before', async () => {
  const on = await door.walkTo('settled')
  const mine = async () => (await ledger('town_director')).find(({ line }) => line.file_id === on.file_id)
  expect(await mine()).toMatchObject({ state: 'settled', lacking: ['还没有回访或者核实过结果'] })
  await door.take('director', 'close', on, { note: '' })
  expect(await mine()).toMatchObject({ state: 'settled', lacking: ['还没有回访或者核实过结果'] })
  expect(ids(await ledger('town_director', 'state=struck_off'))).not.toContain(on.file_id)
  const looked = { how: 'visit', visited: [on.applicant], found: '水沟通了。' }
  expect(await door.take('town_director', 'verify_result', on, looked)).toMatchObject({ status: 200 })
  expect(await mine()).toMatchObject({ state: 'struck_off', lacking: [] })
  expect(ids(await ledger('town_director', 'state=struck_off'))).toContain(on.file_id)
  // Visited and paid, it needs nobody else to look.
  const paid = await door.walkTo('followed_and_closed')
  expect(ids(await ledger('director', 'state=struck_off'))).toContain(paid.file_id)
  expect(await checkInvariants(world)).toEqual([])
})

test('the ledger is narrowed by colour, by what is supervised and what a leader keeps, in the reader’s own area alone', async () => {
  const [red, asked, kept] = [
    await door.walkTo('in_handling'),
    await door.walkTo('supervised'),
    await door.walkTo('packaged'),
  ]
  expect(await door.take('director', 'give_colour', red, RED)).toMatchObject({ status: 200 })
  const [reds, supervised, packaged] = [
    await ledger('town_director', 'colour=red'),
    await ledger('town_director', 'mark=supervised'),
    await ledger('leader', 'mark=packaged'),
  ]
  expect([ids(reds), ids(supervised), ids(packaged)]).toEqual([[red.file_id], [asked.file_id], [kept.file_id]])
  expect(reds[0]).toMatchObject({ colour: 'red', state: 'resolving' })
  expect(supervised[0]).toMatchObject({ supervised: true })
  expect(packaged[0]).toMatchObject({ leader: '岳镇长（镇长）' })
  expect(await ledger('far', 'colour=red')).toEqual([])
  expect((await (await door.as('director')).get('/api/ledger?state=nothing')).statusCode).toBe(422)
})

test('names stand masked in it to who does not handle the file, as in every list', async () => {
  const on = await door.walkTo('in_handling')
  const seen = async (who: Who) => JSON.stringify((await ledger(who)).find(({ line }) => line.file_id === on.file_id))
  expect(await seen('director')).toContain(request.your_name)
  for (const who of ['town_director', 'leader', 'county'] as const) {
    const line = await seen(who)
    expect(line, who).not.toContain(request.your_name)
    expect(line, who).not.toContain(OTHER_SIDE.name)
  }
})

test('the sheet says by whom, when, by what query and how many, and holds the same lines', async () => {
  const answer = await (await door.as('town_director')).get('/api/ledger/sheet?colour=red')
  const { name, base64, count, more } = answer.json()
  expect(name).toMatch(/^台账-\d{4}-\d{2}-\d{2}\.xlsx$/)
  const lines = await ledger('town_director', 'colour=red')
  expect([count, more]).toEqual([lines.length, false])
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(Uint8Array.from(Buffer.from(base64, 'base64')).buffer)
  const sheet = workbook.worksheets[0]
  const first = (row: number) => String(sheet?.getRow(row).getCell(1).value)
  expect(first(2)).toBe('条件：范围 本辖区；颜色 红')
  expect(first(3)).toContain(`${door.crew.town_director.unit_name} ${door.crew.town_director.name}`)
  expect(first(3)).toContain(`共 ${lines.length} 件`)
  expect(sheet?.rowCount).toBe(5 + lines.length)
  expect(JSON.stringify(sheet?.getRow(6).values)).not.toContain(request.your_name)
})

test('every sheet leaves a line in the log: who took out what, and how many', async () => {
  const before = (await world.owner.query("select id from administration_log where change = 'export_ledger'")).rowCount
  const { count } = (await (await door.as('town_director')).get('/api/ledger/sheet?colour=red')).json()
  const { rows } = await world.owner.query(
    "select by_person, by_post, after from administration_log where change = 'export_ledger' order by id desc",
  )
  expect(rows).toHaveLength((before ?? 0) + 1)
  expect(rows[0]).toMatchObject({
    by_person: door.crew.town_director.person_id,
    after: { query: '范围 本辖区；颜色 红', files: count },
  })
})

test('who stands beside a party is masked too, in the ledger and in what leaders read of the file', async () => {
  const on = await door.walkTo('in_handling')
  const present = (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json().parties
  const agreed_by = present.map((it: { id: string }) => it.id)
  const { name } = BESIDE.helper(on)
  const helper = { ...BESIDE.helper(on), agreed_by }
  expect(await door.take('director', 'name_helper', on, helper)).toMatchObject({ status: 200 })
  const told = { text: `${name}说沟还堵着。`, next: '' }
  expect(await door.take('director', 'note_progress', on, told)).toMatchObject({ status: 200 })
  const seen = async (who: Who) => {
    const line = (await ledger(who)).find((it) => it.line.file_id === on.file_id)
    const page = (await (await door.as(who)).get(`/api/disputes/${on.file_id}`)).json()
    return [JSON.stringify(line), JSON.stringify(page.oversight)]
  }
  for (const text of await seen('director')) expect(text).toContain(name)
  for (const text of await seen('town_director')) {
    expect(text).toContain('说沟还堵着')
    expect(text).not.toContain(name)
  }
})

test('what is asked of a place somebody was sent to is not shown to who may not know of it, however late', async () => {
  const on = await door.walkTo('referred')
  setNow(secondsAfter(now(), 20 * 86_400))
  const late = await world.owner.query<{ part: string }>(
    "select part from clocks where file_id = $1 and state = 'running' and due_on < $2",
    [on.file_id, now().slice(0, 10)],
  )
  expect(late.rows).toEqual([{ part: 'referral' }])
  const page = (await (await door.as('town_director')).get(`/api/disputes/${on.file_id}`)).json()
  expect(page.oversight.overdue).toEqual([])
  const { stuck } = (await (await door.as('town_director')).get('/api/leaders-page')).json()
  expect(stuck.lines.map((it: { file_id: string }) => it.file_id)).not.toContain(on.file_id)
  // Nor is it counted: the file is overdue, and no office late with it but the one that was sent for.
  const { rows } = await world.owner.query(
    'select owed_on < $2 as owed, coalesce(late_on < $2, false) as late from files where id = $1',
    [on.file_id, now().slice(0, 10)],
  )
  expect(rows).toEqual([{ owed: true, late: false }])
})

test('what a spreadsheet might run as a formula stands there as words', () => {
  for (const text of ['=1+1', '+86', '-1', '@x', '\t=1', '＝HYPERLINK("x")']) expect(asWords(text)).toBe(`'${text}`)
  expect(asWords('水沟=界')).toBe('水沟=界')
})

test('the leader’s page: what may blow up, what is stuck, what keeps recurring, each with its files', async () => {
  const page = async (who: Who) => (await (await door.as(who)).get('/api/leaders-page')).json()
  const red = await door.walkTo('in_handling')
  await door.take('director', 'give_colour', red, RED)
  const now = await page('town_director')
  const first = now.may_blow_up.lines.find((it: { file_id: string }) => it.file_id === red.file_id)
  expect(first).toMatchObject({ why: '红色：有人员聚集、可能危及安全的苗头' })
  expect(JSON.stringify(now)).not.toContain(request.your_name)
  expect(JSON.stringify(now)).not.toMatch(/成功率|调成率|化解率|排名/)
  // Three files of one village and one type within a month.
  for (let nth = 0; nth < 3; nth += 1) await door.walkTo('dispatched')
  const again = (await page('town_director')).recurring
  expect(again.some((it: { count: number; files: object[] }) => it.count >= 3 && it.files.length >= 3)).toBe(true)
  const late = await door.walkTo('late')
  const then = await page('town_director')
  expect(then.stuck.lines.map((it: { file_id: string }) => it.file_id)).toContain(late.file_id)
  expect((await page('far')).may_blow_up.lines).toEqual([])
  expect(await (await door.as('second')).get('/api/leaders-page')).toMatchObject({ statusCode: 403 })
})

test('money and people stand in it as they were told when it was triaged', async () => {
  const on = await door.walkTo('registered')
  const told = { ...TRIAGED, amount_yuan: '3500.50', people_count: 30 }
  expect(await door.take('director', 'triage', on, told)).toMatchObject({ status: 200 })
  const line = (await ledger('director')).find((it) => it.line.file_id === on.file_id)
  expect(line).toMatchObject({ amount: '3500.50', people_count: 30 })
})

test('no party reads of a supervision, a package, a colour or a report upward', async () => {
  const on = await door.walkTo('supervised')
  await door.take('town_director', 'open_package', on, {
    ...{ leader: '岳镇长', leader_post: '镇长', unit_id: door.crew.director.unit_id, members: '', because: '久拖。' },
    ...{ plan: '先修沟。', release_when: '修好。', milestones: [{ what: '修沟', by: '2099-01-01' }] },
  })
  await door.take('director', 'give_colour', on, RED)
  const reported = { to: 'town', situation: '叫了人。', measures: '劝了。', needs: '' }
  expect(await door.take('director', 'report_major', on, reported)).toMatchObject({ status: 200 })
  const staff = (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).body
  const hers = (await (await door.as('applicant', on)).get('/api/my-dispute')).body
  expect(hers).toContain(on.file_id)
  for (const word of ['督办', '包案', '岳镇长', '红色', '重大矛盾纠纷', '叫了人']) {
    expect(staff, word).toContain(word)
    expect(hers, word).not.toContain(word)
  }
})

test('files from before the ledger get their place in it once', async () => {
  await world.owner.query('alter table files no force row level security')
  const on = await door.walkTo('in_handling')
  await world.owner.query("update files set ledger = null, dispute_type = 'M99' where id = $1", [on.file_id])
  expect(await checkInvariants(world)).toEqual([
    expect.stringMatching(/台账里的状态应为 resolving/),
    expect.stringMatching(/台账里的类型应为 null，实为 M99/),
  ])
  expect(await fillLedger(world)).toBe(1)
  expect(await fillLedger(world)).toBe(0)
  expect(await checkInvariants(world)).toEqual([])
})

test('a supervising unit that is merged away leaves nothing behind: the file goes over with what it asked', async () => {
  const on = await door.walkTo('supervised')
  const going = { kind: 'unit' as const, from_unit: door.crew.town_director.unit_id, to_unit: door.crew.far.unit_id }
  const found = await inScope(world.pool, scopeToHandOver(going, '2099-01-01'), (trx) => filesToGo(trx, going))
  expect(found).toContain(on.file_id)
})

test('what is stuck counts matters, not duties, and knows what is late within its day; the police not told stand with red', async () => {
  type Shown = { count: number; lines: { file_id: string; why: string }[] }
  const page = async (): Promise<{ stuck: Shown; may_blow_up: Shown }> =>
    (await (await door.as('town_director')).get('/api/leaders-page')).json()
  const threatened = await door.walkTo('in_handling')
  expect(await door.take('director', 'report_danger', threatened, danger(threatened))).toMatchObject({ status: 200 })
  const on = await door.walkTo('in_handling')
  await door.take('director', 'give_colour', on, { ...RED, colour: 'orange' })
  const before = await page()
  const orange = before.may_blow_up.lines.findIndex((it) => it.file_id === on.file_id)
  const unheard = before.may_blow_up.lines.findIndex((it) => it.file_id === threatened.file_id)
  expect(before.may_blow_up.lines[unheard]?.why).toBe('报告了激化风险，公安机关还没有接报')
  // The older of the two, and still before it.
  expect([unheard >= 0, unheard < orange]).toEqual([true, true])

  await world.owner.query('alter table clocks no force row level security')
  await world.owner.query('alter table files no force row level security')
  const late = `update clocks set due_on = $2, due_at = $3 where file_id = $1 and state = 'running' and due_at is not null`
  const justNow = new Date(Date.parse(now()) - 1).toISOString()
  const { rowCount } = await world.owner.query(late, [on.file_id, dayIn(justNow), justNow])
  expect(rowCount).toBeGreaterThan(1)
  // As the file's own writer would: at some hours of the day nothing of it is owed before tomorrow.
  await world.owner.query('update files set owed_on = $2, late_on = $2 where id = $1', [on.file_id, dayIn(justNow)])
  const after = await page()
  expect(after.stuck.count).toBe(before.stuck.count + 1)
  expect(after.stuck.lines.filter((it) => it.file_id === on.file_id)).toEqual([
    expect.objectContaining({ why: expect.stringMatching(/，今天已经超过时限$/) }),
  ])
})
