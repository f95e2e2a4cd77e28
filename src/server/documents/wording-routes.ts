import type { FastifyInstance } from 'fastify'
import { changeDocketPattern, docketBook, docketPattern, docketSheet } from '#contract/dockets.ts'
import { dropWording, releaseWording, wordings, writeWording } from '#contract/wordings.ts'
import { readsRegisters } from '#domain/registers/rights.ts'
import type { Staff } from '../disputes/list-line.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { docketBookOf, docketSheetOf } from './docket-book.ts'
import { patternChanged, patternOf } from './docket-patterns.ts'
import { wordingDropped, wordingReleased, wordingsOf, wordingWritten } from './wordings.ts'

/** Who reads the register book: whoever works for a unit as a whole; its lines are those she may see. @throws Problem not_yours */
function reader(asker: Asker): Staff {
  const found = staff(asker)
  if (!readsRegisters(found.actor)) throw new Problem('not_yours')
  return found
}

/** Docket numbers and fixed wording: the book, the pattern, the pieces. */
export function wordingRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, docketBook, ({ asker, query }) => docketBookOf(world, reader(asker), query))
  serve(app, world, docketSheet, ({ asker, query }) => docketSheetOf(world, reader(asker), query))
  serve(app, world, docketPattern, ({ asker }) => patternOf(world, staff(asker)))
  serve(app, world, changeDocketPattern, (asked) => patternChanged(world, asked))
  serve(app, world, wordings, ({ asker }) => wordingsOf(world, staff(asker)))
  serve(app, world, writeWording, (asked) => wordingWritten(world, asked))
  serve(app, world, releaseWording, (asked) => wordingReleased(world, asked))
  serve(app, world, dropWording, (asked) => wordingDropped(world, asked))
}
