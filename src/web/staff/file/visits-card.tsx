import type { VisitView } from '#contract/agreements.ts'
import type { StaffDispute } from '#contract/disputes.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'

/** The return visits: what was found, and when the next one is due. */
export function VisitsCard({
  visits,
  dispute,
  onTake,
}: {
  visits: readonly VisitView[]
  dispute: StaffDispute
  onTake: (taking: Taking) => void
}) {
  if (visits.length === 0) return null
  const said = dispute.agreements.flatMap((it) => it.satisfactions)
  const trouble = visits.filter(({ found }) => found !== null).at(-1)?.found?.trouble
  return (
    <section className="card" aria-labelledby="visits">
      <h2 id="visits">
        回访 <span className="count">{visits.length} 次</span>
      </h2>
      <ol className="talks">
        {visits.map((visit) => (
          <li key={visit.id}>
            <p className="talk-head">
              <strong>第 {visit.round} 次</strong>
              {visit.found ? `${sayInstant(visit.found.at)}，${visit.found.how_says}` : `${sayDay(visit.due_on)}以前`}
              <span className="answer" data-answer={visit.status === 'due' ? 'asked' : undefined}>
                {visit.status_says}
              </span>
            </p>
            {visit.risk_says && !visit.found && (
              <p className="quiet">
                {visit.risk_says}：{visit.risk_because.join('；')}（本县约定，说的是事，不是人）
              </p>
            )}
            {visit.found && (
              <>
                <p>
                  {visit.found.visited}：{visit.found.performance_says}；{visit.found.satisfaction_says}
                  {visit.found.satisfaction_by &&
                    `（${visit.found.satisfaction_by}说：${visit.found.satisfaction_words || '…'}）`}
                  {visit.found.trouble && <strong className="mend">；有又闹起来的苗头</strong>}
                </p>
                {visit.found.account && <p className="verbatim">{visit.found.account}</p>}
              </>
            )}
            <PartButtons
              steps={['record_visit', 'visit_not_reached']}
              can={visit.can}
              about={{ part_id: visit.id }}
              of={`第 ${visit.round} 次回访`}
              onTake={onTake}
            />
          </li>
        ))}
      </ol>
      {trouble && (
        <p>
          上次回访看到又闹起来的苗头。各方愿意的，可以再约调解。{' '}
          <PartButtons
            steps={['propose_mediation']}
            can={dispute.dispute.can}
            about={{}}
            of="再约调解"
            onTake={onTake}
          />
        </p>
      )}
      <p className="quiet">
        当事人自己说的满意情况：
        {said.length === 0
          ? '没有人说（没有说的不算满意）'
          : said.map((it) => `${it.name}：${it.answer_says}${it.words ? `，“${it.words}”` : ''}`).join('；')}
      </p>
    </section>
  )
}
