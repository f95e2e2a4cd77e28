import type { FastifyInstance } from 'fastify'
import { complaint, complaints, myComplaint } from '#contract/complaints.ts'
import { Problem } from '../http/problem.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { complaintPage, complaintsOf, myComplaintPage } from './show.ts'

/** Questions about complaints. */
export function complaintRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, myComplaint, ({ asker }) => {
    if (asker.kind !== 'party') throw new Problem('link_not_valid')
    return myComplaintPage(world, asker)
  })
  serve(app, world, complaints, ({ asker }) => complaintsOf(world, staff(asker)))
  serve(app, world, complaint, ({ asker, params }) => complaintPage(world, staff(asker), params.file_id))
}
