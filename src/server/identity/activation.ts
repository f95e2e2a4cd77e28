import { createHash, randomBytes } from 'node:crypto'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { beginSession } from './sessions.ts'
import { hashPassword, sealTotp, totpStep } from './sign-in.ts'

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A one-time code for a slip of paper out of random bytes: 16 letters in groups of four, about 79 bits. */
export function writeActivationCode(bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, 16), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

export const newActivationCode = (): string => writeActivationCode(randomBytes(16))

export const hashOfActivation = (code: string): Buffer =>
  createHash('sha256')
    .update(`activation ${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`)
    .digest()

/** The person a one-time code was made for. @throws Problem activation_wrong when unknown, used, too old, or hers no longer works here. */
export async function whoActivates(world: World, code: string) {
  const at = now()
  const person = await inScope(world.pool, nobody(dayIn(at)), (trx) =>
    trx
      .selectFrom('people')
      .select(['id', 'name', 'sign_in_name', 'epoch', 'activation_until'])
      .where('activation_hash', '=', hashOfActivation(code))
      .where('left_on', 'is', null)
      .executeTakeFirst(),
  )
  if (!person || person.activation_until === null || person.activation_until < at) throw new Problem('activation_wrong')
  return { ...person, activation_until: person.activation_until }
}

/**
 * Sets the password and the code generator, uses the one-time code up, and begins the first session.
 * @throws Problem activation_wrong · bad_input when the six digits do not belong to the secret shown.
 */
export async function activate(
  world: World,
  asked: { code: string; password: string; totp_secret: string; totp_code: string },
  address: string,
): Promise<string> {
  const at = now()
  const person = await whoActivates(world, asked.code)
  const step = totpStep(asked.totp_secret, asked.totp_code, at)
  if (step === null)
    throw new Problem('bad_input', { faults: [{ path: 'totp_code', says: '动态码不对，请等下一个再输入。' }] })
  const password_hash = await hashPassword(asked.password)
  return inScope(world.pool, nobody(dayIn(at)), async (trx) => {
    const done = await trx
      .updateTable('people')
      .set({
        password_hash,
        totp_secret: sealTotp(world, person.id, asked.totp_secret),
        totp_last_step: step,
        activation_hash: null,
        activation_until: null,
        epoch: person.epoch + 1,
      })
      .where('id', '=', person.id)
      .where('activation_hash', '=', hashOfActivation(asked.code))
      .executeTakeFirst()
    if (done.numUpdatedRows !== 1n) throw new Problem('activation_wrong')
    return beginSession(trx, person.id, person.epoch + 1, address)
  })
}

/** Days a slip works. */
export const SLIP_DAYS = 30

/**
 * Gives a person a new one-time code, for a slip or when a phone was lost: password, code generator and sessions end at once.
 * @returns the code and until when it works; null when nobody has this sign-in name
 */
export async function renewActivation(
  trx: Trx,
  signInName: string,
  at: string,
): Promise<{ code: string; until: string } | null> {
  const code = newActivationCode()
  const until = await resetAccess(trx, signInName, code, at)
  return until === null ? null : { code, until }
}

/**
 * Makes this the only way into an account: password, code generator and sessions end at once.
 * @returns until when the code works; null when nobody who works here has this sign-in name
 */
export async function resetAccess(trx: Trx, signInName: string, code: string, at: string): Promise<string | null> {
  const until = secondsAfter(at, SLIP_DAYS * 86_400)
  const done = await trx
    .updateTable('people')
    .set((eb) => ({
      password_hash: null,
      totp_secret: null,
      activation_hash: hashOfActivation(code),
      activation_until: until,
      epoch: eb('epoch', '+', 1),
    }))
    .where('sign_in_name', '=', signInName)
    .where('left_on', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n ? until : null
}
