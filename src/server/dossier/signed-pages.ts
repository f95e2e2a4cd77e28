import type { Trx } from '../db/connection.ts'

/** One page of a paper as it came back signed by hand: where its picture lies in the store. */
export type SignedPage = { key: string; says: string }

/**
 * The pages of a paper that were signed on paper and came back as scans, in their order; empty where none came back. They stand
 * in the volume behind the words they were signed under.
 */
export async function signedPagesOf(_trx: Trx, _paperId: string): Promise<SignedPage[]> {
  return []
}
