import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/registers.ts'
import { serve } from '../http/serve.ts'
import type { World } from '../world.ts'
import { measureAdded, paperAdded, receptionAdded, siteAdded } from './add.ts'
import { registerDutiesOf } from './duties.ts'
import { itemConfirmed, itemEnded, itemReported, itemSentBack, receptionHeld } from './enter.ts'
import { registerOf, registerSheetOf } from './list.ts'
import { reader } from './write.ts'

/** Registers of duty: who is concerned reads them, units report, who supervises confirms. */
export function registerRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, contract.registers, ({ asker, query }) => registerOf(world, reader(asker), query))
  serve(app, world, contract.registerSheet, ({ asker, query }) => registerSheetOf(world, reader(asker), query))
  serve(app, world, contract.registerDuties, ({ asker }) => registerDutiesOf(world, reader(asker)))
  serve(app, world, contract.addMeasure, (asked) => measureAdded(world, asked))
  serve(app, world, contract.addPaper, (asked) => paperAdded(world, asked))
  serve(app, world, contract.addSite, (asked) => siteAdded(world, asked))
  serve(app, world, contract.addReception, (asked) => receptionAdded(world, asked))
  serve(app, world, contract.reportItem, (asked) => itemReported(world, asked))
  serve(app, world, contract.confirmItem, (asked) => itemConfirmed(world, asked))
  serve(app, world, contract.sendBackItem, (asked) => itemSentBack(world, asked))
  serve(app, world, contract.holdReception, (asked) => receptionHeld(world, asked))
  serve(app, world, contract.endItem, (asked) => itemEnded(world, asked))
}
