import { useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import type { MyReferral } from '#contract/referrals.ts'
import { sayDay } from '#web/lib/dates.ts'
import { withdrawReferral } from '../addresses.ts'
import { CallFailed } from '../kit/notice.tsx'
import { type Acting, useAct } from './use-act.ts'

const isOut = ({ came_back, ended }: MyReferral): boolean => !came_back && !ended

/** Where she was sent with her consent: what for, where it stands, by when; and the way to take it back. What is over is folded. */
export function MyReferrals({ matter, acting }: { matter: MyDispute; acting: Acting }) {
  if (matter.referrals.length === 0) return null
  const out = matter.referrals.filter(isOut)
  const over = matter.referrals.filter((it) => !isOut(it))
  const all = (list: readonly MyReferral[]) => list.map((it) => <One key={it.id} referral={it} acting={acting} />)
  return (
    <section className="card" aria-labelledby="referrals">
      <h2 id="referrals">请别处帮忙的</h2>
      {all(out)}
      {over.length > 0 && out.length > 0 ? (
        <details>
          <summary>已经有了结果的 {over.length} 件</summary>
          {all(over)}
        </details>
      ) : (
        all(over)
      )}
    </section>
  )
}

/** Where it stands, in a sentence. */
function sayWhere({ status, to, taken, decided, came_back, ended, due_on }: MyReferral): string {
  const by = due_on ? `，最迟 ${sayDay(due_on)}` : ''
  if (came_back) return `有结果了（${sayDay(came_back.on)}）：${came_back.result}`
  if (ended) return `没有结果（${sayDay(ended.on)}）：${ended.says}。${ended.note}`
  if (decided) return `${to}已经决定：${decided.what} 等那边落实${by}。`
  if (status === 'taken' && taken) return `${to}已经接收（${taken.by}），正在办${by}。`
  return `等${to}接收${by}。`
}

function One({ referral, acting }: { referral: MyReferral; acting: Acting }) {
  const { id, kind_says, expect, to, to_reach, why, for_party, on, came_back, can } = referral
  const act = useAct(acting, withdrawReferral, id)
  const [asking, setAsking] = useState(false)
  const send = async () => {
    if (await act.take({ note: '' })) await acting.onChanged('收回了，那边不再看得到。')
  }
  return (
    <div className="beside-one referred">
      <p>
        <strong>{kind_says}</strong>：{to}
        {for_party ? `（为${for_party}）` : ''}
      </p>
      <p>{sayWhere(referral)}</p>
      {came_back?.paper || came_back?.paper_number ? (
        <p className="small">
          文书：
          {[came_back.paper, came_back.paper_number, came_back.paper_on ? sayDay(came_back.paper_on) : '']
            .filter(Boolean)
            .join('，')}
        </p>
      ) : null}
      {isOut(referral) ? (
        <p className="small">
          {sayDay(on)} 按您的同意转去，请那边：{why}
          {to_reach ? `去那边：${to_reach}。` : ''}
          {expect}没有同意的人看不到。
        </p>
      ) : null}
      {can.includes('withdraw_referral') && !asking ? (
        <button type="button" className="button button-plain" onClick={() => setAsking(true)}>
          不想转了，收回同意
        </button>
      ) : null}
      {asking ? (
        <>
          <p>收回以后，那边马上看不到，这件事照常办。不用说理由。</p>
          {act.error ? <CallFailed error={act.error} /> : null}
          <div className="buttons">
            <button type="button" className="button button-grave" aria-disabled={act.sending} onClick={send}>
              {act.sending ? '正在提交……' : act.again ? '再点一次，确定收回' : '确定收回'}
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              再想想
            </button>
          </div>
        </>
      ) : null}
    </div>
  )
}
