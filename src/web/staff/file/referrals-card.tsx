import type { StaffDispute } from '#contract/disputes.ts'
import type { ReferralView } from '#contract/referrals.ts'
import { dayWords, deadlineWords, urgencyOf } from '../wording.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'
import { SealedNotes } from './sealed-notes.tsx'

type Props = { dispute: StaffDispute; onTake: (taking: Taking) => void }

const STEPS = [
  'referral_taken',
  'referral_decided',
  'seal_session_note',
  'referral_came_back',
  'referral_without_result',
  'withdraw_referral',
] as const
const isOut = ({ status }: ReferralView): boolean => status !== 'came_back' && status !== 'without_result'

/** Who was sent where with her consent: what is out since when and due when first, what came back after it. */
export function ReferralsCard({ dispute, onTake }: Props) {
  const { referrals, slip_only } = dispute
  if (referrals.length === 0) return null
  const out = referrals.filter(isOut)
  const back = referrals.filter((it) => !isOut(it))
  return (
    <section className="card" aria-labelledby="referrals">
      <h2 id="referrals">
        {slip_only ? '转介单' : '转介'}{' '}
        <span className="count">{out.length > 0 ? `${out.length} 件还没有结果` : `${back.length} 件都有了结果`}</span>
      </h2>
      <ul className="tasks">
        {out.map((it) => (
          <Out key={it.id} referral={it} dispute={dispute} onTake={onTake} />
        ))}
        {back.map((it) => (
          <Back key={it.id} fileId={dispute.file.id} referral={it} />
        ))}
      </ul>
      <Suspending dispute={dispute} onTake={onTake} />
    </section>
  )
}

const Head = ({ referral }: { referral: ReferralView }) => (
  <p className="task-head">
    <strong>{referral.kind_says}</strong>
    <span>
      {referral.for_party} → {referral.to}
    </span>
    <span className="stage" data-weight={isOut(referral) ? 'ours' : 'ended'}>
      {referral.status_says}
    </span>
    <span className="quiet">
      {dayWords(referral.on)}转出，{referral.by}
    </span>
  </p>
)

function Out({ referral, dispute, onTake }: Props & { referral: ReferralView }) {
  const { to_reach, to_ours, why, agreed, taken, decided, can, id } = referral
  const clock = dispute.clocks.find((it) => it.id === referral.clock)
  return (
    <li>
      <Head referral={referral} />
      <p className="verbatim">{why}</p>
      <p className="quiet">
        {agreed.join('、')}同意{to_reach && `。那边：${to_reach}`}
      </p>
      {taken && (
        <p>
          {dayWords(taken.on)}接收：{taken.by}
          {taken.note && `，${taken.note}`}
        </p>
      )}
      {decided && (
        <p>
          {dayWords(decided.on)}决定：{decided.what}
        </p>
      )}
      {clock && (
        <p className="clock-line task-owes" data-urgency={urgencyOf(clock)}>
          {clock.says} <strong>{deadlineWords(clock)}</strong>
          <span className="quiet">
            {dayWords(clock.due_on)}到期，
            {to_ours ? `由${clock.owed_by}` : `到期还没有的，由${clock.owed_by}去问`}
          </span>
        </p>
      )}
      <Sessions fileId={dispute.file.id} referral={referral} />
      <PartButtons
        steps={STEPS}
        can={can}
        about={{ part_id: id }}
        of={`${referral.kind_says}，${referral.to}`}
        onTake={onTake}
      />
    </li>
  )
}

/** What was written of the sessions: how many, and for whoever wrote them to open. */
function Sessions({ fileId, referral }: { fileId: string; referral: ReferralView }) {
  const { session_notes } = referral
  if (session_notes.count === 0) return null
  return (
    <div className="card-block apart">
      <h3>
        疏导记录 <span className="count">有 {session_notes.count} 条，密封，只有写的人能打开</span>
      </h3>
      <SealedNotes fileId={fileId} sealed={session_notes} />
    </div>
  )
}

function Back({ fileId, referral }: { fileId: string; referral: ReferralView }) {
  const { came_back, ended } = referral
  return (
    <li>
      <Head referral={referral} />
      {came_back && (
        <>
          <p className="verbatim">{came_back.result}</p>
          <p className="quiet">
            {[
              `${dayWords(came_back.on)}回来，${came_back.by}登记`,
              came_back.paper,
              came_back.paper_number,
              came_back.paper_on && dayWords(came_back.paper_on),
            ]
              .filter(Boolean)
              .join('，')}
          </p>
        </>
      )}
      {ended && (
        <p>
          {dayWords(ended.on)}：{ended.says}
          {ended.note && `。${ended.note}`}
        </p>
      )}
      <Sessions fileId={fileId} referral={referral} />
    </li>
  )
}

/** While an appraisal is out the mediation may stand still, its limit too; that is offered, and never done by itself. */
function Suspending({ dispute, onTake }: Props) {
  const waits = dispute.referrals.some((it) => it.kind === 'appraisal' && isOut(it))
  const may = dispute.mediations.filter(({ can }) => can.includes('suspend_mediation'))
  if (!waits || may.length === 0) return null
  return (
    <p>
      等鉴定评估的时候，可以暂停调解，时间不算在期限里。{' '}
      {may.map(({ id }) => (
        <PartButtons
          key={id}
          steps={['suspend_mediation']}
          can={['suspend_mediation']}
          about={{ part_id: id }}
          of="等鉴定评估"
          onTake={onTake}
        />
      ))}
    </p>
  )
}
