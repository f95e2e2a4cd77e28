import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { PersonRow } from '#domain/organisations/county-rows.ts'
import type { Language } from '#domain/organisations/languages.ts'
import type { Trx } from '../db/connection.ts'
import type { DB } from '../db/types.ts'

/** A one-time code with which a person sets her own password: its hash, and until when it works (ISO instant). */
export type Activation = { hash: Buffer; until: string }

type Options = { isDemo: boolean; now: string; activation: (person: PersonRow) => Activation | null }

/**
 * Writes people who are new, in one statement. None has a password: each sets her own with her one-time code.
 * @returns their ids by sign-in name
 */
export async function writePeople(
  db: Kysely<DB>,
  people: readonly PersonRow[],
  options: Options,
): Promise<Map<string, string>> {
  const msecs = Date.parse(options.now)
  const rows = people.map((person) => {
    const activation = options.activation(person)
    return {
      id: uuidv7({ msecs }),
      name: person.name,
      sign_in_name: person.sign_in_name,
      is_demo: options.isDemo,
      languages: person.languages ?? [],
      activation_hash: activation?.hash.toString('hex') ?? null,
      activation_until: activation?.until ?? null,
      created_at: options.now,
    }
  })
  await sql`
    insert into people (id, name, sign_in_name, is_demo, languages, activation_hash, activation_until, created_at)
    select id, name, sign_in_name, is_demo, languages, decode(activation_hash, 'hex'), activation_until, created_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (id uuid, name text, sign_in_name text, is_demo boolean, languages text[],
        activation_hash text, activation_until timestamptz, created_at timestamptz)`.execute(db)
  return new Map(rows.map((row) => [row.sign_in_name, row.id]))
}

/** Ends every session of a person at its next request: called with each change of her rights (threats I32). */
export const raiseEpoch = (trx: Trx, personId: string) =>
  trx
    .updateTable('people')
    .set((eb) => ({ epoch: eb('epoch', '+', 1) }))
    .where('id', '=', personId)
    .execute()

/** What she speaks beside Mandarin; no session ends by it. */
export const setLanguages = (trx: Trx, personId: string, languages: readonly Language[]) =>
  trx
    .updateTable('people')
    .set({ languages: [...languages] })
    .where('id', '=', personId)
    .execute()

export const renamePerson = (trx: Trx, personId: string, name: string) =>
  trx.updateTable('people').set({ name }).where('id', '=', personId).execute()

/** A person leaves: nothing of hers opens anything any more, neither a session nor a code still out. Her name stays. */
export const leave = (trx: Trx, personId: string, on: string) =>
  trx
    .updateTable('people')
    .set((eb) => ({
      left_on: on,
      password_hash: null,
      totp_secret: null,
      activation_hash: null,
      activation_until: null,
      epoch: eb('epoch', '+', 1),
    }))
    .where('id', '=', personId)
    .execute()
