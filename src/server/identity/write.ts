import { sql } from 'kysely'
import type { PartyFacts } from '#domain/disputes/parts.ts'
import { phoneDigits } from '#domain/identity/inputs.ts'
import type { SecretKind } from '#domain/step.ts'
import { searchHash } from '../crypto/fields.ts'
import { insertInto, type Statement, type Trx } from '../db/connection.ts'
import type { World } from '../world.ts'

/** The one writer of `parties`. */
export const openParty = (fileId: string, id: string, facts: PartyFacts) =>
  insertInto('parties', { id, file_id: fileId, status: 'present', version: 1, ...facts })

export const moveParty = (trx: Trx, id: string, status: 'present' | 'left') =>
  trx.updateTable('parties').set({ status }).where('id', '=', id).compile()

export const changeParty = (trx: Trx, id: string, { side: _, ...facts }: Partial<PartyFacts>) =>
  trx.updateTable('parties').set(facts).where('id', '=', id).compile()

export const raiseParty = (trx: Trx, id: string) =>
  trx.updateTable('parties').set({ version: sql`version + 1` }).where('id', '=', id).compile()

/** The text a secret is found by, or null where nobody searches for it (a neighbour's name as a way to reach). */
const searchText = (kind: SecretKind, plain: string): string | null =>
  kind === 'identity_number' ? plain.toUpperCase() : phoneDigits(plain)

/** The hash a phone or identity number is looked up by; null when the text is neither. */
export function secretHash(world: World, kind: SecretKind, plain: string): Buffer | null {
  const text = searchText(kind, plain)
  return text === null ? null : searchHash(world.keys, kind, text)
}

const contextOf = (kind: SecretKind, id: string): string => `sealed_values|${kind}|${id}`

/** A secret on its way to its row: sealed in memory, so that nothing later in the transaction ever holds the plain text. */
export type SealedRow = { id: string; kind: SecretKind; sealed: string; search_hash: Buffer | null }

export const sealSecret = (world: World, id: string, kind: SecretKind, plain: string): SealedRow => ({
  id,
  kind,
  sealed: world.fields.seal(plain, contextOf(kind, id)),
  search_hash: secretHash(world, kind, plain),
})

/** The one writer of `sealed_values`. */
export const writeSealed = (fileId: string, rows: readonly SealedRow[]): Statement[] =>
  rows.map((row) => insertInto('sealed_values', { ...row, file_id: fileId }))

/** Opens secrets of a visible file, by their ids. */
export async function openSecrets(world: World, trx: Trx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await trx.selectFrom('sealed_values').select(['id', 'kind', 'sealed']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, world.fields.open(row.sealed, contextOf(row.kind as SecretKind, row.id))]))
}
