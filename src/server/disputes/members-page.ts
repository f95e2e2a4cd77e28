import type { z } from 'zod'
import type { members } from '#contract/beside.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { inDanger } from '#domain/danger/violence.ts'
import { cutDownFor } from '#domain/disputes/cut-down.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { now } from '../clock.ts'
import { inScope } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { maskName } from '../identity/masks.ts'
import { countMembers, membersAfter } from '../identity/members.ts'
import { memberLine } from '../identity/show-beside.ts'
import { openSecrets } from '../identity/write.ts'
import type { World } from '../world.ts'
import { loadFile } from './load.ts'
import { writeLook } from './looks.ts'
import { conflicted, handles } from './page.ts'

/** So many lines at once. */
const A_PAGE = 50

/** A page of the list of a group party, plain to those who handle the file. @throws Problem not_found */
export const membersPage = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  of: { file_id: string; party_id: string },
  after: number,
): Promise<z.input<typeof members.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, of.file_id, false)
    if (!loaded || !partsOf(loaded.parts, 'party').some((party) => party.id === of.party_id)) {
      throw new Problem('not_found')
    }
    const only = cutDownFor(asker.actor, asker.scope.units, { ...loaded, today: dayIn(now()) })
    if (only === 'slip') throw new Problem('not_found')
    // Whom it is about is nothing an opinion needs.
    if (only === 'opinion') throw new Problem('not_yours')
    const open = handles(asker.actor, loaded) && !conflicted(asker.actor, loaded)
    const [count, found] = await Promise.all([
      countMembers(trx, of.file_id, of.party_id),
      membersAfter(trx, of, after, A_PAGE + 1),
      writeLook(trx, of.file_id, asker, 'page'),
    ])
    const shown = found.slice(0, A_PAGE)
    const secrets = await openSecrets(
      world,
      trx,
      shown.flatMap(({ reach_id }) => (reach_id === null ? [] : [reach_id])),
    )
    const reader = { named: open ? (name: string) => name : maskName, plain: open && !inDanger(loaded.parts), secrets }
    return {
      count,
      members: shown.map((it) => memberLine(it, reader)),
      next: found.length > A_PAGE ? (shown.at(-1)?.number ?? null) : null,
    }
  })
