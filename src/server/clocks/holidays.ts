import { sql } from 'kysely'
import type { z } from 'zod'
import { enterHolidays, type holidays } from '#contract/clock-rules.ts'
import { type Calendar, type Day, dayIn } from '#domain/clocks/calendar.ts'
import { keepsTheRules } from '#domain/clocks/keepers.ts'
import { calendarWith, daysChanged, faultsOfNotice, type Notice, yearOf } from '#domain/clocks/notices.ts'
import { freshDay, recounted } from '#domain/clocks/recount.ts'
import { type RuleBook, ruleAsStarted } from '#domain/clocks/rule-book.ts'
import { isTestTime, now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { Asked } from '../http/serve.ts'
import type { World } from '../world.ts'
import { keep } from './keep-rules.ts'
import { readTiming } from './timing.ts'

export type Live = {
  id: string
  file_id: string
  part: string
  rule: string
  rule_version: number
  started_on: Day
  due_on: Day
  paused_days: number
}

/** Running clocks whose count meets one of these days, after one of them in order: what is counted to an instant knows no holidays. */
export async function meeting(trx: Trx, days: readonly Day[], after: string | null, most: number): Promise<Live[]> {
  const { rows } = await sql<Live>`
    select id, file_id, part, rule, rule_version, started_on, due_on, paused_days from clocks
    where state = 'running' and due_at is null and due_on >= ${days[0]}::date and started_on <= ${days.at(-1)}::date
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${most}`.execute(trx)
  return rows
}

/** Whether the day of a running clock moves, and to which. */
export function movedDay(clock: Live, rules: RuleBook, today: Day, calendar: Calendar): Day | null {
  const rule = ruleAsStarted(rules, clock.rule, clock.rule_version)
  const day = rule && recounted(rule, clock, today, calendar)
  return day === undefined || day === clock.due_on ? null : day
}

const AT_ONCE = 2000

/** What another calendar does to everything that runs: as numbers, since who asks sees no case. */
async function effectOf(trx: Trx, rules: RuleBook, days: readonly Day[], today: Day, calendar: Calendar) {
  let [later, earlier, kept] = [0, 0, 0]
  for (let after: string | null = null; ; ) {
    const found = await meeting(trx, days, after, AT_ONCE)
    for (const clock of found) {
      const rule = ruleAsStarted(rules, clock.rule, clock.rule_version)
      const day = movedDay(clock, rules, today, calendar)
      if (day !== null && day > clock.due_on) later += 1
      else if (day !== null) earlier += 1
      else if (rule && freshDay(rule, clock, calendar) < clock.due_on) kept += 1
    }
    after = found.at(-1)?.id ?? null
    if (found.length < AT_ONCE) return { later, earlier, kept }
  }
}

/** What was entered, the oldest first. */
export const noticesOf = async (trx: Trx): Promise<Notice[]> =>
  (
    await trx
      .selectFrom('holiday_notices')
      .select(['nth', 'year', 'status', 'document as source', 'days_off', 'days_on'])
      .orderBy('nth')
      .execute()
  ).map((row) => ({ ...row, status: row.status as Notice['status'] }))

/**
 * Enters a notice, or says what it would change. The running clocks are counted anew by the worker, each file by a step of its own.
 * @throws Problem bad_input beside the field · not_yours
 */
export const holidaysEntered = (world: World, { asker, key, params, body }: Asked<typeof enterHolidays>) =>
  keep(world, { endpoint: enterHolidays, asker, key, of: params, body }, true, async ({ trx, by, at, today }) => {
    const { year, document, holidays, worked, try_only, reason } = body
    const faults = faultsOfNotice({ year, holidays, worked })
    if (faults.length > 0) throw new Problem('bad_input', { faults })
    const [{ calendar: before, rules }, notices] = await Promise.all([readTiming(trx, world), noticesOf(trx)])
    const text = yearOf({ year, holidays, worked }, document)
    const after = calendarWith(world.calendar, [...notices, { nth: (notices.at(-1)?.nth ?? 0) + 1, ...text }])
    const days = daysChanged(before, after)
    const known = before.years.find((it) => it.year === year)
    if (days.length === 0 && known?.status === 'published' && known.source === document)
      throw new Problem('bad_input', {
        faults: [{ path: 'holidays', says: `${year} 年现在就是这样安排的，文号也一样：不用再录。` }],
      })
    const effect =
      days.length === 0 ? { later: 0, earlier: 0, kept: 0 } : await effectOf(trx, rules, days, today, after)
    if (!try_only) {
      const { status, days_off, days_on } = text
      await trx
        .insertInto('holiday_notices')
        .values({
          year,
          status,
          document,
          days_off: [...days_off],
          days_on: [...days_on],
          at,
          by_person: by.person_id,
          by_post: by.post_id,
          reason,
          moved: 0,
          test_time: isTestTime(),
        })
        .execute()
      await readTiming(trx, world)
    }
    return { id: String(year), notes: [], days_off: [...text.days_off], days_on: [...text.days_on], ...effect }
  })

/** The years' holidays with their notices; what was entered here says when, by whom, why, and how far the recount is. */
export const showHolidays = (world: World, asker: Asker): Promise<z.input<typeof holidays.reply>> =>
  inScope(world.pool, nobody(dayIn(now())), async (trx) => {
    const [{ calendar }, entered] = await Promise.all([
      readTiming(trx, world),
      trx
        .selectFrom('holiday_notices as n')
        .innerJoin('posts as o', 'o.id', 'n.by_post')
        .innerJoin('units as u', 'u.id', 'o.unit_id')
        .select(['n.year', 'n.at', 'u.name as by', 'n.reason', 'n.moved', 'n.recounted_at'])
        .orderBy('n.nth')
        .execute(),
    ])
    return {
      years: calendar.years.map(({ days_off, days_on, ...year }) => {
        const last = entered.findLast((it) => it.year === year.year)
        return {
          ...year,
          days_off: [...days_off],
          days_on: [...days_on],
          entered: last
            ? { at: last.at, by: last.by, reason: last.reason, moved: last.moved, done: last.recounted_at !== null }
            : null,
        }
      }),
      may_change: asker.kind === 'staff' && keepsTheRules(asker.actor),
    }
  })
