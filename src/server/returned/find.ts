import { sql } from 'kysely'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import type { EvidenceFile } from '#domain/evidence/facts.ts'
import type { PaperToSign, Read, Scan } from '#domain/returned/facts.ts'
import { hasForeign } from '#domain/returned/pages.ts'
import type { Actor } from '#domain/step.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { contentHash } from '../seals/content-hash.ts'
import { changeUpload, myUpload, soundFile } from '../storage/rows.ts'

/** What was read on a file sent for a paper, as its row keeps it. */
export type PagesRead = { of: number; read: Read[] }

type Row = {
  id: string
  form: string
  content: unknown
  step: string
  part_id: string
  edition: string | null
  later: boolean
}

/** The papers of a file as they are signed by hand; one of them where an id is given. */
async function rowsOf(trx: Trx, fileId: string, id: string | null): Promise<Row[]> {
  const { rows } = await sql<Row>`select p.id, p.form, p.content, e.step, e.part_id,
      -- The edition of an agreement rises with each change of its terms (threats I15): those before this paper was laid out.
      case when e.step = 'lay_out_agreement' then (select 1 + count(*) from events c
        where c.file_id = p.file_id and c.part_id = e.part_id and c.seq < p.event_seq
          and c.step in ('revise_agreement', 'take_back_agreement')) end as edition,
      e.step = 'lay_out_agreement' and exists (select from events l where l.file_id = p.file_id and l.part_id = e.part_id
        and l.seq > p.event_seq and l.step = 'lay_out_agreement') as later
    from papers p join events e on e.file_id = p.file_id and e.seq = p.event_seq
    where p.file_id = ${fileId}::uuid and (${id}::uuid is null or p.id = ${id}::uuid) order by p.id`.execute(trx)
  return rows
}

const linesIn = ({ blocks }: PaperContent) => blocks.flatMap((it) => (it.kind === 'sign' ? it.lines : []))

function toSign({ id, form, content, step, part_id, edition, later }: Row): PaperToSign {
  const it = content as PaperContent
  return {
    ...{ id, form, step, part_id, later, title: it.title, lines: linesIn(it) },
    edition: edition === null ? null : Number(edition),
    content_hash: contentHash(content).toString('hex'),
  }
}

/** The paper of a file under this id, as it is signed by hand; null where there is none. */
export async function paperToSign(trx: Trx, fileId: string, id: unknown): Promise<PaperToSign | null> {
  if (typeof id !== 'string') return null
  const [row] = await rowsOf(trx, fileId, id)
  return row ? toSign(row) : null
}

/** All papers of a file. */
export const papersToSign = async (trx: Trx, fileId: string): Promise<PaperToSign[]> =>
  (await rowsOf(trx, fileId, null)).map(toSign)

/**
 * The files a return names, sent for that paper by who acts, found sound and read; each is kept for good from this transaction on:
 * refused, it is as if nothing had been asked.
 */
export async function keepScans(
  trx: Trx,
  actor: Actor,
  fileId: string,
  { paper_id, pages }: { paper_id?: unknown; pages?: unknown },
): Promise<Scan[]> {
  if (!Array.isArray(pages) || typeof paper_id !== 'string') return []
  const ids = new Set(pages.map((it: { upload_id?: unknown }) => it.upload_id).filter((it) => typeof it === 'string'))
  const scans: Scan[] = []
  const papers = ids.size > 0 ? await papersToSign(trx, fileId) : []
  for (const id of [...ids].sort()) {
    const row = await myUpload(trx, actor, fileId, id, 'write')
    const file: EvidenceFile | null = row && soundFile(row)
    if (!row || !file || row.for_paper !== paper_id || row.kept_at !== null || row.pages_read === null) continue
    await changeUpload(trx, id, row.changed_at, { kept_at: now() })
    const { of, read } = row.pages_read as PagesRead
    scans.push({ file, of, read, foreign: hasForeign(read, papers) })
  }
  return scans
}
