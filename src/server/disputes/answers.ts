import { createHmac } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Trx } from '../db/connection.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'

export type Answered = { status: number; reply: unknown }
export type Asking = { actor: string; key: string; bodyHash: Buffer }

/** A keyed hash of what was asked, so that the row kept tells nothing of the body. */
export const bodyHash = (world: World, asked: unknown): Buffer =>
  createHmac('sha256', world.keys.search)
    .update('answers\0')
    .update(canonicalize(asked) ?? '')
    .digest()

/**
 * Claims an Idempotency-Key inside the transaction. Null: it is ours, go on. Otherwise the answer given before; a second
 * request that comes while the first still works waits here for it.
 * @throws Problem key_reused when the same key came with another body.
 */
export async function claimKey(trx: Trx, asking: Asking, at: string): Promise<Answered | null> {
  const claimed = await trx
    .insertInto('answers')
    .values({ actor: asking.actor, key: asking.key, body_hash: asking.bodyHash, at })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 1n) return null
  const before = await trx
    .selectFrom('answers')
    .select(['body_hash', 'status', 'reply'])
    .where('actor', '=', asking.actor)
    .where('key', '=', asking.key)
    .executeTakeFirstOrThrow()
  if (!before.body_hash.equals(asking.bodyHash)) throw new Problem('key_reused')
  return { status: before.status ?? 200, reply: before.reply }
}

/** Keeps the answer beside what it answers: both are committed, or neither. */
export const keepAnswer = (trx: Trx, asking: Asking, { status, reply }: Answered) =>
  trx
    .updateTable('answers')
    .set({ status, reply: JSON.stringify(reply) })
    .where('actor', '=', asking.actor)
    .where('key', '=', asking.key)
    .compile()
