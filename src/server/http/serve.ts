import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Endpoint, ProblemReply } from '#contract/endpoint.ts'
import { URGENCY } from '#contract/urgency.ts'
import { freshTiming } from '../clocks/timing.ts'
import { countDenial } from '../upkeep/denials.ts'
import type { World } from '../world.ts'
import { type Asker, askerOf } from './caller.ts'
import { admit } from './limits.ts'
import { Problem } from './problem.ts'
import { sendFile } from './send-file.ts'

/** What a handler is given: everything checked, nothing raw but the reply's headers. */
export type Asked<E extends Endpoint> = {
  params: z.output<E['params']>
  query: z.output<E['query']>
  body: z.output<E['body']>
  asker: Asker
  /** The Idempotency-Key: present on every mutation. */
  key: string
  request: FastifyRequest
  reply: FastifyReply
}

/** Requests that change something come from our own pages, or from programs that are no browser (threats D21). */
function refuseCrossSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Problem('cross_site')
}

/** What is not theirs and somebody of an office asked for all the same is counted for the auditor: a file not to be found is among it. */
async function counting<T>(world: World, { path }: Endpoint, asker: Asker, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const refused =
      error instanceof Problem &&
      (error.code === 'not_yours' || (error.code === 'not_found' && path.includes(':file_id')))
    if (refused && asker.kind === 'staff') countDenial(world, asker.actor.unit_id)
    throw error
  }
}

/** Serves an endpoint: who may call, the key of a mutation, the handler, the reply's own schema. */
export function serve<E extends Endpoint>(
  app: FastifyInstance,
  world: World,
  endpoint: E,
  handler: (asked: Asked<E>) => Promise<z.input<E['reply']>> | z.input<E['reply']>,
): void {
  const mutation = endpoint.method !== 'GET'
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { urgency: URGENCY.get(endpoint.id) ?? 'work' },
    ...(endpoint.largest_body ? { bodyLimit: endpoint.largest_body } : {}),
    schema: {
      operationId: endpoint.id,
      summary: endpoint.summary,
      tags: [endpoint.path.split('/')[2] ?? 'api'],
      params: endpoint.params,
      querystring: endpoint.query,
      ...(endpoint.method === 'POST' ? { body: endpoint.body } : {}),
      ...(endpoint.binary ? { consumes: ['application/octet-stream'] } : {}),
      ...(mutation ? { headers: z.object({ 'idempotency-key': z.uuid() }) } : {}),
      response: {
        [endpoint.status ?? 200]: endpoint.media
          ? { description: '文件', content: { [endpoint.media]: { schema: endpoint.reply } } }
          : endpoint.reply,
        default: ProblemReply,
      },
      ...({ 'x-who': endpoint.who, ...endpoint.extras } as object),
    },
    handler: async (request, reply) => {
      if (mutation) refuseCrossSite(request)
      const [asker] = await Promise.all([askerOf(world, request, endpoint.who.includes('anyone')), freshTiming(world)])
      if (!endpoint.who.includes('anyone') && !endpoint.who.includes(asker.kind)) {
        if (asker.kind === 'agent' && endpoint.who.includes('party')) throw new Problem('agent_only_herself')
        if (asker.kind === 'staff') countDenial(world, asker.actor.unit_id)
        throw new Problem(asker.kind === 'anyone' ? 'not_signed_in' : 'not_yours')
      }
      admit(world, endpoint.id, asker.kind === 'staff', request)
      reply.header('cache-control', 'no-store')
      const answer = await counting(world, endpoint, asker, () =>
        handler({
          params: request.params as z.output<E['params']>,
          query: request.query as z.output<E['query']>,
          body: request.body as z.output<E['body']>,
          asker,
          key: String(request.headers['idempotency-key'] ?? ''),
          request,
          reply,
        }),
      )
      if (answer instanceof File) return await sendFile(reply, answer)
      if (!reply.sent)
        return reply.code(reply.statusCode === 200 ? (endpoint.status ?? 200) : reply.statusCode).send(answer)
      return reply
    },
  })
}

/** The staff asker, or the refusal to anyone else: for handlers of staff-only endpoints. */
export function staff(asker: Asker): Extract<Asker, { kind: 'staff' }> {
  if (asker.kind !== 'staff') throw new Problem('not_signed_in')
  return asker
}
