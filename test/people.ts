import { Secret, TOTP } from 'otpauth'
import { hashPassword, newTotpSecret, sealTotp } from '#server/identity/sign-in.ts'
import type { TestWorld } from './world.ts'

export type Account = { sign_in_name: string; password: string; secret: string; person_id: string }

/** Gives a person of the demo county a password and a code generator, as an activated account has them. */
export async function giveAccount(world: TestWorld, signInName: string): Promise<Account> {
  const password = `一句好记的话 ${signInName}`
  const secret = newTotpSecret()
  const { rows } = await world.owner.query<{ id: string }>('select id from people where sign_in_name = $1', [
    signInName,
  ])
  const person_id = rows[0]?.id ?? ''
  await world.owner.query('update people set password_hash = $2, totp_secret = $3, totp_last_step = 0 where id = $1', [
    person_id,
    await hashPassword(password),
    sealTotp(world, person_id, secret),
  ])
  return { sign_in_name: signInName, password, secret, person_id }
}

/** The six digits a code generator shows at an instant, or so many 30-second steps later. */
export const codeAt = (secret: string, instant: string, steps = 0): string =>
  new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.parse(instant) + steps * 30_000,
  })

/** What a browser would send back of an answer's cookie: name and value. */
export const cookieOf = (response: { headers: Record<string, unknown> }): string =>
  String(response.headers['set-cookie'] ?? '').split(';')[0] ?? ''
