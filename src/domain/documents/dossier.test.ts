import { expect, test } from 'vitest'
import { listed } from '#test/paper-files.ts'
import * as one from '#test/parts.ts'
import type { Part } from '../disputes/parts.ts'
import { STEP_NAMES } from '../table.ts'
import { type Dossier, type DossierState, dossierOf } from './dossier.ts'
import { DOSSIER, type DossierCode } from './dossier-order.ts'

const told = { rights_told: { by: '周调解', at: '2026-03-01T01:00:00.000Z' } }
const known = one.PARTIES.map((it) => ({ ...it, facts: { ...it.facts, identity_paper: 'resident_card' } }))
const look = (parts: Part[], forms: string[] = [], more: Parameters<typeof one.hereWith>[1] = {}): Dossier =>
  dossierOf({ here: one.hereWith(parts, more), papers: listed(...forms) })
const of = (dossier: Dossier, code: DossierCode) => {
  const row = dossier.rows.find((it) => it.code === code)
  if (!row) throw new Error(`no row ${code}`)
  return row
}
const open = [one.dispute('open'), one.task('in_handling')]
const bound = (more: Parameters<typeof one.agreement>[1] = {}) =>
  one.agreement('in_effect', { effective_on: '2026-03-01', ...more })

/** One line a rule of domain 3.1: with these parts and papers that row stands so, and is entered there. */
const CASES: [string, Part[], string[], DossierCode, DossierState, string?][] = [
  ['nothing has begun', open, [], 'D-01', 'later', 'propose_mediation'],
  ['people are asked', [...open, one.mediation('seeking_consent')], [], 'D-01', 'later', 'accept_mediation'],
  ['it was taken on', [...open, one.mediation('accepted')], ['D-02m'], 'D-01', 'there'],
  ['it never was', [...open, one.mediation('refused')], ['D-13n'], 'D-01', 'not_needed'],
  ['a time is fixed', [...open, one.mediation('notified')], ['D-03'], 'D-03', 'later', 'begin_session'],
  ['the rights were read out', [...open, one.mediation('in_session', told)], ['D-03'], 'D-03', 'there'],
  [
    'nobody was asked who she is',
    [...open, one.mediation('in_session', told)],
    [],
    'D-04',
    'missing',
    'record_identity',
  ],
  ['before a mediation nobody has to be', open, [], 'D-04', 'later', 'record_identity'],
  ['all were', [...known, ...open, one.mediation('in_session', told)], [], 'D-04', 'there'],
  ['nobody acts for anybody', open, [], 'D-04b', 'not_needed'],
  ['somebody was asked', open, ['D-05'], 'D-05', 'there'],
  ['nobody was asked', open, [], 'D-05', 'as_needed', 'record_inquiry'],
  [
    'they talk and nothing is written',
    [...open, one.mediation('in_session', told)],
    [],
    'D-07',
    'missing',
    'record_session',
  ],
  ['it is', [...open, one.mediation('in_session', told)], ['D-07'], 'D-07', 'there'],
  ['it binds and nothing was written', [...open, one.mediation('agreed', told), bound()], ['D-08'], 'D-07', 'missing'],
  ['they talk', [...open, one.mediation('in_session', told)], [], 'D-08', 'later', 'draft_agreement'],
  [
    'it is signed',
    [...open, one.mediation('in_session', told), one.agreement('signing')],
    ['D-08'],
    'D-08',
    'later',
    'put_in_effect',
  ],
  ['it binds', [...open, one.mediation('agreed', told), bound()], ['D-08'], 'D-08', 'there'],
  [
    'it binds by word of mouth',
    [...open, one.mediation('agreed', told), bound({ form: 'oral' })],
    ['D-09'],
    'D-08',
    'there',
  ],
  [
    'it was signed on a screen',
    [
      ...open,
      one.mediation('agreed', told),
      bound({ signatures: [{ ...one.signedBy({ party: one.APPLICANT }), how: 'on_screen' }] }),
    ],
    ['D-08'],
    'D-08',
    'there',
  ],
  [
    'it is of marriage and was signed on a screen',
    [
      ...open,
      one.mediation('agreed', told),
      bound({ identity_relation: true, signatures: [{ ...one.signedBy({ party: one.APPLICANT }), how: 'on_screen' }] }),
    ],
    ['D-08'],
    'D-08',
    'missing',
    'record_signature',
  ],
  ['nothing was agreed', [...open, one.mediation('failed', told)], ['D-13'], 'D-08', 'not_needed'],
  ['it failed and nobody was told', [...open, one.mediation('failed', told)], [], 'D-13', 'missing'],
  [
    'two failed and of one nobody was told',
    [...open, one.mediation('failed', told), one.mediation('refused', {}, one.VISIT)],
    ['D-13'],
    'D-13',
    'missing',
  ],
  ['it failed and all were told', [...open, one.mediation('failed', told)], ['D-13'], 'D-13', 'there'],
  [
    'a visit is to come',
    [...open, one.mediation('agreed', told), bound(), one.visit('due')],
    ['D-08'],
    'D-12',
    'later',
    'record_visit',
  ],
  [
    'a visit is late',
    [...open, one.mediation('agreed', told), bound(), one.visit('due', { due_on: '2026-03-01' })],
    ['D-08'],
    'D-12',
    'missing',
    'record_visit',
  ],
  ['it was made', [...open, one.mediation('agreed', told), bound(), one.visit('done')], ['D-12'], 'D-12', 'there'],
  ['nobody agreed to anything', open, [], 'D-12', 'not_needed'],
  ['nothing is late', [...open, bound(), one.obligation('due')], [], 'D-19', 'not_needed'],
  [
    'something is, and nobody urged',
    [...open, bound(), one.obligation('breached')],
    ['D-19n'],
    'D-19',
    'missing',
    'urge',
  ],
  [
    'somebody did',
    [
      ...open,
      bound(),
      one.obligation('breached', undefined, { urged: [{ on: '2026-03-01', how: 'phone', by: '', answer: '' }] }),
    ],
    ['D-19n', 'D-19'],
    'D-19',
    'there',
  ],
  ['it goes on', open, [], 'D-20', 'later', 'close'],
  ['it is over', [one.dispute('closed')], ['D-20'], 'D-20', 'there'],
  ['a court sent it', [one.dispute('open', { channel: 'CH09' })], [], 'D-23', 'missing'],
  ['no court has to do with it', open, [], 'D-23', 'as_needed'],
]

test.each(CASES)('where %s', (_, parts, forms, code, state, step) => {
  const row = of(look(parts, forms), code)
  expect([row.state, row.enter?.step ?? null]).toEqual([state, step ?? null])
  expect(row.says).toMatch(/\p{Script=Han}{2,}/u)
})

test('the rows stand in the order of the set, each with the rule that asks for it; every step named is one', () => {
  const { rows } = look(open)
  expect(rows.map(({ code }) => code)).toEqual(DOSSIER.map(({ code }) => code))
  for (const { asked_by } of rows) expect(asked_by).toMatch(/第.+条|司法部/)
  for (const [, , , , , step] of CASES) if (step) expect(STEP_NAMES).toContain(step)
})

test('the meter counts what is needed now: what lies there and what is missing, and nothing that is merely printed', () => {
  const { there, needed, rows } = look([...open, one.mediation('in_session', told)], ['D-02m', 'D-03'])
  expect(rows.filter(({ state }) => state === 'missing').map(({ code }) => code)).toEqual(['D-04', 'D-07'])
  // The register of acceptance, the notice of rights; a cover that can be printed is none.
  expect([there, needed]).toEqual([2, 4])
})

test('the window for confirmation is told with its last day, and not where a court may not confirm', () => {
  const agreement = bound()
  const parts = [...open, one.mediation('agreed', told), agreement]
  const clocks = [one.clock('T-33', agreement, { due_on: '2026-03-31' })]
  expect(of(look(parts, ['D-08'], { clocks }), 'D-11').says).toContain('2026年3月31日')
  expect(of(look(parts, ['D-08'], { clocks, today: '2026-04-01' }), 'D-11').says).not.toContain('2026年3月31日')
  expect(
    of(look([...open, one.mediation('agreed', told), bound({ identity_relation: true })], ['D-08'], { clocks }), 'D-11')
      .says,
  ).toContain('身份关系')
})
