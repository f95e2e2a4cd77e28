import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'
import { by_agent } from '../identity/said-inputs.ts'
import { HOW_SAID, type HowSaid } from './inputs.ts'

const HOWS = Object.keys(HOW_SAID) as [HowSaid, ...HowSaid[]]
const said = { said_by: z.uuid().optional(), by_agent }

export const REQUEST_KINDS = { change: '换一位调解员', recusal: '请调解员回避' } as const
const GROUNDS = ['relative', 'interest', 'other_relation', 'conduct'] as const
export type RequestGround = (typeof GROUNDS)[number]

/** A change needs no reason; who says that a mediator has to stand back says why (特邀调解规定 15). */
export const AskOtherMediatorInput = z
  .strictObject({
    ...said,
    how: z.enum(HOWS).default('clicked'),
    kind: z.enum(['change', 'recusal'], { error: '请选择是换一位，还是请调解员回避。' }),
    person_id: z.uuid({ error: '请选择是哪位调解员。' }),
    ground: z.enum(GROUNDS).nullable().default(null),
    note: noted(500),
  })
  .superRefine(({ kind, ground }, check) => {
    if (kind === 'recusal' && ground === null)
      check.addIssue({
        code: 'custom',
        path: ['ground'],
        message: '请选择为什么要回避；不想说原因的，可以选“换一位”。',
      })
  })

const request_id = z.uuid({ error: '请选择答复的是哪一次要求。' })
export const DropOtherMediatorInput = z.strictObject({ ...said, request_id, note: noted(300) })

/** What the court said, where it entrusted the matter: there it may be the court that decides (特邀调解规定 15). */
const court = noted(200)
/** What a grant says beside who mediates from then on. */
export const GRANTS = { request_id, court }

export const KEEP_REASONS = {
  no_ground: '查过了，没有应当回避的情形',
  nobody_else: '确实没有别的调解员可以换',
} as const
export type KeepReason = keyof typeof KEEP_REASONS
export const KeepMediatorInput = z.strictObject({
  request_id,
  why: z.enum(['no_ground', 'nobody_else'], { error: '请选择为什么不换。' }),
  because: written(500, '请写明查了什么、为什么不换：当事人都看得到。'),
  court,
})
