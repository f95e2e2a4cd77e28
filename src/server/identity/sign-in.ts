import { createHmac } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { v7 } from 'uuid'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { beginSession } from './sessions.ts'

/** argon2id with the library's recommended cost (19 MiB, 2 passes): about 30 ms a sign-in. */
export const hashPassword = (password: string): Promise<string> => hash(password)

/** Hashing against this when the name is unknown keeps the time of an answer from telling which names exist. */
const nobodyHash = hashPassword('no person has this password')

const TRIES = 5
const WINDOW_SECONDS = 15 * 60
/** One address may try many names (a shared office line), but not endlessly. */
const TRIES_FROM_ADDRESS = 50

const nameHash = (world: World, name: string): Buffer => createHmac('sha256', world.keys.attempts).update(name).digest()

/**
 * Seconds until this name, from this address, may be tried again; 0 when it may. The lock is computed from the attempts
 * themselves: five wrong ones in fifteen minutes close the name until the oldest of them is fifteen minutes old.
 */
async function lockedFor(trx: Trx, name: Buffer, address: string, at: string): Promise<number> {
  const since = secondsAfter(at, -WINDOW_SECONDS)
  const [ofName, fromAddress] = await Promise.all([
    trx
      .selectFrom('sign_in_attempts')
      .select('at')
      .where('name_hash', '=', name)
      .where('outcome', '=', 'wrong')
      .where('at', '>', since)
      .where('at', '>', (eb) =>
        eb.fn.coalesce(
          eb
            .selectFrom('sign_in_attempts as good')
            .select((one) => one.fn.max('good.at').as('at'))
            .where('good.name_hash', '=', name)
            .where('good.outcome', '=', 'ok'),
          eb.val('1970-01-01T00:00:00Z'),
        ),
      )
      .orderBy('at', 'desc')
      .limit(TRIES)
      .execute(),
    trx
      .selectFrom('sign_in_attempts')
      .select('at')
      .where('address', '=', address)
      .where('outcome', '=', 'wrong')
      .where('at', '>', since)
      // Each try is counted as wrong until it proves right: those that did are no reason to shut out a whole office.
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('sign_in_attempts as good')
              .select('good.id')
              .whereRef('good.name_hash', '=', 'sign_in_attempts.name_hash')
              .whereRef('good.at', '=', 'sign_in_attempts.at')
              .where('good.outcome', '=', 'ok'),
          ),
        ),
      )
      .orderBy('at', 'desc')
      .limit(TRIES_FROM_ADDRESS)
      .execute(),
  ])
  const until = (rows: { at: string }[], most: number): number => {
    const oldest = rows[most - 1]
    return oldest ? Math.ceil((Date.parse(oldest.at) + WINDOW_SECONDS * 1000 - Date.parse(at)) / 1000) : 0
  }
  return Math.max(until(ofName, TRIES), until(fromAddress, TRIES_FROM_ADDRESS))
}

const totpOf = (secret: string): TOTP =>
  new TOTP({ issuer: '枫桥', algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) })

/** The 30-second step a code belongs to (one step early or late is let pass), or null when it is wrong. */
export function totpStep(secret: string, code: string, at: string): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: Date.parse(at), window: 1 })
  return delta === null ? null : Math.floor(Date.parse(at) / 30_000) + delta
}

export const totpAddress = (secret: string, name: string): string => {
  const totp = totpOf(secret)
  totp.label = name
  return totp.toString()
}

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32
const contextOf = (personId: string): string => `people|totp_secret|${personId}`
export const sealTotp = (world: World, personId: string, secret: string): string =>
  world.fields.seal(secret, contextOf(personId))

const attempt = (trx: Trx, name: Buffer, address: string, at: string, outcome: 'ok' | 'wrong' | 'locked') =>
  trx.insertInto('sign_in_attempts').values({ id: v7(), name_hash: name, address, at, outcome }).execute()

/**
 * Signs a person in and returns the session's token.
 * @throws Problem locked (with the seconds to wait) · wrong_credentials (never telling which of the three was wrong)
 */
export async function signIn(
  world: World,
  asked: { sign_in_name: string; password: string; totp_code: string },
  address: string,
): Promise<string> {
  const at = now()
  const scope = nobody(dayIn(at))
  const name = nameHash(world, asked.sign_in_name)
  const person = await inScope(world.pool, scope, async (trx) => {
    // One at a time for a name: fifty guesses sent at once must not all find the lock still open.
    await sql`select pg_advisory_xact_lock(${name.readInt32BE(0)})`.execute(trx)
    const wait = await lockedFor(trx, name, address, at)
    if (wait > 0) {
      await attempt(trx, name, address, at, 'locked')
      return { wait }
    }
    // Counted as wrong until it proves right, so that a crash in between is no free guess.
    await attempt(trx, name, address, at, 'wrong')
    const found = await trx
      .selectFrom('people')
      .select(['id', 'password_hash', 'totp_secret', 'epoch', 'left_on'])
      .where('sign_in_name', '=', asked.sign_in_name)
      .executeTakeFirst()
    return { wait: 0, found }
  })
  if (person.wait > 0) throw new Problem('locked', { retryAfter: person.wait })
  const { found } = person
  // Hashed outside any transaction: 30 ms of work must not hold a connection's locks.
  const right = await verify(found?.password_hash ?? (await nobodyHash), asked.password)
  const step =
    found?.totp_secret && found.password_hash && found.left_on === null
      ? totpStep(world.fields.open(found.totp_secret, contextOf(found.id)), asked.totp_code, at)
      : null
  const token =
    found && right && step !== null
      ? await inScope(world.pool, scope, async (trx) => {
          // A code works once: of two requests with the same code only one moves the step forward.
          const moved = await trx
            .updateTable('people')
            .set({ totp_last_step: step })
            .where('id', '=', found.id)
            .where('totp_last_step', '<', step)
            .executeTakeFirst()
          if (moved.numUpdatedRows !== 1n) return null
          await attempt(trx, name, address, at, 'ok')
          return beginSession(trx, found.id, found.epoch, address)
        })
      : null
  if (!token) throw new Problem('wrong_credentials')
  return token
}
