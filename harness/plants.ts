import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '#server/http/problem.ts'
import { newApp, type TestWorld } from '#test/world.ts'
import type { Finding } from './fuzz.ts'

const isGuess = (request: FastifyRequest): boolean => request.routeOptions.url === '/api/guess'
const isCounty = (request: FastifyRequest): boolean => request.routeOptions.url === '/api/county'

/** A defect of each kind the harness looks for, as somebody might leave one behind. */
const PLANTS: Record<Finding['kind'], (app: FastifyInstance, world: TestWorld) => void> = {
  fault: (app) =>
    app.addHook('preHandler', async (request) => {
      if (isGuess(request)) (JSON.parse('null') as { x: string }).x.trim()
    }),
  hang: (app) => app.addHook('preHandler', (request, _, done) => (isCounty(request) ? undefined : done())),
  beside_schema: (app) =>
    app.addHook('onSend', async (request, reply, payload) =>
      isCounty(request) && reply.statusCode === 200
        ? String(payload).replace('{', '{"password_hash":"argon2id",')
        : payload,
    ),
  wrote_though_refused: (app, world) =>
    app.addHook('preHandler', async (request) => {
      if (!isGuess(request)) return
      await world.pool.query('update people set epoch = epoch where is_demo')
      throw new Problem('not_yours')
    }),
  // As a framework did that looked up a body's schema by the exact type: another spelling of it had none.
  unvalidated: (app) => {
    const raw = new WeakMap<FastifyRequest, unknown>()
    app.addHook('preValidation', async (request) => {
      if (!isGuess(request) || request.headers['content-type'] !== 'application/json;') return
      raw.set(request, request.body)
      request.body = { text: '邻居砌墙挡了采光。' }
    })
    app.addHook('preHandler', async (request) => {
      if (raw.has(request)) request.body = raw.get(request)
    })
  },
  headers: (app) =>
    app.addHook('onRequest', async (request, reply) => {
      if (isCounty(request)) reply.header('referrer-policy', 'unsafe-url')
    }),
}
export const PLANTED = Object.keys(PLANTS) as Finding['kind'][]

/** The application with one defect in it; the product itself is as it was. */
export async function plantedApp(world: TestWorld, kind: Finding['kind']): Promise<FastifyInstance> {
  const plant = (message: unknown): void => PLANTS[kind]((message as { fastify: FastifyInstance }).fastify, world)
  subscribe('fastify.initialization', plant)
  try {
    return await newApp(world)
  } finally {
    unsubscribe('fastify.initialization', plant)
  }
}
