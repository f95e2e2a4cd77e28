import type { z } from 'zod'
import type { evidenceList } from '#contract/evidence.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { cutDownFor } from '#domain/disputes/cut-down.ts'
import { drawn } from '#domain/documents/forms.ts'
import { evidenceListPaper } from '#domain/evidence/list-paper.ts'
import { staffOpensEvidence } from '#domain/evidence/who-sees.ts'
import { isTestTime } from '../clock.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { writeLook } from '../disputes/looks.ts'
import { conflicted, handles, hereFor } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'

const dayWords = (at: string): string => {
  const [year, month, day] = dayIn(at).split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** The list of evidence as a print of the day, for who handles the file. @throws Problem not_found · not_yours */
export const evidenceListOf = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  fileId: string,
): Promise<z.input<typeof evidenceList.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    if (loaded?.file.kind !== 'dispute') throw new Problem('not_found')
    const here = hereFor(world, loaded, asker.actor)
    if (cutDownFor(asker.actor, asker.scope.units, here) !== null) throw new Problem('not_found')
    const open = handles(asker.actor, loaded) && !conflicted(asker.actor, loaded)
    if (!open) throw new Problem('not_yours')
    await writeLook(trx, fileId, asker, 'page')
    const content = evidenceListPaper(here, {
      sees: (it) => it.status === 'withdrawn' || it.status === 'void' || staffOpensEvidence(here, it, open),
      day: dayWords,
      unit: loaded.responsible.name,
      today: here.today,
    })
    return { made_at: here.now, test_time: isTestTime(), content: drawn(content) }
  })
