import { useState } from 'react'
import type { PartyAgreement } from '#contract/agreements.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { saySatisfaction } from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { CallFailed } from '../kit/notice.tsx'
import { type Acting, useAct } from './use-act.ts'
import { useKeptText } from './use-kept-text.ts'

const ANSWERS = [
  ['satisfied', '满意'],
  ['fairly', '基本满意'],
  ['not_satisfied', '不满意'],
] as const
type Answer = (typeof ANSWERS)[number][0]

/** How satisfied she is, if she wants to say: nothing is chosen beforehand, and saying nothing counts as nothing. */
export function Satisfaction({ agreement, acting }: { agreement: PartyAgreement; acting: Acting }) {
  const { id, can, my_satisfaction } = agreement
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const words = useKeptText(`satisfaction.${id}`)
  const act = useAct(acting, saySatisfaction, id)
  if (!can.includes('say_satisfaction')) return null
  const send = async () => {
    if (answer === null) {
      setWrong('想评价，请选一项；不想评价，不用管它。')
      return
    }
    if (!(await act.take({ answer, words: words.text }))) return
    words.drop()
    await acting.onChanged('记下了，谢谢您说。')
  }
  return (
    <details className="satisfaction">
      <summary>{my_satisfaction ? '您说过满不满意（可以改）' : '这次调解您满不满意？想说就说，不说也可以'}</summary>
      {my_satisfaction ? (
        <p className="story-note">
          {sayInstant(my_satisfaction.at)} 您说：{my_satisfaction.answer_says}
          {my_satisfaction.words ? `。${my_satisfaction.words}` : ''}
        </p>
      ) : null}
      <p className="hint">
        只有办这件事的工作人员看得到，对方看不到。说什么都不影响办您的事；不说，不算满意，也不算不满意。
      </p>
      <fieldset className="choices" aria-describedby={wrong ? `wrong-${id}` : undefined}>
        <legend className="label">满意吗</legend>
        {ANSWERS.map(([code, says]) => (
          <label key={code} className="tick">
            <input
              type="radio"
              name={`satisfaction-${id}`}
              checked={answer === code}
              onChange={() => {
                setAnswer(code)
                setWrong(null)
              }}
            />
            <span>{says}</span>
          </label>
        ))}
      </fieldset>
      {wrong ? (
        <p className="field-error" id={`wrong-${id}`} role="alert">
          {wrong}
        </p>
      ) : null}
      <Field label="用您自己的话说说" optional value={words.text} onChange={words.write} lines={2} most={1000} />
      {act.error ? <CallFailed error={act.error} /> : null}
      <div className="buttons">
        <button type="button" className="button button-plain" aria-disabled={act.sending} onClick={send}>
          {act.sending ? '正在提交……' : act.again ? '再提交一次' : '告诉工作人员'}
        </button>
      </div>
    </details>
  )
}
