import { sayMeeting } from './when.ts'

/** A time to meet: on a narrow screen it breaks between day and hour, never inside either. */
export function MeetingTime({ at }: { at: string }) {
  const [day, weekday, part, hour] = sayMeeting(at).split(' ')
  return (
    <strong>
      <span className="unbroken">
        {day} {weekday}
      </span>{' '}
      <span className="unbroken">
        {part} {hour}
      </span>
    </strong>
  )
}
