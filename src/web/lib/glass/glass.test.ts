import { expect, test } from 'vitest'
import type { ToSign } from '#contract/signing.ts'
import { keepable } from '#web/staff/acts/act-form.ts'
import { signOnOurDevice } from '#web/staff/acts/signing-forms.tsx'
import { blankGlass, faultsOfGlass, type Glass, glassBody, glassFor, shelfOf, signedOn, toKeep } from './glass.ts'

const [APPLICANT, RESPONDENT, AGENT] = ['a', 'b', 'c'].map((it) => it.repeat(8)) as [string, string, string]
/** The same text before each of its parties: the same hashes, and here even the right answer stands in the same place. */
const sheetOf = (party_id: string, by_agent: string | null = null): ToSign => ({
  ...{ agreement_id: 'it', edition: 1, party_id, by_agent, signer: '谁', for_name: null, paper_id: 'p', number: '1' },
  ...{ terms_hash: 'a1'.repeat(32), pdf_hash: 'b2'.repeat(32), clauses_say: [] },
  question: { asks: '？', options: ['对', '错', '不是'], right: 0, because: '' },
  consent: { version: 1, label: '', items: [] },
})
const done = (sheet: ToSign): Glass => ({
  ...blankGlass(sheet),
  ...{ answer: 0, understood: true, consent: true, strokes: [[0, 0, 50, 5, 100, 0, 150, 5, 200, 0, 250, 5]] },
})
const MISSING = ['answer', 'understood', 'consent', 'strokes']

test('on the mediator’s device what one party wrote, ticked and agreed to is never the next one’s', () => {
  const [hers, his] = [sheetOf(APPLICANT), sheetOf(RESPONDENT)]
  const held = { sheet: hers, glass: done(hers) }
  expect(Object.keys(faultsOfGlass(hers, glassFor(hers, held.glass)))).toEqual([])
  expect(Object.keys(faultsOfGlass(his, glassFor(his, held.glass)))).toEqual(MISSING)
  expect(signedOn(held, { party_id: APPLICANT })).toEqual(glassBody(hers, held.glass))
  expect(signedOn(held, { party_id: RESPONDENT })).toEqual({})
  // Nor by a sheet that was exchanged under it.
  expect(signedOn({ ...held, sheet: his }, { party_id: RESPONDENT })).toEqual({})
})

test('what she wrote herself is not her agent’s, nor his hers', () => {
  const [hers, agents] = [sheetOf(APPLICANT), sheetOf(APPLICANT, AGENT)]
  expect(Object.keys(faultsOfGlass(agents, glassFor(agents, done(hers))))).toEqual(MISSING)
  expect(Object.keys(faultsOfGlass(hers, glassFor(hers, done(agents))))).toEqual(MISSING)
  const held = { sheet: hers, glass: done(hers) }
  expect(signedOn(held, { party_id: APPLICANT, by_agent: '' })).toEqual(glassBody(hers, held.glass))
  expect(signedOn(held, { party_id: APPLICANT, by_agent: AGENT })).toEqual({})
})

test('a form that is closed keeps nothing of what was written on the glass', () => {
  const kept = keepable(signOnOurDevice, { party_id: APPLICANT, known_by: 'identity_paper', glass: { strokes: [[1]] } })
  expect(kept).toEqual({ party_id: APPLICANT, known_by: 'identity_paper' })
})

test('on a phone several use, each has her own shelf, and a yes is never kept', () => {
  const sheets = [sheetOf(APPLICANT), sheetOf(APPLICANT, AGENT), sheetOf(RESPONDENT)]
  expect(new Set(sheets.map(shelfOf)).size).toBe(3)
  const { strokes, answer, ...yes } = toKeep(done(sheetOf(APPLICANT)))
  expect([answer, strokes.length]).toEqual([0, 1])
  expect(yes).toMatchObject({ understood: false, consent: false })
})

test('an answer nobody gave is not put in her mouth: what is sent is none', () => {
  const sheet = sheetOf(APPLICANT)
  expect(glassBody(sheet, { ...done(sheet), answer: null })).toMatchObject({ answer: -1 })
})
