import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { Reason } from '#domain/organisations/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { draftOf, dropDraft, keepDraft } from '../session/drafts.ts'

export type Values = Record<string, unknown>
type Answer = { id: string; notes: string[] }

/** An endpoint that answers as every change does. */
type Changing = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType<Answer>>

type Props<E extends Changing> = {
  endpoint: E
  params?: z.input<E['params']>
  title: string
  send: string
  grave?: boolean
  initial?: Values
  /** What the form's values become when sent; as they are unless told. */
  bodyOf?: (values: Values) => Values
  /** The fields shown, so that each fault stands beside its own. */
  names: readonly string[]
  /** An example of a reason. */
  because: string
  children?: ReactNode
  onClose: () => void
  onDone?: (answer: z.output<E['reply']>) => void
}

/**
 * The form of one change at the side of its list. Every change says why. What is typed outlives closing it, a refusal and a
 * lost connection.
 */
export function ChangeDrawer<E extends Changing>(props: Props<E>) {
  const { endpoint, params, title, send, grave = false, initial, bodyOf, names, because, children } = props
  const { message, notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const { submit, busy, trouble } = useSubmit(endpoint)
  const draft = `${endpoint.id} ${JSON.stringify(params ?? null)}`
  const rest = useFormFaults(form, trouble, [...names, 'reason'])

  const onFinish = async (values: Values) => {
    const body = (bodyOf ? bodyOf(values) : values) as z.input<E['body']>
    const answer = await submit(params === undefined ? { body } : { params, body })
    if (!answer) return
    dropDraft(draft)
    const { notes } = answer
    message.success(`已保存：${title}`)
    if (notes.length > 0) {
      const description = notes.map((says) => <p key={says}>{says}</p>)
      notification.warning({ title: '还要留意', description, duration: 0, placement: 'bottomRight' })
    }
    queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'administration' })
    props.onDone?.(answer)
    props.onClose()
  }

  return (
    <Drawer
      open
      size={420}
      rootClassName="act-drawer"
      title={title}
      onClose={props.onClose}
      mask={false}
      footer={
        <div className="drawer-foot">
          <Button onClick={props.onClose}>先不办</Button>
          <Button type="primary" danger={grave} loading={busy} onClick={() => form.submit()}>
            {send}
          </Button>
        </div>
      }
    >
      <TroubleNote trouble={trouble} rest={rest} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ block: 'nearest', focus: true }}
        initialValues={{ ...initial, ...draftOf(draft) }}
        onValuesChange={(changed, values) => {
          keepDraft(draft, values)
          // What was wrong with a field is no longer known once it is changed.
          form.setFields(Object.keys(changed).map((name) => ({ name, errors: [] })))
        }}
        onFinish={onFinish}
      >
        {children}
        <Form.Item name="reason" label="为什么" rules={[checkedBy(Reason)]} validateTrigger="onSubmit">
          <Input.TextArea rows={2} maxLength={200} placeholder={because} />
        </Form.Item>
      </Form>
      <p className="law">这次变更会记入变更记录：谁、什么时候、改了什么、为什么。安全审计员看得到，谁也改不了。</p>
    </Drawer>
  )
}
