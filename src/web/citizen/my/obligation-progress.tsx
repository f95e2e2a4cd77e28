import { type ReactNode, Suspense, useState } from 'react'
import type { ObligationView, PaymentView } from '#contract/agreements.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { sayDay, sayDaysIn, sayInstant } from '#web/lib/dates.ts'
import { AnswerPayment, ChangeAnswer, ChangeForm, PaymentForm } from './later.tsx'
import { isMineToDo, isMineToGet, mayAgree } from './owed-words.ts'
import type { Acting } from './use-act.ts'

type Doing = 'pay' | 'change' | { payment: PaymentView; yes: boolean } | 'agree' | 'refuse'

/** How it goes: what was paid of a sum, what waits for an answer, what one side would like to change, how late it is. */
export function ObligationProgress(props: { obligation: ObligationView; acting: Acting; children?: ReactNode }) {
  const { obligation, acting, children } = props
  const [doing, setDoing] = useState<Doing | null>(null)
  const { payments, proposal, changes, checks, late, disputed, can } = obligation
  const confirms = can.includes('confirm_payment') || can.includes('confirm_last_payment')
  const form = { obligation, acting, onBack: () => setDoing(null) }
  return (
    <>
      {late ? <Late obligation={obligation} /> : null}
      {obligation.paid === null ? null : (
        <p>
          已经收到 <strong>{sayYuan(obligation.paid)}</strong>，还差 <strong>{sayYuan(obligation.rest ?? '0')}</strong>
        </p>
      )}
      {payments.length ? (
        <ul className="payments" aria-label="一笔一笔付的">
          {payments.map((it) => (
            <li key={it.id}>
              <p>
                {it.from ? `${it.from}，` : ''}
                {sayDay(it.on)} {it.how_says}
                {it.to ? `，给${it.to.me ? '您' : it.to.name}` : ''}
                {it.what ? `（${it.what}）` : ''} <strong>{sayYuan(it.amount)}</strong>{' '}
                <span className="tag">{it.state_says}</span>
              </p>
              {it.proof ? <p className="small">凭证：{it.proof}</p> : null}
              {it.answer?.note ? (
                <p className="small">
                  {it.answer.by}：{it.answer.note}
                </p>
              ) : null}
              {it.state === 'claimed' && it.in_kind && !confirms && can.includes('deny_payment') ? (
                <p className="small">用东西抵的，要您的监护人同意，请一起打电话告诉工作人员。</p>
              ) : null}
              {it.state === 'claimed' && confirms && (it.to === null || it.to.me) && doing === null ? (
                <div className="buttons owed-acts">
                  <button type="button" className="button" onClick={() => setDoing({ payment: it, yes: true })}>
                    {it.in_kind ? '同意这样抵' : '收到了'}
                  </button>
                  <button
                    type="button"
                    className="button button-plain"
                    onClick={() => setDoing({ payment: it, yes: false })}
                  >
                    没收到，不算
                  </button>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {disputed ? (
        <p className="story-note">两边说的不一样。工作人员会把双方的说法和凭证核对一遍，不判断谁对谁错。</p>
      ) : null}
      {proposal ? (
        <div className="story-note">
          <p>
            <strong>{proposal.mine ? '您想改成' : `${proposal.by}想改成`}</strong>：{sayDaysIn(proposal.says)}
          </p>
          {proposal.why ? <p>{proposal.why}</p> : null}
          {proposal.agreed_by.length + proposal.awaited.length > 1 ? (
            <p>
              每一位都同意才改。{proposal.agreed_by.length ? `${proposal.agreed_by.join('、')}已经同意，` : ''}还等
              {proposal.awaited.map((it) => (it.me ? '您' : it.name)).join('、')}答复。
            </p>
          ) : null}
          {doing === null ? (
            <div className="buttons owed-acts">
              {mayAgree(obligation) && !proposal.mine ? (
                <button type="button" className="button" onClick={() => setDoing('agree')}>
                  同意改
                </button>
              ) : null}
              {can.includes('refuse_change') ? (
                <button type="button" className="button button-plain" onClick={() => setDoing('refuse')}>
                  {proposal.mine ? '收回，不改了' : '不同意，照原来的'}
                </button>
              ) : null}
            </div>
          ) : null}
        </div>
      ) : null}
      {changes.map((it) => (
        <p className="small" key={`${it.on} ${it.says}`}>
          {sayDay(it.on)}大家说好改：{sayDaysIn(it.says)}。原来是：{sayDaysIn(it.before_says)}。
        </p>
      ))}
      {checks.map((it) => (
        <p className="small" key={it.at}>
          {sayInstant(it.at)}工作人员核对过：{it.result_says}
        </p>
      ))}
      {children}
      {doing === null ? (
        <div className="buttons owed-acts">
          {can.includes('record_payment') ? (
            <button type="button" className="button button-plain" onClick={() => setDoing('pay')}>
              付了一部分
            </button>
          ) : null}
          {can.includes('propose_change') && payments.every(({ state }) => state !== 'claimed') ? (
            <button type="button" className="button button-plain" onClick={() => setDoing('change')}>
              商量改期、分期
            </button>
          ) : null}
        </div>
      ) : (
        <Suspense fallback={<p className="waiting">正在打开……</p>}>
          {doing === 'pay' ? (
            <PaymentForm {...form} />
          ) : doing === 'change' ? (
            <ChangeForm {...form} />
          ) : doing === 'agree' || doing === 'refuse' ? (
            <ChangeAnswer {...form} yes={doing === 'agree'} />
          ) : (
            <AnswerPayment {...form} payment={doing.payment} yes={doing.yes} />
          )}
        </Suspense>
      )}
    </>
  )
}

/** It is late: what was done about it, what comes next, and that she may go to court whenever she likes. */
function Late({ obligation }: { obligation: ObligationView }) {
  const { late } = obligation
  if (!late) return null
  return (
    <div className="story-note">
      <p>
        <strong>{late.days > 0 ? `已经过期 ${late.days} 天` : '已经到期'}</strong>
        {late.reminded ? `，提醒过 ${late.reminded} 次` : ''}
        {late.urged.map(({ on, how_says }) => `；${sayDay(on)}${how_says}督促过`).join('')}。
      </p>
      {isMineToGet(obligation) ? (
        <>
          {late.next_says ? <p>工作人员下一步：{late.next_says}。</p> : null}
          <p>
            您不用等我们：随时可以为这份协议向人民法院起诉；经过司法确认的，可以直接申请强制执行；欠款可以申请支付令。
          </p>
        </>
      ) : null}
      {isMineToDo(obligation) ? <p>请尽快办。有困难就说出来，可以商量改期、分期，对方同意就改。</p> : null}
    </div>
  )
}
