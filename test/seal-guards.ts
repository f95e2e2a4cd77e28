import type { GuardName } from '#domain/guards.ts'
import type { NamedPaper, Seal } from '#domain/seals/seal.ts'
import { type Case, named } from './guard-parts.ts'
import * as one from './parts.ts'
import { uuid } from './world-of-rules.ts'

const UNIT = one.CLERK.unit_id
const PAPER: NamedPaper = {
  ...{ id: uuid(70), form: 'D-08', title: '调解协议书', step: 'put_in_effect', unit_id: UNIT },
  ...{ for_parties: null, part_id: uuid(79), opened_agreement: null },
}
const SEAL: Seal = {
  ...{ id: uuid(71), paper_id: uuid(70), form: 'D-08', title: '调解协议书', committee: '石桥村人民调解委员会' },
  ...{ unit_id: UNIT, agreement_id: null, for_parties: null, by: { person_id: uuid(5), name: '苗秀禾' } },
  ...{ at: '2026-03-01T01:00:00.000Z', because: '', revoked: null },
}
const sealed = (more: Partial<Seal> = {}) => one.dispute('open', { seals: [{ ...SEAL, ...more }] })
const REVOKED = {
  at: '2026-03-01T02:00:00.000Z',
  by: '苗秀禾',
  why: 'sealed_wrongly',
  court_paper: '',
  because: '盖错了',
} as const
const asked = { paper_id: uuid(70), because: '当事人要' }
const of = (more: Partial<NamedPaper>) => ({ input: asked, here: { named: named({ paper: { ...PAPER, ...more } }) } })
const revoking = { input: { seal_id: uuid(71), why: 'sealed_wrongly', court_paper: '', because: '盖错了' } }
const because = (why: string, court_paper = '') => ({ input: { ...revoking.input, why, court_paper } })
const AGREEMENT = one.agreement('in_effect')
const bySigns = (...hows: ('on_screen' | 'on_paper')[]) =>
  one.agreement('signing', {
    signatures: hows.map((how, at) => ({
      ...{ who: { party: uuid(80 + at) }, name: '邢大山', how, known_by: 'one_time_code' as const },
      at: '2026-03-01T01:00:00.000Z',
    })),
  })

/** For each guard about seals a case it refuses and one it lets through. */
export const SEAL_CASES = {
  sealed_today: [
    [
      'said to be of another day',
      [],
      'sealed_another_day',
      { input: {}, here: { occurred_at: '2026-02-27T01:00:00.000Z' } },
    ],
    ['today', [], null, { input: {} }],
  ],
  signed_on_screen: [
    ['one signed on paper', [bySigns('on_screen', 'on_paper')], 'signed_on_paper'],
    ['everybody on screen', [bySigns('on_screen', 'on_screen')], null],
  ],
  paper_bears_seal: [
    ['no such paper', [], 'paper_takes_no_seal', { input: asked }],
    ['a receipt', [], 'paper_takes_no_seal', of({ form: 'D-02r' })],
    ['what is laid out to be signed', [], 'paper_takes_no_seal', of({ step: 'lay_out_agreement' })],
    ['the agreement in effect', [], null, of({})],
    ['a notice, by whatever step', [], null, of({ form: 'D-18', step: 'notify_session' })],
  ],
  own_units_paper: [
    ['of another unit', [], 'paper_of_other_unit', of({ unit_id: UNIT + 1 })],
    ['of her own', [], null, of({})],
    [
      'its agreement is another unit’s, though hers took the step',
      [one.agreement('in_effect', { unit_id: UNIT + 1 })],
      'paper_of_other_unit',
      of({ part_id: AGREEMENT.id }),
    ],
    ['a party’s word made it, her unit mediates', [AGREEMENT], null, of({ part_id: AGREEMENT.id, unit_id: null })],
  ],
  paper_not_personal: [
    [
      'an adoption',
      [one.agreement('in_effect', { identity_relation: true })],
      'sealed_on_paper',
      of({ part_id: AGREEMENT.id }),
    ],
    ['a debt', [AGREEMENT], null, of({ part_id: AGREEMENT.id })],
    ['a notice', [], null, of({ form: 'D-18' })],
  ],
  paper_not_sealed: [
    ['it bears one', [sealed()], 'already_sealed', { input: asked }],
    ['it was taken back', [sealed({ revoked: REVOKED })], null, { input: asked }],
    ['none', [one.dispute('open')], null, { input: asked }],
  ],
  seal_stands: [
    ['none', [one.dispute('open')], 'no_seal_stands', revoking],
    ['taken back before', [sealed({ revoked: REVOKED })], 'no_seal_stands', revoking],
    ['of another unit', [sealed({ unit_id: UNIT + 1 })], 'no_seal_stands', revoking],
    ['another one', [sealed({ id: uuid(72) })], 'no_seal_stands', revoking],
    ['hers', [sealed()], null, revoking],
  ],
  revocation_grounded: [
    ['a court, without its paper', [sealed()], 'court_paper_missing', because('court_ruling')],
    ['a court', [sealed()], null, because('court_ruling', '（2026）民终 3 号判决书')],
    [
      'an agreement in effect nobody used',
      [sealed({ agreement_id: AGREEMENT.id }), AGREEMENT],
      'agreement_stays',
      because('not_used'),
    ],
    [
      'an agreement sealed wrongly',
      [sealed({ agreement_id: AGREEMENT.id }), AGREEMENT],
      null,
      because('sealed_wrongly'),
    ],
    ['a notice nobody used', [sealed()], null, because('not_used')],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
