import type { EvidenceFile } from '#domain/evidence/facts.ts'
import type { FileKind } from '#domain/evidence/words.ts'
import type { Actor } from '#domain/step.ts'
import type { Trx } from '../db/connection.ts'
import type { FileProblem } from './file-problems.ts'

export type UploadState = 'receiving' | 'checking' | 'sound' | 'refused' | 'dropped'
export type UploadRow = {
  id: string
  file_id: string
  name: string
  size: number
  received: number
  state: UploadState
  refused_as: FileProblem | null
  kind: FileKind | null
  sha256: string | null
  pages: number | null
  previews: number
  no_preview: string | null
  made_at: string
  changed_at: string
}
const COLUMNS = [
  ...(['id', 'file_id', 'name', 'size', 'received', 'state', 'refused_as', 'kind', 'sha256', 'pages'] as const),
  ...(['previews', 'no_preview', 'made_at', 'changed_at'] as const),
]

/** Whose an upload is: the person of the office, or the party and the agent by whose hand. Nobody else ever sees it. */
export function senderOf(actor: Actor): { by_person: string } | { by_party: string; by_agent: string | null } | null {
  if (actor.kind === 'staff') return { by_person: actor.person_id }
  return actor.kind === 'party' ? { by_party: actor.party_id, by_agent: actor.agent_id ?? null } : null
}

const mine = (trx: Trx, actor: Actor, fileId: string) => {
  const sender = senderOf(actor)
  const rows = trx.selectFrom('uploads').select(COLUMNS).where('file_id', '=', fileId)
  if (sender === null) return rows.where('id', 'is', null)
  if ('by_person' in sender) return rows.where('by_person', '=', sender.by_person)
  return rows
    .where('by_party', '=', sender.by_party)
    .where('by_agent', sender.by_agent === null ? 'is' : '=', sender.by_agent)
}
const rowOf = (row: Awaited<ReturnType<ReturnType<typeof mine>['execute']>>[number]): UploadRow => row as UploadRow

/** One of who acts, by its id; `lock` keeps others from writing to it until the transaction ends. */
export async function myUpload(
  trx: Trx,
  actor: Actor,
  fileId: string,
  id: string,
  lock = false,
): Promise<UploadRow | null> {
  const query = mine(trx, actor, fileId).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row && row.state !== 'dropped' ? rowOf(row) : null
}

/** All of who acts that nobody has made evidence of yet, oldest first. */
export async function myUploads(trx: Trx, actor: Actor, fileId: string): Promise<UploadRow[]> {
  const rows = await mine(trx, actor, fileId)
    .where('state', '<>', 'dropped')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('evidence')
            .select('evidence.id')
            .where('evidence.file_id', '=', fileId)
            .where((eb) =>
              eb(
                eb.fn('jsonb_extract_path_text', ['facts', eb.val('file'), eb.val('upload_id')]),
                '=',
                eb.cast('uploads.id', 'text'),
              ),
            ),
        ),
      ),
    )
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  return rows.map(rowOf)
}

/** What a step may make evidence of: an upload of who acts, on this file, found sound (threats I39). */
export async function uploadNamed(trx: Trx, actor: Actor, fileId: string, id: unknown): Promise<EvidenceFile | null> {
  if (typeof id !== 'string') return null
  const row = await myUpload(trx, actor, fileId, id)
  if (row?.state !== 'sound' || row.kind === null || row.sha256 === null) return null
  const { name, kind, size, sha256, pages, previews, no_preview } = row
  return { upload_id: row.id, name, kind, size, sha256, pages, previews, no_preview }
}

type Changed = Partial<
  Pick<UploadRow, 'received' | 'state' | 'refused_as' | 'kind' | 'sha256' | 'pages' | 'previews' | 'no_preview'>
>
/** The one writer of what becomes of an upload. */
export const changeUpload = (trx: Trx, id: string, at: string, facts: Changed) =>
  trx
    .updateTable('uploads')
    .set({ ...facts, changed_at: at })
    .where('id', '=', id)
    .execute()

/** The one writer of a new one. */
export const openUpload = (
  trx: Trx,
  actor: Actor,
  of: { id: string; file_id: string; name: string; size: number; at: string },
) => {
  const sender = senderOf(actor)
  if (sender === null) throw new Error('an upload of nobody')
  const { at, ...row } = of
  return trx
    .insertInto('uploads')
    .values({ ...row, ...sender, state: 'receiving', made_at: at, changed_at: at })
    .execute()
}
