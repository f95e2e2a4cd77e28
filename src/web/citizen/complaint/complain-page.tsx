import { type FormEvent, useRef, useState } from 'react'
import type { ComplaintReceipt } from '#contract/complaints.ts'
import type { MyDispute } from '#contract/intake.ts'
import {
  COMPLAINT_KINDS,
  CONDUCTS,
  ComplainInput,
  type ComplaintKind,
  type Conduct,
} from '#domain/complaints/inputs.ts'
import { ENDED_DISPUTE } from '#domain/disputes/parts.ts'
import { complain } from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { CallFailed, Notice } from '../kit/notice.tsx'
import { Screen } from '../kit/screen.tsx'
import { type Acting, useAct } from '../my/use-act.ts'
import { useKeptText } from '../my/use-kept-text.ts'
import { RoutesList } from '../routes/routes-list.tsx'
import { ComplaintSlip } from './complaint-slip.tsx'

const ENDED: readonly string[] = ENDED_DISPUTE
const KINDS = Object.entries(COMPLAINT_KINDS) as [ComplaintKind, (typeof COMPLAINT_KINDS)[ComplaintKind]][]
const WAYS = Object.entries(CONDUCTS) as [Conduct, string][]

type Props = { matter: MyDispute; acting: Acting; kind: ComplaintKind | null; onBack: () => void }

/** 没有解决，或者有意见: which of four, in her own words. Another office examines it, and whoever handles her matter never sees it. */
export function ComplainPage({ matter, acting, kind: first, onBack }: Props) {
  const over = ENDED.includes(matter.stage)
  const kinds = KINDS.filter(([, { over: only }]) => over || !only)
  const [kind, setKind] = useState<ComplaintKind | null>(first)
  const [conducts, setConducts] = useState<Conduct[]>([])
  const what = useKeptText(`complain.${matter.file_id}`)
  const whom = useKeptText(`complain-whom.${matter.file_id}`)
  const [wrong, setWrong] = useState<{ kind?: string; what?: string }>({})
  const [receipt, setReceipt] = useState<ComplaintReceipt | null>(null)
  const act = useAct(acting, complain, matter.party_id)
  const form = useRef<HTMLFormElement>(null)
  if (receipt) return <ComplaintSlip receipt={receipt} onBack={onBack} />

  const send = async (event: FormEvent) => {
    event.preventDefault()
    const said = {
      about_file: matter.file_id,
      kind: kind as ComplaintKind,
      conducts: kind === 'mediator_conduct' ? conducts : [],
      whom: kind === 'not_solved' ? '' : whom.text,
      what: what.text,
    }
    const faults = ComplainInput.safeParse(said).error?.issues ?? []
    const about = (name: string) => faults.find(({ path }) => path[0] === name)?.message
    const found = { kind: about('kind'), what: about('what') }
    setWrong({ ...(found.kind ? { kind: found.kind } : {}), ...(found.what ? { what: found.what } : {}) })
    if (faults.length > 0) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid], .choices-bad input')?.focus(),
      )
      return
    }
    const reply = await act.take(said)
    if (!reply) return
    what.drop()
    whom.drop()
    setReceipt(reply)
    window.scrollTo(0, 0)
  }
  return (
    <Screen title={first === 'not_solved' ? '没有解决？' : '有意见要提'} lead={`说的是编号 ${matter.short_code} 的事`}>
      <Notice title="提意见没有任何坏处">
        <p>
          由另一个单位来查，按期答复您（本县约定，多久答复写在给您的回执上）。调解员和现在办这件事的单位看不到您提的意见，事情照样办。
        </p>
      </Notice>
      <form ref={form} onSubmit={send} noValidate>
        <fieldset className={wrong.kind ? 'choices choices-bad' : 'choices'}>
          <legend className="label">是哪一种</legend>
          {wrong.kind ? (
            <p className="field-error" role="alert">
              {wrong.kind}
            </p>
          ) : null}
          {kinds.map(([code, { says }]) => (
            <label key={code} className="tick">
              <input
                type="radio"
                name="kind"
                value={code}
                checked={kind === code}
                onChange={() => {
                  setKind(code)
                  setWrong(({ kind: _, ...rest }) => rest)
                }}
              />
              <span>{says}</span>
            </label>
          ))}
          {over ? null : <p className="hint">这件事还在办。想催，打承办单位的电话就行，不用等。</p>}
        </fieldset>
        {kind === 'mediator_conduct' ? (
          <fieldset className="choices">
            <legend className="label">
              有没有这样的事<span className="optional">（可以不选）</span>
            </legend>
            {WAYS.map(([code, says]) => (
              <label key={code} className="tick">
                <input
                  type="checkbox"
                  checked={conducts.includes(code)}
                  onChange={({ target }) =>
                    setConducts((now) => (target.checked ? [...now, code] : now.filter((it) => it !== code)))
                  }
                />
                <span>{says}</span>
              </label>
            ))}
          </fieldset>
        ) : null}
        {kind === 'told_not_to_sue' ? (
          <p>没有人可以不让您去法院，也没有“必须先调解”这回事。您现在就可以去，不用等答复。</p>
        ) : null}
        {kind === null || kind === 'not_solved' ? null : (
          <Field
            label="说的是谁"
            value={whom.text}
            onChange={whom.write}
            hint="不知道名字没关系，写“高个子的调解员”也行。"
            optional
          />
        )}
        <Field
          label={kind === 'not_solved' ? '哪里没有解决' : '怎么回事'}
          value={what.text}
          onChange={(text) => {
            what.write(text)
            setWrong(({ what: _, ...rest }) => rest)
          }}
          hint="什么时候、在哪里、说了什么做了什么，想到什么写什么。"
          error={wrong.what ?? null}
          lines={5}
          most={2000}
        />
        {act.error ? <CallFailed error={act.error} /> : null}
        <div className="buttons">
          <button type="submit" className="button" aria-disabled={act.sending}>
            {act.sending ? '正在提交……' : act.again ? '再提交一次' : '提交意见'}
          </button>
          <button type="button" className="button button-plain" onClick={onBack}>
            返回
          </button>
        </div>
      </form>
      <section className="section" aria-labelledby="complain-routes">
        <h2 id="complain-routes">其他途径</h2>
        <p>任何时候都可以直接走，不必先提意见，也不必先调解。</p>
        <details>
          <summary>看看有哪些途径</summary>
          <RoutesList routes={matter.routes} />
        </details>
      </section>
    </Screen>
  )
}
