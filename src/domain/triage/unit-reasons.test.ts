import { expect, test } from 'vitest'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { facts, today, UNITS } from '#test/triage.ts'
import { LanguagesInput } from '../organisations/languages.ts'
import { changedAnswers } from './changed.ts'
import { propose } from './propose.ts'
import type { AtHand, MatrixVersion, TriageFacts, UnitCandidate } from './types.ts'
import { unitReasons, withAtHand } from './unit-reasons.ts'

const FREE: AtHand = { open: 2, on_duty: { morning: 1, afternoon: 1 }, languages: [] }
const station = (id: number, name: string, known: Partial<AtHand>): UnitCandidate => ({
  id,
  kind: 'police_station',
  name,
  level: 'town',
  ...FREE,
  ...known,
})
/** Three stations of one place, any of which could take it. */
const THREE: readonly UnitCandidate[] = [
  station(31, '云溪派出所', { open: 24, on_duty: { morning: 0, afternoon: 0 } }),
  station(32, '云溪东派出所', { open: 3, languages: ['miao'] }),
  station(33, '云溪西派出所', { open: 0, on_duty: { morning: 1, afternoon: 0 }, languages: ['sign_language'] }),
]
const fight = (more: Partial<TriageFacts> = {}) => facts({ dispute_type: 'M02', violence: true, ...more })
const asked = (given: TriageFacts, units: readonly UnitCandidate[], version?: MatrixVersion) =>
  propose(given, { today, units, calendar }, version)
const said = (list: readonly { says: string }[]) => list.map(({ says }) => says)

test('of three that could do it the nearest is proposed, however much it has in hand, and the others stand beside with both sides', () => {
  const { unit, unit_for, unit_against, unit_also } = asked(fight({ languages: ['miao'] }), THREE)
  expect(unit).toEqual({ id: 31, name: '云溪派出所' })
  expect(said(unit_for)).toEqual(['云溪派出所：管事情发生的地方，同一级的有 3 家，这是排在名单前面的一家。'])
  expect(said(unit_against).slice(1)).toEqual([
    '手上还有 24 件没有办结。',
    '没有登记会说苗语的人，可以转介口译；当事人说讲苗语方便。',
    '研判当天没有登记值班。',
  ])
  expect(unit_also.map((it) => [it.unit.name, said(it.for), said(it.against)])).toEqual([
    [
      '云溪东派出所',
      ['也管事情发生的地方。', '手上有 3 件没有办结。', '有人会说苗语，当事人说讲苗语方便。', '研判当天有人值班。'],
      [],
    ],
    [
      '云溪西派出所',
      ['也管事情发生的地方。', '手上没有没办结的。', '研判当天上午有人值班，下午没有登记。'],
      ['没有登记会说苗语的人，可以转介口译；当事人说讲苗语方便。'],
    ],
  ])
})

test('of several as near none is called the nearest; one that is nearer than all others is', () => {
  const first = (units: readonly UnitCandidate[]) => said(asked(fight(), units).unit_for)[0]
  const [near, ...far] = THREE
  if (!near) throw new Error('no units')
  expect(first(THREE.slice(0, 2))).toContain('同一级的有 2 家，这是排在名单前面的一家。')
  expect(first([near, ...far.map((it) => ({ ...it, level: 'county' as const }))])).toContain('是名单里最近的一家。')
})

test('the order is that of the list and no rank: what each has in hand does not move it', () => {
  const turned = THREE.map((unit, at) => ({ ...unit, open: [0, 30, 9][at] ?? 0 }))
  const names = (units: readonly UnitCandidate[]) => {
    const { unit, unit_also } = asked(fight(), units)
    return [unit?.name, ...unit_also.map((it) => it.unit.name)]
  }
  expect(names(turned)).toEqual(names(THREE))
  expect(JSON.stringify(asked(fight(), THREE))).not.toMatch(/成功率|调成率|化解率|排名|评分/)
})

test.each<[what: string, known: Partial<AtHand>, more: Partial<TriageFacts>, speaksFor: string[], against: string[]]>([
  ['nothing was looked up', {}, { languages: ['miao'] }, [], []],
  ['nothing in hand', { open: 0 }, {}, ['手上没有没办结的。'], []],
  ['nineteen in hand', { open: 19 }, {}, ['手上有 19 件没有办结。'], []],
  ['twenty in hand', { open: 20 }, {}, [], ['手上还有 20 件没有办结。']],
  ['no roster is kept', { on_duty: null }, {}, [], []],
  ['nobody is on it', { on_duty: { morning: 0, afternoon: 0 } }, {}, [], ['研判当天没有登记值班。']],
  ['the afternoon', { on_duty: { morning: 0, afternoon: 2 } }, {}, ['研判当天下午有人值班，上午没有登记。'], []],
  ['nobody asked for a language', { languages: ['miao'] }, {}, [], []],
  [
    'somebody signs',
    { languages: ['sign_language'] },
    { languages: ['sign_language'] },
    ['有人会手语，当事人说用手语方便。'],
    [],
  ],
  [
    'nobody signs',
    { languages: ['miao'] },
    { languages: ['sign_language'] },
    [],
    ['没有登记会手语的人，可以转介手语翻译；当事人说用手语方便。'],
  ],
])('%s', (_, known, more, speaksFor, against) => {
  const reasons = unitReasons({ id: 1, kind: 'police_station', name: '云溪派出所', ...known }, fight(more))
  expect([said(reasons.for), said(reasons.against)]).toEqual([speaksFor, against])
})

test('whoever takes it is told first what somebody speaks; each by its own', () => {
  const { preconditions } = asked(fight({ languages: ['tibetan', 'sign_language'] }), THREE)
  expect(said(preconditions).slice(-2)).toEqual([
    '有人讲藏语方便：告知权利、调解、念协议的时候，请会说的人或者翻译在场。',
    '有人用手语方便：告知权利、调解、念协议的时候，请会手语的人或者手语翻译在场。',
  ])
  // The right to one's own language in court is of the nationalities' languages, and of no dialect: no article is named for it.
  const { unit_for, unit_against } = asked(fight({ languages: ['hakka', 'sign_language'] }), THREE)
  for (const { says, law } of [...preconditions.slice(-2), ...unit_for, ...unit_against])
    if (/方便/.test(says)) expect(law).toBe('本县约定，可以调整')
})

test('a committee of the trade is said to be one', () => {
  const { unit, unit_for } = asked(facts({ dispute_type: 'M14' }), UNITS)
  expect(unit?.name).toContain('医疗')
  expect(said(unit_for).some((says) => says.startsWith('专门调解这一类纠纷'))).toBe(true)
})

test('a matrix before the fourth says nothing of all that, whatever is known: what was read stays as it was read', () => {
  const bare = THREE.map(({ id, kind, name }) => ({ id, kind, name }))
  // Nor that others are as near.
  for (const version of [1, 2, 3] as const) {
    const then = asked(fight({ languages: ['miao'] }), THREE, version)
    expect(then).toEqual(asked(fight(), bare, version))
    expect([then.unit_also, said(then.unit_for)]).toEqual([[], ['云溪派出所：管事情发生的地方，是名单里最近的一家。']])
  }
})

test('another language than before is a change that asks why, and is told in words', () => {
  const before = { dispute_type: 'M02', languages: ['miao'] }
  expect(changedAnswers(before, fight({ languages: ['miao', 'sign_language'] }))).toEqual([
    { fact: 'languages', asks: '说什么话方便', before: '苗语', after: '苗语、手语' },
  ])
  expect(changedAnswers({ dispute_type: 'M02' }, fight({ languages: ['miao'] }))).toEqual([])
  // In which order they were tapped is no change.
  const { languages } = fight({ languages: LanguagesInput.parse(['sign_language', 'miao']) })
  expect(changedAnswers({ dispute_type: 'M02', languages: ['miao', 'sign_language'] }, fight({ languages }))).toEqual(
    [],
  )
})

test('what was looked up stands with its own unit; one of which nothing was keeps its name alone', () => {
  const [first, second] = THREE
  if (!first || !second) throw new Error('no units')
  const known = { unit_id: 32, ...FREE }
  const at = (unit: UnitCandidate, place_code?: number) => ({
    ...{ id: unit.id, kind: unit.kind, name: unit.name },
    ...(place_code ? { place_code } : {}),
  })
  expect(withAtHand([at(first), at(second, 990_121_001_000_000)], [known])).toEqual([
    { id: 31, kind: 'police_station', name: '云溪派出所' },
    { id: 32, kind: 'police_station', name: '云溪东派出所', level: 'town', ...FREE },
  ])
})
