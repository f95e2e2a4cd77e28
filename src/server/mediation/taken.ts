import { CompiledQuery } from 'kysely'
import type { Part } from '#domain/disputes/parts.ts'
import { endOf, USUAL_MINUTES } from '#domain/mediation/appointments.ts'
import { ask, type Trx } from '../db/connection.ts'
import { upwards } from '../organisations/find.ts'
import type { Busy } from './show.ts'

/** A time something is taken: an instant and how long, never which file or whose. */
export type Taken = { room_id: number | null; person_id: string | null; at: string; minutes: number }

type Asked = {
  rooms: readonly number[]
  people: readonly string[]
  at: string
  minutes: number
  /** The mediation that asks: its own meeting, which is about to move, takes nothing away from it. */
  but: string
  /** Keeps the rooms for this transaction, so that of two at once the second sees the first. */
  hold: boolean
}

/** What these rooms and people are taken with at a time. */
export async function takenThen(trx: Trx, { rooms, people, at, minutes, but, hold }: Asked): Promise<Taken[]> {
  const rows = await ask<Taken>(
    trx,
    CompiledQuery.raw(
      'select room_id, person_id, at, minutes from taken_then($1::bigint[], $2::uuid[], $3, $4, $5, $6)',
      [`{${rooms.join(',')}}`, `{${people.join(',')}}`, at, endOf({ at, minutes }), but, hold],
    ),
  )
  return rows.map((row) => ({ ...row, room_id: row.room_id === null ? null : Number(row.room_id) }))
}

/** The rooms in use that a file may meet in: those of units in its place and in the places above it. */
export const roomsFor = (trx: Trx, placeCode: number) =>
  trx
    .selectFrom('rooms')
    .innerJoin('units', 'units.id', 'rooms.unit_id')
    .select(['rooms.id', 'rooms.name', 'rooms.unit_id', 'units.name as unit_name', 'units.address'])
    .where('rooms.until', 'is', null)
    .where('units.until', 'is', null)
    .where('units.place_code', 'in', upwards(placeCode))
    .orderBy('units.place_code', 'desc')
    .orderBy('rooms.id')
    .execute()

/** The room a notice names, with whether it is taken then; null where there is none in use for this file. */
export async function roomNamed(trx: Trx, fileId: string, partId: string, input: Record<string, unknown>) {
  const id = Number(input.room_id)
  if (!Number.isSafeInteger(id) || id <= 0 || typeof input.at !== 'string') return null
  const file = await trx.selectFrom('files').select('place_code').where('id', '=', fileId).executeTakeFirst()
  if (!file || file.place_code === null) return null
  const room = (await roomsFor(trx, file.place_code)).find((it) => Number(it.id) === id)
  if (!room) return null
  const minutes = Number(input.minutes ?? USUAL_MINUTES)
  const taken = await takenThen(trx, { rooms: [id], people: [], at: input.at, minutes, but: partId, hold: true })
  return { id, name: `${room.unit_name}${room.name}`, taken: taken.length > 0 }
}

/** Those of a meeting's guests who are booked by who they are. */
const bookedIn = (meeting: Part<'mediation'>['facts']['meeting']): { person_id: string; name: string }[] =>
  (meeting?.guests ?? []).flatMap(({ person_id, name }) => (person_id === undefined ? [] : [{ person_id, name }]))

/** When the mediators of arranged meetings, and who is booked for them, have something else at the same time: for the file's page. */
export async function busyIn(trx: Trx, mediations: readonly Part<'mediation'>[], now: string): Promise<Busy[]> {
  const ahead = mediations.filter((it) => it.status === 'notified' && (it.facts.meeting?.at ?? '') > now)
  const found = await Promise.all(
    ahead.map(async ({ id, facts: { meeting, mediators } }) => {
      const taken = await takenThen(trx, {
        rooms: [],
        people: [...mediators, ...bookedIn(meeting)].map(({ person_id }) => person_id),
        ...{ at: meeting?.at ?? now, minutes: meeting?.minutes ?? USUAL_MINUTES, but: id, hold: false },
      })
      return taken.map(({ at, minutes, person_id }) => {
        const name = [...mediators, ...bookedIn(meeting)].find((it) => it.person_id === person_id)?.name ?? ''
        return { mediation_id: id, person_id: person_id ?? '', name, at, minutes }
      })
    }),
  )
  return found.flat()
}
