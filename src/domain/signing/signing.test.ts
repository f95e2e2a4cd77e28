import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { pay } from '#test/terms.ts'
import { uuid } from '#test/world-of-rules.ts'
import type { Clause } from '../agreements/clauses.ts'
import type { AgreementFacts } from '../disputes/parts.ts'
import { SignInput, StrokesInput } from './inputs.ts'
import { questionOf } from './question.ts'
import { isWritten, svgOf } from './strokes.ts'
import { termsOf } from './terms.ts'

const { APPLICANT, RESPONDENT } = one
const ORDER = 'a1'.repeat(32)
const laid_out = {
  ...{ paper_id: uuid(70), number: '（2026）石桥村人调字第3号', committee: '石桥村人民调解委员会' },
  parties: [
    { id: APPLICANT, name: '苗秀禾' },
    { id: RESPONDENT, name: '邢大山' },
  ],
}
const facts = (more: Partial<AgreementFacts> = {}): AgreementFacts =>
  one.agreement('signing', { laid_out, ...more }).facts
const hashOf = (it: AgreementFacts): string =>
  createHash('sha256')
    .update(canonicalize(termsOf(uuid(60), it)) ?? '')
    .digest('hex')
const asClause = (clause: object): Clause => ({
  ...{ joint: false, amount: null, amount_later: null, guarantors: [], held_by: null },
  ...(clause as Clause),
})
const money = (more: object = {}): Clause => asClause({ ...pay(RESPONDENT, APPLICANT), ...more })

test('the hash of terms is the same for the same terms, in whatever order their fields and parties stand', () => {
  const turned = Object.fromEntries(Object.entries(facts()).reverse()) as AgreementFacts
  const parties = [...laid_out.parties].reverse()
  expect(hashOf(turned)).toBe(hashOf(facts()))
  expect(hashOf(facts({ laid_out: { ...laid_out, parties } }))).toBe(hashOf(facts()))
  // What is no term, and what comes with the signing, changes nothing.
  expect(hashOf(facts({ warnings: ['第 1 条：看看日子'], signatures: [one.signedBy({ party: APPLICANT })] }))).toBe(
    hashOf(facts()),
  )
  expect(termsOf(uuid(60), one.agreement('signing').facts)).toBeNull()
})

test('any term that is changed changes the hash', () => {
  const text = fc.string({ minLength: 1, maxLength: 20 })
  const changes = fc.oneof(
    text.map((it) => ({ dispute_facts: `水沟被占。${it}` })),
    text.map((it) => ({ clauses: [money({ what: `${money().what}${it}` })] })),
    fc.integer({ min: 4_000, max: 9_000_000 }).map((it) => ({ clauses: [money({ amount: String(it) })] })),
    fc
      .integer({ min: 61, max: 3_000 })
      .map((days) => ({ clauses: [money({ due: { kind: 'within', days, working: false } })] })),
    fc.constant({ clauses: [money(), money()] }),
    fc.constant({ clauses: [asClause({ ...pay(APPLICANT, RESPONDENT) })] }),
    text.map((it) => ({ undertakings: [{ who: it, what: '帮忙看着' }] })),
    text.map((it) => ({ outside_facts: [{ authority: it, what: '已经处罚', paper: null }] })),
    fc.integer({ min: 3, max: 99 }).map((edition) => ({ edition })),
    text.map((it) => ({ laid_out: { ...laid_out, number: `${laid_out.number}${it}` } })),
    text.map((it) => ({ laid_out: { ...laid_out, committee: `${laid_out.committee}${it}` } })),
    text.map((it) => ({ laid_out: { ...laid_out, parties: [{ id: APPLICANT, name: `苗秀禾${it}` }] } })),
  )
  const before = hashOf(facts({ clauses: [money()] }))
  fc.assert(
    fc.property(changes, (it) => hashOf(facts({ clauses: [money()], ...(it as Partial<AgreementFacts>) })) !== before),
    { numRuns: 300 },
  )
})

test('the question is of her own terms: the one who pays, the one who is paid, and who owes nothing', () => {
  const clauses = [money({ amount: '3500', due: { kind: 'on', day: '2026-12-31' } })]
  const his = questionOf(facts({ clauses }), RESPONDENT, ORDER)
  expect(his.options[his.right]).toBe('我付给苗秀禾 3,500 元（2026年12月31日以前）')
  const hers = questionOf(facts({ clauses }), APPLICANT, ORDER)
  expect(hers.options[hers.right]).toBe('邢大山付给我 3,500 元（2026年12月31日以前）')
  const release = asClause({ ...money(), nature: 'release', creditors: [], what: '以后不再提' })
  const neither = questionOf(facts({ clauses: [release] }), APPLICANT, ORDER)
  expect(neither.options[neither.right]).toBe('我和邢大山')
})

test('of every kind of term there are three different answers, one of them true, and their order hangs on the terms alone', () => {
  const orders = new Set<number>()
  for (const nature of ['pay', 'deliver', 'do', 'refrain', 'continue', 'release'] as const)
    for (const due of [
      { kind: 'at_signing' },
      { kind: 'not_said' },
      { kind: 'within', days: 9, working: true },
    ] as const)
      for (const who of [APPLICANT, RESPONDENT])
        for (const order of ['000000', '000001', '000002', '000003', '000004', '000005']) {
          const what = '把排水沟改到屋后'.repeat(40)
          const clauses = [money({ nature, due, what, amount: nature === 'pay' ? '12' : null })]
          const question = questionOf(facts({ clauses }), who, order)
          orders.add(question.right)
          expect(new Set(question.options).size).toBe(3)
          expect(Math.max(...question.options.map((it) => it.length))).toBeLessThan(120)
          expect(questionOf(facts({ clauses }), who, order)).toEqual(question)
        }
  expect([...orders].sort()).toEqual([0, 1, 2])
})

/** Third and fourth of an agreement of four. */
const [THIRD, FOURTH] = [uuid(9), uuid(8)]
const four = (...clauses: Clause[]): AgreementFacts =>
  facts({
    clauses,
    parties: [APPLICANT, RESPONDENT, THIRD, FOURTH],
    laid_out: {
      ...laid_out,
      parties: [...laid_out.parties, { id: THIRD, name: '看瓜老人' }, { id: FOURTH, name: '田小满' }],
    },
  })
const rightOf = (it: AgreementFacts, who: string, name?: string): string => {
  const { options, right } = questionOf(it, who, ORDER, name)
  expect(new Set(options).size, options.join(' | ')).toBe(3)
  expect(options.every((one) => one.length > 0)).toBe(true)
  return options[right] ?? ''
}

test('what several owe or are owed together is not put as one’s alone', () => {
  const not_said = { due: { kind: 'not_said' } as const, amount: '10000' }
  const debtors = [RESPONDENT, THIRD].map((party_id) => ({ party_id, amount: null }))
  for (const joint of [false, true])
    expect(rightOf(four(money({ ...not_said, debtors, joint })), RESPONDENT)).toBe(
      '我和看瓜老人一起付给苗秀禾 10,000 元',
    )
  expect(rightOf(four(money({ ...not_said, creditors: [APPLICANT, THIRD] })), APPLICANT)).toBe(
    '邢大山付给我和看瓜老人 10,000 元',
  )
})

test('who stands surety is asked of that, and who gives something up of what it is', () => {
  const surety = money({ guarantors: [THIRD], amount: '10000', due: { kind: 'not_said' } })
  expect(rightOf(four(surety), THIRD)).toBe('我替邢大山保证：邢大山付给苗秀禾 10,000 元')
  const gives = asClause({ ...money(), nature: 'release', creditors: [APPLICANT], what: '以前的工钱不再要' })
  expect(rightOf(four(gives), RESPONDENT)).toBe('我和苗秀禾说定：以前的工钱不再要')
})

test('a figure alone gives no answer away, and nothing that is also agreed stands among the wrong ones', () => {
  const there = money({ amount: '500', due: { kind: 'not_said' } })
  const back = asClause({ ...pay(APPLICANT, RESPONDENT), amount: '500', due: { kind: 'not_said' } })
  const { options, right } = questionOf(four(there, back), RESPONDENT, ORDER)
  expect(options[right]).toBe('我付给苗秀禾 500 元')
  expect(options).not.toContain('苗秀禾付给我 500 元')
  for (const who of [APPLICANT, RESPONDENT]) {
    const question = questionOf(facts({ clauses: [money({ amount: '3500' })] }), who, ORDER)
    expect(question.options.filter((it) => / [\d,]+ 元/.test(it))).toHaveLength(3)
  }
})

test('her agent answers of what she has to do, not of what he has to', () => {
  const it = facts({ clauses: [money({ amount: '500', due: { kind: 'not_said' } })] })
  const { asks, right } = questionOf(it, RESPONDENT, ORDER, '邢大山')
  expect(asks).toBe('您代邢大山签。签了以后，邢大山要办的是哪一样？')
  expect(rightOf(it, RESPONDENT, '邢大山')).toBe('邢大山付给苗秀禾 500 元')
  // Whose hand it is changes no place: what the server holds true is the same.
  expect(right).toBe(questionOf(it, RESPONDENT, ORDER).right)
})

test('who owes a share is asked for her share', () => {
  const debtors = [
    { party_id: RESPONDENT, amount: '200' },
    { party_id: uuid(9), amount: '300' },
  ]
  const { options, right } = questionOf(facts({ clauses: [money({ amount: '500', debtors })] }), RESPONDENT, ORDER)
  expect(options[right]).toContain('200 元')
})

test('a name is lines within its field, and no more than a name needs', () => {
  const bad = [
    [],
    [[5]],
    [[1, 2, 3]],
    [[1, 401]],
    [[1001, 1]],
    [[-1, 1]],
    [[1.5, 1]],
    Array(201).fill([1, 1]),
    [Array(1300).fill(1)],
  ]
  for (const strokes of bad)
    expect(StrokesInput.safeParse(strokes).success, JSON.stringify(strokes).slice(0, 40)).toBe(false)
  expect(StrokesInput.safeParse(Array(40).fill(Array(40).fill(7))).success).toBe(false)
  expect(isWritten([[1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]])).toBe(false)
  expect(isWritten([[0, 0, 30, 5, 60, 0, 90, 5, 120, 0, 150, 5]])).toBe(true)
  expect(
    svgOf([
      [3, 4],
      [10, 20, 30, 40],
    ]),
  ).toMatch(/^<svg [^<>]+><path d="M3 4L4 4M10 20L30 40" [^<>]+\/><\/svg>$/)
})

test('without having understood, without consent and without a name nothing is sent', () => {
  const told = (over: object) =>
    SignInput.safeParse({ edition: 1, understood: true, ...over }).error?.issues.map((it) => it.message)
  const said = told({ understood: false })?.join('')
  for (const words of ['我看明白了', '重新打开签字的页面', '先答上面的一问', '同意在屏幕上签', '写上您的名字'])
    expect(said).toContain(words)
})
