import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ObligationView } from '#contract/agreements.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { ClaimInput, ConfirmInput, DenyInput, WaiveInput } from '#domain/agreements/inputs.ts'
import { claimPerformed, confirmPerformed, confirmShare, denyPerformed, waive, waiveShare } from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { CallFailed } from '../kit/notice.tsx'
import { type Doing, isAmountOpen, verbsFor } from './owed-words.ts'
import { type Acting, useAct } from './use-act.ts'
import { useKeptText } from './use-kept-text.ts'

const ASKED: Record<Doing, (owed: ObligationView) => { title: string; hint: string; told: string }> = {
  claim_performed: ({ nature }) => ({
    title: `${verbsFor(nature).did}，告诉对方`,
    hint: '比如：12 日微信转的，或者当面给的，谁在场。',
    told: '已经告诉对方，等对方确认。',
  }),
  confirm_performed: ({ nature, amount }) => ({
    title: `${verbsFor(nature).got}${amount ? ` ${sayYuan(amount)}` : ''}，这一条就了结了`,
    hint: '确认以后不能再改。没有收全，请返回点“还没收到”。',
    told: '记下了，这一条了结了。',
  }),
  confirm_share: ({ nature }) => ({
    title: `我的一份${verbsFor(nature).got}`,
    hint: '只替自己确认，确认以后不能再改。别的人各自确认；都确认了，这一条就了结了。',
    told: '记下了。别的人也确认了，这一条就了结了。',
  }),
  deny_performed: ({ nature }) => ({
    title: verbsFor(nature).not_yet,
    hint: '还差什么？比如：说好 3000，只收到 1000。',
    told: '已经告诉对方和调解员。',
  }),
  waive_share: () => ({
    title: '我的一份不要了',
    hint: '只说自己的一份，以后不能再改；别的人照样能要。拿不准，先打电话问。',
    told: '记下了，您的一份不要了。',
  }),
  waive: ({ amount }) => ({
    title: `不要了${amount ? `：${sayYuan(amount)}` : ''}`,
    hint: '说了不要，这一条就了结了，以后不能再改。拿不准，先打电话问。',
    told: '记下了，这一条不要了。',
  }),
}
const INPUTS = {
  claim_performed: ClaimInput,
  confirm_performed: ConfirmInput,
  confirm_share: ConfirmInput,
  deny_performed: DenyInput,
  waive_share: WaiveInput,
  waive: WaiveInput,
} as const

/** One thing said about one obligation: a note where she wants, and once more the question. */
export function ObligationForm(props: {
  doing: Doing
  obligation: ObligationView
  acting: Acting
  onBack: () => void
}) {
  const { doing, obligation, acting, onBack } = props
  const { id } = obligation
  const note = useKeptText(`${doing}.${id}`)
  const [amount, setAmount] = useState('')
  const [wrong, setWrong] = useState<{ note?: string; amount?: string }>({})
  const acts = {
    claim_performed: useAct(acting, claimPerformed, id),
    confirm_performed: useAct(acting, confirmPerformed, id),
    confirm_share: useAct(acting, confirmShare, id),
    deny_performed: useAct(acting, denyPerformed, id),
    waive_share: useAct(acting, waiveShare, id),
    waive: useAct(acting, waive, id),
  }
  const act = acts[doing]
  const { title, hint, told } = ASKED[doing](obligation)
  const form = useRef<HTMLFormElement>(null)
  const needsAmount = (doing === 'confirm_performed' || doing === 'confirm_share') && isAmountOpen(obligation)
  useEffect(() => form.current?.querySelector('h4')?.focus(), [])

  const send = async (event: FormEvent) => {
    event.preventDefault()
    const body = { note: note.text, ...(needsAmount ? { amount: amount.trim() } : {}) }
    const faults: typeof wrong = {}
    for (const issue of INPUTS[doing].safeParse(body).error?.issues ?? []) {
      if (issue.path[0] === 'amount') faults.amount ??= issue.message
      else faults.note ??= issue.message
    }
    setWrong(faults)
    if (Object.keys(faults).length) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    if (!(await act.take(body))) return
    note.drop()
    await acting.onChanged(told)
  }
  return (
    <form ref={form} className="owed-form" onSubmit={send} noValidate>
      <h4 tabIndex={-1}>{title}</h4>
      {needsAmount ? (
        <Field
          label="实际收到多少元"
          value={amount}
          onChange={(text) => {
            setAmount(text)
            setWrong({})
          }}
          error={wrong.amount ?? null}
        />
      ) : null}
      <Field
        label={doing === 'deny_performed' ? '还差什么' : '想说的话'}
        optional={doing !== 'deny_performed'}
        value={note.text}
        onChange={(text) => {
          note.write(text)
          setWrong({})
        }}
        hint={hint}
        error={wrong.note ?? null}
        lines={2}
      />
      {act.error ? <CallFailed error={act.error} /> : null}
      <div className="buttons">
        <button
          type="submit"
          className={doing === 'waive' || doing === 'waive_share' ? 'button button-grave' : 'button'}
          aria-disabled={act.sending}
        >
          {act.sending ? '正在提交……' : act.again ? '再提交一次' : '确定'}
        </button>
        <button type="button" className="button button-plain" onClick={onBack}>
          返回
        </button>
      </div>
    </form>
  )
}
