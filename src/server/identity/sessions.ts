import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { Role, UnitKind } from '#domain/organisations/words.ts'
import type { Actor } from '#domain/step.ts'
import { now, secondsAfter } from '../clock.ts'
import { question, type Trx } from '../db/connection.ts'
import { inScope, nobody, unscoped } from '../db/scope.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'

/** A session nobody used for so long is over (threats D21). */
export const IDLE_MINUTES = 15
/** However busy, a session ends within a working day. */
const LONGEST_HOURS = 12
/** `seen_at` moves at most this often: a page that polls must not write on every request. */
const TOUCH_SECONDS = 30

export type Session = {
  token_hash: Buffer
  actor: Extract<Actor, { kind: 'staff' }>
  began_at: string
  /** Units that are giving way to hers just now: she reads their files before the last one has gone over. */
  giving_way?: readonly number[]
}

const GIVING_WAY = sql<number[]>`coalesce((select jsonb_agg(s.from_unit) from successions s
  where s.finished_at is null and s.to_unit = posts.unit_id), '[]')`

const hashOf = (token: string): Buffer => createHash('sha256').update(`session ${token}`).digest()

/** The posts a person holds today, in the order they began. */
export const postsOf = (trx: Trx, personId: string, today: string) =>
  trx
    .selectFrom('posts')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select([
      'posts.id',
      'posts.role',
      'units.id as unit_id',
      'units.kind as unit_kind',
      'units.name as unit_name',
      'units.place_code',
    ])
    .where('posts.person_id', '=', personId)
    .where('posts.from_on', '<=', today)
    .where((eb) => eb.or([eb('posts.until', 'is', null), eb('posts.until', '>=', today)]))
    .orderBy('posts.id')
    .execute()

/** Begins a session under the person's first post. The token leaves in the cookie only; the database keeps its hash. */
export async function beginSession(trx: Trx, personId: string, epoch: number, address: string): Promise<string> {
  const at = now()
  const [post] = await postsOf(trx, personId, dayIn(at))
  if (!post) throw new Problem('rights_changed')
  const token = randomBytes(32).toString('base64url')
  await trx
    .insertInto('sessions')
    .values({
      token_hash: hashOf(token),
      person_id: personId,
      post_id: post.id,
      epoch,
      began_at: at,
      seen_at: at,
      address,
    })
    .execute()
  return token
}

const sessionRows = question((trx, token_hash: Buffer) =>
  trx
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .innerJoin('posts', 'posts.id', 'sessions.post_id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select([
      'sessions.began_at',
      'sessions.seen_at',
      'sessions.ended_at',
      'sessions.epoch as session_epoch',
      'people.id as person_id',
      'people.name',
      'people.epoch',
      'people.left_on',
      'posts.id as post_id',
      'posts.role',
      'posts.from_on',
      'posts.until',
      'units.id as unit_id',
      'units.kind as unit_kind',
      'units.name as unit_name',
      'units.place_code',
      GIVING_WAY.as('giving_way'),
    ])
    .where('sessions.token_hash', '=', token_hash),
)

/**
 * The session of a token with the rights held at this moment; null when there is none or it is over.
 * @throws Problem rights_changed when the person's rights or secrets changed since it began.
 */
export async function sessionOf(world: World, token: string): Promise<Session | null> {
  const at = now()
  const today = dayIn(at)
  const token_hash = hashOf(token)
  return unscoped(world.pool, async (trx) => {
    const [row] = await sessionRows(trx, token_hash)
    if (!row || row.ended_at !== null) return null
    if (row.seen_at < secondsAfter(at, -IDLE_MINUTES * 60) || row.began_at < secondsAfter(at, -LONGEST_HOURS * 3600))
      return null
    const gone = row.left_on !== null && row.left_on < today
    const over = row.from_on > today || (row.until !== null && row.until < today)
    if (row.epoch !== row.session_epoch || gone || over) throw new Problem('rights_changed')
    if (row.seen_at < secondsAfter(at, -TOUCH_SECONDS)) {
      await trx.updateTable('sessions').set({ seen_at: at }).where('token_hash', '=', token_hash).execute()
    }
    const { person_id, name, post_id, unit_id, unit_name, place_code } = row
    return {
      token_hash,
      began_at: row.began_at,
      giving_way: row.giving_way,
      actor: {
        kind: 'staff',
        person_id,
        name,
        post_id,
        role: row.role as Role,
        unit_id,
        unit_kind: row.unit_kind as UnitKind,
        unit_name,
        place_code,
      },
    }
  })
}

/** Ends a session now; an ended one never comes back. */
export const endSession = (world: World, session: Session) =>
  inScope(world.pool, nobody(dayIn(now())), (trx) =>
    trx.updateTable('sessions').set({ ended_at: now() }).where('token_hash', '=', session.token_hash).execute(),
  )

/** Puts the session under another of the person's own posts of today. @throws Problem not_yours */
export const changePost = (world: World, session: Session, postId: string) =>
  inScope(world.pool, nobody(dayIn(now())), async (trx) => {
    const posts = await postsOf(trx, session.actor.person_id, dayIn(now()))
    if (!posts.some((post) => post.id === postId)) throw new Problem('not_yours')
    await trx.updateTable('sessions').set({ post_id: postId }).where('token_hash', '=', session.token_hash).execute()
  })
