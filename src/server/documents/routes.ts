import type { FastifyInstance } from 'fastify'
import { paperPdf, paperWord } from '#contract/papers.ts'
import { serve } from '../http/serve.ts'
import { keptToSign } from '../signing/copies.ts'
import type { World } from '../world.ts'
import { fileOf } from './download.ts'
import { drawnFile, pdfFile } from './drawn-file.ts'
import { whenLeft } from './turns.ts'

/** Papers to take along. */
export function documentRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, paperPdf, ({ asker, params, reply }) =>
    fileOf(world, asker, params, async (paper, name) => {
      // What was laid out to be signed is handed over as it was kept: its hash is the one that is signed.
      const kept = await keptToSign(world, asker.scope, paper.id)
      return kept ? pdfFile(kept, name) : drawnFile(paper, name, { as: 'pdf', left: whenLeft(reply) })
    }),
  )
  serve(app, world, paperWord, ({ asker, params, reply }) =>
    fileOf(world, asker, params, (paper, name) => drawnFile(paper, name, { as: 'word', left: whenLeft(reply) })),
  )
}
