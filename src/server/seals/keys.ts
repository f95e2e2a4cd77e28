import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
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

/** What the county signs its committees' certificates with; made at the first seal. */
const sealRoot = (dataDir: string, county: string, kind: SealKey, at: Date) =>
  apart(keptSecret(dataDir, `seal-root-${kind}.pem`, () => together(makeSealRoot(county, kind, at))))

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
 * @param at the present instant
 */
export function committeeDevice(
  dataDir: string,
  committee: { unit_id: number; name: string; county: string },
  kind: SealKey,
  at: Date,
): SigningDevice {
  const root = sealRoot(dataDir, committee.county, kind, at)
  const name = `seal-${committee.unit_id}-${at.getUTCFullYear()}-${kind}.pem`
  const own = apart(keptSecret(dataDir, name, () => together(makeSealCertificate(root, committee, kind, at))))
  return {
    algorithm: { signature: kind === 'rsa' ? RSA_WITH_SHA256 : ECDSA_WITH_SHA256, digest: 'sha256' },
    chain: [own.certificate.raw, root.certificate.raw],
    sign: async (bytes) => sign('sha256', bytes, own.key),
  }
}
