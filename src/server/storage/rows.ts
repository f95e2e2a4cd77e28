import { sql } from 'kysely'
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
  last_modified: number | null
  received: number
  state: UploadState
  refused_as: FileProblem | null
  kind: FileKind | null
  sha256: string | null
  pages: number | null
  previews: number
  no_preview: string | null
  /** The check at work on it, by a token of its own; how many were ended before they knew. */
  claim: string | null
  tries: number
  /** The paper it is to be a scan of; what was read on its pictures; since when it belongs to that paper. */
  for_paper: string | null
  pages_read: unknown
  kept_at: string | null
  made_at: string
  changed_at: string
}
const COLUMNS = [
  ...([
    'id',
    'file_id',
    'name',
    'size',
    'last_modified',
    'received',
    'state',
    'refused_as',
    'kind',
    'sha256',
    'pages',
  ] as const),
  ...(['previews', 'no_preview', 'claim', 'tries', 'made_at', 'changed_at'] as const),
  ...(['for_paper', 'pages_read', 'kept_at'] as const),
]

/** Whose an upload is: the person of the office, or the party and the agent by whose hand. Nobody else ever sees it. */
export function senderOf(actor: Actor): { by_person: string } | { by_party: string; by_agent: string | null } | null {
  if (actor.kind === 'staff') return { by_person: actor.person_id }
  return actor.kind === 'party' ? { by_party: actor.party_id, by_agent: actor.agent_id ?? null } : null
}

const ofSender = (trx: Trx, actor: Actor) => {
  const sender = senderOf(actor)
  const rows = trx.selectFrom('uploads').select(COLUMNS)
  if (sender === null) return rows.where('id', 'is', null)
  if ('by_person' in sender) return rows.where('by_person', '=', sender.by_person)
  return rows
    .where('by_party', '=', sender.by_party)
    .where('by_agent', sender.by_agent === null ? 'is' : '=', sender.by_agent)
}
const mine = (trx: Trx, actor: Actor, fileId: string) => ofSender(trx, actor).where('file_id', '=', fileId)
const rowOf = (row: Awaited<ReturnType<ReturnType<typeof mine>['execute']>>[number]): UploadRow => row as UploadRow

/** One of who acts, by its id; `write` keeps others from it until the transaction ends, `keep` keeps it from being let go. */
export async function myUpload(
  trx: Trx,
  actor: Actor,
  fileId: string,
  id: string,
  lock: 'write' | 'keep' | null = null,
): Promise<UploadRow | null> {
  const query = mine(trx, actor, fileId).where('id', '=', id)
  const locked = lock === 'write' ? query.forUpdate() : lock === 'keep' ? query.forShare() : query
  const row = await locked.executeTakeFirst()
  return row && row.state !== 'dropped' ? rowOf(row) : null
}

/** All of who acts that nobody has made evidence of, or kept as a scan, yet: oldest first. */
export async function myUploads(trx: Trx, actor: Actor, fileId: string): Promise<UploadRow[]> {
  const rows = await mine(trx, actor, fileId)
    .where('state', '<>', 'dropped')
    .where('kept_at', 'is', null)
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

/** Of who acts, on whatever file: one that is being looked at now, other than this. Checks are one at a time for each sender. */
export const anotherChecked = (trx: Trx, actor: Actor, id: string, since: string) =>
  ofSender(trx, actor)
    .where('id', '<>', id)
    .where('state', '=', 'checking')
    .where('changed_at', '>=', since)
    .limit(1)
    .executeTakeFirst()

/** Until the transaction ends nobody else counts, begins or checks for this sender; of two at once the second sees what the first did. */
export async function holdSender(trx: Trx, actor: Actor, of: string): Promise<void> {
  const key = `${of} ${JSON.stringify(senderOf(actor))}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx)
}

/**
 * What a step may make evidence of: an upload of who acts, on this file, found sound (threats I39). Held until the step is written: what
 * takes away uploads nobody made evidence of waits for it, and then finds the evidence.
 */
export async function uploadNamed(trx: Trx, actor: Actor, fileId: string, id: unknown): Promise<EvidenceFile | null> {
  if (typeof id !== 'string') return null
  const row = await myUpload(trx, actor, fileId, id, 'keep')
  return row && row.for_paper === null ? soundFile(row) : null
}

/** An upload that was found sound, as what is made of it keeps it; null for any other. */
export function soundFile({ id, ...row }: UploadRow): EvidenceFile | null {
  const { name, kind, size, sha256, pages, previews, no_preview } = row
  if (row.state !== 'sound' || kind === null || sha256 === null) return null
  return { upload_id: id, name, kind, size, sha256, pages, previews, no_preview }
}

type Changed = Partial<
  Pick<
    UploadRow,
    'received' | 'state' | 'refused_as' | 'kind' | 'sha256' | 'pages' | 'previews' | 'no_preview' | 'claim' | 'tries'
  >
> & { pages_read?: string; kept_at?: string }
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
  of: {
    id: string
    file_id: string
    name: string
    size: number
    last_modified: number | null
    for_paper: string | null
    at: string
  },
) => {
  const sender = senderOf(actor)
  if (sender === null) throw new Error('an upload of nobody')
  const { at, ...row } = of
  return trx
    .insertInto('uploads')
    .values({ ...row, ...sender, state: 'receiving', made_at: at, changed_at: at })
    .execute()
}
