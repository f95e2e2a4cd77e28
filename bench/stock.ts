import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { type Product, startProduct } from '#test/product.ts'
import { loadDisputes } from './load-disputes.ts'

const SETTLING_MS = 20_000

/** Starts the product on such a folder and lets the worker's first round look through everything once. */
export async function startStocked(
  dataDir: string,
  settings: Parameters<typeof startProduct>[1] = {},
): Promise<Product> {
  const product = await startProduct(dataDir, settings)
  await sleep(SETTLING_MS)
  return product
}

export async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export const sizeOf = (ownerUrl: string): Promise<number> =>
  asOwner(ownerUrl, async (client) =>
    Number((await client.query('select pg_database_size(current_database())::text as n')).rows[0]?.n),
  )

/**
 * The demo's county with so many disputes more, in a folder that nothing runs on afterwards: a running product would wait for the same
 * locks. Yesterday gets a head: what is measured is a county that runs, not one that signs a year of days at once.
 * @returns how many seconds the loading took, and by how many bytes the database grew
 */
export async function stock(
  dataDir: string,
  many: number,
  tells?: Parameters<typeof loadDisputes>[0]['tells'],
): Promise<{ seconds: number; bytes: number }> {
  await (await startProduct(dataDir)).stop()
  const now = new Date().toISOString()
  const database = await startEmbedded({ dataDir, durable: false })
  const { ownerUrl } = database
  try {
    const empty = await sizeOf(ownerUrl)
    const seconds = await loadDisputes({ ownerUrl, dataDir, many, now, ...(tells ? { tells } : {}) })
    const bytes = (await sizeOf(ownerUrl)) - empty
    await asOwner(ownerUrl, (client) =>
      client.query(
        `insert into day_heads (day, algorithm, files, looks, root, signature, made_at) values ($1, 'sha256', 0, 0, '', '', $2)
         on conflict do nothing`,
        [addDays(dayIn(now), -1), now],
      ),
    )
    return { seconds, bytes }
  } finally {
    await database.stop()
  }
}
