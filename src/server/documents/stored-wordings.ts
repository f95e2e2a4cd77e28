import type { PaperContent } from '#domain/disputes/consequences.ts'
import { type DrawnPaper, drawn } from '#domain/documents/forms.ts'
import type { WordingText } from '#domain/documents/wording-book.ts'
import { isBuiltIn, type Wording } from '#domain/documents/wordings.ts'
import type { Trx } from '../db/connection.ts'
import { unscoped } from '../db/scope.ts'
import type { World } from '../world.ts'

const ownNamedIn = (papers: readonly PaperContent[]) =>
  papers
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'wording' && !isBuiltIn(block.piece, block.version) ? [block] : []))

/** The county's own versions that these papers name. What was once released never changes. */
export async function storedWordings(trx: Trx, papers: readonly PaperContent[]): Promise<WordingText[]> {
  const named = ownNamedIn(papers)
  if (named.length === 0) return []
  const rows = await trx
    .selectFrom('wording_versions')
    .select(['piece', 'version', 'body'])
    .where('piece', 'in', [...new Set(named.map((it) => it.piece))])
    .where('version', 'in', [...new Set(named.map((it) => it.version))])
    .execute()
  return rows.map(({ body, ...row }) => ({ ...row, body: body as Wording }))
}

/** A paper as it is read, with whatever wording it names: built in or the county's own. */
export const drawnPaper = async (trx: Trx, content: PaperContent): Promise<DrawnPaper> =>
  drawn(content, await storedWordings(trx, [content]))

/** The same outside any transaction; where a paper names nothing of the county's own, nothing is asked. */
export const drawnOutside = (world: Pick<World, 'pool'>, content: PaperContent): Promise<DrawnPaper> | DrawnPaper =>
  ownNamedIn([content]).length === 0 ? drawn(content) : unscoped(world.pool, (db) => drawnPaper(db, content))
