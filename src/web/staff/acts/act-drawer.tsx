import { App, Button, Drawer, Form } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Refused } from '#web/lib/call.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { draftOf, dropDraft, keepDraft } from '../session/drafts.ts'
import { act } from './act.ts'
import { type About, type ActForm, keepable, type Values } from './act-form.ts'
import { bodyOf } from './body.ts'
import { WhenHappened } from './when-happened.tsx'

type Props = {
  form: ActForm
  about: About
  onClose: () => void
  /** Something is known to have changed: the step was taken, or the file turned out to be elsewhere by now. Ends when the page shows it. */
  onChanged: () => Promise<unknown>
  /** The step was taken with these values, and this was answered. */
  onTaken?: (form: ActForm, values: Values, reply: unknown) => void
}

/** How long a form whose step was taken waits at most for the page behind it, in milliseconds: a slow line keeps nobody. */
const PAGE_PATIENCE_MS = 3_000

/** One step's form at the side of the file, which stays readable beside it. What is typed outlives closing it, a refusal and a lost connection. */
export function ActDrawer({ form: of, about: now, onClose, onChanged, onTaken }: Props) {
  const { message, modal } = App.useApp()
  // Once the step is taken the form stands as it was sent: what it asked about may be over on the page behind it.
  const [sent, setSent] = useState<About | null>(null)
  const about = sent ?? now
  const open = useRef(true)
  useEffect(() => {
    open.current = true
    return () => {
      open.current = false
    }
  }, [])
  const [form] = Form.useForm<Values>()
  const step = act(of.step)
  const { submit, busy, trouble } = useSubmit(step)
  const { file } = about.dispute
  const draftName = [
    file.id,
    of.step,
    about.part_id,
    about.party_id,
    about.notice,
    about.guidance_id,
    about.other?.file_id,
    about.other_member?.id,
  ].join()
  const rest = useFormFaults(form, trouble, [...Object.keys(of.initial?.(about) ?? {}), ...Object.keys(shapeOf(step))])

  useEffect(() => {
    if (trouble instanceof Refused && trouble.status !== 401 && trouble.faults.length === 0) void onChanged()
    // A refusal without a faulty field is about the state of the file: what stands beside the form is fetched anew.
  }, [trouble, onChanged])

  const send = async (values: Values) => {
    const question = of.confirm?.(values, about)
    if (question) {
      const { title, says, yes } = question
      const sure = await modal.confirm({
        title,
        content: says,
        scrollLock: false,
        okText: yes,
        cancelText: '再想想',
        okButtonProps: { danger: of.tone === 'grave' },
      })
      if (!sure) return
    }
    const params = about.part_id ? { file_id: file.id, part_id: about.part_id } : { file_id: file.id }
    const reply = await submit({ params, body: bodyOf(step, of.tidy?.(values, about) ?? values) })
    if (!reply) return
    dropDraft(draftName)
    message.success(`已登记：${of.title.replace(/^登记：?/, '')}`)
    // The next form begins from what the page shows, so the page comes first.
    setSent(about)
    await Promise.race([onChanged(), new Promise((pass) => setTimeout(pass, PAGE_PATIENCE_MS))])
    if (open.current) onClose()
    onTaken?.(of, values, reply)
  }

  const { Fields } = of
  const chosen = Form.useWatch([], form) as Values | undefined
  const law = of.law?.(chosen ?? {}, about) ?? step.row.law
  return (
    <Drawer
      open
      size={of.width ?? 408}
      rootClassName="act-drawer"
      title={of.title}
      onClose={onClose}
      mask={false}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>先不办</Button>
          <Button
            type="primary"
            danger={of.tone === 'grave'}
            loading={busy || sent !== null}
            onClick={() => form.submit()}
          >
            {of.send}
          </Button>
        </div>
      }
    >
      <TroubleNote
        trouble={trouble}
        rest={rest}
        instead={
          trouble instanceof Refused && trouble.code === 'wrong_state'
            ? '左边已经换成最新情况；您写的内容还在这里。'
            : undefined
        }
      />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ block: 'nearest', focus: true }}
        initialValues={{ ...of.initial?.(about), ...draftOf(draftName) }}
        onValuesChange={(_, values) => keepDraft(draftName, keepable(of, values))}
        onFinish={send}
      >
        <Fields {...about} />
        {!of.today_only && <WhenHappened receivedAt={file.received_at} />}
      </Form>
      <p className="law">依据：{law.join('；')}</p>
    </Drawer>
  )
}

const shapeOf = (step: ReturnType<typeof act>): object => ('shape' in step.body ? (step.body.shape as object) : {})
