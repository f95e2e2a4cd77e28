import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { keptSecret } from '../crypto/keys.ts'
import { type CertificateAndKey, makeSealCertificate, makeSealRoot } from './certificates.ts'
import { ECDSA_WITH_SHA256, RSA_WITH_SHA256, type SealKey, type SigningDevice } from './device.ts'

/** Key and certificate stand in one file, so that no crash and no second maker ever parts them. */
const together = ({ certificate, key }: CertificateAndKey): string => `${certificate.trim()}\n${key.trim()}`

function apart(kept: string): { certificate: X509Certificate; key: KeyObject } {
  const [certificate] = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(kept) ?? []
  const [key] = /-----BEGIN PRIVATE KEY-----[\s\S]*?-----END PRIVATE KEY-----/.exec(kept) ?? []
  if (!certificate || !key) throw new Error('印章密钥文件残缺：请从备份恢复 DATA_DIR/keys 目录。')
  return { certificate: new X509Certificate(certificate), key: createPrivateKey(key) }
}

/** @param making told when a key is new: it has to be backed up */
type Making = (name: string) => void
const kept = (dataDir: string, name: string, making: Making, make: () => CertificateAndKey) =>
  apart(
    keptSecret(dataDir, name, () => {
      making(name)
      return together(make())
    }),
  )

/** Why nothing can be signed: the county's root is gone, and a new one beside papers of the old would be a second county. */
export class SealKeysMissing extends Error {
  readonly reason = 'seal_keys_missing'
  constructor() {
    super('印章的根密钥不见了：请从备份恢复 DATA_DIR/keys。')
    this.name = 'SealKeysMissing'
  }
}

const rootName = (kind: SealKey) => `seal-root-${kind}.pem`
/** What the county signs its committees' certificates with; made at the first seal. */
const sealRoot = (dataDir: string, county: string, kind: SealKey, at: Date, making: Making) =>
  kept(dataDir, rootName(kind), making, () => makeSealRoot(county, kind, at))

/** Whose key it is by name, too: a unit that is renamed, or follows another, signs with no certificate of the old name. */
const keyName = (committee: { unit_id: number; name: string }, kind: SealKey, at: Date) =>
  `seal-${committee.unit_id}-${createHash('sha256').update(committee.name).digest('hex').slice(0, 12)}-${at.getUTCFullYear()}-${kind}.pem`

/** The certificates (PEM) of the county's roots that exist: what `verify` trusts. */
export function sealRoots(dataDir: string, exists: (name: string) => boolean): X509Certificate[] {
  return (['ecdsa', 'rsa'] as const)
    .map((kind) => `seal-root-${kind}.pem`)
    .filter(exists)
    .map((name) => apart(keptSecret(dataDir, name, () => '')).certificate)
}

/**
 * The device of a committee: its key and certificate in `DATA_DIR/keys`, made at its first seal and again each year, so that
 * one that was lost or lent opens no more than a year. Old ones stay: they are on the papers they signed.
 * @param at the present instant @param others what is known of other keys: whether the county has signed with a root of this kind
 * before, and whom to tell of a new key @throws SealKeysMissing where it has and that root is gone
 */
export function committeeDevice(
  dataDir: string,
  committee: { unit_id: number; name: string; county: string },
  kind: SealKey,
  at: Date,
  { signedBefore, making = () => {} }: { signedBefore: boolean; making?: Making } = { signedBefore: false },
): SigningDevice {
  if (signedBefore && !existsSync(join(dataDir, 'keys', rootName(kind)))) throw new SealKeysMissing()
  const root = sealRoot(dataDir, committee.county, kind, at, making)
  const own = kept(dataDir, keyName(committee, kind, at), making, () => makeSealCertificate(root, committee, kind, at))
  return {
    algorithm: { signature: kind === 'rsa' ? RSA_WITH_SHA256 : ECDSA_WITH_SHA256, digest: 'sha256' },
    chain: [own.certificate.raw, root.certificate.raw],
    sign: async (bytes) => sign('sha256', bytes, own.key),
  }
}
