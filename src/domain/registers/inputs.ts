import { z } from 'zod'
import { AskedDay } from '../clocks/inputs.ts'
import { noted, written } from '../identity/inputs.ts'
import { LOOKED, PAPER_KINDS, RECEPTION_WAYS } from './words.ts'

const oneOf = <Word extends string>(of: Readonly<Record<Word, string>>, says: string) =>
  z.enum(Object.keys(of) as [Word, ...Word[]], { error: says })

/** Numbers as they are typed: wide digits, dashes of all kinds, groups set apart. */
const asDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/(?<=[\d+)])[\s()-]+(?=[\dXx(])/g, '')
/** A resident number, a mobile, a landline with its area: 18, 11, or 10 to 12 digits from a zero. */
const NUMBERS = /(^|\D)(\d{17}[\dXx]|(86)?1\d{10}|0\d{9,11})(?![\dXx])/
/** A number somebody could be called or known by, written into a text that many offices read. */
const hasNumber = (text: string): boolean => NUMBERS.test(asDigits(text))
const NO_NUMBERS = '这里很多单位看得到：请不要写电话号码、身份证号码。'
const plain = (most: number, emptySays: string) =>
  written(most, emptySays).refine((text) => !hasNumber(text), NO_NUMBERS)
const plainNote = (most: number) => noted(most).refine((text) => !hasNumber(text), NO_NUMBERS)

// What is no day at all was told so already.
const Day = AskedDay.refine((day) => /^20\d\d-/.test(day) || !/^\d{4}-/.test(day), '请再看看年份。')
const UnitId = z.int({ error: '请选择单位。' }).min(1, '请选择单位。')
/** More units than a county has offices. */
const MOST_UNITS = 40
const MOST_PROMISES = 20
const MOST_FILES = 30

/** One measure of the county's list (S0-29): its words, its source, who leads, who answers for it, by when. */
export const AddMeasureInput = z.strictObject({
  number: plain(20, '请写第几条，例如：1。'),
  text: plain(1_000, '请写措施的内容。'),
  source: plain(200, '请写出自哪份文件，写上文号。'),
  due_on: Day,
  lead_unit: UnitId,
  units: z
    .array(UnitId)
    .max(MOST_UNITS, `最多 ${MOST_UNITS} 个责任单位。`)
    .refine((ids) => new Set(ids).size === ids.length, '同一个单位只选一次。')
    .default([]),
})

/** A unit's plan, split of tasks or rules (S0-150): where it is kept, not the document itself. */
export const AddPaperInput = z.strictObject({
  paper_kind: oneOf(PAPER_KINDS, '请选择是哪一种。'),
  title: plain(200, '请写文件的名称。'),
  number: plainNote(60),
  on: Day,
  kept_at: plain(200, '请写原件放在哪里，例如：办公室档案柜、机关内网某栏目。'),
  text: plainNote(2_000),
})

/** A demonstration site (S0-11) and the unit that sponsors it. */
export const AddSiteInput = z.strictObject({
  place_code: z.int('请选择地方。').min(0).max(999_999_999_999_999),
  unit_id: UnitId,
  since: Day,
  text: plain(500, '请写明示范什么。'),
})

/** A leader's visit or reception, before it happens (S0-77). */
export const AddReceptionInput = z.strictObject({
  way: oneOf(RECEPTION_WAYS, '请选择接访、下访还是约访。'),
  leader: plain(60, '请写领导的姓名。'),
  leader_post: plain(100, '请写这位领导的职务。'),
  on: Day,
  where: plain(200, '请写在哪里。'),
})

const Line = z.int().min(0).max(1_000)
/** What was done, on a day; `done`: the unit says it is finished. `line` null: about the item as a whole. */
export const ReportInput = z.strictObject({
  line: Line.nullable().default(null),
  on: Day,
  text: plain(2_000, '请写明做了什么、现在怎样。'),
  done: z.boolean().default(false),
})
export const ConfirmInput = z.strictObject({
  line: Line,
  how: oneOf(LOOKED, '请选择怎样核实的。'),
  text: plain(1_000, '请写明看到了什么。'),
})
export const SendBackInput = z.strictObject({ line: Line, text: plain(1_000, '请写明还差什么。') })
export const EndItemInput = z.strictObject({ text: plain(500, '请写明为什么结束。') })
/** The codes of files in what was typed into one field. */
export const codesIn = (text: string): string[] => text.split(/[\s、，,；;]+/).filter(Boolean)

/** What came of a reception: how many came, never who; files by their codes; what was promised, by which unit, by when. */
export const HoldInput = z.strictObject({
  on: Day,
  came: z.int('请写来了几位，写数字。').min(0, '请写来了几位，写数字。').max(10_000, '这个数太大了，请再看看。'),
  text: plain(2_000, '请写反映了哪些事，不写来访人的姓名。'),
  codes: z.array(written(40, '请写案卷编号。')).max(MOST_FILES, `最多写 ${MOST_FILES} 个编号。`).default([]),
  promises: z
    .array(z.strictObject({ what: plain(500, '请写答应了什么。'), unit_id: UnitId, by: Day }))
    .max(MOST_PROMISES, `最多 ${MOST_PROMISES} 项。`)
    .default([]),
})

type Out<S extends z.ZodType> = z.output<S>
export type MeasureBody = Out<typeof AddMeasureInput>
export type PaperBody = Out<typeof AddPaperInput>
export type SiteBody = Out<typeof AddSiteInput>
export type ReceptionBody = Out<typeof AddReceptionInput>
export type ReportBody = Omit<Out<typeof ReportInput>, 'line'>
export type ConfirmBody = Omit<Out<typeof ConfirmInput>, 'line'>
export type HoldBody = Omit<Out<typeof HoldInput>, 'codes'>
export type SaidBody = { text: string }
