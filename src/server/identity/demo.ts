import type { Trx } from '../db/connection.ts'
import type { World } from '../world.ts'

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/

/**
 * Whether the demo's one-click entry is open to this caller: only on this machine (the server listens on loopback and the
 * caller comes from it), only in a demo county, and only while nobody but the demo's people exists (design 10).
 */
export async function demoOpenTo(world: World, trx: Trx, address: string): Promise<boolean> {
  if (!world.loopback || !LOOPBACK.test(address)) return false
  const [county, real] = await Promise.all([
    trx.selectFrom('county').select('is_demo').executeTakeFirst(),
    trx.selectFrom('people').select('id').where('is_demo', '=', false).limit(1).executeTakeFirst(),
  ])
  return county?.is_demo === true && real === undefined
}
