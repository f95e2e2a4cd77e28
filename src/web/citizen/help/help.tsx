import './help.css'
import { useEffect, useState } from 'react'
import type { SelfHelp } from '#contract/editions.ts'
import { call } from '#web/lib/call.ts'
import { onDevice } from '#web/lib/device.ts'
import { selfHelp } from '../addresses.ts'
import { Notice } from '../kit/notice.tsx'
import { Phone } from '../kit/phone.tsx'
import { Screen } from '../kit/screen.tsx'
import { go, To, useAddress } from '../navigate.tsx'
import { keepDraft, NOTHING_WRITTEN, readDraft } from '../report/draft.ts'
import { answeredSoFar, doorUnknown, ringNow, roadTo } from './road.ts'

type Leaf = SelfHelp['leaves'][number]

/** The questions, one a screen; where she is stands after `#` as the numbers of her answers, and nothing of it is sent anywhere. */
export function Help() {
  const { hash } = useAddress()
  const [help, setHelp] = useState<SelfHelp | null>(null)
  const [failed, setFailed] = useState(false)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    const stop = new AbortController()
    setFailed(false)
    call(selfHelp, { signal: stop.signal }).then(setHelp, () => {
      if (!stop.signal.aborted) setFailed(true)
    })
    return () => stop.abort()
  }, [round])

  if (failed)
    return (
      <Screen title="看该走哪条路">
        <Notice tone="warn" title="没有连上">
          <p>请看看手机有没有信号。</p>
          <button type="button" className="button-link" onClick={() => setRound(round + 1)}>
            再试一次
          </button>
        </Notice>
        <To href="/routes" className="button button-plain">
          先看看有哪些途径
        </To>
      </Screen>
    )
  if (!help) return <p className="waiting">正在打开……</p>
  const taken = answeredSoFar(hash)
  const { question, leaf, said } = roadTo(help, taken)
  const back = () => go(`/help#${taken.slice(0, said.length - 1).join('.')}`)
  return (
    <Screen key={said.length} title={question ? question.asks : (leaf?.title ?? '看该走哪条路')}>
      {said.length > 0 ? (
        <p className="small help-said">您说的：{said.join(' → ')}</p>
      ) : (
        <p className="lead">答几个问题就行，不用写名字，答的也不会留下来。</p>
      )}
      {question ? (
        <ul className="quiet-list">
          {question.answers.map(({ says }, at) => (
            <li key={says}>
              <To href={`/help#${[...taken.slice(0, said.length), at].join('.')}`} className="row-link">
                <span>{says}</span>
              </To>
            </li>
          ))}
        </ul>
      ) : null}
      {leaf ? <End leaf={leaf} /> : null}
      {said.length > 0 ? (
        <div className="buttons">
          <button type="button" className="button-link" onClick={back}>
            上一个问题
          </button>
        </div>
      ) : null}
    </Screen>
  )
}

/** Where the road ends: what to do, by which article, at which door. Filing here stays open at every end. */
function End({ leaf }: { leaf: Leaf }) {
  const file = () => {
    // What she writes is hers: only the kind she has just worked out goes with it, and never over one she tapped.
    const draft = readDraft(onDevice) ?? { answers: NOTHING_WRITTEN, submission: null }
    if (leaf.dispute_type && !draft.answers.dispute_type)
      keepDraft(onDevice, { ...draft, answers: { ...draft.answers, dispute_type: leaf.dispute_type } })
    go('/report')
  }
  const urgent = ringNow(leaf)
  return (
    <>
      <div className="card help-end">
        <p>{leaf.says}</p>
        <p className="small">依据：{leaf.law}</p>
      </div>
      {urgent ? (
        <p>
          <Phone number="110" className="home-110" />
        </p>
      ) : null}
      {leaf.which_door ? <p>{leaf.which_door}</p> : null}
      {leaf.doors.map(({ name, address, phone, hours }) => (
        <section key={name} className="card" aria-label={name}>
          <h2>{name}</h2>
          <p>{address}</p>
          {hours ? <p className="small">{hours}</p> : null}
          {phone ? <Phone number={phone} /> : null}
        </section>
      ))}
      {doorUnknown(leaf) ? (
        <Notice tone="warn" title="这里还没有登记它的地址">
          <p>请拨打 12348 或 12345 问一问。</p>
        </Notice>
      ) : null}
      <div className="buttons">
        <button type="button" className={leaf.ends === 'file_here' ? 'button' : 'button button-plain'} onClick={file}>
          {leaf.ends === 'file_here' ? '在这里提交' : '也想在这里说一说'}
        </button>
        <To href="/routes" className="button button-plain">
          别的途径
        </To>
      </div>
    </>
  )
}
