import { Checkbox, Form, Input } from 'antd'
import { COMPLAINT_KINDS, CONDUCTS, ComplainInput } from '#domain/complaints/inputs.ts'
import { ENDED_DISPUTE } from '#domain/disputes/parts.ts'
import { checkedBy } from '../kit/faults.ts'
import { presentIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices } from './choices.tsx'
import { late, NoteField, SpeakerField } from './fields.tsx'

const ended: readonly string[] = ENDED_DISPUTE

function ComplainFields({ dispute }: About) {
  const kind = Form.useWatch('kind')
  const over = ended.includes(dispute.dispute.status)
  const kinds = Object.entries(COMPLAINT_KINDS)
    .filter(([, { over: only }]) => over || !only)
    .map(([value, { says }]) => ({ value, says }))
  return (
    <>
      <p className="form-note">
        照原话写。登记以后由另一个单位查，被说的单位和调解员看不到；回执和二维码当面交给本人，不留底。
      </p>
      <SpeakerField people={presentIn(dispute)} />
      <Form.Item name="kind" label="哪一种" rules={[checkedBy(ComplainInput.shape.kind)]} {...late}>
        <Choices options={kinds} />
      </Form.Item>
      {kind === 'mediator_conduct' && (
        <Form.Item name="conducts" label="有没有这样的事（可不选）">
          <Checkbox.Group
            className="choices"
            options={Object.entries(CONDUCTS).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
      )}
      <Form.Item name="whom" label="说的是谁（可不填）" rules={[checkedBy(ComplainInput.shape.whom)]} {...late}>
        <Input maxLength={100} />
      </Form.Item>
      <NoteField name="what" label="怎么回事" schema={ComplainInput.shape.what} rows={6} most={2000} />
    </>
  )
}

export const complainForm: ActForm = {
  step: 'complain',
  title: '写下当事人的意见',
  hint: '没有解决、对调解员有意见、不让去法院：照原话写，由另一个单位查。',
  send: '登记意见',
  tone: 'plain',
  Fields: ComplainFields,
  tidy: (values, { dispute }) => ({
    ...values,
    about_file: dispute.file.id,
    conducts: values.kind === 'mediator_conduct' ? values.conducts : undefined,
  }),
}
