import { dayIn } from '#domain/clocks/calendar.ts'
import { examinerAfter } from '#domain/complaints/examiner.ts'
import type { ComplaintKind } from '#domain/complaints/inputs.ts'
import { now } from '../clock.ts'
import { complainedOf } from '../complaints/find.ts'
import { inScope } from '../db/scope.ts'
import type { World } from '../world.ts'
import { filesToGo, type Going, scopeToHandOver } from './files-to-go.ts'
import { unitInUse } from './find.ts'

/**
 * How many complaints nobody could examine any more once one unit gave way to another: the successor is complained of, and no
 * other unit has anybody. Seen as nobody sees them: a number and nothing else leaves here.
 */
export const leftUnexamined = (world: World, going: Extract<Going, { kind: 'unit' }>): Promise<number> =>
  inScope(world.pool, scopeToHandOver(going, dayIn(now())), async (trx) => {
    const [ids, successor] = await Promise.all([filesToGo(trx, going), unitInUse(trx, going.to_unit)])
    if (ids.length === 0) return 0
    const rows = await trx.selectFrom('complaints').select(['file_id', 'facts']).where('file_id', 'in', ids).execute()
    let left = 0
    for (const { file_id, facts } of rows) {
      const complained = await complainedOf(trx, file_id)
      const { kind } = facts as { kind: ComplaintKind }
      if (successor && !(complained && examinerAfter(kind, complained, going, successor))) left += 1
    }
    return left
  })
