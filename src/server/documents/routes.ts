import type { FastifyInstance } from 'fastify'
import { paperPdf, paperWord } from '#contract/papers.ts'
import { serve } from '../http/serve.ts'
import type { World } from '../world.ts'
import { pdfOf, wordOf } from './download.ts'

/** Papers to take along. */
export function documentRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, paperPdf, ({ asker, params }) => pdfOf(world, asker, params))
  serve(app, world, paperWord, ({ asker, params }) => wordOf(world, asker, params))
}
