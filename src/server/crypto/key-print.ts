import { createHash, createPublicKey, type KeyObject } from 'node:crypto'

/** What a signing key is known by outside: the SHA-256 of its public half (SPKI, DER), in hex. */
export const printOfKey = (key: KeyObject): string =>
  createHash('sha256')
    .update(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    .digest('hex')
