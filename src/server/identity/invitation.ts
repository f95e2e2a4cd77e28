import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { type Invitation, invitation } from '#contract/links.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { drawn } from '#domain/documents/forms.ts'
import { invitationSheet } from '#domain/documents/invitation-sheet.ts'
import { now } from '../clock.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { writeLook } from '../disputes/looks.ts'
import { handles } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { linkToShow, liveInvitation } from './links.ts'

/**
 * A party's live invitation, for the one who handles the file to show or to print. Whoever sees it could open the file as
 * that party: it is a look, written in the same transaction, and the parties can read who it was.
 * @throws Problem not_found · not_yours where she sees the file but does not handle it · no_invitation
 */
const invitationOf = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  of: { file_id: string; party_id: string },
): Promise<z.input<typeof Invitation>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const today = dayIn(now())
    const [loaded, live] = await Promise.all([
      loadFile(trx, of.file_id, false),
      liveInvitation(trx, of.file_id, of.party_id, today),
    ])
    const party = loaded && partsOf(loaded.parts, 'party').find((it) => it.id === of.party_id)
    if (!party) throw new Problem('not_found')
    if (!handles(asker.actor, loaded)) throw new Problem('not_yours')
    if (!live) throw new Problem('no_invitation')
    await writeLook(trx, of.file_id, asker, 'invitation', { party: party.id, reason: null })
    const shown = linkToShow(world, live.id)
    const sheet = invitationSheet({
      name: party.facts.name,
      code: loaded.file.short_code,
      unit: loaded.responsible,
      link: shown.link,
      until: live.until,
    })
    return { party_id: party.id, until: live.until, ...shown, sheet: drawn(sheet) }
  })

/** What staff ask about links. */
export function linkRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, invitation, ({ asker, params }) => invitationOf(world, staff(asker), params))
}
