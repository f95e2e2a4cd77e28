import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input } from 'antd'
import { dropTemplate, endTemplate, releaseTemplate, type TemplateView } from '#contract/templates.ts'
import { Reason } from '#domain/organisations/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { VersionLines } from './template-version.tsx'

type Props = { view: TemplateView; version: number; ending: boolean; onClose: () => void }

/** What waits is released, sent back or taken back; what is used is ended. Each but a release with a reason. */
export function DecideTemplate({ view, version, ending, onClose }: Props) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<{ reason: string }>()
  const releasing = useSubmit(releaseTemplate)
  const dropping = useSubmit(dropTemplate)
  const stopping = useSubmit(endTemplate)
  const trouble = stopping.trouble ?? dropping.trouble ?? releasing.trouble
  const rest = useFormFaults(form, trouble, ['reason'])
  const it = view.versions.find((row) => row.version === version)
  if (!it) return null
  const params = { form: view.form, version }
  const over = (says: string) => {
    message.success(says)
    queries.invalidateQueries({ queryKey: ['template'] })
    queries.invalidateQueries({ queryKey: ['templates'] })
    onClose()
  }
  const onRelease = async () => {
    const done = await releasing.submit({ params, body: {} })
    if (done) over(done.notes.join(''))
  }
  const onFinish = async ({ reason }: { reason: string }) => {
    const done = await (ending ? stopping : dropping).submit({ params, body: { reason } })
    if (done) over(done.notes.join('') || (view.waiting?.mine ? '已经收回' : '已经退回'))
  }
  const doing = ending ? '停用' : view.waiting?.mine ? '收回' : '退回'
  return (
    <Drawer
      open
      size={620}
      rootClassName="act-drawer"
      title={`${ending ? '停用' : '等着发布'}：${view.title}`}
      onClose={onClose}
      mask={false}
      footer={
        <div className="drawer-foot">
          <Button onClick={() => form.submit()} loading={dropping.busy || stopping.busy}>
            {doing}
          </Button>
          {!ending && view.waiting?.may_release && (
            <Button type="primary" loading={releasing.busy} onClick={onRelease}>
              发布
            </Button>
          )}
        </div>
      }
    >
      <TroubleNote trouble={trouble} rest={rest} />
      <p className="form-note">
        {ending && it.state === 'to_come'
          ? '这一版还没有到日子：停用以后它不会起用，现在用着的照常用。'
          : ending
            ? '停用以后，这种文书下载 Word 用本系统的样子；以前的版也不再用。已经下载的稿子不受影响。'
            : '请下载试填的样子，像印出来一样逐行看：有没有少了内容，有没有写收费、写先调解再起诉、写不让退出的话。'}
      </p>
      <VersionLines form={view.form} it={it} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={onFinish}>
        <Form.Item
          name="reason"
          label={ending ? '为什么停用' : `为什么${doing}（${doing}才填）`}
          rules={[checkedBy(Reason)]}
          validateTrigger="onSubmit"
        >
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Drawer>
  )
}
