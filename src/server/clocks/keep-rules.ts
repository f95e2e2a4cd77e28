import { sql } from 'kysely'
import type { Endpoint } from '#contract/endpoint.ts'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import { keepsTheRules } from '#domain/clocks/keepers.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody, wholeCounty } from '../db/scope.ts'
import { answerBefore, bodyHash, keepAnswer } from '../disputes/answers.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { staff } from '../http/serve.ts'
import { stillHolds } from '../organisations/administer.ts'
import type { World } from '../world.ts'

type Staff = ReturnType<typeof staff>
export type Keeping = { trx: Trx; by: Staff['actor']; at: string; today: Day }

/** Two choices for one rule at once get one after the other, and so different numbers. */
const ONE_AT_A_TIME = sql`select pg_advisory_xact_lock(990328)`

/** Who may change the lengths and the calendar. @throws Problem not_yours */
export function keeper(asker: Asker): Staff {
  const found = staff(asker)
  if (!keepsTheRules(found.actor)) throw new Problem('not_yours')
  return found
}

type Asked<E extends Endpoint> = { endpoint: E; asker: Asker; key: string; of: unknown; body: unknown }

const askingOf = <E extends Endpoint>(world: World, { endpoint, key, of, body }: Asked<E>, by: Staff) => ({
  ...{ actor: by.actor.person_id, key, bodyHash: bodyHash(world, { endpoint: endpoint.id, of, body }) },
})

/** What was answered under this key, or whatever `look` finds: before work that takes long is begun. @throws Problem as `keep` */
export const before = <E extends Endpoint, Reply>(
  world: World,
  asked: Asked<E>,
  look: (trx: Trx, today: Day) => Promise<void>,
): Promise<Reply | null> => {
  const by = keeper(asked.asker)
  const today = dayIn(now())
  return inScope(world.pool, nobody(today), async (trx, last) => {
    const kept = await answerBefore(trx, last, askingOf(world, asked, by))
    if (kept) return kept.reply as Reply
    await look(trx, today)
    return null
  })
}

/**
 * One change by the bureau, in one transaction with the answer kept under its key. `counts`: it looks at all clocks of the county, and
 * gives numbers alone to somebody who sees no case.
 * @throws Problem not_yours · rights_changed · key_reused, and what `work` refuses
 */
export async function keep<E extends Endpoint, Reply>(
  world: World,
  asked: Asked<E>,
  counts: boolean,
  work: (keeping: Keeping) => Promise<Reply>,
): Promise<Reply> {
  const by = keeper(asked.asker)
  const asking = askingOf(world, asked, by)
  const scope = counts ? wholeCounty : nobody
  return inScope(world.pool, scope(dayIn(now())), async (trx, last) => {
    await ONE_AT_A_TIME.execute(trx)
    const before = await answerBefore(trx, last, asking)
    if (before) return before.reply as Reply
    const at = now()
    const today = dayIn(at)
    await stillHolds(trx, by, today)
    const reply = await work({ trx, by: by.actor, at, today })
    last([keepAnswer(asking, { status: 200, reply }, at)])
    return reply
  })
}
