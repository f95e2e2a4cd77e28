import {
  createPrivateKey,
  createSecretKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** A secret kept in DATA_DIR/keys (0600), made once. Written aside and linked: no crash leaves half a key, no second maker wins. */
export function keptSecret(dataDir: string, name: string, make: () => string): string {
  const folder = join(dataDir, 'keys')
  const path = join(folder, name)
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // A name nobody used before: a container gives every start the same process id, and a crash may have left the last one's.
  const aside = `${path}.${randomUUID()}.new`
  const handle = openSync(aside, 'wx', 0o600)
  try {
    writeSync(handle, `${make()}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    linkSync(aside, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(aside)
  }
  // The name too must outlive a power cut: what is sealed under a lost key is lost.
  const listing = openSync(folder, 'r')
  fsyncSync(listing)
  closeSync(listing)
  return readFileSync(path, 'utf8').trim()
}

/** The keys of one installation. Each purpose has its own, derived from one root, so that none can stand in for another. */
export type Keys = {
  field: KeyObject
  /** For the 国密 provider: a cipher key of 16 bytes, and the key of its tag. */
  fieldSm: KeyObject
  fieldMac: KeyObject
  search: KeyObject
  link: KeyObject
  code: KeyObject
  attempts: KeyObject
  head: KeyObject
  /** Signs what the QR of a sealed paper says. */
  check: KeyObject
}

/** A key object is made once: handing raw bytes to each HMAC costs eight times as much. */
const derived = (root: Buffer, purpose: string, bytes = 32): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', root, '', `fengqiao ${purpose}`, bytes)))

/** Loads the installation's keys, making them at the first start (print the back-up note then: see `keysAreNew`). */
export function loadKeys(dataDir: string): Keys {
  const root = Buffer.from(
    keptSecret(dataDir, 'root', () => randomBytes(32).toString('base64')),
    'base64',
  )
  const signing = (name: string) =>
    createPrivateKey(
      keptSecret(dataDir, name, () =>
        generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      ),
    )
  return {
    field: derived(root, 'field'),
    fieldSm: derived(root, 'field sm4', 16),
    fieldMac: derived(root, 'field mac'),
    search: derived(root, 'search'),
    link: derived(root, 'link'),
    code: derived(root, 'code'),
    attempts: derived(root, 'attempts'),
    head: signing('head-signing.pem'),
    check: signing('check-signing.pem'),
  }
}

/** Whether this data folder has no root key yet: then the launcher prints how to back the keys up. */
export const keysAreNew = (dataDir: string): boolean => !existsSync(join(dataDir, 'keys', 'root'))
