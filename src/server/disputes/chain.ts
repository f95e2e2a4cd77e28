import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

export type Algorithm = 'sha256' | 'sm3'

/** Everything of an event that its hash covers. */
export type Chained = {
  file_id: string
  seq: number
  id: string
  step: string
  part: string
  part_id: string
  actor: unknown
  input: unknown
  consequences: unknown
  occurred_at: string
  recorded_at: string
  test_time: boolean
}

export const FIRST_PREVIOUS = Buffer.alloc(32)

/** The hash of an event: previous hash, then the event in canonical JSON (RFC 8785), under the algorithm its row names. */
export function chainHash(algorithm: Algorithm, previous: Buffer, event: Chained): Buffer {
  const text = canonicalize(event)
  if (text === undefined) throw new Error('an event that is not JSON')
  return createHash(algorithm).update(previous).update(text, 'utf8').digest()
}
