import type { StaffDispute } from '#contract/disputes.ts'
import { sayInstant } from '#web/lib/dates.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'

type Danger = StaffDispute['dispute']['dangers'][number]

/** Signs of violence, crime or abuse: before anything else while the police have not been told. */
export function DangerCard({
  dispute: { dispute, messages },
  onTake,
}: {
  dispute: StaffDispute
  onTake: (taking: Taking) => void
}) {
  if (dispute.dangers.length === 0) return null
  const open = dispute.dangers.some(({ told, declined }) => !told && !declined)
  return (
    <section className={open ? 'card danger-open' : 'card'} aria-labelledby="danger">
      <h2 id="danger">
        激化风险{' '}
        <span className="stage" data-weight={open ? 'ours' : 'ended'}>
          {open ? '还没有报告公安机关' : '已经处理'}
        </span>
      </h2>
      {dispute.dangers.map((danger) => (
        <One key={danger.id} danger={danger} />
      ))}
      {open &&
        messages
          .filter(({ kind }) => kind === 'police_report')
          // Of several the latest says where things stand.
          .slice(-1)
          .map((it) => (
            <p key={it.id}>
              给{it.to}：<strong>{it.state_says}</strong>
            </p>
          ))}
      {open && <p className="quiet">有人正在受伤害，请直接打 110。报告以后登记谁接的、什么时候。</p>}
      <PartButtons
        steps={['police_told', 'no_report_because']}
        can={dispute.can}
        about={{}}
        of="激化风险"
        onTake={onTake}
      />
    </section>
  )
}

function One({ danger }: { danger: Danger }) {
  const { kind_says, what, who, seen_at, by, told, declined, must, law } = danger
  return (
    <dl className="facts card-block">
      <dt>情况</dt>
      <dd>
        {kind_says}
        {must && <span className="quiet">（必须报告）</span>}
      </dd>
      {what && (
        <>
          <dt>看到听到</dt>
          <dd className="verbatim">{what}</dd>
        </>
      )}
      {who && (
        <>
          <dt>谁有危险</dt>
          <dd>{who}</dd>
        </>
      )}
      <dt>什么时候</dt>
      <dd>
        {sayInstant(seen_at)}，{by}登记
      </dd>
      <dt>依据</dt>
      <dd className="story-law">{law.join('；')}</dd>
      <dt>公安机关</dt>
      <dd>
        {told ? (
          <>
            {sayInstant(told.at)}接报{told.received_by && `：${told.received_by}`}（{told.how}，{told.by}报告）
          </>
        ) : declined ? (
          <>
            {sayInstant(declined.at)} {declined.by}决定不报告{declined.because && `：${declined.because}`}
          </>
        ) : (
          <strong>还没有报告</strong>
        )}
      </dd>
    </dl>
  )
}
