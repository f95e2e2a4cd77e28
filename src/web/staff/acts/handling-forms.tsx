import { Form, Input } from 'antd'
import {
  CloseInput,
  LeaveUnresolvedInput,
  RESOLVED_HOW,
  ResolveInput,
  UNRESOLVED_WHY,
  type UnresolvedWhy,
} from '#domain/triage/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { Within } from '../kit/within.tsx'
import type { About, ActForm } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'

const late = { validateTrigger: 'onSubmit' } as const

function ResolveFields() {
  return (
    <>
      <Form.Item name="how" label="怎样解决的" rules={[checkedBy(ResolveInput.shape.how)]} {...late}>
        <Choices options={optionsOf(RESOLVED_HOW)} />
      </Form.Item>
      <Form.Item name="account" label="经过和双方的话" rules={[checkedBy(ResolveInput.shape.account)]} {...late}>
        <Input.TextArea rows={6} maxLength={2000} showCount />
      </Form.Item>
      <p className="form-note">
        登记后会通知申请人；如果申请人说没有解决，请马上联系。都办完以后 <Within rule="R-31" />
        结案（本县约定，可以调整）。
      </p>
    </>
  )
}

export const resolveTask: ActForm = {
  step: 'resolve_task',
  title: '登记：已解决',
  hint: '写明怎样解决的；接着结案。',
  send: '登记已解决',
  tone: 'main',
  Fields: ResolveFields,
}

function UnresolvedFields() {
  return (
    <>
      <Form.Item name="why" label="没能解决的原因" rules={[checkedBy(LeaveUnresolvedInput.shape.why)]} {...late}>
        <Choices options={optionsOf(UNRESOLVED_WHY)} />
      </Form.Item>
      <Form.Item name="account" label="做了哪些工作" rules={[checkedBy(LeaveUnresolvedInput.shape.account)]} {...late}>
        <Input.TextArea rows={6} maxLength={2000} showCount />
      </Form.Item>
      <p className="form-note">如实登记，没有人因此被扣分。系统会给申请人一份告知书，列出其他途径。</p>
    </>
  )
}

export const leaveUnresolved: ActForm = {
  step: 'leave_unresolved',
  title: '登记：未能解决',
  hint: '如实登记，并告知申请人其他途径。',
  send: '登记未能解决',
  tone: 'plain',
  Fields: UnresolvedFields,
  confirm: ({ why }) => ({
    title: '确定登记为未能解决？',
    says: `原因：${UNRESOLVED_WHY[why as UnresolvedWhy] ?? ''}。登记后不能改回，申请人会收到其他途径的告知书。`,
    yes: '登记',
  }),
}

function CloseFields({ dispute }: About) {
  return (
    <>
      {dispute.tasks.map((task) => (
        <p className="form-note" key={task.id}>
          {task.unit_name}：{task.outcome_says ?? task.status_says}
        </p>
      ))}
      <Form.Item name="note" label="结案说明（可不填）" rules={[checkedBy(CloseInput.shape.note)]} {...late}>
        <Input.TextArea rows={4} maxLength={1000} showCount />
      </Form.Item>
    </>
  )
}

export const close: ActForm = {
  step: 'close',
  title: '结案',
  hint: '办理事项都有了结果，登记结案。',
  send: '结案',
  tone: 'main',
  Fields: CloseFields,
  confirm: () => ({ title: '确定结案？', says: '结案后这件事不再办理，期限也不再计算。', yes: '结案' }),
}
