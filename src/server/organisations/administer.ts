import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Endpoint } from '#contract/endpoint.ts'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import type { Fault } from '#domain/organisations/administration.ts'
import type { Change } from '#domain/organisations/inputs.ts'
import { GUARDIANS } from '#domain/organisations/words.ts'
import { isTestTime, now } from '../clock.ts'
import { insertInto, type Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import { answerBefore, bodyHash, keepAnswer } from '../disputes/answers.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { staff } from '../http/serve.ts'
import { writeActivationCode } from '../identity/activation.ts'
import { newId } from '../ids.ts'
import type { World } from '../world.ts'

export type Guardian = Extract<Asker, { kind: 'staff' }>

/** The guardian who asks: they may read all of this, and nobody else any of it. @throws Problem not_yours */
export function guardian(asker: Asker): Guardian {
  const found = staff(asker)
  if (!GUARDIANS.includes(found.actor.role)) throw new Problem('not_yours')
  return found
}

/** What changed, for the log. The fields are plain words and numbers: never a secret, never its hash. */
export type LogEntry = {
  change: Change
  /** What it is called, on this day. */
  about: string
  of: { place_code: number } | { unit_id: number } | { person_id: string }
  before: Readonly<Record<string, unknown>> | null
  after: Readonly<Record<string, unknown>> | null
}

/** What a change is made with: the transaction, the administrator, the moment, the way to write into the log. */
export type Changing = {
  trx: Trx
  by: Guardian['actor']
  at: string
  today: Day
  log(entry: LogEntry): Promise<void>
}

export type Done = { id: string; notes: string[] }

/** @throws Problem bad_input (each beside its field) · may_not_change where it is about how things stand */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return
  throw new Problem(faults.some(({ path }) => path === '') ? 'may_not_change' : 'bad_input', { faults })
}

/** Changes go one at a time: two administrators who end each other at once must not both succeed. */
const ONE_AT_A_TIME = sql`select pg_advisory_xact_lock(990327)`

/** The administrator may have been ended while this request waited for its turn (threats I32). @throws Problem rights_changed */
export async function stillHolds(trx: Trx, { actor, session }: Guardian, today: Day): Promise<void> {
  const held = await trx
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .innerJoin('posts', 'posts.id', 'sessions.post_id')
    .select('posts.id')
    .where('sessions.token_hash', '=', session.token_hash)
    .whereRef('sessions.epoch', '=', 'people.epoch')
    .where('people.left_on', 'is', null)
    .where('posts.id', '=', actor.post_id)
    .where((eb) => eb.or([eb('posts.until', 'is', null), eb('posts.until', '>=', today)]))
    .executeTakeFirst()
  if (!held) throw new Problem('rights_changed')
}

type Asked<E extends Endpoint> = { endpoint: E; asker: Asker; key: string; of: unknown; body: { reason: string } }

/**
 * One change by the system administrator: in one transaction the change, its lines in the log, and the answer kept under its
 * key, so that the same request sent again changes nothing twice.
 * @throws Problem not_yours · rights_changed · key_reused, and what `work` refuses
 */
export async function administer<E extends Endpoint>(
  world: World,
  { endpoint, asker, key, of, body }: Asked<E>,
  work: (changing: Changing) => Promise<Done>,
): Promise<Done> {
  const by = guardian(asker)
  if (by.actor.role !== 'system_administrator') throw new Problem('not_yours')
  const asking = {
    actor: by.actor.person_id,
    key,
    bodyHash: bodyHash(world, { endpoint: endpoint.id, of, body }),
  }
  return inScope(world.pool, nobody(dayIn(now())), async (trx, last) => {
    await ONE_AT_A_TIME.execute(trx)
    const before = await answerBefore(trx, last, asking)
    if (before) return before.reply as Done
    const at = now()
    const today = dayIn(at)
    await stillHolds(trx, by, today)
    const log = async ({ before, after, of, ...entry }: LogEntry) => {
      const row = {
        id: newId(at),
        at,
        by_person: by.actor.person_id,
        by_post: by.actor.post_id,
        ...entry,
        ...of,
        before: before && JSON.stringify(before),
        after: after && JSON.stringify(after),
        reason: body.reason,
        test_time: isTestTime(),
      }
      await trx.executeQuery(insertInto('administration_log', row))
    }
    const done = await work({ trx, by: by.actor, at, today, log })
    last([keepAnswer(asking, { status: 200, reply: done }, at)])
    return done
  })
}

/**
 * The one-time code of a request, recomputable from the installation's key: a request repeated after its answer was lost
 * shows the same slip, while the database only ever holds the code's hash.
 */
export const codeOfRequest = (world: World, personId: string, key: string): string =>
  writeActivationCode(createHmac('sha512', world.keys.link).update(`activation ${personId} ${key}`).digest())
