import { CompiledQuery } from 'kysely'
import type { Calendar } from '#domain/clocks/calendar.ts'
import { calendarWith, type Notice } from '#domain/clocks/notices.ts'
import type { RuleBook } from '#domain/clocks/rule-book.ts'
import type { WordingBook } from '#domain/documents/wording-book.ts'
import { ask, type Trx } from '../db/connection.ts'
import { unscoped } from '../db/scope.ts'
import type { World } from '../world.ts'

/** What a step is decided with beside its file: the calendar and the lengths in force, and the wording released. */
export type Timing = { calendar: Calendar; rules: RuleBook; wordings: WordingBook }

type Counted = Pick<World, 'pool' | 'calendar'>
type Known = Timing & { base: Calendar; notices: string; at: number }

/** What this process last read. A page may be shown with what was true two seconds ago; a step reads for itself. */
const known = new WeakMap<Counted['pool'], Known>()
const FRESH_SECONDS = 2

const IN_FORCE = CompiledQuery.raw(`select
    (select coalesce(jsonb_agg(jsonb_build_object('rule', rule, 'version', version, 'amount', amount, 'unit', unit,
      'from_on', from_on, 'warns', jsonb_build_object('half', jsonb_build_object('percent', half_at, 'to', half_to),
      'most', jsonb_build_object('percent', most_at, 'to', most_to), 'over', jsonb_build_object('percent', 100, 'to', over_to)))
      order by version), '[]') from clock_rule_versions) as rules,
    (select coalesce(jsonb_agg(jsonb_build_object('nth', nth, 'year', year, 'status', status, 'source', document,
      'days_off', days_off, 'days_on', days_on) order by nth), '[]') from holiday_notices) as notices,
    (select coalesce(jsonb_agg(jsonb_build_object('piece', v.piece, 'version', v.version, 'effective_on', v.effective_on)), '[]')
      from wording_versions v join wording_releases r using (piece, version) where r.verdict = 'released') as wordings`)

/**
 * Reads what is in force, in the step's own transaction: whatever was chosen before it committed counts for it. The calendar keeps
 * its identity while no notice is entered, so that what is kept beside it stays good.
 */
export async function readTiming(trx: Trx, world: Counted): Promise<Timing> {
  const [row] = await ask<Pick<Timing, 'rules' | 'wordings'> & { notices: Notice[] }>(trx, IN_FORCE)
  const { rules = [], notices = [], wordings = [] } = row ?? {}
  const before = known.get(world.pool)
  const text = JSON.stringify(notices)
  const calendar =
    before && before.base === world.calendar && before.notices === text
      ? before.calendar
      : calendarWith(world.calendar, notices)
  known.set(world.pool, { calendar, rules, wordings, base: world.calendar, notices: text, at: process.uptime() })
  return { calendar, rules, wordings }
}

/** What was last read: for pages, whose request was begun by `freshTiming`. */
export const timingOf = (world: Counted): Timing =>
  known.get(world.pool) ?? { calendar: world.calendar, rules: [], wordings: [] }

/** Reads anew what this process read too long ago. Counted by the machine: the product's clock may be set by hand. */
export async function freshTiming(world: Counted): Promise<Timing> {
  const { at } = known.get(world.pool) ?? {}
  if (at !== undefined && process.uptime() - at < FRESH_SECONDS) return timingOf(world)
  return unscoped(world.pool, (db) => readTiming(db, world))
}
