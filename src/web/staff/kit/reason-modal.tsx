import { Form, Input, Modal } from 'antd'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { checkedBy } from './faults.ts'
import { TroubleNote } from './trouble.tsx'
import { useFormFaults } from './use-form-faults.ts'
import { useSubmit } from './use-submit.ts'

type Props<E extends Endpoint> = {
  endpoint: E
  /** What is sent once the reason is given. */
  sending: (reason: string) => { params: z.input<E['params']>; body: z.input<E['body']> }
  /** Where the reason stands in the body, for the server's fault about it. */
  field?: 'reason' | 'because'
  /** The very schema the server checks the reason with. */
  schema: z.ZodType
  title: string
  /** Who will read that it was done, before it is done. */
  says: string
  label: string
  example?: string
  okText: string
  cancelText: string
  onClose: () => void
  onDone: (reply: z.output<E['reply']>) => void
}

/** Asks why, before something is done that leaves a trace of its own: one field, kept as typed when the server refuses. */
export function ReasonModal<E extends Endpoint>(props: Props<E>) {
  const { endpoint, sending, field = 'reason', schema, title, says, label, example, okText, cancelText } = props
  const [form] = Form.useForm<Record<string, string>>()
  const { submit, busy, trouble } = useSubmit(endpoint)
  const rest = useFormFaults(form, trouble, [field])
  return (
    <Modal
      open
      scrollLock={false}
      width={440}
      title={title}
      okText={okText}
      cancelText={cancelText}
      confirmLoading={busy}
      onCancel={props.onClose}
      onOk={() => form.submit()}
    >
      <p className="quiet">{says}</p>
      <TroubleNote trouble={trouble} rest={rest} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ [field]: '' }}
        onFinish={async (values) => {
          const reply = await submit(sending(values[field] ?? ''))
          if (reply) props.onDone(reply)
        }}
      >
        <Form.Item name={field} label={label} rules={[checkedBy(schema)]} validateTrigger="onSubmit">
          <Input.TextArea rows={2} maxLength={200} autoFocus placeholder={example} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
