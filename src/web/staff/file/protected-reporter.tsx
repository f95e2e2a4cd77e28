import { useState } from 'react'
import { revealReporter } from '#contract/disputes.ts'
import { ReasonModal } from '../kit/reason-modal.tsx'

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
        <ReasonModal
          endpoint={revealReporter}
          sending={(reason) => ({ params: { file_id: fileId }, body: { reason } })}
          schema={revealReporter.body.shape.reason}
          title="查看要求保密的报告人"
          says="非看不可才看。这次查看单独记下来；当事人看不到有这个人，也看不到有这次查看。"
          label="为什么非看不可（至少 10 个字）"
          example="例如：报告人说又打起来了，要马上和他联系"
          okText="查看"
          cancelText="不看了"
          onClose={() => setAsking(false)}
          onDone={({ value }) => {
            setSeen(value)
            setAsking(false)
          }}
        />
      )}
    </span>
  )
}
