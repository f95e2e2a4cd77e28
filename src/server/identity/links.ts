import { createHash, createHmac } from 'node:crypto'
import { insertInto, type Trx } from '../db/connection.ts'
import type { World } from '../world.ts'

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

/**
 * The secret of a party's link: 26 letters, about 128 bits, recomputable from the installation's key so that a repeated
 * request with the same Idempotency-Key gets the same receipt while the database only ever holds its hash.
 */
export function linkToken(world: World, partyId: string): string {
  const bytes = createHmac('sha512', world.keys.link).update(partyId).digest()
  return Array.from(bytes.subarray(0, 26), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(`link ${token}`).digest()

/** The one writer of `links`. */
export const writeLink = (world: World, fileId: string, partyId: string, at: string) =>
  insertInto('links', {
    token_hash: hashOfToken(linkToken(world, partyId)),
    file_id: fileId,
    party_id: partyId,
    made_at: at,
  })

/** Whose link this is, in a transaction whose scope shows its hash; null when unknown or revoked. */
export const holderOfLink = (trx: Trx, hash: Buffer) =>
  trx
    .selectFrom('links')
    .select(['file_id', 'party_id'])
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
