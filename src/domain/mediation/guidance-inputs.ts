import { z } from 'zod'
import type { GuidanceKind } from '../disputes/parts.ts'
import { noted, written } from '../identity/inputs.ts'
import { RIGHTS } from '../organisations/mediator-rights.ts'

/** What somebody is asked for: the words are those of the right. */
export const GUIDANCE_KINDS = {
  analyse: RIGHTS.analyse,
  confer: RIGHTS.confer,
  guide: RIGHTS.guide,
} as const satisfies Record<GuidanceKind, string>

/** A phone of any kind, or a resident's number: nobody needs one to give an opinion. */
const LONG_NUMBER = /1\d{2}[\s-]?\d{4}[\s-]?\d{4}|\d{3,4}[\s-]\d{7,8}|\d{15}/

export const AskGuidanceInput = z.strictObject({
  person_id: z.uuid({ error: '请选择请教谁。' }),
  kind: z.enum(['analyse', 'confer', 'guide'], { error: '请选择请他做什么。' }),
  /** Read by whoever is asked, who sees nothing else of the file. */
  question: written(2_000, '请写明要请教什么。').refine(
    (text) => !LONG_NUMBER.test(text),
    '里面像是有电话或者证件号码：请教不用写这些，请删掉。',
  ),
})

export const GiveGuidanceInput = z.strictObject({
  guidance_id: z.uuid({ error: '请选择答复哪一个问题。' }),
  /** An opinion and no more: the parties and the mediator decide. */
  opinion: written(8_000, '请写下您的意见。'),
  /** Whether she knows anybody of it; empty: nothing that she knows of (domain 1.5). */
  disclosed: noted(500),
})

export const EndGuidanceInput = z.strictObject({
  guidance_id: z.uuid({ error: '请选择是哪一个问题。' }),
  because: written(200, '请写明为什么不用答了，或者为什么不能答。'),
})
