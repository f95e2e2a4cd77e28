import { sql } from 'kysely'
import type { Endpoint } from '#contract/endpoint.ts'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import type { Item } from '#domain/registers/lines.ts'
import type { Keeper } from '#domain/registers/rights.ts'
import { readsRegisters } from '#domain/registers/rights.ts'
import type { RegisterAct } from '#domain/registers/words.ts'
import { isTestTime, now } from '../clock.ts'
import { insertInto, type Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { answerBefore, bodyHash, keepAnswer } from '../disputes/answers.ts'
import type { Staff } from '../disputes/list-line.ts'
import { type FieldFault, Problem } from '../http/problem.ts'
import type { Asked } from '../http/serve.ts'
import { staff } from '../http/serve.ts'
import { newId } from '../ids.ts'
import { stillHolds } from '../organisations/administer.ts'
import type { World } from '../world.ts'
import { keeperOf } from './held-units.ts'

/** An item as it is asked for: for which place and by whom comes from who asks. */
type Unsigned<I> = I extends unknown ? Omit<I, 'laid_by' | 'by_person'> : never
/** What a change is asked with. */
export type Given<E extends Endpoint> = Pick<Asked<E>, 'asker' | 'key' | 'params' | 'body'>
/** What a change is written with. */
export type Writing = { trx: Trx; by: Staff; who: Keeper; at: string; today: Day }

/**
 * Two who write under one item come one after the other, and the second sees what the first wrote. The administrator's lock is
 * shared: nothing is laid on a unit that is being ended, nor on a place that is getting another code.
 */
const ONE_AT_A_TIME = sql`select pg_advisory_xact_lock(990331), pg_advisory_xact_lock_shared(990327)`

/** Her unit may have got another place while this request waited: what she saw was under the old code. @throws Problem rights_changed */
async function stillThere(trx: Trx, { actor }: Staff): Promise<void> {
  const { unit_id, place_code } = actor
  const unit = await trx.selectFrom('units').select('place_code').where('id', '=', unit_id).executeTakeFirst()
  if (unit?.place_code !== place_code) throw new Problem('rights_changed')
}

/** Who may see the registers at all. @throws Problem not_yours */
export function reader(asker: Parameters<typeof staff>[0]): Staff {
  const found = staff(asker)
  if (!readsRegisters(found.actor)) throw new Problem('not_yours')
  return found
}

/** @throws Problem bad_input, each fault beside its field */
export function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new Problem('bad_input', { faults })
}

/**
 * One change of a register, in one transaction with the answer kept under its key.
 * @throws Problem not_yours · rights_changed · key_reused, and what `work` refuses
 */
export function writing<E extends Endpoint>(
  world: World,
  endpoint: E,
  { asker, key, params, body }: Given<E>,
  work: (writing: Writing) => Promise<string>,
): Promise<{ id: string }> {
  const by = reader(asker)
  const asking = { actor: by.actor.person_id, key, bodyHash: bodyHash(world, { endpoint: endpoint.id, params, body }) }
  return inScope(world.pool, by.scope, async (trx, last) => {
    await ONE_AT_A_TIME.execute(trx)
    const before = await answerBefore(trx, last, asking)
    if (before) return before.reply as { id: string }
    const at = now()
    const today = dayIn(at)
    await stillHolds(trx, by, today)
    await stillThere(trx, by)
    const reply = { id: await work({ trx, by, who: await keeperOf(trx, by), at, today }) }
    last([keepAnswer(asking, { status: endpoint.status ?? 200, reply }, at)])
    return reply
  })
}

const stamped = ({ by, at }: Writing) => ({
  by_person: by.actor.person_id,
  by_post: by.actor.post_id,
  test_time: isTestTime(),
  id: newId(at),
})

/** The one writer of `register_items`. `units`: whom it concerns beside its own. */
export async function writeItem(of: Writing, item: Unsigned<Item>, units: readonly number[] = []): Promise<string> {
  const { kind, body, unit_id, place_code } = item
  const laid_by = of.who.place_code
  const row = { ...stamped(of), kind, place_code, laid_by, unit_id, body: JSON.stringify(body), made_at: of.at }
  await of.trx.executeQuery(insertInto('register_items', row))
  await concern(of.trx, row.id, units)
  return row.id
}

/** The one writer of `register_units`: these units see the item from now on. */
export async function concern(trx: Trx, item_id: string, units: readonly number[]): Promise<void> {
  if (units.length === 0) return
  await trx
    .insertInto('register_units')
    .values([...new Set(units)].map((unit_id) => ({ item_id, unit_id })))
    .onConflict((on) => on.doNothing())
    .execute()
}

/** The one writer of `register_entries`. */
export async function writeEntry(
  of: Writing,
  item_id: string,
  { nth, act, line, body }: { nth: number; act: RegisterAct; line: number | null; body: object },
): Promise<void> {
  const row = { ...stamped(of), item_id, nth, act, line, body: JSON.stringify(body), at: of.at }
  await of.trx.executeQuery(insertInto('register_entries', row))
}

/** The one writer of `reception_files`. */
export async function writeFiles({ trx, at }: Writing, item_id: string, files: readonly string[]): Promise<void> {
  for (const file_id of new Set(files))
    await trx.executeQuery(insertInto('reception_files', { id: newId(at), item_id, file_id }))
}
