import { resolve } from 'node:path'
import type pg from 'pg'
import { ownerClient } from '#server/db/connection.ts'
import { findRunning, startEmbedded } from '#server/db/embedded.ts'

/**
 * Runs work on the installation's database as its owner: the one at DATABASE_URL, the one that runs already, or the
 * embedded one started for as long as the work takes. Every row is visible; nothing is changed by reading.
 */
export async function withDatabase<T>(
  work: (client: pg.Client, ownerUrl: string, dataDir: string) => Promise<T>,
): Promise<T> {
  const dataDir = resolve(process.env.DATA_DIR?.trim() || './data')
  const given = process.env.DATABASE_URL?.trim() || findRunning(dataDir)
  const started = given ? null : await startEmbedded({ dataDir, say: console.log })
  const ownerUrl = given ?? started?.ownerUrl ?? ''
  // Named, so that the product's own tools are not told to the auditor as somebody who signed in past it.
  const client = ownerClient(ownerUrl)
  try {
    await client.connect()
    await client.query(`select set_config('app.lo', '0', false), set_config('app.hi', '9007199254740991', false)`)
    return await work(client, ownerUrl, dataDir)
  } finally {
    await client.end().catch(() => {})
    await started?.stop()
  }
}
