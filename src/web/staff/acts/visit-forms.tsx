import { Checkbox, Form } from 'antd'
import { z } from 'zod'
import type { StaffDispute } from '#contract/disputes.ts'
import { NotReachedInput, PERFORMANCES, SATISFACTIONS, VISIT_HOWS, VisitInput } from '#domain/visits/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { presentIn, visitOf } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, PeopleField, PersonField } from './fields.tsx'

/** How it stands by what the file already knows: the visitor only corrects it. */
function knownPerformance({ obligations }: StaffDispute): keyof typeof PERFORMANCES | undefined {
  const done = obligations.filter(({ status }) => status === 'performed' || status === 'waived')
  const lasting = obligations.filter(({ lasting_says }) => lasting_says !== null)
  if (obligations.length === 0) return undefined
  if (done.length === obligations.length) return 'all'
  if (done.length + lasting.length === obligations.length) return 'lasting'
  return done.length > 0 ? 'partly' : 'not'
}

const NO_WORDS = '请写本人的原话；没有说，请选“未评价”。'

function VisitFields(about: About) {
  const satisfaction = Form.useWatch('satisfaction')
  return (
    <>
      <Form.Item name="how" label="怎样回访的" rules={[checkedBy(VisitInput.shape.how)]} {...late}>
        <Choices columns={2} options={optionsOf(VISIT_HOWS)} />
      </Form.Item>
      <PeopleField
        name="visited"
        label="回访了谁"
        people={presentIn(about.dispute).map(({ id, name }) => ({ id, name }))}
        schema={VisitInput.shape.visited}
      />
      <Form.Item name="performance" label="履行得怎么样" rules={[checkedBy(VisitInput.shape.performance)]} {...late}>
        <Choices options={optionsOf(PERFORMANCES)} />
      </Form.Item>
      <Form.Item name="satisfaction" label="满意吗（没有问到、不愿说，就是“未评价”）">
        <Choices columns={2} options={optionsOf(SATISFACTIONS)} />
      </Form.Item>
      {satisfaction !== undefined && satisfaction !== 'not_said' && (
        <>
          <PersonField
            name="satisfaction_by"
            label="这是谁说的"
            people={presentIn(about.dispute).map(({ id, name }) => ({ id, name }))}
            missing="请选择是谁说的；没有问到，请选“未评价”。"
          />
          <NoteField
            name="satisfaction_words"
            label="本人的原话"
            schema={z.string({ error: NO_WORDS }).trim().min(1, NO_WORDS)}
            rows={2}
          />
        </>
      )}
      <Form.Item name="trouble" valuePropName="checked">
        <Checkbox>有又闹起来的苗头（会更快再访；双方愿意，可以再约调解）</Checkbox>
      </Form.Item>
      <NoteField name="account" label="各方怎么说" schema={VisitInput.shape.account} rows={5} most={2000} />
    </>
  )
}

export const recordVisit: ActForm = {
  step: 'record_visit',
  title: '登记回访',
  hint: '问履行、问满意、看有没有反弹。',
  send: '登记回访',
  tone: 'main',
  Fields: VisitFields,
  initial: (about) => ({
    how: 'phone',
    visited: presentIn(about.dispute).map(({ id }) => id),
    performance: knownPerformance(about.dispute),
    satisfaction: 'not_said',
    trouble: false,
  }),
}

function NotReachedFields(about: About) {
  const { round } = visitOf(about)
  return (
    <>
      <p className="form-note">
        这是第 {round} 次回访。
        {round < 3 ? '登记后会再安排一次，三次为限（本县约定）。' : '三次都没联系上，可以不再回访。'}
      </p>
      <NoteField label="怎样联系的（可不填）" schema={NotReachedInput.shape.note} />
    </>
  )
}

export const visitNotReached: ActForm = {
  step: 'visit_not_reached',
  title: '回访没联系上',
  hint: '如实登记，再安排一次。',
  send: '登记',
  tone: 'plain',
  Fields: NotReachedFields,
}
