import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'
import { MOST_MINUTES, USUAL_MINUTES } from './appointments.ts'

/** Who else is asked to a meeting. A second mediator is no such guest: she is assigned, and discloses first (INV-5). */
export const GUESTS = {
  judge: '法官（指导调解）',
  expert: '有专门知识的人',
  relative: '亲属、邻里、同事',
  office: '有关单位的人',
} as const
export type Guest = keyof typeof GUESTS
const KINDS = Object.keys(GUESTS) as [Guest, ...Guest[]]

/** What a notice of a meeting says beyond time, place and way. */
export const meetingFields = {
  minutes: z
    .int({ error: '请写大概多少分钟。' })
    .min(15, '至少 15 分钟。')
    .max(MOST_MINUTES, `最多 ${MOST_MINUTES} 分钟。`)
    .default(USUAL_MINUTES),
  /** A room of a unit, by its id; without one, anywhere. */
  room_id: z.int().min(1).max(Number.MAX_SAFE_INTEGER).nullable().default(null),
  guests: z
    .array(
      z.strictObject({
        name: written(60, '请写明是谁。'),
        as_what: z.enum(KINDS, { error: '请选择是什么人。' }),
        /** Somebody with a post in the county: booked by who she is. Without, a name alone. */
        person_id: z.uuid().optional(),
      }),
    )
    .max(5, '最多再请五位。')
    .default([]),
  /** 人民调解法 20: nobody is brought in over a party's head. */
  guests_agreed: z.boolean().default(false),
  bring: noted(200),
}
type Guests = { guests: readonly { person_id?: string | undefined }[]; guests_agreed: boolean }
export const checkGuests = ({ guests, guests_agreed }: Guests, check: z.RefinementCtx): void => {
  if (guests.length > 0 && !guests_agreed)
    check.addIssue({ code: 'custom', path: ['guests_agreed'], message: '请别人参加，要先征得双方同意。' })
  const booked = guests.flatMap(({ person_id }) => person_id ?? [])
  if (new Set(booked).size < booked.length)
    check.addIssue({ code: 'custom', path: ['guests'], message: '同一个人请了两次，请去掉一次。' })
}

export const CancelSessionInput = z.strictObject({
  /** Read by all sides. */
  because: written(200, '请写明为什么取消，双方都会看到。'),
})

export const NoShowInput = z.strictObject({
  absent: z.array(z.uuid()).min(1, '请选择谁没有来。').max(60),
  /** What she or somebody else said about it; nobody has to give a reason. */
  said: noted(500),
})

export const RemindSessionInput = z.strictObject({})
