import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Instant, writable } from './shared.ts'

/** How many sealed notes there are, and those of them that this reader may open. */
export const SealedView = z
  .object({
    count: z.int(),
    notes: z.array(z.object({ id: z.uuid(), by: z.string(), at: Instant })),
  })
  .meta({ id: 'SealedNotes' })
export type SealedView = z.output<typeof SealedView>

export const openSealedNote = endpoint({
  id: 'open_sealed_note',
  method: 'POST',
  path: '/api/disputes/:file_id/sealed-notes/looks',
  summary: '打开一条密封的记录：写明理由，单独留痕，不告诉任何当事人',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid() }),
  body: z.strictObject({
    note_id: z.uuid(),
    reason: writable(
      z.string().trim().min(10, '请写明为什么要看（至少 10 个字）。').max(200, '最多 200 个字，请写短一些。'),
    ),
  }),
  reply: z.object({
    kind_says: z.string(),
    text: z.string(),
    by: z.string(),
    at: Instant,
    /** Who opened it, this look included, newest first. */
    looked: z.array(z.object({ who: z.string(), at: Instant, reason: z.string() })),
  }),
})
export type OpenedNote = z.output<typeof openSealedNote.reply>
