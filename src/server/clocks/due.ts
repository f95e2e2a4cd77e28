import { sql } from 'kysely'
import { addDays, type Day } from '#domain/clocks/calendar.ts'
import type { StepName } from '#domain/table.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'

/** A step the system owes: on which file and part, with which input. */
export type SystemStep = { file_id: string; part_id: string | null; step: StepName; input: Record<string, unknown> }

const AT_ONCE = 200
/** Reminders around a day that people agreed on (T-54): three days before, on the day, three days after (本县约定). */
const BEFORE = -3
const AFTER = 3
/** Who was not reminded within a month of it has had the notice of breach, and needs no late reminder. */
const TOO_LATE = 30

/** Clocks of a rule that run: written out, since an index over some rules alone is not used for one that is handed over as a value. */
const running = (clock: string, rule: 'T-05' | 'T-54') =>
  sql<boolean>`${sql.ref(`${clock}.state`)} = 'running' and ${sql.ref(`${clock}.rule`)} = ${sql.lit(rule)}`

/** Supplements whose time is over. */
async function lapsed(trx: Trx, today: Day): Promise<SystemStep[]> {
  const rows = await trx
    .selectFrom('clocks')
    .select('file_id')
    .where(running('clocks', 'T-05'))
    .where('due_on', '<', today)
    .orderBy('due_on')
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ file_id }) => ({ file_id, part_id: null, step: 'lapse_supplement', input: {} }))
}

const reminded = (days: number) =>
  sql<boolean>`coalesce(o.facts -> 'reminded', '[]') @> ${JSON.stringify([days])}::jsonb`

/** Obligations that are overdue, or of which somebody is to be reminded now. What was done already is not among them. */
async function owed(trx: Trx, today: Day): Promise<SystemStep[]> {
  const rows = await trx
    .selectFrom('clocks as c')
    .innerJoin('obligations as o', 'o.id', 'c.part_id')
    .select(['c.file_id', 'c.part_id', 'c.due_on', 'o.status'])
    .where(running('c', 'T-54'))
    .where('c.due_on', '<=', addDays(today, -BEFORE))
    .where((eb) =>
      eb.or([
        eb.and([eb('o.status', '=', 'due'), eb('c.due_on', '<', today)]),
        // What was agreed today needs no reminder today.
        eb.and([
          eb('o.status', '=', 'due'),
          eb('c.started_on', '<', today),
          eb('c.due_on', '>', today),
          eb.not(reminded(BEFORE)),
        ]),
        eb.and([
          eb('o.status', '=', 'due'),
          eb('c.started_on', '<', today),
          eb('c.due_on', '=', today),
          eb.not(reminded(0)),
        ]),
        eb.and([
          eb('o.status', '=', 'breached'),
          eb('c.due_on', '<=', addDays(today, -AFTER)),
          eb('c.due_on', '>', addDays(today, -TOO_LATE)),
          eb.not(reminded(AFTER)),
        ]),
      ]),
    )
    .orderBy('c.due_on')
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ file_id, part_id, due_on, status }): SystemStep => {
    if (status === 'due' && due_on < today) return { file_id, part_id, step: 'breach', input: {} }
    const days = status === 'breached' ? AFTER : due_on === today ? 0 : BEFORE
    return { file_id, part_id, step: 'remind', input: { days } }
  })
}

/** Meetings of today and tomorrow of which both sides were told on an earlier day and not reminded since. */
async function meetings(trx: Trx, today: Day): Promise<SystemStep[]> {
  const [from, to] = [now(), new Date(`${addDays(today, 2)}T00:00:00+08:00`).toISOString()]
  const { rows } = await sql<{ file_id: string; part_id: string }>`
    select m.file_id, m.id as part_id from mediations m
    where m.file_id in (select b.file_id from meetings_between(${from}, ${to}) b) and m.status = 'notified' and m.facts #>> '{meeting,at}' > ${from} and m.facts #>> '{meeting,at}' < ${to}
      and m.facts #>> '{meeting,reminded_on}' is null and m.facts #>> '{meeting,told_on}' < ${today}
    order by m.facts #>> '{meeting,at}' limit ${AT_ONCE}`.execute(trx)
  return rows.map((row): SystemStep => ({ ...row, step: 'remind_session', input: {} }))
}

/** Everything the system itself owes at this moment, from the rows alone: nothing is kept of what was done before. */
export async function systemSteps(trx: Trx, today: Day): Promise<SystemStep[]> {
  const found = await Promise.all([lapsed(trx, today), owed(trx, today), meetings(trx, today)])
  return found.flat()
}
