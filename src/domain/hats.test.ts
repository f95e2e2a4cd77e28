import { expect, test } from 'vitest'
import { EXPERT, INVITED, question } from '#test/adviser-guards.ts'
import * as one from '#test/parts.ts'
import { staffAt, UNITS } from '#test/world-of-rules.ts'
import type { Part } from './disputes/parts.ts'
import { HATS, type Hat } from './hats.ts'
import {
  DIRECTING_ROLES,
  HANDING_ROLES,
  HANDLING_ROLES,
  INTAKE_ROLES,
  ROLES,
  type Role,
  SUPERVISING_ROLES,
} from './organisations/words.ts'
import type { Actor, Here } from './step.ts'

const { APPLICANT, RESPONDENT, STRANGER, THIRD, asParty } = { ...one, STRANGER: 'nobody of this file' }
/** What an actor may wear towards a part of a village's file that unit 1 answers for, unless told otherwise. */
const worn = (actor: Actor, part: Part | null = one.dispute('open'), more: Partial<Here> = {}): Hat[] => {
  const parts = part ? [one.mediation('in_session'), ...(part.part === 'mediation' ? [] : [part])] : []
  const here = one.hereWith(part?.part === 'mediation' ? [part] : parts, more, actor)
  return (Object.keys(HATS) as Hat[]).filter((hat) => HATS[hat].worn(here, part))
}
/** What a role wears whatever the file: the doors a matter comes in by. */
const atTheDoor = (role: Role): Hat[] => [
  ...(INTAKE_ROLES.includes(role) ? (['window'] as const) : []),
  ...(role === 'grid_worker' ? (['grid_worker'] as const) : []),
  ...(HANDING_ROLES.includes(role) ? (['handing_office'] as const) : []),
  ...(role === 'court_liaison' ? (['court_desk'] as const) : []),
]
const [VILLAGE, TOWN, COUNTY, OTHER_TOWN] = [0, 1, 2, 3]
const answering = (responsible_unit: number): Partial<Here> => ({ file: one.file(responsible_unit) })
const roles = Object.keys(ROLES) as Role[]
const inOrder = (hats: readonly Hat[]): Hat[] => (Object.keys(HATS) as Hat[]).filter((hat) => hats.includes(hat))

test('who answers a party about her mediator is a director of the unit or above it, and never that mediator herself', () => {
  const others = one.mediation('in_session', { mediators: [{ person_id: 'somebody else', name: '' }] })
  const director = staffAt(VILLAGE, 'village_director')
  expect(worn(director, others)).toContain('organiser')
  expect(worn(staffAt(VILLAGE, 'village_mediator'), others)).not.toContain('organiser')
  expect(worn(staffAt(TOWN, 'town_director'), others)).toContain('organiser')
  expect(worn(staffAt(OTHER_TOWN, 'town_director'), others)).not.toContain('organiser')
  const herself = one.mediation('in_session', { mediators: [{ person_id: director.person_id, name: '' }] })
  expect(worn(director, herself)).not.toContain('organiser')
  expect(worn(staffAt(TOWN, 'town_director'), herself)).toContain('organiser')
})

test('the unsigned and the system wear their own hat and no other', () => {
  expect(worn({ kind: 'anyone' })).toEqual(['anyone'])
  expect(worn({ kind: 'system' })).toEqual(['system'])
})

const mediation = one.mediation('in_session')
const agreement = one.agreement('signing')
const owed = one.obligation('due')
test.each<[who: string, of: string, part: Part, hats: Hat[]]>([
  ['the applicant', APPLICANT, one.dispute('open'), ['applicant']],
  ['the other side', RESPONDENT, one.dispute('open'), ['other_party']],
  ['somebody of another file', STRANGER, one.dispute('open'), []],
  ['the applicant in a mediation', APPLICANT, mediation, ['applicant', 'party']],
  ['the other side in it', RESPONDENT, mediation, ['other_party', 'party']],
  ['a third who is not in it', THIRD, mediation, ['other_party']],
  ['the other side of an agreement', RESPONDENT, agreement, ['other_party', 'party']],
  ['a third who is no party of it', THIRD, agreement, ['other_party']],
  ['who has to pay', RESPONDENT, owed, ['other_party', 'debtor']],
  ['who is to be paid', APPLICANT, owed, ['applicant', 'creditor']],
  ['a third', THIRD, owed, ['other_party']],
  ['who was sent to legal aid', APPLICANT, one.referral('sent'), ['applicant', 'party']],
  ['the other side of her', RESPONDENT, one.referral('sent'), ['other_party']],
  ['the applicant towards a task', APPLICANT, one.task('in_handling'), ['applicant']],
])('%s wears what is hers', (_, party, part, hats) => {
  expect(worn(asParty(party), part).filter((hat) => (hat as string) !== 'herself')).toEqual(hats)
})

test('who has left a file wears nothing in it', () => {
  const left = one.PARTIES.map((party) => ({ ...party, status: 'left' as const }))
  for (const party of [APPLICANT, RESPONDENT])
    for (const part of [one.dispute('open'), mediation, agreement, owed])
      expect(worn(asParty(party), part, { parts: [...left, part] }), part.part).toEqual([])
})

test.each(roles)('%s of the responsible unit', (role) => {
  // The head of a unit keeps its seal.
  const director = DIRECTING_ROLES.includes(role) ? (['director', 'seal_keeper'] as const) : []
  const clerk = INTAKE_ROLES.includes(role) ? (['clerk'] as const) : []
  const handler = HANDLING_ROLES.includes(role) ? (['handler'] as const) : []
  // Who mediates in the file wears that hat towards the dispute too: what she sees she may report.
  const mediates = staffAt(VILLAGE, role).person_id === one.CLERK.person_id ? (['mediator'] as const) : []
  const supervisor = SUPERVISING_ROLES.includes(role) ? (['supervisor'] as const) : []
  const hats = inOrder([...atTheDoor(role), ...clerk, ...handler, ...mediates, ...director, ...supervisor])
  expect(worn(staffAt(VILLAGE, role))).toEqual(hats)
  expect(worn(staffAt(TOWN, role), one.dispute('open'), answering(2))).toEqual(hats.filter((it) => it !== 'mediator'))
})

test.each(roles)('%s of the town or the county above a village’s file', (role) => {
  const above = INTAKE_ROLES.includes(role) ? (['clerk_above'] as const) : []
  const director = above.length > 0 && DIRECTING_ROLES.includes(role) ? (['director'] as const) : []
  const supervisor = SUPERVISING_ROLES.includes(role) ? (['supervisor'] as const) : []
  for (const unit of [TOWN, COUNTY])
    expect(worn(staffAt(unit, role))).toEqual(inOrder([...atTheDoor(role), ...above, ...director, ...supervisor]))
})

test('another town stands above nothing here, and a village not above what its town took over', () => {
  expect(worn(staffAt(OTHER_TOWN, 'town_director'))).toEqual(['window'])
  expect(worn(staffAt(VILLAGE, 'village_director'), one.dispute('open'), answering(2))).toEqual([
    'window',
    'mediator',
    // Of what her own unit mediated.
    'seal_keeper',
  ])
  expect(worn(staffAt(COUNTY, 'county_intake'), one.dispute('open'), answering(2))).toEqual(['window', 'clerk_above'])
})

test('only a centre stands above: an office of the same place with an intake role does not', () => {
  const court: Actor = { ...staffAt(COUNTY, 'county_intake'), unit_kind: 'court', unit_id: 9 }
  expect(worn(court)).toEqual(['window'])
})

test('a task is carried by the unit it was given to, not by the one that answers for the file', () => {
  const task = one.task('in_handling', { unit_id: 2 })
  expect(worn(staffAt(TOWN, 'town_intake'), task)).toContain('handler')
  expect(worn(staffAt(VILLAGE, 'village_director'), task)).not.toContain('handler')
  for (const part of [one.mediation('in_session', { unit_id: 2 }), one.agreement('signing', { unit_id: 2 })])
    expect(worn(staffAt(VILLAGE, 'village_director'), part)).not.toContain('handler')
  for (const part of [one.obligation('due', undefined, { unit_id: 2 }), one.visit('due', { unit_id: 2 })])
    expect(worn(staffAt(TOWN, 'town_intake'), part)).toContain('handler')
})

test('the superior is the clerk or head of the one centre that was asked to decide about this task, and nobody else', () => {
  const decider = { unit_id: 3, name: '枫溪县综治中心', involvement: one.VISIT }
  const task = one.task('objected', { unit_id: 1, decider })
  expect(worn(staffAt(COUNTY, 'county_intake'), task)).toContain('superior')
  expect(worn(staffAt(COUNTY, 'county_dispatcher'), task)).toContain('superior')
  expect(worn(staffAt(COUNTY, 'county_leader'), task)).not.toContain('superior')
  expect(worn(staffAt(TOWN, 'town_director'), task)).not.toContain('superior')
  expect(worn(staffAt(VILLAGE, 'village_director'), task)).not.toContain('superior')
  expect(worn(staffAt(COUNTY, 'county_intake'), one.task('objected'))).not.toContain('superior')
})

test('a task is held by who took it on, while she acts for its unit; its director is the one of that unit', () => {
  const [director, colleague] = [staffAt(VILLAGE, 'village_director'), staffAt(VILLAGE, 'full_time_mediator')]
  const held = one.task('in_handling', { held_by: { person_id: colleague.person_id, name: colleague.name } })
  expect(worn(colleague, held)).toEqual(inOrder(['window', 'clerk', 'handler', 'holder']))
  expect(worn(director, held)).toEqual(inOrder(['window', 'clerk', 'handler', 'director', 'unit_director']))
  // With a post in two units she holds it for one of them.
  expect(worn({ ...colleague, unit_id: 2, unit_kind: 'town_centre' }, held)).not.toContain('holder')
  expect(worn(colleague, one.task('in_handling'))).not.toContain('holder')
  const towns = one.task('in_handling', { unit_id: 2 })
  expect(worn(director, towns)).not.toContain('unit_director')
  expect(worn(staffAt(TOWN, 'town_director'), towns)).toContain('unit_director')
})

test('who was asked for her opinion advises, until she has given it; nobody else does', () => {
  const asked = one.mediation('in_session', { guidance: [question()] })
  expect(worn(EXPERT, asked)).toEqual(['adviser'])
  expect(worn(INVITED, asked)).toEqual([])
  const answer = { opinion: { sealed: '' }, disclosed: '', at: '' }
  expect(worn(EXPERT, one.mediation('in_session', { guidance: [question({ answer })] }))).toEqual([])
})

test('who assists wears that hat alone, towards the mediation and while it lasts towards the dispute', () => {
  const named = { person_id: INVITED.person_id, name: INVITED.name, assists: true as const }
  const hers = one.mediation('in_session', { mediators: [named] })
  expect(worn(INVITED, hers)).toEqual(['assisting_mediator'])
  const dispute = one.dispute('open')
  const towards = (parts: readonly Part[]) =>
    (Object.keys(HATS) as Hat[]).filter((hat) => HATS[hat].worn(one.hereWith(parts, {}, INVITED), dispute))
  expect(towards([hers, dispute])).toEqual(['assisting_mediator'])
  expect(towards([{ ...hers, status: 'failed' }, dispute])).toEqual([])
})

test('the mediator is who was named in this mediation, wherever her desk is, and towards the dispute while it lasts', () => {
  const mediator = staffAt(TOWN, 'town_director')
  const hers = one.mediation('in_session', { mediators: [{ person_id: mediator.person_id, name: mediator.name }] })
  const wears = (part: Part, parts: readonly Part[]) => HATS.mediator.worn(one.hereWith(parts, {}, mediator), part)
  expect(wears(hers, [hers])).toBe(true)
  expect(wears(agreement, [hers, agreement])).toBe(true)
  expect(wears(mediation, [mediation])).toBe(false)
  expect(wears(agreement, [mediation, agreement])).toBe(false)
  expect(wears(owed, [hers, owed])).toBe(false)
  const dispute = one.dispute('open')
  expect(wears(dispute, [hers, dispute])).toBe(true)
  expect(wears(dispute, [{ ...hers, status: 'failed' }, dispute])).toBe(false)
  expect(worn(asParty(APPLICANT), hers)).not.toContain('mediator')
})

test('a slip is answered by the unit it names, and by those who handle the file; its unit wears nothing towards the file', () => {
  const slip = one.referral('sent', { to_unit: 6 })
  const police = staffAt(5, 'police_officer')
  expect(worn(police, slip)).toEqual(['handing_office', 'referred_to'])
  expect(worn(police, one.referral('sent', { to_unit: 2 }))).toEqual(['handing_office'])
  expect(worn(police, one.dispute('open'), { parts: [one.dispute('open'), slip] })).toEqual(['handing_office'])
  expect(worn(staffAt(5, 'grid_worker'), slip)).toEqual(['grid_worker'])
  expect(worn(staffAt(VILLAGE, 'village_director'), slip)).toEqual(
    expect.arrayContaining(['clerk', 'handler', 'mediator']),
  )
})

test('where there is no file yet, nobody is its clerk, and everybody stands at a door', () => {
  expect(worn(staffAt(VILLAGE, 'village_director'), null, { file: null, parts: [] })).toEqual(['window'])
  expect(worn(staffAt(COUNTY, 'county_intake'), null, { file: null, parts: [] })).toEqual(['window'])
  expect(worn(staffAt(VILLAGE, 'grid_worker'), null, { file: null, parts: [] })).toEqual(['grid_worker'])
  expect(worn(staffAt(5, 'police_officer'), null, { file: null, parts: [] })).toEqual(['handing_office'])
})

test('a leader asks after what is overdue in her own area and does nothing else; the office that asked settles it', () => {
  const leader = (at: number): Actor => staffAt(at, 'county_leader')
  for (const at of [VILLAGE, TOWN, COUNTY]) expect(worn(leader(at)), String(at)).toEqual(['supervisor'])
  expect(worn(leader(OTHER_TOWN))).toEqual([])
  for (const part of [one.task('in_handling'), mediation, agreement, owed, one.visit('due')])
    expect(worn(leader(COUNTY), part), part.part).toEqual([])
  for (const part of [one.supervision('answered', { by_unit: 3 }), one.pack('going_on', { by_unit: 3 })]) {
    expect(worn(leader(COUNTY), part)).toEqual(['supervising_office'])
    expect(worn(leader(TOWN), part)).toEqual([])
    expect(worn(staffAt(COUNTY, 'county_intake'), part)).not.toContain('supervising_office')
    // The unit that owes answers, as whoever carries its tasks.
    expect(worn(staffAt(VILLAGE, 'village_mediator'), part)).toContain('handler')
  }
})

test('a report upward is received by the centre it went to', () => {
  const report = {
    ...{ id: '', on: '2026-03-02', at: '', by: '', by_unit: '', to_unit: 2, to: '', situation: '', measures: '' },
    ...{ needs: '', received: null },
  }
  const dispute = one.dispute('open', { major_reports: [report] })
  const here = { parts: [dispute], clocks: [one.clock('R-53', dispute, { owes: { unit: 2 } })] }
  expect(worn(staffAt(TOWN, 'town_intake'), dispute, here)).toContain('reported_to')
  expect(worn(staffAt(COUNTY, 'county_intake'), dispute, here)).not.toContain('reported_to')
  expect(worn(staffAt(TOWN, 'town_intake'), dispute, { ...here, clocks: [] })).not.toContain('reported_to')
})

test('no guardian wears anything towards a case', () => {
  const watching = ['system_administrator', 'security_auditor', 'data_protection_officer'] as const
  for (const role of watching)
    for (const [at] of UNITS.entries())
      for (const part of [one.dispute('open'), one.task('in_handling'), mediation, agreement, owed, one.visit('due')])
        expect(worn(staffAt(at, role), part), role).toEqual([])
})

test('every hat has its words', () => {
  for (const { says } of Object.values(HATS)) expect(says).toMatch(/\p{Script=Han}/u)
})
