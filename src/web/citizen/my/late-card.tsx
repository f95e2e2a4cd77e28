import type { ObligationView } from '#contract/agreements.ts'
import type { MyDispute } from '#contract/intake.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { confirmationWindows } from '#domain/clocks/what-next.ts'
import { Phone } from '../kit/phone.tsx'
import { CLAIM_LAW, sayLate, sayLateSince, sayWeDo, waysToClaim } from './late-words.ts'
import { inShort, verbsFor } from './owed-words.ts'

type Props = { obligation: ObligationView; more: number; matter: MyDispute; onBringUp: () => void }

/** The other side is late: what is late since when, what is done about it, and what is open to her now. */
export function LateCard({ obligation, more, matter, onBringUp }: Props) {
  const { what, amount, nature } = obligation
  const { unit } = matter
  const verbs = verbsFor(nature)
  return (
    <section className="card turn turn-late" aria-labelledby="turn">
      <h2 id="turn">{sayLate(obligation)}</h2>
      <p>
        {inShort(what)}
        {amount ? `，${sayYuan(amount)}` : ''}。{sayLateSince(obligation)}
      </p>
      {more > 0 ? <p>还有 {more} 条也过了期，都在下面。</p> : null}
      <h3>我们在做的</h3>
      <p>{sayWeDo(obligation, unit.name)}</p>
      <h3>您现在可以做的</h3>
      <p>
        {verbs.got}，在下面说一声就了结；{verbs.not_yet}，打电话请我们再催：
        <Phone number={unit.phone} />
      </p>
      <button type="button" className="button" onClick={onBringUp}>
        {verbs.got}，去说一声
      </button>
      <WaysToClaim obligation={obligation} clocks={matter.clocks} />
    </section>
  )
}

/** What the law gives her when the other side does not keep the agreement. */
export function WaysToClaim({ obligation, clocks }: { obligation: ObligationView; clocks: MyDispute['clocks'] }) {
  return (
    <>
      <ul className="assurances">
        {waysToClaim(obligation, confirmationWindows(clocks)[0]?.due_on ?? null).map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
      <p className="small">{CLAIM_LAW}</p>
    </>
  )
}
