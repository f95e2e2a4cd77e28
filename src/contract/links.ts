import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, Instant, Paper, StepReply } from './shared.ts'

/** An invitation as the one who handles the file hands it over: shown on her screen, or printed. */
export const Invitation = z
  .object({
    party_id: z.uuid(),
    /** The last day it opens the file; null where it has none. */
    until: Day.nullable(),
    /** The address; its secret stands after #, so that no server or log ever sees it. */
    link: z.string(),
    link_qr_svg: z.string(),
    /** What to print beside the picture. It is made for this answer and kept nowhere. */
    sheet: Paper.shape.content,
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.output<typeof Invitation>

export const invitation = endpoint({
  id: 'invitation',
  method: 'GET',
  path: '/api/disputes/:file_id/parties/:party_id/invitation',
  summary: '当事人有效的邀请链接、二维码和可打印的邀请单（查看会留痕，当事人可以看到）',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), party_id: z.uuid() }),
  reply: Invitation,
})

/** A one-time code is on its way. What it is, only her phone shows. */
export const CodeAsked = StepReply.extend({
  until: Instant,
  /** The phone it goes to, masked. */
  phone: z.string(),
  /** The message as it would arrive: only in the demo, at the machine it runs on, where no message is ever sent. */
  shown: z.string().nullable(),
}).meta({ id: 'CodeAsked' })
export type CodeAsked = z.output<typeof CodeAsked>

/** A new link in place of one that was lost: shown once to whoever hands it over, and to nobody who asks later. */
export const LinkRenewed = StepReply.extend({ link: z.string(), link_qr_svg: z.string() }).meta({ id: 'LinkRenewed' })
export type LinkRenewed = z.output<typeof LinkRenewed>
