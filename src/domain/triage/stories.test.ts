import { expect, test } from 'vitest'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { facts } from '#test/triage.ts'
import { COUNTY, type Expected, type Story, USUAL } from '#test/triage-stories/expected.ts'
import { HOME_AND_LAND } from '#test/triage-stories/home-and-land.ts'
import { MONEY_AND_GOVERNMENT } from '#test/triage-stories/money-and-government.ts'
import { WORK_AND_TRADE } from '#test/triage-stories/work-and-trade.ts'
import { MATRICES, MATRIX_VERSION } from './matrix.ts'
import { propose } from './propose.ts'

const STORIES: readonly Story[] = [...HOME_AND_LAND, ...WORK_AND_TRADE, ...MONEY_AND_GOVERNMENT]
const today = '2026-03-10'
const answer = (given: Story[1]) =>
  propose(facts({ right_known_on: '2026-01-15', ...given }), { today, units: COUNTY, calendar })

test.each(STORIES)('%s', (_, given, row, but = {}) => {
  const proposal = answer(given)
  const expected: Expected = { row, flags: [], closed: false, ...USUAL[row], ...but }
  // Each thing to be done first, in its order: none more, none less, each by its article.
  expect(
    proposal.preconditions.map(({ says, law }, at) => {
      const piece = expected.first[at] ?? '（不该有）'
      return `${says}${law}`.includes(piece) ? piece : `${says}${law}`
    }),
  ).toEqual(expected.first)
  expect({
    row: proposal.row.code,
    to: proposal.route,
    unit: proposal.unit?.name ?? null,
    limits: proposal.limits.map((limit) => limit.ends_on),
    flags: proposal.flags,
    court: proposal.go_to_court_directly,
    closed: proposal.exclusions.some(({ route }) => route === 'peoples_mediation'),
  }).toEqual({
    row,
    to: expected.to,
    unit: expected.unit,
    limits: expected.limits,
    flags: expected.flags,
    court: expected.court,
    closed: expected.closed,
  })
})

test('there are at least 120 stories, each told once, and every row of the matrix is in one', () => {
  expect(STORIES.length).toBeGreaterThanOrEqual(120)
  expect(new Set(STORIES.map(([told]) => told)).size).toBe(STORIES.length)
  const rows = new Set(STORIES.map(([, , row]) => row as string))
  expect(MATRICES[MATRIX_VERSION].map(({ code }) => code).filter((code) => !rows.has(code))).toEqual([])
})

test('whoever has sued is never sent to mediation of anybody’s will but her own; whoever has not is told what the court asks', () => {
  for (const [told, given, row, but = {}] of STORIES) {
    const { suit, court } = answer(given)
    const expected: Pick<Expected, 'court' | 'closed'> = { closed: false, ...USUAL[row], ...but }
    const unsued = expected.court && !expected.closed ? '当事人随时可以起诉，调解不是起诉的门槛' : court.says
    const piece = given.already_with !== 'court' ? unsued : given.handed_over ? '退回法院审理' : '不得动员撤诉'
    expect([told, suit?.says]).toEqual([told, expect.stringContaining(piece)])
    if (unsued === court.says)
      expect([told, suit?.says]).toEqual([told, expect.not.stringMatching(/随时可以起诉|先在这里/)])
  }
})

test('a special matter beside another keeps its way: named among the others, with its article', () => {
  const named = (given: Story[1], way: string) => answer(given).alternatives.find(({ route }) => route === way)
  expect(named({ dispute_type: 'M07', land_title: true, restricted_matter: true }, 'competent_office')?.law).toContain(
    '信访工作条例',
  )
  expect(named({ dispute_type: 'M01', elder_support: true, private_prosecution: true }, 'police')?.says).toContain(
    '自诉',
  )
  expect(named({ dispute_type: 'M10a', employed: true, public_order: true }, 'police')?.law).toContain('第一百七十八条')
  expect(named({ dispute_type: 'M10a', employed: true }, 'police')).toBeUndefined()
})

test('a story answered by the second matrix is answered so for ever: what came later changes nothing in it', () => {
  for (const [told, given] of STORIES) {
    const { unit, ...second } = propose(facts(given), { today, units: COUNTY, calendar }, 2)
    expect([told, second.matrix_version, second.flags, second.fields, second.suit]).toEqual([told, 2, [], [], null])
    expect(unit === null || COUNTY.some(({ id }) => id === unit.id)).toBe(true)
  }
})
