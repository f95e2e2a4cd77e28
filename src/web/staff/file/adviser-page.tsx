import type { StaffDispute } from '#contract/disputes.ts'
import { StageTag } from '../kit/stage-tag.tsx'
import type { Taking } from './file-page.tsx'
import { Questions } from './guidance.tsx'
import { SealedCard } from './sealed-card.tsx'

/** A file for somebody who was asked for her opinion: the kind of matter, and the question. Whom it is about is not hers to know. */
export function AdviserPage({ dispute, onTake }: { dispute: StaffDispute; onTake: (taking: Taking) => void }) {
  const { file, mediations } = dispute
  return (
    <div className="adviser">
      <div className="file-head">
        <div className="file-head-line">
          <span className="file-code">{file.short_code}</span>
          <StageTag stage={file.stage} says={file.stage_says} />
        </div>
        <h1>请您出主意{dispute.dispute.dispute_type_says && `：${dispute.dispute.dispute_type_says}`}</h1>
        <p className="looked">您只看得到问题，看不到当事人是谁。意见只给调解员参考，请保密。</p>
      </div>
      {mediations.map((mediation) => (
        <section className="card" key={mediation.id} aria-label={mediation.in_name_of}>
          <p className="quiet">
            {mediation.in_name_of}，调解员 {mediation.mediators.map(({ name }) => name).join('、')}
          </p>
          <Questions mediation={mediation} onTake={onTake} />
        </section>
      ))}
      <SealedCard dispute={dispute} onTake={onTake} />
    </div>
  )
}
