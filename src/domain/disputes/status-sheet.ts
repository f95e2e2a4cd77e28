import { type DrawnPaper, field, paragraph, whomToCall } from '../documents/forms.ts'
import { momentWords } from '../documents/say-time.ts'
import { latestBuiltIn, type Wording, wordingOf } from '../documents/wordings.ts'
import type { Receiver } from '../step.ts'
import type { Right } from './rights.ts'
import type { Stage } from './stage.ts'
import { STAGE_MEANS } from './stage-means.ts'

/** What a party may know of her own matter on one day: the same as stands on her page. */
export type Standing = {
  /** Her name, as the sheet is addressed. */
  to: string
  asked: boolean
  short_code: string
  code: string
  stage: Stage
  stage_says: string
  unit: Receiver
  /** The clock that runs out first: who does what by which day, null where nobody owes anything; why it stands still, where it does. */
  next: { says: string; owed_by: string; hers: boolean; due_on: string; still_because: string | null } | null
  /** When and where people meet next. */
  meetings: readonly { at: string; place: string }[]
  /** What she is to do and what she is to get, each with its day where there is one. */
  dues: readonly { says: string; due_on: string | null }[]
  /** The last day of each window in which both sides may ask the court to confirm their agreement together. */
  confirmations: readonly { until: string }[]
  right: Right
  /** Her own limits for court and arbitration; the last day by the reading that is safe for her, null where it is not known. */
  limits: readonly { says: string; law: string; ends_on: string | null; arguable: string | null }[]
}

const words = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
const list = (label: string, items: string[]): Wording[] => (items.length > 0 ? [{ kind: 'list', label, items }] : [])

/** What is next, in a sentence. */
const nextWords = (next: Standing['next']): string => {
  if (next === null) return '没有规定的日子要等。想知道情况，打下面的电话。'
  const who = next.hers ? '由您来做' : `由${next.owed_by}来做`
  return next.still_because === null
    ? `${next.says}，${who}，最晚 ${words(next.due_on)}。`
    : `${next.says}，${who}。${next.still_because}。`
}

/** While the matter is dealt with here: what is charged elsewhere is not ours to say. */
const HANDLED_HERE: readonly Stage[] = [
  ...(['clue', 'registered', 'supplementing', 'checking_duplicates', 'triaging', 'dispatched', 'objected'] as const),
  ...(['in_handling', 'coordinating', 'mediating', 'performing', 'revisiting'] as const),
]
const FREE = '在这里调解不收费（人民调解法 第四条）。'

/**
 * One sheet for somebody without a phone (办事情况单): where her matter is, who has it, what is next and by when, what she may
 * do, her own limits, every other way. A print of the day, no paper of the file: nothing runs from it.
 */
export function statusSheet(standing: Standing): DrawnPaper {
  const { asked, unit, stage, right, limits, dues, meetings, confirmations } = standing
  return {
    title: '办事情况单',
    to: standing.to,
    blocks: [
      field('编号', `${standing.short_code}（${standing.code}）`),
      field('办到哪一步', `${standing.stage_says}。${STAGE_MEANS[stage]({ unit: unit.name, asked })}`),
      field('下一步', nextWords(standing.next)),
      ...meetings.flatMap(({ at, place }) => [field('见面时间', momentWords(at)), field('见面地点', place)]),
      ...list(
        '说好的事',
        dues.map(({ says, due_on }) => (due_on === null ? says : `${says}，最晚 ${words(due_on)}`)),
      ),
      // A chance with its last day, never a duty (民事诉讼法 205；人民调解法 33).
      ...confirmations.map(({ until }) =>
        field(
          '一起请法院确认协议',
          `可以办，不是必须办。要办就双方一起去，最晚 ${words(until)}，不收钱；不去，协议照样算数（民事诉讼法 第二百零五条、人民调解法 第三十三条）。`,
        ),
      ),
      field('您的权利', `${right.says}（${right.law}）`),
      ...list(
        '您自己的期限（打官司、仲裁用）',
        limits.map(({ says, ends_on, arguable }) =>
          [
            says,
            ends_on && `最晚 ${words(ends_on)}。`,
            ends_on && arguable && `算法有争议，这里按早的一天：${arguable}`,
          ]
            .filter(Boolean)
            .join(''),
        ),
      ),
      whomToCall(unit),
      paragraph(`${HANDLED_HERE.includes(stage) ? FREE : ''}这一页是打印那一天的情况，以后有变化，凭编号打电话问。`),
      wordingOf('other_routes', latestBuiltIn('other_routes')),
    ],
  }
}
