import { sql } from 'kysely'
import { changeClockRule, tryClockRule } from '#contract/clock-rules.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { type FlatWarns, faultsOfChoice, flatWarns, WARN_FIELDS, warnsFrom, warnsOf } from '#domain/clocks/choosing.ts'
import { amountWords, FIRST_OF_COUNTY, type RuleUnit, ruleInForce } from '#domain/clocks/rule-book.ts'
import { CLOCK_RULES, type ClockRule, type ClockRuleId, isTimed } from '#domain/clocks/rules.ts'
import { type PastClocks, trialSince, tryLength, tryWarns } from '#domain/clocks/trial.ts'
import { isTestTime } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { Problem } from '../http/problem.ts'
import type { Asked } from '../http/serve.ts'
import { newId } from '../ids.ts'
import type { World } from '../world.ts'
import { keep } from './keep-rules.ts'
import { readTiming } from './timing.ts'

/** A trial is good for the day it was made: tomorrow the past is another. */
const known = (rule: string): ClockRuleId => {
  if (!Object.hasOwn(CLOCK_RULES, rule)) throw new Problem('not_found')
  return rule as ClockRuleId
}

/** The clocks of a rule behind us, alike ones together. What fell away without being done says nothing about its length. */
async function pastOf(trx: Trx, id: ClockRuleId, timed: boolean, now: string): Promise<PastClocks[]> {
  const today = dayIn(now)
  const { rows } = await sql<PastClocks>`
    select c.started_on, c.paused_days, case when ${timed} then began.recorded_at end as started_at,
      coalesce((ended.recorded_at at time zone 'Asia/Shanghai')::date, c.paused_on) as done_on,
      case when ${timed} then ended.recorded_at end as done_at,
      count(*)::int as clocks,
      count(*) filter (where c.state = 'met_late' or (c.state in ('running', 'paused') and case when c.due_at is null
        then c.due_on < coalesce(c.paused_on, ${today}::date) else c.due_at < ${now}::timestamptz end))::int as late
    from clocks c
    join events began on began.file_id = c.file_id and began.seq = c.start_event
    left join events ended on ended.file_id = c.file_id and ended.seq = c.settled_event
    where c.rule = ${id} and c.state <> 'cancelled' and c.started_on >= ${trialSince(today)}::date
    group by 1, 2, 3, 4, 5`.execute(trx)
  return rows
}

/** What was said of several things that may be left out. */
const onlySaid = <T extends object>(said: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }

/** Tries a length on what is behind us and keeps what came out. @throws Problem bad_input · may_not_change where the rule is the law's own */
export const ruleTried = (world: World, { asker, key, params, body }: Asked<typeof tryClockRule>) =>
  keep(world, { endpoint: tryClockRule, asker, key, of: params, body }, true, async ({ trx, by, at }) => {
    const rule = known(params.rule)
    const { calendar, rules } = await readTiming(trx, world)
    const inForce = ruleInForce(rules, rule)
    const { amount, unit, ...said } = body
    const flat: FlatWarns = { ...flatWarns(warnsOf(inForce)), ...onlySaid(said) }
    const warns = warnsFrom(flat)
    const faults = faultsOfChoice(rules, rule, { amount, unit, warns })
    if (faults.length > 0)
      throw new Problem(faults.some(({ path }) => path === '') ? 'may_not_change' : 'bad_input', { faults })
    const wanted: ClockRule = { ...inForce, amount, unit, warns }
    const past = await pastOf(trx, rule, isTimed(wanted), at)
    const tried = tryLength(wanted, past, at, calendar)
    const [then, now] = [tryWarns(wanted, past, at, calendar), tryWarns(inForce, past, at, calendar)]
    const warned = { half_now: now.half, half_then: then.half, most_now: now.most, most_then: then.most }
    const id = newId(at)
    await trx
      .insertInto('clock_rule_trials')
      .values({
        id,
        at,
        by_person: by.person_id,
        by_post: by.post_id,
        rule,
        amount,
        unit,
        ...flat,
        ...tried,
        ...warned,
      })
      .execute()
    return { trial: id, length_says: amountWords(amount, unit), ...tried, ...warned }
  })

/**
 * Chooses the length that was tried, for clocks that start from now on; a running one keeps its own.
 * @throws Problem trial_first where it was not tried today by who chooses it, for this rule, or somebody chose another since, of this rule
 * or beside it
 */
export const ruleChanged = (world: World, { asker, key, params, body }: Asked<typeof changeClockRule>) =>
  keep(world, { endpoint: changeClockRule, asker, key, of: params, body }, true, async ({ trx, by, at, today }) => {
    const rule = known(params.rule)
    const [tried, latest, used] = await Promise.all([
      trx
        .selectFrom('clock_rule_trials')
        .select(['amount', 'unit', 'at', ...WARN_FIELDS])
        .where('id', '=', body.trial)
        .where('rule', '=', rule)
        .where('by_person', '=', by.person_id)
        .where(sql<boolean>`(at at time zone 'Asia/Shanghai')::date = ${today}::date`)
        .executeTakeFirst(),
      trx
        .selectFrom('clock_rule_versions')
        .select(['version', 'at'])
        .where('rule', '=', rule)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst(),
      trx.selectFrom('clock_rule_versions').select('version').where('trial', '=', body.trial).executeTakeFirst(),
    ])
    if (!tried || used || (latest && latest.at > tried.at)) throw new Problem('trial_first')
    // What was sound when it was tried need not be any more: a visit beside it was moved meanwhile.
    const { rules } = await readTiming(trx, world)
    const wanted = { amount: tried.amount, unit: tried.unit as RuleUnit, warns: warnsFrom(tried as FlatWarns) }
    if (faultsOfChoice(rules, rule, wanted).length > 0) throw new Problem('trial_first')
    const version = latest ? latest.version + 1 : FIRST_OF_COUNTY
    const { at: _, ...choice } = tried
    await trx
      .insertInto('clock_rule_versions')
      .values({
        rule,
        version,
        ...choice,
        from_on: today,
        at,
        by_person: by.person_id,
        by_post: by.post_id,
        reason: body.reason,
        trial: body.trial,
        test_time: isTestTime(),
      })
      .execute()
    await readTiming(trx, world)
    return { id: `${rule} ${version}`, notes: [] }
  })
