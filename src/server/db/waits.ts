import { ownerClient } from './connection.ts'

/** How long the question may take, in milliseconds. */
const PATIENCE_MS = 5_000

/** Whether a session of this login waits at its COMMIT for a standby; `false` also where that cannot be told. */
export async function waitsForStandby(url: string): Promise<boolean> {
  const client = ownerClient(url, 'fengqiao-waits')
  client.on('error', () => {})
  const asked = async (): Promise<boolean> => {
    await client.connect()
    const { rowCount } = await client.query(
      "select from pg_stat_activity where wait_event = 'SyncRep' and datname = current_database() limit 1",
    )
    return (rowCount ?? 0) > 0
  }
  const tooLong = Promise.withResolvers<false>()
  const timer = setTimeout(() => tooLong.resolve(false), PATIENCE_MS)
  try {
    return await Promise.race([asked().catch(() => false), tooLong.promise])
  } finally {
    clearTimeout(timer)
    client.connection.stream.destroy()
  }
}
