import type { FastifyInstance } from 'fastify'
import { setupCounty, setupState } from '#contract/organisations.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import { inScope, nobody } from '../db/scope.ts'
import { serve } from '../http/serve.ts'
import type { World } from '../world.ts'
import { administrationRoutes } from './administration-routes.ts'
import { dutyRoutes } from './duty-routes.ts'
import { checkSetupCode, setUp } from './setup.ts'
import { successionRoutes } from './succession-routes.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The first start without demo: one spreadsheet makes the county; then administration keeps it right. */
export function organisationRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, setupState, async ({ body }) => {
    await inScope(world.pool, nobody(dayIn(now())), (trx) => checkSetupCode(trx, body.code))
    return { ready: true as const }
  })
  serve(app, world, setupCounty, ({ body }) => setUp(world, body))
  app.get('/api/setup/template.xlsx', { schema: { hide: true } }, async (_, reply) => {
    const { makeTemplate } = await import('./workbook-template.ts')
    reply.header('content-disposition', 'attachment; filename="fengqiao-county.xlsx"')
    return reply.type(XLSX).send(await makeTemplate())
  })
  administrationRoutes(app, world)
  successionRoutes(app, world)
  dutyRoutes(app, world)
}
