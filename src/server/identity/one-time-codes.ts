import { createHmac, timingSafeEqual } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter } from '../clock.ts'
import type { Statement, Trx } from '../db/connection.ts'
import { inScope, type Scope } from '../db/scope.ts'
import { Problem, type ProblemCode } from '../http/problem.ts'
import type { World } from '../world.ts'

export const CODE_MINUTES = 10
/** Wrong tries a code; how many codes a party, and each agent of hers, gets a day is held by the database (nth between 1 and 5). */
export const TRIES = 3
/**
 * Wrong guesses a day in the whole county: 3 tries of 5 codes for each of 100,000 phones would still hit one of 10⁸ codes
 * every hundred days; with this budget it is one in 10⁵ days (threats D22).
 */
export const WRONG_A_DAY = 1000
const DIGITS = 8

/** The eight digits of a code. They are computed from its id and the installation's key, and kept nowhere. */
export function codeDigits(world: Pick<World, 'keys'>, codeId: string): string {
  const bytes = createHmac('sha256', world.keys.code).update(codeId).digest()
  // 48 bits over 10⁸ values: no value is likelier than another by more than one in a million.
  return String(bytes.readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** An agreement in one wording of it: a code proves a signature to that and to nothing else. */
export type About = { about: string; edition: number }

/** `agent`: it goes to the agent's own phone, and proves him alone. */
type NewCode = { id: string; to_party: string; agent?: { id: string; reach_id: string } } & About

const NEW = `insert into one_time_codes
  (id, file_id, party_id, reach_id, agent_id, purpose, about, edition, made_at, until, day, nth, tries)
  select $1::uuid, p.file_id, p.id, coalesce($9::uuid, p.reach_id), $10::uuid, 'sign', $4::uuid, $5::integer, $6::timestamptz, $7::timestamptz, $8::date,
    1 + (select coalesce(max(c.nth), 0) from one_time_codes c
      where c.party_id = p.id and c.agent_id is not distinct from $10::uuid and c.day = $8::date), 0
  from parties p where p.id = $3::uuid and p.file_id = $2::uuid`

/**
 * The one writer of `one_time_codes`: a new code for a party's phone as it is now. It goes before its message, which refers to
 * it. The database refuses the sixth of a day, and one without a way to reach her: `whyNoCode` says so to people.
 */
export const newCode = (fileId: string, at: string, it: NewCode): Statement =>
  CompiledQuery.raw(NEW, [
    it.id,
    fileId,
    it.to_party,
    it.about,
    it.edition,
    at,
    secondsAfter(at, CODE_MINUTES * 60),
    dayIn(at),
    it.agent?.reach_id ?? null,
    it.agent?.id ?? null,
  ])

/** What the database refused a new code for, as a problem; null where the error is about something else. */
export function whyNoCode(error: unknown): Problem | null {
  if (!(error instanceof Error && 'code' in error)) return null
  const { code, constraint, table, column } = error as Error & {
    code: unknown
    constraint?: string
    table?: string
    column?: string
  }
  // Two at once counted the same: one of them has come too late, as for the sixth.
  const isOneTooMany = code === '23514' && constraint === 'one_time_codes_nth_check'
  if (isOneTooMany || constraint === 'one_time_codes_nth_of_day') return new Problem('codes_used_up')
  if (code === '23502' && table === 'one_time_codes' && column === 'reach_id') return new Problem('no_phone_for_code')
  return null
}

/** Whether the county's budget of wrong guesses is used up on this day. */
export async function guessedTooOften(trx: Trx, today: string): Promise<boolean> {
  const row = await trx.selectFrom('wrong_guesses').select('guesses').where('day', '=', today).executeTakeFirst()
  return (row?.guesses ?? 0) >= WRONG_A_DAY
}

const countWrong = (trx: Trx, today: string) =>
  trx
    .insertInto('wrong_guesses')
    .values({ day: today, guesses: 1 })
    .onConflict((on) => on.column('day').doUpdateSet({ guesses: sql`wrong_guesses.guesses + 1` }))
    .execute()

/** What a shown code is worth. `none`: none was asked for; `spent`: used, too old, or tried too often. */
export type Proof =
  | { outcome: 'right'; code_id: string }
  | { outcome: 'wrong' | 'spent' | 'none' | 'closed'; code_id: null }

const worth = (outcome: Exclude<Proof['outcome'], 'right'>): Proof => ({ outcome, code_id: null })

/** As people type it: with blanks, or in the wide digits of a Chinese keyboard. */
function equal(right: string, shown: string): boolean {
  const [one, other] = [right, shown.normalize('NFKC').replace(/\s/g, '')].map((text) => Buffer.from(text))
  return one !== undefined && other !== undefined && one.length === other.length && timingSafeEqual(one, other)
}

/**
 * Compares a code with the newest one of this party. In a transaction of its own, ended before the step begins: a wrong
 * try counts though the step then fails, and no step waits for a second connection while it holds the file. The row is
 * locked meanwhile, so that of guesses sent at once each counts.
 * A right code is not used up by this, and may be of an older wording: the step sees to both, by `useCode`.
 */
export async function tryCode(
  world: World,
  scope: Scope,
  shown: { party_id: string; agent_id?: string | undefined; about: string; code: string },
): Promise<Proof> {
  const at = now()
  const today = dayIn(at)
  return inScope(world.pool, scope, async (trx): Promise<Proof> => {
    const newest = await trx
      .selectFrom('one_time_codes')
      .select(['id', 'until', 'tries', 'used_at'])
      .where('party_id', '=', shown.party_id)
      // Hers proves nothing of her agent, and his nothing of her.
      .where('agent_id', shown.agent_id === undefined ? 'is' : '=', shown.agent_id ?? null)
      .where('about', '=', shown.about)
      .where('purpose', '=', 'sign')
      .orderBy('day', 'desc')
      .orderBy('nth', 'desc')
      .limit(1)
      .forUpdate()
      .executeTakeFirst()
    if (!newest) return worth('none')
    if (newest.used_at !== null || newest.until < at || newest.tries >= TRIES) return worth('spent')
    if (await guessedTooOften(trx, today)) return worth('closed')
    if (equal(codeDigits(world, newest.id), shown.code)) return { outcome: 'right', code_id: newest.id }
    await Promise.all([
      trx
        .updateTable('one_time_codes')
        .set({ tries: newest.tries + 1 })
        .where('id', '=', newest.id)
        .execute(),
      countWrong(trx, today),
    ])
    return worth('wrong')
  })
}

/**
 * Uses a right code up, in the step's transaction and under its file's lock: false where another step was first, where it is
 * ten minutes old by now, or where it was asked for another wording than the one signed. A step that is refused afterwards
 * leaves it unused.
 */
export async function useCode(trx: Trx, codeId: string, at: string, { about, edition }: About): Promise<boolean> {
  const done = await trx
    .updateTable('one_time_codes')
    .set({ used_at: at })
    .where('id', '=', codeId)
    .where('about', '=', about)
    .where('edition', '=', edition)
    .where('used_at', 'is', null)
    .where('until', '>=', at)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

const REFUSED = {
  wrong: 'code_wrong',
  spent: 'code_spent',
  none: 'code_not_asked',
  closed: 'codes_closed',
} as const satisfies Record<string, ProblemCode>

/** What is told to her whose code proved nothing. */
export const problemOf = (outcome: Exclude<Proof['outcome'], 'right'>): Problem => new Problem(REFUSED[outcome])
