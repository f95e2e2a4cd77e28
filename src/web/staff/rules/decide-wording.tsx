import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input } from 'antd'
import { dropWording, releaseWording, type WordingPiece } from '#contract/wordings.ts'
import { Reason } from '#domain/organisations/inputs.ts'
import { sayDay } from '#web/lib/dates.ts'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { textOn, WordingPreview } from './wording-preview.tsx'

/** What waits for a second person: she releases it or sends it back; whoever wrote it may take it back. */
export function DecideWording({ piece, onClose }: { piece: WordingPiece; onClose: () => void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<{ reason: string }>()
  const releasing = useSubmit(releaseWording)
  const dropping = useSubmit(dropWording)
  const trouble = dropping.trouble ?? releasing.trouble
  const rest = useFormFaults(form, trouble, ['reason'])
  const { waiting } = piece
  const version = piece.versions.find((it) => it.version === waiting?.version)
  if (!waiting || !version) return null
  const params = { piece: piece.piece, version: waiting.version }
  const over = (says: string) => {
    message.success(says)
    queries.invalidateQueries({ queryKey: ['wordings'] })
    onClose()
  }
  const onRelease = async () => {
    const done = await releasing.submit({ params, body: {} })
    if (done) over(done.notes.join(''))
  }
  const onFinish = async ({ reason }: { reason: string }) => {
    const done = await dropping.submit({ params, body: { reason } })
    if (done) over(waiting.mine ? '已经收回' : '已经退回')
  }
  return (
    <Drawer
      open
      size={620}
      rootClassName="act-drawer"
      title={`等着发布：${piece.says}`}
      onClose={onClose}
      mask={false}
      footer={
        <div className="drawer-foot">
          <Button onClick={() => form.submit()} loading={dropping.busy}>
            {waiting.mine ? '收回，不用了' : '退回，不用这一版'}
          </Button>
          {waiting.may_release && (
            <Button type="primary" loading={releasing.busy} onClick={onRelease}>
              发布
            </Button>
          )}
        </div>
      }
    >
      <TroubleNote trouble={trouble} rest={rest} />
      <p className="form-note">
        {version.written_by}写的，{version.effective_on && `${sayDay(version.effective_on)} 起用`}。理由：
        {version.because}
        。请像律师一样逐条看：有没有少告诉一项权利，有没有许诺做不到的事。
      </p>
      <WordingPreview piece={piece.piece} before={textOn(piece, version.effective_on ?? '')} after={version.body} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={onFinish}>
        <Form.Item
          name="reason"
          label={waiting.mine ? '为什么收回（收回才填）' : '为什么退回（退回才填）'}
          rules={[checkedBy(Reason)]}
          validateTrigger="onSubmit"
        >
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Drawer>
  )
}
