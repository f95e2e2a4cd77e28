import type { FastifyRequest } from 'fastify'
import { isLoopback } from '../config.ts'
import type { Trx } from '../db/connection.ts'
import type { World } from '../world.ts'

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/

/** What a proxy adds: behind one, everybody seems to come from this machine. */
const FORWARDED = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']

/** Whether a request was made on this machine, to this machine by its own name, and not passed on by a proxy. */
export const isFromHere = (request: FastifyRequest): boolean =>
  LOOPBACK.test(request.ip) &&
  isLoopback(request.hostname.replace(/^\[|\]$/g, '')) &&
  FORWARDED.every((name) => request.headers[name] === undefined)

/**
 * Whether the demo's one-click entry is open to this caller: only on this machine (the server listens on loopback and the
 * caller comes from it), only in a demo county, and only while nobody but the demo's people exists (design 10).
 */
export async function demoOpenTo(world: World, trx: Trx, request: FastifyRequest): Promise<boolean> {
  if (!world.loopback || !isFromHere(request)) return false
  const [county, real] = await Promise.all([
    trx.selectFrom('county').select('is_demo').executeTakeFirst(),
    trx.selectFrom('people').select('id').where('is_demo', '=', false).limit(1).executeTakeFirst(),
  ])
  return county?.is_demo === true && real === undefined
}
