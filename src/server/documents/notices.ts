import type { PaperContent } from '#domain/disputes/consequences.ts'
import type { Notice } from '#domain/documents/service.ts'
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
