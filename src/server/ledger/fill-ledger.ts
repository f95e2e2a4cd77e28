import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import { ledgerGlance } from '../disputes/glance.ts'
import { loadFile } from '../disputes/load.ts'
import { writeLedger } from '../disputes/write.ts'
import type { World } from '../world.ts'

const AT_ONCE = 100

/** The next files without a state in the ledger get theirs. @returns how many there were */
const fillSome = (world: Pick<World, 'pool'>): Promise<number> =>
  inScope(world.pool, wholeCounty(dayIn(now())), async (trx) => {
    const rows = await trx
      .selectFrom('files')
      .select('id')
      .where('ledger', 'is', null)
      .where('kind', '=', 'dispute')
      .limit(AT_ONCE)
      .execute()
    for (const { id } of rows) {
      const loaded = await loadFile(trx, id, true)
      if (loaded) await trx.executeQuery(writeLedger(id, ledgerGlance(loaded.parts)))
    }
    return rows.length
  })

/** Gives files from before migration 0027 their place in the ledger, at the worker's start; done again it does nothing. */
export async function fillLedger(world: Pick<World, 'pool'>): Promise<number> {
  let filled = 0
  for (;;) {
    const some = await fillSome(world)
    filled += some
    if (some < AT_ONCE) return filled
  }
}
