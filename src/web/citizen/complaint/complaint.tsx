import '../my/my.css'
import '../my/walk.css'
import '#web/lib/no-eval.ts'
import { useCallback, useEffect, useState } from 'react'
import type { MyComplaint } from '#contract/complaints.ts'
import { call, Refused } from '#web/lib/call.ts'
import { sayDay, sayDayAndWeekday, sayDaysLeft } from '#web/lib/dates.ts'
import { myComplaint, withdrawComplaint } from '../addresses.ts'
import { ClockFrom } from '../kit/clock-from.tsx'
import { KeepHere } from '../kit/keep-here.tsx'
import { CallFailed } from '../kit/notice.tsx'
import { Phone } from '../kit/phone.tsx'
import { Screen, useArrival } from '../kit/screen.tsx'
import { BadLink } from '../my/bad-link.tsx'
import { PaperPage } from '../my/paper-page.tsx'
import { Papers } from '../my/papers.tsx'
import { type Acting, useAct } from '../my/use-act.ts'
import { useView } from '../my/use-view.ts'
import { go, useAddress } from '../navigate.tsx'
import { RoutesList } from '../routes/routes-list.tsx'
import { forgetLink, secretIn } from '../secrets.ts'

const MEANS: Record<MyComplaint['status'], (unit: string) => string> = {
  received: (unit) => `${unit}收到了，正在安排人查。`,
  examining: (unit) => `${unit}有人在查了。`,
  answered: (unit) => `${unit}查过了，结果写在下面。`,
  withdrawn: () => '您已经收回。以后想再提，随时可以。',
}

/** Her complaint, behind a link of its own. */
export function Complaint() {
  const { hash } = useAddress()
  const secret = secretIn(hash)
  return secret ? <Opened key={secret} secret={secret} /> : <BadLink />
}

function Opened({ secret }: { secret: string }) {
  const [it, setIt] = useState<MyComplaint | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { view, show, back } = useView()
  const load = useCallback(async () => {
    try {
      setIt(await call(myComplaint, { link: secret }))
      setError(null)
    } catch (failure) {
      setError(failure)
    }
  }, [secret])
  useEffect(() => void load(), [load])
  if (error instanceof Refused && (error.status === 401 || error.status === 404)) return <BadLink says={error.title} />
  if (!it)
    return error ? (
      <Screen title="看看查到哪了">
        <CallFailed error={error}>
          <button type="button" className="button-link" onClick={() => void load()}>
            再试一次
          </button>
        </CallFailed>
      </Screen>
    ) : (
      <p className="waiting">正在打开……</p>
    )
  const paper = it.papers.find(({ id }) => view === `paper:${id}`)
  if (paper) return <PaperPage paper={paper} fileId={it.file_id} secret={secret} onBack={back} />
  return <Shown it={it} secret={secret} onChanged={load} onShow={show} />
}

function Shown(props: {
  it: MyComplaint
  secret: string
  onChanged: () => Promise<void>
  onShow: (v: string) => void
}) {
  const { it, secret, onChanged, onShow } = props
  const { unit, clock, answer } = it
  const heading = useArrival(`意见 ${it.short_code}`)
  return (
    <div className="screen my">
      <p className="my-code">意见的编号 {it.short_code}</p>
      <h1 ref={heading} tabIndex={-1} className="my-stage" data-stage={it.status}>
        {it.status_says}
      </h1>
      <p className="my-means">{MEANS[it.status](unit.name)}</p>
      {answer ? (
        <section className="card" aria-labelledby="answer">
          <h2 id="answer">{answer.finding_says}</h2>
          <p className="complaint-words">{answer.found}</p>
          {answer.measures.length > 0 ? <p>怎样处理：{answer.measures.join('；')}。</p> : null}
          <p className="small">{sayDay(answer.on)}答复</p>
        </section>
      ) : null}
      {clock && clock.state === 'running' ? (
        <section className="card next next-calm" aria-label="下一步">
          <p className="small">下一步</p>
          <h2>{clock.says}</h2>
          <p className="next-who">由{clock.owed_by}来做</p>
          <p className="next-day">
            <span>
              最晚 <strong>{sayDayAndWeekday(clock.due_on)}</strong>
            </span>
            {clock.days_left === null ? null : <span className="next-left">{sayDaysLeft(clock.days_left)}</span>}
          </p>
          <ClockFrom clock={clock} />
        </section>
      ) : null}
      <section className="card" aria-label="谁在查">
        <p className="small">谁在查</p>
        <div className="call">
          <strong>{unit.name}</strong>
          <Phone number={unit.phone} />
        </div>
        <p className="small">{it.because}</p>
      </section>
      <section className="section" aria-labelledby="said">
        <h2 id="said">您说的</h2>
        <p>
          编号 {it.about_code} 的事：{it.kind_says}
          {it.conducts.length > 0 ? `（${it.conducts.join('、')}）` : ''}
        </p>
        {it.whom ? <p>说的是：{it.whom}</p> : null}
        <p className="complaint-words">{it.what}</p>
      </section>
      <Papers papers={it.papers} onShow={onShow} />
      <section className="section" aria-labelledby="routes-title">
        <h2 id="routes-title">其他途径</h2>
        <p>任何时候都可以直接走，不必等答复。对答复不满意，也可以拨打 12345、12348，或者到信访部门。</p>
        <details open={answer !== null}>
          <summary>看看有哪些途径</summary>
          <RoutesList routes={it.routes} />
        </details>
      </section>
      {it.can.includes('withdraw_complaint') ? <TakeBack it={it} secret={secret} onChanged={onChanged} /> : null}
      <section className="section" aria-labelledby="device">
        <h2 id="device">这台手机</h2>
        <KeepHere secret={secret} shortCode={it.short_code} />
        <button
          type="button"
          className="button-link"
          onClick={() => {
            forgetLink(secret)
            go('/', 'replace')
          }}
        >
          看完了，从这台手机上清除
        </button>
      </section>
    </div>
  )
}

/** 收回意见: asked once, no reason. */
function TakeBack({ it, secret, onChanged }: { it: MyComplaint; secret: string; onChanged: () => Promise<void> }) {
  const [sure, setSure] = useState(false)
  const acting: Acting = { fileId: it.file_id, secret, onChanged }
  const act = useAct(acting, withdrawComplaint, it.complaint_id)
  const send = async () => {
    if (await act.take({})) await onChanged()
  }
  return (
    <section className="section" aria-labelledby="take-back">
      <h2 id="take-back">不想提了</h2>
      <p>随时可以收回，不用说理由。那件事照样办。</p>
      {act.error ? <CallFailed error={act.error} /> : null}
      {sure ? (
        <div className="buttons">
          <button type="button" className="button button-grave" aria-disabled={act.sending} onClick={send}>
            {act.sending ? '正在提交……' : '确定收回'}
          </button>
          <button type="button" className="button" onClick={() => setSure(false)}>
            不收回
          </button>
        </div>
      ) : (
        <button type="button" className="button button-grave" onClick={() => setSure(true)}>
          收回意见
        </button>
      )}
    </section>
  )
}
