import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { makeApp } from '#server/app.ts'
import { setNow } from '#server/clock.ts'
import { fieldCrypto } from '#server/crypto/fields.ts'
import { keptSecret, loadKeys } from '#server/crypto/keys.ts'
import { makePool } from '#server/db/connection.ts'
import type { World } from '#server/world.ts'

export type TestWorld = World & {
  ownerUrl: string
  serverUrl: string
  workerUrl: string
  dataDir: string
  owner: pg.Pool
}

const login = (url: string, name: string, password: string, database: string): string =>
  Object.assign(new URL(url), { username: name, password, pathname: `/${database}` }).toString()

/**
 * A database of its own for a test file, cloned from a migrated template (20 to 35 ms as a copy of files; through the
 * journal up to 300 ms when the disc is busy), and the world on it.
 * `county: false` gives one without places, units and people.
 */
export async function newWorld({ county = true }: { county?: boolean } = {}): Promise<TestWorld> {
  const ownerUrl = inject('ownerUrl')
  const dataDir = inject('dataDir')
  const template = county ? 'template_county' : 'template_empty'
  const database = `t_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(`create database ${database} template ${template} strategy file_copy`)
  for (const kind of ['server', 'worker'])
    await client.query(`grant connect on database ${database} to ${template}_${kind}`)
  await client.end()
  const urlOf = (kind: 'server' | 'worker') =>
    login(
      ownerUrl,
      `${template}_${kind}`,
      keptSecret(dataDir, `database-${kind}-${template}`, () => ''),
      database,
    )
  const own = Object.assign(new URL(ownerUrl), { pathname: `/${database}` }).toString()
  const keys = loadKeys(dataDir)
  const world: TestWorld = {
    pool: makePool(urlOf('server'), 10),
    keys,
    fields: fieldCrypto(keys, 'aes'),
    calendar,
    algorithm: 'sha256',
    publicUrl: 'http://localhost:3000',
    loopback: true,
    ownerUrl: own,
    serverUrl: urlOf('server'),
    workerUrl: urlOf('worker'),
    dataDir,
    owner: new pg.Pool({ connectionString: own, max: 2 }),
  }
  world.owner.on('error', () => {})
  afterAll(async () => {
    setNow(null)
    await world.pool.end()
    await world.owner.end()
    const last = new pg.Client({ connectionString: ownerUrl })
    await last.connect()
    await last.query(`drop database ${database} with (force)`)
    await last.end()
  })
  return world
}

/** The whole application on a test world, asked through `inject`: the front door. */
export const newApp = (world: World) => makeApp(world, { trustedProxies: [], tls: null, log: false })
