import type { StaffDispute } from '#contract/disputes.ts'
import { Clocks } from './clocks.tsx'
import type { Taking } from './file-page.tsx'
import { People } from './people.tsx'
import { ReferralsCard } from './referrals-card.tsx'

/** What the unit somebody was sent to sees: the slip, whom it is for, whom to ask. Nothing of the matter itself. */
export function SlipPage({ dispute, onTake }: { dispute: StaffDispute; onTake: (taking: Taking) => void }) {
  const { file, referrals, clocks, slip_coming } = dispute
  return (
    <>
      <div className="file-head">
        <div className="file-head-line">
          <span className="file-code">{file.short_code}</span>
        </div>
        <h1>
          {referrals.length === 0
            ? slip_coming
              ? '转介正在交接过来'
              : '转介已经结束'
            : `转介：${referrals.map(({ for_party, kind_says }) => `${for_party}，${kind_says}`).join('；')}`}
        </h1>
        <p>
          由{file.responsible.name}转来，有疑问请打 {file.responsible.phone}。
        </p>
        {slip_coming && (
          <p>
            原来的单位并入本单位，转介单还没有交接完，一般几分钟。交接完再打开这一页，就能看到是谁、要办什么；期限照算。
          </p>
        )}
        <p className="looked">本单位看到的是转介单，看不到这件纠纷本身。您这次查看已经留痕，当事人可以看到。</p>
      </div>
      <div className="file-grid">
        <div className="file-left">{dispute.parties.length > 0 && <People dispute={dispute} onTake={onTake} />}</div>
        <div className="file-main">
          <ReferralsCard dispute={dispute} onTake={onTake} />
        </div>
        <div className="file-side">
          <Clocks clocks={clocks} />
        </div>
      </div>
    </>
  )
}
