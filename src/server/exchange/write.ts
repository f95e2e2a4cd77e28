import { CompiledQuery, sql } from 'kysely'
import type { Consequence } from '#domain/disputes/consequences.ts'
import { insertInto, type Statement, type Trx } from '../db/connection.ts'

const ADD_JOBS = `select jobs.add_all('deliver_effect', array(select json_build_object('id', id) from unnest($1::uuid[]) id),
  array(select 'effect ' || id from unnest($1::uuid[]) id))`

/**
 * Puts the jobs of effects beside their rows, in the same transaction; the sweep adds them again should they ever be lost. A job is keyed
 * by its effect's id and delivers it.
 */
export const addEffectJobs = (ids: readonly string[]): Statement => CompiledQuery.raw(ADD_JOBS, [`{${ids.join(',')}}`])

/**
 * The one writer of `effects`: the row is the truth, and its job is added beside it. The link or the code it carries is
 * written before it, of the same party: the row refers to it, and neither holds the secret.
 */
export const sendEffect = (
  fileId: string,
  seq: number,
  at: string,
  it: Extract<Consequence, { kind: 'send_effect' }>,
): Statement =>
  insertInto('effects', {
    id: it.id,
    file_id: fileId,
    event_seq: seq,
    kind: it.effect,
    to_party: it.effect === 'text_message' ? it.to_party : null,
    to_unit: it.effect === 'police_report' ? it.to_unit : null,
    wording: it.wording,
    link_id: it.effect === 'text_message' ? (it.link_id ?? null) : null,
    code_id: it.effect === 'text_message' ? (it.code?.id ?? null) : null,
    state: 'waiting',
    attempts: 0,
    due_at: at,
  })

/** What became of an effect. Only a waiting one can be settled: the first word counts. */
export const settleEffect = (
  id: string,
  to: { state: 'sent' | 'no_channel' | 'given_up'; answer: string; at: string },
): Statement => CompiledQuery.raw(SETTLE, [to.state, to.answer, to.at, id])
const SETTLE = `update effects set state = $1, answer = $2, settled_at = $3 where id = $4 and state = 'waiting'`

/** One more try failed, why; the next is due later. What another worker settled meanwhile stays as it is. */
export const countAttempt = (trx: Trx, id: string, { answer, dueAt }: { answer: string; dueAt: string }): Statement =>
  trx
    .updateTable('effects')
    .set({ attempts: sql`attempts + 1`, answer, due_at: dueAt })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .compile()

/**
 * Takes a waiting effect for so long: another job that finds it meanwhile leaves it alone, and should this one be killed it is
 * due again. @param seen when it was due as this job read it. @returns whether it was still to be had
 */
export async function claimEffect(
  trx: Trx,
  id: string,
  { seen, until }: { seen: string; until: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('effects')
    .set({ due_at: until })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('due_at', '=', seen)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
