import { useState } from 'react'
import { call } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { whoLooked } from '../addresses.ts'
import { CallFailed } from '../kit/notice.tsx'
import { LOOKED_AT } from './stage-words.ts'

type Looks = Awaited<ReturnType<typeof ask>>['looks']
const ask = (secret: string) => call(whoLooked, { link: secret })

/** 谁看过我的事: fetched when she opens it. */
export function WhoLooked({ secret }: { secret: string }) {
  const [looks, setLooks] = useState<Looks | null>(null)
  const [error, setError] = useState<unknown>(null)
  const load = () => {
    setError(null)
    ask(secret).then((reply) => setLooks(reply.looks), setError)
  }
  return (
    <section className="section" aria-labelledby="looks">
      <h2 id="looks">谁看过我的事</h2>
      <details
        onToggle={(event) => {
          if (event.currentTarget.open) load()
        }}
      >
        <summary>每次查看都有记录</summary>
        <p className="small">您自己什么时候打开过这一页，工作人员也看得到；那只说明打开过，不等于您签收了什么。</p>
        {error ? (
          <CallFailed error={error}>
            <button type="button" className="button-link" onClick={load}>
              再试一次
            </button>
          </CallFailed>
        ) : null}
        {looks === null && !error ? <p className="small">正在打开……</p> : null}
        {looks?.length === 0 ? <p>还没有人看过。</p> : null}
        {looks?.length ? (
          <ul className="quiet-list looks">
            {looks.map((look) => (
              <li key={`${look.at}${look.who}${look.what}`}>
                <p className="small">{sayInstant(look.at)}</p>
                <p>
                  {look.who} {LOOKED_AT[look.what]}
                </p>
                {look.reason ? <p className="small">理由：{look.reason}</p> : null}
              </li>
            ))}
          </ul>
        ) : null}
      </details>
    </section>
  )
}
