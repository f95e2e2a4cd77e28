import type { FastifyInstance } from 'fastify'
import { ACTS } from '#contract/acts.ts'
import { desk, file, files, find, reveal } from '#contract/disputes.ts'
import { serve, staff } from '../http/serve.ts'
import { register } from '../intake/register.ts'
import type { World } from '../world.ts'
import { deskOf, filesOf, findFiles } from './list.ts'
import { revealOne, staffPage } from './page.ts'
import { takeStep } from './take-step.ts'

/** The acts, one route a row of the table; then the staff's questions about disputes. */
export function disputeRoutes(app: FastifyInstance, world: World): void {
  for (const act of ACTS) {
    serve(app, world, act, async ({ params, body, asker, key, reply }) => {
      const { file_id, part_id } = params as { file_id?: string; part_id?: string }
      const { occurred_at, ...input } = body as Record<string, unknown> & { occurred_at?: string }
      if (act.step === 'register') return register(world, input, key)
      const answered = await takeStep(world, {
        actor: asker.actor,
        scope: asker.scope,
        step: act.step,
        fileId: file_id ?? null,
        partId: part_id ?? null,
        input,
        occurredAt: occurred_at === undefined ? null : new Date(occurred_at).toISOString(),
        key,
      })
      reply.code(answered.status)
      return answered.reply
    })
  }
  serve(app, world, desk, async ({ asker }) => ({ lines: await deskOf(world, staff(asker)) }))
  serve(app, world, files, ({ asker, query }) => filesOf(world, staff(asker), query))
  serve(app, world, find, async ({ asker, body }) => ({ lines: await findFiles(world, staff(asker), body.words) }))
  serve(app, world, file, ({ asker, params }) => staffPage(world, staff(asker), params.file_id))
  serve(app, world, reveal, ({ asker, params, body }) => revealOne(world, staff(asker), params.file_id, body))
}
