import type { FastifyInstance } from 'fastify'
import { checkPaper, mySealedCopy, sealedCopy } from '#contract/seals.ts'
import { Problem } from '../http/problem.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { checkedPaper } from './check.ts'
import { copyForParty, copyForStaff } from './download.ts'

/** Sealed copies, and the check of one by anyone. */
export function sealRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, sealedCopy, ({ asker, params }) => copyForStaff(world, staff(asker), params))
  serve(app, world, mySealedCopy, ({ asker, params }) => {
    if (asker.kind !== 'party') throw new Problem('link_not_valid')
    return copyForParty(world, asker, params.seal_id)
  })
  serve(app, world, checkPaper, ({ query }) => checkedPaper(world, query.code))
}
