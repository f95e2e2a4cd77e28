import { sql } from 'kysely'
import { addDays, type Calendar, type Day, dayIn, isProvisional } from '#domain/clocks/calendar.ts'
import type { Readings } from '#domain/upkeep/conditions.ts'
import { backupsNow } from '../backup/find.ts'
import { isTestTime, secondsAfter } from '../clock.ts'
import { systemSteps } from '../clocks/due.ts'
import type { Trx } from '../db/connection.ts'

const DAY = 86_400
const AHEAD = 366

type Row = {
  failed: number
  late_minutes: number | null
  at_gateway: number
  head_hours: number | null
  wrong_sign_ins: number
  codes: number
  restarts: number
  check_hours: number | null
  broken: number | null
  overdue: number
  overdue_units: number
}

/**
 * What the rows tell of the product's own work, by its own clock. The scope must see the whole county.
 * @param gateway whether the county has one for text messages
 */
export async function measureWork(
  trx: Trx,
  { at, calendar, gateway }: { at: string; calendar: Calendar; gateway: boolean },
): Promise<{ readings: Readings; figures: Record<string, number> }> {
  const today = dayIn(at)
  const ago = (seconds: number): string => secondsAfter(at, -seconds)
  // A day is signed ten minutes after its end; before that nothing is late.
  const signedBy = `${dayIn(ago(600))}T00:00:00+08:00`
  const { rows } = await sql<Row>`
    -- A clock that was ahead once left rows behind that lie in the future: they hide nothing of what is so now.
    with past as (select kind, at, findings from checks where at <= ${at}::timestamptz),
    whole as (select max(at) as at from past where kind = 'whole'),
    head as (select coalesce((select max(day) + 1 from day_heads where day < ${today}::date), '-infinity'::date)::timestamp
      at time zone 'Asia/Shanghai' as at),
    -- The first of each from its index: a join with the day would read every row behind it.
    unsigned as (select least(
      (select recorded_at from events where recorded_at >= (select at from head) and recorded_at < ${signedBy}::timestamptz
        order by recorded_at limit 1),
      (select at from looks where at >= (select at from head) and at < ${signedBy}::timestamptz order by at limit 1)) as at),
    overdue as (select coalesce(sum(duties), 0)::int as duties, count(*)::int as units from overdue_duties(${today}::date))
    select
      (select count(*)::int from effects where state = 'given_up' and kind = 'text_message'
        -- One whose link or code was over is not sent on purpose.
        and coalesce(answer, '') not like '% over' and settled_at between ${ago(DAY)}::timestamptz and ${at}::timestamptz) as failed,
      (select extract(epoch from ${at}::timestamptz - min(due_at))::float8 / 60 from effects where state = 'waiting' and due_at < ${at}::timestamptz) as late_minutes,
      (select count(*)::int from effects where state = 'waiting' and kind = 'text_message' and attempts >= 2) as at_gateway,
      (select extract(epoch from ${at}::timestamptz - ((unsigned.at at time zone 'Asia/Shanghai')::date + 1)::timestamp at time zone 'Asia/Shanghai')::float8 / 3600 from unsigned) as head_hours,
      (select count(*)::int from sign_in_attempts where at between ${ago(900)}::timestamptz and ${at}::timestamptz and outcome <> 'ok') as wrong_sign_ins,
      -- A code of the future is told all the same: moving the clock must not hide it.
      (select count(*)::int from emergency_codes where at >= ${ago(DAY)}::timestamptz) as codes,
      (select count(*)::int from restarts where at between ${ago(3600)}::timestamptz and ${at}::timestamptz) as restarts,
      (select extract(epoch from ${at}::timestamptz - max(at))::float8 / 3600 from past) as check_hours,
      (select sum(findings)::int from past, whole where whole.at is null or past.at >= whole.at) as broken,
      (select duties from overdue) as overdue,
      (select units from overdue) as overdue_units`.execute(trx)
  const backups = await backupsNow(trx, at)
  const row = rows[0]
  if (!row) throw new Error('the database said nothing')
  const positive = (reading: number | null): number | null => (reading === null ? null : Math.max(0, reading))
  return {
    readings: {
      backup_late: positive(backups.backup_hours),
      backup_failed: backups.failures,
      drill_late: positive(backups.drill_days),
      messages_failed: row.failed,
      messages_late: row.late_minutes ?? 0,
      message_gateway: gateway ? row.at_gateway : null,
      day_head_late: Math.max(0, row.head_hours ?? 0),
      check_late: positive(row.check_hours),
      check_broken: row.broken,
      sign_ins_wrong: row.wrong_sign_ins,
      emergency_code: row.codes,
      restarts: row.restarts,
      calendar: knownDays(today, calendar),
      test_clock: isTestTime() ? 1 : 0,
    },
    figures: { overdue: row.overdue, overdue_units: row.overdue_units },
  }
}

/** Days from today for which the holidays are published, at most a year. */
export function knownDays(today: Day, calendar: Calendar): number {
  if (!isProvisional(today, addDays(today, AHEAD), calendar)) return AHEAD
  let [known, not] = [0, AHEAD]
  while (not - known > 1) {
    const half = Math.floor((known + not) / 2)
    if (isProvisional(today, addDays(today, half), calendar)) not = half
    else known = half
  }
  return known
}

/** Steps the system owes at this moment, each under a name that stays the same while it is owed. */
export const owedNow = async (trx: Trx, today: Day): Promise<string[]> =>
  (await systemSteps(trx, today)).map(({ file_id, part_id, step }) => `${step} ${part_id ?? file_id}`)
