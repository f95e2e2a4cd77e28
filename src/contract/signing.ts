import { z } from 'zod'
import { type Endpoint, endpoint } from './endpoint.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** All that is needed to sign one edition on a screen: the text by its hashes, the one question, the consent. */
export const ToSign = z
  .object({
    agreement_id: z.uuid(),
    edition: z.int(),
    /** Whose signature it is, and the paper that shows the same text. */
    party_id: z.uuid(),
    /** The agent who signs for her; null: she signs herself. */
    by_agent: z.uuid().nullable(),
    /** Whose hand writes: her name, or her agent's; and for whom, where it is an agent's. */
    signer: z.string(),
    for_name: z.string().nullable(),
    paper_id: z.uuid(),
    number: z.string(),
    /** SHA-256 in hex: of the terms in canonical JSON, and of the PDF as it is before anybody signs. */
    terms_hash: hash,
    pdf_hash: hash,
    /** Each term as a sentence that can be read aloud. */
    clauses_say: z.array(z.string()),
    question: z.object({
      asks: z.string(),
      options: z.array(z.string()).length(3),
      right: z.int(),
      because: z.string(),
    }),
    consent: z.object({ version: z.int(), label: z.string(), items: z.array(z.string()) }),
  })
  .meta({ id: 'ToSign' })
export type ToSign = z.output<typeof ToSign>

export const toSign = endpoint({
  id: 'to_sign',
  method: 'GET',
  path: '/api/disputes/:file_id/agreements/:part_id/to-sign',
  summary:
    '签字以前看的：这一版的条款指纹和签字稿指纹、一个关于自己条款的问题、同意在屏幕上签的说明。第一次有人打开时做好签字稿，以后不变',
  who: ['staff', 'party', 'agent'],
  params: z.strictObject({ file_id: z.uuid(), part_id: z.uuid() }),
  /** Whose signature it is to be, and by which agent of hers, where it is signed on the mediator's device; by a link it is known. */
  query: z.strictObject({ party_id: z.uuid().optional(), by_agent: z.uuid().optional() }),
  reply: ToSign,
})

export const SIGNING_QUESTIONS: readonly Endpoint[] = [toSign]
