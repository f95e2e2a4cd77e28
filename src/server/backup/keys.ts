import { createHmac, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keptSecret } from '../crypto/keys.ts'
import { newIdentity, type Recipient, recipientOf } from './age.ts'

const PUBLIC = 'backup-public'
const LOCAL = 'backup-local'

/** To whom backups are sealed: the public part of the key on paper, or null where none was made yet. */
export function backupRecipient(dataDir: string): Recipient | null {
  const path = join(dataDir, 'keys', PUBLIC)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

/**
 * Makes the pair of this installation. Only the public part stays here. @param at names the one that is put aside
 * @returns the private part, to be written down; it is nowhere else
 */
export function newBackupKey(dataDir: string, at: string): string {
  const { identity, recipient } = newIdentity()
  const path = join(dataDir, 'keys', PUBLIC)
  if (!existsSync(path)) {
    keptSecret(dataDir, PUBLIC, () => recipient)
    return identity
  }
  // The old one keeps its name until the new one is on the disc: at no point is there none.
  copyFileSync(path, `${path}.${at.replaceAll(/\D/g, '').slice(0, 14)}`)
  writeFileSync(`${path}.new`, `${recipient}\n`, { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
  return identity
}

/**
 * Before an upgrade there may be no key yet: what is then put away on this very machine is sealed to a pair that stays on it. It keeps
 * nothing from whoever has the machine, and has the same form.
 */
export function localIdentity(dataDir: string): string {
  return keptSecret(dataDir, LOCAL, () => newIdentity().identity)
}
export const localIdentityThere = (dataDir: string): string | null =>
  existsSync(join(dataDir, 'keys', LOCAL)) ? localIdentity(dataDir) : null
export const localRecipient = (dataDir: string): Recipient => recipientOf(localIdentity(dataDir)) ?? ''

const secretName = (recipient: Recipient): string => `backup-files-${recipient.slice(4, 20)}`

/**
 * Names and keys of the files in a place. Both come from a secret kept in `keys` (and so in every backup): a file keeps its name from one
 * backup to the next, this machine can look at what it put there, and nobody else learns from a name what is in it.
 */
export function fileSecret(dataDir: string, recipient: Recipient): Buffer {
  return Buffer.from(
    keptSecret(dataDir, secretName(recipient), () => randomBytes(32).toString('base64')),
    'base64',
  )
}
export const sealedName = (secret: Buffer, path: string): string =>
  createHmac('sha256', secret).update(`name ${path}`).digest('hex').slice(0, 40)
export const sealedFileKey = (secret: Buffer, path: string): Buffer =>
  createHmac('sha256', secret).update(`key ${path}`).digest().subarray(0, 16)
