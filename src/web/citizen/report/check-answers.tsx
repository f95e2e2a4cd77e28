import { useEffect, useRef, useState } from 'react'
import type { Receipt } from '#contract/intake.ts'
import { DISPUTE_TYPES } from '#domain/triage/types.ts'
import { call, mayRepeat, Refused } from '#web/lib/call.ts'
import { register } from '../addresses.ts'
import { useCounty } from '../county.tsx'
import { Alarm, CallFailed } from '../kit/notice.tsx'
import { Phone } from '../kit/phone.tsx'
import { Screen } from '../kit/screen.tsx'
import { go, To } from '../navigate.tsx'
import { type Answers, bodyOf, type Draft, withKey } from './draft.ts'
import { PrivacyNotice } from './privacy-notice.tsx'
import { addressOf, type Faults, QUESTIONS, type Question, questionOf } from './questions.ts'

const answerTo = (question: Question, answers: Answers): string => {
  const { dispute_type: type } = answers
  if (question.name === 'what_happened' && type) return `${answers.what_happened.trim()}\n类型：${DISPUTE_TYPES[type]}`
  if (question.name !== 'place') return answers[question.name].trim()
  const place = answers.place?.names.join(' · ') ?? ''
  return answers.where_text.trim() ? `${place}\n${answers.where_text.trim()}` : place
}

/** Everything on one page before it goes out: mend, read what happens with it, send. */
export function CheckAnswers(props: {
  draft: Draft
  kept: boolean
  onSending: (draft: Draft) => void
  onFaults: (faults: Faults) => void
  onReceipt: (receipt: Receipt) => void
}) {
  const { draft, kept, onSending, onFaults, onReceipt } = props
  const { county } = useCounty()
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  // A second tap arrives before the screen is drawn anew: the mark must be set at once.
  const underWay = useRef(false)
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])

  const send = async () => {
    if (underWay.current) return
    underWay.current = true
    setSending(true)
    setError(null)
    const next = withKey(draft)
    onSending(next)
    try {
      const receipt = await call(register, { body: bodyOf(next.answers), key: next.submission.key })
      onReceipt(receipt)
      if (here.current) go(addressOf({ at: 'receipt' }), 'replace')
    } catch (failure) {
      if (failure instanceof Refused) {
        onFaults(Object.fromEntries(failure.faults.map((fault) => [fault.path, fault.says])))
        // A key that stands for other words on the server is of no more use.
        if (failure.code === 'key_reused') onSending({ ...next, submission: null })
      }
      setError(failure)
    } finally {
      underWay.current = false
      setSending(false)
    }
  }

  return (
    <Screen title="看一遍再提交" lead="有不对的，点“修改”。">
      <dl className="answers">
        {QUESTIONS.map((question, at) => (
          <div key={question.name}>
            <dt>{question.title}</dt>
            <dd>{answerTo(question, draft.answers)}</dd>
            <dd className="answers-mend">
              <To
                href={addressOf({ at: 'question', number: at + 1, mending: true })}
                aria-label={`修改“${question.title}”`}
              >
                修改
              </To>
            </dd>
          </div>
        ))}
      </dl>
      <PrivacyNotice place={draft.answers.place} />
      {error ? <NotSent error={error} kept={kept} hotline={county?.hotline ?? null} /> : null}
      <div className="buttons">
        <button type="button" className="button" aria-disabled={sending} onClick={send}>
          {sending ? '正在提交……' : error && mayRepeat(error) ? '再提交一次' : '提交，领回执'}
        </button>
      </div>
      <p className="small answers-free">不收钱；提交以后随时可以撤回。</p>
    </Screen>
  )
}

function NotSent({ error, kept, hotline }: { error: unknown; kept: boolean; hotline: string | null }) {
  const phone = hotline ? (
    <p>
      急事请直接打电话 <Phone number={hotline} />
    </p>
  ) : null
  if (mayRepeat(error))
    return (
      <Alarm tone="warn" title={error instanceof Refused ? error.title : '还没有连上'}>
        <p>
          {kept
            ? '没有信号也不会丢：已保存在本机，连上后再点一次。不会重复登记。'
            : '写好的内容还在本页：请不要关闭，连上后再点一次。不会重复登记。'}
        </p>
        {phone}
      </Alarm>
    )
  const faults = error instanceof Refused ? error.faults : []
  return (
    <CallFailed error={error}>
      {faults.length ? (
        <ul>
          {faults.map((fault) => {
            const question = questionOf(fault.path)
            const number = question ? QUESTIONS.indexOf(question) + 1 : null
            return (
              <li key={fault.path}>
                {number ? <To href={addressOf({ at: 'question', number, mending: true })}>{question?.title}</To> : null}
                {number ? '：' : ''}
                {fault.says}
              </li>
            )
          })}
        </ul>
      ) : null}
      {phone}
    </CallFailed>
  )
}
