import { z } from 'zod'
import { AskedTime } from '../clocks/inputs.ts'
import { noted, written } from '../identity/inputs.ts'
import { by_agent, with_guardian } from '../identity/said-inputs.ts'

/** Where staff write down what a party told them: who said it. A party who acts herself leaves it out. */
const said_by = z.uuid().optional()

export const HOW_SAID = { spoken: '口头', written: '书面', clicked: '在网上点选' } as const
export type HowSaid = keyof typeof HOW_SAID
const HOWS = Object.keys(HOW_SAID) as [HowSaid, ...HowSaid[]]
const how = z.enum(HOWS).default('clicked')

export const AgreeInput = z.strictObject({ said_by, by_agent, with_guardian, how })
export const OtherTimeInput = z.strictObject({
  said_by,
  by_agent,
  how,
  note: written(300, '请写下什么时候方便。'),
})

/** Why somebody would rather not: asked so that the other ways can be named, never needed. */
export const REFUSAL_REASONS = {
  not_said: '不想说明',
  go_to_court: '想直接去法院',
  not_trust: '信不过这次调解',
  not_my_matter: '这件事和我没有关系',
  already_settled: '已经解决了',
  no_use: '谈过了，谈不拢',
  other: '别的原因',
} as const
export type RefusalReason = keyof typeof REFUSAL_REASONS
const REASONS = Object.keys(REFUSAL_REASONS) as [RefusalReason, ...RefusalReason[]]
export const RefuseMediationInput = z.strictObject({
  said_by,
  by_agent,
  how,
  reason: z.enum(REASONS).default('not_said'),
  note: noted(500),
})

export const LeaveInput = z.strictObject({ said_by, by_agent, how, note: noted(500) })

export const TickTimesInput = z.strictObject({ said_by, by_agent, slots: z.array(z.uuid()).max(20) })

/** She cannot come to what was arranged: one tap is enough, and when it would suit her is hers to say. */
export const CannotComeInput = z.strictObject({ said_by, by_agent, how, note: noted(300) })

export const SLOTS_AT_ONCE = 6
export const SlotInput = z.strictObject({ at: AskedTime, place: written(100, '请写明在哪里见面。') })
