import { reveal, type StaffDispute } from '#contract/disputes.ts'
import { ReasonModal } from '../kit/reason-modal.tsx'

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
  return (
    <ReasonModal
      endpoint={reveal}
      sending={(reason) => ({ params: { file_id: fileId }, body: { party_id: party.id, what, reason } })}
      schema={reveal.body.shape.reason}
      title={`查看${party.name}的${what === 'reach' ? '联系方式' : '证件号码'}`}
      says={`这次查看会记下来；${party.name}可以看到是谁、什么时候、为什么看的。`}
      label="为什么要看"
      example="例如：打电话约当事人来谈"
      okText="查看"
      cancelText="不看了"
      onClose={onClose}
      onDone={({ value }) => onSeen(value)}
    />
  )
}
