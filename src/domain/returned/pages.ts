import { isPersonal } from '../agreements/personal.ts'
import { type Part, partsOf } from '../disputes/parts.ts'
import type { Here } from '../step.ts'
import type { PaperToSign, Read, ReturnedPage, ReturnedPaper } from './facts.ts'

type Known = Pick<Here, 'parts'>

export const returnsIn = ({ parts }: Known): readonly ReturnedPaper[] =>
  partsOf(parts, 'dispute')[0]?.facts.returned_papers ?? []
export const returnsOf = (here: Known, paperId: string): ReturnedPaper[] =>
  returnsIn(here).filter((it) => it.paper_id === paperId)

/** A page as it stands now: of several that came back the latest known by its code, else the latest; with the return it came in. */
export type StandingPage = ReturnedPage & { return_id: string; at: string; by: string }

/**
 * What lies in the file of a signed paper: each page as it came back last, and the numbers of those that are missing. A print of another
 * number of pages is another print: its pages are not mixed with these.
 */
export function standingPages(returns: readonly ReturnedPaper[]): {
  of: number
  pages: StandingPage[]
  missing: number[]
} {
  const last = returns.at(-1)
  if (!last) return { of: 0, pages: [], missing: [] }
  const latest = new Map<number, StandingPage>()
  // What its own code says is not displaced by what somebody says of a picture.
  for (const { id, at, by, pages } of returns.filter((it) => it.of === last.of))
    for (const it of pages)
      if (it.how === 'by_code' || latest.get(it.page)?.how !== 'by_code')
        latest.set(it.page, { ...it, return_id: id, at, by: by.name })
  const all = Array.from({ length: last.of }, (_, nth) => nth + 1)
  return {
    of: last.of,
    pages: all.flatMap((page) => latest.get(page) ?? []),
    missing: all.filter((page) => !latest.has(page)),
  }
}

/** The pages in words: 第 2 页、第 3 页. */
export const sayPages = (pages: readonly number[]): string => pages.map((page) => `第 ${page} 页`).join('、')

/** Whether what was printed is no longer what is to be signed: the agreement was taken back, or laid out once more (threats I15). */
export function isOvertaken(
  { parts }: Known,
  { step, part_id, later }: Pick<PaperToSign, 'step' | 'part_id' | 'later'>,
): boolean {
  if (step !== 'lay_out_agreement') return false
  return later || partsOf(parts, 'agreement').some(({ id, status }) => id === part_id && status === 'drafting')
}

/**
 * How far the scan of an agreement in effect is, where a hand signed it on paper: its missing pages, `none` where nothing came back; null where
 * everybody signed on a screen. The paper itself is what counts (人民调解法 29): that its scan is missing stops nothing.
 */
export function scanOfAgreement(here: Known, agreement: Part<'agreement'>): { missing: number[] } | 'none' | null {
  const { form, signatures, edition } = agreement.facts
  const onPaper = signatures.some(({ who, how }) => 'party' in who && how === 'on_paper')
  if (form !== 'written' || !(onPaper || isPersonal(here.parts, agreement))) return null
  const hers = returnsIn(here).filter((it) => it.part_id === agreement.id && it.edition === edition)
  const last = hers.at(-1)
  return last ? { missing: standingPages(hers.filter((it) => it.paper_id === last.paper_id)).missing } : 'none'
}

/** Whether a page of a paper that is none of these is among what was read: another family's, or of an earlier matter. */
export const hasForeign = (read: readonly Read[], papers: readonly Pick<PaperToSign, 'id'>[]): boolean =>
  read.some((it) => it.kind === 'page' && !papers.some(({ id }) => id === it.code.paper_id))

/** Who saw a finger given alone; that nobody did stands as it was written. */
export const sayWitness = (witness: string): string =>
  witness === '' || witness.startsWith('没有') ? witness : `见证人${witness}`

/** What a picture is, for whoever sent it to be this paper. */
export type Verdict =
  | { is: 'page'; page: number; of: number }
  /** Somebody has to say which page it is. */
  | { is: 'unreadable' }
  /** The same agreement, in words that are no longer to be signed; another paper of this file; of another file. */
  | { is: 'older_edition'; edition: number }
  | { is: 'other_paper'; title: string; page: number }
  | { is: 'other_file' | 'sealed_copy' | 'forged' }

/** @param others the papers of this file, by their ids: of any other not even its title is told */
export function verdictOn(
  read: Read,
  paper: Pick<PaperToSign, 'id' | 'part_id' | 'step' | 'content_hash'>,
  others: readonly Pick<PaperToSign, 'id' | 'part_id' | 'step' | 'title'>[],
): Verdict {
  if (read.kind === 'nothing') return { is: 'unreadable' }
  if (read.kind === 'sealed') return { is: 'sealed_copy' }
  if (read.kind === 'forged') return { is: 'forged' }
  const { paper_id, page, of, edition, hash } = read.code
  if (paper_id === paper.id) return paper.content_hash.startsWith(hash) ? { is: 'page', page, of } : { is: 'forged' }
  const other = others.find((it) => it.id === paper_id)
  if (!other) return { is: 'other_file' }
  if (other.step === 'lay_out_agreement' && paper.step === other.step && other.part_id === paper.part_id)
    return { is: 'older_edition', edition }
  return { is: 'other_paper', title: other.title, page }
}

/** What is told of a picture, and what to do. */
export function sayVerdict(verdict: Verdict): { says: string; next: string } {
  switch (verdict.is) {
    case 'page':
      return { says: `第 ${verdict.page} 页`, next: '' }
    case 'unreadable':
      return {
        says: '二维码没有读出来',
        next: '请把纸放平、光线亮一些，整页拍进去，再拍一张；拍不清的，看着图片选这是第几页。',
      }
    case 'older_edition':
      return {
        says: `这是第 ${verdict.edition} 版协议，后来改过，不是现在这一版`,
        next: '签的如果是旧版，请把现在这一版打印出来重新签。',
      }
    case 'other_paper':
      return { says: `这是《${verdict.title}》的第 ${verdict.page} 页`, next: '请到那一份文书里交回。' }
    case 'other_file':
      return { says: '这是另一件事的文书', next: '请放回它自己的案卷，不要交在这里。' }
    case 'sealed_copy':
      return { says: '这是盖章件，不是打印出来签字的那一份', next: '请扫描手写签名的那份原件。' }
    case 'forged':
      return { says: '上面的二维码不是本系统给这份文书印的', next: '请核对手里的纸是从哪里来的，重新打印签字。' }
  }
}
