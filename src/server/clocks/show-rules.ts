import { sql } from 'kysely'
import type { z } from 'zod'
import type { clockRules, RuleLine, StatuteLine } from '#contract/clock-rules.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import {
  type FlatWarns,
  flatWarns,
  holidaysSay,
  OF_PARTIES,
  visitRowSays,
  type WARN_FIELDS,
  warnsFrom,
  warnsOf,
  whyWarnsFixed,
} from '#domain/clocks/choosing.ts'
import { isTimedStatute, lengthWords, PAUSES, type Statute, WHOSE } from '#domain/clocks/deadlines.ts'
import { keepsTheRules } from '#domain/clocks/keepers.ts'
import { amountWords, editionOf, type RuleUnit, ruleInForce, whyFixed } from '#domain/clocks/rule-book.ts'
import { KINDS, kindOf, startsOf } from '#domain/clocks/rule-words.ts'
import { CLOCK_RULES, type ClockRule, type ClockRuleId } from '#domain/clocks/rules.ts'
import { STATUTES } from '#domain/clocks/statutes.ts'
import { LEVELS, WARNED, type Warns, WHOMS, type Whom, warnSays } from '#domain/clocks/warnings.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import type { World } from '../world.ts'
import { readTiming } from './timing.ts'

const COUNTINGS: Readonly<Record<Statute['counting'], string>> = {
  procedure: '最后一天放假的顺延（民事诉讼法 第八十五条）',
  civil_code: '最后一天放假的顺延（民法典 第二百零三条）',
  working: '只算工作日',
  silent: '法律没有写最后一天放假怎么办，按早的一天提醒',
}

const chosenFor = (trx: Trx) =>
  trx
    .selectFrom('clock_rule_versions as v')
    .innerJoin('clock_rule_trials as t', 't.id', 'v.trial')
    .innerJoin('posts as o', 'o.id', 'v.by_post')
    .innerJoin('units as u', 'u.id', 'o.unit_id')
    .select(['v.rule', 'v.version', 'v.amount', 'v.unit', 'v.from_on', 'v.at', 'v.reason', 'u.name as by'])
    .select(['v.half_at', 'v.half_to', 'v.most_at', 'v.most_to', 'v.over_to'])
    .select([
      't.since',
      't.clocks',
      't.late_now',
      't.late_then',
      't.half_now',
      't.half_then',
      't.most_now',
      't.most_then',
    ])
    .orderBy('v.version')
    .execute()

type Chosen = Awaited<ReturnType<typeof chosenFor>>[number]
const pick = (it: Pick<Chosen, (typeof WARN_FIELDS)[number]>): FlatWarns => ({
  half_at: it.half_at,
  half_to: it.half_to as Whom,
  most_at: it.most_at,
  most_to: it.most_to as Whom,
  over_to: it.over_to as Whom,
})
type Counts = 'since' | 'clocks' | 'late_now' | 'late_then' | 'half_now' | 'half_then' | 'most_now' | 'most_then'
const triedOf = ({ since, clocks, late_now, late_then, ...warned }: Pick<Chosen, Counts>) => {
  const { half_now, half_then, most_now, most_then } = warned
  return { since, clocks, late_now, late_then, half_now, half_then, most_now, most_then }
}

/** Running clocks under each version, as numbers: whoever reads them sees no case by it. */
const runningUnder = async (trx: Trx): Promise<Map<string, number>> => {
  const { rows } = await sql<{ of: string; n: number }>`
    select rule || ' ' || rule_version as of, count(*)::int as n from clocks
    where state in ('running', 'paused') group by 1`.execute(trx)
  return new Map(rows.map(({ of, n }) => [of, n]))
}

/** Whom it warns, in order; what the parties owe or may do warns nobody of an office. */
const warnLines = (id: ClockRuleId, warns: Warns): z.input<typeof RuleLine>['warns'] =>
  OF_PARTIES.includes(id) ? [] : LEVELS.map((level) => ({ says: warnSays(level, warns), to: WHOMS[warns[level].to] }))

/** The same in one sentence. */
const warnWords = (id: ClockRuleId, warns: Warns): string =>
  warnLines(id, warns)
    .map(({ says, to }) => `${says}提醒${to}`)
    .join('；')

function statuteLine(id: string, it: Statute): z.input<typeof StatuteLine> {
  const { extension } = it
  return {
    id,
    says: it.says,
    kind: it.kind,
    kind_says: KINDS[it.kind],
    starts: it.starts,
    whose: WHOSE[it.whose],
    length_says: `${it.before ? '之前 ' : ''}${lengthWords(it.length, it.counting)}`,
    counting_says: isTimedStatute(it) ? '夜里和节假日也算（民法典 第二百零一条）' : COUNTINGS[it.counting],
    extension: extension ? `${extension.when}，可以延长 ${lengthWords(extension.length, it.counting)}` : null,
    pauses: (it.pauses ?? []).map((pause) => PAUSES[pause]),
    law: it.law,
    arguable: it.arguable?.why ?? null,
    unverified: it.unverified === true,
  }
}

/** Every rule with its article, what may be changed of it and what was; for everybody to read. */
export const showRules = (world: World, asker: Asker): Promise<z.input<typeof clockRules.reply>> =>
  inScope(world.pool, wholeCounty(dayIn(now())), async (trx) => {
    const may_change = asker.kind === 'staff' && keepsTheRules(asker.actor)
    const [{ rules }, chosen, running] = await Promise.all([
      readTiming(trx, world),
      chosenFor(trx),
      may_change ? runningUnder(trx) : null,
    ])
    const lines = (Object.keys(CLOCK_RULES) as ClockRuleId[]).map((id) => {
      const own: ClockRule = CLOCK_RULES[id]
      const rule = ruleInForce(rules, id)
      const kind = kindOf(own)
      const of = (version: number): number | null => running && (running.get(`${id} ${version}`) ?? 0)
      return {
        id,
        says: rule.says,
        kind,
        kind_says: KINDS[kind],
        starts: startsOf(id),
        amount: rule.amount,
        unit: rule.unit === 'agreed' ? null : (rule.unit as RuleUnit),
        length_says: amountWords(rule.amount, rule.unit),
        length_from: rule.length_from,
        duty: [...rule.duty],
        rolls_forward: rule.rolls_forward === true,
        warns: warnLines(id, warnsOf(rule)),
        ...flatWarns(warnsOf(rule)),
        why_fixed: whyFixed(own),
        why_warns_fixed: whyWarnsFixed(id),
        notes: [holidaysSay(id, rule), visitRowSays(rules, id)].filter((it) => it !== null),
        most: own.nature === 'maximum' ? own.amount : null,
        editions: [
          {
            version: own.version,
            edition: editionOf(own.version),
            length_says: amountWords(own.amount, own.unit),
            warns_say: warnWords(id, WARNED),
            from_on: null,
            at: null,
            by: null,
            reason: null,
            tried: null,
            running: of(own.version),
          },
          ...chosen
            .filter((it) => it.rule === id)
            .map(({ version, amount, unit, from_on, at, by, reason, ...it }) => ({
              version,
              edition: editionOf(version),
              length_says: amountWords(amount, unit as RuleUnit),
              warns_say: warnWords(id, warnsFrom(pick(it))),
              from_on,
              at,
              by,
              reason,
              tried: triedOf(it),
              running: of(version),
            })),
        ],
      }
    })
    return {
      rules: lines,
      statutes: Object.entries(STATUTES).map(([id, it]) => statuteLine(id, it)),
      may_change,
    }
  })
