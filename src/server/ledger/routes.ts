import type { FastifyInstance } from 'fastify'
import { leadersPage, ledger, ledgerSheet } from '#contract/ledger.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { leadersPageOf } from './leaders-page.ts'
import { ledgerOf, sheetOf } from './list-ledger.ts'

/** The working ledger, its sheet, and the leader's page. */
export function ledgerRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, ledger, ({ asker, query }) => ledgerOf(world, staff(asker), query))
  serve(app, world, ledgerSheet, ({ asker, query }) => sheetOf(world, staff(asker), query))
  serve(app, world, leadersPage, ({ asker }) => leadersPageOf(world, staff(asker)))
}
