import { CompiledQuery } from 'kysely'
import type { z } from 'zod'
import type { BookedMeeting } from '#contract/lists.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { GUESTS, type Guest } from '#domain/mediation/appointment-inputs.ts'
import { whereTo } from '#domain/mediation/appointments.ts'
import { SESSION_MODES, type SessionMode } from '#domain/mediation/desk-inputs.ts'
import { DISPUTE_TYPES, type DisputeType } from '#domain/triage/types.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'

export type Booked = z.input<typeof BookedMeeting>

type Row = {
  mediation_id: string
  at: string
  minutes: number
  place: string | null
  room: string | null
  mode: string | null
  as_what: string | null
  dispute_type: string | null
  in_name_of: string
  mediators: string[]
  phone: string
  still_on: boolean
}

/**
 * The meetings whoever asks is booked for, from today on, and those ahead that are off again: of files she does not see, and of these
 * nothing but what somebody needs who comes there (docs/decisions/0046).
 */
export async function bookedFor(trx: Trx): Promise<Booked[]> {
  const at = now()
  const since = new Date(`${dayIn(at)}T00:00:00+08:00`).toISOString()
  const { rows } = await trx.executeQuery<Row>(
    CompiledQuery.raw('select * from meetings_booked_for($1, $2)', [since, at]),
  )
  return rows.map(({ place, room, mode, as_what, dispute_type, still_on, ...row }) => ({
    ...row,
    place: place === null ? '' : whereTo({ place, room: room === null ? null : { id: 0, name: room } }),
    mode_says: mode === null ? '' : (SESSION_MODES[mode as SessionMode] ?? mode),
    as_what_says: GUESTS[as_what as Guest] ?? '',
    matter_says: still_on ? (DISPUTE_TYPES[dispute_type as DisputeType] ?? '还没有定类型的纠纷') : '',
    on: still_on,
  }))
}
