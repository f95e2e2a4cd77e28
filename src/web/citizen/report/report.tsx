import './report.css'
import '#web/lib/no-eval.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Receipt } from '#contract/intake.ts'
import { whileOpen } from '#web/lib/device.ts'
import { go, useAddress } from '../navigate.tsx'
import { CheckAnswers } from './check-answers.tsx'
import { hasAnything } from './draft.ts'
import { QuestionPage } from './question-page.tsx'
import { addressOf, allowed, type Faults, whereOf } from './questions.ts'
import { ReceiptPage } from './receipt.tsx'
import { Resume } from './resume.tsx'
import { useDraft } from './use-draft.ts'

const SHELF = 'fengqiao.receipt'
const isReceipt = (value: unknown): value is Receipt =>
  typeof value === 'object' && value !== null && 'short_code' in value && 'link' in value && 'next' in value

/** The filing: one question a page, a page to check, the receipt. Where we are stands after `#`. */
export function Report() {
  const { hash } = useAddress()
  const { draft, kept, answer, replace, clear } = useDraft()
  const [receipt, setReceipt] = useState(() => whileOpen.read(SHELF, isReceipt))
  const [told, setTold] = useState<Faults>({})
  const { answers } = draft
  const asked = whereOf(hash)
  const fresh = !hasAnything(answers)

  const justSent = useRef(false)
  const shown = useCallback(() => {
    // The draft of this receipt goes; one begun since, when she walks back to the receipt, stays.
    if (justSent.current) clear()
    justSent.current = false
  }, [clear])

  // Back from the receipt leads to questions that are answered and sent: she stays with the receipt.
  const answered = fresh && (asked.at === 'check' || (asked.at === 'question' && asked.number > 1))
  const toReceipt = receipt !== null && (asked.at === 'receipt' || answered)
  const where = toReceipt
    ? ({ at: 'receipt' } as const)
    : asked.at === 'receipt'
      ? ({ at: 'start' } as const)
      : allowed(asked, answers)
  const address = addressOf(where)
  useEffect(() => {
    if (address !== `/report${hash ? `#${hash}` : ''}`) go(address, 'replace')
  }, [address, hash])

  if (where.at === 'receipt' && receipt) return <ReceiptPage receipt={receipt} onShown={shown} />
  if (where.at === 'start') return <Resume answers={answers} receipt={receipt} onClear={clear} />
  if (where.at === 'check')
    return (
      <CheckAnswers
        draft={draft}
        kept={kept}
        onSending={(next) => replace(next, 'now')}
        onFaults={setTold}
        onReceipt={(given) => {
          whileOpen.keep(SHELF, given)
          justSent.current = true
          setReceipt(given)
        }}
      />
    )
  if (where.at !== 'question') return null
  return (
    <QuestionPage
      key={where.number}
      number={where.number}
      mending={where.mending}
      answers={answers}
      kept={kept}
      told={told}
      onAnswer={(changed) => {
        setTold({})
        answer(changed)
      }}
    />
  )
}
