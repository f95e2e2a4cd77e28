import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../clocks/calendar.ts'
import {
  type Administrator,
  faultsOfEndingPlace,
  faultsOfEndingUnit,
  faultsOfNewPlace,
  faultsOfPost,
  faultsOfUnit,
  faultsOfUnitPlace,
  guardianConflict,
  type HeldPost,
  inForce,
  lastDayOf,
  overlap,
  staysAdministered,
} from './administration.ts'
import { LEVELS_OF_ROLE } from './county-people.ts'
import { levelOf } from './places.ts'
import { GUARDIANS, ROLES, type Role, type UnitKind } from './words.ts'

const TODAY = '2026-11-21'
const day = (n: number) => addDays(TODAY, n)
const COUNTY = 990_326_000_000_000
const TOWN = COUNTY + 100_000_000
const VILLAGE = TOWN + 201_000

const held = fc
  .record({ from: fc.integer({ min: -9, max: 9 }), long: fc.option(fc.integer({ min: -1, max: 9 })) })
  .map(({ from, long }) => ({ from_on: day(from), until: long === null ? null : day(from + long) }))

test('two stretches overlap when there is a day on which both are in force', () => {
  fc.assert(
    fc.property(held, held, (one, other) => {
      const days = Array.from({ length: 60 }, (_, n) => day(n - 20))
      expect(overlap(one, other)).toBe(days.some((it) => inForce(one, it) && inForce(other, it)))
    }),
  )
})

test('a guardian’s days are hers alone: whoever else she is, in any order, before or after, is refused or free by the days', () => {
  const roles = Object.keys(ROLES) as Role[]
  fc.assert(
    fc.property(held, held, fc.constantFrom(...roles), fc.constantFrom(...roles), (one, other, first, second) => {
      const post: HeldPost = { id: 'x', unit_id: 1, role: first, ...one }
      const refused = guardianConflict([post], { role: second, ...other }) !== null
      const anyGuardian = GUARDIANS.includes(first) || GUARDIANS.includes(second)
      expect(refused).toBe(anyGuardian && overlap(one, other))
    }),
  )
})

const unit = { name: '柳河镇综治中心', place_code: TOWN, kind: 'town_centre' as UnitKind }
const wanted = { unit_id: 1, role: 'town_intake' as Role, from_on: TODAY, until: null as string | null }
const paths = (faults: { path: string }[]) => faults.map((fault) => fault.path)

test('a post fits the level of its unit, does not begin in the past, and is not held twice', () => {
  const ask = (more: Partial<typeof wanted>, posts: HeldPost[] = [], at: typeof unit | null = unit) =>
    paths(faultsOfPost({ wanted: { ...wanted, ...more }, unit: at, held: posts, today: TODAY }))
  expect(ask({})).toEqual([])
  expect(ask({}, [], null)).toEqual(['unit_id'])
  expect(ask({ role: 'county_leader' })).toEqual(['role'])
  expect(ask({ from_on: day(-1) })).toEqual(['from_on'])
  expect(ask({ from_on: day(5), until: day(4) })).toEqual(['until'])
  expect(ask({ from_on: day(5000) })).toEqual(['from_on'])
  // Where she sits is not who sends her: her post is at the committee.
  expect(ask({ role: 'resident_court_mediator' }, [], { ...unit, kind: 'court' })).toEqual(['unit_id'])
  expect(ask({ role: 'resident_court_mediator' }, [], { ...unit, kind: 'town_committee' })).toEqual([])
  expect(ask({ role: 'invited_mediator' })).toEqual([])
  const mine: HeldPost = { id: 'x', unit_id: 1, role: 'town_intake', from_on: day(-30), until: null }
  expect(ask({}, [mine])).toEqual(['role'])
  expect(ask({}, [{ ...mine, until: day(-1) }])).toEqual([])
  expect(ask({}, [{ ...mine, unit_id: 2 }])).toEqual([])
})

test('every role is held at some level of place', () => {
  for (const role of Object.keys(ROLES) as Role[]) expect(LEVELS_OF_ROLE[role].length, role).toBeGreaterThan(0)
})

test('at once means from this moment: yesterday was the last day, and what was to come never begins', () => {
  expect(lastDayOf({ from_on: day(-9), until: null }, null, TODAY)).toEqual({ until: day(-1) })
  expect(lastDayOf({ from_on: TODAY, until: null }, null, TODAY)).toEqual({ until: day(-1) })
  expect(lastDayOf({ from_on: day(4), until: null }, null, TODAY)).toEqual({ until: day(3) })
  fc.assert(
    fc.property(held, (post) => {
      const last = lastDayOf(post, null, TODAY)
      if ('until' in last) expect(inForce({ ...post, ...last }, TODAY)).toBe(false)
    }),
  )
})

test('an end is today or later, within the post, and never prolongs it', () => {
  const post = { from_on: day(-9), until: day(9) }
  expect(lastDayOf(post, TODAY, TODAY)).toEqual({ until: TODAY })
  for (const wrong of [day(-1), day(9), day(10)]) {
    expect(lastDayOf(post, wrong, TODAY)).toMatchObject({ fault: { path: 'last_day' } })
  }
  expect(lastDayOf({ from_on: day(3), until: null }, day(2), TODAY)).toMatchObject({ fault: { path: 'last_day' } })
  expect(lastDayOf({ from_on: day(-9), until: day(-2) }, null, TODAY)).toMatchObject({ fault: { path: '' } })
})

test('somebody else who can act, today and without an end, keeps the county administered', () => {
  const other: Administrator = { person_id: 'b', can_act: true, from_on: day(-9), until: null }
  const stays = (...more: Partial<Administrator>[]) =>
    staysAdministered([{ ...other, person_id: 'a' }, ...more.map((it) => ({ ...other, ...it }))], 'a', TODAY)
  expect(stays()).toBe(false)
  expect(stays({})).toBe(true)
  expect(stays({ can_act: false })).toBe(false)
  expect(stays({ until: day(9) })).toBe(false)
  expect(stays({ from_on: day(1) })).toBe(false)
})

test('a new place lies in the county, under a place in use, with a kind of its level and a name of its own', () => {
  const around = { county: COUNTY, known: null, parent_in_use: true, siblings: [{ code: VILLAGE, name: '石桥村' }] }
  const words = { name: '新村', kind: 'village' as const }
  const ask = (code: number | null, more: Partial<typeof around> = {}, said: Partial<typeof words> = {}) =>
    paths(faultsOfNewPlace(code, { ...words, ...said }, { ...around, ...more }))
  const code = VILLAGE + 1_000
  expect(levelOf(code)).toBe('village')
  expect(ask(code)).toEqual([])
  expect(ask(null)).toEqual(['code'])
  expect(ask(COUNTY)).toEqual(['code'])
  expect(ask(110_101_001_001_000)).toEqual(['code'])
  expect(ask(code, { parent_in_use: false })).toEqual(['code'])
  expect(ask(code + 1)).toEqual(['kind'])
  expect(ask(code, {}, { name: '石桥村' })).toEqual(['name'])
  const known = { name: '老村', in_use: true }
  expect(paths(faultsOfNewPlace(code, words, { ...around, known }))).toEqual(['code'])
  expect(paths(faultsOfNewPlace(code, words, { ...around, known: { ...known, in_use: false } }))).toEqual([])
})

test('the county never ends; another place ends when nothing below or in it is in use', () => {
  expect(faultsOfEndingPlace(COUNTY, { places: 0, units: 0 })).toHaveLength(1)
  expect(faultsOfEndingPlace(TOWN, { places: 2, units: 1 })[0]?.says).toContain('2 个下级地方、1 个单位')
  expect(faultsOfEndingPlace(TOWN, { places: 0, units: 0 })).toEqual([])
})

test('who receives requests can be called, has people for it, and is the only one of its place', () => {
  const words = { name: '甲', phone: '0960-5550000', takes_requests: true, takes_over: false }
  const around = { same_name: false, receiver: null, receiving_people: 1, is_county: false, takes_now: false }
  const ask = (said: Partial<typeof words>, more: Partial<Parameters<typeof faultsOfUnit>[1]> = {}) =>
    paths(faultsOfUnit({ ...words, ...said }, { ...around, ...more }))
  expect(ask({})).toEqual([])
  expect(ask({ phone: '' })).toEqual(['phone'])
  expect(ask({}, { receiving_people: 0 })).toEqual(['takes_requests'])
  // Already receiving: an unstaffed one is shown as such; correcting its phone must not be refused for it.
  expect(ask({}, { receiving_people: 0, takes_now: true })).toEqual([])
  expect(ask({}, { receiver: { name: '乙' } })).toEqual(['takes_over'])
  expect(ask({ takes_over: true }, { receiver: { name: '乙' } })).toEqual([])
  expect(ask({ takes_requests: false }, { takes_now: true, is_county: true })).toEqual(['takes_requests'])
  expect(ask({ takes_requests: false, phone: '' }, { takes_now: true })).toEqual([])
  expect(ask({}, { same_name: true })).toEqual(['name'])
})

test('a kind of unit that belongs to one level stands at that level', () => {
  expect(faultsOfUnitPlace('town_centre', { code: TOWN, name: '柳河镇' })).toEqual([])
  expect(paths(faultsOfUnitPlace('town_centre', { code: VILLAGE, name: '石桥村' }))).toEqual(['place_code'])
  expect(faultsOfUnitPlace('police_station', { code: VILLAGE, name: '石桥村' })).toEqual([])
  expect(paths(faultsOfUnitPlace('police_station', null))).toEqual(['place_code'])
})

test('a unit ends when it owes nothing, nobody works there, and the county’s requests have another receiver', () => {
  const free = { files: 0, duties: 0, register_lines: 0, people: 0, receives_for_county: false, next: '柳河镇综治中心' }
  expect(faultsOfEndingUnit(free)).toEqual([])
  expect(faultsOfEndingUnit({ ...free, files: 3, duties: 2 })[0]?.says).toMatch(
    /3 件纠纷没有办结、2 项时限在计.*“柳河镇综治中心”/,
  )
  expect(faultsOfEndingUnit({ ...free, register_lines: 2 })[0]?.says).toMatch(/工作清单里还有 2 项.*先办完.*机构合并/)
  expect(faultsOfEndingUnit({ ...free, duties: 1, people: 4, receives_for_county: true, next: null })).toHaveLength(3)
})
