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

/** The paper of a file under this id, with the step and the part it came of (`ownerOf` says whose it is). Null where there is none. */
export async function paperNamed(trx: Trx, fileId: string, id: unknown): Promise<NamedPaper | null> {
  if (typeof id !== 'string') return null
  const row = await trx
    .selectFrom('papers')
    .innerJoin('events', (on) =>
      on.onRef('events.file_id', '=', 'papers.file_id').onRef('events.seq', '=', 'papers.event_seq'),
    )
    .select(['papers.id', 'papers.form', 'papers.content', 'papers.for_parties'])
    .select(['events.step', 'events.part_id', 'events.actor', 'events.consequences'])
    .where('papers.file_id', '=', fileId)
    .where('papers.id', '=', id)
    .executeTakeFirst()
  return row ? namedPaper(row) : null
}

/** A paper as its row and the event that made it tell of it. */
export function namedPaper(row: {
  id: string
  form: string
  content: unknown
  for_parties: string[] | null
  step: string
  part_id: string
  actor: unknown
  consequences: unknown
}): NamedPaper {
  const { id, form, content, for_parties, step, part_id, actor, consequences } = row
  const opened = (consequences as Consequence[]).find((it) => it.kind === 'open_part' && it.part === 'agreement')
  return {
    ...{ id, form, step, part_id, for_parties, title: (content as PaperContent).title },
    unit_id: (actor as { unit_id?: number }).unit_id ?? null,
    opened_agreement: opened && 'id' in opened ? opened.id : null,
  }
}
