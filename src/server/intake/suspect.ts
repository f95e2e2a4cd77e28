import { inScope } from '../db/scope.ts'
import { similarTo } from '../disputes/list-similar.ts'
import { loadFile } from '../disputes/load.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'

type Staff = Extract<Asker, { kind: 'staff' }>
type Suspicion = { file_id: string; short_code: string; level: string; reasons: string[] }

/**
 * What a clerk suspects, with the reasons the rules themselves find; where they find none, hers stand as hers. Codes are those
 * of the files, not what was sent. @throws Problem not_found where a file named is not visible to her
 */
export async function suspected(
  world: World,
  asker: Staff,
  fileId: string,
  asked: readonly Suspicion[],
): Promise<Suspicion[]> {
  const { candidates } = await similarTo(world, asker, fileId)
  return inScope(world.pool, asker.scope, async (trx) => {
    const suspicions: Suspicion[] = []
    for (const it of asked) {
      const found = await loadFile(trx, it.file_id, false)
      if (!found || it.file_id === fileId) throw new Problem('not_found')
      const judged = candidates.find((candidate) => candidate.line.file_id === it.file_id)
      suspicions.push({
        file_id: it.file_id,
        short_code: found.file.short_code,
        level: judged?.level ?? 'related',
        reasons: judged
          ? judged.reasons.map(({ says }) => says)
          : it.reasons.map((says) => `工作人员认为：${says}`.slice(0, 200)),
      })
    }
    return suspicions
  })
}
