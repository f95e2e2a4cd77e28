import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { STAFF, staffAt, UNITS, uuid } from '#test/world-of-rules.ts'
import { decide } from '../decide.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { type Part, partsOf } from '../disputes/parts.ts'
import { fold } from '../fold.ts'
import { type Here, NOTHING_NAMED, type Row } from '../step.ts'
import { type StepName, TABLE } from '../table.ts'
import { COLOUR_DUTIES, COLOUR_GROUNDS, COLOUR_NAMES, isOversightClock } from './colours.ts'
import { ledgerStateOf } from './result.ts'

const town = staffAt(1, 'town_director')
/** Takes a step and gives what it brought about. */
function take(name: StepName, parts: readonly Part[], input: object, more: Partial<Here> = {}, part?: Part) {
  const row: Row = TABLE[name]
  const on = part ?? parts.find((it) => it.part === row.on) ?? null
  const here = one.hereWith(parts, more, more.actor)
  const answer = decide(row, here, on, row.input.parse(input))
  if (!answer.ok) throw new Error(`${name}: ${answer.why}`)
  return answer.consequences
}
const started = (list: readonly Consequence[]) => list.flatMap((it) => (it.kind === 'start_clock' ? [it.rule] : []))
const stopped = (list: readonly Consequence[]) => list.flatMap((it) => (it.kind === 'stop_clock' ? [it.as] : []))

test('a colour rests on facts of the matter: no lawful right of anybody can be chosen', () => {
  for (const says of Object.values(COLOUR_GROUNDS))
    expect(says).not.toMatch(/信访|上访|起诉|诉讼|投诉|举报|复议|媒体|不愿|拒绝|退出|网上|记者/)
  const schema = TABLE.give_colour.input
  for (const ground of ['petition', 'sued', 'complained', 'refused_mediation'])
    expect(schema.safeParse({ colour: 'red', grounds: [ground] }).success).toBe(false)
  expect(schema.safeParse({ colour: 'red', grounds: [] }).success).toBe(false)
})

test('every row of what leaders do is the office’s to read alone', () => {
  const rows = Object.entries(TABLE as Record<string, Row>).filter(([name]) =>
    /supervis|package|colour|progress|report_major|receive_report|verify_result/.test(name),
  )
  expect(rows).toHaveLength(15)
  for (const [name, row] of rows) expect(row.told, name).toBe('office')
})

test.each(COLOUR_NAMES)('%s starts what the county agreed on, and looks again in a month', (colour) => {
  const { first, conference, report } = COLOUR_DUTIES[colour]
  const out = take('give_colour', [one.dispute('open')], { colour, grounds: ['crowd'] })
  expect(started(out).sort()).toEqual([first, 'R-74', conference.rule, report].filter((it) => it !== null).sort())
  for (const rule of started(out)) expect(isOversightClock({ part: 'dispute', rule })).toBe(true)
})

test('the first action done, words on how it goes are owed as often as the colour says', () => {
  const dispute = one.dispute('open', {
    colour: { colour: 'orange', grounds: ['crowd'], words: '', on: '2026-03-02', by: '', reviewed_on: '2026-03-02' },
  })
  const clocks = [one.clock('R-71o', dispute)]
  const out = take('note_progress', [dispute], { text: '去看了。' }, { clocks })
  expect([stopped(out), started(out)]).toEqual([['met'], ['R-72o']])
})

test('lowered from orange by the town, the county is told of it; from yellow it is not', () => {
  const coloured = (colour: 'orange' | 'yellow') =>
    one.dispute('open', {
      colour: { colour, grounds: ['crowd'], words: '', on: '2026-03-01', by: '', reviewed_on: '2026-03-01' },
    })
  const forms = (colour: 'orange' | 'yellow') =>
    take('lower_colour', [coloured(colour)], { colour: null, because: '平了。' }, { actor: town }).flatMap((it) =>
      it.kind === 'ask_paper' ? [it.form] : [],
    )
  expect(forms('orange')).toEqual(['F-72'])
  expect(forms('yellow')).toEqual([])
})

test.each([
  ['give_colour', { colour: 'red', grounds: ['gathering'] }],
  ['lower_colour', { colour: null, because: '平了。' }],
] as const)(
  'what was late under a colour stays late once it is changed (%s); what had time falls away',
  (name, input) => {
    const dispute = one.dispute('open', {
      colour: { colour: 'orange', grounds: ['crowd'], words: '', on: '2026-03-01', by: '', reviewed_on: '2026-03-01' },
    })
    const timed = (rule: string, due_at: string) => one.clock(rule, dispute, { due_on: '2026-03-02', due_at })
    const clocks = [
      timed('R-71o', '2026-03-02T03:59:00.000Z'),
      timed('T-53o', '2026-03-02T05:00:00.000Z'),
      one.clock('R-73o', dispute, { due_on: '2026-03-01' }),
      one.clock('R-74', dispute, { due_on: '2026-04-01' }),
    ]
    expect(stopped(take(name, [dispute], input, { clocks, actor: town })).sort()).toEqual([
      ...['cancelled', 'cancelled', 'met_late', 'met_late'],
    ])
  },
)

test('nobody supervises that somebody does not want mediation, nor what is a party’s own to do', () => {
  const refused = one.mediation('refused')
  const parts = [one.dispute('open'), one.task('in_handling'), refused]
  const named = { ...NOTHING_NAMED, unit: UNITS[0] }
  const mine = one.clock('T-33', refused, { owes: { party: one.APPLICANT }, due_on: '2026-02-01' })
  const input = { unit_id: 1, clock_id: mine.id, reason: '不愿意调解', ask: '再劝' }
  const row: Row = TABLE.supervise
  for (const clocks of [[mine], []])
    expect(
      decide(row, one.hereWith(parts, { clocks, named }, town), parts[0] ?? null, row.input.parse(input)),
    ).toMatchObject({ ok: false, why: 'nothing_overdue' })
})

test('the next milestone keeps the clock, and the one after it once that is done', () => {
  const named = { ...NOTHING_NAMED, unit: UNITS[0] }
  const ids = Array.from({ length: 24 }, (_, at) => uuid(500 + at))
  const parts = [one.dispute('open'), one.task('in_handling')]
  const plan = {
    ...{
      leader: '岳镇长',
      leader_post: '镇长',
      unit_id: 1,
      because: '久拖。',
      plan: '先修沟。',
      release_when: '修好。',
    },
    milestones: [
      { what: '算账', by: '2026-03-20' },
      { what: '修沟', by: '2026-03-05' },
    ],
  }
  const opened = take('open_package', parts, plan, { actor: town, named, ids })
  const due = opened.flatMap((it) => (it.kind === 'start_clock' ? [it.due_on] : []))
  expect(due).toEqual(['2026-03-05'])
  const state = fold([{ seq: 1, part_id: one.DISPUTE, consequences: opened }])
  const [kept] = partsOf(state.parts, 'package')
  const first = kept?.facts.milestones.find((it) => it.clock !== null)
  const done = take(
    'log_package',
    [...parts, ...(kept ? [kept] : [])],
    { text: '修好了。', milestone_id: first?.id },
    { clocks: state.clocks, ids: ids.map((_, at) => uuid(600 + at)) },
  )
  expect(done.flatMap((it) => (it.kind === 'start_clock' ? [it.due_on] : []))).toEqual(['2026-03-20'])
  expect(stopped(done)).toEqual(['met'])
})

test('with the file ends whatever was asked after in it: a package so ended was not released', () => {
  const dispute = one.dispute('open', {
    colour: { colour: 'blue', grounds: ['long'], words: '', on: '2026-03-01', by: '', reviewed_on: '2026-03-01' },
  })
  const parts = [
    ...one.PARTIES.slice(0, 1),
    dispute,
    one.task('unresolved'),
    one.supervision('asked'),
    one.pack('going_on'),
  ]
  const involvements = [{ id: uuid(78), who: { unit: 1 }, as_what: 'consulted' as const, until: null }]
  const out = take('close', parts, { note: '' }, { involvements })
  expect(out).toEqual(
    expect.arrayContaining([
      { kind: 'move_part', part: 'supervision', id: one.SUPERVISION, status: 'lifted' },
      { kind: 'move_part', part: 'package', id: one.PACKAGE, status: 'ended' },
      expect.objectContaining({ kind: 'involve', id: uuid(78), until: '2026-03-02' }),
      expect.objectContaining({
        kind: 'change_facts',
        part: 'dispute',
        facts: expect.objectContaining({ colour: null }),
      }),
    ]),
  )
})

test.each([
  ['new', [one.dispute('registered')]],
  ['assigned', [one.dispute('open'), one.task('dispatched')]],
  ['resolving', [one.dispute('open'), one.task('in_handling')]],
  ['settled', [one.dispute('open'), one.task('resolved')]],
  ['settled', [one.dispute('closed'), one.task('resolved')]],
  ['unresolved', [one.dispute('closed'), one.task('unresolved')]],
  ['diverted', [one.dispute('closed'), one.task('diverted')]],
  ['gone', [one.dispute('withdrawn')]],
  [
    'struck_off',
    [
      one.dispute('closed', {
        verified: { on: '2026-03-01', at: '2026-03-01T01:00:00.000Z', by: '', how: '', whom: [], found: '' },
      }),
      one.task('resolved'),
    ],
  ],
] as const)('a file stands in the ledger as %s', (state, parts) => {
  expect(ledgerStateOf(parts)).toBe(state)
})

test('what came up again was verified by nobody, on the same day either', () => {
  const verified = { on: '2026-03-02', at: '2026-03-02T03:00:00.000Z', by: '', how: '', whom: [], found: '' }
  const dispute = one.dispute('closed', { verified, closed_on: '2026-03-02' })
  const out = take('rebound', [...one.PARTIES, dispute, one.task('resolved')], { what: '又把沟堵上了。' })
  expect(out).toContainEqual(
    expect.objectContaining({
      part: 'dispute',
      facts: expect.objectContaining({ rebounds: ['2026-03-02'], verified: null }),
    }),
  )
})

test('a task tells who said how it ended, and who had it before', () => {
  const me = one.CLERK
  const task = one.task('in_handling', { held_by: { person_id: uuid(93), name: '' } })
  const parts = [...one.PARTIES, one.dispute('open'), task]
  const clocks = [one.clock('T-85', task)]
  const facts = (name: StepName, input: object) =>
    take(name, parts, input, { clocks }, task).flatMap((it) =>
      it.kind === 'change_facts' && it.part === 'task' ? [it.facts] : [],
    )
  const account = '水沟通了。'
  expect(facts('resolve_task', { how: 'matter_put_right', account })[0]).toMatchObject({ ended_by: me.person_id })
  expect(facts('take_on', {})[0]).toMatchObject({ held_before: [uuid(93)] })
})

test('everybody who may supervise does so by role and area: an intake desk never', () => {
  const may = STAFF.filter((actor) => {
    const answer = decide(TABLE.supervise, one.hereWith([one.dispute('open')], {}, actor), one.dispute('open'), {})
    return answer.ok || answer.why !== 'not_yours'
  }).map(({ role }) => role)
  expect(may).toEqual(['town_director', 'county_leader', 'county_dispatcher'])
})

test('whoever comes after a unit answers what it was asked, and settles what it asked for', () => {
  const parts = [
    ...one.PARTIES.slice(0, 1),
    one.dispute('open'),
    one.task('in_handling'),
    one.supervision('asked'),
    one.pack('going_on'),
  ]
  const involvements = [{ id: uuid(78), who: { unit: 1 }, as_what: 'consulted' as const, until: null }]
  const facts = (from_unit: number, at: number) => {
    const named = { ...NOTHING_NAMED, unit: UNITS[at] ?? null }
    const input = { succession: uuid(80), from_unit, from_name: '旧单位', unit_id: UNITS[at]?.id ?? 0 }
    const ids = Array.from({ length: 60 }, (_, nth) => uuid(700 + nth))
    return take('succeed_unit', parts, input, { named, ids, involvements, actor: { kind: 'system' } })
      .flatMap((it) => (it.kind === 'change_facts' ? [[it.part, it.facts] as const] : []))
      .filter(([part]) => part === 'supervision' || part === 'package')
  }
  expect(facts(2, 3)).toEqual([
    ['supervision', { by_unit: 4, by_unit_name: '松岭镇综治中心' }],
    ['package', { by_unit: 4, by_unit_name: '松岭镇综治中心' }],
  ])
  const answering = facts(1, 4)
  expect(answering[0]).toEqual(['supervision', { unit_id: 5, unit_name: '石桥村人民调解委员会' }])
  expect(answering[1]).toMatchObject(['package', { unit_id: 5, involvement: expect.not.stringMatching(uuid(78)) }])
})
