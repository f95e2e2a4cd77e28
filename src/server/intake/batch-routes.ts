import type { FastifyInstance } from 'fastify'
import { batch, batches, batchReceipts, checkBatch, fileBatch, undoBatch } from '#contract/batches.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { listBatches, receiptsOf, showBatch, undo } from './batch-pages.ts'
import { check, fileNext } from './batches.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Sheets that are written down as a whole (成批登记). */
export function batchRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, checkBatch, ({ asker, body }) => check(world, staff(asker), body))
  serve(app, world, fileBatch, ({ asker, body }) => fileNext(world, staff(asker), body))
  serve(app, world, batches, ({ asker }) => listBatches(world, staff(asker)))
  serve(app, world, batch, ({ asker, params, query }) => showBatch(world, staff(asker), params.batch_id, query.after))
  serve(app, world, batchReceipts, ({ asker, params, query }) =>
    receiptsOf(world, staff(asker), params.batch_id, query.after),
  )
  serve(app, world, undoBatch, ({ asker, params, body }) => undo(world, staff(asker), params.batch_id, body.because))
  // The empty sheet holds nothing of anybody: a link on the page, without a session.
  app.get('/api/batches/template.xlsx', { schema: { hide: true } }, async (_, reply) => {
    const { makeBatchTemplate } = await import('./batch-template.ts')
    reply.header('content-disposition', 'attachment; filename="fengqiao-batch.xlsx"')
    return reply.type(XLSX).send(await makeBatchTemplate())
  })
}
