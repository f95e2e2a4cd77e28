import type { ReactNode } from 'react'
import type { StaffAgreement } from '#contract/agreements.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import { FoldInHand } from '../kit/fold.tsx'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'

const WEIGHT: Readonly<Record<string, 'ours' | 'theirs' | 'ended'>> = {
  drafting: 'ours',
  signing: 'theirs',
  in_effect: 'ours',
}

/** An agreement as it is read: the clauses as sentences, what is unclear and where, who signed and who is missing. */
export function AgreementCard({
  agreement,
  onTake,
  onPaper,
}: {
  agreement: StaffAgreement
  onTake: (taking: Taking) => void
  /** Its print to be signed by hand, and what came back of it. */
  onPaper?: ReactNode
}) {
  const { status, edition, clauses_say, signatures, waiting_for, form } = agreement
  const id = `agreement-${agreement.id}`
  const about = { part_id: agreement.id }
  const body = (
    <>
      {agreement.dispute_facts && <p className="verbatim agreed-facts">{agreement.dispute_facts}</p>}
      {clauses_say.length === 0 && <p className="quiet">内容只给办理这件事的人看。</p>}
      <ol className="terms">
        {clauses_say.map((says, at) => {
          const mend = agreement.warnings.filter((warning) => warning.startsWith(`第 ${at + 1} 条：`))
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the number of a clause is its name
            <li key={at}>
              <p className="verbatim">{says}</p>
              {status !== 'in_effect' &&
                mend.map((warning) => (
                  <p className="mend" key={warning}>
                    {warning.replace(/^第 \d+ 条：/, '')}
                  </p>
                ))}
            </li>
          )
        })}
      </ol>
      {agreement.rest && (
        <p>
          只谈成一部分。{agreement.rest.then === 'goes_on' ? '其余的继续调解' : '其余的不再调解，已经告知别的途径'}
          {agreement.rest.what && `：${agreement.rest.what}`}
        </p>
      )}
      <Beside agreement={agreement} />
      {(status === 'signing' || signatures.length > 0) && (
        <div className="card-block">
          <h3>
            签字 <span className="count">{form === 'oral' ? '口头协议，不用签' : `第 ${edition} 版`}</span>
          </h3>
          <table className="lines">
            <caption className="unseen">谁签了、怎样确认是本人、还差谁</caption>
            <tbody>
              {signatures.map((it) => (
                <tr key={`${it.name}${it.at}`}>
                  <th scope="row">
                    {it.name}
                    {it.as === 'mediator' && <span className="quiet">调解员</span>}
                  </th>
                  <td>
                    {it.how_says}，{it.known_by_says}
                  </td>
                  <td className="quiet">{sayInstant(it.at)}</td>
                </tr>
              ))}
              {status === 'signing' &&
                waiting_for.map(({ party_id, name }) => (
                  <tr key={party_id}>
                    <th scope="row">{name}</th>
                    <td>
                      <span className="answer" data-answer="asked">
                        还没有签
                      </span>
                    </td>
                    <td className="line-acts">
                      <PartButtons
                        steps={['sign_on_our_device', 'record_signature']}
                        can={agreement.can}
                        about={{ ...about, party_id }}
                        of={name}
                        onTake={onTake}
                      />
                    </td>
                  </tr>
                ))}
              {status === 'signing' && !signatures.some((it) => it.as === 'mediator') && (
                <tr>
                  <th scope="row">调解员</th>
                  <td>
                    <span className="answer" data-answer="asked">
                      还没有签
                    </span>
                  </td>
                  <td className="line-acts">
                    <PartButtons
                      steps={['sign_as_mediator']}
                      can={agreement.can}
                      about={about}
                      of="调解员"
                      onTake={onTake}
                    />
                  </td>
                </tr>
              )}
              {status === 'signing' && (
                <tr>
                  <th scope="row">印章</th>
                  <td>人人签完以后盖章，盖了才生效；有人在纸上签字的，印章也盖在那张纸上</td>
                  <td className="line-acts">
                    <PartButtons
                      steps={['seal_agreement']}
                      can={agreement.can}
                      about={about}
                      of="调解协议"
                      onTake={onTake}
                    />
                  </td>
                </tr>
              )}
            </tbody>
          </table>
          {onPaper}
        </div>
      )}
    </>
  )
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>
        {form === 'oral' ? '口头协议' : '调解协议'}{' '}
        <span className="stage" data-weight={WEIGHT[status] ?? 'ended'}>
          {agreement.status_says}
        </span>
        {agreement.effective_on && <span className="count">{sayDay(agreement.effective_on)}生效</span>}
      </h2>
      {WEIGHT[status] ? (
        <FoldInHand says="协议内容和签字" when={status === 'in_effect'}>
          {body}
        </FoldInHand>
      ) : (
        <details>
          <summary>看看这一份</summary>
          {body}
        </details>
      )}
    </section>
  )
}

function Beside({ agreement: { undertakings, outside_facts } }: { agreement: StaffAgreement }) {
  return (
    <>
      {undertakings.length > 0 && (
        <div className="card-block">
          <h3>
            帮助人的承诺 <span className="count">不是当事人，不能强制</span>
          </h3>
          <ul className="plain-list">
            {undertakings.map(({ who, what }) => (
              <li key={who + what}>
                {who}：{what}
              </li>
            ))}
          </ul>
        </div>
      )}
      {outside_facts.length > 0 && (
        <div className="card-block">
          <h3>
            别的机关的决定 <span className="count">不是协议内容</span>
          </h3>
          <ul className="plain-list">
            {outside_facts.map(({ authority, what, paper }) => (
              <li key={authority + what}>
                {authority}：{what}
                {paper ? `（${paper}）` : ''}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
