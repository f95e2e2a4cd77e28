import { z } from 'zod'
import { AskedDay } from '../clocks/inputs.ts'
import { AGENT_KINDS, HELPER_KINDS, MOST_REPRESENTATIVES, POWERS, TICKS } from './beside.ts'
import { FINDINGS } from './capacity.ts'
import { noted, Reach, written } from './inputs.ts'

const keysOf = <T extends string>(words: Readonly<Record<T, unknown>>) => Object.keys(words) as [T, ...T[]]

export const NameAgentInput = z
  .strictObject({
    name: written(60, '请写下代理人的姓名。'),
    kind: z.enum(keysOf(AGENT_KINDS), { error: '请选择是哪一种代理人。' }),
    powers: z
      .array(z.enum(keysOf(POWERS)))
      .min(1, '请照授权委托书逐项勾选。')
      .max(7),
    paper_number: written(60, '请写下授权委托书的编号；没有编号写“无编号”。'),
    paper_on: AskedDay,
    until: AskedDay.nullable().default(null),
    reach: Reach.optional(),
  })
  .superRefine(({ paper_on, until }, check) => {
    if (until !== null && until < paper_on)
      check.addIssue({ code: 'custom', path: ['until'], message: '到期的日子不能早于委托书的日期。' })
  })
export const GiveAgentLinkInput = z.strictObject({ agent_id: z.uuid({ error: '请选择是哪位代理人。' }) })
export const EndAgencyInput = z.strictObject({ agent_id: z.uuid({ error: '请选择是哪位代理人。' }), note: noted(300) })

export const RecordCapacityInput = z
  .strictObject({
    born: AskedDay.nullable().default(null),
    finding: z.enum(keysOf(FINDINGS)).default('by_age'),
    lives_by_own_work: z.boolean().default(false),
    /** For an adult: the decision it rests on. */
    basis: noted(200),
  })
  .superRefine(({ born, finding, basis }, check) => {
    if (finding === 'by_age' && born === null)
      check.addIssue({ code: 'custom', path: ['born'], message: '请写下出生日期。' })
    if (finding !== 'by_age' && basis === '')
      check.addIssue({ code: 'custom', path: ['basis'], message: '成年人要有法院的认定，请写明文书。' })
  })
export const NameGuardianInput = z.strictObject({
  name: written(60, '请写下监护人的姓名。'),
  relation: written(30, '请写明是什么人（例如：母亲、祖父、居委会）。'),
  paper: written(100, '请写明凭什么（户口簿、出生证明、判决书、指定监护的文书）。'),
  reach: Reach.optional(),
})

export const NameHelperInput = z.strictObject({
  name: written(60, '请写下帮助人的姓名。'),
  kind: z.enum(keysOf(HELPER_KINDS), { error: '请选择是哪一种帮助。' }),
  /** Who was asked and agreed (人民调解法 20). */
  agreed_by: z.array(z.uuid()).min(1, '请选择谁同意了。').max(60),
  how: z.enum(['spoken', 'written']).default('spoken'),
})
export const EndHelpInput = z.strictObject({ helper_id: z.uuid({ error: '请选择是哪位帮助人。' }), note: noted(300) })

export const NameRepresentativesInput = z.strictObject({
  representatives: z
    .array(
      z.strictObject({
        name: written(60, '请写下代表人的姓名。'),
        paper: written(100, '请写明推选的凭据（推选书、会议记录）。'),
        reach: Reach.optional(),
      }),
    )
    .min(1, '请至少写一位代表人。')
    .max(MOST_REPRESENTATIVES, `代表人最多 ${MOST_REPRESENTATIVES} 位。`),
})
/** So many in one go; a longer list is sent in several. */
export const MEMBERS_AT_ONCE = 200
export const AddMembersInput = z.strictObject({
  members: z
    .array(
      z.strictObject({
        name: written(60, '缺少姓名。'),
        reach: Reach.optional(),
        amount: z
          .string()
          .regex(/^\d{1,12}(\.\d{1,2})?$/, '请写金额，例如 3500 或 3500.50，单位是元。')
          .nullable()
          .default(null),
      }),
    )
    .min(1, '请至少写一行。')
    .max(MEMBERS_AT_ONCE, `一次最多 ${MEMBERS_AT_ONCE} 行，多的请分几次。`),
})
export const TickMemberInput = z.strictObject({
  member_id: z.uuid({ error: '请选择是哪一户。' }),
  /** Null takes a tick back that was set by mistake. */
  what: z.enum(keysOf(TICKS)).nullable(),
  note: noted(200),
})
