import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type OpenedNote, openSealedNote, type SealedView } from '#contract/sealed.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { checkedBy } from '../kit/faults.ts'
import { LongText } from '../kit/long-text.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'

type Note = SealedView['notes'][number]

/** The sealed notes this reader may open, each behind a reason of its own. */
export function SealedNotes({ fileId, sealed }: { fileId: string; sealed: SealedView }) {
  if (sealed.notes.length === 0) return null
  return (
    <ol className="talks">
      {sealed.notes.map((note) => (
        <One key={note.id} fileId={fileId} note={note} />
      ))}
    </ol>
  )
}

function One({ fileId, note }: { fileId: string; note: Note }) {
  const [asking, setAsking] = useState(false)
  // What was opened lies in this line alone, and goes with it.
  const [opened, setOpened] = useState<OpenedNote | null>(null)
  return (
    <li>
      <p className="talk-head">
        <strong>{sayInstant(note.at)}</strong> {note.by}写
        {opened ? (
          <button type="button" className="text-button" onClick={() => setOpened(null)}>
            收起
          </button>
        ) : (
          <Button size="small" onClick={() => setAsking(true)}>
            打开<span className="unseen">：{note.by}写的密封记录</span>
          </Button>
        )}
      </p>
      {opened && (
        <>
          <p className="quiet">{opened.kind_says}</p>
          <LongText text={opened.text} />
          <details className="looked-at">
            <summary>打开过 {opened.looked.length} 次</summary>
            {opened.looked.map((it) => (
              <p key={`${it.at}${it.who}`} className="quiet">
                {sayInstant(it.at)} {it.who}：{it.reason}
              </p>
            ))}
          </details>
        </>
      )}
      {asking && (
        <Reason
          fileId={fileId}
          note={note}
          onClose={() => setAsking(false)}
          onOpened={(it) => {
            setOpened(it)
            setAsking(false)
          }}
        />
      )}
    </li>
  )
}

type Asking = { fileId: string; note: Note; onClose: () => void; onOpened: (it: OpenedNote) => void }

function Reason({ fileId, note, onClose, onOpened }: Asking) {
  const [form] = Form.useForm<{ reason: string }>()
  const { submit, busy, trouble } = useSubmit(openSealedNote)
  const rest = useFormFaults(form, trouble, ['reason'])
  return (
    <Modal
      open
      scrollLock={false}
      width={440}
      title="打开一条密封的记录"
      okText="打开"
      cancelText="不看了"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="quiet">
        用得着才看。这次打开单独记下来：能打开它的人都看得到是谁、什么时候、为什么看的；当事人看不到。
      </p>
      <TroubleNote trouble={trouble} rest={rest} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reason: '' }}
        onFinish={async ({ reason }) => {
          const reply = await submit({ params: { file_id: fileId }, body: { note_id: note.id, reason } })
          if (reply) onOpened(reply)
        }}
      >
        <Form.Item
          name="reason"
          label="为什么要看（至少 10 个字）"
          rules={[checkedBy(openSealedNote.body.shape.reason)]}
          validateTrigger="onSubmit"
        >
          <Input.TextArea rows={2} maxLength={200} autoFocus placeholder="例如：明天约双方见面，先看看身体情况" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
