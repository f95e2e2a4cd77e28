import { expect, test } from 'vitest'
import { Walk } from '#test/walk.ts'
import { PLACE, STRANGER, staffAt, uuid } from '#test/world-of-rules.ts'
import type { File, Part } from './disputes/parts.ts'
import { HATS, type Hat } from './hats.ts'
import { INTAKE_ROLES, ROLES, type Role } from './organisations/words.ts'
import type { Actor, Here } from './step.ts'

const APPLICANT = uuid(11)
const RESPONDENT = uuid(12)
const party = (id: string, side: 'applicant' | 'respondent'): Part => ({
  part: 'party',
  id,
  status: 'present',
  version: 1,
  facts: { side, name: '甲', reach_id: null, identity_paper: null, identity_id: null },
})
/** A file of a village, whose responsible unit is 1 (the village's), 2 (its town's), 3 (the county's) or 4 (another town's). */
const file = (responsible_unit: number): File => ({
  id: uuid(10),
  kind: 'dispute',
  code: '',
  short_code: '',
  place_code: PLACE,
  responsible_unit,
  received_at: '2026-01-05T01:00:00.000Z',
})
const here = (actor: Actor, at: File | null): Here => ({
  ...new Walk().hereFor(actor),
  file: at,
  parts: [party(APPLICANT, 'applicant'), party(RESPONDENT, 'respondent')],
})
const worn = (actor: Actor, at: File | null = file(1)): Hat[] =>
  (Object.keys(HATS) as Hat[]).filter((hat) => HATS[hat].worn(here(actor, at)))

const [VILLAGE, TOWN, COUNTY, OTHER_TOWN] = [0, 1, 2, 3]

test('the unsigned, the system and the parties wear their own hat and no other', () => {
  expect(worn({ kind: 'anyone' })).toEqual(['anyone'])
  expect(worn({ kind: 'system' })).toEqual(['system'])
  expect(worn({ kind: 'party', party_id: APPLICANT, name: '' })).toEqual(['applicant'])
})

test('a respondent is no applicant, and a party of another file is nobody here', () => {
  expect(worn({ kind: 'party', party_id: RESPONDENT, name: '' })).toEqual([])
  expect(worn({ kind: 'party', party_id: STRANGER, name: '' })).toEqual([])
})

test('the responsible unit’s intake people are its clerks; its others are not', () => {
  for (const role of Object.keys(ROLES) as Role[]) {
    expect(worn(staffAt(VILLAGE, role)), role).toEqual(INTAKE_ROLES.includes(role) ? ['clerk'] : [])
    expect(worn(staffAt(TOWN, role), file(2)), role).toEqual(INTAKE_ROLES.includes(role) ? ['clerk'] : [])
  }
})

test('the town’s and the county’s intake people stand above a village’s file; their others do not', () => {
  for (const role of Object.keys(ROLES) as Role[]) {
    for (const unit of [TOWN, COUNTY])
      expect(worn(staffAt(unit, role)), role).toEqual(INTAKE_ROLES.includes(role) ? ['clerk_above'] : [])
  }
})

test('another town stands above nothing here, and a village not above what its town took over', () => {
  expect(worn(staffAt(OTHER_TOWN, 'town_intake'))).toEqual([])
  expect(worn(staffAt(VILLAGE, 'village_director'), file(2))).toEqual([])
  expect(worn(staffAt(COUNTY, 'county_intake'), file(2))).toEqual(['clerk_above'])
})

test('only a centre stands above: an office of the same place with an intake role does not', () => {
  const court: Actor = {
    ...(staffAt(COUNTY, 'county_intake') as Extract<Actor, { kind: 'staff' }>),
    unit_kind: 'court',
    unit_id: 9,
  }
  expect(worn(court)).toEqual([])
})

test('where there is no file yet, nobody is its clerk', () => {
  expect(worn(staffAt(VILLAGE, 'village_director'), null)).toEqual([])
  expect(worn(staffAt(COUNTY, 'county_intake'), null)).toEqual([])
})

test('every hat has its words', () => {
  for (const { says } of Object.values(HATS)) expect(says).toMatch(/\p{Script=Han}/u)
})
