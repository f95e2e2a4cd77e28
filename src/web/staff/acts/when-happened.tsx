import { Form, Input } from 'antd'
import { useState } from 'react'
import { useNow } from '../kit/use-now.ts'
import { fromLocalField, toLocalField } from '../wording.ts'

/** 事后登记: hidden until somebody enters what happened earlier than now. */
export function WhenHappened({ receivedAt }: { receivedAt: string }) {
  const form = Form.useFormInstance()
  const now = useNow()
  const [open, setOpen] = useState(() => Boolean(form.getFieldValue('occurred_at')))
  if (!open)
    return (
      <button type="button" className="text-button" onClick={() => setOpen(true)}>
        事后登记：这件事早些时候已经发生了
      </button>
    )
  return (
    <Form.Item
      name="occurred_at"
      label="实际发生时间（北京时间）"
      extra="留空就是现在。经过里会同时写明发生时间和登记时间。"
      validateTrigger="onSubmit"
      rules={[
        {
          validator: (_, value?: string) => {
            if (!value) return Promise.resolve()
            const then = Date.parse(fromLocalField(value))
            if (then > Date.parse(now)) return Promise.reject(new Error('发生时间不能晚于现在。'))
            if (then < Date.parse(receivedAt)) return Promise.reject(new Error('发生时间不能早于收到请求的时间。'))
            return Promise.resolve()
          },
        },
      ]}
    >
      <Input className="when" type="datetime-local" min={toLocalField(receivedAt)} max={toLocalField(now)} />
    </Form.Item>
  )
}
