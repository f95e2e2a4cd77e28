export type Compared = 'same' | 'other' | 'cannot' | 'too_large'

/** A sealed paper is far smaller; a film dropped by mistake is not read into memory. */
const MOST_BYTES = 100 * 1024 * 1024

/**
 * Whether a file in hand is the one that was issued: by its SHA-256, made here. The file never leaves the device.
 * `cannot`: the browser hashes nothing on a page that did not come over https.
 */
export async function compare(file: Blob, issued: { sha256: string; bytes: number }): Promise<Compared> {
  if (file.size > MOST_BYTES) return 'too_large'
  if (file.size !== issued.bytes) return 'other'
  if (!globalThis.crypto?.subtle) return 'cannot'
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  const hex = [...new Uint8Array(digest)].map((it) => it.toString(16).padStart(2, '0')).join('')
  return hex === issued.sha256 ? 'same' : 'other'
}
