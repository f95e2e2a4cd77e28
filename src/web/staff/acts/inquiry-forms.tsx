import { Checkbox, Form, Input } from 'antd'
import { InquiryInput } from '#domain/mediation/inquiry-inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import type { ActForm } from './act-form.ts'
import { late } from './fields.tsx'
import { questionsIn } from './question-lines.ts'

const { shape } = InquiryInput

const whole = {
  validator: (_: unknown, value: unknown) => {
    const checked = shape.lines.safeParse(questionsIn(String(value ?? '')))
    return checked.success
      ? Promise.resolve()
      : Promise.reject(new Error(`${checked.error.issues[0]?.message ?? ''}每一问另起一行，用“问：”“答：”开头。`))
  },
}

const InquiryFields = () => (
  <>
    <p className="form-note">只留在案卷里，当事人的页面上看不到。打印出来请被调查的人看过、签名按指印。</p>
    <Form.Item name="person" label="向谁调查" rules={[checkedBy(shape.person)]} {...late}>
      <Input maxLength={60} autoComplete="off" />
    </Form.Item>
    <Form.Item name="relation" label="身份、和这件事的关系（可不填）" rules={[checkedBy(shape.relation)]} {...late}>
      <Input maxLength={200} placeholder="例如：邻居，当天在场" />
    </Form.Item>
    <Form.Item name="place" label="在哪里" rules={[checkedBy(shape.place)]} {...late}>
      <Input maxLength={200} />
    </Form.Item>
    <Form.Item name="others" label="还有谁在场（可不填）" rules={[checkedBy(shape.others)]} {...late}>
      <Input maxLength={200} />
    </Form.Item>
    <Form.Item name="told" valuePropName="checked" rules={[checkedBy(shape.told)]} {...late}>
      <Checkbox>已经告诉被调查的人：如实说，不知道的可以不说</Checkbox>
    </Form.Item>
    <Form.Item name="lines" label="问和答" rules={[whole]} {...late}>
      <Input.TextArea rows={10} maxLength={20_000} placeholder={'问：……\n答：……'} />
    </Form.Item>
  </>
)

export const recordInquiry: ActForm = {
  step: 'record_inquiry',
  title: '记调查记录',
  hint: '向邻居、证人了解情况，一问一答记下来，打印签名。',
  send: '记下来',
  tone: 'plain',
  width: 520,
  Fields: InquiryFields,
  initial: () => ({ told: false, relation: '', others: '' }),
  tidy: ({ lines, ...rest }) => ({ ...rest, lines: questionsIn(String(lines ?? '')) }),
}
