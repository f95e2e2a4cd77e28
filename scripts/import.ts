// 用法：npm run import -- regions <名单文件>   例如：npm run import -- regions 区划名单.csv
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { makePool } from '#server/db/connection.ts'
import { findRunning, startEmbedded } from '#server/db/embedded.ts'
import { prepareDatabase } from '#server/db/prepare.ts'
import { importRegions } from '#server/organisations/import-regions.ts'
import { command } from '#server/packed.ts'
import { settings } from '#server/settings.ts'

const usage = `用法：${command('import', 'regions <名单文件>')}
例如：${command('import', 'regions 区划名单.csv')}
名单可以是 JSON，也可以是有“代码”“名称”（可再加“类型”）两列的 .xlsx 或 CSV（UTF-8、GB18030 都行）。
有一处错就一行都不写入；可以重复导入，已有的区划按新名单改名，不会删除。
连接 DATABASE_URL 所指的数据库；不设则用 DATA_DIR（默认 ./data）里自带的数据库，枫桥正在运行也可以导入。`

const SHOWN_FAULTS = 50

class Stop extends Error {}

/** The database to write to, and how to let go of it. */
async function openDatabase(): Promise<{ url: string; close: () => Promise<void> }> {
  // Only these two settings: the others may well be wrong before the first start.
  const read = settings.pick({ DATA_DIR: true, DATABASE_URL: true }).safeParse({
    DATA_DIR: process.env.DATA_DIR?.trim() || undefined,
    DATABASE_URL: process.env.DATABASE_URL?.trim() || undefined,
  })
  if (!read.success) throw new Stop(read.error.issues.map((issue) => issue.message).join('\n'))
  const { DATA_DIR: dataDir, DATABASE_URL: outside } = read.data
  if (outside) {
    const { serverUrl } = await prepareDatabase({ ownerUrl: outside, dataDir })
    return { url: serverUrl, close: async () => undefined }
  }
  // Beside a running server its database is already prepared, and only that program may migrate it.
  const running = findRunning(dataDir)
  if (running) return { url: running, close: async () => undefined }
  console.log('正在启动自带的数据库…')
  const embedded = await startEmbedded({ dataDir, say: console.log })
  try {
    const { serverUrl } = await prepareDatabase({ ownerUrl: embedded.ownerUrl, dataDir })
    return { url: serverUrl, close: () => embedded.stop() }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

function readList(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    throw new Stop(`读不到文件 ${path}：请检查路径，并确认有权限读它。`)
  }
}

async function run([what, path, ...more]: string[]): Promise<void> {
  if (what !== 'regions' || !path || more.length > 0) throw new Stop(usage)
  const bytes = readList(path)
  const database = await openDatabase()
  const pool = makePool(database.url, 1)
  // An idle connection may hear of the database's end before its own; what matters has been answered by then.
  pool.on('error', () => undefined)
  try {
    const result = await importRegions(pool, { bytes, fileName: basename(path), today: dayIn(now()) })
    if (!result.done) {
      const lines = result.faults
        .slice(0, SHOWN_FAULTS)
        .map(({ sheet, row, column, says }) => (column ? `  第 ${row} 行 ${column}：${says}` : `  ${sheet}：${says}`))
      const rest = result.faults.length - lines.length
      throw new Stop(
        [
          `没有导入：名单有 ${result.faults.length} 处要改，一行都没有写入。`,
          ...lines,
          ...(rest > 0 ? [`  ……还有 ${rest} 处。`] : []),
        ].join('\n'),
      )
    }
    const { county, town, village, grid } = result.counts
    console.log(`已导入：县（区）${county} 个，乡镇（街道）${town} 个，村（社区）${village} 个，网格 ${grid} 个。`)
    console.log(`其中新增 ${result.added} 个，更新 ${result.updated} 个。`)
  } finally {
    await pool.end()
    await database.close()
  }
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  console.error(
    error instanceof Stop ? error.message : `没有导入：${error instanceof Error ? error.message : String(error)}`,
  )
  process.exitCode = 2
}
