import type { StaffDispute } from '#contract/disputes.ts'
import { formOf } from '../acts/forms.ts'
import type { Taking } from './file-page.tsx'

/** What the file still lacks, each with the rule that asks for it and the way to enter it: a list to work off, never a score. */
export function LackingCard({ dispute, onTake }: { dispute: StaffDispute; onTake: (taking: Taking) => void }) {
  const { lacking } = dispute.dispute
  if (lacking.length === 0) return null
  /** Every step I may take on the file or on one of its parts. */
  const may = (step: string): boolean =>
    [dispute.dispute, ...dispute.parties, ...dispute.mediations].some(({ can }) => can.includes(step))
  return (
    <section className="card lacking" aria-labelledby="lacking">
      <h2 id="lacking">
        还缺什么 <span className="count">{lacking.length} 项</span>
      </h2>
      <ul>
        {lacking.map(({ says, asked_by, step, party_id, part_id }) => {
          const form = formOf(step)
          // Steps on a party stand on her; those on the file only name her.
          const on =
            part_id ?? (dispute.parties.some(({ id, can }) => id === party_id && can.includes(step)) ? party_id : null)
          return (
            <li key={`${step} ${says}`}>
              <div>
                {form && may(step) ? (
                  <button
                    type="button"
                    className="text-button"
                    onClick={() => onTake({ form, ...(party_id ? { party_id } : {}), ...(on ? { part_id: on } : {}) })}
                  >
                    {says}
                  </button>
                ) : (
                  says
                )}
              </div>
              <div className="quiet">{asked_by}</div>
            </li>
          )
        })}
      </ul>
      <p className="quiet">缺了不影响受理：请求从提出时起就算数。</p>
    </section>
  )
}
