import { randomUUID } from 'node:crypto'
import exceljs from 'exceljs'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { now, setNow } from '#server/clock.ts'
import { enter, request, speaker } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let court: ReturnType<typeof speaker>
let courtUnit: number
let petition: ReturnType<typeof speaker>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  court = speaker(app, { cookie: await enter(world, 'pei.siqi') })
  petition = speaker(app, { cookie: await enter(world, 'li.xiaoman') })
  const { rows } = await world.owner.query("select id::int from units where kind = 'court'")
  courtUnit = rows[0].id
})
afterEach(() => setNow(null))

const today = () => dayIn(now())
const measure = (more: object = {}) => ({
  ...{ number: '3', text: '建好调解员名册。', source: '枫委发〔2026〕1号', due_on: addDays(today(), 5) },
  ...{ lead_unit: door.crew.department.unit_id, units: [courtUnit] },
  ...more,
})
const ask = async (by: ReturnType<typeof speaker>, url: string, body: object, key?: string) => {
  const answer = await by.post(`/api/registers/${url}`, body, key)
  return { status: answer.statusCode, ...(answer.json() as { id: string; code?: string; faults?: unknown }) }
}
const post = async (who: Who, url: string, body: object) => ask(await door.as(who), url, body)
const list = async (by: ReturnType<typeof speaker>, query: string) => {
  const answer = await by.get(`/api/registers?${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as { items: Item[]; may_add: boolean }
}
type Item = {
  id: string
  state: string
  state_says: string
  late: boolean
  can: string[]
  lines: { nth: number; unit_id: number; state: string; late: boolean; can: string[] }[]
  entries: { act: string; text: string; by: string }[]
  files: { short_code: string }[]
}
const one = async (by: ReturnType<typeof speaker>, id: string, kind = 'measure') =>
  (await list(by, `kind=${kind}`)).items.find((it) => it.id === id)
const done = { on: '2026-01-06', text: '名册建好了。', done: true }

test('a measure is laid down, reported by each unit, looked at by another, and done once each line was confirmed', async () => {
  const { id, status } = await post('leader', 'measures', measure())
  expect(status).toBe(201)
  const department = await door.as('department')
  const leader = await door.as('leader')
  expect(await one(court, id)).toMatchObject({ state: 'going_on', lines: [{ can: [] }, { can: ['report'] }] })
  expect(await ask(court, `${id}/report`, { ...done, line: 1 })).toMatchObject({ status: 200 })
  // Who leads looks at the other's result; nobody at her own unit's.
  expect(await ask(court, `${id}/confirm`, { line: 1, how: 'papers', text: '看了' })).toMatchObject({
    code: 'not_yours',
  })
  expect((await one(department, id))?.lines[1]?.can).toEqual(['confirm', 'send_back'])
  expect(await ask(department, `${id}/send-back`, { line: 1, text: '少两个人。' })).toMatchObject({ status: 200 })
  expect(await ask(department, `${id}/confirm`, { line: 1, how: 'papers', text: '看了' })).toMatchObject({
    code: 'nothing_to_confirm',
  })
  expect(await ask(court, `${id}/report`, { ...done, line: 1 })).toMatchObject({ status: 200 })
  expect(await ask(department, `${id}/confirm`, { line: 1, how: 'papers', text: '齐了。' })).toMatchObject({
    status: 200,
  })
  expect(await ask(court, `${id}/report`, { ...done, line: 1 })).toMatchObject({ status: 409, code: 'line_done' })
  expect(await ask(court, `${id}/report`, { ...done, line: 2 })).toMatchObject({ status: 404 })
  expect(await ask(department, `${id}/report`, { ...done, line: 0 })).toMatchObject({ status: 200 })
  expect(await ask(department, `${id}/confirm`, { line: 0, how: 'papers', text: '看了' })).toMatchObject({
    status: 403,
    code: 'own_result',
  })
  expect(await one(leader, id)).toMatchObject({ state: 'going_on' })
  expect(await ask(leader, `${id}/confirm`, { line: 0, how: 'on_site', text: '看了。' })).toMatchObject({ status: 200 })
  const seen = await one(leader, id)
  expect(seen).toMatchObject({ state: 'done', late: false, entries: { length: 6 } })
  expect(seen?.entries[5]?.text).toBe('到现场看了：看了。')
})

test('what is late is reckoned from the day it is read on; nothing is stored of it', async () => {
  const { id } = await post('dispatcher', 'measures', measure())
  const leader = await door.as('leader')
  expect(await one(leader, id)).toMatchObject({ late: false })
  setNow(`${addDays(today(), 6)}T01:00:00.000Z`)
  const later = speaker(app, { cookie: await enter(world, door.crew.leader.sign_in_name) })
  expect(await one(later, id)).toMatchObject({ late: true, lines: [{ late: true }, { late: true }] })
  expect((await list(later, 'kind=measure&only=late')).items.map((it) => it.id)).toContain(id)
  expect((await list(later, 'kind=measure&only=over')).items.map((it) => it.id)).not.toContain(id)
})

test('who is not concerned neither sees an item nor writes under it', async () => {
  const { id } = await post('leader', 'measures', measure())
  for (const who of ['director', 'town_director', 'police', 'far', 'justice'] as const) {
    const by = await door.as(who)
    expect(await one(by, id), who).toBeUndefined()
    expect(await ask(by, `${id}/report`, { ...done, line: 0 }), who).toMatchObject({ status: 404 })
    expect(await ask(by, `${id}/end`, { text: '不办了。' }), who).toMatchObject({ status: 404 })
  }
  expect(await one(await door.as('county'), id)).toMatchObject({ can: [], lines: [{ can: [] }, { can: [] }] })
  for (const who of ['grid', 'admin', 'auditor', 'privacy'] as const)
    expect((await (await door.as(who)).get('/api/registers?kind=measure')).statusCode, who).toBe(403)
})

test('a town’s list names units of the town, a site lies in the area, and what is not there is said beside its field', async () => {
  const { director, town_director, far } = door.crew
  expect(
    await post('town_director', 'measures', measure({ lead_unit: director.unit_id, units: [courtUnit] })),
  ).toMatchObject({ status: 422, faults: [{ path: 'units.0', says: expect.stringContaining('不在您管的地方') }] })
  expect(await post('town_director', 'measures', measure({ lead_unit: director.unit_id, units: [] }))).toMatchObject({
    status: 201,
  })
  expect(await post('leader', 'measures', measure({ due_on: addDays(today(), -1) }))).toMatchObject({
    faults: [{ path: 'due_on', says: '这一天已经过了：请选今天或者以后。' }],
  })
  expect(await post('leader', 'measures', measure({ lead_unit: 999_999 }))).toMatchObject({
    faults: [{ path: 'lead_unit', says: '没有这个单位，或者已经停用：请重新选择。' }],
  })
  const site = { place_code: director.place_code, unit_id: courtUnit, since: '2026-01-05', text: '小事不出村。' }
  expect(await post('town_director', 'sites', { ...site, place_code: far.place_code })).toMatchObject({
    faults: [{ path: 'place_code' }],
  })
  expect(await post('leader', 'sites', { ...site, place_code: 990_326_999_999_000 })).toMatchObject({
    faults: [{ path: 'place_code' }],
  })
  const { id } = await post('leader', 'sites', site)
  // The village sees what stands on its ground, the sponsor tells how it goes, who laid it down ends it.
  expect(await one(await door.as('director'), id, 'site')).toMatchObject({ can: [] })
  expect(await one(court, id, 'site')).toMatchObject({ can: ['report'] })
  const ahead = { on: addDays(today(), 1), text: '去看了一次。' }
  expect(await ask(court, `${id}/report`, ahead)).toMatchObject({ faults: [{ path: 'on', says: '这一天还没有到。' }] })
  expect(await ask(court, `${id}/report`, { ...ahead, on: today() })).toMatchObject({ status: 200 })
  expect(await ask(court, `${id}/end`, { text: '期满。' })).toMatchObject({ status: 403 })
  // Nor does the town it lies in: the county chose it.
  expect(await post('town_director', `${id}/end`, { text: '期满。' })).toMatchObject({ status: 403, code: 'not_yours' })
  expect(await one(await door.as('town_director'), id, 'site')).toMatchObject({ can: ['report'] })
  const own = await post('town_director', 'sites', site)
  expect(await post('town_director', `${own.id}/end`, { text: '期满。' })).toMatchObject({ status: 200 })
  expect(await post('leader', 'sites', { ...site, since: addDays(today(), 1) })).toMatchObject({
    faults: [{ path: 'since', says: '这一天还没有到。' }],
  })
  expect(await post('leader', `${id}/end`, { text: '期满。' })).toMatchObject({ status: 200 })
  expect(await post('leader', `${id}/end`, { text: '期满。' })).toMatchObject({ status: 409, code: 'register_over' })
  expect(town_director.unit_id).not.toBe(courtUnit)
})

test('a unit lays down its own paper, and who supervises checks it', async () => {
  const paper = { paper_kind: 'plan', title: '诉源治理工作方案', number: '', on: today(), kept_at: '档案柜', text: '' }
  expect(await ask(court, 'papers', { ...paper, on: addDays(today(), 1) })).toMatchObject({ faults: [{ path: 'on' }] })
  const { id } = await ask(court, 'papers', paper)
  expect(await one(court, id, 'paper')).toMatchObject({ can: ['end'], lines: [{ state: 'claimed', can: ['report'] }] })
  expect(await one(petition, id, 'paper')).toBeUndefined()
  expect(await post('leader', `${id}/confirm`, { line: 0, how: 'papers', text: '有分工。' })).toMatchObject({
    status: 200,
  })
  expect(await one(court, id, 'paper')).toMatchObject({ state: 'done', state_says: '核对过' })
})

test('a reception: arranged, written down without names, what was promised laid on its unit, files seen by who may see them', async () => {
  const on = await door.walkTo('in_handling')
  const plan = { way: 'receive', leader: '岳某', leader_post: '副县长', on: today(), where: '接访室' }
  const { id } = await ask(petition, 'receptions', plan)
  const byLeader = await post('leader', 'receptions', plan)
  const held = {
    // As people type it: small, without its hyphen.
    ...{ on: today(), came: 3, text: '反映水沟被占。', codes: [on.short_code.toLowerCase().replace('-', '')] },
    promises: [
      { what: '请水务看水位', unit_id: door.crew.department.unit_id, by: addDays(today(), 3) },
      { what: '去现场看一次', unit_id: courtUnit, by: addDays(today(), 3) },
    ],
  }
  // Her unit has nothing to do with that file: for her it is not there.
  expect(await ask(petition, `${id}/hold`, held)).toMatchObject({
    faults: [{ path: 'codes.0', says: expect.stringContaining('没有找到，或者您无权查看') }],
  })
  expect(await ask(petition, `${id}/hold`, { ...held, codes: [], on: addDays(today(), 1) })).toMatchObject({
    faults: [{ path: 'on' }],
  })
  expect(
    await ask(petition, `${id}/hold`, { ...held, codes: [], promises: [{ ...held.promises[0], unit_id: 999_999 }] }),
  ).toMatchObject({ faults: [{ path: 'promises.0.unit_id' }] })
  const early = [{ ...held.promises[0], by: addDays(today(), -1) }]
  expect(await ask(petition, `${id}/hold`, { ...held, codes: [], promises: early })).toMatchObject({
    faults: [{ path: 'promises.0.by', says: '最晚的日子不能早于接访的那天。' }],
  })
  expect(await one(court, id, 'reception')).toBeUndefined()
  expect(await ask(petition, `${id}/hold`, { ...held, codes: [] })).toMatchObject({ status: 200 })
  expect(await ask(petition, `${id}/hold`, { ...held, codes: [] })).toMatchObject({ status: 409, code: 'already_held' })
  // A unit sees what was promised for it and what was written about that: nothing of the rest, on the sheet neither.
  expect(await one(court, id, 'reception')).toMatchObject({
    ...{ state: 'going_on', can: [], entries: [] },
    lines: [{ nth: 1, can: ['report'] }],
  })
  const department = await door.as('department')
  expect(await ask(department, `${id}/report`, { ...done, text: '水务看过了。', line: 0 })).toMatchObject({
    status: 200,
  })
  expect(await ask(court, `${id}/report`, { ...done, line: 1 })).toMatchObject({ status: 200 })
  expect(await one(court, id, 'reception')).toMatchObject({
    entries: [{ text: expect.stringContaining('名册建好了') }],
  })
  const all = JSON.stringify(await one(petition, id, 'reception'))
  const hers = JSON.stringify(await one(court, id, 'reception'))
  const sheet = new exceljs.Workbook()
  const { base64 } = (await court.get('/api/registers/sheet?kind=reception')).json()
  await sheet.xlsx.load(Uint8Array.from(Buffer.from(base64, 'base64')).buffer)
  const printed = JSON.stringify(sheet.worksheets[0]?.getSheetValues())
  expect(printed).toContain('去现场看一次')
  for (const word of ['反映水沟被占', '请水务看水位', '水务看过了']) {
    expect(all).toContain(word)
    expect(hers).not.toContain(word)
    expect(printed).not.toContain(word)
  }
  const look = { how: 'asked', text: '问过了。' }
  expect(await ask(petition, `${id}/confirm`, { line: 0, ...look })).toMatchObject({ status: 200 })
  // What was written down is not dropped by whoever arranged it.
  expect(await ask(petition, `${id}/end`, { text: '不办了。' })).toMatchObject({ status: 403, code: 'not_yours' })
  expect(await ask(petition, `${id}/confirm`, { line: 1, ...look })).toMatchObject({ status: 200 })
  expect(await one(petition, id, 'reception')).toMatchObject({ state_says: '答应的都办了' })
  const off = await ask(petition, 'receptions', plan)
  expect(await ask(petition, `${off.id}/end`, { text: '改期。' })).toMatchObject({ status: 200 })

  // The leader sees the file, so its code may stand there; the name of who came may not.
  const named = { ...held, text: `${request.your_name}反映水沟被占。` }
  expect(await post('leader', `${byLeader.id}/hold`, named)).toMatchObject({
    faults: [{ path: 'text', says: expect.stringContaining('写了当事人或者相关的人的姓名') }],
  })
  expect(await post('leader', `${byLeader.id}/hold`, held)).toMatchObject({ status: 200 })
  expect((await one(await door.as('leader'), byLeader.id, 'reception'))?.files).toMatchObject([
    { short_code: on.short_code },
  ])
  // Whatever is written under it later names nobody of that file either.
  expect(await ask(court, `${byLeader.id}/report`, { ...done, line: 1 })).toMatchObject({ status: 200 })
  for (const [url, body] of [
    ['confirm', { line: 1, how: 'asked', text: `问了${request.your_name}。` }],
    ['send-back', { line: 1, text: `${request.your_name}说没去。` }],
    ['end', { text: `${request.your_name}撤了。` }],
  ] as const)
    expect(await post('leader', `${byLeader.id}/${url}`, body), url).toMatchObject({ faults: [{ path: 'text' }] })
  const theirs = await court.get('/api/registers?kind=reception')
  expect(theirs.json().items.find((it: Item) => it.id === byLeader.id)).toMatchObject({ files: [] })
  expect(theirs.body).not.toContain(on.short_code)
})

test('the same request sent twice writes once; another body under its key is refused', async () => {
  const key = randomUUID()
  const leader = await door.as('leader')
  const first = await ask(leader, 'measures', measure({ number: '88' }), key)
  expect((await ask(leader, 'measures', measure({ number: '88' }), key)).id).toBe(first.id)
  expect(await ask(leader, 'measures', measure({ number: '89' }), key)).toMatchObject({ code: 'key_reused' })
  const { rows } = await world.owner.query(
    "select count(*)::int as n from register_items where body ->> 'number' = '88'",
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('of two who confirm at once the second waits, and is told what the first wrote', async () => {
  const { id } = await post('leader', 'measures', measure({ units: [] }))
  await post('department', `${id}/report`, { ...done, line: 0 })
  const look = { line: 0, how: 'papers', text: '看了。' }
  const first = await world.owner.connect()
  try {
    await first.query('begin')
    await first.query('select pg_advisory_xact_lock(990331)')
    const second = post('dispatcher', `${id}/confirm`, look)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await first.query(
      `insert into register_entries (id, item_id, nth, act, line, body, at, by_person, by_post, test_time)
       values (gen_random_uuid(), $1, 2, 'confirm', 0, $2, $3, $4, $5, true)`,
      [id, JSON.stringify(look), now(), door.crew.leader.person_id, door.crew.leader.post_id],
    )
    await first.query('commit')
    expect(await second).toMatchObject({ status: 409, code: 'line_done' })
  } finally {
    first.release()
  }
})

test('whose post ended while her request waited is told so, and nothing is written', async () => {
  const { id } = await post('leader', 'measures', measure())
  const until = (day: string | null) =>
    world.owner.query(
      "update posts set until = $1 where person_id = (select id from people where sign_in_name = 'pei.siqi')",
      [day],
    )
  const first = await world.owner.connect()
  try {
    await first.query('begin')
    await first.query('select pg_advisory_xact_lock(990331)')
    const waiting = ask(court, `${id}/report`, { ...done, line: 1 })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await until(addDays(today(), -1))
    await first.query('commit')
    expect(await waiting).toMatchObject({ status: 401, code: 'rights_changed' })
  } finally {
    first.release()
    await until(null)
  }
  expect(await one(court, id)).toMatchObject({ entries: [] })
})

test('who comes after a unit sees what was laid on it and answers for it', async () => {
  const { rows } = await world.owner.query(
    `insert into units (number, kind, name, place_code, phone, address, hours, takes_requests)
     select max(number) + 1, 'department', '枫溪县旧水务局', 990326000000000, '', '', '', false from units returning id::int`,
  )
  const old = rows[0].id
  const { id } = await post('leader', 'measures', measure({ lead_unit: old, units: [] }))
  const department = await door.as('department')
  expect(await one(department, id)).toBeUndefined()
  await world.owner.query(
    `insert into successions (id, kind, at, by_person, by_post, reason, from_unit, to_unit, total, finished_at, test_time)
     values (gen_random_uuid(), 'unit', '2026-01-05T01:00:00Z', $1, $2, '机构合并', $3, $4, 0, '2026-01-05T01:00:00Z', true)`,
    [door.crew.admin.person_id, door.crew.admin.post_id, old, door.crew.department.unit_id],
  )
  expect(await one(department, id)).toMatchObject({ lines: [{ can: ['report'] }] })
  expect(await ask(department, `${id}/report`, { ...done, line: 0 })).toMatchObject({ status: 200 })
  expect(await ask(department, `${id}/confirm`, { line: 0, how: 'papers', text: '看了' })).toMatchObject({
    code: 'own_result',
  })
})

test('what waits for somebody stands on her desk in numbers: what her unit owes, what is late of it, what is hers to look at', async () => {
  const fresh = await newWorld()
  const its = await newApp(fresh)
  const by = async (name: string) => speaker(its, { cookie: await enter(fresh, name) })
  const { crew } = door
  const duties = async (who: ReturnType<typeof speaker>) => (await who.get('/api/registers/duties')).json().duties
  const late = measure({ due_on: addDays(today(), -1), lead_unit: courtUnit, units: [crew.leader.unit_id] })
  const told = now()
  setNow(`${addDays(today(), -3)}T01:00:00.000Z`)
  const { id } = await ask(await by(crew.leader.sign_in_name), 'measures', late)
  setNow(told)
  const leader = await by(crew.leader.sign_in_name)
  const theirs = await by('pei.siqi')
  const mine = async (who: ReturnType<typeof speaker>, kind: string) =>
    (await list(who, `kind=${kind}&only=mine`)).items.map((it) => it.id)
  expect(await mine(theirs, 'measure')).toEqual([id])
  expect(await duties(theirs)).toEqual([{ kind: 'measure', owed: 1, late: 1, to_look_at: 0 }])
  expect(await duties(leader)).toEqual([{ kind: 'measure', owed: 1, late: 1, to_look_at: 0 }])
  await ask(theirs, `${id}/report`, { ...done, line: 0 })
  expect(await duties(theirs)).toEqual([])
  expect([await mine(theirs, 'measure'), await mine(leader, 'measure')]).toEqual([[], [id]])
  expect(await duties(leader)).toEqual([{ kind: 'measure', owed: 1, late: 1, to_look_at: 1 }])
  const officer = await by('li.xiaoman')
  const plan = { way: 'receive', leader: '岳某', leader_post: '副县长', where: '接访室' }
  await ask(officer, 'receptions', { ...plan, on: addDays(today(), 1) })
  expect(await duties(officer)).toEqual([])
  await ask(officer, 'receptions', { ...plan, on: addDays(today(), -1) })
  expect(await duties(officer)).toEqual([{ kind: 'reception', owed: 1, late: 1, to_look_at: 0 }])
  const director = await by(crew.director.sign_in_name)
  expect(await duties(director)).toEqual([])
  // A village's paper is its town's to look at; a paper of the town's own centre the county's.
  const paper = { paper_kind: 'plan', title: '方案', number: '', on: today(), kept_at: '柜里', text: '' }
  const village = await ask(director, 'papers', paper)
  const town = await by(crew.town_director.sign_in_name)
  expect([await mine(town, 'paper'), await mine(leader, 'paper')]).toEqual([[village.id], []])
  const centre = await ask(town, 'papers', paper)
  expect([await mine(town, 'paper'), await mine(leader, 'paper')]).toEqual([[village.id], [centre.id]])
  expect((await duties(leader)).at(-1)).toEqual({ kind: 'paper', owed: 0, late: 0, to_look_at: 1 })
})

test('the sheet says by whom, when, by what query and how many; that it left stands in the log', async () => {
  const answer = await (await door.as('leader')).get('/api/registers/sheet?kind=measure&only=going_on')
  const { name, base64, count } = answer.json()
  expect(name).toMatch(/^责任清单-\d{4}-\d{2}-\d{2}\.xlsx$/)
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(Uint8Array.from(Buffer.from(base64, 'base64')).buffer)
  const rows = workbook.worksheets[0]?.getSheetValues() as unknown[][]
  const text = (nth: number) => String(rows[nth]?.[1])
  expect(text(2)).toBe('条件：清单 责任清单；只看 还在办')
  expect(text(3)).toContain(`共 ${count} 条`)
  expect(rows[5]).toContain('责任单位')
  expect(rows).toHaveLength(6 + count)
  expect(rows[6]).toContain('建好调解员名册。')
  const log = await (await door.as('auditor')).get('/api/administration/log?change=export_ledger')
  expect(log.json().lines[0].fields).toMatchObject([
    { field: '条件', after: '清单 责任清单；只看 还在办' },
    { field: '清单条数', after: String(count) },
  ])
})
