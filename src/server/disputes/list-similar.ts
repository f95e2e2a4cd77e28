import type { z } from 'zod'
import type { similar } from '#contract/lists.ts'
import { judging } from '#domain/intake/similar.ts'
import { inScope } from '../db/scope.ts'
import { Problem } from '../http/problem.ts'
import { maskNamesIn } from '../identity/masks.ts'
import type { World } from '../world.ts'
import { namedLines, type Staff } from './list-line.ts'
import { type SimilarFacts, similarFiles } from './similar.ts'

/** Sentences that name people, for somebody before whom their names are masked. */
const masked = (says: string, files: readonly SimilarFacts[]): string =>
  maskNamesIn(
    says,
    files.flatMap((file) => file.parties.map((party) => party.name)),
  )

/**
 * Files that may be the same matter, the likeliest first, each with its reasons: for a person to judge.
 * @throws Problem not_found where the file is not visible, or a slip alone; not_yours to whoever is asked for an opinion alone
 */
export const similarTo = (world: World, asker: Staff, fileId: string): Promise<z.input<typeof similar.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const found = await similarFiles(trx, fileId)
    if (!found) throw new Problem('not_found')
    const { file, candidates } = found
    const judge = judging(file)
    const judged = candidates
      .map((about) => ({ about, ...judge(about) }))
      .filter((it): it is typeof it & { level: NonNullable<typeof it.level> } => it.level !== null)
      .sort((one, other) => other.score - one.score)
    const ids = [fileId, ...judged.map(({ about }) => about.file_id)]
    const lines = await namedLines(trx, asker, world, ids)
    const line = new Map(lines.map((it) => [it.line.file_id, it]))
    const own = line.get(fileId)
    // What a matter is like is of the matter: nothing to whoever is here beside it.
    if (own?.cut_down === 'slip') throw new Problem('not_found')
    if (own?.cut_down === 'opinion') throw new Problem('not_yours')
    return {
      candidates: judged.flatMap(({ about, level, reasons }) => {
        const shown = line.get(about.file_id)
        if (!shown || shown.cut_down !== null) return []
        // A name stands in a reason only where people stand by name in both files' lines.
        const plain = own?.plain === true && shown.plain
        return [
          {
            line: shown.line,
            level,
            reasons: reasons.map(({ kind, says }) => ({ kind, says: plain ? says : masked(says, [file, about]) })),
          },
        ]
      }),
    }
  })
