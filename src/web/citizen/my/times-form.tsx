import { useState } from 'react'
import type { PartyMediation } from '#contract/mediation.ts'
import { tickTimes } from '../addresses.ts'
import { CallFailed } from '../kit/notice.tsx'
import { MeetingTime } from './meeting-time.tsx'
import { type Acting, useAct } from './use-act.ts'

/** The times offered: she ticks those that suit her, and may change her mind until one is fixed. */
export function TimesForm({ mediation, acting }: { mediation: PartyMediation; acting: Acting }) {
  const before = mediation.slots.filter((slot) => slot.ticked).map((slot) => slot.id)
  const [ticked, setTicked] = useState<readonly string[]>(before)
  const [nothing, setNothing] = useState(false)
  const act = useAct(acting, tickTimes, mediation.id)
  const same = ticked.length === before.length && ticked.every((id) => before.includes(id))
  const flip = (id: string) => {
    setNothing(false)
    setTicked(ticked.includes(id) ? ticked.filter((it) => it !== id) : [...ticked, id])
  }
  const send = async () => {
    if (ticked.length === 0 && before.length === 0) return setNothing(true)
    const offered = mediation.slots.map((slot) => slot.id)
    if (await act.take({ slots: offered.filter((id) => ticked.includes(id)) }))
      await acting.onChanged('选好的时间已经告诉调解员。定下来会通知您。')
  }
  return (
    <fieldset className="choices" id={`times-${mediation.id}`}>
      <legend className="label">哪些时间您方便（可以多选）</legend>
      {mediation.slots.map((slot) => (
        <label key={slot.id} className="tick slot">
          <input type="checkbox" checked={ticked.includes(slot.id)} onChange={() => flip(slot.id)} />
          <span>
            <MeetingTime at={slot.at} />
            <span className="small keep-what">
              {slot.place}
              {slot.by_all ? '　大家都方便' : ''}
            </span>
          </span>
        </label>
      ))}
      {nothing ? (
        <p className="field-error" role="alert">
          请至少勾一个时间。都不方便，就打电话另约。
        </p>
      ) : null}
      {act.error ? <CallFailed error={act.error} /> : null}
      {same && before.length ? (
        <p className="small">已经告诉调解员了。想改，重新勾选就行。</p>
      ) : (
        <button type="button" className="button" aria-disabled={act.sending} onClick={send}>
          {act.sending ? '正在提交……' : act.again ? '再提交一次' : '就选这些时间'}
        </button>
      )}
    </fieldset>
  )
}
