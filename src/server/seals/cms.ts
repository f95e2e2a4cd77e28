import { createHash, X509Certificate } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import { Certificate } from '@peculiar/asn1-x509'
import { inOrder, nothing, octets, oid, sequence, set, small, tagged, utcTime } from './der.ts'
import { RSA_WITH_SHA256, type SigningDevice } from './device.ts'

const DATA = '1.2.840.113549.1.7.1'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const SHA256 = '2.16.840.1.101.3.4.2.1'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_TIME = '1.2.840.113549.1.9.5'
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47'

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const attribute = (type: string, value: Uint8Array): Buffer => sequence(oid(type), set(value))

/** Issuer and serial number of a certificate, as they stand in it: a Chinese name is never read or written anew. */
function issuerAndSerial(der: Uint8Array): Buffer {
  const { tbsCertificate } = AsnConvert.parse(new X509Certificate(der).raw, Certificate)
  const issuer = new Uint8Array(AsnConvert.serialize(tbsCertificate.issuer))
  const serial = new Uint8Array(tbsCertificate.serialNumber)
  return sequence(issuer, Buffer.concat([Uint8Array.of(2, serial.length), serial]))
}

/**
 * A detached CMS signature (RFC 5652) over bytes whose SHA-256 is `digest`, with the time of signing, which certificate is
 * meant (ESSCertIDv2, RFC 5035) and the whole chain. @returns DER
 */
export async function cmsOver(digest: Uint8Array, device: SigningDevice, at: Date): Promise<Uint8Array> {
  const [own] = device.chain
  if (!own) throw new Error('a device without a certificate')
  const digestAlgorithm = sequence(oid(SHA256))
  const attributes = inOrder([
    attribute(CONTENT_TYPE, oid(DATA)),
    attribute(SIGNING_TIME, utcTime(at)),
    attribute(MESSAGE_DIGEST, octets(digest)),
    attribute(SIGNING_CERTIFICATE_V2, sequence(sequence(sequence(octets(sha256(own)))))),
  ])
  // Signed is the SET OF; in the message the same members stand under [0] (RFC 5652 5.4).
  const signature = await device.sign(set(...attributes))
  const rsa = device.algorithm.signature === RSA_WITH_SHA256
  const signer = sequence(
    small(1),
    issuerAndSerial(own),
    digestAlgorithm,
    tagged(0, ...attributes),
    sequence(oid(device.algorithm.signature), ...(rsa ? [nothing()] : [])),
    octets(signature),
  )
  const signed = sequence(small(1), set(digestAlgorithm), sequence(oid(DATA)), tagged(0, ...device.chain), set(signer))
  return sequence(oid(SIGNED_DATA), tagged(0, signed))
}
