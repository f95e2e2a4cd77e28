import { z } from 'zod'
import { AskedDay, AskedTime } from '../clocks/inputs.ts'
import { noted, written } from '../identity/inputs.ts'
import { agents, by_agent, guardians } from '../identity/said-inputs.ts'
import { REFUSAL_GROUNDS, type RefusalGround } from '../intake/inputs.ts'
import { checkGuests, meetingFields } from './appointment-inputs.ts'
import { SLOTS_AT_ONCE, SlotInput } from './inputs.ts'

const GROUNDS = Object.keys(REFUSAL_GROUNDS) as [RefusalGround, ...RefusalGround[]]
const keysOf = <T extends string>(words: Readonly<Record<T, unknown>>) => Object.keys(words) as [T, ...T[]]

export const ProposeInput = z.strictObject({
  parties: z.array(z.uuid()).min(2, '请从两边各选至少一位。').max(60),
  /** Read by all sides: the matter without anybody's own account of it. */
  matter: written(300, '请用双方都能看的话写明是什么事。'),
  /** On request, or because the committee goes to them (人民调解法 17). */
  begun_by: z.enum(['applicant', 'committee']).default('applicant'),
})

export const CONTACT_HOWS = {
  phone: '打电话',
  visit: '上门',
  message: '发短信或微信',
  letter: '寄信',
  through_others: '托人带话',
} as const
export const CONTACT_RESULTS = {
  reached: '联系上了',
  sent: '已发出',
  no_answer: '没人接、没人在',
  wrong_number: '号码或地址不对',
  moved_away: '已经搬走',
  hung_up: '不愿意谈就挂断',
} as const
export const ContactInput = z.strictObject({
  party_id: z.uuid({ error: '请选择联系的是谁。' }),
  how: z.enum(keysOf(CONTACT_HOWS), { error: '请选择怎样联系的。' }),
  result: z.enum(keysOf(CONTACT_RESULTS), { error: '请选择联系的结果。' }),
  note: noted(500),
})

export const INVITATION_HOWS = { text_message: '发短信', qr: '当面扫码', paper: '打印出来送达' } as const
export const InviteInput = z.strictObject({
  party_id: z.uuid({ error: '请选择邀请谁。' }),
  how: z.enum(keysOf(INVITATION_HOWS), { error: '请选择怎样送到当事人手里。' }),
})

export const CannotReachInput = z.strictObject({ party_id: z.uuid(), note: noted(500) })

export const DeclineInput = z.strictObject({
  ground: z.enum(GROUNDS, { error: '请选择不予受理的理由。' }),
  explanation: written(1_000, '请用当事人听得懂的话说明理由。'),
})

export const AcceptMediationInput = z.strictObject({ note: noted(500) })

const mediators = z.array(z.uuid()).min(1, '请至少选一位调解员。').max(3, '最多三位调解员。')
const chosen = {
  mediators,
  chosen_by: z.enum(['parties', 'committee'], { error: '请选择是当事人选的，还是调委会指定的。' }),
  /** What the mediator said about being related to a party; empty: nothing. */
  disclosed: noted(500),
  waived_by: z.array(z.uuid()).max(60).default([]),
  /** The agents who chose or waived for their parties. */
  agents,
}
export const AssignInput = z.strictObject(chosen)
export const ReplaceInput = z.strictObject({
  ...chosen,
  /** Who asked in writing that somebody a request had taken out comes back: all of them, or she does not. */
  wished_back_by: z.array(z.uuid()).max(60).default([]),
  because: written(500, '请写明为什么换人。'),
})

export const OfferTimesInput = z.strictObject({
  times: z.array(SlotInput).min(1, '请至少写一个时间。').max(SLOTS_AT_ONCE, `一次最多 ${SLOTS_AT_ONCE} 个时间。`),
})

export const SESSION_MODES = {
  joint: '面对面',
  back_to_back: '背靠背',
  online: '线上音视频',
  phone: '电话',
  on_site: '现场勘查',
  mixed: '几种方式结合',
} as const
export type SessionMode = keyof typeof SESSION_MODES
const MODES = keysOf(SESSION_MODES)

export const NotifyInput = z
  .strictObject({
    at: AskedTime,
    place: written(200, '请写明在哪里调解。'),
    mode: z.enum(MODES, { error: '请选择调解方式。' }),
    ...meetingFields,
  })
  .superRefine(checkGuests)

export const BeginInput = z.strictObject({
  /** 人民调解工作若干规定 30: told before it begins, or it does not begin. */
  rights_told: z.literal(true, { error: '请先告知双方的权利和义务，再开始。' }),
  present: z.array(z.uuid()).min(1, '请选择谁到场了。').max(60),
  open_to_public: z.boolean().default(false),
  agents,
  guardians,
})

export const SESSION_RESULTS = { goes_on: '有待继续调解', agreed: '谈成了', failed: '没谈成' } as const
export const RecordSessionInput = z
  .strictObject({
    mode: z.enum(MODES, { error: '请选择调解方式。' }),
    place: written(200, '请写明在哪里。'),
    present: z.array(z.uuid()).max(60),
    agents,
    /** Relatives, neighbours, experts, with the parties' consent (人民调解法 20). */
    helpers: noted(300),
    helpers_agreed: z.boolean().default(false),
    /** Back-to-back: with which party. */
    with: z.uuid().nullable().default(null),
    text: noted(8_000),
    /** What was said with nobody of the other side there: sealed, for the mediators alone. */
    private_note: written(8_000, '请写下背靠背谈的内容。').optional(),
    result: z.enum(keysOf(SESSION_RESULTS), { error: '请选择这一次的结果。' }),
  })
  .superRefine((it, check) => {
    const apart = it.mode === 'back_to_back'
    const say = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message })
    if (it.helpers !== '' && !it.helpers_agreed) say('helpers_agreed', '请别人参加，要先征得双方同意。')
    if (apart && it.with === null) say('with', '背靠背要写明是和哪一方谈的。')
    if (apart && it.private_note === undefined) say('private_note', '请写下背靠背谈的内容；它只有调解员能看。')
    if (apart && it.text !== '') say('text', '背靠背的内容请写在保密的一栏里，不要写在双方都能看的记录里。')
    if (!apart && it.private_note !== undefined) say('private_note', '只有背靠背才写保密的记录。')
    if (!apart && it.text === '') say('text', '请写下这一次谈了什么。')
    if (!apart && it.present.length === 0) say('present', '请选择谁到场了。')
  })

export const SUSPENSION_REASONS = {
  appraisal: '等鉴定、评估的结果',
  illness: '当事人生病或者来不了',
  parties_agree: '双方同意先放一放',
  sham_suspected: '怀疑是虚假调解，要核实',
} as const
export const SuspendInput = z.strictObject({
  reason: z.enum(keysOf(SUSPENSION_REASONS), { error: '请选择暂停的原因。' }),
  note: noted(500),
  resumes: AskedDay.nullable().default(null),
})
export const ResumeInput = z.strictObject({ note: noted(500) })

/** Why a mediation ends without agreement (domain 4.5; 特邀调解规定 26). */
export const ENDING_REASONS = {
  too_far_apart: '双方差距大，谈不拢',
  cannot_reach: '联系不上',
  refuses_to_sign: '有人不肯签协议',
  time_is_up: '期限到了，双方没有都同意延长',
  sham_suspected: '怀疑虚假调解，已经报告',
  other: '别的原因',
} as const
export const EndInput = z.strictObject({
  reason: z.enum(keysOf(ENDING_REASONS), { error: '请选择调解不成的原因。' }),
  note: noted(1_000),
})

export const SettledThemselvesInput = z.strictObject({
  said_by: z.uuid({ error: '请选择是谁说的。' }),
  by_agent,
  account: written(2_000, '请写明他们是怎样说好的。'),
})

export const GoOnInput = z.strictObject({
  parties: z.array(z.uuid()).min(2, '请从两边各选至少一位愿意继续的。').max(60),
  matter: written(300, '请用双方都能看的话写明是什么事。'),
})

export const EXTENSION_HOWS = { spoken: '口头', written: '书面' } as const
const saidHow = z.enum(keysOf(EXTENSION_HOWS), { error: '请选择怎样说的。' })
/** So many days at once (2025 年意见、本县约定). */
export const MOST_DAYS_LONGER = 30
export const ExtendInput = z.strictObject({
  days: z
    .int({ error: '请写延长几天。' })
    .min(1, '至少延长 1 天。')
    .max(MOST_DAYS_LONGER, `一次最多延长 ${MOST_DAYS_LONGER} 天。`),
  /** Each of them, and how she said so. */
  agreed: z
    .array(z.strictObject({ party_id: z.uuid(), how: saidHow }))
    .min(1, '请写明每一位怎样同意的。')
    .max(60),
  because: noted(500),
})
export const ExpireInput = z.strictObject({ note: noted(1_000) })

export const DeclareInput = z.strictObject({
  person_id: z.uuid({ error: '请选择是哪一位调解员。' }),
  party_id: z.uuid({ error: '请选择和哪一位当事人有关系。' }),
  /** Read by all parties. */
  says: written(300, '请写明是什么关系。'),
})
export const WaiveRelationInput = z.strictObject({
  waived_by: z.array(z.uuid()).max(60).default([]),
  on_paper: z.literal(true, { error: '请先收齐每一位的书面同意。' }),
})

export const JointWishInput = z.strictObject({
  said_by: z.uuid({ error: '请选择是谁说的。' }),
  wish: z.boolean({ error: '请选择愿意还是不愿意。' }),
  how: saidHow,
})
