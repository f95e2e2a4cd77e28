import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { command } from '../packed.ts'
import { Problem } from './problem.ts'

const folder = fileURLToPath(new URL('../../../dist/web/', import.meta.url))

const COMMON =
  "default-src 'none'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** Citizen pages run and style themselves from files alone; staff pages need a nonce for the component library's styles. */
export const citizenPolicy = `${COMMON}; script-src 'self'; style-src 'self'`
export const staffPolicy = (nonce: string): string => `${COMMON}; script-src 'self'; style-src 'self' 'nonce-${nonce}'`

const pageOf = (door: 'citizen' | 'staff'): string | null => {
  const path = `${folder}${door}/index.html`
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** Serves the built screens: hashed assets for ever, the two doors' pages fresh each time. */
export async function pages(app: FastifyInstance): Promise<void> {
  const doors = { citizen: pageOf('citizen'), staff: pageOf('staff') }
  if (existsSync(`${folder}assets`)) {
    await app.register(fastifyStatic, {
      root: `${folder}assets`,
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      index: false,
      decorateReply: false,
    })
  }
  const send = (reply: FastifyReply, door: 'citizen' | 'staff') => {
    const page = doors[door]
    if (page === null) throw new Error(`页面还没有生成：请用 ${command('start')} 启动`)
    const nonce = door === 'staff' ? randomBytes(16).toString('base64') : ''
    reply.header('content-security-policy', door === 'staff' ? staffPolicy(nonce) : citizenPolicy)
    return reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__CSP_NONCE__', nonce))
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !path.startsWith('/api/') &&
      !path.startsWith('/assets/')
    if (!isPage) throw new Problem('not_found')
    return send(reply, path.startsWith('/staff') || path.startsWith('/setup') ? 'staff' : 'citizen')
  })
}
