import { sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import { warnsOf } from '#domain/clocks/choosing.ts'
import { type RuleBook, ruleAsStarted } from '#domain/clocks/rule-book.ts'
import { type Level, levelsNow, nextLook, WARNED, type Warned, type Warns } from '#domain/clocks/warnings.ts'
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

/** Few: what a step wants to write waits behind no more than these. */
const AT_ONCE = 50

/** The centre above who owes: of its town, or of the county where it is the town's centre itself or an office of the county. */
const CENTRE = sql`coalesce((
  select above.id from units above where above.kind = any (${`{${CENTRE_KINDS.join(',')}}`}::text[]) and above.until is null
    and above.id <> owner.id and owner.kind <> 'town_centre'
    and above.place_code in (owner.place_code - owner.place_code % 1000000, owner.place_code - owner.place_code % 1000000000)
  order by above.place_code desc, above.id limit 1),
  (select top.id from units top where top.kind = 'county_centre' and top.until is null order by top.id limit 1), owner.id)`

type Running = Pick<Candidate, 'rule' | 'rule_version' | 'started_on' | 'due_on' | 'due_at'>

/** A clock as its warnings are reckoned: by the rule it was started under, else as the product warns. */
export function asWarned(rules: RuleBook, clock: Running): Warned & { warns: Warns } {
  const { started_on, due_on, due_at } = clock
  const rule = ruleAsStarted(rules, clock.rule, clock.rule_version)
  const { amount = 0, unit } = rule ?? {}
  const minutes = due_at === null ? null : unit === 'hour' ? amount * 60 : amount
  return { started_on, due_on, due_at, minutes, warns: rule ? warnsOf(rule) : WARNED }
}

/**
 * Running duties of offices that are to be looked at by now. They are held until they are written; what somebody's step holds is passed by and
 * looked at in the next round: the worker never waits for a step, so that neither can stand in the other's way for good.
 */
const candidates = (
  trx: Trx,
  { today, at, atOnce }: { today: string; at: string; atOnce: number },
): Promise<Candidate[]> =>
  sql<Candidate>`
    select c.id, c.file_id, c.rule, c.rule_version, c.started_on, c.due_on,
      to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as due_at, c.owes_unit,
      case when c.part = 'complaint' then c.owes_unit else ${CENTRE} end as centre,
      exists (select from posts o join people p on p.id = o.person_id
        where o.unit_id = c.owes_unit and o.role = any (${`{${DIRECTING_ROLES.join(',')}}`}::text[]) and p.left_on is null
          and o.from_on <= ${today}::date and (o.until is null or o.until >= ${today}::date)) as headed,
      (select array_agg(w.level) from clock_warnings w where w.clock_id = c.id) as told
    from clocks c join units owner on owner.id = c.owes_unit
    where c.state = 'running' and c.look_at is not null and c.look_at <= ${at}::timestamptz
    order by c.look_at, c.id limit ${atOnce} for no key update of c skip locked`
    .execute(trx)
    .then(({ rows }) => rows)

/** Whom of a kind a clock was told to last, from the rows of what was told. */
const lastTold = (whom: 'head' | 'centre') => sql`(select w.to_unit from clock_warnings w
  where w.clock_id = c.id and w.to_whom = ${sql.lit(whom)} order by w.at desc, w.level limit 1)`

type Looked = { id: string; next: string | null }

/** When each is to be looked at next. They were held since they were read: no step gave them another day meanwhile. */
const lookAgain = (trx: Trx, looked: readonly Looked[]) =>
  sql`update clocks c set look_at = n.next, told_head = ${lastTold('head')}, told_centre = ${lastTold('centre')}
    from jsonb_to_recordset(${JSON.stringify(looked)}::jsonb) n (id uuid, next timestamptz)
    where c.id = n.id`.execute(trx)

/**
 * Tells who owes, the head of the unit (where it has none, the centre), the centre above, each at its level and once: the rows are the memory, so that it may run
 * twice, late or be cut off (threats I23). What the parties owe or may do warns nobody.
 * @returns how many warnings it wrote
 */
export async function warnOfClocks(world: World, atOnce = AT_ONCE): Promise<number> {
  const at = now()
  const today = dayIn(at)
  let written = 0
  for (;;) {
    const some = await inScope(world.pool, wholeCounty(today), async (trx) => {
      const [{ rules }, found] = await Promise.all([readTiming(trx, world), candidates(trx, { today, at, atOnce })])
      const looks = found.map((clock) => {
        const of = asWarned(rules, clock)
        const told = clock.told ?? []
        const levels = levelsNow(of, told, at)
        return { clock, warns: of.warns, levels, next: nextLook(of, [...told, ...levels]) }
      })
      const rows = looks.flatMap(({ clock, warns, levels }) =>
        levels.map((level) => {
          const chosen = warns[level].to
          // Where there is no head to be told, it goes to who stands above: a warning shown to nobody is none.
          const to_whom = chosen === 'head' && !clock.headed ? 'centre' : chosen
          const to_unit = to_whom === 'centre' ? clock.centre : clock.owes_unit
          return { file_id: clock.file_id, clock_id: clock.id, level, at, to_whom, to_unit }
        }),
      )
      if (rows.length > 0)
        await trx
          .insertInto('clock_warnings')
          .values(rows)
          .onConflict((on) => on.doNothing())
          .execute()
      if (looks.length > 0)
        await lookAgain(
          trx,
          looks.map(({ clock: { id }, next }) => ({ id, next })),
        )
      // Whatever was looked at is not looked at again before its next instant: were it otherwise, this would never end.
      const advanced = looks.some(({ next }) => next === null || next > at)
      return { rows: rows.length, more: found.length === atOnce && advanced }
    })
    written += some.rows
    crashPoint('scan_between_files')
    if (!some.more) return written
  }
}
