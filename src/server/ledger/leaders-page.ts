import { sql } from 'kysely'
import type { z } from 'zod'
import type { leadersPage } from '#contract/ledger.ts'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { clockRule } from '#domain/clocks/rules.ts'
import { STAGES, type Stage } from '#domain/disputes/stage.ts'
import { COLOUR_GROUNDS, COLOURS, type Colour, type ColourGround } from '#domain/ledger/colours.ts'
import { AREA_ROLES } from '#domain/organisations/words.ts'
import { DISPUTE_TYPES, type DisputeType } from '#domain/triage/types.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inArea, inScope } from '../db/scope.ts'
import { linesByIds, plannedAnew, type Staff } from '../disputes/list-line.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'

/** As many as are read in a meeting; the rest is one tap away, in the ledger. */
const SHOWN = 12
/** Beyond so many the number says nothing more. */
const COUNTED = 1_000
/** What comes up so often in one village, of one type, in so many days, keeps recurring (本县约定). */
const OFTEN = 3
const RECENT_DAYS = 30
/** So many of the newest files mostly tell of all that is shown. */
const NEWEST_READ = 60
/** Of what keeps recurring so many files are named. */
const NEWEST = 8

type Why = { file_id: string; why: string }

type Risky = {
  file_id: string
  colour: Colour | null
  unreported: boolean
  grounds: ColourGround[] | null
  total: number
}

/**
 * Matters with an orange or red colour, and those where a danger was reported that the police have not heard of: the gravest first.
 * What the police have not heard of stands with red, whatever colour somebody has given it or not yet.
 */
async function mayBlowUp(trx: Trx, { scope }: Staff) {
  const unheard = sql`c.rule = 'T-52' and c.state = 'running'`
  const gravest = sql`(f.colour is distinct from 'red' and not f.unreported), f.received_at desc, f.file_id`
  const { rows } = await sql<Risky>`
    select f.*, (select d.facts #> '{colour,grounds}' from disputes d where d.file_id = f.file_id) as grounds
    from (
      select f.*, count(*) over ()::int as total from (
        select files.id as file_id, files.colour, files.received_at,
            exists (select from clocks c where c.file_id = files.id and ${unheard}) as unreported
          from files where files.colour in ('orange', 'red') and ${inArea(scope)}
        union
        select files.id, files.colour, files.received_at, true from clocks c join files on files.id = c.file_id
          where ${unheard} and ${inArea(scope)}
      ) f order by ${gravest} limit ${SHOWN}
    ) f order by ${gravest}`.execute(trx)
  return {
    count: rows[0]?.total ?? 0,
    whys: rows.map(({ file_id, colour, grounds, unreported }): Why => {
      const whys = [
        ...(unreported ? ['报告了激化风险，公安机关还没有接报'] : []),
        ...(colour ? [`${COLOURS[colour]}色：${(grounds ?? []).map((it) => COLOUR_GROUNDS[it]).join('；')}`] : []),
      ]
      return { file_id, why: whys.join('。') }
    }),
  }
}

/** Matters on which an office is late, the longest first; what a party owes or may do is no office's lateness, and that somebody was sent for help is not read here. */
async function stuck(trx: Trx, { scope }: Staff, at: string) {
  const today = sql`${dayIn(at)}::date`
  const late = sql`c.state = 'running' and c.owes_kind <> 'party' and c.part <> 'referral'`
  // A file stands there once, and counted are files, no further than the number says something. Files know since when an office is late with
  // them; only what is counted in minutes or hours is late within its day, and comes last. What they are late with is read of the few shown.
  const { rows } = await sql<{ file_id: string; rule: string; days: number; total: number }>`
    select n.file_id, c.rule, (${today} - c.due_on)::int as days, n.total from (
      select l.file_id, l.late_on, count(*) over ()::int as total from (
        (select files.id as file_id, files.late_on from files
          where files.late_on < ${today} and files.kind = 'dispute' and ${inArea(scope)} order by files.late_on, files.id limit ${COUNTED})
        union all
        select files.id, files.late_on from files
          where files.late_on = ${today} and files.kind = 'dispute' and ${inArea(scope)}
            and exists (select from clocks c where c.file_id = files.id and ${late} and c.due_on = ${today} and c.due_at < ${at}::timestamptz)
        limit ${COUNTED}
      ) l order by l.late_on, l.file_id limit ${SHOWN}
    ) n cross join lateral (select c.rule, c.due_on from clocks c
      where c.file_id = n.file_id and ${late} and c.due_on = n.late_on and (c.due_on < ${today} or c.due_at < ${at}::timestamptz)
      order by c.id limit 1) c
    order by n.late_on, n.file_id`.execute(trx)
  return {
    count: rows[0]?.total ?? 0,
    whys: rows.map(({ file_id, rule, days }): Why => {
      const says = clockRule(rule)?.says ?? '该办的'
      return { file_id, why: days > 0 ? `${says}，已过 ${days} 天` : `${says}，今天已经超过时限` }
    }),
  }
}

type Again = {
  place_code: number
  place: string
  type: string
  count: number
  files: { id: string; code: string; stage: Stage; at: string }[]
}

/** The same type of matter in one village again and again: of matters, never of people. */
async function recurring(trx: Trx, asker: Staff, since: string): Promise<Again[]> {
  // What recurred last stands first. Where the newest files tell of enough of it, nobody need count all that came in those days.
  const few = await recurringAmong(trx, asker, since, NEWEST_READ)
  return few.length === SHOWN ? few : recurringAmong(trx, asker, since, null)
}

/** What recurs among the types and villages of the newest files: of so many, or of all since then. */
async function recurringAmong(trx: Trx, { scope }: Staff, since: string, newest: number | null): Promise<Again[]> {
  const villageOf = sql`(select string_agg(p.name, '' order by p.code) from places p
    where p.code in (g.village - g.village % 1000000, g.village) and p.level <> 'county')`
  const counted = sql`files.received_at >= ${since}::timestamptz and files.dispute_type is not null
    and files.ledger is distinct from 'gone' and ${inArea(scope)}`
  // The village and its grids by their codes: so the index knows type, place and time at once.
  const ofGroup = sql`files.dispute_type = g.type and ${counted}
    and files.place_code = any (array(select p.code from places p where p.code between g.village and g.village + 999))`
  const whole =
    newest === null ? sql`select g.seen as count` : sql`select count(*)::int as count from files where ${ofGroup}`
  const { rows } =
    await sql<Again>`select g.village as place_code, coalesce(${villageOf}, '') as place, g.type, g.count,
      (select jsonb_agg(jsonb_build_object('id', f.id, 'code', f.short_code, 'stage', f.stage, 'at', f.received_at) order by f.received_at desc)
        from (select files.id, files.short_code, files.stage, files.received_at from files
          where ${ofGroup} order by files.received_at desc limit ${NEWEST}) f) as files
    from (
      select g.village, g.type, g.latest, c.count from (
        select f.place_code - f.place_code % 1000 as village, f.dispute_type as type, max(f.received_at) as latest, count(*)::int as seen
        from (select files.place_code, files.dispute_type, files.received_at from files where ${counted}
          order by files.received_at desc limit ${newest}) f
        group by 1, 2
      ) g cross join lateral (${whole}) c
      where c.count >= ${OFTEN}
      order by g.latest desc limit ${SHOWN}
    ) g order by g.latest desc`.execute(trx)
  return rows
}

/**
 * Three questions of a leader's own area: what may blow up, what is stuck, what keeps recurring. No villages in order of numbers,
 * no rates: a line is there for its files, and opens them. @throws Problem not_yours for whose work covers no area
 */
export const leadersPageOf = (world: World, asker: Staff): Promise<z.input<typeof leadersPage.reply>> => {
  if (!AREA_ROLES.includes(asker.actor.role)) throw new Problem('not_yours')
  return inScope(world.pool, asker.scope, async (trx) => {
    const at = now()
    const today = dayIn(at)
    const since = addDays(today, -RECENT_DAYS)
    const [, blow, late, again] = await Promise.all([
      plannedAnew(trx),
      mayBlowUp(trx, asker),
      stuck(trx, asker, at),
      recurring(trx, asker, `${since}T00:00:00+08:00`),
    ])
    const whys = [...blow.whys, ...late.whys]
    const lines = new Map(
      (
        await linesByIds(
          trx,
          asker,
          world,
          whys.map((it) => it.file_id),
        )
      ).map((line) => [line.file_id, line]),
    )
    const few = ({ count, whys }: { count: number; whys: readonly Why[] }) => ({
      count,
      lines: whys.flatMap(({ file_id, why }) => {
        const line = lines.get(file_id)
        return line ? [{ ...line, why }] : []
      }),
    })
    return {
      at,
      may_blow_up: few(blow),
      stuck: few(late),
      recurring: again.map(({ place, place_code, type, count, files }) => ({
        ...{ place, place_code: Number(place_code), type, count, since },
        says: `${DISPUTE_TYPES[type as DisputeType] ?? '同一类'}，${RECENT_DAYS} 日里 ${count} 件`,
        files: files.map(({ id, code, stage, at: on }) => ({
          file_id: id,
          short_code: code,
          stage_says: STAGES[stage],
          received_on: dayIn(new Date(on).toISOString()),
        })),
      })),
    }
  })
}
