import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { FoldedEvent } from '#domain/fold.ts'

/** One file of a release's demo: what `fold` reads of its events, and what they folded to, by the names of the parts. */
export type KeptFile = { events: FoldedEvent[]; digests: Record<string, string> }

/** The digest of each part of what a file folds to. What a later release adds beside them has a name of its own. */
export const digestsOf = (folded: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(folded).map(([name, part]) => [
      name,
      createHash('sha256')
        .update(canonicalize(part) ?? '')
        .digest('hex')
        .slice(0, 16),
    ]),
  )
