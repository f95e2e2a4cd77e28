import { county } from '#demo/county.ts'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { fieldCrypto } from '#server/crypto/fields.ts'
import { loadKeys } from '#server/crypto/keys.ts'
import { makePool } from '#server/db/connection.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { writeCounty } from '#server/organisations/write.ts'
import { openFiles } from '#server/storage/files.ts'
import type { World } from '#server/world.ts'

/** A prepared, empty database with the places, units and people of the invented county in it, and nobody's files. The caller ends its pool. */
export async function countyWorld(of: {
  serverUrl: string
  dataDir: string
  port: number
  connections: number
}): Promise<World> {
  const { serverUrl, dataDir, port, connections } = of
  const keys = loadKeys(dataDir)
  const pool = makePool(serverUrl, connections)
  await inScope(pool, nobody('2026-01-05'), (trx) =>
    writeCounty(trx, county, {
      isDemo: true,
      now: '2026-01-05T01:00:00.000Z',
      today: '2026-01-05',
      activation: () => null,
    }),
  )
  return {
    pool,
    keys,
    fields: fieldCrypto(keys, 'aes'),
    calendar,
    algorithm: 'sha256',
    publicUrl: `http://localhost:${port}`,
    files: openFiles({ dataDir, s3: null, clamdSocket: null }),
    dataDir,
    loopback: true,
  }
}
