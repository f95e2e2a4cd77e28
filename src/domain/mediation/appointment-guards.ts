import { addWorkingDays, dayIn } from '../clocks/calendar.ts'
import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { endOf, type Meeting, reminderDue } from './appointments.ts'
import { comesAs } from './officials.ts'
import { relationsOf } from './relations.ts'

/** As many letters of an instant as reach to the minute: people write no seconds. */
const MINUTE = 16
/** 道路交通事故处理程序规定 88, 112(5): at least so many working days between the notice and the meeting. */
const TRAFFIC_NOTICE_DAYS = 3

/** Legal conditions of appointments: what is arranged ahead, and what is written down after. */
export const APPOINTMENT_GUARDS = {
  /** 同一间调解室同一时间只有一场。已经谈过、事后登记的不查。 */
  room_free: ({ named, now }, input) => {
    if (input === undefined) return null
    const { room_id, ...meeting } = reading<Pick<Meeting, 'at' | 'minutes'> & { room_id?: number | null }>(input)
    if (room_id === null || room_id === undefined) return null
    if (!named.room) return 'no_such_room'
    return named.room.taken && endOf(meeting) > now ? 'room_taken' : null
  },
  /** 按姓名选的法官、专家、有关单位的人，现在在那里任职。只写姓名的不查。 */
  guests_in_office: ({ named }, input) =>
    input !== undefined &&
    bookedIn(input).some(
      ({ person_id, as_what }) => !named.guests.some((it) => it.person_id === person_id && comesAs(it) === as_what),
    )
      ? 'guest_not_in_office'
      : null,
  /** 请来的人不是这一场的调解员，和当事人没有关系 (本县约定，参照特邀调解规定 15；征得同意是人民调解法 20)。 */
  guests_apart: (here, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const ids = new Set(bookedIn(input).map((it) => it.person_id))
    if (part.facts.mediators.some((it) => ids.has(it.person_id))) return 'guest_mediates'
    const near = here.named.guests.some(
      (it) => ids.has(it.person_id) && relationsOf(it, here, part).some(({ level }) => level !== 'ask'),
    )
    return near ? 'guest_related' : null
  },
  /** 交警部门调解道路交通事故的，调解时间三日（工作日）前通知当事人。 */
  notice_in_time: ({ own_unit, occurred_at, calendar }, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    if (part.facts.kind !== 'administrative' || own_unit?.kind !== 'traffic_police') return null
    const { at } = reading<{ at: string }>(input)
    const latest = addWorkingDays(dayIn(at), -TRAFFIC_NOTICE_DAYS, calendar)
    return dayIn(occurred_at) > latest ? 'notice_three_days' : null
  },
  /** 没来的是这次调解的当事人。 */
  absent_in_mediation: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { absent } = reading<{ absent: string[] }>(input)
    return absent.every((id) => part.facts.parties.includes(id)) ? null : 'party_not_in_file'
  },
  /** 到了约好的时间，才知道谁没有来。 */
  meeting_begun: ({ occurred_at }, _, part) =>
    part?.part === 'mediation' && (part.facts.meeting?.at ?? '') !== '' && !isAhead(part.facts.meeting, occurred_at)
      ? null
      : 'meeting_not_yet',
  session_reminder_due: ({ now, today }, _, part) =>
    part?.part === 'mediation' && reminderDue(part.facts.meeting, now, today) ? null : 'reminded_of_meeting',
} as const satisfies Record<string, Guard>

/** Those of the guests who are booked by who they are. */
const bookedIn = (input: unknown): { person_id: string; as_what: string }[] =>
  (reading<{ guests?: { person_id?: string; as_what: string }[] }>(input).guests ?? []).flatMap(
    ({ person_id, as_what }) => (person_id === undefined ? [] : [{ person_id, as_what }]),
  )

const isAhead = (meeting: Meeting | null | undefined, at: string): boolean =>
  meeting !== null && meeting !== undefined && meeting.at.slice(0, MINUTE) > at.slice(0, MINUTE)
