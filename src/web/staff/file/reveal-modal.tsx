import { Form, Input, Modal } from 'antd'
import { reveal, type StaffDispute } from '#contract/disputes.ts'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'

export type Secret = 'reach' | 'identity_number'

type Props = {
  fileId: string
  party: StaffDispute['parties'][number]
  what: Secret
  onClose: () => void
  onSeen: (value: string) => void
}

/** Asks why before one masked field is shown; the party reads who looked and why. */
export function RevealModal({ fileId, party, what, onClose, onSeen }: Props) {
  const [form] = Form.useForm<{ reason: string }>()
  const { submit, busy, trouble } = useSubmit(reveal)
  const rest = useFormFaults(form, trouble, ['reason'])
  return (
    <Modal
      open
      scrollLock={false}
      width={440}
      title={`查看${party.name}的${what === 'reach' ? '联系方式' : '证件号码'}`}
      okText="查看"
      cancelText="不看了"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="quiet">这次查看会记下来；{party.name}可以看到是谁、什么时候、为什么看的。</p>
      <TroubleNote trouble={trouble} rest={rest} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={async ({ reason }) => {
          const reply = await submit({ params: { file_id: fileId }, body: { party_id: party.id, what, reason } })
          if (reply) onSeen(reply.value)
        }}
      >
        <Form.Item
          name="reason"
          label="为什么要看"
          rules={[checkedBy(reveal.body.shape.reason)]}
          validateTrigger="onSubmit"
        >
          <Input.TextArea rows={2} maxLength={200} autoFocus placeholder="例如：打电话约当事人来谈" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
