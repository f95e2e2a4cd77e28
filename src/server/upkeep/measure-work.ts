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
    with whole as (select max(at) as at from checks where kind = 'whole'),
    head as (select coalesce((select max(day) + 1 from day_heads where day < ${today}::date), '-infinity'::date)::timestamp
      at time zone 'Asia/Shanghai' as at),
    unsigned as (select least(
      (select min(recorded_at) from events, head where recorded_at >= head.at and recorded_at < ${signedBy}::timestamptz),
      (select min(looks.at) from looks, head where looks.at >= head.at and looks.at < ${signedBy}::timestamptz)) as at)
    select
      (select count(*)::int from effects where state = 'given_up' and kind = 'text_message'
        -- One whose link or code was over is not sent on purpose.
        and coalesce(answer, '') not like '% over' and settled_at >= ${ago(DAY)}::timestamptz) as failed,
      (select extract(epoch from ${at}::timestamptz - min(due_at))::float8 / 60 from effects where state = 'waiting' and due_at < ${at}::timestamptz) as late_minutes,
      (select count(*)::int from effects where state = 'waiting' and kind = 'text_message' and attempts >= 2) as at_gateway,
      (select extract(epoch from ${at}::timestamptz - ((unsigned.at at time zone 'Asia/Shanghai')::date + 1)::timestamp at time zone 'Asia/Shanghai')::float8 / 3600 from unsigned) as head_hours,
      (select count(*)::int from sign_in_attempts where at >= ${ago(900)}::timestamptz and outcome <> 'ok') as wrong_sign_ins,
      (select count(*)::int from emergency_codes where at >= ${ago(DAY)}::timestamptz) as codes,
      (select count(*)::int from restarts where at >= ${ago(3600)}::timestamptz) as restarts,
      (select extract(epoch from ${at}::timestamptz - max(at))::float8 / 3600 from checks) as check_hours,
      (select sum(findings)::int from checks, whole where whole.at is null or checks.at >= whole.at) as broken,
      (select coalesce(sum(duties), 0)::int from overdue_duties(${today}::date)) as overdue,
      (select count(*)::int from overdue_duties(${today}::date)) as overdue_units`.execute(trx)
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
