import type { ObligationView } from '#contract/agreements.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { sayDay, sayDaysIn, sayInstant } from '#web/lib/dates.ts'
import { payInWords } from '../acts/payment-words.ts'

/** How the performance of one line goes: payments, what is proposed and was changed, and where it stands on the ladder. */
export function LedgerPerformance({ it }: { it: ObligationView }) {
  const { payments, proposal, changes, checks, late, disputed, paid, rest } = it
  if (payments.length === 0 && !proposal && changes.length === 0 && checks.length === 0 && !late && !disputed)
    return null
  return (
    <div className="performance">
      {late && <Late late={late} disputed={disputed} />}
      {disputed && <p className="mend">有争议：付款说法不一，请核对双方的说法和凭证。不判断谁对谁错。</p>}
      {proposal && (
        <p>
          <strong>
            {proposal.by}提出改约定，等{proposal.awaited.map(({ name }) => name).join('、')}答复
          </strong>
          ：{sayDaysIn(proposal.says)}
          {proposal.agreed_by.length > 0 && `；${proposal.agreed_by.join('、')}已经同意`}
          {proposal.why && <span className="quiet">（{proposal.why}）</span>}
        </p>
      )}
      {paid !== null && (
        <p>
          已经收到 <strong>{sayYuan(paid)}</strong>，还差 <strong>{sayYuan(rest ?? '0')}</strong>
        </p>
      )}
      {payments.length > 0 && (
        <ul>
          {payments.map((payment) => (
            <li key={payment.id} data-state={payment.state}>
              {payInWords(payment)} <span className="answer">{payment.state_says}</span>
              {payment.answer && (
                <span className="quiet">
                  {' '}
                  {payment.answer.by}，{sayInstant(payment.answer.at)}
                  {payment.answer.note ? `：${payment.answer.note}` : ''}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {(changes.length > 0 || checks.length > 0) && (
        <details>
          <summary>改过的约定和核对过的付款</summary>
          {changes.map((change) => (
            <p key={`${change.on} ${change.says}`}>
              {sayDay(change.on)}起：{sayDaysIn(change.says)}。原来：{sayDaysIn(change.before_says)}。
              {change.agreed_says}
            </p>
          ))}
          {checks.map((check) => (
            <p key={check.at}>
              {sayInstant(check.at)} {check.by}核对：义务人说“{check.debtor_says}”；权利人说“{check.creditor_says}”。
              {check.result_says}
            </p>
          ))}
        </details>
      )}
    </div>
  )
}

const STEPS = [
  ['urge', '督促'],
  ['visit', '回访'],
  ['offer_change', '商量改期'],
  ['send_to_enforcement', '告知依法主张'],
] as const

/** The ladder: what was done, what comes next. It orders the office's work; nobody has to wait for it to go to court. */
function Late({ late, disputed }: { late: NonNullable<ObligationView['late']>; disputed: boolean }) {
  return (
    <>
      <ol className="ladder" aria-label="督促履行到哪一步">
        <li data-done>
          到期提醒<span className="unseen">，已自动发出</span>
        </li>
        {STEPS.map(([rung, says]) => (
          <li
            key={rung}
            data-done={!late.left.includes(rung)}
            aria-current={late.left[0] === rung ? 'step' : undefined}
          >
            {says}
            <span className="unseen">{late.left.includes(rung) ? '，还没做' : '，做过了'}</span>
          </li>
        ))}
      </ol>
      <p className="quiet">
        过期 {late.days} 天，提醒过 {late.reminded} 次
        {late.urged
          .map(({ on, how_says, by, answer }) => `；${sayDay(on)}${by}${how_says}督促${answer ? `：${answer}` : ''}`)
          .join('')}
      </p>
      {/* Where both tell differently the office hears them first: urging on one side's word would take sides. */}
      {late.next_says && !disputed && (
        <p>
          <strong>下一步</strong>：{late.next_says}
        </p>
      )}
    </>
  )
}
