import { Checkbox, Form, Input } from 'antd'
import type { ObligationView } from '#contract/agreements.ts'
import { PAYMENT_HOWS } from '#domain/agreements/payments.ts'
import {
  CHECK_RESULTS,
  CheckPaymentInput,
  ConfirmPaymentInput,
  DenyPaymentInput,
  RecordPaymentInput,
} from '#domain/agreements/performance-inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { useNow } from '../kit/use-now.ts'
import { toLocalField } from '../wording.ts'
import { nameOf, obligationOf } from './about.ts'
import type { About, ActForm, Values } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, PersonField, SpeakerField } from './fields.tsx'
import { creditorFirst, debtorFirst, Owed, people } from './obligation-fields.tsx'
import { payInWords } from './payment-words.ts'

type Payment = ObligationView['payments'][number]

/** What is said to be paid and waits for an answer; of those, what would be the last or leave a rest. */
const waiting = (about: About, last: boolean | null = null): Payment[] =>
  obligationOf(about).payments.filter((it) => it.state === 'claimed' && (last === null || it.last === last))

function RecordFields(about: About) {
  const it = obligationOf(about)
  const how = Form.useWatch('how')
  const today = toLocalField(useNow()).slice(0, 10)
  return (
    <>
      <Owed it={it} />
      <SpeakerField people={people([...it.debtors, ...it.creditors])} label="谁说付了这一笔" />
      {it.debtors.length > 1 && (
        <PersonField name="paid_by" label="谁付的" people={people(it.debtors)} missing="请选择是谁付的。" />
      )}
      {it.creditors.length > 1 && (
        <PersonField name="paid_to" label="付给哪一位" people={people(it.creditors)} missing="请选择付给哪一位。" />
      )}
      <Form.Item name="amount" label="这一笔多少（元）" rules={[checkedBy(RecordPaymentInput.shape.amount)]} {...late}>
        <Input className="digits" inputMode="decimal" maxLength={15} />
      </Form.Item>
      <Form.Item
        name="on"
        label="哪一天给的"
        rules={[{ required: true, message: '请写哪一天给的。' }, checkedBy(RecordPaymentInput.shape.on)]}
        {...late}
      >
        <Input type="date" className="when" max={today} />
      </Form.Item>
      <Form.Item name="how" label="怎样给的" rules={[checkedBy(RecordPaymentInput.shape.how)]} {...late}>
        <Choices options={optionsOf(PAYMENT_HOWS)} />
      </Form.Item>
      {how === 'in_kind' && (
        <Form.Item
          name="what"
          label="用什么抵的"
          rules={[{ required: true, message: '请写明用什么抵的：什么东西、做了什么工。' }]}
          extra="收的人明确同意这样抵才算。"
          {...late}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Form.Item name="proof" label="凭证（收条、转账尾号、谁在场，可不填）">
        <Input maxLength={300} />
      </Form.Item>
      <p className="form-note">登记后请收的人确认；没有确认以前不算付了。</p>
    </>
  )
}

export const recordPayment: ActForm = {
  step: 'record_payment',
  title: '登记一笔付款',
  short: '登记付款',
  hint: '付了一部分、提前付、用东西抵，都逐笔记。',
  send: '登记这一笔',
  tone: 'plain',
  Fields: RecordFields,
  initial: (about) => ({
    ...debtorFirst(about),
    amount: obligationOf(about).rest ?? obligationOf(about).amount ?? '',
    how: 'transfer',
  }),
}

const WhichPayment = ({ payments }: { payments: readonly Payment[] }) => (
  <Form.Item name="payment_id" label="哪一笔" rules={[{ required: true, message: '请选择是哪一笔。' }]} {...late}>
    <Choices options={payments.map((it) => ({ value: it.id, says: payInWords(it) }))} />
  </Form.Item>
)

function confirmFields(last: boolean) {
  return function ConfirmFields(about: About) {
    const it = obligationOf(about)
    const payments = waiting(about, last)
    const chosen = Form.useWatch('payment_id')
    const payment = payments.find(({ id }) => id === chosen)
    return (
      <>
        <Owed it={it} />
        <WhichPayment payments={payments} />
        <SpeakerField people={payment?.to ? people([payment.to]) : people(it.creditors)} label="谁说收到了" />
        {payment?.in_kind && <ByWhom {...about} />}
        {it.creditors.length > 1 && !last && (
          <Form.Item name="has_her_share" valuePropName="checked" initialValue={false}>
            <Checkbox>加上这一笔，她的一份都收齐了</Checkbox>
          </Form.Item>
        )}
        {payment?.in_kind && (
          <Form.Item
            name="accepts_in_kind"
            valuePropName="checked"
            rules={[
              {
                validator: (_, on) =>
                  on ? Promise.resolve() : Promise.reject(new Error('同意用这个抵的，请勾选；不同意，请登记“不算”。')),
              },
            ]}
            {...late}
          >
            <Checkbox>收的人明确同意用这个抵</Checkbox>
          </Form.Item>
        )}
        <NoteField label="本人还说了什么（可不填）" schema={ConfirmPaymentInput.shape.note} />
      </>
    )
  }
}
const firstOf =
  (last: boolean | null) =>
  (about: About): Values => {
    const [first] = waiting(about, last)
    return {
      ...(first?.to ? { said_by: first.to.party_id } : creditorFirst(about)),
      payment_id: first?.id,
      accepts_in_kind: false,
    }
  }

export const confirmPayment: ActForm = {
  step: 'confirm_payment',
  title: '确认收到这一笔',
  short: '收到这一笔',
  hint: '还有剩的，继续记。',
  send: '登记收到',
  tone: 'main',
  Fields: confirmFields(false),
  initial: firstOf(false),
}

export const confirmLastPayment: ActForm = {
  step: 'confirm_last_payment',
  title: '确认收到，全部付清',
  short: '收到，付清了',
  hint: '加上这一笔就付清了。',
  send: '登记付清',
  tone: 'main',
  Fields: confirmFields(true),
  initial: firstOf(true),
  confirm: ({ said_by }, about) => ({
    title: '确定登记付清？',
    says: `写明是“${nameOf(people(obligationOf(about).creditors), said_by)}”说的，这一条就了结了，不能改回。`,
    yes: '登记付清',
  }),
}

function DenyFields(about: About) {
  const it = obligationOf(about)
  return (
    <>
      <Owed it={it} />
      <WhichPayment payments={waiting(about)} />
      <SpeakerField people={people(it.creditors)} label="谁说不算" />
      <NoteField label="为什么不算" schema={DenyPaymentInput.shape.note} />
    </>
  )
}

export const denyPayment: ActForm = {
  step: 'deny_payment',
  title: '这一笔没收到，不算',
  short: '这一笔不算',
  hint: '没收到、少了，或者不同意用东西抵。',
  send: '登记',
  tone: 'plain',
  Fields: DenyFields,
  initial: firstOf(null),
}

function CheckFields(about: About) {
  return (
    <>
      <Owed it={obligationOf(about)} />
      <p className="form-note">请把双方的说法和凭证都看一遍，如实记下。不判断谁对谁错：付款算不算，由收的人确认。</p>
      <NoteField
        name="debtor_says"
        label="义务人怎么说、有什么凭证"
        schema={CheckPaymentInput.shape.debtor_says}
        most={1000}
      />
      <NoteField
        name="creditor_says"
        label="权利人怎么说、有什么凭证"
        schema={CheckPaymentInput.shape.creditor_says}
        most={1000}
      />
      <NoteField name="papers_seen" label="看过哪些凭证（可不填）" schema={CheckPaymentInput.shape.papers_seen} />
      <Form.Item name="result" label="核对的结果" rules={[checkedBy(CheckPaymentInput.shape.result)]} {...late}>
        <Choices options={optionsOf(CHECK_RESULTS)} />
      </Form.Item>
    </>
  )
}

export const checkPayment: ActForm = {
  step: 'check_payment',
  title: '核对付款争议',
  hint: '双方两次说法不一：听两边、看凭证、记下来。',
  send: '登记核对',
  tone: 'main',
  Fields: CheckFields,
}
