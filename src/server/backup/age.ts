import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { command } from '../packed.ts'
import { fromKeyWords, toKeyWords } from './key-words.ts'

/**
 * The file format of age (age-encryption.org/v1, one X25519 recipient), written with Node's own cryptography: whoever has the key
 * on paper opens a backup with `age -d` and needs none of us.
 */

const VERSION = 'age-encryption.org/v1'
const CHUNK = 64 * 1024
const TAG = 16
const CIPHER = 'chacha20-poly1305'
const NO_NONCE = Buffer.alloc(12)

/** The public part, which may lie about: it seals and cannot open. The private part, for paper. */
export type Recipient = string
export type Identity = string

/** Why something cannot be opened: another key, or not what was sealed (from so many plain bytes on). */
export class CannotOpen extends Error {
  readonly why: 'other_key' | 'damaged'
  constructor(why: 'other_key' | 'damaged') {
    super(why === 'other_key' ? '密钥对不上：这不是打开它的那一把。' : '内容被截断或者改过。')
    this.name = 'CannotOpen'
    this.why = why
  }
}

const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')
const privateKey = (raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, raw]), format: 'der', type: 'pkcs8' })
const publicKey = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, raw]), format: 'der', type: 'spki' })
const rawPublic = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length)

/** A new pair. */
export function newIdentity(): { identity: Identity; recipient: Recipient } {
  const pair = generateKeyPairSync('x25519')
  const raw = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PRIVATE_PREFIX.length)
  return {
    identity: toKeyWords('age-secret-key-', raw).toUpperCase(),
    recipient: toKeyWords('age', rawPublic(pair.publicKey)),
  }
}

const rawIdentity = (identity: Identity): Buffer | null => {
  const raw = fromKeyWords('age-secret-key-', identity)
  return raw?.length === 32 ? raw : null
}

/** The public part of a private one; null where it was mistyped. */
export function recipientOf(identity: Identity): Recipient | null {
  const raw = rawIdentity(identity)
  return raw && toKeyWords('age', rawPublic(createPublicKey(privateKey(raw))))
}

const derive = (secret: Uint8Array, salt: Uint8Array, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, 32))
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '')
/** Only as it is written: the bits that mean nothing are 0, as the format asks. @throws CannotOpen */
function fromBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (base64(bytes) !== text) throw new CannotOpen('damaged')
  return bytes
}

function encrypt(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG })
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Buffer): Buffer | null {
  if (sealed.length < TAG) return null
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG })
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()])
  } catch {
    return null
  }
}

const macOf = (fileKey: Uint8Array, head: string): Buffer =>
  createHmac('sha256', derive(fileKey, Buffer.alloc(0), 'header'))
    .update(head)
    .digest()

function headerFor(recipient: Recipient, fileKey: Uint8Array): string {
  const raw = fromKeyWords('age', recipient)
  if (raw?.length !== 32) throw new Error(`备份的公钥读不出来：请运行 ${command('backup', 'new-key')} 重新生成。`)
  const once = generateKeyPairSync('x25519')
  const share = rawPublic(once.publicKey)
  const shared = diffieHellman({ privateKey: once.privateKey, publicKey: publicKey(raw) })
  const wrapped = encrypt(derive(shared, Buffer.concat([share, raw]), `${VERSION}/X25519`), NO_NONCE, fileKey)
  const head = `${VERSION}\n-> X25519 ${base64(share)}\n${base64(wrapped)}\n---`
  return `${head} ${base64(macOf(fileKey, head))}\n`
}

/** The nonce of the nth chunk: its number, and whether it is the last. */
function nonceOf(nth: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(nth, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** A fresh key for one file. */
export const newFileKey = (): Buffer => randomBytes(16)

/** Cuts a stream into pieces of one length (the last may be shorter, and is alone in being told so). */
async function* inPieces(source: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<[Buffer, boolean]> {
  let held: Buffer[] = []
  let size = 0
  for await (const bytes of source) {
    held.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    size += bytes.length
    // The last piece is known as such only when nothing follows: as much as one is always held back.
    if (size <= length) continue
    const all = Buffer.concat(held, size)
    let at = 0
    for (; size - at > length; at += length) yield [all.subarray(at, at + length), false]
    held = [Buffer.from(all.subarray(at))]
    size -= at
  }
  yield [Buffer.concat(held, size), true]
}

/** Seals a stream to a recipient. @param fileKey 16 bytes, never used for two different streams of one recipient */
export async function* sealed(
  recipient: Recipient,
  fileKey: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(16)
  yield Buffer.concat([Buffer.from(headerFor(recipient, fileKey)), salt])
  const key = derive(fileKey, salt, 'payload')
  let nth = 0
  for await (const [piece, last] of inPieces(source, CHUNK)) {
    yield encrypt(key, nonceOf(nth, last), piece)
    nth += 1
  }
}

/** How long what was sealed was, told from the length of what it became. @param length in bytes, both */
export function plainLength(length: number): number {
  const payload = length - HEADER_BYTES - 16
  return payload - TAG * Math.max(1, Math.ceil(payload / (CHUNK + TAG)))
}

/** One recipient: each part of the head has one length. */
const HEADER_BYTES = `${VERSION}\n-> X25519 \n\n--- \n`.length + 3 * 43
const HEADER = /^age-encryption\.org\/v1\n-> X25519 ([\w+/]{43})\n([\w+/]{43})\n--- ([\w+/]{43})\n/

function fileKeyFrom(identity: Identity, share: Buffer, wrapped: Buffer): Buffer {
  const raw = rawIdentity(identity)
  if (!raw) throw new CannotOpen('other_key')
  const own = privateKey(raw)
  const shared = diffieHellman({ privateKey: own, publicKey: publicKey(share) })
  const salt = Buffer.concat([share, rawPublic(createPublicKey(own))])
  const key = decrypt(derive(shared, salt, `${VERSION}/X25519`), NO_NONCE, wrapped)
  if (!key) throw new CannotOpen('other_key')
  return key
}

const LONGEST_HEADER = 300

/**
 * Opens what was sealed. @param by the private key, or the key of this one file
 * @throws CannotOpen at the first byte that is not as it was sealed, and where the end is missing
 */
export async function* opened(
  by: { identity: Identity } | { fileKey: Uint8Array },
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const from = source[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < LONGEST_HEADER) {
    const next = await from.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  const found = HEADER.exec(head.toString('latin1', 0, LONGEST_HEADER))
  if (!found) throw new CannotOpen('damaged')
  const [whole, share = '', wrapped = '', mac = ''] = found
  const fileKey = 'fileKey' in by ? by.fileKey : fileKeyFrom(by.identity, fromBase64(share), fromBase64(wrapped))
  const expected = macOf(fileKey, whole.slice(0, whole.lastIndexOf(' ')))
  if (!timingSafeEqual(expected, fromBase64(mac))) throw new CannotOpen('damaged')
  const salt = head.subarray(whole.length, whole.length + 16)
  if (salt.length < 16) throw new CannotOpen('damaged')
  const key = derive(fileKey, salt, 'payload')
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    yield head.subarray(whole.length + 16)
    for (;;) {
      const next = await from.next()
      if (next.done) return
      yield next.value
    }
  }
  let nth = 0
  for await (const [piece, last] of inPieces(rest(), CHUNK + TAG)) {
    const plain = decrypt(key, nonceOf(nth, last), piece)
    if (!plain || (plain.length === 0 && nth > 0)) throw new CannotOpen('damaged')
    yield plain
    nth += 1
  }
}
