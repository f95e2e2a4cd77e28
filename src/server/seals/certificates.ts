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
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'
import { ECDSA_WITH_SHA256, RSA_WITH_SHA256, type SealKey } from './device.ts'

/**
 * The county's own root for seals and the certificates of its committees (X.509 v3, RFC 5280). Not the one of the web
 * server: who may answer as this machine and who may sign as a committee are two powers. Touches no file, asks no time.
 */

const ROOT_YEARS = 30
const SEAL_YEARS = 10
const COMMON_NAME = '2.5.4.3'
const ORGANISATION = '2.5.4.10'
const COUNTRY = '2.5.4.6'
/** RFC 9336: for signing documents. */
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36'

/** A certificate and its private key (PKCS #8), both in PEM. */
export type CertificateAndKey = { certificate: string; key: string }

const newKeys = (kind: SealKey) =>
  kind === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 3072 })
    : generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()

const publicKeyInfo = (key: KeyObject): SubjectPublicKeyInfo =>
  AsnConvert.parse(key.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo)

/** RFC 5280 4.2.1.2 (1): names a key; nothing is secured by it. */
const keyId = (key: KeyObject): OctetString =>
  new OctetString(
    createHash('sha1')
      .update(new Uint8Array(publicKeyInfo(key).subjectPublicKey))
      .digest(),
  )

const relative = (type: string, text: string, as: 'utf8String' | 'printableString' = 'utf8String') =>
  new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value: new AttributeValue({ [as]: text }) })])

/** Names longer than 64 characters do not fit into a certificate (RFC 5280, upper bounds). */
const fits = (text: string): string => [...text].slice(0, 64).join('')

const extension = (extnID: string, critical: boolean, value: object): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) })

const yearsAfter = (at: Date, years: number): Date => {
  const until = new Date(at)
  until.setUTCFullYear(until.getUTCFullYear() + years)
  return until
}

/** The county's root for seals, valid for thirty years from `at`. */
export function makeSealRoot(county: string, kind: SealKey, at: Date): CertificateAndKey {
  const { privateKey, publicKey } = newKeys(kind)
  const subject = new Name([
    relative(COUNTRY, 'CN', 'printableString'),
    relative(ORGANISATION, fits(county)),
    // The random part tells two counties' (or two tries') apart.
    relative(COMMON_NAME, fits(`${county}文书印章根证书 ${randomBytes(3).toString('hex')}`)),
  ])
  const extensions = [
    extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: true, pathLenConstraint: 0 })),
    extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign)),
    extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(publicKey))),
  ]
  const until = yearsAfter(at, ROOT_YEARS)
  const certificate = signed({ subject, issuer: subject, publicKey, at, until, extensions, signer: privateKey })
  return { certificate, key: pem(privateKey) }
}

/** A committee's certificate, valid for ten years from `at` or until the root's last instant. */
export function makeSealCertificate(
  root: { certificate: X509Certificate; key: KeyObject },
  committee: { name: string; county: string },
  kind: SealKey,
  at: Date,
): CertificateAndKey {
  const { privateKey, publicKey } = newKeys(kind)
  const extensions = [
    extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: false })),
    extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)),
    extension(id_ce_extKeyUsage, false, new ExtendedKeyUsage([DOCUMENT_SIGNING])),
    extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(publicKey))),
    extension(
      id_ce_authorityKeyIdentifier,
      false,
      new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyId(root.certificate.publicKey)) }),
    ),
  ]
  const certificate = signed({
    subject: new Name([
      relative(COUNTRY, 'CN', 'printableString'),
      relative(ORGANISATION, fits(committee.county)),
      relative(COMMON_NAME, fits(committee.name)),
    ]),
    issuer: AsnConvert.parse(root.certificate.raw, Certificate).tbsCertificate.subject,
    publicKey,
    at,
    until: new Date(Math.min(yearsAfter(at, SEAL_YEARS).getTime(), root.certificate.validToDate.getTime())),
    extensions,
    signer: root.key,
  })
  return { certificate, key: pem(privateKey) }
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
  const rsa = of.signer.asymmetricKeyType === 'rsa'
  const algorithm = new AlgorithmIdentifier({
    algorithm: rsa ? RSA_WITH_SHA256 : ECDSA_WITH_SHA256,
    // RSA's algorithm has an explicit NULL beside it, ECDSA's has nothing (RFC 3279, RFC 5758).
    ...(rsa ? { parameters: Uint8Array.of(5, 0).buffer } : {}),
  })
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
  const signature = sign('sha256', new Uint8Array(AsnConvert.serialize(tbsCertificate)), of.signer)
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: Uint8Array.from(signature).buffer,
  })
  return new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))).toString()
}
