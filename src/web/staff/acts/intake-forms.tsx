import { Checkbox, Form, Input } from 'antd'
import {
  AcceptInput,
  AskSupplementInput,
  MISSING,
  REFUSAL_GROUNDS,
  type RefusalGround,
  RefuseInput,
  SupplyInput,
  WITHDRAWAL_REASONS,
  WithdrawInput,
} from '#domain/intake/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { useCounty } from '../session/me.ts'
import { presentIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { SpeakerField } from './fields.tsx'

const late = { validateTrigger: 'onSubmit' } as const

function AskSupplementFields() {
  return (
    <>
      <Form.Item
        name="missing"
        label="缺哪些（一次告知全部）"
        rules={[checkedBy(AskSupplementInput.shape.missing)]}
        {...late}
      >
        <Checkbox.Group
          className="choices"
          options={Object.entries(MISSING).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="note" label="给当事人的说明（可不填）">
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </>
  )
}

export const askSupplement: ActForm = {
  step: 'ask_supplement',
  title: '请当事人补充',
  hint: '只能请一次，要告知全部缺项；受理期限暂停，过期不作废。',
  send: '发出补正告知',
  tone: 'plain',
  Fields: AskSupplementFields,
  initial: () => ({ missing: [], note: '' }),
}

/** Those who asked: what is missing is asked of them. */
const asking = (dispute: About['dispute']) => presentIn(dispute).filter(({ side }) => side === 'applicant')

function SupplyFields(about: About) {
  const { dispute } = about
  const { missing, other_side } = dispute.dispute
  return (
    <>
      {missing.length > 0 && (
        <div className="form-note">
          已请当事人补充：
          <ul className="plain-list">
            {missing.map((code) => (
              <li key={code}>{(MISSING as Record<string, string>)[code] ?? code}</li>
            ))}
          </ul>
        </div>
      )}
      <SpeakerField people={asking(dispute)} />
      <ByWhom {...about} />
      <Form.Item name="text" label="当事人补充的内容（照原话写）" rules={[checkedBy(SupplyInput.shape.text)]} {...late}>
        <Input.TextArea rows={6} maxLength={5000} showCount />
      </Form.Item>
      <Form.Item
        name="other_side"
        label="对方是谁（有变化才填）"
        extra={`现在写的是：${other_side}`}
        rules={[checkedBy(SupplyInput.shape.other_side)]}
        {...late}
      >
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

export const supplySupplement: ActForm = {
  step: 'supply_supplement',
  title: '代当事人登记补充',
  hint: '当事人口头或到窗口补充的，照原话记下来；受理期限接着算。',
  send: '登记补充',
  tone: 'main',
  Fields: SupplyFields,
  initial: ({ dispute }) => {
    const people = asking(dispute)
    return { said_by: people.length === 1 ? people[0]?.id : undefined }
  },
}

function AcceptFields({ dispute }: About) {
  return (
    <>
      <p className="form-note">
        受理后由您的单位承办，开始计算办理期限，并给{applicants(dispute)}
        一份受理告知书。当事人随时可以撤回，也随时可以走别的途径。
      </p>
      <Form.Item name="note" label="给当事人的说明（可不填）" rules={[checkedBy(AcceptInput.shape.note)]} {...late}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </>
  )
}

const applicants = (dispute: About['dispute']): string =>
  dispute.parties
    .filter(({ side }) => side === 'applicant')
    .map(({ name }) => `“${name}”`)
    .join('、')

export const acceptHere: ActForm = {
  step: 'accept_here',
  title: '在这里受理',
  hint: '由本单位承办，出具受理告知书。',
  send: '受理',
  tone: 'main',
  Fields: AcceptFields,
}

function RefuseFields() {
  const routes = useCounty().data?.routes ?? []
  return (
    <>
      <Form.Item name="ground" label="理由" rules={[checkedBy(RefuseInput.shape.ground)]} {...late}>
        <Choices
          options={Object.entries(REFUSAL_GROUNDS).map(([value, { says, law }]) => ({ value, says, more: law }))}
        />
      </Form.Item>
      <Form.Item
        name="explanation"
        label="向当事人说明（用当事人听得懂的话）"
        rules={[checkedBy(RefuseInput.shape.explanation)]}
        {...late}
      >
        <Input.TextArea rows={5} maxLength={1000} showCount />
      </Form.Item>
      <details className="form-note">
        <summary>不予受理告知书会列出 {routes.length} 条其他途径，不必先调解</summary>
        <ul className="plain-list">
          {routes.map((route) => (
            <li key={route.code}>
              <strong>{route.name}</strong>：{route.fits}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

export const refuse: ActForm = {
  step: 'refuse',
  title: '不予受理',
  hint: '只限三种法定理由；告知书列明其他途径。',
  send: '不予受理',
  tone: 'grave',
  Fields: RefuseFields,
  confirm: ({ ground }) => ({
    title: '确定不予受理？',
    says: `理由：${REFUSAL_GROUNDS[ground as RefusalGround]?.says ?? ''}。确定后不能改回；系统会出具不予受理告知书，写明其他途径。`,
    yes: '不予受理',
  }),
}

function WithdrawFields(about: About) {
  const { dispute } = about
  return (
    <>
      <p className="form-note">只登记当事人自己说的话：没有人能替别人撤回，也不能劝人撤回。</p>
      <Form.Item
        name="said_by"
        label="是谁说要撤回的"
        rules={[{ required: true, message: '请选择说这句话的当事人。' }]}
        {...late}
      >
        <Choices
          options={dispute.parties.map(({ id, name, side }) => ({
            value: id,
            says: name,
            more: side === 'applicant' ? '申请人' : '对方',
          }))}
        />
      </Form.Item>
      <ByWhom {...about} />
      <Form.Item name="reason" label="原因（当事人可以不说）" rules={[checkedBy(WithdrawInput.shape.reason)]} {...late}>
        <Choices options={optionsOf(WITHDRAWAL_REASONS)} />
      </Form.Item>
    </>
  )
}

export const withdraw: ActForm = {
  step: 'withdraw',
  title: '登记当事人撤回',
  hint: '当事人说要撤回时登记；不影响申请人的任何权利。',
  send: '登记撤回',
  tone: 'grave',
  Fields: WithdrawFields,
  initial: () => ({ reason: 'not_said' }),
  confirm: ({ said_by }, { dispute }) => ({
    title: '确定登记撤回？',
    says: `登记后这件事就此结束，写明是“${dispute.parties.find(({ id }) => id === said_by)?.name ?? ''}”说的。本人以后还可以就同一件事再提出。`,
    yes: '登记撤回',
  }),
}
