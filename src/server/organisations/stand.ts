import { CompiledQuery } from 'kysely'
import type { Day } from '#domain/clocks/calendar.ts'
import { ON_DUTY_ROLES, ROTATING_KINDS } from '#domain/organisations/duty.ts'
import { type Language, saysLanguages } from '#domain/organisations/languages.ts'
import { MEDIATING_ROLES, ROLES, type Role } from '#domain/organisations/words.ts'
import type { Trx } from '../db/connection.ts'

/** A place on a roster: somebody at a unit. */
export type Place = { unit_id: number; person_id: string }
export type Standing = {
  person_id: string
  name: string
  role_says: string
  languages_says: string
  /** Where her post is, where that is another unit: she takes turns here. */
  unit_name: string | null
}

const MOST_PEOPLE = 200
/** Who may stand on the roster of unit `u` with the post `o` at the unit `own`: its own, and whoever may take turns there (轮驻). */
const MAY_STAND = `p.left_on is null and o.from_on <= $1::date and (o.until is null or o.until >= $1::date)
  and (own.id = u.id and o.role = any ($2::text[])
    or u.kind = any ($3::text[]) and o.role = any ($4::text[])
      and (own.place_code = u.place_code
        or own.kind like '%\\_committee' and exists (select from places l where l.code = own.place_code and l.parent_code = u.place_code)))`
/** Of one person's posts that in the unit itself, and of those the newest. */
const HER_POST = 'own.id = u.id desc, o.from_on desc, o.id'
const COLUMNS =
  'u.id as unit_id, p.id as person_id, p.name, p.languages, o.role, own.id as own_id, own.name as own_name'
const given = (today: Day) => [today, ON_DUTY_ROLES, ROTATING_KINDS, MEDIATING_ROLES]

type Row = {
  unit_id: number
  person_id: string
  name: string
  languages: Language[]
  role: Role
  own_id: number
  own_name: string
}
const standing = (row: Row): Standing => ({
  person_id: row.person_id,
  name: row.name,
  role_says: ROLES[row.role],
  languages_says: saysLanguages(row.languages),
  unit_name: Number(row.own_id) === Number(row.unit_id) ? null : row.own_name,
})

/**
 * Who may stand on a unit's roster: its own people; at a centre or station also mediators of the committees and offices of its
 * place and of the committees directly below (轮驻). Each once, her own unit's first, then by name; at most two hundred.
 */
export async function couldStandAt(trx: Trx, unit: { id: number }, today: Day): Promise<Standing[]> {
  const { rows } = await trx.executeQuery<Row>(
    CompiledQuery.raw(
      `select * from (
         select distinct on (p.id) ${COLUMNS}
         from units u cross join units own join posts o on o.unit_id = own.id join people p on p.id = o.person_id
         where u.id = $5 and ${MAY_STAND}
         order by p.id, ${HER_POST}) could
       order by own_id = unit_id desc, name, person_id limit ${MOST_PEOPLE}`,
      [...given(today), unit.id],
    ),
  )
  return rows.map(standing)
}

const placeOf = ({ unit_id, person_id }: Place): string => `${unit_id} ${person_id}`

/** Which of these places on rosters are held by somebody who may stand there today: whoever left, or works elsewhere, is on duty no more. */
export async function standingAt(
  trx: Trx,
  asked: readonly Place[],
  today: Day,
): Promise<(place: Place) => Standing | undefined> {
  if (asked.length === 0) return () => undefined
  const { rows } = await trx.executeQuery<Row>(
    CompiledQuery.raw(
      `select distinct on (u.id, p.id) ${COLUMNS}
       from unnest($5::bigint[], $6::uuid[]) a (unit_id, person_id)
         join units u on u.id = a.unit_id join people p on p.id = a.person_id
         join posts o on o.person_id = p.id join units own on own.id = o.unit_id
       where ${MAY_STAND}
       order by u.id, p.id, ${HER_POST}`,
      [...given(today), asked.map((it) => it.unit_id), asked.map((it) => it.person_id)],
    ),
  )
  const found = new Map(rows.map((row) => [placeOf({ ...row, unit_id: Number(row.unit_id) }), standing(row)]))
  return (place) => found.get(placeOf(place))
}
