import type { Day } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import type { PaperBlock } from './blocks.ts'
import { latestBuiltIn, PIECE_NAMES, type Piece, type Wording } from './wordings.ts'

/** A version of fixed wording that a second person released, and from which day new papers name it. */
export type Released = { piece: string; version: number; effective_on: Day }
/** All that a county ever released, in any order. What it never touched is as the program brought it. */
export type WordingBook = readonly Released[]
/** Stored wording in full, for drawing papers that name it. */
export type WordingText = { piece: string; version: number; body: Wording }

/** The program's own versions stand below, a county's from here up: neither ever takes the other's number. */
export const FIRST_WORDING_OF_COUNTY = 100

/** A version as people count a county's own: 第 1 版. Null for what the program brought. */
export const editionOfWording = (version: number): number | null =>
  version < FIRST_WORDING_OF_COUNTY ? null : version - FIRST_WORDING_OF_COUNTY + 1

/** The version that a paper made on a day names: the newest released one whose day has come, else the program's last. */
export function versionInForce(book: WordingBook, piece: string, on: Day): number {
  const come = book.filter((it) => it.piece === piece && it.effective_on <= on).map((it) => it.version)
  return come.length > 0 ? Math.max(...come) : latestBuiltIn(piece as Piece)
}

const named = (book: WordingBook, on: Day, block: PaperBlock, signed: NamedWordings): PaperBlock =>
  block.kind === 'wording' ? { ...block, version: signed[block.piece] ?? versionInForce(book, block.piece, on) } : block

/** Which version a paper named, by piece. */
export type NamedWordings = Readonly<Record<string, number>>

/** The version of every piece that papers of this day name: kept with what is signed, so that its copy in effect reads as it did. */
export const wordingsOfDay = ({ wordings, today }: { wordings: WordingBook; today: Day }): NamedWordings =>
  Object.fromEntries(PIECE_NAMES.map((piece) => [piece, versionInForce(wordings, piece, today)]))

/**
 * The consequences of a step with their papers naming the wording of the day. Every paper of a file comes through `decide`, so this
 * is said once and no form can forget it; a paper that was made keeps what it names for ever.
 * @param signed the versions of what is being signed: the copy in effect names these, whatever began between
 */
export const withWordingOf = (
  { wordings, today }: { wordings: WordingBook; today: Day },
  consequences: readonly Consequence[],
  signed: NamedWordings = {},
): Consequence[] =>
  consequences.map((it) =>
    it.kind === 'ask_paper'
      ? {
          ...it,
          content: {
            ...it.content,
            blocks: it.content.blocks.map((block) => named(wordings, today, block, it.form === 'D-08' ? signed : {})),
          },
        }
      : it,
  )
