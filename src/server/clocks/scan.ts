import { dayIn } from '#domain/clocks/calendar.ts'
import type { StepName } from '#domain/table.ts'
import { now } from '../clock.ts'
import { crashPoint } from '../crash.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import { takeStep } from '../disputes/take-step.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'

/** What the system itself does when a clock has run out: the rule, and the step of the table it takes. */
const WHEN_OVERDUE: Record<string, StepName> = { 'T-05': 'lapse_supplement' }

const AT_ONCE = 200

/**
 * The one truth about what is due: looks at the rows, and acts through the same door as everybody. It may run twice, late,
 * or be cut off at any point; the door refuses what was done already.
 * @returns how many steps it took
 */
export async function scanClocks(world: World): Promise<number> {
  const today = dayIn(now())
  const scope = wholeCounty(today)
  const due = await inScope(world.pool, scope, (trx) =>
    trx
      .selectFrom('clocks')
      .select(['file_id', 'rule'])
      .where('state', '=', 'running')
      .where('due_on', '<', today)
      .where('rule', 'in', Object.keys(WHEN_OVERDUE))
      .orderBy('due_on')
      .limit(AT_ONCE)
      .execute(),
  )
  let taken = 0
  for (const { file_id, rule } of due) {
    const step = WHEN_OVERDUE[rule]
    if (!step) continue
    try {
      await takeStep(world, {
        actor: { kind: 'system' },
        scope,
        step,
        fileId: file_id,
        partId: null,
        input: {},
        occurredAt: null,
        key: null,
      })
      taken += 1
    } catch (error) {
      // Somebody else was quicker: the file is no longer where it was when we looked.
      if (!(error instanceof Problem)) throw error
    }
    crashPoint('scan_between_files')
  }
  return taken
}
