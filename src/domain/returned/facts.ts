import type { SigningLine } from '../documents/blocks.ts'
import type { EvidenceFile } from '../evidence/facts.ts'

/** What stands on paper of somebody's hand: a name written, a finger, a stamp. */
export type OnPaperHow = SigningLine['how'][number]

/** One hand on a paper, as whoever has the paper before her read it there. */
export type Hand = {
  /** The line of the paper it stands on, and whose it is. */
  role: string
  name: string
  how: OnPaperHow[]
  /** Who was beside somebody that cannot write and gave her finger alone; else empty. */
  witness: string
}

/** One page that came back: which it is, on which picture of which file, and how that is known. */
export type ReturnedPage = {
  page: number
  /** `by_code`: the code on the page says so. `by_hand`: the code could not be read, a person says so (人工认定). */
  how: 'by_code' | 'by_hand'
  /** The picture of the file it stands on, from 1. */
  nth: number
  file: Pick<EvidenceFile, 'upload_id' | 'name' | 'kind' | 'size' | 'sha256' | 'previews'>
}

/** Pages of one paper that came back signed by hand, at one time; later ones stand beside them, never in their place. */
export type ReturnedPaper = {
  id: string
  paper_id: string
  /** The part the step that made the paper was taken on: of an agreement that was laid out, the agreement. */
  part_id: string
  form: string
  title: string
  /** Of an agreement: which edition was signed (threats I15). */
  edition: number | null
  /** How many pages that print has. */
  of: number
  /** No code told that: somebody counted the pages in hand (人工认定). */
  of_by_hand?: boolean
  /** SHA-256 of the content that was printed, in canonical JSON. */
  content_hash: string
  pages: ReturnedPage[]
  hands: Hand[]
  note: string
  at: string
  by: { person_id: string; name: string }
}

/** What the code on a page says, once it was found to be ours. */
export type PageCode = { paper_id: string; edition: number; page: number; of: number; hash: string }

/**
 * What was found on one picture. `page`: a page printed here to be signed. `sealed`: the code of a sealed copy. `forged`: it looks like one
 * of ours and is none. `nothing`: no code that could be read, or one that has nothing to do with us.
 */
export type Read = { kind: 'page'; code: PageCode } | { kind: 'sealed' } | { kind: 'forged' } | { kind: 'nothing' }

/** A file that was sent for this paper, with what was read on each of its pictures. */
export type Scan = {
  file: EvidenceFile
  /** How many pages the paper has as it is printed today: what counts where no code could be read at all. */
  of: number
  read: Read[]
  /** A page of another file's paper is among its pictures: kept here, it would lie open to whoever handles this file. */
  foreign: boolean
}

/** A paper that is signed by hand, as its row and the event that made it tell of it. */
export type PaperToSign = {
  id: string
  form: string
  title: string
  step: string
  part_id: string
  lines: SigningLine[]
  edition: number | null
  /** The same text was laid out to be signed once more since. */
  later: boolean
  content_hash: string
}
