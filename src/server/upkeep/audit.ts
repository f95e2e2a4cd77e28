import { sql } from 'kysely'
import type { z } from 'zod'
import { type audit, COUNTED, type Counted, type Counts } from '#contract/upkeep.ts'
import { addDays, type Day, dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import { printOfKey } from '../crypto/key-print.ts'
import type { Trx } from '../db/connection.ts'
import { command } from '../packed.ts'
import type { World } from '../world.ts'

const DAYS = 31
const MOST_EMERGENCIES = 20

type Counting = { day: Day; unit_id: number; what: Counted; times: number }
const none = (): Counts => Object.fromEntries(Object.keys(COUNTED).map((name) => [name, 0])) as Counts
const startOf = (day: Day): string => `${day}T00:00:00+08:00`

/**
 * What was looked at, taken along, refused and changed between two days, by day and unit. Looks stand on files nobody here may
 * see: the database counts them and gives the counts alone.
 */
async function countings(trx: Trx, from: Day, until: Day): Promise<Counting[]> {
  const [since, end] = [startOf(from), startOf(addDays(until, 1))]
  const { rows } = await sql<Counting>`
    select day::text, unit_id, what, times::int from sensitive_readings(${since}::timestamptz, ${end}::timestamptz)
    union all
    select day::text, unit_id, 'denied', times from denials where day between ${from}::date and ${until}::date
    union all
    select (l.at at time zone 'Asia/Shanghai')::date::text, o.unit_id,
      case when l.change like 'export%' then 'exported' else 'changed' end, count(*)::int
    from administration_log l join posts o on o.id = l.by_post
    where l.at >= ${since}::timestamptz and l.at < ${end}::timestamptz
      and (l.change like 'export%' or l.change in ('add_person', 'end_person', 'give_code', 'add_post', 'end_post'))
    group by 1, 2, 3`.execute(trx)
  return rows
}

function summed(rows: readonly Counting[]): Counts {
  const counts = none()
  for (const { what, times } of rows) counts[what] += times
  return counts
}

/** Ways in past the product: codes made at the server, and others' connections to its database. */
async function emergenciesSince(trx: Trx, since: string) {
  const { rows } = await sql<{
    id: string
    at: string
    until: string | null
    what: 'emergency_code' | 'direct_login'
    says: string
  }>`
    select id, at, null::timestamptz as until, 'emergency_code' as what, sign_in_name as says from emergency_codes where at >= ${since}::timestamptz
    union all
    select id, since, coalesce(until, calm_since), 'direct_login', worst::int::text from alarms where condition = 'direct_login' and since >= ${since}::timestamptz
    order by at desc`.execute(trx)
  return rows.map((row) => ({
    ...row,
    says:
      row.what === 'emergency_code'
        ? `在服务器上给 ${row.says} 发了应急开通码`
        : `${row.says} 个连接绕过本系统直接连着数据库`,
  }))
}

/** The auditor's page: counts by day and unit, whether the records were verified, the signed days, the ways in past the product. */
export async function auditPage(
  { keys }: Pick<World, 'keys'>,
  trx: Trx,
  asked: Day | undefined,
): Promise<z.input<(typeof audit)['reply']>> {
  const at = now()
  const today = dayIn(at)
  const from = addDays(today, 1 - DAYS)
  const day = asked ?? today
  const [listed, ofDay, names, heads, signed, whole, emergencies] = await Promise.all([
    countings(trx, from, today),
    countings(trx, day, day),
    trx.selectFrom('units').select(['id', 'name']).execute(),
    trx
      .selectFrom('day_heads')
      .select(sql<Day>`to_char(day, 'YYYY-MM-DD')`.as('day'))
      .where('day', '>=', from)
      .execute(),
    sql<{
      last_day: Day | null
      days: number
    }>`select max(day)::text as last_day, count(*)::int as days from day_heads`.execute(trx),
    trx
      .selectFrom('checks')
      .select(['at', 'files', 'events', 'days', 'findings', 'test_time'])
      .where('kind', '=', 'whole')
      .where('at', '<=', at)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst(),
    emergenciesSince(trx, startOf(from)),
  ])
  const sampled = await sql<{ times: number; files: number; findings: number; last_at: string | null }>`
    select count(*)::int as times, coalesce(sum(files), 0)::int as files, coalesce(sum(findings), 0)::int as findings, max(at) as last_at
    from checks where kind = 'sample' and at between ${whole?.at ?? startOf(from)}::timestamptz and ${at}::timestamptz`.execute(
    trx,
  )
  const nameOf = new Map(names.map(({ id, name }) => [Number(id), name]))
  const signedOn = new Set(heads.map((row) => row.day))
  const units = [...new Set(ofDay.map(({ unit_id }) => Number(unit_id)))]
  return {
    today,
    days: Array.from({ length: DAYS }, (_, back) => addDays(today, -back)).map((it) => ({
      day: it,
      counts: summed(listed.filter((row) => row.day === it)),
      signed: signedOn.has(it),
      emergencies: emergencies.filter((row) => dayIn(row.at) === it).length,
    })),
    day,
    units: units
      .map((id) => ({
        unit_name: nameOf.get(id) ?? '',
        counts: summed(ofDay.filter((row) => Number(row.unit_id) === id)),
      }))
      .sort((one, other) => one.unit_name.localeCompare(other.unit_name, 'zh')),
    verified: whole ?? null,
    verify: command('verify'),
    sampled: sampled.rows[0] ?? { times: 0, files: 0, findings: 0, last_at: null },
    signed: {
      last_day: signed.rows[0]?.last_day ?? null,
      days: signed.rows[0]?.days ?? 0,
      key_print: printOfKey(keys.head),
    },
    emergencies: emergencies.slice(0, MOST_EMERGENCIES),
  }
}
