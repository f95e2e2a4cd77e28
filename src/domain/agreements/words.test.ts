import { expect, test } from 'vitest'
import { act, after, pay } from '#test/terms.ts'
import type { Clause } from './clauses.ts'
import { clauseInWords } from './words.ts'

const names = (ids: readonly string[]): string => ids.join('、')
const said = (clause: Clause): string => clauseInWords(clause, names)
const shares = (...of: [string, string | null][]): Clause['debtors'] =>
  of.map(([party_id, amount]) => ({ party_id, amount }))

test.each<[string, Clause]>([
  ['邢大山付给苗秀禾：赔偿修沟的费用；3,000 元；签订时当场履行', pay('邢大山', '苗秀禾')],
  [
    '邢大山、宋春生付给苗秀禾：赔偿修沟的费用；共 300 元，其中邢大山 100 元、宋春生 200 元；2026年5月1日以前',
    pay('', '苗秀禾', {
      debtors: shares(['邢大山', '100'], ['宋春生', '200']),
      amount: '300',
      due: { kind: 'on', day: '2026-05-01' },
    }),
  ],
  [
    '邢大山、宋春生（连带）付给苗秀禾：赔偿修沟的费用；3,000 元；签订后 7 个工作日内；保证人：欧阳小满；由村委会保管',
    pay('', '苗秀禾', {
      debtors: shares(['邢大山', null], ['宋春生', null]),
      joint: true,
      due: { kind: 'within', days: 7, working: true },
      guarantors: ['欧阳小满'],
      held_by: '村委会',
    }),
  ],
  [
    '邢大山付给苗秀禾：赔偿修沟的费用；鉴定以后；鉴定出来，此后 5 日内',
    pay('邢大山', '苗秀禾', { amount: null, amount_later: '鉴定以后', due: after(null, '鉴定出来', 5) }),
  ],
  ['苗秀禾（对邢大山）：把水沟清到一米宽；第 1 条履行以后', act('苗秀禾', '邢大山', { due: after(1) })],
  [
    '邢大山（对苗秀禾）一直做到：轮流放水；自2026年5月1日起，至2026年9月30日止，双周周末',
    act('邢大山', '苗秀禾', {
      nature: 'continue',
      what: '轮流放水',
      due: { kind: 'ongoing', from: '2026-05-01', until: '2026-09-30', rhythm: '双周周末' },
    }),
  ],
  [
    '邢大山（对苗秀禾）：不再占道；长期',
    act('邢大山', '苗秀禾', {
      nature: 'refrain',
      what: '不再占道',
      due: { kind: 'ongoing', from: null, until: null, rhythm: '' },
    }),
  ],
  [
    '邢大山（对苗秀禾）：不把牛放到菜地边；长期',
    act('邢大山', '苗秀禾', {
      nature: 'refrain',
      what: '把牛放到菜地边',
      due: { kind: 'ongoing', from: null, until: null, rhythm: '' },
    }),
  ],
  // What is done by signing has no day.
  ['邢大山：解除租地合同', act('邢大山', '', { nature: 'release', what: '解除租地合同', creditors: [] })],
  [
    '邢大山交给苗秀禾：归还水泵；没有约定时间',
    act('邢大山', '苗秀禾', { nature: 'deliver', what: '归还水泵', due: { kind: 'not_said' } }),
  ],
])('%s', (sentence, clause) => {
  expect(said(clause)).toBe(sentence)
})
