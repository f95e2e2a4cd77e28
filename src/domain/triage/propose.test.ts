import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asked, facts, laws, routes, today, UNITS } from '#test/triage.ts'
import { calendar } from '../clocks/calendar-data.ts'
import { UNIT_KINDS, type UnitKind } from '../organisations/words.ts'
import { mayBeMediated, propose } from './propose.ts'
import {
  ALREADY_WITH,
  type AlreadyWith,
  DISPUTE_TYPES,
  type DisputeType,
  PEOPLES_MEDIATION,
  TRIAGE_QUESTIONS,
  TRIAGE_ROUTES,
  type TriageFacts,
  TriageFactsInput,
} from './types.ts'

test('violence: the police come first, nobody is pressed, and mediation waits until everybody is safe', () => {
  const proposal = asked({ dispute_type: 'M01', violence: true, minor_involved: true })
  expect(proposal.urgent).toBe(true)
  const says = proposal.urgent_says.map((it) => it.says).join('')
  for (const words of ['110', '不劝和', '人身安全保护令', '告诫书', '未成年人']) expect(says).toContain(words)
  expect(laws(proposal.urgent_says)).toMatch(/反家庭暴力法 第十六条、第二十三条、第二十八条.*未成年人保护法 第十一条/)
  const village = proposal.alternatives.find((it) => it.route === 'peoples_mediation_village')
  expect(village?.says).toBe(
    '先由公安机关保证安全；双方都自愿、没有人受威胁时，才可以走这条路：村（居）人民调解委员会调解。',
  )
  expect(asked({ dispute_type: 'M02', violence: true }).route).toBe('police')
  expect(asked({ dispute_type: 'M02' })).toMatchObject({ urgent: false, urgent_says: [] })
})

test('a scuffle within the family is violence, whatever it was called; with neighbours it is a matter of public order', () => {
  const home = asked({ dispute_type: 'M01', public_order: true })
  expect(home).toMatchObject({ row: { code: 'family' }, route: 'police', urgent: true, flags: ['danger'] })
  expect(home.urgent_says.map((it) => it.says).join('')).toContain('不劝和')
  expect(laws(home.preconditions)).toContain('反家庭暴力法 第五条')
  expect(TRIAGE_QUESTIONS.public_order).not.toContain('家人')
  expect(asked({ dispute_type: 'M02', public_order: true })).toMatchObject({
    row: { code: 'public_order' },
    urgent: false,
  })
})

test('a child that may be abused is reported, also where the harm could be prosecuted privately', () => {
  const given = { dispute_type: 'M01', private_prosecution: true, minor_involved: true } as const
  expect(laws(asked(given).urgent_says)).toContain('未成年人保护法 第十一条')
  expect(asked({ ...given, minor_involved: false }).urgent_says).toEqual([])
  expect(propose(facts(given), { today, units: UNITS, calendar }, 2).urgent_says).toEqual([])
})

const NOT_FOR_MEDIATION: [name: string, given: Partial<TriageFacts> & { dispute_type: DisputeType }, law: string][] = [
  ['a crime', { dispute_type: 'M06', crime_suspected: true }, '第二十二条第一项'],
  ['an act of an office', { dispute_type: 'M09', administrative_act: true }, '人民调解法 第二条'],
  ['a taking', { dispute_type: 'M03', expropriation: true }, '人民调解法 第二条'],
  ['a taking nobody has asked about', { dispute_type: 'M08' }, '人民调解法 第二条'],
  ['a status alone', { dispute_type: 'M01', status_only: true }, '民法典 第一千零七十六条'],
  ['what a court has', { dispute_type: 'M02', already_with: 'court' }, '第二十二条第二项'],
  ['what the police have', { dispute_type: 'M02', already_with: 'police' }, '第二十二条第二项'],
  ['what an office has', { dispute_type: 'M02', already_with: 'administrative' }, '第二十二条第二项'],
]
test.each(NOT_FOR_MEDIATION)('%s is not for people’s mediation, by its article', (_, given, law) => {
  expect(mayBeMediated(facts(given))?.law).toContain(law)
  const proposal = asked(given)
  expect(PEOPLES_MEDIATION).not.toContain(proposal.route)
  expect(laws(proposal.exclusions.filter((it) => it.route === 'peoples_mediation'))).toContain(law)
})

const FOR_MEDIATION: [name: string, given: Partial<TriageFacts> & { dispute_type: DisputeType }][] = [
  ['handed over by the court', { dispute_type: 'M02', already_with: 'court', handed_over: true }],
  ['handed over by the police', { dispute_type: 'M02', already_with: 'police', handed_over: true }],
  ['noted by the petition office', { dispute_type: 'M02', already_with: 'petition' }],
  ['an accident whose liability the police found', { dispute_type: 'M15', already_with: 'police' }],
  ['sharing the money of a taking at home', { dispute_type: 'M08', expropriation: false }],
  ['violence, once everybody is safe', { dispute_type: 'M02', violence: true }],
]
test.each(FOR_MEDIATION)('%s may be mediated', (_, given) => {
  expect(mayBeMediated(facts(given))).toBeNull()
})

test('what an office has stays with it; a suit closes the other offices’ mediation too', () => {
  expect(asked({ dispute_type: 'M02', already_with: 'police' })).toMatchObject({
    route: 'police',
    unit: { name: '云溪派出所' },
  })
  expect(asked({ dispute_type: 'M14', already_with: 'court' })).toMatchObject({
    route: 'court',
    alternatives: [{ route: 'legal_aid' }],
  })
  expect(asked({ dispute_type: 'M10b', already_with: 'arbitration' }).route).toBe('labour_arbitration')
  expect(asked({ dispute_type: 'M07', already_with: 'arbitration' }).route).toBe('land_arbitration')
  expect(asked({ dispute_type: 'M10a', already_with: 'administrative' })).toMatchObject({
    route: 'labour_inspection',
    unit: { name: '青禾县人力资源和社会保障局' },
  })
})

test('five people go to the town first, and the proposal says that this is the county’s rule', () => {
  const proposal = asked({ dispute_type: 'M02', people_count: 5 })
  expect(proposal).toMatchObject({ route: 'peoples_mediation_town', unit: { name: '云溪镇人民调解委员会' } })
  expect(proposal.reasons).toContainEqual({ says: '涉及 5 人，先由乡镇（街道）一级调解。', law: '本县约定，可以调整' })
  expect(asked({ dispute_type: 'M02', people_count: 4 }).route).toBe('peoples_mediation_village')
})

test('where a committee is missing the next one is proposed and the missing one is named; without any, nobody is', () => {
  const context = { today, calendar }
  const noTrade = propose(facts({ dispute_type: 'M15' }), {
    ...context,
    units: UNITS.filter((unit) => unit.kind !== 'trade_committee'),
  })
  expect(noTrade).toMatchObject({ route: 'peoples_mediation_town', unit: { name: '云溪镇人民调解委员会' } })
  expect(noTrade.unit_against[0]?.says).toContain('名单里没有这样的单位')
  const none = propose(facts({ dispute_type: 'M02' }), { ...context, units: [] })
  expect(none).toMatchObject({ route: 'peoples_mediation_village', unit: null })
  expect(none.unit_against[0]?.says).toContain('请人工选择')
})

test('a committee of another trade is never proposed', () => {
  const trade = UNITS.filter((unit) => unit.kind === 'trade_committee')
  expect(propose(facts({ dispute_type: 'M17' }), { today, units: trade, calendar }).unit).toBeNull()
})

test('tourism and intellectual property go to a committee of their own where there is one, and else to the office', () => {
  const trades: [type: DisputeType, committee: string, without: string][] = [
    ['M11', '青禾县旅游纠纷人民调解委员会', 'peoples_mediation_town'],
    ['M17', '青禾县知识产权纠纷人民调解委员会', 'administrative_mediation'],
  ]
  for (const [dispute_type, name, without] of trades) {
    const units = [...UNITS, { id: 90, kind: 'trade_committee', name } as const]
    const proposal = propose(facts({ dispute_type }), { today, units, calendar })
    expect(proposal).toMatchObject({ route: 'peoples_mediation_trade', unit: { name }, go_to_court_directly: true })
    expect(asked({ dispute_type }).route).toBe(without)
    // What was proposed before there were such committees in the matrix stays as it was read then.
    expect(propose(facts({ dispute_type }), { today, units, calendar }, 1).route).toBe(without)
  }
})

test('questions that would change the answer are asked, and only while they are open', () => {
  expect(asked({ dispute_type: 'M10a' }).ask.map((it) => it.fact)).toEqual(['employed', 'wage_only_iou', 'violence'])
  expect(asked({ dispute_type: 'M10a', employed: true, violence: false }).ask.map((it) => it.fact)).toEqual([
    'wage_only_iou',
  ])
})

test('a date that is none and an amount that is none are refused in Chinese', () => {
  const parsed = TriageFactsInput.safeParse({ dispute_type: 'M02', right_known_on: '2026-02-30', amount_yuan: '三千' })
  expect(parsed.error?.issues.map((it) => it.message)).toEqual([
    '请写金额，例如 3500 或 3500.50，单位是元。',
    '请写成 2026-03-09 这样的日期。',
  ])
  expect(TriageFactsInput.safeParse({ dispute_type: 'M10' }).success).toBe(false)
})

const answer = fc.constantFrom(true, false, null)
const aDay = fc.constantFrom(null, '2026-03-02', '2024-02-29', '2019-01-01', '2026-09-30')
const anyFacts: fc.Arbitrary<TriageFacts> = fc
  .record({
    dispute_type: fc.constantFrom(...(Object.keys(DISPUTE_TYPES) as DisputeType[])),
    amount_yuan: fc.constantFrom(null, '3500.50'),
    already_with: fc.constantFrom(...(Object.keys(ALREADY_WITH) as AlreadyWith[])),
    people_count: fc.constantFrom(null, 2, 40),
    accident_liability_received_on: aDay,
    right_known_on: aDay,
    left_job_on: aDay,
    answers: fc.record(Object.fromEntries(Object.keys(TRIAGE_QUESTIONS).map((question) => [question, answer]))),
  })
  .map(({ answers, ...rest }) => TriageFactsInput.parse({ ...rest, ...answers }))
const anyUnits = fc.array(
  fc.record({
    id: fc.nat(),
    kind: fc.constantFrom(...(Object.keys(UNIT_KINDS) as UnitKind[])),
    name: fc.constantFrom('青禾县卫生健康局', '云溪镇调委会', '青禾县交通事故调委会', '甲'),
  }),
  { maxLength: 12 },
)

const LAWFUL = /第[一二三四五六七八九十百千零]+条|本县约定|尚待核对/
test('any facts: replayable, never mediation where it is excluded, each sentence Chinese and with its law', () => {
  fc.assert(
    fc.property(anyFacts, anyUnits, (given, units) => {
      const proposal = propose(given, { today, units, calendar })
      expect(
        propose(structuredClone(given), { today, units: structuredClone(units), calendar }, proposal.matrix_version),
      ).toEqual(proposal)

      const excluded = mayBeMediated(given)
      if (excluded) {
        const ways = [proposal.route, ...routes(proposal.alternatives)]
        expect(ways.filter((way) => (PEOPLES_MEDIATION as readonly string[]).includes(way))).toEqual([])
        expect(routes(proposal.exclusions)).toContain('peoples_mediation')
      } else expect(routes(proposal.exclusions)).not.toContain('peoples_mediation')

      const toCourt = proposal.route === 'court' || routes(proposal.alternatives).includes('court')
      if (proposal.go_to_court_directly) expect(toCourt).toBe(true)
      else expect(routes(proposal.exclusions)).toContain('court')

      if (given.violence === true || given.crime_suspected === true) {
        expect(proposal.route).toBe('police')
        expect(proposal.urgent_says.length).toBeGreaterThan(0)
      }
      expect(proposal.reasons.length).toBeGreaterThan(0)
      expect(proposal.exclusions.length).toBeGreaterThan(0)
      expect(new Set(routes(proposal.alternatives)).size).toBe(proposal.alternatives.length)
      expect(routes(proposal.alternatives)).not.toContain(proposal.route)
      const sentences = [
        ...proposal.reasons,
        ...proposal.unit_for,
        ...proposal.unit_against,
        ...proposal.preconditions,
        ...proposal.limits,
        ...proposal.alternatives,
        ...proposal.exclusions,
        proposal.court,
        ...proposal.urgent_says,
      ]
      for (const { says, law } of sentences) {
        expect(says).toMatch(/\p{Script=Han}.*。$/u)
        expect(law).toMatch(LAWFUL)
      }
      if (proposal.unit) expect(units.map((unit) => unit.id)).toContain(proposal.unit.id)
    }),
    { numRuns: 1_500 },
  )
})

test('every route, type and question has its Chinese name', () => {
  for (const says of [...Object.values(TRIAGE_ROUTES), ...Object.values(DISPUTE_TYPES), ...Object.values(ALREADY_WITH)])
    expect(says).toMatch(/^\p{Script=Han}/u)
  for (const says of Object.values(TRIAGE_QUESTIONS)) expect(says).toMatch(/^\p{Script=Han}.*？$/u)
})
