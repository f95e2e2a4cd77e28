import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { county } from '#demo/county.ts'
import type { CountyImport } from '#domain/organisations/county-import.ts'
import { newWorld } from '#test/world.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import { importRegions } from './import-regions.ts'
import { writeCounty } from './write.ts'

const TODAY = '2026-11-21'
const NOW = '2026-11-21T02:00:00.000Z'
const world = await newWorld({ county: false })

const within = <Result>(work: (trx: Trx) => Promise<Result>) => inScope(world.pool, nobody(TODAY), work)
const importList = (text: string) =>
  importRegions(world.pool, { bytes: new TextEncoder().encode(text), fileName: '名单.csv', today: TODAY })
const placesIn = (lo: number, hi: number) =>
  within((trx) =>
    trx.selectFrom('places').selectAll().where('code', '>=', lo).where('code', '<', hi).orderBy('code').execute(),
  )

const write = (import_: CountyImport) =>
  within((trx) =>
    writeCounty(trx, import_, {
      isDemo: false,
      now: NOW,
      today: TODAY,
      activation: (person) =>
        person.sign_in_name === 'ma.yan' ? { hash: Buffer.from([0, 255, 7]), until: '2026-11-28T02:00:00.000Z' } : null,
    }),
  )

const HEAD = '代码,名称\n990391,甲县\n990391100,一镇\n990391100201,老村\n'

test('a list with one wrong row writes none of its rows', async () => {
  expect(await importList(`${HEAD}990391100202,`)).toMatchObject({ done: false, faults: [{ row: 5, column: '名称' }] })
  expect(await placesIn(990_391_000_000_000, 990_392_000_000_000)).toEqual([])
})

test('a list may be imported again: names follow it, nothing is removed, an ended place is in use again', async () => {
  expect(await importList(HEAD)).toEqual({
    done: true,
    added: 3,
    updated: 0,
    counts: { county: 1, town: 1, village: 1, grid: 0 },
  })
  await within((trx) =>
    trx.updateTable('places').set({ until: TODAY }).where('code', '=', 990_391_100_201_000).execute(),
  )
  const again = '代码,名称\n990391100,一镇\n990391100201,新村\n990391100201-001,第一网格\n'
  expect(await importList(again)).toMatchObject({ done: true, added: 1, updated: 2 })
  expect(await placesIn(990_391_000_000_000, 990_392_000_000_000)).toMatchObject([
    { name: '甲县', parent_code: null, until: null },
    { name: '一镇', parent_code: 990_391_000_000_000 },
    {
      name: '新村',
      kind: 'village',
      level: 'village',
      parent_code: 990_391_100_000_000,
      until: null,
      source: '名单.csv',
    },
    { name: '第一网格', level: 'grid', parent_code: 990_391_100_201_000 },
  ])
})

const shared = (name: string) => new URL(`../../../../shared/data/open/${name}`, import.meta.url)
test.each([
  ['regions-shiquan.json', [610_922_000_000_000, 610_923_000_000_000], { county: 1, town: 11, village: 164, grid: 0 }],
  ['regions-luohe.json', [411_100_000_000_000, 411_200_000_000_000], { county: 6, town: 58, village: 1334, grid: 0 }],
] as const)('the official list %s is loaded whole in less than a second', async (name, [lo, hi], counts) => {
  if (!existsSync(shared(name))) {
    console.log(`跳过：没有 ${name}，不装入官方名单。`)
    return
  }
  const bytes = readFileSync(shared(name))
  const began = performance.now()
  const result = await importRegions(world.pool, { bytes, fileName: name, today: TODAY })
  expect(performance.now() - began).toBeLessThan(1_000)
  const total = counts.county + counts.town + counts.village
  expect(result).toEqual({ done: true, added: total, updated: 0, counts })
  expect(await placesIn(lo, hi)).toHaveLength(total)
})

test('what the database refuses leaves nothing of the county behind', async () => {
  const wrong = structuredClone(county)
  const administrator = wrong.people.find((person) => person.posts[0]?.role === 'system_administrator')
  administrator?.posts.push({ unit_key: 'county_centre', role: 'security_auditor' })
  await expect(write(wrong)).rejects.toThrow(/no other post/)
  const circle = structuredClone(county)
  const top = circle.units.find((unit) => unit.key === 'political_legal_committee')
  if (top) top.parent_key = 'county_centre'
  await expect(write(circle)).rejects.toThrow(/no parent above them/)
  expect(await within((trx) => trx.selectFrom('county').selectAll().execute())).toEqual([])
  expect(await within((trx) => trx.selectFrom('people').select('id').execute())).toEqual([])
})

test('a county is written whole, once, and reads back as it was given', async () => {
  const roomy = county.units.map((unit) => (unit.key === 'ludu_centre' ? { ...unit, rooms: ['大调解室'] } : unit))
  const written = await write({ ...county, units: roomy })
  const stored = await within(async (trx) => ({
    county: await trx.selectFrom('county').selectAll().execute(),
    places: await trx
      .selectFrom('places')
      .select(['code', 'level', 'kind', 'name', 'source'])
      .where('source', '=', '虚构的演示数据')
      .execute(),
    units: await trx.selectFrom('units').selectAll().execute(),
    people: await trx.selectFrom('people').selectAll().execute(),
    posts: await trx.selectFrom('posts').selectAll().execute(),
    rooms: await trx.selectFrom('rooms').select(['unit_id', 'name', 'until']).execute(),
  }))
  expect(stored.county).toEqual([{ only_one: true, ...county.county, is_demo: false }])
  const byCode = (one: { code: number }, other: { code: number }) => one.code - other.code
  expect(stored.places.sort(byCode)).toEqual(county.places.toSorted(byCode))

  expect(stored.rooms).toEqual([{ unit_id: written.units.get('ludu_centre'), name: '大调解室', until: null }])
  const unitId = (key: string | null) => (key === null ? null : written.units.get(key))
  for (const { key, parent_key, ...unit } of county.units) {
    expect(stored.units).toContainEqual({
      ...unit,
      id: unitId(key),
      parent_id: unitId(parent_key),
      short_name: null,
      until: null,
    })
  }
  for (const { name, sign_in_name, posts } of county.people) {
    const person = stored.people.find((one) => one.id === written.people.get(sign_in_name))
    expect(person).toMatchObject({ name, sign_in_name, password_hash: null, is_demo: false, created_at: NOW })
    const held = stored.posts.filter((post) => post.person_id === person?.id)
    expect(held.map(({ unit_id, role, from_on, until }) => ({ unit_id, role, from_on, until }))).toEqual(
      expect.arrayContaining(
        posts.map(({ unit_key, role }) => ({ unit_id: unitId(unit_key), role, from_on: TODAY, until: null })),
      ),
    )
    expect(held).toHaveLength(posts.length)
  }
  const activated = stored.people.filter((person) => person.activation_hash)
  expect(activated).toMatchObject([
    { name: '马䶮', activation_hash: Buffer.from([0, 255, 7]), activation_until: '2026-11-28T02:00:00.000Z' },
  ])
  await expect(write(county)).rejects.toThrow(/county_pkey/)
})

test('ids carry the time they were made at, so that they sort by it', async () => {
  const { rows } = await within((trx) =>
    sql<{ id: string }>`select id from people union all select id from posts`.execute(trx),
  )
  const began = Date.parse(NOW).toString(16).padStart(12, '0')
  for (const { id } of rows) expect(id.replace('-', '').slice(0, 12)).toBe(began)
})
