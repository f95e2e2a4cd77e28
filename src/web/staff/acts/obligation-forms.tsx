import { Checkbox, Form, Input } from 'antd'
import { z } from 'zod'
import { FixAmountInput, MeetConditionInput, SendToEnforcementInput } from '#domain/agreements/desk-inputs.ts'
import { ClaimInput, ConfirmInput, DenyInput, WaiveInput } from '#domain/agreements/inputs.ts'
import { RUNGS } from '#domain/agreements/ladder.ts'
import { checkedBy } from '../kit/faults.ts'
import { nameOf, obligationOf } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { late, NoteField, SpeakerField } from './fields.tsx'
import { awaited, creditorFirst, debtorFirst, Owed, people } from './obligation-fields.tsx'

function ConditionFields(about: About) {
  const it = obligationOf(about)
  return (
    <>
      <Owed it={it} />
      <p className="form-note">在等：{it.waiting_says}</p>
      <NoteField label="条件是怎样成就的" schema={MeetConditionInput.shape.note} />
    </>
  )
}

export const meetCondition: ActForm = {
  step: 'meet_condition',
  title: '条件已成就',
  hint: '从今天起算履行期限，并通知义务人。',
  send: '登记',
  tone: 'plain',
  Fields: ConditionFields,
}

function AmountFields(about: About) {
  const it = obligationOf(about)
  return (
    <>
      <Owed it={it} />
      {it.amount_later && <p className="form-note">协议里写的：{it.amount_later}</p>}
      <Form.Item name="amount" label="金额（元）" rules={[checkedBy(FixAmountInput.shape.amount)]} {...late}>
        <Input className="digits" inputMode="decimal" maxLength={15} />
      </Form.Item>
      <NoteField name="basis" label="依据" schema={FixAmountInput.shape.basis} />
    </>
  )
}

export const fixAmount: ActForm = {
  step: 'fix_amount',
  title: '确定金额',
  hint: '鉴定、理赔、认定出来以后补上金额。',
  send: '登记金额',
  tone: 'plain',
  Fields: AmountFields,
  initial: (about) => ({ amount: obligationOf(about).amount ?? '', basis: obligationOf(about).amount_later ?? '' }),
}

function ClaimFields(about: About) {
  const it = obligationOf(about)
  return (
    <>
      <Owed it={it} />
      <SpeakerField people={people(it.debtors)} label="谁说已经履行" />
      <NoteField label="怎样履行的（可不填）" schema={ClaimInput.shape.note} />
      <p className="form-note">会请对方确认；对方没有确认以前，不算履行完。</p>
    </>
  )
}

export const claimPerformed: ActForm = {
  step: 'claim_performed',
  title: '义务人说已履行',
  short: '说已履行',
  hint: '会请权利人确认。',
  send: '登记',
  tone: 'plain',
  Fields: ClaimFields,
  initial: debtorFirst,
}

function ConfirmFields(about: About) {
  const it = obligationOf(about)
  return (
    <>
      <Owed it={it} />
      {it.claimed && (
        <p className="form-note">
          {it.claimed.by}说已经履行{it.claimed.note ? `：${it.claimed.note}` : '。'}
        </p>
      )}
      {it.creditors.length > 1 && <p className="form-note">欠几个人的，各人只替自己确认；都确认了才算履行完。</p>}
      <SpeakerField people={awaited(it)} label="谁说已经收到、做到" />
      {it.nature === 'pay' && it.amount === null && (
        <Form.Item
          name="amount"
          label="实际收到多少（元）"
          rules={[{ required: true, message: '请写实际收到多少。' }, checkedBy(ConfirmInput.shape.amount)]}
          {...late}
        >
          <Input className="digits" inputMode="decimal" maxLength={15} />
        </Form.Item>
      )}
      <NoteField label="权利人还说了什么（可不填）" schema={ConfirmInput.shape.note} />
    </>
  )
}

export const confirmPerformed: ActForm = {
  step: 'confirm_performed',
  title: '权利人确认已履行',
  short: '确认履行',
  hint: '只登记权利人本人说的。',
  send: '登记已履行',
  tone: 'main',
  Fields: ConfirmFields,
  initial: creditorFirst,
  confirm: ({ said_by }, about) => ({
    title: '确定登记已履行？',
    says: `写明是“${nameOf(people(obligationOf(about).creditors), said_by)}”说的，不能改回。`,
    yes: '登记已履行',
  }),
}

export const confirmShare: ActForm = {
  step: 'confirm_share',
  title: '权利人确认收到自己的一份',
  short: '确认收到一份',
  hint: '欠几个人的，各人只替自己确认；都确认了才算履行完。',
  send: '登记这一份',
  tone: 'main',
  Fields: ConfirmFields,
  initial: creditorFirst,
  confirm: ({ said_by }, about) => ({
    title: '确定登记这一份已收到？',
    says: `写明是“${nameOf(people(obligationOf(about).creditors), said_by)}”说的，不能改回；别的人还要各自确认。`,
    yes: '登记这一份',
  }),
}

function DenyFields(about: About) {
  const it = obligationOf(about)
  return (
    <>
      <Owed it={it} />
      <SpeakerField people={people(it.creditors)} label="谁说还没有收到、做到" />
      <NoteField label="还差什么" schema={DenyInput.shape.note} />
    </>
  )
}

export const denyPerformed: ActForm = {
  step: 'deny_performed',
  title: '权利人说还没履行到',
  short: '还没到位',
  hint: '回到待履行，并告诉义务人还差什么。',
  send: '登记',
  tone: 'plain',
  Fields: DenyFields,
  initial: creditorFirst,
}

function WaiveFields(about: About) {
  const it = obligationOf(about)
  return (
    <>
      <Owed it={it} />
      <p className="form-note">只有权利人自己能说不要了；不能劝人放弃。</p>
      <SpeakerField people={awaited(it)} label="谁说不要了" />
      <ByWhom {...about} />
      <NoteField label="权利人怎么说的（可不填）" schema={WaiveInput.shape.note} />
    </>
  )
}

export const waiveObligation: ActForm = {
  step: 'waive',
  title: '权利人不要了',
  short: '不要了',
  hint: '免除这一项，不能改回。',
  send: '登记免除',
  tone: 'grave',
  Fields: WaiveFields,
  initial: creditorFirst,
  confirm: ({ said_by }, about) => ({
    title: '确定登记免除？',
    says: `写明是“${nameOf(people(obligationOf(about).creditors), said_by)}”说的。免除以后不能再要，不能改回。`,
    yes: '登记免除',
  }),
}

export const waiveShare: ActForm = {
  ...waiveObligation,
  step: 'waive_share',
  title: '一位权利人不要自己的一份',
  short: '不要自己的一份',
  hint: '欠几个人的，各人只能不要自己的；别人的照样要履行。',
  send: '登记这一份不要了',
  confirm: ({ said_by }, about) => ({
    title: '确定登记这一份不要了？',
    says: `写明是“${nameOf(people(obligationOf(about).creditors), said_by)}”说的，不能改回；别人的一份不变。`,
    yes: '登记',
  }),
}

function EnforcementFields(about: About) {
  const it = obligationOf(about)
  const skipped = (it.late?.left ?? []).filter((rung) => rung !== 'send_to_enforcement')
  return (
    <>
      <Owed it={it} />
      <p className="form-note">
        会给权利人一份告知书：没有经过司法确认的，可以起诉，欠款可以申请支付令；经过司法确认的，可以申请强制执行。权利人随时可以自己去法院，不用等我们。
      </p>
      <Form.Item name="confirmed_by_court" valuePropName="checked">
        <Checkbox>这份协议已经法院司法确认（看过确认裁定书）</Checkbox>
      </Form.Item>
      {skipped.length > 0 && (
        <NoteField
          name="skipped_because"
          label={`前面还没做：${skipped.map((rung) => RUNGS[rung]).join('；')}。为什么不做了`}
          schema={z.string({ error: NO_REASON }).trim().min(1, NO_REASON)}
          most={300}
        />
      )}
      <NoteField label="说明（可不填）" schema={SendToEnforcementInput.shape.note} />
    </>
  )
}
const NO_REASON = '请写明为什么跳过，比如：权利人自己要去法院。'

export const sendToEnforcement: ActForm = {
  step: 'send_to_enforcement',
  title: '告知依法主张',
  hint: '督促不成：告诉权利人怎样去法院。',
  send: '告知',
  tone: 'grave',
  Fields: EnforcementFields,
  confirm: () => ({ title: '确定告知依法主张？', says: '登记后这一项不再由我们督促，不能改回。', yes: '告知' }),
}
