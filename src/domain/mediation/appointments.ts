import { type Day, dayIn, daysBetween, hourIn, minutesAfter } from '../clocks/calendar.ts'
import type { MediationFacts } from '../disputes/parts.ts'

export type Meeting = NonNullable<MediationFacts['meeting']>

/** How long a meeting takes where nobody says (本县约定), and at most. In minutes. */
export const USUAL_MINUTES = 120
export const MOST_MINUTES = 480

/** When a meeting is over, as planned: an ISO instant in UTC. */
export const endOf = ({ at, minutes }: Pick<Meeting, 'at' | 'minutes'>): string =>
  minutesAfter(at, minutes ?? USUAL_MINUTES)

/** A time to meet as a message says it: 11月23日 09:00. */
export function sayTime(at: string): string {
  const [, month, day] = dayIn(at).split('-').map(Number)
  const { hour, minute } = hourIn(at)
  return `${month}月${day}日 ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** Where they meet: the place, and the room in it. */
export const whereTo = ({ place, room }: Pick<Meeting, 'place' | 'room'>): string =>
  room ? `${place}，${room.name}` : place

/**
 * Whether both sides are to be reminded of a meeting now: from the day before it until it begins, once (本县约定). What was
 * told today needs no reminder today; where the system was down the day before, the day itself still helps.
 */
export function reminderDue(meeting: Meeting | null | undefined, now: string, today: Day): boolean {
  if (!meeting || meeting.reminded_on !== undefined || meeting.at <= now) return false
  return daysBetween(today, dayIn(meeting.at)) <= 1 && (meeting.told_on ?? today) < today
}
