import type { PartyAgreement } from '#contract/agreements.ts'
import { BesideTerms } from '#web/lib/beside-terms.tsx'
import { sayDay, sayDaysIn, sayInstant } from '#web/lib/dates.ts'

/** The agreement as a villager reads it: what it is about, each term by itself, what it is worth, what if not. */
export function AgreementText({ agreement }: { agreement: PartyAgreement }) {
  const { clauses_say, signatures, waiting_for, effective_on } = agreement
  return (
    <>
      <section className="section" aria-labelledby="about">
        <h2 id="about">为了什么事</h2>
        <p className="said-then">{agreement.dispute_facts}</p>
      </section>
      <section className="section" aria-labelledby="terms">
        <h2 id="terms">说好了这 {clauses_say.length} 条</h2>
        <ol className="terms">
          {clauses_say.map((says, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a clause's place is its number
            <li key={at}>{sayDaysIn(says)}</li>
          ))}
        </ol>
      </section>
      {agreement.rest ? (
        <section className="section" aria-labelledby="rest">
          <h2 id="rest">还没有谈成的</h2>
          <p>{agreement.rest.what}</p>
          <p className="small">
            {agreement.rest.then === 'goes_on'
              ? '这一部分还接着谈，您随时可以退出。'
              : '这一部分不再调解了，别的途径都开着。'}
          </p>
        </section>
      ) : null}
      <BesideTerms agreement={agreement} />
      <section className="section" aria-labelledby="signed">
        <h2 id="signed">谁签了</h2>
        {agreement.form === 'oral' ? <p>这是口头说好的，没有签字，调解员登记在册。</p> : null}
        {signatures.length || waiting_for.length ? (
          <ul className="plain-list signatures">
            {signatures.map((it) => (
              <li key={`${it.name}${it.at}`}>
                {it.name}
                {it.as === 'mediator' ? '（调解员）' : ''}：签了
                <span className="small keep-what">
                  {sayInstant(it.at)}，{it.how_says}，{it.known_by_says}
                </span>
              </li>
            ))}
            {agreement.form === 'written' ? waiting_for.map((name) => <li key={name}>{name}：还没签</li>) : null}
          </ul>
        ) : agreement.form === 'written' ? (
          <p>还没有人签。</p>
        ) : null}
        {effective_on ? <p>{sayDay(effective_on)}生效。</p> : null}
      </section>
    </>
  )
}
