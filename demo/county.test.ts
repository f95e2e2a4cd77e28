import { expect, test } from 'vitest'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { checkCounty, countyImport } from '#domain/organisations/county-import.ts'
import { INTAKE_ROLES, MEDIATING_ROLES, ROLES } from '#domain/organisations/words.ts'
import { propose } from '#domain/triage/propose.ts'
import { TriageFactsInput } from '#domain/triage/types.ts'
import { county } from './county.ts'
import { faces } from './faces.ts'

const count = <Row>(rows: readonly Row[], is: (row: Row) => boolean) => rows.filter(is).length

test('the invented county passes the same check as an operator’s own', () => {
  expect(countyImport.parse(county)).toEqual(county)
  expect(checkCounty(county)).toEqual([])
})

test('it has eleven towns, about 160 villages, and grids in each, under a code no real county has', () => {
  expect(count(county.places, (place) => place.level === 'town')).toBe(11)
  const villages = county.places.filter((place) => place.level === 'village')
  expect(villages.length).toBeGreaterThanOrEqual(155)
  expect(villages.length).toBeLessThanOrEqual(170)
  for (const village of villages) {
    const dense = Math.floor(village.code / 1_000_000) * 1_000_000 <= 990_326_100_000_000
    const grids = count(
      county.places,
      (place) => place.level === 'grid' && Math.floor(place.code / 1_000) * 1_000 === village.code,
    )
    expect(grids, village.name).toBeGreaterThanOrEqual(dense ? 2 : 1)
    expect(grids, village.name).toBeLessThanOrEqual(dense ? 6 : 2)
  }
  for (const place of county.places) expect(String(place.code)).toMatch(/^990326\d{9}$/)
})

test('a request from any place above the grids lands on a desk of its own, with people at it', () => {
  const staffed = new Set(
    county.people.flatMap(({ posts }) =>
      posts.filter((post) => INTAKE_ROLES.includes(post.role)).map((post) => post.unit_key),
    ),
  )
  for (const place of county.places.filter((one) => one.level !== 'grid')) {
    const desks = county.units.filter((unit) => unit.takes_requests && unit.place_code === place.code)
    expect(desks, place.name).toHaveLength(1)
    expect(staffed.has(desks[0]?.key ?? ''), place.name).toBe(true)
  }
})

test('no telephone number of the demo can ring: its area code is given to nobody', () => {
  for (const { phone } of county.units) expect(phone).toMatch(/^0960-555\d{4}$/)
})

test('nobody shares a name, and names that registers spoil are among them', () => {
  const names = county.people.map((person) => person.name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining(['马䶮', '沈㛃', '周𫖮', '古丽巴哈尔·艾山']))
})

test('the people a newcomer should try are there and cover every kind of seat', () => {
  const roles = faces.map(
    ({ sign_in_name }) => county.people.find((person) => person.sign_in_name === sign_in_name)?.posts[0]?.role,
  )
  expect(roles).toEqual([
    'village_director',
    'village_mediator',
    'grid_worker',
    'town_intake',
    'committee_director',
    'full_time_mediator',
    'police_officer',
    'department_officer',
    'court_liaison',
    'expert',
    'petition_officer',
    'department_officer',
    'county_intake',
    'justice_officer',
    'department_officer',
    'county_leader',
    'system_administrator',
    'security_auditor',
    'data_protection_officer',
  ])
})

test('every role there is is held by somebody, so that nothing of the product is out of reach', () => {
  const held = new Set(county.people.flatMap((person) => person.posts.map((post) => post.role)))
  expect(Object.keys(ROLES).filter((role) => !held.has(role as keyof typeof ROLES))).toEqual([])
})

test('a dispute of a trade is proposed to the county’s own committee of that trade, which has a mediator', () => {
  const units = county.units.map(({ kind, name }, at) => ({ id: at, kind, name }))
  const trades = { M11: '旅游', M14: '医疗', M15: '道路交通事故', M16: '物业', M17: '知识产权' } as const
  for (const [type, trade] of Object.entries(trades)) {
    const facts = TriageFactsInput.parse({ dispute_type: type })
    const { unit, route } = propose(facts, { today: '2026-06-10', units, calendar })
    expect([route, unit?.name], type).toEqual(['peoples_mediation_trade', expect.stringContaining(trade)])
    const key = county.units.find(({ name }) => name === unit?.name)?.key
    expect(
      count(county.people, ({ posts }) =>
        posts.some((post) => post.unit_key === key && MEDIATING_ROLES.includes(post.role)),
      ),
      type,
    ).toBeGreaterThan(0)
  }
})
