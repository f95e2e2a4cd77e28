import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { officialText } from '#domain/organisations/places.ts'
import { linesOf, standing } from '#domain/registers/lines.ts'
import { REGISTER_NAMES } from '#domain/registers/words.ts'
import { now, setNow } from '#server/clock.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { administrator, faultsOf } from '#test/administrator.ts'
import { enter, request, speaker } from '#test/make.ts'
import { orphans } from '#test/nothing-orphaned.ts'
import { type Walks, walks } from '#test/walks.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { namesIn, namesOf } from './files.ts'
import { closedItems, MOST_CLOSED, openItems } from './load.ts'
import { inOneCell } from './sheet.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let admin: Awaited<ReturnType<typeof administrator>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  admin = await administrator(world, app)
})
afterEach(() => setNow(null))

type Speaker = ReturnType<typeof speaker>
const today = () => dayIn(now())
const by = async (name: string) => speaker(app, { cookie: await enter(world, name) })
const leader = () => by(door.crew.leader.sign_in_name)
const ask = async (who: Speaker, url: string, body: object) => {
  const answer = await who.post(`/api/registers/${url}`, body)
  return { status: answer.statusCode, ...(answer.json() as { id: string; code?: string; faults?: unknown }) }
}
const seen = async (who: Speaker, kind: string): Promise<{ id: string; title: string; can: string[] }[]> =>
  (await who.get(`/api/registers?kind=${kind}`)).json().items
const measure = (lead_unit: number, units: number[] = []) => ({
  ...{ number: '1', text: '建好名册。', source: '一号文', due_on: addDays(today(), 5), lead_unit, units },
})
const done = { on: '2026-01-06', text: '建好了。', done: true, line: 0 }
const look = { line: 0, how: 'papers', text: '看了。' }
let made = 0
/** An office of the county with nobody in it. */
async function office(): Promise<number> {
  made += 1
  const { rows } = await world.owner.query(
    `insert into units (number, kind, name, place_code, phone, address, hours, takes_requests)
     select max(number) + 1, 'department', $1, 990326000000000, '', '', '', false from units returning id::int`,
    [`枫溪县旧水务局${made}`],
  )
  return rows[0].id
}
const end = async (unit: number) => {
  await admin.enterAgain()
  return admin.post(`/units/${unit}/end`, {})
}

test('a unit is not ended while lines, sites or receptions lie on it; nothing is left to nobody', async () => {
  const unit = await office()
  const boss = await leader()
  const { id } = await ask(boss, 'measures', measure(door.crew.department.unit_id, [unit]))
  const place_code = door.crew.director.place_code
  const site = await ask(boss, 'sites', { place_code, unit_id: unit, since: today(), text: '小事不出村。' })
  const plan = { way: 'receive', leader: '岳某', leader_post: '副县长', on: today(), where: '接访室' }
  const reception = await ask(boss, 'receptions', plan)
  const promises = [{ what: '修路', unit_id: unit, by: today() }]
  await ask(boss, `${reception.id}/hold`, { on: today(), came: 1, text: '路', codes: [], promises })
  const refused = await end(unit)
  expect(refused.statusCode).toBe(409)
  expect(faultsOf(refused)[0]?.says).toMatch(/工作清单里还有 3 项.*先办完.*机构合并/)
  // Had it been ended all the same, each of them would be nobody's.
  await world.owner.query('update units set until = $2 where id = $1', [unit, today()])
  expect(await orphans(world, today())).toEqual(
    ['measure', 'reception', 'site'].map(
      (it) => `${it} of the registers lies on a unit that has ended, and nobody came after it`,
    ),
  )
  await world.owner.query('update units set until = null where id = $1', [unit])
  for (const it of [id, site.id, reception.id])
    expect(await ask(boss, `${it}/end`, { text: '不办了。' })).toMatchObject({ status: 200 })
  expect((await end(unit)).statusCode).toBe(200)
  expect(await orphans(world, today())).toEqual([])
})

test('what lay on a merged unit holds its successor too; a confirmed line holds nobody', async () => {
  const [old, next] = [await office(), await office()]
  const boss = await leader()
  const { id } = await ask(boss, 'measures', measure(old))
  await admin.enterAgain()
  expect((await admin.post(`/units/${old}/succession`, { to_unit: next })).statusCode).toBe(200)
  expect(await orphans(world, today())).toEqual([])
  expect(faultsOf(await end(next))).toHaveLength(1)
  const clerk = door.crew.department
  await world.owner.query(
    `insert into register_entries (id, item_id, nth, act, line, body, at, by_person, by_post, test_time)
     values (gen_random_uuid(), $1, 1, 'report', 0, $2, $3, $4, $5, true)`,
    [id, JSON.stringify(done), now(), clerk.person_id, clerk.post_id],
  )
  expect(await ask(await leader(), `${id}/confirm`, look)).toMatchObject({ status: 200 })
  expect((await end(next)).statusCode).toBe(200)
})

test('nothing is laid on a unit that is being ended in the same second', async () => {
  const unit = await office()
  const boss = await leader()
  const first = await world.owner.connect()
  try {
    await first.query('begin')
    await first.query('select pg_advisory_xact_lock(990327)')
    const waiting = ask(boss, 'measures', measure(unit))
    await new Promise((resolve) => setTimeout(resolve, 300))
    await first.query('update units set until = $2 where id = $1', [unit, today()])
    await first.query('commit')
    expect(await waiting).toMatchObject({ status: 422, faults: [{ path: 'lead_unit' }] })
  } finally {
    first.release()
  }
})

test('whose unit got another code while her request waited is told so, and nothing is written under the old one', async () => {
  const { police } = door.crew
  const unit = 'update units set place_code = $2 where id = $1'
  const officer = await by(police.sign_in_name)
  const first = await world.owner.connect()
  try {
    await first.query('begin')
    await first.query('select pg_advisory_xact_lock(990327)')
    const waiting = ask(officer, 'papers', { paper_kind: 'plan', title: '方案', on: today(), kept_at: '柜里' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await first.query(unit, [police.unit_id, door.crew.director.place_code])
    await first.query('commit')
    expect(await waiting).toMatchObject({ status: 401, code: 'rights_changed' })
  } finally {
    first.release()
    await world.owner.query(unit, [police.unit_id, police.place_code])
  }
})

test('a place keeps its registers under a new code, and a new place under the old code gets none of them', async () => {
  const { town_director, director } = door.crew
  const first = today()
  const mayor = await by(town_director.sign_in_name)
  const unit_id = town_director.unit_id
  const { id } = await ask(mayor, 'measures', measure(director.unit_id))
  const site = await ask(await leader(), 'sites', {
    place_code: director.place_code,
    unit_id,
    since: first,
    text: '示范',
  })
  const [old, text] = [officialText(town_director.place_code), '990326777000']
  await admin.enterAgain()
  const recoded = await admin.post(`/places/${town_director.place_code}/code`, { code: text })
  expect(recoded.statusCode, recoded.body).toBe(200)
  setNow(`${addDays(first, 1)}T01:00:00.000Z`)
  const again = await by(town_director.sign_in_name)
  expect((await seen(again, 'measure')).find((it) => it.id === id)?.can).toEqual(['end'])
  expect((await seen(again, 'site')).map((it) => it.id)).toContain(site.id)
  expect((await seen(await leader(), 'site')).find((it) => it.id === site.id)?.title).not.toBe('')
  expect(await ask(await by(director.sign_in_name), `${id}/report`, done)).toMatchObject({ status: 200 })
  expect(await ask(again, `${id}/confirm`, look)).toMatchObject({ status: 200 })

  // The old code is taken into use again for another town: its director sees nothing of what lay on the first.
  await admin.enterAgain()
  expect((await admin.post('/places', { code: old, name: '新设镇', kind: 'town' })).statusCode).toBe(200)
  const { rows } = await world.owner.query(
    `insert into units (number, kind, name, place_code, phone, address, hours, takes_requests)
     select max(number) + 1, 'town_centre', '新设镇综治中心', $1, '', '', '', false from units returning id::int`,
    [town_director.place_code],
  )
  const newcomer = await admin.someone('town_director', rows[0].id)
  await world.owner.query('update people set left_on = null, is_demo = true where id = $1', [newcomer.id])
  const stranger = await by(newcomer.sign_in_name)
  expect([await seen(stranger, 'measure'), await seen(stranger, 'site')]).toEqual([[], []])
  // What is laid on the new town stays with it.
  const its = await ask(stranger, 'measures', measure(rows[0].id))
  expect((await seen(stranger, 'measure')).map((it) => it.id)).toEqual([its.id])
  expect((await seen(again, 'measure')).map((it) => it.id)).not.toContain(its.id)
})

test('who holds two posts does not confirm from the one what she did in the other', async () => {
  const boss = await leader()
  const court = await by('pei.siqi')
  const { rows } = await world.owner.query(
    `insert into posts (id, person_id, unit_id, role, from_on)
     select gen_random_uuid(), p.id, $1, 'county_leader', '2026-01-05' from people p where p.sign_in_name = 'pei.siqi'
     returning id, (select unit_id::int from posts o where o.person_id = posts.person_id limit 1) as unit_id`,
    [door.crew.leader.unit_id],
  )
  const { id } = await ask(boss, 'measures', measure(rows[0].unit_id))
  expect(await ask(court, `${id}/report`, done)).toMatchObject({ status: 200 })
  const both = await by('pei.siqi')
  expect((await both.post('/api/session/post', { post_id: rows[0].id })).statusCode).toBe(200)
  for (const [url, body] of [
    ['confirm', look],
    ['send-back', { line: 0, text: '还差。' }],
    ['end', { text: '不办了。' }],
  ] as const)
    expect(await ask(both, `${id}/${url}`, body), url).toMatchObject({ status: 403, code: 'own_result' })
  expect(await ask(boss, `${id}/confirm`, look)).toMatchObject({ status: 200 })
})

test('what the rows call closed is what stands done or ended', async () => {
  const boss = await leader()
  const plan = { way: 'receive', leader: '岳某', leader_post: '副县长', on: today(), where: '接访室' }
  await ask(boss, 'receptions', plan)
  const off = await ask(boss, 'receptions', plan)
  await ask(boss, `${off.id}/end`, { text: '改期。' })
  for (const promises of [[], [{ what: '修路', unit_id: door.crew.police.unit_id, by: today() }]]) {
    const { id } = await ask(boss, 'receptions', plan)
    await ask(boss, `${id}/hold`, { on: today(), came: 1, text: '路', codes: [], promises })
  }
  await ask(
    boss,
    'measures',
    measure(door.crew.department.unit_id, [door.crew.department.unit_id, door.crew.police.unit_id]),
  )
  await ask(await by('pei.siqi'), 'papers', { paper_kind: 'plan', title: '方案', on: today(), kept_at: '柜里' })
  const counted = await inScope(world.pool, wholeCounty(today()), async (trx) => {
    const both: string[][] = [[], []]
    for (const kind of REGISTER_NAMES)
      for (const [at, found] of [await openItems(trx, kind), await closedItems(trx, kind)].entries())
        for (const { item, entries } of found)
          both[at]?.push(standing(item, entries, linesOf(item, entries, today()), today()).state)
    return both.map((states) => [...new Set(states)].sort())
  })
  expect(counted).toEqual([
    ['going_on', 'planned'],
    ['done', 'ended'],
  ])
})

test('what is open is listed however much was closed since', async () => {
  const { person_id, post_id, unit_id, place_code } = door.crew.leader
  const boss = await leader()
  setNow('2026-01-10T01:00:00.000Z')
  const open = await ask(await leader(), 'measures', measure(door.crew.department.unit_id))
  setNow(null)
  await world.owner.query(
    `with item as (
       insert into register_items (id, kind, place_code, laid_by, unit_id, body, made_at, by_person, by_post, test_time)
       select gen_random_uuid(), 'measure', $4, $4, $3, $5, '2026-02-01T01:00:00Z', $1, $2, true from generate_series(1, $6)
       returning id)
     insert into register_entries (id, item_id, nth, act, line, body, at, by_person, by_post, test_time)
     select gen_random_uuid(), id, 1, 'end', null, '{"text":"并入别的文件"}', '2026-02-02T01:00:00Z', $1, $2, true from item`,
    [person_id, post_id, unit_id, place_code, JSON.stringify(measure(unit_id)), MOST_CLOSED + 1],
  )
  const { items, more } = (await boss.get('/api/registers?kind=measure')).json()
  expect(items.map((it: { id: string }) => it.id)).toContain(open.id)
  expect(items.filter(({ state }: { state: string }) => state === 'ended' || state === 'done')).toHaveLength(
    MOST_CLOSED,
  )
  expect(more).toBe(true)
  const waiting = (await boss.get('/api/registers?kind=measure&only=late')).json()
  expect([waiting.items.some((it: { id: string }) => it.id === open.id), waiting.more]).toEqual([true, false])
})

test('everybody in a file by name: parties, who acts for them, members of a group; an organisation is nobody', async () => {
  const { file_id } = await door.walkTo('registered')
  await world.owner.query(
    `insert into members (id, file_id, party_id, number, name)
     select gen_random_uuid(), file_id, id, 1, '苗得水' from parties where file_id = $1 limit 1`,
    [file_id],
  )
  await world.owner.query(
    `insert into parties (id, file_id, side, name, status, version, facts)
     select gen_random_uuid(), file_id, side, '枫溪水管站', status, 1, facts || '{"kind":"organisation","speaks":"桑站长"}'
     from parties where file_id = $1 limit 1`,
    [file_id],
  )
  const names = await inScope(world.pool, wholeCounty(today()), (trx) => namesOf(trx, [file_id]))
  expect(names).toEqual(expect.arrayContaining([request.your_name, '苗得水', '桑站长']))
  expect(names).not.toContain('枫溪水管站')
  const said = (text: string) => namesIn(names, [{ path: 'text', text }])
  expect([said('枫溪水管站去看了'), said('苗得水说不去').length, said('桑站长来了').length]).toEqual([[], 1, 1])
})

test('a cell holds as much as a workbook allows, the newest first, and says where the rest is', () => {
  expect(inOneCell(['新', '旧'])).toBe('新\n旧')
  const many = Array.from({ length: 40 }, (_, nth) => `${nth}：${'长'.repeat(1_000)}`)
  const cell = inOneCell(many)
  expect(cell.length).toBeLessThan(32_767)
  expect(cell.startsWith('0：长')).toBe(true)
  expect(cell.endsWith('更早的见页面。')).toBe(true)
})
