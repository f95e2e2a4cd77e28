import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { revealReporter } from '#contract/disputes.ts'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'

/** That somebody asked not to be named; who it is only for those who may, one look at a time, with a reason of its own. */
export function ProtectedReporter({ fileId, may }: { fileId: string; may: boolean }) {
  const [asking, setAsking] = useState(false)
  const [seen, setSeen] = useState<string | null>(null)
  return (
    <span className="reach-from">
      报告的人要求保密，不要打听、不要告诉任何人。
      {seen !== null && <strong className="verbatim">{seen}</strong>}
      {may && seen === null && (
        <button type="button" className="text-button" onClick={() => setAsking(true)}>
          查看是谁报告的
        </button>
      )}
      {asking && (
        <Reason
          fileId={fileId}
          onClose={() => setAsking(false)}
          onSeen={(value) => {
            setSeen(value)
            setAsking(false)
          }}
        />
      )}
    </span>
  )
}

function Reason(props: { fileId: string; onClose: () => void; onSeen: (value: string) => void }) {
  const { fileId, onClose, onSeen } = props
  const [form] = Form.useForm<{ reason: string }>()
  const { submit, busy, trouble } = useSubmit(revealReporter)
  const rest = useFormFaults(form, trouble, ['reason'])
  return (
    <Modal
      open
      scrollLock={false}
      width={440}
      title="查看要求保密的报告人"
      okText="查看"
      cancelText="不看了"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="quiet">非看不可才看。这次查看单独记下来；当事人看不到有这个人，也看不到有这次查看。</p>
      <TroubleNote trouble={trouble} rest={rest} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={async ({ reason }) => {
          const reply = await submit({ params: { file_id: fileId }, body: { reason } })
          if (reply) onSeen(reply.value)
        }}
      >
        <Form.Item
          name="reason"
          label="为什么非看不可"
          rules={[checkedBy(revealReporter.body.shape.reason)]}
          validateTrigger="onSubmit"
        >
          <Input.TextArea rows={2} maxLength={200} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
