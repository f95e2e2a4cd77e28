import { z } from 'zod'
import { MOST_IN_LABEL, MOST_IN_LINE, MOST_LINES } from '#domain/documents/wording-rules.ts'
import { PIECE_NAMES } from '#domain/documents/wordings.ts'
import { Reason } from '#domain/organisations/inputs.ts'
import { endpoint } from './endpoint.ts'
import { Day, Instant, writable } from './shared.ts'

/** Fixed wording of papers (文书用语): everybody on the staff reads it, the justice bureau writes it, a second person releases it. */

const Piece = z.enum(PIECE_NAMES)
const Wording = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), text: z.string() }),
  z.object({ kind: z.literal('list'), label: z.string(), items: z.array(z.string()) }),
])

const Version = z.object({
  version: z.int(),
  /** As people count a county's own; null for what came with the program. */
  edition: z.int().nullable(),
  state: z.enum(['in_force', 'to_come', 'past', 'overtaken', 'waiting', 'dropped']),
  state_says: z.string(),
  body: Wording,
  effective_on: Day.nullable(),
  because: z.string(),
  written_by: z.string(),
  written_at: Instant.nullable(),
  /** Who released or dropped it, why where something was said, when. */
  decided_by: z.string(),
  decided_at: Instant.nullable(),
  decided_because: z.string(),
})

export const WordingPiece = z
  .object({
    piece: Piece,
    says: z.string(),
    stands_on: z.string(),
    /** Why nobody may change it; null where the bureau may. */
    why_fixed: z.string().nullable(),
    keeps: z.array(z.string()),
    now: Wording,
    /** That the program brought newer text since the county wrote its own: it is to be looked at, and taken in or left. */
    behind: z.boolean(),
    /** Newest first, the program's own last. */
    versions: z.array(Version),
    /** The one that waits for a second person. */
    waiting: z
      .object({
        version: z.int(),
        /** Whether whoever asks wrote it: then somebody else releases it. */
        mine: z.boolean(),
        may_release: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'WordingPiece' })
export type WordingPiece = z.output<typeof WordingPiece>

export const wordings = endpoint({
  id: 'wordings',
  method: 'GET',
  path: '/api/wordings',
  summary: '文书用语：每一段现在的文字、用在哪里、各版和理由',
  who: ['staff'],
  reply: z.object({ pieces: z.array(WordingPiece), may_write: z.boolean() }).meta({ id: 'Wordings' }),
})

const piece = z.strictObject({ piece: Piece })
const version = z.strictObject({ piece: Piece, version: z.coerce.number().int().min(100).max(100_000) })
const done = z.object({ id: z.string(), notes: z.array(z.string()) })

export const WriteWordingInput = z.strictObject({
  label: writable(z.string().trim().max(MOST_IN_LABEL, `标题最多 ${MOST_IN_LABEL} 个字。`)).default(''),
  lines: z
    .array(writable(z.string().trim().max(MOST_IN_LINE, `一行最多 ${MOST_IN_LINE} 个字，请分成两行。`)))
    .min(1, '请写下文字。')
    .max(MOST_LINES, `最多 ${MOST_LINES} 行。`),
  effective_on: z.iso.date('请选择从哪天起用。'),
  reason: Reason,
  /** The newest version there was when the page was opened: nobody's draft is written over unseen. */
  base_version: z.int().min(0),
})

export const writeWording = endpoint({
  id: 'write_wording',
  method: 'POST',
  path: '/api/wordings/:piece/versions',
  summary: '写一段文书用语的新的一版：写明理由和从哪天起，等另一位同事发布',
  who: ['staff'],
  params: piece,
  body: WriteWordingInput,
  reply: done,
})

export const releaseWording = endpoint({
  id: 'release_wording',
  method: 'POST',
  path: '/api/wordings/:piece/versions/:version/release',
  summary: '发布别人写的一版：从它的日子起，新的文书用它；旧的文书不变',
  who: ['staff'],
  params: version,
  body: z.strictObject({}),
  reply: done,
})

export const dropWording = endpoint({
  id: 'drop_wording',
  method: 'POST',
  path: '/api/wordings/:piece/versions/:version/drop',
  summary: '不用这一版：写的人收回，或者另一位同事退回，写明理由',
  who: ['staff'],
  params: version,
  body: z.strictObject({ reason: Reason }),
  reply: done,
})

export const WORDING_QUESTIONS = [wordings, writeWording, releaseWording, dropWording] as const
