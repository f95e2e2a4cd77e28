import { expect, test } from 'vitest'
import { areaOf } from '../organisations/places.ts'
import { AREA_ROLES, type Role } from '../organisations/words.ts'
import { type Entry, type Item, linesOf } from './lines.ts'
import { type Keeper, linesSeen, mayAdd, readsRegisters, seesAll, whyNot } from './rights.ts'
import type { RegisterAct } from './words.ts'

const COUNTY = 990_326_000_000_000
const TOWN = 990_326_100_000_000
const keeper = (role: Role, unit_id: number, place_code = COUNTY, more: number[] = []): Keeper => ({
  ...{ person_id: `${role} at ${unit_id}`, role, unit_id, place_code },
  units: [unit_id, ...more],
  area: AREA_ROLES.includes(role) ? areaOf(place_code) : { lo: 1, hi: 0 },
})
const [LEAD, OTHER] = [7, 8]
const lead = keeper('department_officer', LEAD)
const other = keeper('department_officer', OTHER)
const leader = keeper('county_leader', 1)
const town = keeper('town_director', 3, TOWN)

const MADE = { laid_by: COUNTY, by_person: 'maker' }
const measure: Item = {
  ...{ kind: 'measure', unit_id: LEAD, place_code: COUNTY, ...MADE },
  body: { number: '1', text: '建名册', source: '一号文', due_on: '2026-03-10', lead_unit: LEAD, units: [OTHER] },
}
const claimed: Entry[] = [0, 1].map((line) => ({
  ...{ act: 'report', line, on: '2026-03-01', by_person: 'worker' },
  body: { on: '2026-03-01', text: '办好了', done: true },
}))
const lines = (item: Item, entries: Entry[]) => linesOf(item, entries, '2026-03-05')
const why = (act: RegisterAct, who: Keeper, nth: number | null, entries: Entry[] = claimed, item: Item = measure) =>
  whyNot(act, who, item, entries, nth === null ? null : (lines(item, entries)[nth] ?? null), lines(item, entries))

test('each unit reports its own line and nobody else’s', () => {
  expect(why('report', lead, 0, [])).toBeNull()
  expect(why('report', other, 1, [])).toBeNull()
  expect(why('report', other, 0, [])).toBe('not_yours')
  expect(why('report', leader, 0, [])).toBe('not_yours')
  expect(why('report', keeper('grid_worker', LEAD), 0, [])).toBe('not_yours')
  expect(why('report', keeper('system_administrator', LEAD), 0, [])).toBe('not_yours')
  // Whoever comes after a unit answers for what was laid on it.
  expect(why('report', keeper('department_officer', 20, COUNTY, [OTHER]), 1, [])).toBeNull()
  // A measure as a whole has no progress of its own.
  expect(why('report', lead, null, [])).toBe('not_yours')
})

test('a result is confirmed by who supervises or leads, after it was claimed, and never by the unit that claimed it', () => {
  for (const act of ['confirm', 'send_back'] as const) {
    expect(why(act, leader, 0), act).toBeNull()
    expect(why(act, lead, 1), act).toBeNull()
    expect(why(act, lead, 0), act).toBe('own_result')
    expect(why(act, other, 1), act).toBe('not_yours')
    expect(why(act, other, 0), act).toBe('not_yours')
    expect(why(act, leader, 0, []), act).toBe('nothing_to_confirm')
    expect(why(act, town, 0), act).toBe('not_yours')
    expect(why(act, keeper('county_intake', 1), 0), act).toBe('not_yours')
    expect(why(act, keeper('county_leader', LEAD), 0), act).toBe('own_result')
  }
  const confirmed: Entry[] = [
    ...claimed,
    { act: 'confirm', line: 0, on: '2026-03-02', by_person: 'other', body: { how: 'papers', text: '看了' } },
  ]
  expect(why('confirm', leader, 0, confirmed)).toBe('line_done')
  expect(why('report', lead, 0, confirmed)).toBe('line_done')
})

test('a unit does not check its own paper; who supervises its area does', () => {
  const paper: Item = {
    ...{ kind: 'paper', unit_id: LEAD, place_code: TOWN, ...MADE, laid_by: TOWN },
    body: { paper_kind: 'rules', title: '制度', number: '', on: '2026-02-01', kept_at: '柜里', text: '' },
  }
  expect(why('confirm', lead, 0, [], paper)).toBe('not_yours')
  expect(why('confirm', town, 0, [], paper)).toBeNull()
  expect(why('confirm', leader, 0, [], paper)).toBeNull()
  expect(why('end', lead, null, [], paper)).toBeNull()
  expect(why('end', other, null, [], paper)).toBe('not_yours')
})

test('a site is told of by its sponsor and by who supervises, and ended by who supervises alone', () => {
  const site: Item = {
    ...{ kind: 'site', unit_id: LEAD, place_code: TOWN, ...MADE },
    body: { place_code: TOWN, unit_id: LEAD, since: '2026-01-01', text: '小事不出村' },
  }
  expect(why('report', lead, null, [], site)).toBeNull()
  expect(why('report', town, null, [], site)).toBeNull()
  expect(why('report', other, null, [], site)).toBe('not_yours')
  // The county chose it: the town it lies in does not end it.
  expect(why('end', leader, null, [], site)).toBeNull()
  expect(why('end', town, null, [], site)).toBe('not_yours')
  expect(why('end', town, null, [], { ...site, laid_by: TOWN })).toBeNull()
  expect(why('end', lead, null, [], site)).toBe('not_yours')
  expect(why('hold', town, null, [], site)).toBe('not_yours')
})

test('a reception is written down by who arranged it or supervises, once', () => {
  const reception: Item = {
    ...{ kind: 'reception', unit_id: 5, place_code: COUNTY, ...MADE },
    body: { way: 'receive', leader: '岳某', leader_post: '副县长', on: '2026-03-05', where: '接访室' },
  }
  const petition = keeper('petition_officer', 5)
  const held: Entry = {
    ...{ act: 'hold', line: null, on: '2026-03-05', by_person: 'maker' },
    body: { on: '2026-03-05', came: 1, text: '路', promises: [{ what: '修路', unit_id: OTHER, by: '2026-03-20' }] },
  }
  expect(why('hold', petition, null, [], reception)).toBeNull()
  expect(why('hold', leader, null, [], reception)).toBeNull()
  expect(why('hold', keeper('department_officer', 5), null, [], reception)).toBe('not_yours')
  expect(why('hold', petition, null, [held], reception)).toBe('already_held')
  // What was promised is done by who it was promised for, and looked at by who arranged it.
  expect(why('report', other, 0, [held], reception)).toBeNull()
  expect(why('report', petition, 0, [held], reception)).toBe('not_yours')
  const done: Entry = {
    ...{ act: 'report', line: 0, on: '2026-03-06', by_person: 'worker' },
    body: { on: '2026-03-06', text: '修好', done: true },
  }
  expect(why('confirm', petition, 0, [held, done], reception)).toBeNull()
  expect(why('confirm', other, 0, [held, done], reception)).toBe('not_yours')
  // Before it was held whoever arranged it may call it off; then only who supervises, and nobody of a unit that still owes.
  expect(why('end', petition, null, [], reception)).toBeNull()
  expect(why('end', petition, null, [held], reception)).toBe('not_yours')
  expect(why('end', leader, null, [held], reception)).toBeNull()
  expect(why('end', keeper('county_leader', OTHER), null, [held], reception)).toBe('own_result')
  // Whom one thing was promised for sees that line; who arranged it or works over the area sees it all.
  expect([petition, leader, town, other].map((who) => seesAll(who, reception))).toEqual([true, true, false, false])
  const two: Entry = {
    ...held,
    ...{ act: 'hold', line: null },
    body: {
      on: '2026-03-05',
      came: 1,
      text: '路',
      promises: [7, 8].map((unit_id) => ({ what: '修', unit_id, by: '2026-03-20' })),
    },
  }
  expect(linesSeen(other, reception, lines(reception, [two])).map(({ nth }) => nth)).toEqual([1])
  expect(linesSeen(leader, reception, lines(reception, [two]))).toHaveLength(2)
})

test('who did it herself looks at it from no other post either, nor who wrote the paper', () => {
  const worker: Keeper = { ...leader, person_id: 'worker' }
  for (const act of ['confirm', 'send_back'] as const) expect(why(act, worker, 0), act).toBe('own_result')
  expect(why('end', worker, null)).toBe('own_result')
  const paper: Item = {
    ...{ kind: 'paper', unit_id: LEAD, place_code: TOWN, ...MADE },
    body: { paper_kind: 'rules', title: '制度', number: '', on: '2026-02-01', kept_at: '柜里', text: '' },
  }
  expect(why('confirm', { ...leader, person_id: 'maker' }, 0, [], paper)).toBe('own_result')
  expect(why('confirm', leader, 0, [], paper)).toBeNull()
})

test('what lies on a unit is not ended by that unit: neither by its lead nor by a supervisor of it', () => {
  expect(why('end', lead, null)).toBe('not_yours')
  expect(why('end', keeper('county_leader', LEAD), null)).toBe('own_result')
  expect(why('end', keeper('county_leader', OTHER), null, [])).toBe('own_result')
  expect(why('end', leader, null)).toBeNull()
})

test('nothing is written under what has ended', () => {
  const ended: Entry[] = [
    ...claimed,
    { act: 'end', line: null, on: '2026-03-03', by_person: 'other', body: { text: '文件废止' } },
  ]
  expect(why('report', lead, 0, ended)).toBe('register_over')
  expect(why('confirm', leader, 0, ended)).toBe('register_over')
  expect(why('end', leader, null, ended)).toBe('register_over')
  // What is done is not ended as if it had been dropped.
  const confirmed: Entry[] = [0, 1].map((line) => ({
    ...{ act: 'confirm', line, on: '2026-03-02', by_person: 'other' },
    body: { how: 'papers', text: '看了' },
  }))
  expect(why('end', leader, null, [...claimed, ...confirmed])).toBe('register_over')
  expect(why('end', leader, null, [...claimed, ...confirmed.slice(1)])).toBeNull()
})

test('measures and sites are laid down by who supervises, receptions by the petition office too, papers by every unit', () => {
  const who = (kind: Parameters<typeof mayAdd>[0]) =>
    (['county_leader', 'county_dispatcher', 'town_director', 'petition_officer', 'village_director'] as const).filter(
      (role) => mayAdd(kind, { role }),
    )
  expect(who('measure')).toEqual(['county_leader', 'county_dispatcher', 'town_director'])
  expect(who('site')).toEqual(['county_leader', 'county_dispatcher', 'town_director'])
  expect(who('reception')).toEqual(['county_leader', 'county_dispatcher', 'town_director', 'petition_officer'])
  expect(who('paper')).toHaveLength(5)
  for (const role of ['grid_worker', 'expert', 'system_administrator', 'security_auditor'] as const) {
    expect(readsRegisters({ role }), role).toBe(false)
    expect(mayAdd('paper', { role }), role).toBe(false)
  }
})
