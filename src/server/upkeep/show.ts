import { sql } from 'kysely'
import type { z } from 'zod'
import type { Alarm, alarmHistory, ConditionLine, upkeep } from '#contract/upkeep.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { ROLES } from '#domain/organisations/words.ts'
import {
  CONDITION_NAMES,
  type ConditionName,
  conditionOf,
  type Desk,
  isCondition,
  type Level,
  levelOf,
  type Readings,
} from '#domain/upkeep/conditions.ts'
import { latestRuns } from '../backup/find.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { Problem } from '../http/problem.ts'
import type { Guardian } from '../organisations/administer.ts'
import { commandsIn } from '../packed.ts'
import { version } from '../version.ts'

type AlarmLine = z.input<typeof Alarm>
const PAGE = 50
const MOST_UNITS = 20

const ROWS = [
  'alarms.id',
  'alarms.condition',
  'alarms.level',
  'alarms.reading',
  'alarms.worst',
  'alarms.calm_since',
  'alarms.since',
  'alarms.until',
  'alarms.acknowledged_at',
  'alarms.test_time',
] as const

const alarmRows = (trx: Trx) =>
  trx
    .selectFrom('alarms')
    .leftJoin('people', 'people.id', 'alarms.acknowledged_by')
    .select(ROWS)
    .select('people.name as acknowledged_by')

type Row = Awaited<ReturnType<ReturnType<typeof alarmRows>['execute']>>[number]

const isOnDesk = (condition: string, role: string): boolean =>
  isCondition(condition) && conditionOf(condition).desks.includes(role as Desk)

/** Who administers does not read of what is told to those who watch over her. */
const mayRead = (condition: string, role: string): boolean =>
  role !== 'system_administrator' || !isCondition(condition) || isOnDesk(condition, role)
const HIDDEN_FROM_ADMINISTRATORS = CONDITION_NAMES.filter((name) => !mayRead(name, 'system_administrator'))

const CALM = '已经好转，稳定满一分半钟，这条告警就消失。'
const LIGHTER = '比刚才轻了，稳定满一分半钟就改为“提醒”。'

/** An alarm in words. One of a condition that is measured no more is told by its name alone. */
function inWords({ reading, worst, calm_since, level, ...row }: Row, { actor }: Guardian): AlarmLine {
  const known = isCondition(row.condition) ? conditionOf(row.condition) : null
  const [last, gravest] = [known?.says(reading), known?.says(worst)]
  const becomes = isCondition(row.condition) ? levelOf(row.condition, reading) : null
  const settles = calm_since === null || row.until !== null ? '' : becomes === null ? CALM : LIGHTER
  return {
    ...row,
    level: level as Level,
    name: known?.name ?? row.condition,
    says: last === undefined ? '这一项现在的版本不再量了。' : `${last}${settles}`,
    worst: gravest === last ? null : (gravest ?? null),
    todo: commandsIn(known?.todo ?? ''),
    mine: isOnDesk(row.condition, actor.role),
  }
}

/** The alarms that stand: one's own first, the worst of them first, what has become better behind, then what began first, which is often the cause of the rest. */
async function standing(trx: Trx, by: Guardian): Promise<AlarmLine[]> {
  const rows = await alarmRows(trx)
    .where('alarms.until', 'is', null)
    .orderBy('level', 'desc')
    .orderBy(sql`calm_since is not null`)
    .orderBy('since')
    .execute()
  const shown = rows.filter(({ condition }) => mayRead(condition, by.actor.role)).map((row) => inWords(row, by))
  return [...shown.filter(({ mine }) => mine), ...shown.filter(({ mine }) => !mine)]
}

/** Those on the desk of who asks. */
export const standingOnDesk = async (trx: Trx, by: Guardian): Promise<{ alarms: AlarmLine[] }> => ({
  alarms: (await standing(trx, by)).filter(({ mine }) => mine),
})

/** Every alarm there ever was, the latest first. */
export async function listAlarms(
  trx: Trx,
  by: Guardian,
  { before }: z.output<(typeof alarmHistory)['query']>,
): Promise<z.input<(typeof alarmHistory)['reply']>> {
  const rows = await alarmRows(trx)
    .$if(before !== undefined, (query) =>
      query.where(
        sql<boolean>`(alarms.since, alarms.id) < (select b.since, b.id from alarms b where b.id = ${before ?? null}::uuid)`,
      ),
    )
    .$if(by.actor.role === 'system_administrator', (query) =>
      query.where('alarms.condition', 'not in', HIDDEN_FROM_ADMINISTRATORS),
    )
    .orderBy('alarms.since', 'desc')
    .orderBy('alarms.id', 'desc')
    .limit(PAGE + 1)
    .execute()
  return { lines: rows.slice(0, PAGE).map((row) => inWords(row, by)), more: rows.length > PAGE }
}

/**
 * Who saw it, and when: the first who says so. Said again, it changes nothing.
 * @throws Problem not_found · not_yours where it lies on another's desk
 */
export async function alarmAcknowledged(trx: Trx, { actor }: Guardian, id: string): Promise<{ id: string }> {
  const row = await trx.selectFrom('alarms').select('condition').where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found')
  if (!isOnDesk(row.condition, actor.role)) throw new Problem('not_yours')
  await trx
    .updateTable('alarms')
    .set({ acknowledged_at: now(), acknowledged_by: actor.person_id })
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .execute()
  return { id }
}

function lineOf(
  condition: ConditionName,
  readings: Readings,
  alarms: readonly AlarmLine[],
): z.input<typeof ConditionLine> {
  const { name, group, says, absent, todo, steps, desks } = conditionOf(condition)
  const alarm = alarms.find((it) => it.condition === condition)
  const reading = readings[condition]
  const state = alarm ? alarm.level : reading === undefined ? 'unmeasured' : reading === null ? 'absent' : 'fine'
  return {
    condition,
    name,
    group,
    state,
    says: alarm?.says ?? (reading === undefined ? '还没有量到。' : reading === null ? absent : says(reading)),
    todo: commandsIn(todo),
    steps: steps.map((step) => commandsIn(step)),
    desks: desks.map((role) => ROLES[role]).join('、'),
  }
}

/** The administrator's page: every condition with how it is, what to do, and the counts beside. */
export async function upkeepPage(trx: Trx, by: Guardian): Promise<z.input<(typeof upkeep)['reply']>> {
  const at = now()
  const today = dayIn(at)
  const [alarms, latest, migrated, runs, overdue] = await Promise.all([
    standing(trx, by),
    trx
      .selectFrom('measurements')
      .select(['at', 'figures'])
      .where('source', 'like', 'worker%')
      .where('running', '=', true)
      // One that went while the clock was ahead is not the latest.
      .where('at', '<=', at)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst(),
    trx
      .selectFrom('migrations')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
    latestRuns(trx),
    sql<{ unit_name: string; duties: number; oldest: string }>`
      select u.name as unit_name, o.duties::int, o.oldest::text from overdue_duties(${today}::date) o join units u on u.id = o.unit_id
      order by o.duties desc, u.name limit ${MOST_UNITS}`.execute(trx),
  ])
  const silent = alarms.some(({ condition }) => condition === 'worker_silent')
  const { judged, ...figures } = (latest?.figures ?? {}) as { judged?: Readings } & Record<string, unknown>
  const readings: Readings = { ...judged, ...(latest && !silent ? { worker_silent: 0 } : {}) }
  return {
    measured_at: latest?.at ?? null,
    old: silent,
    lines: CONDITION_NAMES.filter((name) => mayRead(name, by.actor.role)).map((name) => lineOf(name, readings, alarms)),
    alarms,
    figures: {
      version,
      migrations: Number(migrated.n),
      database_version: typeof figures.database_version === 'string' ? figures.database_version : null,
      database_size: typeof figures.bytes === 'number' ? figures.bytes : null,
      overdue: typeof figures.overdue === 'number' ? figures.overdue : null,
    },
    overdue: overdue.rows,
    runs,
  }
}
