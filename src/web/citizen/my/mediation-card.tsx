import type { PartyMediation } from '#contract/mediation.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { MeetingTime } from './meeting-time.tsx'
import { isLive } from './next-thing.ts'
import { OtherMediator } from './other-mediator.tsx'
import { TimesForm } from './times-form.tsx'
import type { Acting } from './use-act.ts'
import { sayLength, sayNearness } from './when.ts'

/** Endings whose reason is the office's to tell. */
const SAYS_WHY = ['failed', 'expired', 'not_accepted']

/** A mediation she is asked to or takes part in: who has agreed, who mediates, when and where, and the way out. */
export function MediationCard(props: {
  mediation: PartyMediation
  acting: Acting
  now: string
  onShow: (view: string) => void
}) {
  const { mediation, acting, now, onShow } = props
  const { id, meeting, can } = mediation
  const near = meeting && sayNearness(meeting.at, now)
  const live = isLive(mediation)
  const out = can.includes('leave') ? 'leave' : can.includes('refuse_mediation') ? 'refuse' : null
  return (
    <section className="card" aria-labelledby={`mediation-${id}`}>
      <p className="small">
        {mediation.in_name_of}
        {mediation.docket_no && `，卷号 ${mediation.docket_no}`}
      </p>
      <h2 id={`mediation-${id}`}>调解：{mediation.status_says}</h2>
      {/* Why somebody would rather not is hers to tell: then the heading says all there is to say. */}
      {mediation.ended ? (
        <p>
          {SAYS_WHY.includes(mediation.status) ? `这次调解结束了：${mediation.ended.says}。` : '这次调解结束了。'}
          谁的权利也没有少，别的途径都开着。
        </p>
      ) : null}
      {live && meeting ? (
        <div className="meeting" id={`meeting-${id}`}>
          <p className="small">{near ? '约好的见面' : '上次约好的见面'}</p>
          <p className="meeting-at">
            <MeetingTime at={meeting.at} />
            {near ? <span className="next-left">{near}</span> : null}
          </p>
          <p>
            {meeting.place}
            {meeting.room ? `，${meeting.room}` : ''}，{meeting.mode_says}
          </p>
          {near ? (
            <>
              <p className="small">大概{sayLength(meeting.minutes)}。</p>
              {meeting.guests.length ? <p>还请了：{meeting.guests.join('、')}</p> : null}
              <p>请带：{meeting.bring || '身份证，和这件事有关的材料'}</p>
              {can.includes('cannot_come') ? (
                <div className="buttons">
                  <button type="button" className="button button-plain" onClick={() => onShow(`cannot-come:${id}`)}>
                    我来不了
                  </button>
                  <p className="small">来不了就说一声，换个时间。不来没有坏处。</p>
                </div>
              ) : (
                <p className="small">来不了就说一声，换个时间。不来没有坏处。</p>
              )}
            </>
          ) : null}
        </div>
      ) : null}
      <dl className="facts">
        <div>
          <dt>什么事</dt>
          <dd>{mediation.matter}</dd>
        </div>
        <div>
          <dt>谁参加</dt>
          <dd>
            <ul className="quiet-list">
              {mediation.parties.map((party, at) => (
                // Two people of one name are two lines; the list of a mediation never changes order.
                // biome-ignore lint/suspicious/noArrayIndexKey: names alone do not tell them apart
                <li key={`${party.name}-${at}`}>
                  {party.me ? '您' : party.name}
                  {live ? `：${party.answer_says}` : ''}
                </li>
              ))}
            </ul>
          </dd>
        </div>
        {mediation.mediators.length ? (
          <div>
            <dt>调解员</dt>
            <dd>
              {mediation.mediators.map(({ name, assists }) => (assists ? `${name}（特邀，协助）` : name)).join('、')}
              {live ? <OtherMediator mediation={mediation} acting={acting} onShow={onShow} /> : null}
            </dd>
          </div>
        ) : null}
      </dl>
      {can.includes('tick_times') && mediation.slots.length ? (
        <TimesForm
          key={mediation.slots.map((slot) => `${slot.id}${slot.ticked}`).join()}
          mediation={mediation}
          acting={acting}
        />
      ) : null}
      {mediation.sessions.length ? (
        <details>
          <summary>谈过 {mediation.sessions.length} 次</summary>
          <ul className="quiet-list looks">
            {mediation.sessions.map((session) => (
              <li key={session.at}>
                <p className="small">
                  {sayInstant(session.at)}，{session.place}，{session.mode_says}
                </p>
                <p className="said-then">{session.text}</p>
                <p className="small">{session.result_says}</p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {out && mediation.my_answer !== 'asked' && mediation.my_answer !== 'another_time' ? (
        <div className="way-out">
          <button type="button" className="button button-grave" onClick={() => onShow(`${out}:${id}`)}>
            退出调解
          </button>
          <p className="small">随时可以退出，不用说理由。</p>
        </div>
      ) : null}
    </section>
  )
}
