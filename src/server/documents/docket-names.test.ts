import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
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
const accept = (on: Walk, key = randomUUID()) => door.take('director', 'accept_mediation', on, {}, { key })

test('a committee is called by the short name the administrator gave it, which no other committee has', async () => {
  const { committee } = await onlyOf((await door.walkTo('accepted')).file_id)
  const admin = await door.as('admin')
  const unitLine = async (words: string) =>
    (await admin.get(`/api/administration/units?page=1&words=${encodeURIComponent(words)}`)).json().lines[0]
  const { rows } = await world.owner.query('select id, name from units where kind like $1 order by id = $2 desc', [
    '%_committee',
    committee,
  ])
  const [own, other] = rows as { id: string; name: string }[]
  const line = await unitLine(own?.name ?? '')
  const body = (more: object) => ({
    ...{ name: line.name, phone: line.phone, address: line.address, hours: line.hours, reason: '按备案的简称' },
    ...{ takes_requests: line.takes_requests, takes_over: false, ...more },
  })
  const change = (more: object) => admin.post(`/api/administration/units/${line.id}/change`, body(more))
  const taken = (other?.name ?? '').replace('枫溪县', '').replace('人民调解委员会', '')
  expect((await change({ short_name: taken })).json()).toMatchObject({ faults: [{ path: 'short_name' }] })
  expect((await change({ short_name: '枫3' })).json()).toMatchObject({ faults: [{ path: 'short_name' }] })
  const changed = await change({ short_name: '枫柳' })
  expect(changed.statusCode, changed.body).toBe(200)
  expect(changed.body).toContain('从下一年的登记簿起用')
  expect((await unitLine(line.name)).short_name).toBe('枫柳')
  // The book of this year was begun under the old name, and keeps it; so nobody else takes that name this year.
  const called = (line.name as string).replace('枫溪县', '').replace('人民调解委员会', '')
  expect((await onlyOf((await door.walkTo('accepted')).file_id)).no).toContain(`${called}人调字`)
  const second = await unitLine(other?.name ?? '')
  const other_is = (more: object) =>
    admin.post(`/api/administration/units/${second.id}/change`, {
      ...{
        name: second.name,
        phone: second.phone,
        address: second.address,
        hours: second.hours,
        reason: '按备案的简称',
      },
      ...{ takes_requests: second.takes_requests, takes_over: false, ...more },
    })
  expect((await other_is({ short_name: called })).json()).toMatchObject({ faults: [{ path: 'short_name' }] })
  expect((await other_is({ short_name: '枫柳' })).json()).toMatchObject({ faults: [{ path: 'short_name' }] })
  // Nor does a new one whose own name comes to the same, nor one renamed to it.
  const named = `${taken}调委会`
  expect((await other_is({ name: `枫柳人民调解委员会` })).json()).toMatchObject({ faults: [{ path: 'short_name' }] })
  const { place_code, kind } = (
    await world.owner.query('select place_code, kind from units where id = $1', [second.id])
  ).rows[0]
  const add = (more: object) =>
    admin.post('/api/administration/units', {
      ...{ name: named, kind, place_code: Number(place_code), phone: '', address: '', hours: '' },
      ...{ takes_requests: false, takes_over: false, reason: '换届以后新设', ...more },
    })
  expect((await add({})).json()).toMatchObject({ faults: [{ path: 'short_name' }] })
  expect((await add({ short_name: '新柳' })).statusCode).toBe(200)
  setNow('2030-01-02T01:00:00.000Z')
  expect((await onlyOf((await door.walkTo('accepted')).file_id)).no).toMatch(/^（2030）枫柳人调字第1号$/)
  setNow(null)
})

test('where two committees would be called the same in a year, the second is called by its whole name; the database holds it', async () => {
  const { committee } = await onlyOf((await door.walkTo('accepted')).file_id)
  setNow('2031-01-02T01:00:00.000Z')
  const { rows } = await world.owner.query(
    "select (select id from units where id <> $1 and kind like '%_committee' limit 1) as other, name from units where id = $1",
    [committee],
  )
  // As names of a county that came in by import may stand.
  await world.owner.query("insert into docket_books (committee, year, called, last) values ($1, 2031, '枫柳', 0)", [
    rows[0].other,
  ])
  const on = await door.walkTo('all_agreed')
  const together = [
    on,
    await door.walkTo('all_agreed'),
    await door.walkTo('all_agreed'),
    await door.walkTo('all_agreed'),
  ]
  // The first numbers of a year, all at once: one book is begun.
  expect((await Promise.all(together.map((it) => accept(it)))).map((it) => it.status)).toEqual([200, 200, 200, 200])
  const given = await Promise.all(together.map(async (it) => (await onlyOf(it.file_id)).no))
  expect(given.sort()).toEqual([1, 2, 3, 4].map((n) => `（2031）${rows[0].name}人调字第${n}号`))
  await expect(world.owner.query('update dockets set no = $1 where no = $2', [given[0], given[1]])).rejects.toThrow(
    /dockets_no/,
  )
  setNow(null)
})

test('what no committee holds has no number; one held by a centre has the number of the committee beside it', async () => {
  const bare = await door.walkTo('all_agreed')
  // As a public legal service centre, or a centre in whose place there is no committee, proposes it.
  await world.owner.query('update mediations set facts = facts || \'{"committee_id": null}\' where file_id = $1', [
    bare.file_id,
  ])
  expect((await accept(bare)).status).toBe(200)
  expect(await docketsOf(bare.file_id)).toEqual([])
  // One proposed before the committee was kept finds it by its name; a name that is no committee's finds nothing.
  const before = await door.walkTo('all_agreed')
  await world.owner.query("update mediations set facts = facts - 'committee_id' where file_id = $1", [before.file_id])
  expect((await accept(before)).status).toBe(200)
  expect((await docketsOf(before.file_id)).length).toBe(1)
  const other = await door.walkTo('all_agreed')
  await world.owner.query(
    `update mediations set facts = facts - 'committee_id' || jsonb_build_object('in_name_of',
      (select name from units where kind = 'county_centre' limit 1)) where file_id = $1`,
    [other.file_id],
  )
  expect((await accept(other)).status).toBe(200)
  expect(await docketsOf(other.file_id)).toEqual([])
})
