import { expect, test } from 'vitest'
import { agreementsOf, type RealCase, type ReviewedCase, realCases, reviewedCases } from '#test/real-cases/read.ts'
import { calendar } from '../clocks/calendar-data.ts'
import { HANDING_CHANNELS } from '../intake/channels.ts'
import { COMMITTEE_KINDS } from '../organisations/words.ts'
import { cents, sumOf } from './amounts.ts'
import { ClauseInput, faultsOfClauses, OutsideFactInput, UndertakingInput } from './clauses.ts'
import { obligationsOf } from './due.ts'
import { unclear } from './unclear.ts'
import { doubtsIn, UNLAWFUL, unlawfulIn, unlawfulInAgreement } from './unlawful.ts'
import { writingForced } from './writing.ts'

const reviewed = reviewedCases()
const real = realCases()
const idOf = (at: number): string => `01890000-0000-7000-8000-${String(at).padStart(12, '0')}`

type Pair = { real: RealCase; reviewed: ReviewedCase }
const pairs: Pair[] = (real ?? []).flatMap((one) => {
  const review = reviewed.get(one.id)
  return review ? [{ real: one, reviewed: review }] : []
})
const agreementsIn = (pair: Pair) => {
  const people = pair.real.parties.length + pair.reviewed.added_parties.length
  const ids = Array.from({ length: people }, (_, at) => idOf(at))
  return { ids, agreements: agreementsOf(pair.real, pair.reviewed, ids, '2026-03-02') }
}

test('the reviewed file reads 110 terms of 55 cases: 103 oblige, two promise, four tell, one is refused', () => {
  const terms = [...reviewed.values()].flatMap((one) => one.terms)
  const count = (kind: string): number => terms.filter((term) => term.class === kind).length
  expect([reviewed.size, terms.length]).toEqual([55, 110])
  expect(['obligation', 'undertaking', 'outside_fact', 'refused'].map(count)).toEqual([103, 2, 4, 1])
})

test('every door that is an office’s names the office, no other does, and a committee walks each case', () => {
  for (const [id, { door, mediated_by, walks_at }] of reviewed) {
    const handed = HANDING_CHANNELS.some((channel) => channel === door.channel)
    expect([id, door.handed_by !== null]).toEqual([id, handed])
    expect([id, COMMITTEE_KINDS.includes(walks_at ?? mediated_by)]).toEqual([id, true])
  }
})

test('a refused term names a row of the table, with an article that row gives', () => {
  const refused = [...reviewed.values()].flatMap((one) => one.terms.filter((term) => term.class === 'refused'))
  for (const term of refused) expect(UNLAWFUL[term.code].law).toContain(term.article)
})

test.skipIf(!real)('every case and each of its terms is read exactly once', () => {
  expect(real?.map((one) => [one.id, one.terms.length])).toEqual(
    [...reviewed].map(([id, one]) => [id, one.terms.length]),
  )
})

test.skipIf(!real)(
  'every obligation is a sound clause among the parties, and passes the schema it will be sent by',
  () => {
    for (const pair of pairs) {
      const { ids, agreements } = agreementsIn(pair)
      for (const { clauses, undertakings, outside_facts } of agreements) {
        expect([pair.real.id, faultsOfClauses(clauses, ids)]).toEqual([pair.real.id, []])
        expect(clauses.map((clause) => ClauseInput.parse(clause))).toEqual(clauses)
        undertakings.map((one) => UndertakingInput.parse(one))
        outside_facts.map((one) => OutsideFactInput.parse(one))
      }
    }
  },
)

test.skipIf(!real)('a refused term is caught by its wording, and no other term nor any clause made of one is', () => {
  for (const pair of pairs) {
    for (const [at, term] of pair.reviewed.terms.entries()) {
      const text = pair.real.terms[at]?.what ?? ''
      const hits = unlawfulIn(text, term.class === 'outside_fact' ? 'outside_fact' : 'clause')
      const codes: string[] = hits.map((hit) => hit.code)
      if (term.class === 'refused')
        expect([pair.real.id, at, codes]).toEqual([pair.real.id, at, expect.arrayContaining([term.code])])
      else expect([pair.real.id, at, codes]).toEqual([pair.real.id, at, []])
    }
    for (const { clauses, undertakings, outside_facts } of agreementsIn(pair).agreements)
      expect([pair.real.id, unlawfulInAgreement(clauses, undertakings, outside_facts)]).toEqual([pair.real.id, []])
  }
})

test.skipIf(!real)('what the parties owe adds up to what the terms name, but for the terms that are no payment', () => {
  /** A watch’s price, a claim against a third person, one’s own share, a state’s relief: named in yuan, owed by nobody. */
  const NO_PAYMENT = ['case-o19', 'case-o26', 'case-o34', 'case-o36']
  for (const pair of pairs) {
    const owed = agreementsIn(pair).agreements.flatMap(({ clauses }) => obligationsOf(clauses, '2026-03-02', calendar))
    const sum = sumOf(owed.flatMap((it) => (it.amount === null ? [] : [it.amount])))
    const named = sumOf(pair.real.terms.flatMap((term) => (term.amount === null ? [] : [String(term.amount)])))
    expect([pair.real.id, cents(sum) === cents(named)]).toEqual([pair.real.id, !NO_PAYMENT.includes(pair.real.id)])
  }
})

test.skipIf(!real)(
  'the one case recorded as oral may stay oral, and a case done at once leaves nothing waiting',
  () => {
    for (const pair of pairs) {
      const { agreements } = agreementsIn(pair)
      const said = { a_party_asks_for_writing: false, identity_relation: pair.reviewed.paper_only }
      if (pair.reviewed.form === 'oral')
        expect(agreements.map(({ clauses }) => writingForced(clauses, said))).toEqual([null])
      if (pair.reviewed.performed !== 'at_once') continue
      const owed = agreements.flatMap(({ clauses }) => obligationsOf(clauses, '2026-03-02', calendar))
      expect([pair.real.id, owed.filter((it) => it.waiting_for).length]).toEqual([pair.real.id, 0])
    }
  },
)

test.skipIf(!real)('the warnings see what the sources left open', () => {
  const warned = new Map(
    pairs.map((pair) => [
      pair.real.id,
      agreementsIn(pair).agreements.flatMap(({ clauses }) => unclear(clauses).map((it) => it.code)),
    ]),
  )
  expect(warned.get('case-o11')).toContain('vague_amount')
  expect(warned.get('case-o14')).toContain('no_amount')
  expect(warned.get('case-o51')).toContain('receivers_not_said')
  expect(warned.get('case-o52')).toContain('vague_time')
  const doubts = (id: string) =>
    pairs
      .filter((pair) => pair.real.id === id)
      .flatMap((pair) => pair.real.terms.flatMap((term) => doubtsIn(term.what)))
  expect(doubts('case-o39').map((it) => it.code)).toContain('ownership')
  expect(doubts('case-o42').map((it) => it.code)).toContain('ownership')
})
