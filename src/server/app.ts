import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { createJsonSchemaTransformObject, jsonSchemaTransform } from 'fastify-type-provider-zod'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from './clock.ts'
import { clockRoutes } from './clocks/routes.ts'
import { complaintRoutes } from './complaints/routes.ts'
import { inScope, nobody } from './db/scope.ts'
import { disputeRoutes } from './disputes/routes.ts'
import { formRoutes } from './documents/forms.ts'
import { documentRoutes } from './documents/routes.ts'
import { wordingRoutes } from './documents/wording-routes.ts'
import { dossierRoutes } from './dossier/routes.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import { answerBadAddress, answerProblems, answerUnreadable } from './http/errors.ts'
import { headersOf } from './http/headers.ts'
import { pages } from './http/pages.ts'
import { keepToSchemas } from './http/schemas.ts'
import { gauge, type Pressure, shedRequests } from './http/shed.ts'
import { linkRoutes } from './identity/invitation.ts'
import { identityRoutes } from './identity/routes.ts'
import { batchRoutes } from './intake/batch-routes.ts'
import { intakeRoutes } from './intake/routes.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { mediationRoutes } from './mediation/routes.ts'
import { organisationRoutes } from './organisations/routes.ts'
import { registerRoutes } from './registers/routes.ts'
import { returnRoutes } from './returned/routes.ts'
import { sealRoutes } from './seals/routes.ts'
import { signingRoutes } from './signing/routes.ts'
import { templateRoutes } from './templates/routes.ts'
import { triageRoutes } from './triage/routes.ts'
import { upkeepRoutes } from './upkeep/routes.ts'
import { version } from './version.ts'
import type { World } from './world.ts'

export type AppOptions = {
  trustedProxies: string[]
  tls: { key: Buffer; cert: Buffer } | null
  /** Where it logs: as it does in a server, nowhere, or line by line to whoever asks. */
  log: boolean | { write: (line: string) => void }
  /** How much is waiting, where it is not measured: tests. */
  pressure?: () => Pressure
}

/** Bodies are small texts; only the set-up workbook is larger, and its route says so itself. */
const BODY_LIMIT = 256 * 1024

/** The whole HTTP application: ready to listen, or to be asked by a test through `inject`. */
export async function makeApp(world: World, options: AppOptions): Promise<FastifyInstance> {
  const always = headersOf(options)
  const app = Fastify({
    logger: options.log
      ? {
          level: 'warn',
          ...(options.log === true ? {} : { stream: options.log }),
          // Addresses without their query; no headers, no bodies: nothing a person wrote reaches a log.
          serializers: { req: (request) => ({ method: request.method, path: request.url?.split('?')[0] }) },
        }
      : false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    trustProxy: options.trustedProxies.length ? options.trustedProxies : false,
    forceCloseConnections: 'idle',
    frameworkErrors: answerBadAddress(always),
    clientErrorHandler: answerUnreadable(always),
    ...(options.tls ? { https: { ...options.tls, minVersion: 'TLSv1.2' } } : {}),
  } as FastifyServerOptions) as FastifyInstance

  // JSON is the only body there is: a form of another site can send plain text without asking first.
  app.removeContentTypeParser('text/plain')
  keepToSchemas(app)
  answerProblems(app)
  shedRequests(app, options.pressure ?? gauge(app, world.pool))
  app.addHook('onSend', async (_, reply) => {
    for (const [name, value] of Object.entries(always)) if (!reply.hasHeader(name)) reply.header(name, value)
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '枫桥', description: '县域矛盾纠纷多元预防调处化解平台的接口', version },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: '__Host-fengqiao' },
          link: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'Link <回执链接中 # 后面的密钥>' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: createJsonSchemaTransformObject({}),
  })
  app.get('/healthz', { schema: { hide: true } }, async (_, reply) => {
    await inScope(world.pool, nobody(dayIn(now())), (trx) => trx.selectFrom('county').select('name').execute())
    return reply.header('cache-control', 'no-store').send({ ready: true })
  })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
  intakeRoutes(app, world)
  batchRoutes(app, world)
  mediationRoutes(app, world)
  triageRoutes(app, world)
  disputeRoutes(app, world)
  formRoutes(app, world)
  documentRoutes(app, world)
  dossierRoutes(app, world)
  evidenceRoutes(app, world)
  returnRoutes(app, world)
  ledgerRoutes(app, world)
  registerRoutes(app, world)
  sealRoutes(app, world)
  signingRoutes(app, world)
  complaintRoutes(app, world)
  clockRoutes(app, world)
  wordingRoutes(app, world)
  templateRoutes(app, world)
  identityRoutes(app, world)
  linkRoutes(app, world)
  organisationRoutes(app, world)
  upkeepRoutes(app, world)
  await pages(app)
  await app.ready()
  return app
}
