import { expect, test } from 'vitest'
import type { Part } from '../disputes/parts.ts'
import { STEP_NAMES, TABLE } from '../table.ts'
import { homesIn, LEAVES, staysInHouse, withoutHomes } from './stays-in-house.ts'
import { volumeOf } from './volume.ts'

const event = { step: 'record_session', part: 'mediation', part_id: 'x', input: {}, consequences: [] as unknown[] }
const stays = (changed: object, parts: readonly Part[] = [], homes: readonly string[] = []) =>
  staysInHouse({ parts }, { ...event, ...changed }, homes)

/** What the office alone is told and still may leave: who the parties are, who stands beside them, what they handed in and signed. */
const OF_THE_OFFICE_AND_OPEN = [
  ...['record_identity', 'name_party', 'correct_party', 'complete_party', 'record_service', 'name_agent'],
  ...['give_agent_link', 'end_agency', 'name_guardian', 'name_helper', 'end_help', 'name_representatives'],
  ...['add_members', 'tick_member', 'take_on', 'invite', 'record_inquiry', 'provide_evidence', 'check_original'],
  ...['show_evidence', 'return_original', 'withdraw_evidence', 'void_evidence', 'draft_agreement', 'revise_agreement'],
  ...['ask_code', 'return_signed_paper', 'seal_paper', 'succeed_place'],
]

test('every step of the table is named open or shut; of those told to the office alone only these are open', () => {
  expect(Object.keys(LEAVES).sort()).toEqual([...STEP_NAMES].sort())
  const open = STEP_NAMES.filter((name) => TABLE[name].told === 'office' && LEAVES[name] === 'open')
  expect(open.sort()).toEqual([...OF_THE_OFFICE_AND_OPEN].sort())
  for (const name of [
    'take_in',
    'unmerge',
    'supervise',
    'open_package',
    'approve_false',
    'report_clue',
    'refer',
  ] as const)
    expect(LEAVES[name], name).toBe('shut')
})

test('a step of the table that is shut, and one of no table, says nothing outside', () => {
  expect(stays({})).toBe(false)
  for (const step of ['report_danger', 'take_in', 'of_another_edition', 'toString'])
    expect(stays({ step }), step).toBe(true)
  expect(stays({ part: 'referral' })).toBe(true)
})

test('what an open step says of danger, of who told, of a doubt or of a paper that is not bound, keeps it in', () => {
  const facts = (it: object) => ({ consequences: [{ kind: 'change_facts', part: 'dispute', id: 'd', facts: it }] })
  expect(stays(facts({ title: '水沟' }))).toBe(false)
  expect(stays(facts({ dangers: [] }))).toBe(false)
  for (const [what, telling] of [
    ['a danger', facts({ dangers: [{ what: '扬言要动刀' }] })],
    ['what came over', facts({ merged_here: [{ file_id: 'f', dangers: [] }] })],
    ['a danger of another file', { input: { from: { dangers: [{ what: '扬言要动刀' }] } } }],
    ['whether she wishes to face him', facts({ joint_wishes: { p: { wish: false } } })],
    ['who told', { input: { protected_reporter: { sealed: 's' } } }],
    ['a door that points at him', { input: { channel: 'CH14' } }],
    ['who told, by person', { consequences: [{ kind: 'involve', who: { person: 'p' }, as_what: 'reporting' }] }],
    ['a doubt', { step: 'suspend_mediation', input: { reason: 'sham_suspected', note: '一模一样' } }],
    ['a doubt kept', facts({ suspended_for: { reason: 'sham_suspected' } })],
    ['what the police are told', { consequences: [{ kind: 'send_effect', effect: 'police_report' }] }],
    ['where she was sent', { consequences: [{ kind: 'move_part', part: 'referral', id: 'r', status: 'sent' }] }],
  ] as const)
    expect(stays(telling), what).toBe(true)
  for (const form of ['F-05', 'F-14q', 'F-45', 'F-99']) {
    expect(volumeOf(form)).not.toBe('main')
    expect(stays({ consequences: [{ kind: 'ask_paper', form, content: {} }] }), form).toBe(true)
  }
  expect(stays({ consequences: [{ kind: 'ask_paper', form: 'D-08', content: {} }] })).toBe(false)
})

test('what was given in confidence stays in, shown to somebody or not, and so does every step that names it', () => {
  const item = (facts: object) => [
    { part: 'evidence', id: 'e1', status: 'shown', version: 1, facts } as unknown as Part,
  ]
  const shown = { step: 'show_evidence', part: 'evidence', part_id: 'e1' }
  const named = { input: { evidence: ['e1'] } }
  const leave = { in_confidence: true, shown: [{ to: ['p'], how: 'on_page' }] }
  for (const it of [shown, named]) {
    expect(stays(it, item({ in_confidence: false, shown: [] }))).toBe(false)
    expect(stays(it, item(leave))).toBe(true)
  }
})

test('where somebody may be hurt no home is told: not where it was entered, not in a paper, not one she has left', () => {
  const events = [
    { input: { address: '三组 12 号' }, consequences: [] },
    { input: {}, consequences: [{ facts: { details: { address: '城东新村 8 幢 301 室' } } }] },
  ]
  const homes = homesIn(events)
  expect(homes).toEqual(['城东新村 8 幢 301 室', '三组 12 号'])
  const paper = {
    content: { title: '人民调解协议书', blocks: [{ label: '单位或住址', text: '本县城东新村 8 幢 301 室' }] },
  }
  const laidOut = { consequences: [{ kind: 'ask_paper', form: 'D-08', ...paper }] }
  for (const it of [laidOut, { input: { address: '三组 12 号' } }]) {
    expect(stays(it)).toBe(false)
    expect(stays(it, [], homes)).toBe(true)
  }
  expect(withoutHomes(paper, homes).content).toEqual({
    title: '人民调解协议书',
    blocks: [{ label: '单位或住址', text: '本县（住址不印）' }],
  })
  expect(withoutHomes(paper, ['别处一百号'])).toBe(paper)
  // A few letters are a home only where nothing else is said.
  const [alone, among] = withoutHomes(['枫溪', '枫溪县司法局'], ['枫溪'])
  expect([alone, among]).toEqual(['（住址不印）', '枫溪县司法局'])
})
