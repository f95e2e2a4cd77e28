import type { FastifyInstance } from 'fastify'
import { toSign } from '#contract/signing.ts'
import { whenLeft } from '../documents/turns.ts'
import { serve } from '../http/serve.ts'
import type { World } from '../world.ts'
import { toSignFor } from './to-sign.ts'

/** What is read before a name is written on a screen. */
export function signingRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, toSign, ({ asker, params, query, reply }) =>
    toSignFor(world, asker, { ...params, ...query }, whenLeft(reply)),
  )
}
