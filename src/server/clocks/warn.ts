import { sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import { warnsOf } from '#domain/clocks/choosing.ts'
import { ruleAsStarted } from '#domain/clocks/rule-book.ts'
import { type Level, levelsNow, WARNED, type Warned } from '#domain/clocks/warnings.ts'
import { CENTRE_KINDS, DIRECTING_ROLES } from '#domain/organisations/words.ts'
import { now } from '../clock.ts'
import { crashPoint } from '../crash.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import type { World } from '../world.ts'
import { readTiming } from './timing.ts'

type Candidate = Omit<Warned, 'minutes' | 'warns'> & {
  id: string
  file_id: string
  rule: string
  rule_version: number
  owes_unit: number
  centre: number
  /** Whether somebody directs the unit that owes: a police station, a department, a court has nobody here who would be shown it. */
  headed: boolean
  told: Level[] | null
}

const AT_ONCE = 500

/** The centre above who owes: of its town, or of the county where it is the town's centre itself or an office of the county. */
const CENTRE = sql`coalesce((
  select above.id from units above where above.kind = any (${`{${CENTRE_KINDS.join(',')}}`}::text[]) and above.until is null
    and above.id <> owner.id and owner.kind <> 'town_centre'
    and above.place_code in (owner.place_code - owner.place_code % 1000000, owner.place_code - owner.place_code % 1000000000)
  order by above.place_code desc, above.id limit 1),
  (select top.id from units top where top.kind = 'county_centre' and top.until is null order by top.id limit 1), owner.id)`

type Asked = { today: string; at: string; after: Candidate | null; atOnce: number }

/**
 * Running duties of offices for which the time of a level may have come and that were not told of it. A day is reckoned here as in the
 * domain (`warnOn`); to the instant it decides.
 */
const candidates = (trx: Trx, { today, at, after, atOnce }: Asked): Promise<Candidate[]> =>
  sql<Candidate>`
    select c.id, c.file_id, c.rule, c.rule_version, c.started_on, c.due_on,
      to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as due_at, c.owes_unit,
      case when c.part = 'complaint' then c.owes_unit else ${CENTRE} end as centre,
      exists (select from posts o join people p on p.id = o.person_id
        where o.unit_id = c.owes_unit and o.role = any (${`{${DIRECTING_ROLES.join(',')}}`}::text[]) and p.left_on is null
          and o.from_on <= ${today}::date and (o.until is null or o.until >= ${today}::date)) as headed,
      (select array_agg(w.level) from clock_warnings w where w.clock_id = c.id) as told
    from clocks c join units owner on owner.id = c.owes_unit
    left join clock_rule_versions v on v.rule = c.rule and v.version = c.rule_version
    where c.state = 'running'
      and (${after?.id ?? null}::uuid is null or (c.due_on, c.id) > (${after?.due_on ?? null}::date, ${after?.id ?? null}::uuid))
      and (
      (c.due_at is null and (
        (c.due_on - c.started_on > 0 and c.due_on - (c.due_on - c.started_on) * (100 - coalesce(v.half_at, ${WARNED.half.percent})) / 100 <= ${today}::date
          and not exists (select from clock_warnings w where w.clock_id = c.id and w.level = 'half'))
        or (c.due_on - c.started_on > 0 and c.due_on - (c.due_on - c.started_on) * (100 - coalesce(v.most_at, ${WARNED.most.percent})) / 100 <= ${today}::date
          and not exists (select from clock_warnings w where w.clock_id = c.id and w.level = 'most'))
        or (c.due_on < ${today}::date
          and not exists (select from clock_warnings w where w.clock_id = c.id and w.level = 'over'))))
      or (c.due_at is not null and (select count(*) from clock_warnings w where w.clock_id = c.id) < 3
        and c.due_at < ${at}::timestamptz + interval '8 days'))
    order by c.due_on, c.id limit ${atOnce}`
    .execute(trx)
    .then(({ rows }) => rows)

/**
 * Tells who owes, the head of the unit (where it has none, the centre), the centre above, each at its level and once: the rows are the memory, so that it may run
 * twice, late or be cut off (threats I23). What the parties owe or may do warns nobody.
 * @returns how many warnings it wrote
 */
export async function warnOfClocks(world: World, atOnce = AT_ONCE): Promise<number> {
  const at = now()
  const today = dayIn(at)
  let written = 0
  // On past those that wait: what is not told yet never keeps others from being told.
  let after: Candidate | null = null
  for (;;) {
    const some = await inScope(world.pool, wholeCounty(today), async (trx) => {
      const [{ rules }, found] = await Promise.all([
        readTiming(trx, world),
        candidates(trx, { today, at, after, atOnce }),
      ])
      const rows = found.flatMap((clock) => {
        const rule = ruleAsStarted(rules, clock.rule, clock.rule_version)
        const { amount = 0, unit } = rule ?? {}
        const warns = rule ? warnsOf(rule) : WARNED
        const minutes = clock.due_at === null ? null : unit === 'hour' ? amount * 60 : amount
        return levelsNow({ ...clock, minutes, warns }, clock.told ?? [], at).map((level) => {
          const chosen = warns[level].to
          // Where there is no head to be told, it goes to who stands above: a warning shown to nobody is none.
          const to_whom = chosen === 'head' && !clock.headed ? 'centre' : chosen
          const to_unit = to_whom === 'centre' ? clock.centre : clock.owes_unit
          return { file_id: clock.file_id, clock_id: clock.id, level, at, to_whom, to_unit }
        })
      })
      if (rows.length > 0)
        await trx
          .insertInto('clock_warnings')
          .values(rows)
          .onConflict((on) => on.doNothing())
          .execute()
      return { rows: rows.length, last: found.length < atOnce ? null : (found.at(-1) ?? null) }
    })
    written += some.rows
    crashPoint('scan_between_files')
    if (some.last === null) return written
    after = some.last
  }
}
