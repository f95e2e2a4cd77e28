import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { county } from '#demo/county.ts'
import { keptSecret } from '#server/crypto/keys.ts'
import { makePool } from '#server/db/connection.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { prepareDatabase } from '#server/db/prepare.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { fewAtOnce } from '#server/few-at-once.ts'
import { writeCounty } from '#server/organisations/write.ts'
import { keepJobs, throwAway } from './kept.ts'
import { quickFolder } from './quick-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
    dataDir: string
  }
}

const onDatabase = (url: string, name: string): string =>
  Object.assign(new URL(url), { pathname: `/${name}` }).toString()

/** Keeps the jobs of every test's database that is still there. */
async function keepAllJobs(ownerUrl: string, dataDir: string): Promise<void> {
  if (!process.env.FENGQIAO_RUN) return
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ name: string; login: string }>(
    `select datname as name, rolname as login from pg_database, aclexplode(datacl) as given join pg_roles r on r.oid = given.grantee
     where datname like 't\\_%' and rolname like 'template%worker'`,
  )
  await client.end()
  await fewAtOnce(4, rows, ({ name, login }) => {
    const password = keptSecret(dataDir, `database-worker-${login.replace('_worker', '')}`, () => '')
    return keepJobs(Object.assign(new URL(onDatabase(ownerUrl, name)), { username: login, password }).toString())
  })
}

/** One PostgreSQL for the whole run, with two migrated templates: an empty one, and one that holds the demo county's places and units. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = quickFolder('fengqiao-test-')
  const outside = process.env.TEST_DATABASE_URL || null
  const embedded = outside ? null : await startEmbedded({ dataDir, durable: false })
  const ownerUrl = outside ?? embedded?.ownerUrl ?? ''
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query('drop database if exists template_told')
  for (const name of ['template_empty', 'template_county']) {
    await client.query(`drop database if exists ${name}`)
    await client.query(`create database ${name}`)
  }
  await prepareDatabase({ ownerUrl: onDatabase(ownerUrl, 'template_empty'), dataDir })
  const { serverUrl } = await prepareDatabase({ ownerUrl: onDatabase(ownerUrl, 'template_county'), dataDir })
  const pool = makePool(serverUrl, 1)
  const at = '2026-01-05T01:00:00.000Z'
  await inScope(pool, nobody('2026-01-05'), (trx) =>
    writeCounty(trx, county, { isDemo: true, now: at, today: '2026-01-05', activation: () => null }),
  )
  await pool.end()
  await client.end()
  project.provide('ownerUrl', ownerUrl)
  project.provide('dataDir', dataDir)
  return async () => {
    try {
      await keepAllJobs(ownerUrl, dataDir)
    } finally {
      await embedded?.stop()
      throwAway(dataDir)
    }
  }
}
