import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Keys } from './keys.ts'

/** How one field is sealed. `context` (table|column|row id) is bound in, so that a value moved to another row does not open. */
export type FieldCrypto = {
  seal(plain: string, context: string): string
  open(sealed: string, context: string): string
}

/**
 * The three pieces of a sealed value: nonce, body, tag. Only the one spelling `seal` writes is read: base64 has others for the same
 * bytes, and a value that was touched at all must not open.
 */
function piecesOf(sealed: string): [nonce: Buffer, body: Buffer, tag: Buffer] {
  const [nonce, body, tag, ...more] = sealed
    .split('.')
    .slice(2)
    .map((piece) => {
      const bytes = Buffer.from(piece, 'base64url')
      if (bytes.toString('base64url') !== piece) throw new Error('a sealed field was altered')
      return bytes
    })
  if (!nonce || !body || !tag || more.length > 0) throw new Error('a sealed field was altered')
  return [nonce, body, tag]
}

const aes = (keys: Keys): FieldCrypto => ({
  seal(plain, context) {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', keys.field, nonce)
    cipher.setAAD(Buffer.from(context))
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return ['v1.aes', nonce, body, cipher.getAuthTag()]
      .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
      .join('.')
  },
  open(sealed, context) {
    const [nonce, body, tag] = piecesOf(sealed)
    const decipher = createDecipheriv('aes-256-gcm', keys.field, nonce, { authTagLength: 16 })
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  },
})

/** 国密: SM4-CTR then HMAC-SM3 over everything (encrypt-then-MAC), since the platform offers no SM4-GCM. */
const sm = (keys: Keys): FieldCrypto => {
  const mac = (context: string, nonce: Buffer, body: Buffer): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(Buffer.byteLength(context))
    return createHmac('sm3', keys.fieldMac).update(length).update(context).update(nonce).update(body).digest()
  }
  return {
    seal(plain, context) {
      const nonce = randomBytes(16)
      const cipher = createCipheriv('sm4-ctr', keys.fieldSm, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `v1.sm.${nonce.toString('base64url')}.${body.toString('base64url')}.${mac(context, nonce, body).toString('base64url')}`
    },
    open(sealed, context) {
      const [nonce, body, tag] = piecesOf(sealed)
      const expected = mac(context, nonce, body)
      if (tag.length !== expected.length || !timingSafeEqual(tag, expected))
        throw new Error('a sealed field was altered')
      const decipher = createDecipheriv('sm4-ctr', keys.fieldSm, nonce)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}

/** Seals with the provider of this installation; opens whatever provider sealed, so that a site can change over. */
export function fieldCrypto(keys: Keys, provider: 'aes' | 'sm'): FieldCrypto {
  const providers = { aes: aes(keys), sm: sm(keys) }
  return {
    seal: providers[provider].seal,
    open(sealed, context) {
      const [version, by] = sealed.split('.')
      if (version !== 'v1' || (by !== 'aes' && by !== 'sm')) throw new Error('sealed by an unknown provider')
      return providers[by].open(sealed, context)
    },
  }
}

/** The keyed hash a secret is found by: the same text under the same purpose gives the same bytes, and nothing goes back. */
export const searchHash = (keys: Keys, purpose: string, text: string): Buffer =>
  createHmac('sha256', keys.search).update(`${purpose}\0${text}`).digest()
