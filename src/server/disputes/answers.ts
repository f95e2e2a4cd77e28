import { createHmac } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { ask, insertInto, type Statement, type Trx } from '../db/connection.ts'
import type { Last } from '../db/scope.ts'
import { standbyHasIt } from '../db/standby.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'

export type Answered = { status: number; reply: unknown }
export type Asking = { actor: string; key: string; bodyHash: Buffer }

/**
 * A keyed hash of what was asked, so that the row kept tells nothing of the body. The input has come through its schema,
 * which gives its fields an order of their own.
 */
export const bodyHash = (world: World, asked: unknown): Buffer =>
  createHmac('sha256', world.keys.search).update('answers\0').update(JSON.stringify(asked)).digest()

/** What may meet at its own row without anybody having done wrong: the same key sent twice at once, a code drawn twice,
 * one line of a sheet by two requests. */
const CHANCE_MEETINGS = ['answers_pkey', 'files_short_code_key', 'files_code_key', 'disputes_of_batch']

/** Whether the step failed only because of such a meeting: tried again it finds the other's answer, or draws another code. */
export const metByChance = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  'constraint' in error &&
  CHANCE_MEETINGS.includes(String(error.constraint))

/**
 * The answer given to this key before, or null when it is new. Given again, it is waited for as the first time: that one may
 * have been cut off before a standby had it.
 * @throws Problem key_reused when the same key came with another body.
 */
export async function answerBefore(trx: Trx, last: Last, asking: Asking): Promise<Answered | null> {
  const [before] = await ask<{ body_hash: Buffer; status: number; reply: unknown }>(
    trx,
    CompiledQuery.raw('select body_hash, status, reply from answers where actor = $1 and key = $2', [
      asking.actor,
      asking.key,
    ]),
  )
  if (!before) return null
  if (!before.body_hash.equals(asking.bodyHash)) throw new Problem('key_reused')
  last([standbyHasIt])
  return { status: before.status, reply: before.reply }
}

/** Keeps the answer beside what it answers: both are committed, or neither. A second one waits here for the first. */
export const keepAnswer = (asking: Asking, { status, reply }: Answered, at: string): Statement =>
  insertInto('answers', {
    actor: asking.actor,
    key: asking.key,
    body_hash: asking.bodyHash,
    status,
    reply: JSON.stringify(reply),
    at,
  })
