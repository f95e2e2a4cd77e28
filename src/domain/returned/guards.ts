import type { z } from 'zod'
import { handlesFile, standsClear } from '../evidence/who-sees.ts'
import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import type { RefusalCode } from '../refusals.ts'
import type { PaperToSign, Read } from './facts.ts'
import type { ReturnSignedInput } from './inputs.ts'
import { isOvertaken, returnsIn, returnsOf, standingPages } from './pages.ts'

type Input = z.output<typeof ReturnSignedInput>
/** So many returns a file holds: each event carries all that came before (本县约定). */
export const MOST_RETURNS = 60

const twice = (texts: readonly string[]): boolean => new Set(texts).size < texts.length

/** Conditions of a paper that was signed by hand and comes back: that it is this one, page by page. */
export const RETURN_GUARDS = {
  /** 看不到这份文书内容的人、有回避情形的调解员，不交回它的扫描件 (INV-5). */
  reads_papers: (here) => (handlesFile(here.actor, here) && standsClear(here) ? null : 'papers_closed'),
  room_for_returns: (here) => (returnsIn(here).length >= MOST_RETURNS ? 'returns_full' : null),
  /** 有签名栏的文书才打印出来签 (domain 3.1). */
  paper_has_lines: ({ named }, input) =>
    input === undefined || (named.to_sign && named.to_sign.lines.length > 0) ? null : 'paper_not_signed_by_hand',
  /** 签的要是现在的这一版 (threats I14、I15). */
  print_stands: (here, input) =>
    input !== undefined && here.named.to_sign && isOvertaken(here, here.named.to_sign) ? 'print_overtaken' : null,
  /** 传的人自己的、检查过的、能显示成图片的文件，交给这份文书的 (threats I39). */
  scans_sound: ({ named }, input) => {
    if (input === undefined) return null
    const sound = reading<Input>(input).pages.every(({ upload_id, nth }) =>
      named.scans.some(({ file }) => file.upload_id === upload_id && nth <= file.previews),
    )
    if (!sound) return 'no_such_scan'
    // The whole file stays for good, not the page alone that is named of it.
    return named.scans.some(({ foreign }) => foreign) ? 'scan_of_two_files' : null
  },
  /** 每一页由纸上的二维码认定；读不出来的，由人认定，写明是人工认定的 (issue 6：matched to its version by the QR). */
  pages_as_read: (here, input) => {
    const { named } = here
    const paper = named.to_sign
    if (input === undefined || !paper) return null
    const { pages, of, of_by_hand } = reading<Input>(input)
    if (twice(pages.map(({ page }) => String(page))) || twice(pages.map((it) => `${it.upload_id} ${it.nth}`)))
      return 'page_twice'
    const codeless = pages.every(({ by_hand }) => by_hand)
    // Where a code was read it tells how many pages there are: nobody counts them otherwise.
    if (of_by_hand && !codeless) return 'pages_of_two_prints'
    const known = of_by_hand || standingPages(returnsOf(here, paper.id)).of === of
    for (const { upload_id, nth, page, by_hand } of pages) {
      const scan = named.scans.find(({ file }) => file.upload_id === upload_id)
      const refused = scan && pageRefused(scan.read[nth - 1], paper, { page, of, by_hand })
      if (refused) return refused
      // Where no code tells how many pages that print has: as many as before, as somebody counted, or as it is printed with today.
      if (scan && codeless && !known && of !== scan.of) return 'pages_of_two_prints'
    }
    return null
  },
  /** 签名人照纸上的签名栏写，一人一次 (domain 3.1：Signed by). */
  hands_on_lines: ({ named }, input) => {
    const paper = named.to_sign
    if (input === undefined || !paper) return null
    const { hands } = reading<Input>(input)
    if (twice(hands.map(({ role, name }) => `${role} ${name}`))) return 'signer_not_on_paper'
    const stands = hands.every(({ role, name }) =>
      paper.lines.some((line) => line.role === role && (line.names.length === 0 || line.names.includes(name))),
    )
    return stands ? null : 'signer_not_on_paper'
  },
  /** 只按指印的，写明见证人是谁；没有见证人的写明没有 (本县约定：人民调解法 29 承认指印，不要求见证人). */
  fingers_witnessed: (_, input) =>
    input !== undefined &&
    reading<Input>(input).hands.some(
      ({ how, witness }) => how.every((one) => one === 'finger') && witness.trim() === '',
    )
      ? 'finger_needs_witness'
      : null,
} as const satisfies Record<string, Guard>

function pageRefused(
  read: Read | undefined,
  paper: Pick<PaperToSign, 'id' | 'content_hash'>,
  said: { page: number; of: number; by_hand: boolean },
): RefusalCode | null {
  if (!read) return 'no_such_scan'
  if (read.kind === 'sealed' || read.kind === 'forged') return 'page_not_as_read'
  if (read.kind === 'nothing') {
    if (!said.by_hand) return 'page_unreadable'
    if (said.page > said.of) return 'page_not_as_read'
    return null
  }
  const { paper_id, page, of, hash } = read.code
  if (said.by_hand || paper_id !== paper.id || page !== said.page || !paper.content_hash.startsWith(hash))
    return 'page_not_as_read'
  return of === said.of ? null : 'pages_of_two_prints'
}
