import { type FormEvent, useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import type { PartyMediation } from '#contract/mediation.ts'
import { REQUEST_GROUNDS } from '#domain/mediation/questioned.ts'
import { AskOtherMediatorInput, type RequestGround } from '#domain/mediation/questioned-inputs.ts'
import { askOtherMediator } from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { CallFailed, Notice } from '../kit/notice.tsx'
import { SubPage } from './sub-page.tsx'
import { type Acting, useAct } from './use-act.ts'
import { useKeptText } from './use-kept-text.ts'

const GROUNDS = Object.entries(REQUEST_GROUNDS) as [RequestGround, { says: string }][]

/** 换一位调解员, or that one stands back: a change needs no reason; who says one has to stand back picks why. */
export function OtherMediatorPage(props: {
  matter: MyDispute
  mediation: PartyMediation
  acting: Acting
  onBack: () => void
}) {
  const { matter, mediation, acting, onBack } = props
  const open = mediation.other_mediator.filter((it) => it.mine && it.answered === null)
  const people = mediation.mediators.filter((it) => !open.some(({ person_id }) => person_id === it.person_id))
  const [person, setPerson] = useState(people.length === 1 ? people[0]?.person_id : undefined)
  const [kind, setKind] = useState<'change' | 'recusal'>('change')
  const [ground, setGround] = useState<RequestGround | null>(null)
  const note = useKeptText(`other-mediator.${mediation.id}`)
  const [wrong, setWrong] = useState<{ person?: string; ground?: string; note?: string }>({})
  const act = useAct(acting, askOtherMediator, mediation.id)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const tooLong = AskOtherMediatorInput.shape.note.safeParse(note.text).error?.issues[0]?.message
    const faults = {
      ...(person ? {} : { person: '请选择是哪一位。' }),
      ...(kind === 'recusal' && !ground ? { ground: '请选择为什么要回避；不想说原因，就选“换一位调解员”。' } : {}),
      ...(tooLong ? { note: tooLong } : {}),
    }
    setWrong(faults)
    if (Object.keys(faults).length > 0 || !person) return
    const said = { kind, person_id: person, ground: kind === 'recusal' ? ground : null, note: note.text }
    if (!(await act.take(said))) return
    note.drop()
    await acting.onChanged('记下了，会由负责人答复您。答复以前，这位调解员不开始调解。')
    onBack()
  }
  return (
    <SubPage matter={matter} title="换一位调解员">
      <form onSubmit={send} noValidate>
        <Notice title="谁来调解，要双方都接受">
          <p>
            第一次要求换人不用说理由，应当给您换；确实没有别人可以换的，会写明告诉您（本县约定）。
            {mediation.from_court
              ? '这一件是法院委托、委派来的，回避由调解组织或者法院决定。'
              : '由负责人决定，不由这位调解员自己决定。'}
          </p>
        </Notice>
        {people.length > 1 ? (
          <fieldset className="choices" aria-describedby={wrong.person ? 'wrong-person' : undefined}>
            <legend className="label">哪一位</legend>
            {people.map((it) => (
              <label key={it.person_id} className="tick">
                <input
                  type="radio"
                  name="person"
                  checked={person === it.person_id}
                  onChange={() => {
                    setPerson(it.person_id)
                    setWrong({})
                  }}
                />
                <span>{it.name}</span>
              </label>
            ))}
          </fieldset>
        ) : (
          <p>
            现在的调解员：<strong>{people[0]?.name}</strong>
          </p>
        )}
        {wrong.person ? (
          <p id="wrong-person" className="field-error" role="alert">
            {wrong.person}
          </p>
        ) : null}
        <fieldset className="choices">
          <legend className="label">您要什么</legend>
          <label className="tick">
            <input type="radio" name="kind" checked={kind === 'change'} onChange={() => setKind('change')} />
            <span>换一位调解员，不用说理由</span>
          </label>
          <label className="tick">
            <input type="radio" name="kind" checked={kind === 'recusal'} onChange={() => setKind('recusal')} />
            <span>这位不该调这件事（回避），我说明原因</span>
          </label>
        </fieldset>
        {kind === 'recusal' ? (
          <fieldset className="choices" aria-describedby={wrong.ground ? 'wrong-ground' : undefined}>
            <legend className="label">为什么</legend>
            {GROUNDS.map(([code, { says }]) => (
              <label key={code} className="tick">
                <input
                  type="radio"
                  name="ground"
                  checked={ground === code}
                  onChange={() => {
                    setGround(code)
                    setWrong({})
                  }}
                />
                <span>{says}</span>
              </label>
            ))}
          </fieldset>
        ) : null}
        {wrong.ground ? (
          <p id="wrong-ground" className="field-error" role="alert">
            {wrong.ground}
          </p>
        ) : null}
        <Field
          label={kind === 'recusal' ? '说说是怎么回事' : '想说的话'}
          optional
          value={note.text}
          onChange={(text) => {
            note.write(text)
            setWrong({})
          }}
          hint="对方看不到您写的；办这件事的人和负责人看得到。"
          error={wrong.note ?? null}
          lines={3}
          most={500}
        />
        {act.error ? <CallFailed error={act.error} /> : null}
        <div className="buttons">
          <button type="submit" className="button" aria-disabled={act.sending}>
            {act.sending ? '正在提交……' : act.again ? '再提交一次' : kind === 'recusal' ? '请这位回避' : '要求换一位'}
          </button>
          <button type="button" className="button button-plain" onClick={onBack}>
            返回
          </button>
        </div>
      </form>
    </SubPage>
  )
}
