import { type FormEvent, useRef, useState } from 'react'
import type { PartyAgreement } from '#contract/agreements.ts'
import { Refused } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { whileOpen } from '#web/lib/device.ts'
import { askCode, signAgreement } from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { Alarm, CallFailed, Notice } from '../kit/notice.tsx'
import { type Acting, useAct } from './use-act.ts'

/** A code on its way: for which edition, to which phone, until when. The code itself is nowhere but on that phone. */
type Asked = { edition: number; phone: string; until: string }
const isAsked = (value: unknown): value is Asked =>
  typeof value === 'object' &&
  value !== null &&
  'edition' in value &&
  typeof value.edition === 'number' &&
  'phone' in value &&
  typeof value.phone === 'string' &&
  'until' in value &&
  typeof value.until === 'string'

const DIGITS = /^\d{8}$/
/** What people type around digits, also in full width. */
const digitsOf = (typed: string): string =>
  typed.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/\D/g, '')

/**
 * Signing on the screen: one question, a code to her own phone, her signature. Everything is to the edition she has
 * before her; where the terms change meanwhile, the question is asked anew.
 */
export function SignForm({
  agreement,
  acting,
  onSigned,
}: {
  agreement: PartyAgreement
  acting: Acting
  onSigned: () => Promise<void>
}) {
  const { id, edition } = agreement
  const shelf = `fengqiao.code.${id}`
  const [understood, setUnderstood] = useState<number | null>(null)
  const [asked, setAsked] = useState<Asked | null>(() => whileOpen.read(shelf, isAsked))
  const [shown, setShown] = useState<string | null>(null)
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<{ tick?: string; code?: string }>({})
  const asking = useAct(acting, askCode, id)
  const signing = useAct(acting, signAgreement, id)
  const form = useRef<HTMLFormElement>(null)
  const isUnderstood = understood === edition
  const sent = asked?.edition === edition ? asked : null
  const changed = !isUnderstood && (understood !== null || (asked !== null && sent === null))

  const toFault = () => requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  const ask = async () => {
    if (!isUnderstood) {
      setWrong({ tick: '请先看完，再勾选“我看明白了”。' })
      return toFault()
    }
    setWrong({})
    signing.clear()
    // Each tap after an answer asks for a new code; only a lost answer is asked for again.
    const reply = await asking.take({ edition })
    if (!reply) return
    const next = { edition, phone: reply.phone, until: reply.until }
    setAsked(next)
    setShown(reply.shown)
    setCode('')
    whileOpen.keep(shelf, next)
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('.input')?.focus())
  }
  const sign = async (event: FormEvent) => {
    event.preventDefault()
    if (!sent) return ask()
    const digits = digitsOf(code)
    const faults = {
      ...(isUnderstood ? {} : { tick: '请先看完，再勾选“我看明白了”。' }),
      ...(DIGITS.test(digits) ? {} : { code: '验证码是 8 位数字，请看短信再输一遍。' }),
    }
    setWrong(faults)
    if (Object.keys(faults).length) return toFault()
    asking.clear()
    if (!(await signing.take({ edition, understood: true, code: digits }))) return
    whileOpen.drop(shelf)
    await onSigned()
  }
  const spent = signing.error instanceof Refused && signing.error.code === 'code_spent'

  return (
    <form ref={form} className="card turn" onSubmit={sign} noValidate aria-labelledby="sign">
      <p className="turn-whose">轮到您了</p>
      <h2 id="sign">签不签，由您定</h2>
      {changed ? (
        <Alarm tone="warn" title="协议改过了">
          <p>请从头再看一遍，看明白了再勾。</p>
        </Alarm>
      ) : null}
      <label className="tick">
        <input
          type="checkbox"
          checked={isUnderstood}
          aria-invalid={wrong.tick ? true : undefined}
          aria-describedby={wrong.tick ? 'sign-tick' : undefined}
          onChange={() => {
            setUnderstood(isUnderstood ? null : edition)
            setWrong({})
          }}
        />
        <span>我看明白了，愿意照上面说的办</span>
      </label>
      {wrong.tick ? (
        <p id="sign-tick" className="field-error" role="alert">
          {wrong.tick}
        </p>
      ) : null}
      {asking.error ? <CallFailed error={asking.error} /> : null}
      {sent ? (
        <>
          <p role="status">
            验证码发到了 {sent.phone}，{sayInstant(sent.until).slice(-5)} 以前有效。
          </p>
          {shown ? (
            <Notice title="演示：短信会这样到">
              <p>{shown}</p>
            </Notice>
          ) : null}
          <Field
            label="短信里的 8 位数字"
            value={code}
            onChange={(typed) => {
              setCode(typed)
              setWrong({})
            }}
            error={wrong.code ?? null}
            autoComplete="one-time-code"
            numeric
          />
          {signing.error ? <CallFailed error={signing.error} /> : null}
          <div className="buttons">
            {spent ? null : (
              <button type="submit" className="button" aria-disabled={signing.sending}>
                {signing.sending ? '正在签字……' : signing.again ? '再点一次，签字' : '签字'}
              </button>
            )}
            <button type="button" className="button button-plain" aria-disabled={asking.sending} onClick={ask}>
              {asking.sending ? '正在发……' : '重新发一个验证码'}
            </button>
          </div>
        </>
      ) : (
        <>
          <p>要签，先证明是您本人：给您的手机发一个验证码。</p>
          <div className="buttons">
            <button type="button" className="button" aria-disabled={asking.sending} onClick={ask}>
              {asking.sending ? '正在发……' : asking.again ? '再点一次，发验证码' : '发验证码'}
            </button>
          </div>
        </>
      )}
      <p className="small sign-else">
        不愿在手机上签，可以到调解员那里当面签。不同意就不用签，没有坏处。验证码不要告诉任何人。
      </p>
    </form>
  )
}
