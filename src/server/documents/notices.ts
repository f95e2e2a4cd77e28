import type { Consequence, PaperContent } from '#domain/disputes/consequences.ts'
import type { Notice } from '#domain/documents/service.ts'
import type { NamedPaper } from '#domain/seals/seal.ts'
import type { Trx } from '../db/connection.ts'

/** The papers and messages of a file among these ids, with whom each is for: what a record of service names. */
export async function noticesNamed(trx: Trx, fileId: string, ids: readonly string[]): Promise<Notice[]> {
  if (ids.length === 0) return []
  const [papers, messages] = await Promise.all([
    trx
      .selectFrom('papers')
      .select(['id', 'content', 'for_parties'])
      .where('file_id', '=', fileId)
      .where('id', 'in', ids)
      .execute(),
    trx
      .selectFrom('effects')
      .select(['id', 'to_party'])
      .where('file_id', '=', fileId)
      .where('to_party', 'is not', null)
      .where('id', 'in', ids)
      .execute(),
  ])
  return [
    ...papers.map(
      ({ id, content, for_parties }): Notice => ({
        id,
        kind: 'paper',
        says: (content as PaperContent).title,
        for_parties,
      }),
    ),
    ...messages.map(
      ({ id, to_party }): Notice => ({
        id,
        kind: 'message',
        says: '短信通知',
        for_parties: to_party ? [to_party] : [],
      }),
    ),
  ]
}

/**
 * The paper of a file under this id: by which step it was made and whose it is, which is whoever's unit took the step; what a
 * party or the clock brought about is the answerable office's. Null where there is none.
 */
export async function paperNamed(trx: Trx, fileId: string, id: unknown): Promise<NamedPaper | null> {
  if (typeof id !== 'string') return null
  const row = await trx
    .selectFrom('papers')
    .innerJoin('events', (on) =>
      on.onRef('events.file_id', '=', 'papers.file_id').onRef('events.seq', '=', 'papers.event_seq'),
    )
    .innerJoin('files', 'files.id', 'papers.file_id')
    .select(['papers.id', 'papers.form', 'papers.content', 'events.step', 'events.part', 'events.part_id'])
    .select(['events.actor', 'events.consequences', 'files.responsible_unit'])
    .where('papers.file_id', '=', fileId)
    .where('papers.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { step, form, content, part, part_id } = row
  const opened = (row.consequences as Consequence[]).find((it) => it.kind === 'open_part' && it.part === 'agreement')
  return {
    ...{ id: row.id, form, step, title: (content as PaperContent).title },
    unit_id: (row.actor as { unit_id?: number }).unit_id ?? Number(row.responsible_unit),
    agreement_id: part === 'agreement' ? part_id : opened && 'id' in opened ? opened.id : null,
  }
}
