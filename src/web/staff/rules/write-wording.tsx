import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input } from 'antd'
import { useState } from 'react'
import { type WordingPiece, WriteWordingInput, writeWording } from '#contract/wordings.ts'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { faultsOfWording, linesOf, MOST_IN_LABEL, wordingFrom } from '#domain/documents/wording-rules.ts'
import { Reason } from '#domain/organisations/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useNow } from '../kit/use-now.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { textOn, WordingPreview } from './wording-preview.tsx'

type Values = { label: string; lines: string; effective_on: string; reason: string }
const splitLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A new version beside the present one: what changes and how it reads stand below it while it is written. */
export function WriteWording({ piece, onClose }: { piece: WordingPiece; onClose: () => void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const now = useNow()
  const [form] = Form.useForm<Values>()
  const sending = useSubmit(writeWording)
  const rest = useFormFaults(form, sending.trouble, ['label', 'lines', 'effective_on', 'reason'])
  const start: Values = {
    label: piece.now.kind === 'list' ? piece.now.label : '',
    lines: linesOf(piece.now).join('\n'),
    effective_on: addDays(dayIn(now), 1),
    reason: '',
  }
  const [written, setWritten] = useState(start)
  const wording = wordingFrom(piece.piece, written.label, splitLines(written.lines))
  const before = textOn(piece, written.effective_on)
  const touched = written.lines !== start.lines || written.label !== start.label || before !== piece.now
  const faults = touched ? faultsOfWording(piece.piece, wording, before) : []
  const newest = piece.versions[0]?.edition === null ? 0 : (piece.versions[0]?.version ?? 0)

  const onFinish = async ({ label = '', lines, effective_on, reason }: Values) => {
    const body = { label, lines: splitLines(lines), effective_on, reason, base_version: newest }
    const done = await sending.submit({ params: { piece: piece.piece }, body })
    if (!done) return
    message.success('已经交上去，请另一位同事看过再发布')
    queries.invalidateQueries({ queryKey: ['wordings'] })
    onClose()
  }
  return (
    <Drawer
      open
      size={620}
      rootClassName="act-drawer"
      title={`写新的一版：${piece.says}`}
      onClose={onClose}
      mask={false}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>先不写</Button>
          <Button type="primary" loading={sending.busy} disabled={!touched} onClick={() => form.submit()}>
            交给另一位同事发布
          </Button>
        </div>
      }
    >
      <TroubleNote trouble={sending.trouble} rest={rest} />
      <p className="form-note">
        {piece.now.kind === 'list' && '一行是一条。'}
        随软件带来的每一句都照原样留着（少一句、改一句，当事人就可能少知道一项权利）；可以加句子、调先后。不写任何许诺，不写收费，不写先调解再起诉，不写不让退出、起诉、信访的话。
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={start}
        onValuesChange={(changed: Partial<Values>, all: Values) => {
          setWritten({ ...start, ...all })
          form.setFields((Object.keys(changed) as (keyof Values)[]).map((name) => ({ name, errors: [] })))
        }}
        onFinish={onFinish}
      >
        {piece.now.kind === 'list' && (
          <Form.Item name="label" label="标题">
            <Input maxLength={MOST_IN_LABEL} />
          </Form.Item>
        )}
        <Form.Item name="lines" label={piece.now.kind === 'list' ? '各条（一行一条）' : '文字'}>
          <Input.TextArea autoSize={{ minRows: 6, maxRows: 16 }} />
        </Form.Item>
        {faults.length > 0 && (
          <ul className="plain-list mend" aria-live="polite">
            {faults.map(({ says }) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        )}
        <WordingPreview piece={piece.piece} before={before} after={wording} />
        <Form.Item
          name="effective_on"
          label="从哪天起用"
          extra="到了这一天，新做的文书才用它；已经做出的不变。"
          rules={[checkedBy(WriteWordingInput.shape.effective_on)]}
          validateTrigger="onSubmit"
        >
          <Input type="date" min={dayIn(now)} />
        </Form.Item>
        <Form.Item name="reason" label="为什么这样改" rules={[checkedBy(Reason)]} validateTrigger="onSubmit">
          <Input.TextArea rows={3} maxLength={200} placeholder="例如：群众说看不懂，把两条合成一条" />
        </Form.Item>
      </Form>
    </Drawer>
  )
}
