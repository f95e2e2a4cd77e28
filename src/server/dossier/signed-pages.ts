import { partsOf } from '#domain/disputes/parts.ts'
import type { PaperOfStep } from '#domain/documents/volume.ts'
import { returnsIn, returnsOf, standingPages } from '#domain/returned/pages.ts'
import type { Here } from '#domain/step.ts'
import { previewKey } from '../storage/store.ts'

/** One page of a paper as it came back signed by hand: where its picture lies in the store. */
export type SignedPage = { key: string; says: string }

type Known = Pick<Here, 'parts'>

/** What came back of it: of an agreement in effect, what was laid out to be signed in that edition. */
function returnsFor(here: Known, { id, form, part_id, opened_agreement }: PaperOfStep) {
  const own = returnsOf(here, id)
  if (own.length > 0 || form !== 'D-08') return own
  const agreement = partsOf(here.parts, 'agreement').find((it) => it.id === (opened_agreement ?? part_id))
  const hers = returnsIn(here).filter((it) => it.part_id === agreement?.id && it.edition === agreement.facts.edition)
  const last = hers.at(-1)
  return last ? hers.filter((it) => it.paper_id === last.paper_id) : []
}

/**
 * The pages of a paper that were signed on paper and came back as scans, in their order; empty where none came back. They stand
 * in the volume behind the words they were signed under.
 */
export const signedPagesOf = (here: Known, paper: PaperOfStep): SignedPage[] =>
  standingPages(returnsFor(here, paper)).pages.map(({ page, nth, file }) => ({
    key: previewKey(file.sha256, nth),
    says: `签好的第 ${page} 页`,
  }))
