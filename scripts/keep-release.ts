/**
 * npm run keep-release：把这一版演示县的全部步骤和它们算出来的样子存进 test/past-releases/，以后每一版都要算出一样的。发布前运行一次。
 * Each line is one file: its events as they are in the chain (what `fold` reads of them), and the digest of each part of what they fold to.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { loadDemo } from '#demo/load.ts'
import { fold } from '#domain/fold.ts'
import { buildWorld } from '#server/build-world.ts'
import { readConfig } from '#server/config.ts'
import { ownerClient } from '#server/db/connection.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { prepareDatabase } from '#server/db/prepare.ts'
import { digestsOf, type KeptFile } from '../test/past-releases/digest.ts'

const root = join(import.meta.dirname, '..')

async function filesOf(ownerUrl: string): Promise<KeptFile[]> {
  const client = ownerClient(ownerUrl, 'fengqiao-keep-release')
  await client.connect()
  try {
    const { rows } = await client.query<{ events: KeptFile['events'] }>(
      `select jsonb_agg(jsonb_build_object('seq', seq, 'part_id', part_id, 'consequences', consequences) order by seq) as events
       from events group by file_id order by file_id`,
    )
    return rows.map(({ events }) => ({ events, digests: digestsOf(fold(events)) }))
  } finally {
    await client.end()
  }
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const dataDir = mkdtempSync(join(tmpdir(), 'fengqiao-release-'))
const database = await startEmbedded({ dataDir, durable: false })
try {
  const { serverUrl } = await prepareDatabase({ ownerUrl: database.ownerUrl, dataDir })
  const read = readConfig({ DATA_DIR: dataDir })
  if (!read.ok) throw new Error(read.faults.join('\n'))
  const world = buildWorld(read.config, serverUrl, 4)
  await loadDemo(world)
  await world.pool.end()
  const files = await filesOf(database.ownerUrl)
  const folder = join(root, 'test/past-releases')
  mkdirSync(folder, { recursive: true })
  const bytes = gzipSync(`${files.map((file) => JSON.stringify(file)).join('\n')}\n`, { level: 9 })
  writeFileSync(join(folder, `${version}.jsonl.gz`), bytes)
  const events = files.reduce((sum, file) => sum + file.events.length, 0)
  console.log(`已存 ${version}：${files.length} 件、${events} 步，${Math.round(bytes.length / 1024)} KB`)
} finally {
  await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit(0)
