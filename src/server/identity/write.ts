import { type SqlBool, sql } from 'kysely'
import type { Part, PartyFacts } from '#domain/disputes/parts.ts'
import { phoneDigits } from '#domain/identity/inputs.ts'
import type { SecretKind } from '#domain/step.ts'
import { searchHash } from '../crypto/fields.ts'
import { insertInto, question, type Statement, type Trx } from '../db/connection.ts'
import { changePart, type PartChange } from '../disputes/part-table.ts'
import type { World } from '../world.ts'

/** The facts that have columns of their own; the rest live in `facts`. */
function split({ side, name, reach_id, identity_paper, identity_id, ...rest }: Partial<PartyFacts>) {
  const own = { name, reach_id, identity_paper, identity_id }
  const columns = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  return { side, columns: columns as Partial<typeof own>, rest }
}

/** The one writer of `parties`. */
export const openParty = (fileId: string, id: string, facts: PartyFacts) => {
  const { side, name, reach_id, identity_paper, identity_id } = facts
  return insertInto('parties', {
    id,
    file_id: fileId,
    status: 'present',
    version: 1,
    side,
    name,
    reach_id,
    identity_paper,
    identity_id,
    facts: JSON.stringify(split(facts).rest),
  })
}

/** A party keeps the side she came in on. */
export const changeParty = (change: PartChange<Part<'party'>['status'], Partial<PartyFacts>>) => {
  const { columns, rest } = split(change.facts ?? {})
  return changePart('parties', change.facts ? { ...change, facts: rest } : change, columns)
}

/** The text a secret is found by, or null where nobody searches for it (a neighbour's name as a way to reach, a note). */
const searchText = (kind: SecretKind, plain: string): string | null =>
  kind === 'identity_number' ? plain.toUpperCase() : kind === 'reach' ? phoneDigits(plain) : null

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
export const writeSealed = (fileId: string, rows: readonly SealedRow[], by: string | null): Statement[] =>
  rows.map((row) => insertInto('sealed_values', { ...row, file_id: fileId, by_person: by }))

/** Opens secrets of a visible file, by their ids. */
export async function openSecrets(world: World, trx: Trx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await sealedRows(trx, `{${ids.join(',')}}`)
  return new Map(rows.map((row) => [row.id, openSecret(world, row)]))
}

/** Opens one secret that was read with what it belongs to. */
export const openSecret = (world: World, row: { id: string; kind: string; sealed: string }): string =>
  world.fields.open(row.sealed, contextOf(row.kind as SecretKind, row.id))

const sealedRows = question((trx, ids: string) =>
  trx
    .selectFrom('sealed_values')
    .select(['id', 'kind', 'sealed'])
    .where(sql<SqlBool>`id = any ((select ${ids}::uuid[])::uuid[])`),
)
