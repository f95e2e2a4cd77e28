import type { Consequence } from '../disputes/consequences.ts'
import { closingIfDone } from '../disputes/ending.ts'
import { askPaper, cancelClocksOf, stopClocks, tell } from '../disputes/make.ts'
import type { Part, Payment } from '../disputes/parts.ts'
import { actorName, idsOf, namesOf, partiesAmong, responsibleUnit } from '../disputes/people.ts'
import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { partiesSign, signing } from '../documents/pieces.ts'
import { dayWords, momentWords } from '../documents/say-time.ts'
import { type Here, step } from '../step.ts'
import { inCapitals, sayYuan } from './amounts.ts'
import { change, freed, owed, receivedBy, speaker } from './obligation-steps.ts'
import { disputed } from './payment-dispute.ts'
import { PAYMENT_HOWS, type PaymentHow, paidOf, restOf } from './payments.ts'
import {
  CHECK_RESULTS,
  CheckPaymentInput,
  ConfirmPaymentInput,
  DenyPaymentInput,
  RecordPaymentInput,
} from './performance-inputs.ts'

type Obligation = Part<'obligation'>

/** What was given, in one line: for messages and papers. */
const given = (here: Here, { amount, on, how, what, proof, from, to }: Payment): string =>
  [
    from && `${namesOf(here, [from])}`,
    to && `付给${namesOf(here, [to])}，`,
    `${dayWords(on)}${PAYMENT_HOWS[how as PaymentHow] ?? how}`,
    what && `（${what}）`,
    `，算 ${sayYuan(amount)}`,
    proof && `，凭证：${proof}`,
  ]
    .filter(Boolean)
    .join('')

const found = ({ facts }: Obligation, id: string): Payment => {
  const payment = facts.payments?.find((it) => it.id === id)
  if (!payment) throw new Error(`there is no payment ${id}`)
  return payment
}

/** The list with one of them answered. */
const answered = (part: Obligation, id: string, state: Payment['state'], answer: NonNullable<Payment['answer']>) =>
  (part.facts.payments ?? []).map((it) => (it.id === id ? { ...it, state, answer } : it))

const tellAll = (here: Here, next: () => string, ids: readonly string[], says: string): Consequence[] =>
  partiesAmong(here, ids)
    .slice(0, 4)
    .map((party) => tell(next(), party, says))

export const record_payment = step({
  on: 'obligation',
  from: ['due', 'breached'],
  to: null,
  by: ['debtor', 'handler'],
  needs: [
    'sum_owed',
    'either_side_speaks',
    'payment_between',
    'payment_fits',
    'paid_by_now',
    'agent_may_give_evidence',
  ],
  input: RecordPaymentInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { amount, on, how, what, proof } = input
    const by = speaker(here, input)
    const { creditors, debtors } = part.facts
    const payer = input.paid_by ?? (here.actor.kind === 'party' ? here.actor.party_id : input.said_by)
    const payment: Payment = {
      ...{ id: next(), amount, on, how, what, proof, by, at: here.occurred_at, state: 'claimed' as const },
      ...(creditors.length > 1 && input.paid_to ? { to: input.paid_to } : {}),
      ...(debtors.length > 1 && payer ? { from: payer } : {}),
    }
    return [
      change(part, { payments: [...(part.facts.payments ?? []), payment] }),
      ...tellAll(
        here,
        next,
        payment.to ? [payment.to] : creditors,
        `${by}登记了一笔付款：${given(here, payment)}。收到了请确认，没有收到、不同意用东西抵，请说。`,
      ),
    ]
  },
  law: ['民法典 第五百三十条（提前履行）、第五百三十一条（部分履行）', '人民调解法 第三十一条'],
  carries_out: { because: '分几次付、提前付、付一部分、用东西抵，都要逐笔记下来，对方确认才算（issue: Performance）' },
  says: '登记一笔付款',
})

/** What a confirmed payment brings, the last like any other: the answer, and a receipt for both sides (D-10). */
function confirmed(
  here: Here,
  next: () => string,
  part: Obligation,
  input: { payment_id: string; said_by?: string | undefined; note: string; has_her_share: boolean },
): Consequence[] {
  const payment = found(part, input.payment_id)
  const by = speaker(here, input)
  const payments = answered(part, payment.id, 'confirmed', { by, at: here.occurred_at, note: input.note })
  const { amount, debtors, creditors } = part.facts
  const rest = restOf({ amount, payments })
  return [
    change(part, {
      payments,
      denials: 0,
      // Of several, each says for herself that she has hers.
      ...(creditors.length > 1 && input.has_her_share ? { received_by: receivedBy(here, part, input) } : {}),
    }),
    askPaper(
      next(),
      'D-10',
      namesOf(here, [...debtors, ...creditors]),
      // A receipt is the payee's (domain 3.1): she signs, and no office seals it.
      [
        field('编号', here.file?.short_code ?? ''),
        field('约定', `第 ${part.facts.clause} 条，${owed(here, part)}`),
        field('收到', given(here, payment)),
        field('金额（大写）', inCapitals(payment.amount)),
        field('确认的人', `${by}（${momentWords(here.occurred_at)}）`),
        ...(payment.how === 'in_kind' ? [field('用东西或做工抵', '收的人明确同意这样抵，没有同意的不算。')] : []),
        field('累计', `${sayYuan(paidOf({ amount, payments }))}，还差 ${sayYuan(rest ?? '0')}`),
        signing(partiesSign(here, partiesAmong(here, creditors), '收款人')),
        whomToCall(responsibleUnit(here)),
      ],
      [...debtors, ...creditors],
    ),
    ...tellAll(here, next, debtors, `${by}确认收到 ${sayYuan(payment.amount)}，还差 ${sayYuan(rest ?? '0')}。`),
    ...cancelClocksOf(here, 'R-54', part),
  ]
}

export const confirm_payment = step({
  on: 'obligation',
  from: ['due', 'breached'],
  to: null,
  by: ['creditor', 'handler'],
  needs: [
    'payment_named',
    'creditor_speaks',
    'payment_is_hers',
    'in_kind_accepted',
    'in_kind_with_guardian',
    'payment_leaves_rest',
    'agent_may_settle',
  ],
  input: ConfirmPaymentInput,
  then: (here, part, input) => confirmed(here, idsOf(here), part, input),
  law: ['民法典 第五百三十一条（部分履行）', '人民调解法 第三十一条'],
  carries_out: { rows: [27] },
  says: '确认收到这一笔',
})

export const confirm_last_payment = step({
  on: 'obligation',
  from: ['due', 'breached'],
  to: 'performed',
  by: ['creditor', 'handler'],
  needs: [
    'payment_named',
    'creditor_speaks',
    'payment_is_hers',
    'in_kind_accepted',
    'in_kind_with_guardian',
    'payment_settles',
    'agent_may_settle',
  ],
  input: ConfirmPaymentInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      ...confirmed(here, next, part, input),
      change(part, {
        received_by: receivedBy(here, part, input),
        settled: { how: 'performed', by: speaker(here, input), at: here.occurred_at, note: input.note },
      }),
      ...stopClocks(here, 'T-54', part),
      ...freed(here, next, part),
      ...closingIfDone(here, next(), part.id),
    ]
  },
  ids: 200,
  law: ['民法典 第五百五十七条（债务已经履行，债权债务终止）', '人民调解法 第三十一条'],
  carries_out: { rows: [27] },
  says: '确认收到，全部付清',
})

export const deny_payment = step({
  on: 'obligation',
  from: ['due', 'breached'],
  to: null,
  by: ['creditor', 'handler'],
  needs: ['payment_named', 'creditor_speaks', 'payment_is_hers', 'agent_may_take_part'],
  input: DenyPaymentInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const payment = found(part, input.payment_id)
    const by = speaker(here, input)
    const denials = (part.facts.denials ?? 0) + 1
    return [
      change(part, {
        payments: answered(part, payment.id, 'denied', { by, at: here.occurred_at, note: input.note }),
        denials,
      }),
      ...tellAll(here, next, part.facts.debtors, `${by}说这一笔不算：${given(here, payment)}。${input.note}`),
      ...disputed(here, next, part, denials),
    ]
  },
  law: ['民法典 第五百三十条、第五百三十一条（可以拒绝提前履行、部分履行）', '人民调解法 第三十二条'],
  carries_out: { because: '说付了不等于付了：要收的人说了算，也可以不同意用东西抵（issue: Performance）' },
  says: '这一笔没收到，不算',
})

export const check_payment = step({
  on: 'obligation',
  from: ['due', 'breached'],
  to: null,
  by: ['handler'],
  needs: ['payment_disputed'],
  input: CheckPaymentInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { debtor_says, creditor_says, papers_seen, result } = input
    const parties = [...part.facts.debtors, ...part.facts.creditors]
    const check = { at: here.occurred_at, by: actorName(here), debtor_says, creditor_says, papers_seen, result }
    return [
      change(part, { checks: [...(part.facts.checks ?? []), check], denials: 0 }),
      ...stopClocks(here, 'R-54', part),
      askPaper(
        next(),
        'F-27c',
        namesOf(here, parties),
        notice(here, responsibleUnit(here).name, [
          field('编号', here.file?.short_code ?? ''),
          field('约定', `第 ${part.facts.clause} 条，${owed(here, part)}`),
          field('义务人的说法和凭证', debtor_says),
          field('权利人的说法和凭证', creditor_says),
          ...(papers_seen ? [field('看过的凭证', papers_seen)] : []),
          field('核对结果', CHECK_RESULTS[result]),
          paragraph(
            '我们只核对双方的说法和凭证，不判断谁对谁错。付款算不算，由收的人确认；有争议的，可以向人民法院起诉。',
          ),
          whomToCall(responsibleUnit(here)),
          ...(result === 'still_differ' ? [routesBlock()] : []),
        ]),
        parties,
      ),
      ...tellAll(
        here,
        next,
        parties,
        `${responsibleUnit(here).name}核对了付款的说法：${CHECK_RESULTS[result]}。记录在您的页面上。`,
      ),
    ]
  },
  law: ['人民调解法 第三十一条、第三十二条'],
  carries_out: { because: '两次说没收到的，调解组织要把双方叫到一起核对，但不判断谁对谁错（issue: Performance）' },
  says: '核对付款争议',
})
