import { type FormEvent, useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import type { PartyMediation } from '#contract/mediation.ts'
import { CannotComeInput } from '#domain/mediation/inputs.ts'
import { cannotCome } from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { CallFailed } from '../kit/notice.tsx'
import { MeetingTime } from './meeting-time.tsx'
import { SubPage } from './sub-page.tsx'
import { type Acting, useAct } from './use-act.ts'
import { useKeptText } from './use-kept-text.ts'

/** 我来不了: one tap takes the time back; when another would do is hers to say or not. */
export function CannotComePage(props: {
  matter: MyDispute
  mediation: PartyMediation
  acting: Acting
  onBack: () => void
}) {
  const { matter, mediation, acting, onBack } = props
  const note = useKeptText(`cannot-come.${mediation.id}`)
  const [wrong, setWrong] = useState<string | null>(null)
  const act = useAct(acting, cannotCome, mediation.id)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const fault = CannotComeInput.shape.note.safeParse(note.text).error?.issues[0]?.message ?? null
    setWrong(fault)
    if (fault || !(await act.take({ note: note.text }))) return
    note.drop()
    await acting.onChanged('记下了，这次见面取消。调解员会再和您约时间。')
    onBack()
  }
  return (
    <SubPage matter={matter} title="这次我来不了">
      <form onSubmit={send} noValidate>
        {mediation.meeting ? (
          <p className="meeting-at">
            <MeetingTime at={mediation.meeting.at} />
          </p>
        ) : null}
        <p>点一下就行，不用说理由，没有坏处。对方只会知道要另约时间，不写是谁、为什么。</p>
        <Field
          label="什么时候方便"
          optional
          value={note.text}
          onChange={(text) => {
            note.write(text)
            setWrong(null)
          }}
          hint="比如：下周二以后；晚上七点后。写的话只有工作人员能看到。"
          error={wrong}
          lines={2}
          most={300}
        />
        {act.error ? <CallFailed error={act.error} /> : null}
        <div className="buttons">
          <button type="submit" className="button" aria-disabled={act.sending}>
            {act.sending ? '正在提交……' : act.again ? '再提交一次' : '来不了，请另约'}
          </button>
          <button type="button" className="button button-plain" onClick={onBack}>
            返回，我能来
          </button>
        </div>
      </form>
    </SubPage>
  )
}
