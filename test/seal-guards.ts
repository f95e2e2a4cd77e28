import type { GuardName } from '#domain/guards.ts'
import type { NamedPaper, Seal } from '#domain/seals/seal.ts'
import { type Case, named } from './guard-parts.ts'
import * as one from './parts.ts'
import { uuid } from './world-of-rules.ts'

const UNIT = one.CLERK.unit_id
const PAPER: NamedPaper = {
  ...{ id: uuid(70), form: 'D-08', title: '调解协议书', step: 'put_in_effect', unit_id: UNIT, agreement_id: null },
}
const SEAL: Seal = {
  ...{ id: uuid(71), paper_id: uuid(70), form: 'D-08', title: '调解协议书', committee: '石桥村人民调解委员会' },
  ...{ unit_id: UNIT, agreement_id: null, by: { person_id: uuid(5), name: '苗秀禾' } },
  ...{ at: '2026-03-01T01:00:00.000Z', because: '', revoked: null },
}
const sealed = (more: Partial<Seal> = {}) => one.dispute('open', { seals: [{ ...SEAL, ...more }] })
const REVOKED = { at: '2026-03-01T02:00:00.000Z', by: '苗秀禾', because: '盖错了' }
const asked = { paper_id: uuid(70), because: '当事人要' }
const of = (more: Partial<NamedPaper>) => ({ input: asked, here: { named: named({ paper: { ...PAPER, ...more } }) } })
const revoking = { input: { seal_id: uuid(71), because: '盖错了' } }

/** For each guard about seals a case it refuses and one it lets through. */
export const SEAL_CASES = {
  agreement_not_sealed: [
    ['not yet', [one.agreement('signing')], null],
    ['already', [one.agreement('signing', { sealed: { by: '石桥村', at: '' } })], 'already_sealed'],
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
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
