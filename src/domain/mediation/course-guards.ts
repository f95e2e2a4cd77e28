import { daysBetween } from '../clocks/calendar.ts'
import { mayMeet } from '../danger/violence.ts'
import { MINUTE, mediationOf, reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { limitOf } from './limits.ts'

/** In how many last days of a limit it may be put off (本县约定). */
const LAST_DAYS = 10

/** Legal conditions of the course of a mediation: its limit, its times and its meetings. */
export const COURSE_GUARDS = {
  /** 临近期限才谈延长，过了期限不再延长 (人民调解工作若干规定 33)。 */
  limit_near: (here, _, part) => {
    const limit = part && limitOf(here, part)
    if (!limit) return 'no_limit_running'
    if (limit.due_on < here.today) return 'limit_is_over'
    return daysBetween(here.today, limit.due_on) > LAST_DAYS ? 'too_early_to_extend' : null
  },
  /** 延长要每一位同意 (人民调解工作若干规定 33)：谁、怎样说的，一位一位写明。 */
  everybody_extends: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { agreed } = reading<{ agreed: { party_id: string }[] }>(input)
    const said = agreed.map((it) => it.party_id)
    if (said.some((id) => !part.facts.parties.includes(id))) return 'party_not_in_file'
    return part.facts.parties.every((id) => said.includes(id)) ? null : 'not_everybody_extends'
  },
  limit_passed: (here, _, part) => {
    const limit = part && limitOf(here, part)
    return limit && limit.due_on < here.today ? null : 'limit_not_passed'
  },
  /** 有暴力风险的不自动面对面：要有危险的一方自己愿意 (domain 10.4)。 */
  joint_wished: (here, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    return mayMeet(here, part, reading<{ mode: string }>(input).mode) ? null : 'joint_not_wished'
  },
  /** 约好面对面以后才发现有暴力风险的，也不照原来的安排开始。 */
  meeting_wished: (here, _, part) =>
    part?.part !== 'mediation' || mayMeet(here, part, part.facts.meeting?.mode) ? null : 'joint_not_wished',
  /** 虚假调解的嫌疑先暂停、报告、核实，不能一怀疑就不办了 (INV-12；特邀调解规定 18)。 */
  sham_looked_into: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { reason } = reading<{ reason: string }>(input)
    const suspended = part.status === 'suspended' && part.facts.suspended_for?.reason === 'sham_suspected'
    return reason === 'sham_suspected' && !suspended ? 'sham_suspend_first' : null
  },
  time_offered: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { slots } = reading<{ slots: string[] }>(input)
    return slots.every((id) => part.facts.slots.some((slot) => slot.id === id)) ? null : 'no_such_time'
  },
  times_ahead: ({ occurred_at }, input) => {
    if (input === undefined) return null
    const { times, at } = reading<{ times?: { at: string }[]; at?: string }>(input)
    // Written down afterwards, it was ahead when it was said.
    const asked = [...(times ?? []).map((it) => it.at), ...(at === undefined ? [] : [at])]
    return asked.every((it) => it.slice(0, MINUTE) >= occurred_at.slice(0, MINUTE)) ? null : 'too_early'
  },
  /** 先同意，后调解 (threats I10)。 */
  after_consents: ({ occurred_at }, _, part) => {
    if (part?.part !== 'mediation') return null
    const latest = Object.values(part.facts.consents).map((it) => it.at ?? '')
    return latest.every((at) => at.slice(0, MINUTE) <= occurred_at.slice(0, MINUTE)) ? null : 'before_consent'
  },
  /** 暂停着（等鉴定、怀疑虚假调解）的，协议不生效 (INV-12)。 */
  mediation_goes_on: (here, _, part) =>
    mediationOf(here, part)?.status === 'suspended' ? 'mediation_suspended' : null,
} as const satisfies Record<string, Guard>
