import { useRef, useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { WITHDRAWAL_REASONS, type WithdrawalReason } from '#domain/intake/inputs.ts'
import { call, mayRepeat } from '#web/lib/call.ts'
import { type KeyFor, keyFor } from '#web/lib/idempotency.ts'
import { stepBack, withdraw } from '../addresses.ts'
import { CallFailed, Notice } from '../kit/notice.tsx'
import { Screen } from '../kit/screen.tsx'
import { RoutesList } from '../routes/routes-list.tsx'
import { type Acting, useAct } from './use-act.ts'

const REASONS = Object.entries(WITHDRAWAL_REASONS) as [WithdrawalReason, string][]

/** 撤回请求: asked once, in plain words; no right is lost, no reason is owed. */
export function WithdrawPage(props: {
  matter: MyDispute
  secret: string
  onBack: () => void
  onDone: () => Promise<void>
}) {
  const { matter, secret, onBack, onDone } = props
  const [reason, setReason] = useState<WithdrawalReason>('not_said')
  const [error, setError] = useState<unknown>(null)
  const [sending, setSending] = useState(false)
  const underWay = useRef(false)
  const submission = useRef<KeyFor | null>(null)
  const send = async () => {
    if (underWay.current) return
    underWay.current = true
    setSending(true)
    setError(null)
    submission.current = keyFor(submission.current, { reason })
    try {
      await call(withdraw, {
        params: { file_id: matter.file_id },
        body: { reason },
        link: secret,
        key: submission.current.key,
      })
      await onDone()
    } catch (failure) {
      setError(failure)
    } finally {
      underWay.current = false
      setSending(false)
    }
  }
  return (
    <Screen title="要撤回这件事吗" lead={`编号 ${matter.short_code}`}>
      <Notice title="撤回不影响您的任何权利">
        <p>撤回以后，这里就不再办了。同一件事，以后还可以再来说，也可以走下面的任何途径。</p>
      </Notice>
      <fieldset className="choices">
        <legend className="label">
          为什么撤回<span className="optional">（可以不说）</span>
        </legend>
        {REASONS.map(([code, says]) => (
          <label key={code} className="tick">
            <input type="radio" name="reason" value={code} checked={reason === code} onChange={() => setReason(code)} />
            <span>{says}</span>
          </label>
        ))}
      </fieldset>
      {error ? <CallFailed error={error} /> : null}
      <div className="buttons">
        <button type="button" className="button button-grave" aria-disabled={sending} onClick={send}>
          {sending ? '正在提交……' : error && mayRepeat(error) ? '再点一次，确定撤回' : '确定撤回'}
        </button>
        <button type="button" className="button" onClick={onBack}>
          不撤回，返回
        </button>
      </div>
      <section className="section" aria-labelledby="routes-title">
        <h2 id="routes-title">其他途径</h2>
        <RoutesList routes={matter.routes} />
      </section>
    </Screen>
  )
}

/** 这一位退出: one of several who asked goes; the matter goes on without her. No reason is owed. */
export function StepBackPage(props: { matter: MyDispute; acting: Acting; onBack: () => void }) {
  const { matter, acting, onBack } = props
  const act = useAct(acting, stepBack, matter.party_id)
  const send = async () => {
    if (!(await act.take({}))) return
    await acting.onChanged('已经登记您退出。')
    onBack()
  }
  return (
    <Screen title="您自己退出吗" lead={`编号 ${matter.short_code}`}>
      <Notice title="退出不影响任何人的权利">
        <p>这件事还有别人一起提出，您退出以后，他们的事照样办。您以后还可以再来说，也可以走下面的任何途径。</p>
      </Notice>
      {act.error ? <CallFailed error={act.error} /> : null}
      <div className="buttons">
        <button type="button" className="button button-grave" aria-disabled={act.sending} onClick={send}>
          {act.sending ? '正在提交……' : act.again ? '再点一次，确定退出' : '确定退出'}
        </button>
        <button type="button" className="button" onClick={onBack}>
          不退出，返回
        </button>
      </div>
      <section className="section" aria-labelledby="step-back-routes">
        <h2 id="step-back-routes">其他途径</h2>
        <RoutesList routes={matter.routes} />
      </section>
    </Screen>
  )
}
