import type { FastifyInstance } from 'fastify'
import { ACTS } from '#contract/acts.ts'
import { members } from '#contract/beside.ts'
import { file, reveal, revealReporter } from '#contract/disputes.ts'
import { desk, files, find, listChoices, similar } from '#contract/lists.ts'
import { openSealedNote } from '#contract/sealed.ts'
import { serve, staff } from '../http/serve.ts'
import { openNote } from '../sealed/open.ts'
import type { World } from '../world.ts'
import { doAct } from './acts.ts'
import { choicesOf } from './list-choices.ts'
import { deskOf } from './list-desk.ts'
import { filesOf, findFiles } from './list-files.ts'
import { similarTo } from './list-similar.ts'
import { membersPage } from './members-page.ts'
import { revealOne, staffPage } from './page.ts'
import { reporterOf } from './reporter.ts'

/** The acts, one route a row of the table; then the staff's questions about disputes. */
export function disputeRoutes(app: FastifyInstance, world: World): void {
  for (const act of ACTS) {
    serve(app, world, act, ({ params, body, asker, key, request, reply }) => {
      const { file_id, part_id } = params as { file_id?: string; part_id?: string }
      const { occurred_at, ...input } = body as Record<string, unknown> & { occurred_at?: string }
      return doAct(world, {
        step: act.step,
        asker,
        fileId: file_id ?? null,
        partId: part_id ?? null,
        input,
        occurredAt: occurred_at === undefined ? null : new Date(occurred_at).toISOString(),
        key,
        request,
        reply,
      })
    })
  }
  serve(app, world, desk, ({ asker }) => deskOf(world, staff(asker)))
  serve(app, world, files, ({ asker, query }) => filesOf(world, staff(asker), query))
  serve(app, world, find, ({ asker, body }) => findFiles(world, staff(asker), body.words))
  serve(app, world, listChoices, ({ asker }) => choicesOf(world, staff(asker)))
  serve(app, world, similar, ({ asker, params }) => similarTo(world, staff(asker), params.file_id))
  serve(app, world, file, ({ asker, params }) => staffPage(world, staff(asker), params.file_id))
  serve(app, world, members, ({ asker, params, query }) =>
    membersPage(world, staff(asker), { file_id: params.file_id, party_id: params.part_id }, query.after ?? 0),
  )
  serve(app, world, revealReporter, ({ asker, params, body }) =>
    reporterOf(world, staff(asker), params.file_id, body.reason),
  )
  serve(app, world, openSealedNote, ({ asker, params, body }) => openNote(world, staff(asker), params.file_id, body))
  serve(app, world, reveal, ({ asker, params, body }) => revealOne(world, staff(asker), params.file_id, body))
}
