import { CompiledQuery } from 'kysely'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import type { EvidenceFile } from '#domain/evidence/facts.ts'
import type { PaperToSign, Read, Scan } from '#domain/returned/facts.ts'
import { hasForeign } from '#domain/returned/pages.ts'
import type { Actor } from '#domain/step.ts'
import { now } from '../clock.ts'
import { ask, type Trx } from '../db/connection.ts'
import { contentHash } from '../seals/content-hash.ts'
import { changeUpload, myUpload, soundFile } from '../storage/rows.ts'

/** What was read on a file sent for a paper, as its row keeps it. */
export type PagesRead = { of: number; read: Read[] }

type Placed = {
  id: string
  form: string
  step: string
  part_id: string
  edition: string | null
  later: boolean
}
type Row = Placed & { content: unknown }

/** Where a paper stands in its file: by which step it was made, of which edition. */
const PLACED = `p.id, p.form, e.step, e.part_id,
      -- The edition of an agreement rises with each change of its terms (threats I15): those before this paper was laid out.
      case when e.step = 'lay_out_agreement' then (select 1 + count(*) from events c
        where c.file_id = p.file_id and c.part_id = e.part_id and c.seq < p.event_seq
          and c.step in ('revise_agreement', 'take_back_agreement')) end as edition,
      e.step = 'lay_out_agreement' and exists (select from events l where l.file_id = p.file_id and l.part_id = e.part_id
        and l.seq > p.event_seq and l.step = 'lay_out_agreement') as later`
const OF_THE_FILE = `from papers p join events e on e.file_id = p.file_id and e.seq = p.event_seq where p.file_id = $1::uuid`
const TO_SIGN = `select ${PLACED}, p.content ${OF_THE_FILE} and ($2::uuid is null or p.id = $2::uuid) order by p.id`
const HANDS = `select ${PLACED}, p.content ->> 'title' as title,
    jsonb_path_query_array(p.content, '$.blocks[*] ? (@.kind == "sign").lines[*]') as lines
  ${OF_THE_FILE} and p.content @? '$.blocks[*] ? (@.kind == "sign").lines[*]' order by p.id`

/** The papers of a file as they are signed by hand; one of them where an id is given. */
const rowsOf = (trx: Trx, fileId: string, id: string | null): Promise<Row[]> =>
  ask<Row>(trx, CompiledQuery.raw(TO_SIGN, [fileId, id]))

const linesIn = ({ blocks }: PaperContent) => blocks.flatMap((it) => (it.kind === 'sign' ? it.lines : []))
const editionOf = ({ edition }: Placed): number | null => (edition === null ? null : Number(edition))

function toSign({ content, ...row }: Row): PaperToSign {
  const it = content as PaperContent
  return {
    ...row,
    edition: editionOf(row),
    ...{ title: it.title, lines: linesIn(it) },
    content_hash: contentHash(content).toString('hex'),
  }
}

/** A paper that has places for hands, without what is printed on it to know it by: a page shows many and prints none. */
export type PaperWithHands = Omit<PaperToSign, 'content_hash'>

/** The papers of a file that have places for hands. */
export async function papersWithHands(trx: Trx, fileId: string): Promise<PaperWithHands[]> {
  const rows = await ask<Placed & Pick<PaperToSign, 'title' | 'lines'>>(trx, CompiledQuery.raw(HANDS, [fileId]))
  return rows.map((row) => ({ ...row, edition: editionOf(row) }))
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
