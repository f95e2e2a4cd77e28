import { Temporal } from 'temporal-polyfill'
import {
  addDays,
  addMonths,
  addWorkingDays,
  type Calendar,
  type Day,
  isProvisional,
  nextWorkingDay,
} from './calendar.ts'

/**
 * How a law counts its days. In all of them the day it starts on is not counted (民事诉讼法 85, 民法典 201).
 * `procedure`: court periods; a last day off moves to the next working day, travelling time is left out (民事诉讼法 85; 行政诉讼法
 *   101 takes it over).
 * `civil_code`: the same roll forward (民法典 203), months and years end on the day of the same number or the last of the month (202).
 * `working`: only working days are counted (行政复议法 88; 道路交通事故处理程序规定 112(5); and where an article says 工作日).
 * `silent`: days of an act that does not say what happens when the last one is a day off. Both readings are kept.
 */
export const COUNTINGS = ['procedure', 'civil_code', 'working', 'silent'] as const
export type Counting = (typeof COUNTINGS)[number]

/** Hours and minutes run through nights and holidays (民法典 201). Working days are a way of counting, not a unit. */
export type Length = { amount: number; unit: 'minute' | 'hour' | 'day' | 'month' | 'year' }

/** What takes no part in the period while it lasts, as its own article says. */
export const PAUSES = {
  appraisal: '鉴定、评估、检验的时间不算',
  supplement: '补正材料的时间不算',
  announcement: '公告的时间不算',
  cause: '不能抗拒的事由耽误的，障碍消除后可以申请顺延',
  suspension: '中止的时间不算',
  interruption: '中断以后重新计算',
} as const
export type PauseKind = keyof typeof PAUSES

/** Whose deadline it is: a person's own right that is lost with the day, or an office's duty. */
export const WHOSE = {
  party: '当事人',
  committee: '人民调解委员会',
  court: '人民法院',
  arbitration: '仲裁机构',
  police: '公安机关',
  office: '行政机关',
  petition_office: '信访工作机构或者承办机关',
  notary: '公证机构',
  legal_aid: '法律援助机构',
  centre: '综治中心',
} as const
export type Whose = keyof typeof WHOSE

/** One deadline as its article states it (domain 5). Lengths the county chose are in `rules.ts`; here the law counts. */
export type Statute = {
  says: string
  /** What starts it, in the words of the article. */
  starts: string
  length: Length
  counting: Counting
  /** Counted back from an event: "at least three days before" (道路交通事故处理程序规定 88). */
  before?: true
  whose: Whose
  /** F: nobody can change it. M: a bureau may only shorten it. C: a bureau's own choice. */
  kind: 'F' | 'M' | 'C'
  /** How far it may be prolonged, and on what condition. */
  extension?: { length: Length; when: string }
  pauses?: readonly PauseKind[]
  law: string
  /** Where the law itself reads two ways: why, and how the later reading counts. The earlier one is shown and kept to. */
  arguable?: { why: string; later: Counting }
  /** Where the text has not been held against the source yet: shown, never dressed as law. */
  unverified?: true
}

/** What one deadline comes to. */
export type Deadline = {
  /** The day to keep to: of two readings the earlier, so that nobody loses a right by relying on the later. */
  due_on: Day
  /** Counted in hours or minutes only. */
  due_at: string | null
  /** The last day by the other reading: until it is over, nobody is told that it is too late. */
  latest_on: Day
  /** Why this day, in words, in the order it was counted. */
  because: readonly string[]
  /** Why there are two days, where there are. */
  arguable: string | null
  /** Counted over a year whose holidays are not published yet. */
  provisional: boolean
}

export type Counted = {
  /** Days it stood still, in days of the rule's own counting. */
  paused?: number
  /** Travelling days of what was sent (民事诉讼法 85(4)): only court periods leave them out. */
  travel?: number
  extended?: boolean
}

const UNIT_WORDS = { minute: '分钟', hour: '小时', day: '日', month: '个月', year: '年' } as const
/** A length in words: 15 个工作日, 3 年. */
export const lengthWords = ({ amount, unit }: Length, counting: Counting): string =>
  unit === 'day' && counting === 'working' ? `${amount} 个工作日` : `${amount} ${UNIT_WORDS[unit]}`

const isTimed = ({ unit }: Length): boolean => unit === 'minute' || unit === 'hour'
/** Counted to an instant rather than to a day. */
export const isTimedStatute = (rule: Statute): boolean => isTimed(rule.length)

function after(start: Day, { amount, unit }: Length, counting: Counting, calendar: Calendar): Day {
  if (unit === 'month') return addMonths(start, amount)
  if (unit === 'year') return addMonths(start, 12 * amount)
  return counting === 'working' ? addWorkingDays(start, amount, calendar) : addDays(start, amount)
}

const longer = (day: Day, days: number, counting: Counting, calendar: Calendar): Day =>
  days === 0 ? day : counting === 'working' ? addWorkingDays(day, days, calendar) : addDays(day, days)

/** The last day by one way of counting, before and after it is moved off a holiday. */
function lastDay(rule: Statute, counting: Counting, start: Day, counted: Counted, calendar: Calendar) {
  const { length, extension } = rule
  if (rule.before) {
    const day =
      counting === 'working' ? addWorkingDays(start, -length.amount, calendar) : addDays(start, -length.amount)
    return { plain: day, moved: day }
  }
  const whole = after(start, length, counting, calendar)
  const extended = counted.extended && extension ? after(whole, extension.length, counting, calendar) : whole
  const travel = counting === 'procedure' ? (counted.travel ?? 0) : 0
  const plain = longer(extended, (counted.paused ?? 0) + travel, counting, calendar)
  const moves = counting === 'procedure' || counting === 'civil_code'
  return { plain, moved: moves ? nextWorkingDay(plain, calendar) : plain }
}

/**
 * The deadline of a statute from the day (or, for hours and minutes, the instant) that starts it. Pure: the same facts give the
 * same day.
 * @param start a day 'YYYY-MM-DD'; for hours and minutes an instant
 * @throws RangeError where days are given for hours, or an extension the article does not know
 */
export function deadlineOf(rule: Statute, start: string, counted: Counted, calendar: Calendar): Deadline {
  if (counted.extended && !rule.extension) throw new RangeError(`${rule.says} cannot be extended`)
  const said = `${rule.before ? '在' : '自'}${rule.starts}（${start.slice(0, 10)}${rule.before || isTimed(rule.length) ? '' : '，当日不算'}）`
  if (isTimed(rule.length)) {
    const { amount, unit } = rule.length
    const due_at = Temporal.Instant.from(start)
      .add(unit === 'hour' ? { hours: amount } : { minutes: amount })
      .toString({ smallestUnit: 'millisecond' })
    const due_on = Temporal.Instant.from(due_at).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
    const because = [`${said}起 ${lengthWords(rule.length, rule.counting)}，夜里和节假日也算（民法典 第二百零一条）`]
    return { due_on, due_at, latest_on: due_on, because, arguable: null, provisional: false }
  }
  const own = lastDay(rule, rule.counting, start, counted, calendar)
  const other = rule.arguable
    ? lastDay(rule, rule.arguable.later, start, counted, calendar).moved
    : rule.counting === 'silent' && !rule.before
      ? nextWorkingDay(own.plain, calendar)
      : own.moved
  const [due_on, latest_on] = own.moved <= other ? [own.moved, other] : [other, own.moved]
  const because = [
    `${said}${rule.before ? `前 ${lengthWords(rule.length, rule.counting)}` : `起 ${lengthWords(rule.length, rule.counting)}`}`,
    ...(counted.extended && rule.extension
      ? [`${rule.extension.when}，延长 ${lengthWords(rule.extension.length, rule.counting)}`]
      : []),
    ...(counted.paused ? [`中间停了 ${lengthWords({ amount: counted.paused, unit: 'day' }, rule.counting)}`] : []),
    ...(counted.travel && rule.counting === 'procedure'
      ? [`在途 ${counted.travel} 日不算（民事诉讼法 第八十五条）`]
      : []),
    ...(rule.counting !== 'silent' && own.moved !== own.plain
      ? [
          `最后一天 ${own.plain} 放假，顺延到上班第一天（${rule.counting === 'civil_code' ? '民法典 第二百零三条' : '民事诉讼法 第八十五条'}）`,
        ]
      : []),
  ]
  const why =
    latest_on === due_on
      ? null
      : (rule.arguable?.why ?? `${rule.law}没有写最后一天放假怎么办：请按 ${due_on} 办，最迟的读法是 ${latest_on}`)
  const ends = [start, due_on, latest_on].sort()
  const provisional = isProvisional(ends[0] ?? start, ends.at(-1) ?? start, calendar)
  return { due_on, due_at: null, latest_on, because, arguable: why, provisional }
}
