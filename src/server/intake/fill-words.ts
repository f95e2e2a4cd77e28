import { sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import type { World } from '../world.ts'
import { wordsOf } from './write.ts'

const AT_ONCE = 200

/** The next disputes without words get theirs. @returns how many there were */
const fillSome = (world: Pick<World, 'pool'>): Promise<number> =>
  inScope(world.pool, wholeCounty(dayIn(now())), async (trx) => {
    const rows = await trx
      .selectFrom('disputes')
      .select(['file_id', 'what_happened', 'other_side', 'where_text', 'wish'])
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('dispute_words').select('file_id').whereRef('dispute_words.file_id', '=', 'disputes.file_id'),
          ),
        ),
      )
      .limit(AT_ONCE)
      .execute()
    for (const { file_id, ...facts } of rows) {
      await Promise.all([
        sql`select set_config('app.seen', ${file_id}, true)`.execute(trx),
        trx
          .insertInto('dispute_words')
          .values({ file_id, ...wordsOf(facts) })
          .onConflict((on) => on.doNothing())
          .execute(),
      ])
    }
    return rows.length
  })

/**
 * Gives disputes from before migration 0004 their words. Done once at the worker's start, in small transactions; several
 * workers at once, or one that is killed in the middle, do no harm: what is there is left as it is.
 * @returns how many were filled
 */
export async function fillWords(world: Pick<World, 'pool'>): Promise<number> {
  let filled = 0
  for (;;) {
    const some = await fillSome(world)
    filled += some
    if (some < AT_ONCE) return filled
  }
}
