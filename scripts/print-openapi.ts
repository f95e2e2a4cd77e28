import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { makeApp } from '#server/app.ts'
import { fieldCrypto } from '#server/crypto/fields.ts'
import { makePool } from '#server/db/connection.ts'
import { openFiles } from '#server/storage/files.ts'
import type { World } from '#server/world.ts'

type Printed = { components?: { schemas?: object } }

/** Shapes by their names: as they come, they stand in the order in which this process happened to load the files that declare them. */
function inOrder(document: Printed): Printed {
  const schemas = Object.entries(document.components?.schemas ?? {}).sort(([one], [other]) => (one < other ? -1 : 1))
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } }
}

/** The interface as the application itself tells it: no database is asked, so that anybody can print it. */
export async function printOpenapi(): Promise<string> {
  const secret = createSecretKey(randomBytes(32))
  const keys = {
    field: secret,
    fieldSm: secret,
    fieldMac: secret,
    search: secret,
    link: secret,
    code: secret,
    attempts: secret,
    head: generateKeyPairSync('ed25519').privateKey,
    check: generateKeyPairSync('ed25519').privateKey,
  }
  const world: World = {
    pool: makePool('postgres://nobody@127.0.0.1:1/none', 1),
    keys,
    fields: fieldCrypto(keys, 'aes'),
    calendar,
    algorithm: 'sha256',
    publicUrl: 'http://localhost:3000',
    files: openFiles({ dataDir: tmpdir(), s3: null, clamdSocket: null }),
    dataDir: '.',
    loopback: true,
  }
  const app = await makeApp(world, { trustedProxies: [], tls: null, log: false })
  const text = `${JSON.stringify(inOrder(app.swagger() as Printed), null, 2)}\n`
  await app.close()
  await world.pool.end()
  return text
}
