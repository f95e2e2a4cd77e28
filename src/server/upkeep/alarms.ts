import { sql } from 'kysely'
import {
  type ConditionName,
  conditionOf,
  HELD_SECONDS,
  isCondition,
  judge,
  LEVELS,
  type Level,
  type Readings,
} from '#domain/upkeep/conditions.ts'
import { isTestTime, now, secondsAfter } from '../clock.ts'
import { insertInto, type Trx } from '../db/connection.ts'
import { newId } from '../ids.ts'
import { commandsIn } from '../packed.ts'

/** Any fixed number: two processes that judge at once must not both find that nothing stands yet. */
const ONE_AT_A_TIME = sql`select pg_advisory_xact_lock(990347)`

/** The log is the administrator's to read: what is told to those who watch over her alone is no line of it. */
const isForLog = (condition: string): boolean =>
  isCondition(condition) && conditionOf(condition).desks.includes('system_administrator')

/** What a sweep changed, as it goes into the log: no name, no number of a file. */
export type Said = string

/**
 * The one writer of alarms: makes those that stand what was measured. @param only what this process judges
 * @returns a line for the log for each on the administrator's desk that begins or ends
 */
export async function keepAlarms(trx: Trx, readings: Readings, only: readonly ConditionName[]): Promise<Said[]> {
  await ONE_AT_A_TIME.execute(trx)
  const rows = await trx
    .selectFrom('alarms')
    .select(['condition', 'level', 'reading', 'worst', 'calm_since'])
    .where('until', 'is', null)
    .execute()
  const standing = rows.map((row) => ({ ...row, level: row.level as Level }))
  const at = now()
  const { ends, begins, goesOn } = judge(standing, readings, only, { at, heldSince: secondsAfter(at, -HELD_SECONDS) })
  if (ends.length > 0)
    await trx
      .updateTable('alarms')
      .set({ until: at })
      .where('until', 'is', null)
      .where('condition', 'in', ends)
      .execute()
  for (const { condition, ...stands } of goesOn)
    await trx.updateTable('alarms').set(stands).where('until', 'is', null).where('condition', '=', condition).execute()
  for (const begun of begins)
    await trx.executeQuery(
      insertInto('alarms', { id: newId(at), ...begun, worst: begun.reading, since: at, test_time: isTestTime() }),
    )
  return [
    ...ends
      .filter((name) => isForLog(name) && !begins.some((it) => it.condition === name))
      .map((name) => `告警解除：${isCondition(name) ? conditionOf(name).name : name}`),
    ...begins
      .filter(({ condition }) => isForLog(condition))
      .map(({ condition, level, reading }) => {
        const { name, says, todo } = conditionOf(condition)
        return `告警（${LEVELS[level]}）${name}：${says(reading)}${commandsIn(todo)}`
      }),
  ]
}
