import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'
import type { ServerName } from './server-name.ts'

/**
 * A county's own certificate authority and the server certificates it signs (X.509 v3, RFC 5280; ECDSA P-256, SHA-256).
 * Nothing here touches a file or asks the time: `keep-certificate.ts` does the first, callers pass the second.
 */

/** A certificate and its private key (PKCS #8, without a passphrase), both in PEM. */
export type CertificateAndKey = { certificate: string; key: string }

const day = 86_400_000
const authorityYears = 10
/** Browsers refuse more than 398 days; one day less leaves room for how they count. */
const serverDays = 397

const ecdsaWithSha256 = '1.2.840.10045.4.3.2'
const commonName = '2.5.4.3'

/** Makes a county authority valid for ten years from `at`; the random id tells two counties' (or two tries') apart. */
export function makeAuthority(at: Date): CertificateAndKey {
  const { privateKey, publicKey } = newKeys()
  const subject = named(`枫桥县域根证书 ${randomBytes(3).toString('hex')}`)
  const until = new Date(at)
  until.setUTCFullYear(until.getUTCFullYear() + authorityYears)
  const extensions = [
    extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: true, pathLenConstraint: 0 })),
    extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign)),
    extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(publicKey))),
  ]
  const certificate = signed({ subject, issuer: subject, publicKey, at, until, extensions, signer: privateKey })
  return { certificate, key: pem(privateKey) }
}

/**
 * Makes a server certificate for the names, valid from `at` for 397 days or until the authority's last instant.
 * @param authority its certificate and key must belong together
 */
export function makeServerCertificate(
  authority: { certificate: X509Certificate; key: KeyObject },
  names: readonly ServerName[],
  at: Date,
): CertificateAndKey {
  const { privateKey, publicKey } = newKeys()
  const issuer = AsnConvert.parse(authority.certificate.raw, Certificate).tbsCertificate.subject
  const until = new Date(Math.min(at.getTime() + serverDays * day - 1000, authority.certificate.validToDate.getTime()))
  const alternatives = names.map(
    ({ kind, name }) => new GeneralName(kind === 'address' ? { iPAddress: name } : { dNSName: name }),
  )
  const extensions = [
    extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: false })),
    extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.digitalSignature)),
    extension(id_ce_extKeyUsage, false, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_subjectAltName, false, new SubjectAlternativeName(alternatives)),
    extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(publicKey))),
    extension(
      id_ce_authorityKeyIdentifier,
      false,
      new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyId(authority.certificate.publicKey)) }),
    ),
  ]
  // Clients read only the alternative names; this one is for people, and its field ends at 64 characters (RFC 5280).
  const subject = named(names.map(({ name }) => name).find((name) => name.length <= 64) ?? '枫桥')
  const certificate = signed({ subject, issuer, publicKey, at, until, extensions, signer: authority.key })
  return { certificate, key: pem(privateKey) }
}

function newKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function publicKeyInfo(publicKey: KeyObject): SubjectPublicKeyInfo {
  return AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo)
}

/** RFC 5280 4.2.1.2 (1): SHA-1 of the public key names the key; nothing is secured by it. */
function keyId(publicKey: KeyObject): OctetString {
  const key = new Uint8Array(publicKeyInfo(publicKey).subjectPublicKey)
  return new OctetString(createHash('sha1').update(key).digest())
}

function named(text: string): Name {
  const value = new AttributeValue({ utf8String: text })
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: commonName, value })])])
}

function extension(extnID: string, critical: boolean, value: object): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) })
}

function signed(of: {
  subject: Name
  issuer: Name
  publicKey: KeyObject
  at: Date
  until: Date
  extensions: Extension[]
  signer: KeyObject
}): string {
  const algorithm = new AlgorithmIdentifier({ algorithm: ecdsaWithSha256 })
  const serial = randomBytes(16)
  // A positive number without a leading zero byte, as DER wants it.
  serial.writeUInt8((serial.readUInt8(0) & 0x3f) | 0x40, 0)
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: Uint8Array.from(serial).buffer,
    signature: algorithm,
    issuer: of.issuer,
    validity: new Validity({ notBefore: of.at, notAfter: of.until }),
    subject: of.subject,
    subjectPublicKeyInfo: publicKeyInfo(of.publicKey),
    extensions: new Extensions(of.extensions),
  })
  const signature = sign('sha256', new Uint8Array(AsnConvert.serialize(tbsCertificate)), {
    key: of.signer,
    dsaEncoding: 'der',
  })
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: Uint8Array.from(signature).buffer,
  })
  return new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))).toString()
}
