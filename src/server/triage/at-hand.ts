import { CompiledQuery } from 'kysely'
import type { Day } from '#domain/clocks/calendar.ts'
import { mondayOf, ON_DUTY_ROLES, onDuty, type Shift } from '#domain/organisations/duty.ts'
import type { Language } from '#domain/organisations/languages.ts'
import type { Named, Receiver } from '#domain/step.ts'
import { ask, type Trx } from '../db/connection.ts'
import { standingAt } from '../organisations/stand.ts'

/**
 * Of each unit: its open files but for the one asked about (a number alone, also of files the asker may not see); what somebody there
 * speaks beside Mandarin, in the order of the codes; this week's roster, where one is kept and not emptied.
 */
const KNOWN = `select o.unit_id, o.files,
    array(select distinct spoken from posts t join people p on p.id = t.person_id cross join unnest(p.languages) spoken
      where t.unit_id = o.unit_id and t.role = any ($5::text[]) and p.left_on is null
        and t.from_on <= $3::date and (t.until is null or t.until >= $3::date)
      order by spoken) as languages,
    (select nullif(w.shifts, '[]'::jsonb) from duty_weeks w
      where w.unit_id = o.unit_id and w.monday = $4::date order by w.version desc limit 1) as shifts
  from open_files_of_units($1, $2) o`
type Known = { unit_id: number; files: number; languages: Language[]; shifts: Shift[] | null }

/** What is known today of each unit that could take a file, for the rules to store beside what they answer: at most two questions. */
export async function atHandOf(
  trx: Trx,
  fileId: string,
  units: readonly Pick<Receiver, 'id'>[],
  today: Day,
): Promise<Named['at_hand']> {
  if (units.length === 0) return []
  const rows = await ask<Known>(
    trx,
    CompiledQuery.raw(KNOWN, [units.map(({ id }) => id), fileId, today, mondayOf(today), ON_DUTY_ROLES]),
  )
  const known = new Map(rows.map((row) => [Number(row.unit_id), row]))
  const then = rows.flatMap(({ unit_id, shifts }) =>
    (shifts ?? []).filter(({ on }) => on === today).map((it) => ({ ...it, unit_id: Number(unit_id) })),
  )
  const here = await standingAt(trx, then, today)
  return units.flatMap(({ id }) => {
    const of = known.get(id)
    if (!of) return []
    const on_duty =
      of.shifts &&
      onDuty(
        then.filter((it) => it.unit_id === id && here(it)),
        today,
      )
    return [{ unit_id: id, open: of.files, on_duty, languages: of.languages }]
  })
}
