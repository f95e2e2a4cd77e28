import { calendar } from '#domain/clocks/calendar-data.ts'
import { readTimeFrom } from './clock.ts'
import { type Config, isLoopback } from './config.ts'
import { fieldCrypto } from './crypto/fields.ts'
import { loadKeys } from './crypto/keys.ts'
import { makePool } from './db/connection.ts'
import { openDoors } from './http/limits.ts'
import { drawWithFontsIn } from './render/papers.ts'
import { openFiles } from './storage/files.ts'
import type { World } from './world.ts'

/**
 * Puts the world together from the settings: the one place where capabilities get what they work with.
 * @param rest_ms as `makePool` takes it
 */
export function buildWorld(config: Config, serverUrl: string, connections: number, rest_ms?: number): World {
  readTimeFrom(config.clockFile ?? undefined)
  drawWithFontsIn(config.fontDir)
  const keys = loadKeys(config.dataDir)
  return {
    pool: makePool(serverUrl, connections, rest_ms),
    keys,
    fields: fieldCrypto(keys, config.fieldCrypto),
    calendar,
    algorithm: config.fieldCrypto === 'sm' ? 'sm3' : 'sha256',
    publicUrl: config.publicUrl,
    files: openFiles(config),
    dataDir: config.dataDir,
    loopback: isLoopback(config.host),
    ...(config.limits ? { doors: openDoors() } : {}),
  }
}
