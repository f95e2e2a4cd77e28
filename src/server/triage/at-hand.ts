import { CompiledQuery, sql } from 'kysely'
import { ENDED_DISPUTE, ENDED_TASK } from '#domain/disputes/parts.ts'
import { mondayOf, ON_DUTY_ROLES, onDuty } from '#domain/organisations/duty.ts'
import type { Language } from '#domain/organisations/languages.ts'
import type { Named } from '#domain/step.ts'
import type { Trx } from '../db/connection.ts'
import { stillHere, weeksOf } from '../organisations/duty.ts'
import { candidatesOf } from '../organisations/find.ts'

/**
 * What is known today of each unit whose area a file's place lies in: open files (numbers alone, also of files the asker may not see),
 * who is on duty, what is spoken there. For the rules to store beside what they answer.
 */
export async function atHandOf(trx: Trx, fileId: string): Promise<Named['at_hand']> {
  const [units, day] = await Promise.all([
    candidatesOf(trx, fileId),
    sql<{ today: string }>`select (select setting('app.today'))::date as today`.execute(trx),
  ])
  const ids = units.map(({ id }) => id)
  const today = day.rows[0]?.today
  if (ids.length === 0 || !today) return []
  const [open, spoken, weeks] = await Promise.all([
    openFiles(trx, ids),
    spokenIn(trx, ids, today),
    weeksOf(trx, ids, mondayOf(today)),
  ])
  const here = await stillHere(
    trx,
    weeks.flatMap(({ shifts }) => shifts.filter(({ on }) => on === today).map((it) => it.person_id)),
    today,
  )
  return ids.map((unit_id) => {
    const week = weeks.find((it) => it.unit_id === unit_id)
    return {
      unit_id,
      open: open.get(unit_id) ?? 0,
      on_duty: week
        ? onDuty(
            week.shifts.filter((it) => here.has(it.person_id)),
            today,
          )
        : null,
      languages: spoken.get(unit_id) ?? [],
    }
  })
}

async function openFiles(trx: Trx, ids: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await trx.executeQuery<{ unit_id: number; files: number }>(
    CompiledQuery.raw('select unit_id, files from open_files_of_units($1, $2, $3)', [ids, ENDED_DISPUTE, ENDED_TASK]),
  )
  return new Map(rows.map((row) => [Number(row.unit_id), row.files]))
}

/** What somebody of each unit speaks beside Mandarin, each language once, in the order of its code. */
async function spokenIn(trx: Trx, ids: readonly number[], today: string): Promise<Map<number, Language[]>> {
  const rows = await trx
    .selectFrom('people')
    .innerJoin('posts', 'posts.person_id', 'people.id')
    .select(['posts.unit_id', 'people.languages'])
    .where('posts.unit_id', 'in', [...ids])
    .where('posts.role', 'in', [...ON_DUTY_ROLES])
    .where('people.left_on', 'is', null)
    .where('people.languages', '<>', sql<string[]>`'{}'::text[]`)
    .where('posts.from_on', '<=', today)
    .where((eb) => eb.or([eb('posts.until', 'is', null), eb('posts.until', '>=', today)]))
    .execute()
  const found = new Map<number, Language[]>()
  for (const { unit_id, languages } of rows)
    found.set(unit_id, [...new Set([...(found.get(unit_id) ?? []), ...(languages as Language[])])].sort())
  return found
}
