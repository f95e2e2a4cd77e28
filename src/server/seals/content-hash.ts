import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** SHA-256 of a value in canonical JSON (RFC 8785): what a paper says, whatever it is drawn with. */
export const contentHash = (content: unknown): Buffer =>
  createHash('sha256')
    .update(canonicalize(content) ?? '', 'utf8')
    .digest()
