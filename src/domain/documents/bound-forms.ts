import { type Day, dayIn } from '../clocks/calendar.ts'
import type { PaperContent } from '../disputes/consequences.ts'
import { partsOf } from '../disputes/parts.ts'
import { evidenceListPaper } from '../evidence/list-paper.ts'
import { FILE_KINDS, type FileKind } from '../evidence/words.ts'
import { IDENTITY_PAPERS, type IdentityPaper } from '../identity/inputs.ts'
import { backCover, cover, docketOf, stateOfDossier } from './binding-forms.ts'
import { DRAWN_FORMS } from './drawn-form-names.ts'
import { type FileOnPaper, presentIn } from './file-on-paper.ts'
import { paragraph } from './forms.ts'
import { SIDES_ON_PAPER, table, theEnd } from './pieces.ts'
import { dayWords } from './say-time.ts'
import { evidenceInVolume, missingIn, onPaperOnly } from './volume.ts'

/** Stands where a page number is filled in when the volume has been laid out: of one item by its key, or of all (`all`). */
export const pagesOf = (key: string): string => `\uF8F0${key}\uF8F1`
export const ALL_PAGES = 'all'
/** Puts the numbers in. */
export const withPages = (text: string, numbers: ReadonlyMap<string, string>): string =>
  text.replace(/\uF8F0([^\uF8F1]*)\uF8F1/g, (_, key: string) => numbers.get(key) ?? '')

/** One line of the catalogue. */
export type Listed = { key: string; title: string; on: string; note: string }

const sheet = (title: string, blocks: PaperContent['blocks']): PaperContent => ({ title, to: '', blocks })

/** D-00. A matter that is still open says so: what is bound today is not yet the volume that is filed. */
export function boundCover(file: FileOnPaper, isOver: boolean): PaperContent {
  const blocks = cover(file)
  const note = isOver ? [] : [paragraph('本件还没有办结；这一卷是装订当时的情况，办结以后重新装订。')]
  return sheet(DRAWN_FORMS['D-00'].title, [...blocks, ...note])
}

/** D-00b, with the page of each. */
export const boundCatalogue = (listed: readonly Listed[]): PaperContent =>
  sheet(DRAWN_FORMS['D-00b'].title, [
    table(
      ['序号', '文书名称', '日期', '页号', '备注'],
      [3, 12, 7, 5, 8],
      listed.map(({ key, title, on, note }, at) => [String(at + 1), title, on, pagesOf(key), note]),
    ),
  ])

/** D-04: whose papers were looked at. The numbers on them stay sealed; copies are glued in by hand. */
export const boundIdentities = ({ here }: Pick<FileOnPaper, 'here'>): PaperContent =>
  sheet('当事人身份证明', [
    table(
      ['当事人', '姓名或名称', '证件', '核对情况'],
      [2, 4, 4, 4],
      presentIn(here).map(({ facts }) => {
        const paper = facts.identity_paper as IdentityPaper | null
        return [
          SIDES_ON_PAPER[facts.side],
          facts.name,
          paper === null ? '' : IDENTITY_PAPERS[paper],
          paper === null ? '还没有核对' : '已核对原件',
        ]
      }),
    ),
    paragraph('证件号码加密保存，不印在卷里。收有复印件的，贴在下面或者附在本页后面。'),
  ])

/** D-06: the list of what lies in this volume. Numbers that are left out are not explained here: some are nobody's to know. */
export function boundEvidenceList({ here }: Pick<FileOnPaper, 'here'>, unit: string, today: Day): PaperContent {
  const mine = evidenceInVolume(here)
  const ids = new Set(mine.map(({ id }) => id))
  const parts = here.parts.filter((it) => it.part !== 'evidence' || ids.has(it.id))
  return evidenceListPaper({ ...here, parts }, { sees: () => true, day: (at) => dayWords(dayIn(at)), unit, today })
}

/** A file that lies in the archive package and on no page: sound, film, an office document. */
export type KeptApart = { number: number; what: string; kind: FileKind; name: string; sha256: string; size: number }

const sizeWords = (bytes: number): string =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1_000))} KB`

/** What cannot be printed: named with its fingerprint, so that the file beside the volume is known for what it is. */
export const keptApart = (files: readonly KeptApart[]): PaperContent =>
  sheet('另存的电子文件', [
    paragraph('下面的文件不能印成页，原样存在本卷的档案包里。'),
    table(
      ['证据编号', '名称', '种类', '大小', '指纹（SHA-256）'],
      [2, 5, 3, 3, 7],
      files.map(({ number, what, kind, name, sha256, size }) => [
        String(number),
        `${what}（${name}）`,
        FILE_KINDS[kind].says,
        sizeWords(size),
        (sha256.match(/.{8}/g) ?? [sha256]).join(' '),
      ]),
    ),
    theEnd,
  ])

export type BindingNotes = { apart: number; steps: number; unread: readonly string[] }

/** D-14: what this volume has, lacks, and where the rest of it lies. */
export function boundState(file: FileOnPaper, { apart, steps, unread }: BindingNotes): PaperContent {
  const { here, papers } = file
  const [dispute] = partsOf(here.parts, 'dispute')
  const missing = missingIn(here, papers).map(({ name, says }) => `${name}：${says}`)
  const voided = partsOf(here.parts, 'evidence')
    .filter(({ status }) => status === 'void')
    .map(({ facts }) => `第 ${facts.number} 号证据登记有误，已作废`)
  const byHand = onPaperOnly(file)
  const merged = dispute?.facts.merged_here ?? []
  return sheet(
    DRAWN_FORMS['D-14'].title,
    stateOfDossier(file, {
      pages: `${pagesOf(ALL_PAGES)} 页`,
      beside: apart > 0 ? `另存电子文件 ${apart} 个` : '没有',
      missing: [...missing, ...unread].join('；') || '系统里没有发现',
      mended: voided.join('；'),
      joined:
        merged.length > 0
          ? `并入 ${merged.length} 件（${merged.map((it) => it.short_code).join('、')}），原编号的文书在各自的卷里`
          : '系统里没有并卷、分卷',
      other: [
        `由系统照案卷装订，到第 ${steps} 步`,
        '封面、目录、情况说明、封底不编页号',
        '盖章件、证据的电子原件存在档案包里',
        '签名、指印在纸上的，以纸上的原件为准，附在本卷后面',
        ...(byHand.length > 0 ? [`要附纸质的：${byHand.join('、')}`] : []),
      ].join('；'),
    }),
  )
}

/** D-15. */
export const boundBack = (file: FileOnPaper): PaperContent =>
  sheet(DRAWN_FORMS['D-15'].title, backCover(file, `${pagesOf(ALL_PAGES)} 页`))

/** A volume's number for names of files: its own, else the code the file is found by. */
export const volumeNo = (here: FileOnPaper['here']): string => {
  const no = docketOf(here)
  return /\d/.test(no) ? no : (here.file?.short_code ?? '')
}

/** What stands under a picture of evidence: its number, what it is, who handed it in. */
export const pictureSays = (
  { number, what }: { number: number; what: string },
  provider: string,
  nth: string,
): string[] => [`第 ${number} 号 ${what}${nth}`, `提供人：${provider}`]
