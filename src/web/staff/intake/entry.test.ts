import { expect, test } from 'vitest'
import type { z } from 'zod'
import { act } from '../acts/act.ts'
import { channelsOf, needsPaper, openingsOf, orNotKnown, settlesOnTheSpot, tidyParties } from './entry.ts'
import { placesNamed, placeTree } from './place-tree.ts'

test('each post opens files by its own step alone: windows write down, offices hand over, grid workers report', () => {
  expect(openingsOf('town_intake')).toEqual(['take_down', 'report_clue'])
  expect(openingsOf('police_officer')).toEqual(['hand_over'])
  expect(openingsOf('grid_worker')).toEqual(['report_clue'])
  expect(openingsOf('part_time_mediator')).toEqual([])
  expect(['village_mediator', 'town_intake', 'police_officer'].map((role) => settlesOnTheSpot(role as never))).toEqual([
    true,
    false,
    false,
  ])
})

test('an office hands over by its own door, and the window offers every door of its step with walk-ins first', () => {
  expect(channelsOf('hand_over', 'court_liaison').map(({ value }) => value)).toEqual(['CH09'])
  const [first] = channelsOf('take_down', 'town_intake')
  expect(first?.value).toBe('CH03')
  for (const opening of ['take_down', 'hand_over', 'report_clue'] as const)
    for (const { value } of channelsOf(opening, 'department_officer'))
      expect((act(opening).body as z.ZodObject).shape.channel?.safeParse(value).success, `${opening} ${value}`).toBe(
        true,
      )
  expect(needsPaper('CH09')).toBe(true)
  expect(needsPaper('CH03')).toBe(false)
})

test('empty lines are left out, and each that is sent knows the line it came from', () => {
  const { parties, rows } = tidyParties([
    { side: 'respondent' },
    { side: 'applicant', name: '苗秀禾', reach: '10012345678' },
    { side: 'respondent', name: '𠮷田组全体', kind: 'group', members: '40', speaks: '苗大' },
    { side: 'third', name: '丙', speaks: '不该留下' },
  ])
  expect(rows).toEqual([1, 2, 3])
  expect(parties[0]).toEqual({
    side: 'applicant',
    kind: 'person',
    name: '苗秀禾',
    reach: '10012345678',
    reach_from: 'self',
  })
  expect(parties[1]).toMatchObject({ members: 40, speaks: '苗大' })
  expect(parties[2]).not.toHaveProperty('speaks')
})

test("a phone the other side's is known by was given by who asks, unless somebody says otherwise", () => {
  const [party] = tidyParties([{ side: 'respondent', name: '邢某', reach: '10087654321' }]).parties
  expect(party).toMatchObject({ reach_from: 'other_side' })
})

test('what was left open is said to be open', () => {
  expect(orNotKnown('  ')).toBe('还不知道')
  expect(orNotKnown('赔钱')).toBe('赔钱')
})

test('places stand under the nearest place above them, with their names on the way', () => {
  const town = { code: 990_101_000_000_000, name: '枫树镇', level: 'town' }
  const village = { code: 990_101_001_000_000, name: '石桥村', level: 'village' }
  const grid = { code: 990_101_001_000_002, name: '第二网格', level: 'grid' }
  const [top, ...more] = placeTree([grid, village, town, village], new Set())
  expect(more).toEqual([])
  expect(top?.title).toBe('枫树镇')
  expect(top?.children?.[0]?.children?.[0]).toMatchObject({ label: '枫树镇 石桥村 第二网格', isLeaf: true })
  expect(placeTree([village], new Set())[0]?.isLeaf).toBe(false)
  expect(placeTree([village], new Set([village.code]))[0]?.isLeaf).toBe(true)
  expect(placesNamed(top ? [top] : [], '石桥').map(({ label }) => label)).toEqual([
    '枫树镇 石桥村',
    '枫树镇 石桥村 第二网格',
  ])
})
