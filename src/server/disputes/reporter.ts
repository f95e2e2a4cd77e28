import { sql } from 'kysely'
import { partsOf } from '#domain/disputes/parts.ts'
import { HATS } from '#domain/hats.ts'
import type { Here } from '#domain/step.ts'
import { inScope } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { openSecrets } from '../identity/write.ts'
import { unitById } from '../organisations/find.ts'
import type { World } from '../world.ts'
import { loadFile } from './load.ts'
import { writeLook } from './looks.ts'
import { hereFor } from './page.ts'

const sealedIn = (here: Pick<Here, 'parts'>): string | undefined =>
  partsOf(here.parts, 'dispute')[0]?.facts.protected_reporter

/** Whoever wrote him down knows him already; beside her only a head of the office that answers for the file. */
export function maySeeReporter(here: Here): boolean {
  const { actor, involvements } = here
  if (actor.kind !== 'staff' || sealedIn(here) === undefined) return false
  const wroteItDown = involvements.some(
    (it) => it.as_what === 'reporting' && 'person' in it.who && it.who.person === actor.person_id,
  )
  return wroteItDown || HATS.director.worn(here, partsOf(here.parts, 'dispute')[0] ?? null)
}

/**
 * Who reported, where he asked that nobody be told: one look, with its reason, kept where no party can read it — that there
 * is such a reporter at all would give him away. @throws Problem not_found, not_yours
 */
export const reporterOf = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  fileId: string,
  reason: string,
): Promise<{ value: string }> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    const id = loaded && sealedIn(loaded)
    if (!loaded || !id) throw new Problem('not_found')
    const here = hereFor(world, loaded, asker.actor, await unitById(trx, asker.actor.unit_id))
    if (!maySeeReporter(here)) throw new Problem('not_yours')
    await sql`select set_config('app.looks_at', 'reporter', true)`.execute(trx)
    const secrets = await openSecrets(world, trx, [id])
    await writeLook(trx, fileId, asker, 'reporter', { party: null, reason })
    return { value: secrets.get(id) ?? '' }
  })
