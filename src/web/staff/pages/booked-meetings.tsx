import type { BookedMeeting } from '#contract/lists.ts'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { sayEnd } from '../acts/room-field.tsx'

/** That it is today or tomorrow: the reminder. */
const soon = (at: string, now: string): string | null => {
  const today = dayIn(now)
  const day = dayIn(at)
  return day === today ? '就在今天' : day === addDays(today, 1) ? '就在明天' : null
}

/**
 * Meetings I am booked for. The file stays closed to me: here stands what somebody needs who comes, and whom to call where she cannot.
 */
export function BookedMeetings({ meetings, now }: { meetings: readonly BookedMeeting[]; now: string }) {
  if (meetings.length === 0) return null
  return (
    <section className="desk-booked" aria-labelledby="desk-booked">
      <h2 id="desk-booked">请您参加的见面</h2>
      <ul className="booked-list">
        {meetings.map((it) => (
          <li key={`${it.mediation_id} ${it.at}`} data-off={it.on ? undefined : ''}>
            <div>
              <strong className="booked-time" data-off={it.on ? undefined : ''}>
                {sayInstant(it.at)}
              </strong>
              {it.on && `—${sayEnd(it)}`}
              {it.on && soon(it.at, now) && <span className="booked-soon">{soon(it.at, now)}</span>}
              {!it.on && <span className="booked-off">取消了，或者改了时间，这个时间不用来</span>}
            </div>
            {it.on && (
              <div>
                {it.place}（{it.mode_says}）
              </div>
            )}
            <div className="quiet">
              {it.matter_says && `${it.matter_says}，`}
              {it.in_name_of}
              {it.mediators.length > 0 && `，调解员${it.mediators.join('、')}`}
              {it.on && it.as_what_says && `；请您作为${it.as_what_says}参加`}
            </div>
            <div className="quiet">
              {it.on ? '来不了，或者要了解情况' : '要问清楚'}，请打电话 <span className="whole">{it.phone}</span>。
            </div>
          </li>
        ))}
      </ul>
      <p className="form-note">这里只有参加见面要知道的；案卷、当事人的姓名和电话不给看（本县约定）。</p>
    </section>
  )
}
