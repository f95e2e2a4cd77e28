import type { MyDispute } from '#contract/intake.ts'
import { sayDay } from '#web/lib/dates.ts'
import { ConfirmationWindow } from './confirmation-window.tsx'
import { Satisfaction } from './satisfaction.tsx'
import type { Acting } from './use-act.ts'

/** The agreements there are, each opening on a page of its own. */
export function Agreements({
  matter,
  acting,
  onShow,
}: {
  matter: MyDispute
  acting: Acting
  onShow: (view: string) => void
}) {
  if (matter.agreements.length === 0) return null
  return (
    <section className="section" aria-labelledby="agreements">
      <h2 id="agreements">协议</h2>
      {matter.agreements.map((it) => (
        <button type="button" key={it.id} className="row-link" onClick={() => onShow(`agreement:${it.id}`)}>
          <span>
            {it.status === 'in_effect' ? '看协议（已生效）' : it.i_signed ? '看协议（您签了）' : '看协议（等您签）'}
            <span className="small">
              {it.effective_on
                ? `${sayDay(it.effective_on)}生效，共 ${it.clauses_say.length} 条`
                : it.waiting_for.length
                  ? `还差：${it.waiting_for.join('、')}`
                  : '都签了，等盖章'}
            </span>
          </span>
        </button>
      ))}
      <ConfirmationWindow clocks={matter.clocks} />
      {matter.agreements.map((it) => (
        <Satisfaction key={it.id} agreement={it} acting={acting} />
      ))}
    </section>
  )
}
