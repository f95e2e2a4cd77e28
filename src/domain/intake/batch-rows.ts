import { z } from 'zod'
import { AMOUNT, sayYuan } from '../agreements/amounts.ts'
import type { PlaceCode } from '../organisations/places.ts'
import { DISPUTE_TYPES, type DisputeType } from '../triage/types.ts'
import { isLane, PAPER_CHANNELS, WINDOW_CHANNELS } from './channels.ts'
import { type PartyEntry, TakeDownInput } from './desk-inputs.ts'
import { NOT_KNOWN_YET } from './inputs.ts'

/** One who asked against many (a bank, a property manager), or many who asked against one (wages). */
export const BATCH_SHAPES = { one_applicant: '一方对多人', many_applicants: '多人对一方' } as const
export type BatchShape = keyof typeof BATCH_SHAPES

/** Doors a sheet may come by: what comes with a paper of another office comes one by one, each with its paper. */
export const BATCH_CHANNELS = WINDOW_CHANNELS.filter((channel) => !PAPER_CHANNELS.includes(channel))

/** More lines than this are two sheets: a clerk has to be able to look them through. */
export const MOST_LINES = 1_000

/** The sheet and its columns: stored name → the title the clerk reads. */
export const BATCH_SHEET = {
  title: '成批登记',
  columns: {
    applicant: '申请人',
    applicant_kind: '申请人类别',
    reach: '电话',
    other: '对方',
    other_kind: '对方类别',
    other_reach: '对方电话',
    place: '地点',
    day: '发生日期',
    what: '事由',
    amount: '金额',
    wish: '诉求',
    type: '类型',
  },
} as const
export type BatchColumn = keyof typeof BATCH_SHEET.columns
export type BatchCells = Record<BatchColumn, string>

/** What a column of kinds may say; a firm is an organisation that says so. */
export const BATCH_KINDS = {
  个人: { kind: 'person', is_enterprise: false },
  单位: { kind: 'organisation', is_enterprise: false },
  企业: { kind: 'organisation', is_enterprise: true },
} as const

/** Words a bank or a labour office writes, each with the official type it is counted under (S0-128). */
const USUAL_TYPES: Readonly<Record<string, DisputeType>> = {
  金融借款合同纠纷: 'M04',
  信用卡纠纷: 'M04',
  小额贷款纠纷: 'M04',
  融资租赁合同纠纷: 'M04',
  保证合同纠纷: 'M04',
  保险合同纠纷: 'M04',
  买卖合同纠纷: 'M04',
  租赁合同纠纷: 'M04',
  物业服务合同纠纷: 'M16',
  拖欠工资纠纷: 'M10a',
}
export const BATCH_TYPES: Readonly<Record<string, DisputeType>> = {
  ...USUAL_TYPES,
  ...Object.fromEntries(Object.entries(DISPUTE_TYPES).map(([code, says]) => [says, code as DisputeType])),
}

/** One thing to put right: which line of the sheet, which column, what is wrong and what to do. */
export type BatchFault = { line: number; column: string; says: string }
/** A line as it will be written down. */
export type BatchEntry = {
  line: number
  place_code: PlaceCode
  where_text: string
  what_happened: string
  wish: string
  dispute_type: DisputeType | null
  amount: string | null
  type_says: string
  parties: PartyEntry[]
}

export type BatchAround = {
  channel: string
  /** Where it counts as happened when the column names no place of the unit's. */
  place_code: PlaceCode
  places: readonly { code: PlaceCode; name: string }[]
}

const SAYS = BATCH_SHEET.columns
const ONLY_DIGITS = /^[\d.\s]+$/
const isDay = (text: string): boolean => z.iso.date().safeParse(text).success

/** The one place of the unit's whose name the text begins with: the longest, or none where two are called alike. */
function placeIn(text: string, { places, place_code }: BatchAround): PlaceCode {
  const fit = places.filter(({ name }) => text.startsWith(name))
  const longest = Math.max(0, ...fit.map(({ name }) => name.length))
  const [first, ...others] = fit.filter(({ name }) => name.length === longest)
  return first && others.length === 0 ? first.code : place_code
}

/** Where a fault of what is sent stands in the sheet. */
function columnOf([top, at, field]: readonly PropertyKey[]): BatchColumn {
  if (top === 'parties') {
    if (at === 1) return field === 'reach' ? 'other_reach' : 'other'
    return field === 'reach' ? 'reach' : 'applicant'
  }
  if (top === 'where_text') return 'place'
  return top === 'wish' ? 'wish' : top === 'place_code' ? 'place' : 'what'
}

const kindOf = (word: string): (typeof BATCH_KINDS)[keyof typeof BATCH_KINDS] | null =>
  word === ''
    ? BATCH_KINDS.个人
    : Object.hasOwn(BATCH_KINDS, word)
      ? BATCH_KINDS[word as keyof typeof BATCH_KINDS]
      : null

/** A line of the sheet as it would be written down, or everything that is wrong with it. Never throws. */
export function readLine(
  line: number,
  cells: BatchCells,
  around: BatchAround,
): { entry: BatchEntry | null; faults: BatchFault[] } {
  const faults: BatchFault[] = []
  const fault = (column: BatchColumn, says: string) => faults.push({ line, column: SAYS[column], says })
  const kinds = { applicant: kindOf(cells.applicant_kind), other: kindOf(cells.other_kind) }
  if (!kinds.applicant)
    fault('applicant_kind', `不认识“${cells.applicant_kind.slice(0, 20)}”：请写“个人”“单位”或者“企业”。`)
  if (!kinds.other) fault('other_kind', `不认识“${cells.other_kind.slice(0, 20)}”：请写“个人”“单位”或者“企业”。`)
  if (isLane(around.channel) && kinds.applicant && !kinds.applicant.is_enterprise)
    fault('applicant_kind', '走涉企绿色通道的，申请人要是企业：请写“企业”，或者换一个渠道。')
  for (const column of ['applicant', 'other', 'what'] as const) {
    if (cells[column] === '') fault(column, `没有写${SAYS[column]}：请补上；合并过的单元格请取消合并，每一行都写。`)
    else if (ONLY_DIGITS.test(cells[column]))
      fault(column, `只有数字“${cells[column].slice(0, 20)}”，可能是日期或者号码写错了列：请改成文字。`)
  }
  const amount = cells.amount.replace(/[,，\s]/g, '').replace(/元$/, '')
  if (amount !== '' && !AMOUNT.test(amount))
    fault('amount', `金额“${cells.amount.slice(0, 20)}”看不懂：请只写数字，例如 35000 或 3500.50，单位是元。`)
  if (cells.day !== '' && !isDay(cells.day))
    fault(
      'day',
      /^\d{5}(\.\d+)?$/.test(cells.day)
        ? `日期变成了数字“${cells.day}”：请把这一格设为“文本”格式，写成 2026-03-09 这样。`
        : `日期“${cells.day.slice(0, 20)}”看不懂：请写成 2026-03-09 这样。`,
    )
  const type = cells.type === '' ? null : Object.hasOwn(BATCH_TYPES, cells.type) ? BATCH_TYPES[cells.type] : undefined
  if (type === undefined) fault('type', `不认识类型“${cells.type.slice(0, 20)}”：请从下拉列表里选，也可以空着。`)
  if (faults.length > 0 || !kinds.applicant || !kinds.other) return { entry: null, faults }

  // An official type of its own stands in its column; a bank's word is said in the facts as well, or it would be lost.
  const said = type && DISPUTE_TYPES[type] !== cells.type ? `${cells.type}：` : ''
  const more = [
    ...(cells.day ? [`发生日期 ${cells.day}`] : []),
    ...(amount ? [`涉及金额 ${sayYuan(amount)}`] : []),
  ].join('，')
  const who = (kind: (typeof BATCH_KINDS)[keyof typeof BATCH_KINDS]) => ({
    kind: kind.kind,
    ...(kind.is_enterprise ? { is_enterprise: true } : {}),
  })
  const body = {
    channel: around.channel,
    place_code: placeIn(cells.place, around),
    where_text: cells.place,
    what_happened: `${said}${cells.what}${more ? `\n${more}。` : ''}`,
    wish: cells.wish || NOT_KNOWN_YET,
    dispute_type: type ?? null,
    parties: [
      {
        side: 'applicant',
        name: cells.applicant,
        ...who(kinds.applicant),
        ...(cells.reach ? { reach: cells.reach, reach_from: 'self' } : {}),
      },
      {
        side: 'respondent',
        name: cells.other,
        ...who(kinds.other),
        ...(cells.other_reach ? { reach: cells.other_reach, reach_from: 'other_side' } : {}),
      },
    ],
  }
  const checked = TakeDownInput.safeParse(body)
  if (!checked.success) {
    for (const { path, message } of checked.error.issues) fault(columnOf(path), message)
    return { entry: null, faults }
  }
  const { place_code, where_text, what_happened, wish, dispute_type, parties } = checked.data
  const entry = { line, place_code, where_text, what_happened, wish, dispute_type, parties }
  return { entry: { ...entry, amount: amount || null, type_says: cells.type }, faults }
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s·•.]/g, '')
    .toLowerCase()
export const applicantIn = (entry: BatchEntry): string => entry.parties[0]?.name ?? ''
export const otherIn = (entry: BatchEntry): string => entry.parties[1]?.name ?? ''

/** Which side is the same in every line; null where neither is: then these are several matters, and several sheets. */
export function shapeOf(entries: readonly BatchEntry[]): BatchShape | null {
  const one = (of: (entry: BatchEntry) => string) => new Set(entries.map((it) => plain(of(it)))).size === 1
  if (one(applicantIn)) return 'one_applicant'
  return one(otherIn) ? 'many_applicants' : null
}

/** What of a sheet as a whole is wrong, once its lines were read. */
export function faultsOfSheet(entries: readonly BatchEntry[], lines: number): BatchFault[] {
  const whole = (says: string): BatchFault[] => [{ line: 1, column: '', says }]
  if (lines === 0) return whole('表里一行也没有填：请从第 2 行起填写，再上传。')
  if (lines > MOST_LINES) return whole(`一共 ${lines} 行，一次最多 ${MOST_LINES} 行：请分成几张表。`)
  if (entries.length === lines && shapeOf(entries) === null)
    return whole('申请人不止一个，对方也不止一个：成批登记是一方对多人，或者多人对一方，请分成几张表。')
  return []
}

/** Lines that may be one matter twice, each with the reasons: for the clerk to judge. Nothing is left out by itself. */
export function twiceInSheet(entries: readonly BatchEntry[]): Map<number, string[]> {
  const found = new Map<number, string[]>()
  const say = (line: number, says: string) => found.set(line, [...(found.get(line) ?? []), says])
  const seen = new Map<string, BatchEntry>()
  const phones = new Map<string, BatchEntry>()
  const shape = shapeOf(entries)
  for (const entry of entries) {
    const key = `${plain(applicantIn(entry))} ${plain(otherIn(entry))}`
    const before = seen.get(key)
    if (before) {
      const alike = before.amount !== null && before.amount === entry.amount ? '，金额也相同' : ''
      const same = before.what_happened === entry.what_happened ? '，事由也相同' : ''
      say(entry.line, `与第 ${before.line} 行的申请人和对方相同${alike}${same}`)
    } else seen.set(key, entry)
    // The phone of the one side all lines share says nothing.
    const phone = entry.parties[shape === 'one_applicant' ? 1 : 0]?.reach?.replace(/\D/g, '') ?? ''
    if (phone.length < 7) continue
    const other = phones.get(phone)
    if (other && other !== before) say(entry.line, `与第 ${other.line} 行留的电话相同`)
    if (!other) phones.set(phone, entry)
  }
  return found
}
