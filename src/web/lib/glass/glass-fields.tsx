import './glass.css'
import { type ReactNode, useId } from 'react'
import type { ToSign } from '#contract/signing.ts'
import type { Glass, GlassFaults } from './glass.ts'
import { ReadAloud } from './read-aloud.tsx'
import { SignatureField } from './signature-field.tsx'

/** Read, one question of one's own terms, the yes, the consent, the name: the same on her phone and on the mediator's pad. */
export function GlassFields({
  sheet,
  glass,
  onChange,
  wrong,
  who = '您',
  paper,
}: {
  sheet: ToSign
  glass: Glass
  onChange: (glass: Glass) => void
  wrong: GlassFaults
  /** How the file whose hash is signed is taken along. */
  paper?: ReactNode
  /** Who signs, where somebody else holds the device. */
  who?: string
}) {
  const id = useId()
  const { question, consent, clauses_say } = sheet
  const answered = glass.answer !== null
  const right = glass.answer === question.right
  const choose = (answer: number) =>
    onChange({
      ...glass,
      answer,
      // One more try, each time after a wrong one.
      tries: Math.min(99, glass.tries + (answered && !right && answer !== glass.answer ? 1 : 0)),
    })
  return (
    <div className="glass">
      <ReadAloud says={clauses_say} />
      {sheet.for_name ? (
        <p>
          {sheet.signer}代{sheet.for_name}签：看的是{sheet.for_name}的协议，写的是{sheet.signer}自己的名字。
        </p>
      ) : null}
      <fieldset
        className="glass-question"
        aria-describedby={`${id}-told`}
        aria-invalid={wrong.answer ? true : undefined}
      >
        <legend>{question.asks}</legend>
        {question.options.map((says, nth) => (
          <label key={says} className="glass-option">
            <input type="radio" name={`${id}-answer`} checked={glass.answer === nth} onChange={() => choose(nth)} />
            <span>{says}</span>
          </label>
        ))}
        <p id={`${id}-told`} className={right ? 'glass-right' : 'glass-wrong'} role="status">
          {right
            ? '对，协议就是这样写的。'
            : answered
              ? `不是这样写的。${question.because}看好了再选一次。`
              : (wrong.answer ?? '')}
        </p>
      </fieldset>
      <label className="glass-tick">
        <input
          type="checkbox"
          checked={glass.understood}
          aria-invalid={wrong.understood ? true : undefined}
          onChange={() => onChange({ ...glass, understood: !glass.understood })}
        />
        <span>我看明白了，愿意照上面说的办</span>
      </label>
      {wrong.understood ? (
        <p className="glass-wrong" role="alert">
          {wrong.understood}
        </p>
      ) : null}
      <div className="glass-consent">
        <p className="glass-label">{consent.label}</p>
        <ul>
          {consent.items.map((says) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
        <label className="glass-tick">
          <input
            type="checkbox"
            checked={glass.consent}
            aria-invalid={wrong.consent ? true : undefined}
            onChange={() => onChange({ ...glass, consent: !glass.consent })}
          />
          <span>我同意在屏幕上签</span>
        </label>
        {wrong.consent ? (
          <p className="glass-wrong" role="alert">
            {wrong.consent}
          </p>
        ) : null}
      </div>
      <SignatureField
        key={`${sheet.party_id} ${sheet.by_agent}`}
        label={`${who}的名字`}
        strokes={glass.strokes}
        onChange={(strokes) => onChange({ ...glass, strokes })}
        error={wrong.strokes ?? null}
      />
      <details className="glass-hashes">
        <summary>签的是哪一份（指纹）</summary>
        <p>
          第 {sheet.edition} 版，编号 {sheet.number}。两个指纹和签名存在一起，以后谁改了一个字都对不上。
        </p>
        {paper}
        <p>条款：{sheet.terms_hash}</p>
        <p>文稿：{sheet.pdf_hash}</p>
      </details>
    </div>
  )
}
