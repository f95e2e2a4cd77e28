import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { ObligationView, PaymentView } from '#contract/agreements.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { PAYMENT_HOWS, type PaymentHow } from '#domain/agreements/payments.ts'
import { DenyPaymentInput, ProposeChangeInput, RecordPaymentInput } from '#domain/agreements/performance-inputs.ts'
import { sayDaysIn } from '#web/lib/dates.ts'
import {
  agreeChange,
  confirmLastPayment,
  confirmPayment,
  denyPayment,
  joinChange,
  proposeChange,
  recordPayment,
  refuseChange,
} from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { CallFailed } from '../kit/notice.tsx'
import { DayField } from './day-field.tsx'
import { type Acting, useAct } from './use-act.ts'
import { useKeptText } from './use-kept-text.ts'

type Props = { obligation: ObligationView; acting: Acting; onBack: () => void }
type Faults = Readonly<Record<string, string>>

/** The first thing wrong with each field, under its path. */
export const faultsOf = (issues: readonly { path: PropertyKey[]; message: string }[]): Faults =>
  Object.fromEntries([...issues].reverse().map(({ path, message }) => [path.join('.'), message]))

/** A small form under what it is about: its question, its fields, yes and back. */
function Asking(props: {
  title: string
  hint?: string
  act: { error: unknown; sending: boolean; again: boolean }
  says: string
  /** Sends it; what is wrong with it, where something is. */
  send: () => Promise<void>
  onBack: () => void
  children?: ReactNode
}) {
  const { title, hint, act, says, send, onBack, children } = props
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('h4')?.focus(), [])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await send()
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }
  return (
    <form ref={form} className="owed-form" onSubmit={submit} noValidate>
      <h4 tabIndex={-1}>{title}</h4>
      {hint ? <p className="hint">{hint}</p> : null}
      {children}
      {act.error ? <CallFailed error={act.error} /> : null}
      <div className="buttons">
        <button type="submit" className="button" aria-disabled={act.sending}>
          {act.sending ? '正在提交……' : act.again ? '再提交一次' : says}
        </button>
        <button type="button" className="button button-plain" onClick={onBack}>
          返回
        </button>
      </div>
    </form>
  )
}

/** She paid a part, or early, or gave something instead: told to the other side, and counted once they say so. */
export function PaymentForm({ obligation, acting, onBack }: Props) {
  const { id } = obligation
  const amount = useKeptText(`pay.amount.${id}`)
  const on = useKeptText(`pay.on.${id}`)
  const what = useKeptText(`pay.what.${id}`)
  const proof = useKeptText(`pay.proof.${id}`)
  const [how, setHow] = useState<PaymentHow>('transfer')
  const several = obligation.creditors.length > 1
  const [to, setTo] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Faults>({})
  const act = useAct(acting, recordPayment, id)
  const send = async () => {
    const body = {
      amount: amount.text.trim(),
      on: on.text,
      how,
      what: how === 'in_kind' ? what.text : '',
      proof: proof.text,
      ...(to === null ? {} : { paid_to: to }),
    }
    const checked = RecordPaymentInput.safeParse(body)
    const unsaid: Faults = several && to === null ? { paid_to: '请选择付给哪一位。' } : {}
    setWrong({ ...faultsOf(checked.error?.issues ?? []), ...unsaid })
    if (!checked.success || unsaid.paid_to || !(await act.take(body))) return
    for (const it of [amount, on, what, proof]) it.drop()
    onBack()
    await acting.onChanged('记下了，已经告诉对方，等对方确认。')
  }
  return (
    <Asking
      title="付了一部分"
      hint={`对方确认了才算。${(obligation.rest ?? obligation.amount) ? `还差 ${sayYuan(obligation.rest ?? obligation.amount ?? '0')}。` : ''}`}
      act={act}
      says="告诉对方"
      send={send}
      onBack={onBack}
    >
      {several ? (
        <fieldset className="choices">
          <legend className="label">付给哪一位</legend>
          {obligation.creditors.map(({ party_id, name }) => (
            <label key={party_id} className="tick">
              <input type="radio" name={`to-${id}`} checked={to === party_id} onChange={() => setTo(party_id)} />
              <span>{name}</span>
            </label>
          ))}
          {wrong.paid_to ? (
            <p className="field-error" role="alert">
              {wrong.paid_to}
            </p>
          ) : null}
        </fieldset>
      ) : null}
      <Field label="这一笔多少元" value={amount.text} onChange={amount.write} error={wrong.amount ?? null} />
      <DayField label="哪一天给的" value={on.text} onChange={on.write} error={wrong.on ?? null} />
      <fieldset className="choices">
        <legend className="label">怎样给的</legend>
        {(Object.entries(PAYMENT_HOWS) as [PaymentHow, string][]).map(([code, says]) => (
          <label key={code} className="tick">
            <input type="radio" name={`how-${id}`} checked={how === code} onChange={() => setHow(code)} />
            <span>{says}</span>
          </label>
        ))}
      </fieldset>
      {how === 'in_kind' ? (
        <Field
          label="用什么抵的"
          hint="对方同意这样抵才算。"
          value={what.text}
          onChange={what.write}
          error={wrong.what ?? null}
        />
      ) : null}
      <Field
        label="凭证"
        optional
        hint="比如：转账尾号、收条、当时谁在场。"
        value={proof.text}
        onChange={proof.write}
        error={wrong.proof ?? null}
      />
    </Asking>
  )
}

/** What was said to be paid: it came, or it does not count. */
export function AnswerPayment({
  obligation,
  acting,
  onBack,
  payment,
  yes,
}: Props & { payment: PaymentView; yes: boolean }) {
  const { id } = obligation
  const note = useKeptText(`answer.${payment.id}`)
  const [wrong, setWrong] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const several = obligation.creditors.length > 1
  const confirming = useAct(acting, confirmPayment, id)
  const settling = useAct(acting, confirmLastPayment, id)
  const denying = useAct(acting, denyPayment, id)
  const act = yes ? (payment.last ? settling : confirming) : denying
  const send = async () => {
    if (!yes) {
      const fault = DenyPaymentInput.shape.note.safeParse(note.text).error?.issues[0]?.message ?? null
      setWrong(fault)
      if (fault) return
    }
    const said = { payment_id: payment.id, note: note.text }
    const taken = yes
      ? await (payment.last ? settling : confirming).take({
          ...{ ...said, accepts_in_kind: payment.in_kind },
          ...(several && all ? { has_her_share: true } : {}),
        })
      : await denying.take(said)
    if (!taken) return
    note.drop()
    onBack()
    await acting.onChanged(
      yes ? (payment.last ? '记下了，这一条付清了。' : '记下了，收到这一笔。') : '已经告诉对方和调解员。',
    )
  }
  const sum = sayYuan(payment.amount)
  const title = yes
    ? payment.in_kind
      ? `同意用“${payment.what}”抵 ${sum}${payment.last ? '，这一条就了结了' : ''}`
      : `收到了 ${sum}${payment.last ? '，这一条就付清了' : ''}`
    : '这一笔不算'
  return (
    <Asking
      title={title}
      hint={yes ? '确认以后不能再改。' : '没收到、少了，或者不同意用东西抵，写一句就行。'}
      act={act}
      says="确定"
      send={send}
      onBack={onBack}
    >
      {yes && several && !payment.last ? (
        <label className="tick">
          <input type="checkbox" checked={all} onChange={() => setAll(!all)} />
          <span>加上这一笔，我的一份都收齐了</span>
        </label>
      ) : null}
      <Field
        label={yes ? '想说的话' : '为什么不算'}
        optional={yes}
        value={note.text}
        onChange={note.write}
        error={wrong}
        lines={2}
      />
    </Asking>
  )
}

const MOST_PARTS = 24
type Part = { due_on: string; amount: string }

/** A later day, or the rest in parts: said to the other side, who may say no. */
export function ChangeForm({ obligation, acting, onBack }: Props) {
  const { id, nature, amount, amount_later } = obligation
  const isSum = nature === 'pay' && amount !== null && amount_later === null
  const [inParts, setInParts] = useState(false)
  const day = useKeptText(`change.day.${id}`)
  const why = useKeptText(`change.why.${id}`)
  const [parts, setParts] = useState<Part[]>([
    { due_on: '', amount: '' },
    { due_on: '', amount: '' },
  ])
  const [wrong, setWrong] = useState<Faults>({})
  const act = useAct(acting, proposeChange, id)
  const write = (at: number, more: Partial<Part>) =>
    setParts(parts.map((part, place) => (place === at ? { ...part, ...more } : part)))
  const send = async () => {
    const terms = inParts ? { instalments: parts } : { due_on: day.text }
    const checked = ProposeChangeInput.safeParse({ ...terms, why: why.text })
    setWrong(faultsOf(checked.error?.issues ?? []))
    if (!checked.success || !(await act.take({ ...terms, why: why.text }))) return
    day.drop()
    why.drop()
    onBack()
    await acting.onChanged('已经问对方了。对方同意才改，没同意以前照原来的办。')
  }
  return (
    <Asking
      title="商量改期、分期"
      hint={`${obligation.debtors.length + obligation.creditors.length > 2 ? '牵涉的每一位都同意才改。' : '对方同意才改。'}${isSum ? `还差 ${sayYuan(obligation.rest ?? amount)}。` : ''}`}
      act={act}
      says="问问对方"
      send={send}
      onBack={onBack}
    >
      {isSum ? (
        <fieldset className="choices">
          <legend className="label">想怎样改</legend>
          {(
            [
              [false, '改到晚一点的日子'],
              [true, '没付的分几期付'],
            ] as const
          ).map(([value, says]) => (
            <label key={says} className="tick">
              <input type="radio" name={`kind-${id}`} checked={inParts === value} onChange={() => setInParts(value)} />
              <span>{says}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      {inParts ? (
        <>
          {parts.map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is nothing but its place
            <fieldset className="instalment" key={at}>
              <legend className="label">第 {at + 1} 期</legend>
              <DayField
                label="哪天以前"
                value={part.due_on}
                onChange={(due_on) => write(at, { due_on })}
                error={wrong[`instalments.${at}.due_on`] ?? null}
              />
              <Field
                label="多少元"
                value={part.amount}
                onChange={(text) => write(at, { amount: text.trim() })}
                error={wrong[`instalments.${at}.amount`] ?? null}
              />
            </fieldset>
          ))}
          <div className="buttons">
            {parts.length < MOST_PARTS ? (
              <button
                type="button"
                className="button-link"
                onClick={() => setParts([...parts, { due_on: '', amount: '' }])}
              >
                加一期
              </button>
            ) : null}
            {parts.length > 1 ? (
              <button type="button" className="button-link" onClick={() => setParts(parts.slice(0, -1))}>
                去掉最后一期
              </button>
            ) : null}
          </div>
        </>
      ) : (
        <DayField label="改到哪一天以前" value={day.text} onChange={day.write} error={wrong.due_on ?? null} />
      )}
      <Field label="为什么" optional value={why.text} onChange={why.write} error={wrong.why ?? null} lines={2} />
    </Asking>
  )
}

/** What the other side would like to change: yes, or as it was. Whoever proposed it takes it back the same way. */
export function ChangeAnswer({ obligation, acting, onBack, yes }: Props & { yes: boolean }) {
  const { id, proposal } = obligation
  const last = obligation.can.includes('agree_change')
  const several = obligation.debtors.length + obligation.creditors.length > 2
  const agreeing = useAct(acting, last ? agreeChange : joinChange, id)
  const refusing = useAct(acting, refuseChange, id)
  if (!proposal) return null
  const send = async () => {
    const taken = yes ? await agreeing.take({ proposal_id: proposal.id }) : await refusing.take({})
    if (!taken) return
    onBack()
    await acting.onChanged(
      yes
        ? last
          ? '改好了，补充协议在下面“文书”里。'
          : '记下了。其他人也都同意了才改，没改以前照原来的办。'
        : '记下了，照原来的办。',
    )
  }
  return (
    <Asking
      title={yes ? `同意改：${sayDaysIn(proposal.says)}` : proposal.mine ? '收回，照原来的办' : '不同意改，照原来的办'}
      hint={
        yes
          ? several
            ? '每一位都同意了，才照新的约定办。'
            : '同意以后，照新的约定办；要再改，还得双方都同意。'
          : '不用说理由，没有坏处。'
      }
      act={yes ? agreeing : refusing}
      says="确定"
      send={send}
      onBack={onBack}
    />
  )
}
