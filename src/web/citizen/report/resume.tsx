import { useEffect, useState } from 'react'
import type { Receipt } from '#contract/intake.ts'
import { Screen } from '../kit/screen.tsx'
import { go, To } from '../navigate.tsx'
import { type Answers, hasAnything } from './draft.ts'
import { addressOf, firstOpen, QUESTIONS } from './questions.ts'

/** The door of the filing: goes straight to the first question, unless something begun or just sent lies on the device. */
export function Resume({
  answers,
  receipt,
  onClear,
}: {
  answers: Answers
  receipt: Receipt | null
  onClear: () => void
}) {
  const [sure, setSure] = useState(false)
  const begun = hasAnything(answers)
  const first = addressOf({ at: 'question', number: 1, mending: false })
  const straight = !begun && !receipt
  useEffect(() => {
    if (straight) go(first, 'replace')
  }, [straight, first])
  if (straight) return null

  if (!begun)
    return (
      <Screen title="刚才的事已经登记" lead={`编号 ${receipt?.short_code}，回执还在。`}>
        <div className="buttons">
          <To href={addressOf({ at: 'receipt' })} className="button">
            看刚才的回执
          </To>
          <To href={first} className="button button-plain">
            再说一件别的事
          </To>
        </div>
      </Screen>
    )

  const open = firstOpen(answers)
  const next =
    open > QUESTIONS.length ? addressOf({ at: 'check' }) : addressOf({ at: 'question', number: open, mending: false })
  return (
    <Screen title="上次没有写完" lead="您写的内容存在这台手机上，没有发出去；用这台手机的人能看到。">
      <ul className="quiet-list resume-list">
        {QUESTIONS.map((question, at) => (
          <li key={question.name} className={at + 1 < open ? 'resume-done' : undefined}>
            <span>{question.title}</span>
            <span className="small">{at + 1 < open ? '写好了' : '还没写完'}</span>
          </li>
        ))}
      </ul>
      {sure ? (
        <div className="notice notice-warn" role="alert">
          <p className="notice-title">真的要清空吗？</p>
          <p>写过的内容会从这台手机上删掉，找不回来。</p>
          <div className="buttons">
            <button type="button" className="button button-grave" onClick={onClear}>
              清空重填
            </button>
            <button type="button" className="button button-plain" onClick={() => setSure(false)}>
              不清空
            </button>
          </div>
        </div>
      ) : (
        <div className="buttons">
          <To href={next} className="button">
            继续上次的填写
          </To>
          <button type="button" className="button button-plain" onClick={() => setSure(true)}>
            清空重填
          </button>
        </div>
      )}
    </Screen>
  )
}
