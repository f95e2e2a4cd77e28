import { type FormEvent, useRef, useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { ReboundInput } from '#domain/disputes/inputs.ts'
import { rebound } from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { CallFailed } from '../kit/notice.tsx'
import { SubPage } from './sub-page.tsx'
import { type Acting, useAct } from './use-act.ts'
import { useKeptText } from './use-kept-text.ts'

/** 又起来了: what happened since, in her own words; the code and all that was said stay. */
export function ReboundPage(props: { matter: MyDispute; acting: Acting; onBack: () => void }) {
  const { matter, acting, onBack } = props
  const what = useKeptText(`rebound.${matter.file_id}`)
  const [wrong, setWrong] = useState<string | null>(null)
  const act = useAct(acting, rebound, matter.party_id)
  const form = useRef<HTMLFormElement>(null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const checked = ReboundInput.safeParse({ what: what.text })
    setWrong(checked.error?.issues[0]?.message ?? null)
    if (checked.error) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    if (!(await act.take({ what: what.text }))) return
    what.drop()
    await acting.onChanged('记下了。原来的单位接着办，编号不变。')
    onBack()
  }
  return (
    <SubPage matter={matter} title="又起来了">
      <form ref={form} onSubmit={send} noValidate>
        <p>还用原来的编号，前面说过的不用再说。只写后来又发生了什么。</p>
        <Field
          label="又发生了什么"
          value={what.text}
          onChange={(text) => {
            what.write(text)
            setWrong(null)
          }}
          hint="比如：说好的钱没给完；沟又堵上了；又吵起来了。"
          error={wrong}
          lines={5}
          most={2000}
        />
        {act.error ? <CallFailed error={act.error} /> : null}
        <div className="buttons">
          <button type="submit" className="button" aria-disabled={act.sending}>
            {act.sending ? '正在提交……' : act.again ? '再提交一次' : '请接着办'}
          </button>
          <button type="button" className="button button-plain" onClick={onBack}>
            返回
          </button>
        </div>
      </form>
    </SubPage>
  )
}
