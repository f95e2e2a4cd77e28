import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { Refused } from '#web/lib/call.ts'
import { clearFaults, faultsIn, faultsOfServer, mended, showFaults } from '../kit/nested-faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useSubmit } from '../kit/use-submit.ts'
import { draftOf, dropDraft, keepDraft } from '../session/drafts.ts'

export type Values = Record<string, unknown>
type Props<E extends Endpoint> = {
  endpoint: E
  params?: z.input<E['params']>
  /** Which of several forms of this endpoint it is: each keeps what was typed into it. */
  of?: string
  title: string
  send: string
  grave?: boolean
  initial?: Values
  bodyOf?: (values: Values) => Values
  children: ReactNode
  onClose: () => void
}

/** One form at the side of a register. What is typed outlives closing it, a refusal and a lost connection. */
export function RegisterDrawer<E extends Endpoint>(props: Props<E>) {
  const { endpoint, params, title, send, grave = false, initial, bodyOf = (values) => values, onClose } = props
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const { submit, busy, trouble } = useSubmit(endpoint)
  const [rest, setRest] = useState<readonly string[]>([])
  const draft = `${endpoint.id} ${JSON.stringify(params ?? null)} ${props.of ?? ''}`

  useEffect(() => {
    if (trouble instanceof Refused) setRest(showFaults(form, faultsOfServer(trouble.faults)))
  }, [form, trouble])

  const onFinish = async (values: Values) => {
    clearFaults(form)
    const body = bodyOf(values)
    const faults = faultsIn(endpoint.body, body)
    setRest(showFaults(form, faults))
    if (faults.length > 0) return
    const answer = await submit({ ...(params === undefined ? {} : { params }), body: body as z.input<E['body']> })
    if (!answer) return
    dropDraft(draft)
    message.success(`已登记：${title}`)
    queries.invalidateQueries({ queryKey: ['registers'] })
    onClose()
  }

  return (
    <Drawer
      open
      size={440}
      rootClassName="act-drawer"
      title={title}
      onClose={onClose}
      mask={false}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>先不办</Button>
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
        initialValues={{ ...initial, ...draftOf(draft) }}
        onValuesChange={(changed: Values, values: Values) => {
          keepDraft(draft, values)
          mended(form, Object.keys(changed))
        }}
        onFinish={onFinish}
      >
        {props.children}
      </Form>
    </Drawer>
  )
}
