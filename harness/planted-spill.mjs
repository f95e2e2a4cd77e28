/** A server that prints the telephone of whoever asks for help: only the search that is to find it loads this (`node scripts/exhaust.ts --planted`). */
import { subscribe } from 'node:diagnostics_channel'

subscribe('fastify.initialization', ({ fastify }) => {
  fastify.addHook('preHandler', async (request) => {
    if (request.body?.reach) console.log('registered', request.body.reach)
  })
})
