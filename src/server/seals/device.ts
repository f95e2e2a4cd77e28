/**
 * What signs for one committee: a key in `DATA_DIR/keys` today, a certified device (SM2, 密码机) behind the same two members
 * later. It is given the bytes and not their digest: SM2 hashes the signer's own number with them (GB/T 32918.2).
 */
export type SigningDevice = {
  /** Object identifier of the signature's algorithm, and of the digest it is made over. */
  algorithm: { signature: string; digest: 'sha256' }
  /** DER, the signer's own first, then whoever signed it. */
  chain: readonly Uint8Array[]
  /** @param bytes what is signed, whole. Returns the signature as it stands in a CMS: DER for ECDSA. */
  sign: (bytes: Uint8Array) => Promise<Uint8Array>
}

/** Which kind of key a county's committees sign with; each has its own. */
export const SEAL_KEYS = { ecdsa: 'ECDSA P-256', rsa: 'RSA 3072' } as const
export type SealKey = keyof typeof SEAL_KEYS

export const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
export const RSA_WITH_SHA256 = '1.2.840.113549.1.1.11'
