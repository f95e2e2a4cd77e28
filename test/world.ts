import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { makeApp } from '#server/app.ts'
import { setNow } from '#server/clock.ts'
import { fieldCrypto } from '#server/crypto/fields.ts'
import { keptSecret, loadKeys } from '#server/crypto/keys.ts'
import { makePool } from '#server/db/connection.ts'
import { openFiles } from '#server/storage/files.ts'
import type { World } from '#server/world.ts'
import { keep, keepJobs } from './kept.ts'
import { smallPdf } from './small-pdf.ts'

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
 * A test's server plans each named statement once, as one that has been up for a while does: PostgreSQL would plan it anew
 * five times on each new connection first, and a test file lives for little more than that.
 */
const LONG_UP = 'options=-c%20plan_cache_mode%3Dforce_generic_plan'

/** The databases of global-setup.ts, and the told county of told.ts, which has the logins of the county. */
export type Template = 'template_empty' | 'template_county' | 'template_told'

/** Runs work with the owner's connection to no test's database. */
export async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject('ownerUrl') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A world on a new copy of a template (20 to 35 ms as a copy of files; through the journal up to 300 ms when the disc is busy). */
export async function worldOn(database: string, template: Template): Promise<TestWorld> {
  const ownerUrl = inject('ownerUrl')
  const dataDir = inject('dataDir')
  const logins = template === 'template_told' ? 'template_county' : template
  await asOwner(async (client) => {
    await client.query(`create database ${database} template ${template} strategy file_copy`)
    for (const kind of ['server', 'worker'])
      await client.query(`grant connect on database ${database} to ${logins}_${kind}`)
  })
  const urlOf = (kind: 'server' | 'worker') =>
    login(
      ownerUrl,
      `${logins}_${kind}`,
      keptSecret(dataDir, `database-${kind}-${logins}`, () => ''),
      database,
    )
  const own = Object.assign(new URL(ownerUrl), { pathname: `/${database}` }).toString()
  const keys = loadKeys(dataDir)
  const world: TestWorld = {
    pool: makePool(`${urlOf('server')}?${LONG_UP}`, 10),
    keys,
    fields: fieldCrypto(keys, 'aes'),
    calendar,
    algorithm: 'sha256',
    publicUrl: 'http://localhost:3000',
    // A folder for each database: two test files never share what was uploaded.
    files: openFiles({ dataDir: join(dataDir, 'files', database), s3: null, clamdSocket: null }),
    loopback: true,
    // Drawing has tests of its own: to sign, any file of the same words does.
    drawToSign: async ({ id, content }) => smallPdf([id, JSON.stringify(content)]),
    ownerUrl: own,
    serverUrl: urlOf('server'),
    workerUrl: urlOf('worker'),
    dataDir,
    owner: new pg.Pool({ connectionString: own, max: 2 }),
  }
  world.owner.on('error', () => {})
  return world
}

/**
 * A database of its own for a test file, cloned from a migrated template, and the world on it.
 * `county: false` gives one without places, units and people; `template` another than these two.
 */
export async function newWorld({
  county = true,
  template = county ? 'template_county' : 'template_empty',
}: {
  county?: boolean
  template?: Template
} = {}): Promise<TestWorld> {
  const database = `t_${randomBytes(6).toString('hex')}`
  const world = await worldOn(database, template)
  afterAll(async () => {
    setNow(null)
    await world.pool.end()
    await world.owner.end()
    await keepJobs(world.workerUrl).finally(() =>
      asOwner((client) => client.query(`drop database ${database} with (force)`)),
    )
  })
  return world
}

/** What an application logs goes to what is kept of a run, and nowhere else. */
const log = { write: (line: string): void => keep('faults', line) }

/** The whole application on a test world, asked through `inject`: the front door. */
export async function newApp(world: World) {
  // Tests keep this process from its turn for as long as they like: that is no reason to turn anybody away.
  const app = await makeApp(world, { trustedProxies: [], tls: null, log, pressure: () => ({ waiting: 0, lag: 0 }) })
  // The last step of a run would not know an application that logs nothing from one that is not heard.
  app.log.warn('a test begins')
  return app
}
