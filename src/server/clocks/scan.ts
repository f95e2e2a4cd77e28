import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import { crashPoint } from '../crash.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import { takeStep } from '../disputes/take-step.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { systemSteps } from './due.ts'

/**
 * The one truth about what is due: looks at the rows, and acts through the same door as everybody. It may run twice, late,
 * or be cut off at any point; the door refuses what was done already.
 * @returns how many steps it took
 */
export async function scanClocks(world: World): Promise<number> {
  const today = dayIn(now())
  const scope = wholeCounty(today)
  const due = await inScope(world.pool, scope, (trx) => systemSteps(trx, today))
  let taken = 0
  for (const { file_id, part_id, step, input } of due) {
    try {
      await takeStep(world, {
        actor: { kind: 'system' },
        scope,
        step,
        fileId: file_id,
        partId: part_id,
        input,
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
