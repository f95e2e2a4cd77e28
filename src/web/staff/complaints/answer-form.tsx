import { App, Button, Checkbox, Form } from 'antd'
import { useEffect } from 'react'
import type { StaffComplaint } from '#contract/complaints.ts'
import { AnswerComplaintInput, FINDINGS, MEASURES } from '#domain/complaints/inputs.ts'
import { Refused } from '#web/lib/call.ts'
import { act } from '../acts/act.ts'
import { Choices, optionsOf } from '../acts/choices.tsx'
import { late, NoteField } from '../acts/fields.tsx'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { draftOf, dropDraft, keepDraft } from '../session/drafts.ts'

const answer = act('answer_complaint')
const FIELDS = ['finding', 'found', 'measures', 'again']
type Values = { finding?: string; found?: string; measures?: string[]; again?: string }

/** What was found and what follows, in words she reads as they stand; what is typed outlives a refusal and a lost connection. */
export function AnswerForm({ it, onChanged }: { it: StaffComplaint; onChanged: () => void }) {
  const { message, modal } = App.useApp()
  const [form] = Form.useForm<Values>()
  const { submit, busy, trouble } = useSubmit(answer)
  const rest = useFormFaults(form, trouble, FIELDS)
  const measures = Form.useWatch('measures', form) ?? []
  const draft = `${it.file_id},answer`
  const choices = Object.entries(MEASURES)
    .filter(([value]) => value !== 'goes_on' || it.may_go_on)
    .map(([value, label]) => ({ value, label }))
  useEffect(() => {
    if (trouble instanceof Refused && trouble.code === 'wrong_state') onChanged()
  }, [trouble, onChanged])

  const send = async (values: Values) => {
    const sure = await modal.confirm({
      title: '确定这样答复？',
      content: '“查到了什么”会原样写进答复书，告诉提意见的人；答复以后不能改回。',
      scrollLock: false,
      okText: '答复',
      cancelText: '再想想',
    })
    if (!sure) return
    const body = { ...values, again: values.measures?.includes('goes_on') ? (values.again ?? '') : '' }
    const reply = await submit({ params: { file_id: it.file_id, part_id: it.complaint_id }, body })
    if (!reply) return
    dropDraft(draft)
    message.success('已登记：答复意见')
    onChanged()
  }
  return (
    <section className="card" aria-labelledby="answer">
      <h2 id="answer">答复</h2>
      <TroubleNote trouble={trouble} rest={rest} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ block: 'nearest', focus: true }}
        initialValues={{ ...draftOf(draft) }}
        onValuesChange={(_, values) => keepDraft(draft, values)}
        onFinish={send}
      >
        <Form.Item name="finding" label="查的结果" rules={[checkedBy(AnswerComplaintInput.shape.finding)]} {...late}>
          <Choices options={optionsOf(FINDINGS)} />
        </Form.Item>
        <NoteField
          name="found"
          label="查到了什么（提意见的人会看到）"
          schema={AnswerComplaintInput.shape.found}
          rows={5}
          most={2000}
        />
        <Form.Item name="measures" label="怎样处理（没有查实的可以不选）">
          <Checkbox.Group className="choices" options={choices} />
        </Form.Item>
        {measures.includes('goes_on') && (
          <NoteField
            name="again"
            label="接着办什么（写给承办单位看，不要写是谁说的）"
            schema={AnswerComplaintInput.shape.again}
            rows={3}
            most={2000}
            extra="那件事在原来的编号下重新交办，和答复一起登记。"
          />
        )}
        <Button type="primary" htmlType="submit" loading={busy}>
          答复
        </Button>
      </Form>
      <p className="law">依据：{answer.row.law.join('；')}</p>
    </section>
  )
}
