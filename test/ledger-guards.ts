import type { Part } from '#domain/disputes/parts.ts'
import type { Colour } from '#domain/ledger/colours.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { type Here, NOTHING_NAMED } from '#domain/step.ts'
import * as one from './parts.ts'
import { STRANGER, staffAt, UNITS, uuid } from './world-of-rules.ts'

type Case = [
  what: string,
  parts: readonly Part[],
  says: RefusalCode | null,
  of?: { input?: unknown; part?: Part; here?: Partial<Here> },
]
const task = one.task('in_handling')
const late = one.clock('T-85', task, { due_on: '2026-03-01' })
const CLOCK = late.id
const about = (more: object = {}, here: Partial<Here> = { clocks: [late] }) => ({
  input: { unit_id: 1, clock_id: CLOCK, reason: '', ask: '', ...more },
  here,
})
const leader = staffAt(2, 'county_leader')
const town = staffAt(1, 'town_director')
const under = (at: number, actor = town) => ({
  input: {},
  here: { actor, named: { ...NOTHING_NAMED, unit: UNITS[at] ?? null } },
})
const coloured = (colour: Colour | null) =>
  one.dispute('open', {
    colour:
      colour === null
        ? null
        : { colour, grounds: ['long'], words: '', on: '2026-03-01', by: '', reviewed_on: '2026-03-01' },
  })
const lowering = (colour: Colour | null) => ({ input: { colour, because: '' } })
const milestone = { id: uuid(79), what: '修沟', by: '2026-03-05', clock: null, done: null }
const done = { ...milestone, id: uuid(80), done: { on: '2026-03-01', by: '' } }
const kept = one.pack('going_on', { milestones: [milestone, done] })
const resolved = one.task('resolved')
const found = {
  ...{ at: '2026-03-01T02:00:00.000Z', how: 'visit', visited: [], performance: 'all', satisfaction: 'not_said' },
  ...{ trouble: false, account: '' },
}
const TROUBLE = { ...found, trouble: true }
const NOT_DONE = { ...found, performance: 'not' }
/** 0:30 on 2 March here. */
const LATE = '2026-03-01T16:30:00.000Z'
const report = {
  ...{ id: uuid(81), on: '2026-03-02', at: '2026-03-02T01:00:00.000Z', by: '', by_unit: '', to_unit: 2, to: '' },
  ...{ situation: '', measures: '', needs: '', received: null },
}
const reported = one.dispute('open', { major_reports: [report] })
const waiting = { here: { clocks: [one.clock('R-53', reported, { owes: { unit: 2 } })] } }
const to = (level: string, own = UNITS[0]) => ({
  input: { to: level },
  here: { own_unit: own, named: { ...NOTHING_NAMED, candidates: [UNITS[0], UNITS[1], UNITS[2]] } },
})
const by = (person_id: string) => ({ here: { actor: { ...town, person_id } } })
const verified = { on: '2026-03-01', at: '2026-03-01T01:00:00.000Z', by: '', how: '上门', whom: [], found: '' }
/** She looked at nine in the morning; the visit was at three in the afternoon, or the other way round. */
const at = (hour: string) => `2026-03-01T0${hour}:00:00.000Z`
const lookedThenVisited = (seen: typeof found): Part[] => [
  one.dispute('open', { verified }),
  resolved,
  one.visit('done', { found: { ...seen, at: at('7') } }),
]
const visitedThenLooked = (seen: typeof found): Part[] => [
  one.dispute('open', { verified: { ...verified, at: at('7') } }),
  resolved,
  one.visit('done', { found: { ...seen, at: at('0') } }),
]

/** For each guard about supervision, packages, colours, reports and results one case it refuses and one it lets through. */
export const LEDGER_CASES = {
  duty_overdue: [
    ['the unit’s duty is overdue', [task], null, about()],
    ['it is another unit’s', [task], 'nothing_overdue', about({ unit_id: 2 })],
    ['nothing is late yet', [task], 'nothing_overdue', about({}, { clocks: [{ ...late, due_on: '2026-03-02' }] })],
    ['it stands still', [task], 'nothing_overdue', about({}, { clocks: [{ ...late, state: 'paused' }] })],
    [
      'what is late is a party’s own to do or to leave',
      [task],
      'nothing_overdue',
      about({}, { clocks: [{ ...late, rule: 'T-54', owes: { party: one.APPLICANT } }] }),
    ],
    [
      'what is late is asked of a place somebody was sent to',
      [task],
      'nothing_overdue',
      about({}, { clocks: [{ ...late, part: 'referral' }] }),
    ],
    ['nothing is late and nothing came back', [task], 'nothing_overdue', about({ clock_id: null })],
    ['it went back and forth', [one.task('objected', { returns: 2 })], null, about({ clock_id: null })],
  ],
  unit_under_me: [
    ['a village of the town', [], null, under(0)],
    ['another town', [], 'unit_not_below', under(3)],
    ['the county above her', [], 'unit_not_below', under(2)],
    ['her own unit', [], 'unit_is_own', under(1)],
    ['any town, to the county', [], null, under(3, leader)],
  ],
  not_supervised_yet: [
    ['one waits for its answer', [one.supervision('asked')], 'supervised_already', about()],
    ['one waits to be checked', [one.supervision('answered')], 'supervised_already', about()],
    ['it was settled', [one.supervision('settled')], null, about()],
    ['it is of another unit', [one.supervision('asked', { unit_id: 6 })], null, about()],
  ],
  no_package_live: [
    ['a leader has it', [one.pack('going_on')], 'packaged_already'],
    ['she let go of it', [one.pack('released')], null],
  ],
  milestones_ahead: [
    ['today', [], null, { input: { milestones: [{ by: '2026-03-02' }] } }],
    ['yesterday', [], 'milestone_day_past', { input: { milestones: [{ by: '2026-03-01' }] } }],
  ],
  milestone_open: [
    ['one that is open', [kept], null, { input: { milestone_id: milestone.id } }],
    ['none', [kept], null, { input: { milestone_id: null } }],
    ['one that was done', [kept], 'no_such_milestone', { input: { milestone_id: done.id } }],
    ['one of nowhere', [kept], 'no_such_milestone', { input: { milestone_id: STRANGER } }],
  ],
  result_verified: [
    ['it goes on', [task], 'result_not_verified'],
    ['nobody asked', [resolved], 'result_not_verified'],
    ['it was given up', [one.task('unresolved')], 'result_not_verified'],
    ['somebody visited', [resolved, one.visit('done', { found })], null],
    [
      'visited, and something is still owed',
      [resolved, one.obligation('due'), one.visit('done', { found })],
      'result_not_verified',
    ],
    [
      'visited, and it starts again',
      [resolved, one.visit('done', { found: { ...found, trouble: true } })],
      'result_not_verified',
    ],
    ['visited, and nothing is done', [resolved, one.visit('done', { found: NOT_DONE })], 'result_not_verified'],
    [
      'visited, and half is done',
      [resolved, one.visit('done', { found: { ...found, performance: 'partly' } })],
      'result_not_verified',
    ],
    ['somebody else looked', [one.dispute('open', { verified }), resolved], null],
    [
      'somebody looked in the morning, a visit of that afternoon saw trouble',
      lookedThenVisited(TROUBLE),
      'result_not_verified',
    ],
    ['a visit saw trouble in the morning, somebody looked that afternoon', visitedThenLooked(TROUBLE), null],
    ['somebody looked, and a later visit found nothing done', lookedThenVisited(NOT_DONE), 'result_not_verified'],
    ['a visit found nothing done, and somebody looked later', visitedThenLooked(NOT_DONE), null],
    [
      'visited the day it came up again, which by UTC is the day before',
      [
        one.dispute('open', { rebounds: ['2026-03-02'] }),
        resolved,
        one.visit('done', { found: { ...found, at: LATE } }),
      ],
      null,
    ],
    [
      'somebody looked on the day it came up again, before it did',
      [one.dispute('open', { verified, rebounds: ['2026-03-01'], rebounded_at: '2026-03-01T05:00:00.000Z' }), resolved],
      'result_not_verified',
    ],
    [
      'somebody looked before it came up again',
      [one.dispute('open', { verified, rebounds: ['2026-03-02'] }), resolved],
      'result_not_verified',
    ],
  ],
  colour_not_lower_now: [
    ['it has none', [coloured(null)], null, lowering('blue')],
    ['it goes up', [coloured('blue')], null, lowering('red')],
    ['it is looked at again', [coloured('red')], null, lowering('red')],
    ['it would go down', [coloured('red')], 'colour_not_higher', lowering('orange')],
  ],
  has_colour: [
    ['it has none', [coloured(null)], 'no_colour'],
    ['it has one', [coloured('blue')], null],
  ],
  colour_goes_down: [
    ['to none', [coloured('blue')], null, lowering(null)],
    ['to a lower one', [coloured('red')], null, lowering('yellow')],
    ['to the same', [coloured('red')], 'colour_not_lower', lowering('red')],
    ['to a higher one', [coloured('blue')], 'colour_not_lower', lowering('red')],
  ],
  may_lower_colour: [
    ['blue by the village', [coloured('blue')], null],
    ['yellow by the village', [coloured('yellow')], 'lowered_by_others'],
    ['orange by the town', [coloured('orange')], null, { here: { actor: town } }],
    ['red by the town', [coloured('red')], 'lowered_by_others', { here: { actor: town } }],
    ['red by the county’s leader', [coloured('red')], null, { here: { actor: leader } }],
  ],
  not_reported_yet: [
    ['one waits for its receipt', [reported], 'reported_already', waiting],
    ['none does', [reported], null],
  ],
  centre_above: [
    ['the town', [], null, to('town')],
    ['the county', [], null, to('county')],
    ['the town, by the town itself', [], 'nobody_above', to('town', UNITS[1])],
  ],
  another_verifies: [
    ['who said how it ended', [one.task('resolved', { ended_by: uuid(90) })], 'handled_it_herself', by(uuid(90))],
    ['who held it before', [one.task('resolved', { held_before: [uuid(90)] })], 'handled_it_herself', by(uuid(90))],
    [
      'who mediated it once and was replaced',
      [resolved],
      'handled_it_herself',
      {
        here: {
          actor: { ...town, person_id: uuid(91) },
          involvements: [{ id: uuid(78), who: { person: uuid(91) }, as_what: 'mediating', until: '2026-02-01' }],
        },
      },
    ],
    [
      'who holds the task',
      [one.task('resolved', { held_by: { person_id: uuid(90), name: '' } })],
      'handled_it_herself',
      by(uuid(90)),
    ],
    [
      'who mediated',
      [one.mediation('agreed', { mediators: [{ person_id: uuid(91), name: '', unit_name: '' }] })],
      'handled_it_herself',
      by(uuid(91)),
    ],
    ['somebody else', [resolved], null, by(uuid(92))],
  ],
  result_unverified: [
    ['nobody looked yet', [resolved], null],
    ['somebody did', [one.dispute('open', { verified }), resolved], 'result_verified_already'],
    ['somebody did, and a later visit found nothing done', lookedThenVisited(NOT_DONE), null],
  ],
} as const satisfies Record<string, readonly Case[]>
