import type { Clock } from '../disputes/parts.ts'
import { addDays, addMonths, type Calendar, isWorkingDay } from './calendar.ts'
import { deadlineOf, isTimedStatute, type Statute } from './deadlines.ts'
import { freshDay } from './recount.ts'
import { amountWords } from './rule-book.ts'
import { startsOf } from './rule-words.ts'
import { type ClockRule, isTimed } from './rules.ts'
import { STATUTES } from './statutes.ts'

type Shown = Pick<Clock, 'rule' | 'started_on' | 'due_on' | 'paused_days' | 'state' | 'part'>

/** The length in words from its start: 自协议生效之日起 30 日. */
export const lengthFrom = (id: string, rule: ClockRule): string =>
  rule.unit === 'agreed' ? rule.length_from : `自${startsOf(id)}起 ${amountWords(rule.amount, rule.unit)}`

/** The day counted plainly, before it is moved off a holiday. */
function plainDay(rule: ClockRule, { started_on, paused_days }: Shown): string {
  const day = rule.unit === 'month' ? addMonths(started_on, rule.amount) : addDays(started_on, rule.amount)
  return addDays(day, paused_days)
}

/** Why a clock is due on its day, in words, in the order it is counted. */
export function whyDay(clock: Shown, rule: ClockRule, calendar: Calendar): string[] {
  if (rule.unit === 'agreed') return [rule.length_from]
  const length = amountWords(rule.amount, rule.unit)
  if (isTimed(rule)) return [`自${startsOf(clock.rule)}起 ${length}，夜里和节假日也算`]
  const why =
    rule.amount === 0
      ? [`${startsOf(clock.rule)}（${clock.started_on}）当日`]
      : [
          `自${startsOf(clock.rule)}（${clock.started_on}，当日不算）起 ${length}${rule.unit === 'working_day' ? '，周末和放假不算，调休上班的算' : ''}`,
        ]
  if (clock.paused_days > 0)
    why.push(`中间停了 ${clock.paused_days} ${rule.unit === 'working_day' ? '个工作日' : '日'}，到期跟着往后`)
  const fresh = freshDay(rule, clock, calendar)
  if (clock.due_on !== fresh)
    why.push(
      clock.due_on < fresh
        ? `放假安排改过，现在数是 ${fresh}`
        : rule.nature === 'local'
          ? `放假安排改过，现在数是 ${fresh}；本县约定的日子不缩短，仍是 ${clock.due_on}`
          : `放假安排改过，法律定的按实际放假算，数下来是 ${fresh}`,
    )
  else if (rule.rolls_forward) {
    const plain = plainDay(rule, clock)
    if (!isWorkingDay(plain, calendar))
      why.push(`最后一天 ${plain} 放假，顺延到上班第一天 ${clock.due_on}（民事诉讼法 第八十五条）`)
  }
  return why
}

/** Where the law reads two ways about this very clock: what the other reading comes to; null where it does not. */
export function arguableDay(clock: Shown, rule: ClockRule, calendar: Calendar): string | null {
  const statute = (STATUTES as Record<string, Statute>)[clock.rule]
  if (!statute || rule.nature === 'local' || isTimed(rule) || isTimedStatute(statute)) return null
  return deadlineOf(statute, clock.started_on, { paused: clock.paused_days }, calendar).arguable
}

/** Why a clock stands still, in words; null while it runs. */
export const whyStill = ({ state, part }: Shown): string | null =>
  state !== 'paused'
    ? null
    : part === 'mediation'
      ? '调解中止，这段时间不算；恢复以后接着计，到期跟着往后'
      : '等当事人补充，这段时间不算；补充好了接着计，到期跟着往后'
