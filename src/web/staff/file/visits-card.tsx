import type { VisitView } from '#contract/agreements.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'

/** The return visits: what was found, and when the next one is due. */
export function VisitsCard({ visits, onTake }: { visits: readonly VisitView[]; onTake: (taking: Taking) => void }) {
  if (visits.length === 0) return null
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
            {visit.found && (
              <>
                <p>
                  {visit.found.visited}：{visit.found.performance_says}；{visit.found.satisfaction_says}
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
    </section>
  )
}
