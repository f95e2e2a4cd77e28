import { type FormEvent, useRef, useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import type { PartyMediation } from '#contract/mediation.ts'
import { OtherTimeInput } from '#domain/mediation/inputs.ts'
import { askOtherTime } from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { CallFailed } from '../kit/notice.tsx'
import { SubPage } from './sub-page.tsx'
import { type Acting, useAct } from './use-act.ts'
import { useKeptText } from './use-kept-text.ts'

/** 换个时间: when would suit her, in her own words. */
export function OtherTimePage(props: {
  matter: MyDispute
  mediation: PartyMediation
  acting: Acting
  onBack: () => void
}) {
  const { matter, mediation, acting, onBack } = props
  const note = useKeptText(`other-time.${mediation.id}`)
  const [wrong, setWrong] = useState<string | null>(null)
  const act = useAct(acting, askOtherTime, mediation.id)
  const form = useRef<HTMLFormElement>(null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const checked = OtherTimeInput.safeParse({ note: note.text })
    setWrong(checked.error?.issues[0]?.message ?? null)
    if (checked.error) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    if (!(await act.take({ note: note.text }))) return
    note.drop()
    await acting.onChanged('记下了。工作人员会和您商量时间。')
    onBack()
  }
  return (
    <SubPage matter={matter} title="换个时间">
      <form ref={form} onSubmit={send} noValidate>
        <Field
          label="什么时候方便"
          value={note.text}
          onChange={(text) => {
            note.write(text)
            setWrong(null)
          }}
          hint="比如：周末白天；下周二以后；晚上七点后打电话谈也行。写的话只有工作人员能看到。"
          error={wrong}
          lines={3}
          most={300}
        />
        {act.error ? <CallFailed error={act.error} /> : null}
        <div className="buttons">
          <button type="submit" className="button" aria-disabled={act.sending}>
            {act.sending ? '正在提交……' : act.again ? '再提交一次' : '告诉工作人员'}
          </button>
          <button type="button" className="button button-plain" onClick={onBack}>
            返回
          </button>
        </div>
      </form>
    </SubPage>
  )
}
