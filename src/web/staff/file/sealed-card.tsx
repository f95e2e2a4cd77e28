import type { StaffDispute } from '#contract/disputes.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'
import { SealedNotes } from './sealed-notes.tsx'

type Props = { dispute: StaffDispute; onTake: (taking: Taking) => void }

/** How many sealed notes this file has; whoever may open one opens it here, with a reason. */
export function SealedCard({ dispute: { file, dispute, advises }, onTake }: Props) {
  const { sealed, can } = dispute
  // Whoever advises has no list of steps beside it.
  const button = advises && can.includes('seal_note')
  if (sealed.count === 0 && !button) return null
  const others = sealed.count - sealed.notes.length
  return (
    <section className="card" aria-labelledby="sealed">
      <h2 id="sealed">密封记录 {sealed.count > 0 && <span className="count">有 {sealed.count} 条密封记录</span>}</h2>
      <p className="quiet">
        {advises
          ? '不便写在意见里的，可以写成密封的记录：只有您和本场的调解员能打开。'
          : '健康、暴力、心理的情况。写的人、正在调解的人、主办的经办人能打开，一次一条，写明理由（本县约定）。'}
      </p>
      <SealedNotes fileId={file.id} sealed={sealed} />
      {others > 0 && (
        <p className="quiet">
          {sealed.notes.length > 0 ? `另有 ${others} 条您不能打开` : '您不能打开'}
          ；要用到的，请问正在调解的人或者经办人。
        </p>
      )}
      {button && <PartButtons steps={['seal_note']} can={can} about={{}} of="密封记录" onTake={onTake} />}
    </section>
  )
}
