/**
 * `npm start`: the small parent that starts PostgreSQL, servers and workers, keeps them running and ends them.
 * It loads everything else after the compile cache is on, which is most of the time of a second start.
 */
import { mkdirSync } from 'node:fs'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join, resolve } from 'node:path'
import { isPacked, missingFromPack, someOf } from './packed.ts'
import { whenNpmIsGone } from './parent-watch.ts'

const root = join(import.meta.dirname, '../..')
const dataDir = resolve(process.env.DATA_DIR?.trim() || './data')
const cacheDir = join(dataDir, 'cache/node')

function say(line: string): void {
  console.log(line)
}

/** Stops on SIGTERM, on Ctrl-C (which npm sends a second time), and when npm itself was killed. */
function listenForStop(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => stop.abort())
  whenNpmIsGone(() => stop.abort())
  // Whoever read our lines may be gone; that is no reason to fall.
  for (const channel of [process.stdout, process.stderr]) channel.on('error', () => undefined)
  return stop.signal
}

/** What a disc did not bring, before anything of it is loaded: a missing module would only be an English stack. */
function isWhole(): boolean {
  if (!isPacked(root)) return true
  const missing = missingFromPack(root)
  if (missing.length === 0) return true
  say(
    `枫桥没有启动：安装包不完整，少了 ${someOf(missing)}。请核对安装包的 SHA-256，重新解开到一个新文件夹；数据文件夹不用动。`,
  )
  return false
}

async function start(): Promise<number> {
  const signal = listenForStop()
  if (!isWhole()) return 1
  try {
    mkdirSync(cacheDir, { recursive: true, mode: 0o700 })
    enableCompileCache(cacheDir)
  } catch {
    // Only slower without it; if the folder cannot be used at all, the lines below say so in plain words.
  }
  const { readConfig } = await import('./config.ts')
  const read = readConfig(process.env)
  if (!read.ok) {
    say('枫桥没有启动：')
    for (const fault of read.faults) say(`  ${fault}`)
    return 1
  }
  const [{ launch }, { readyDatabase }, { buildWebIfStale }, { keepBackingUp }] = await Promise.all([
    import('./launch.ts'),
    import('./first-start.ts'),
    import('./web-build.ts'),
    import('./backup/keep-backing-up.ts'),
  ])
  flushCompileCache()
  return await launch({
    ...read.config,
    serverFile: join(import.meta.dirname, 'main.ts'),
    workerFile: join(import.meta.dirname, 'worker.ts'),
    env: { ...process.env, NODE_COMPILE_CACHE: cacheDir },
    drainMilliseconds: 10_000,
    say,
    buildWeb: (stop) => buildWebIfStale({ root, say, signal: stop }),
    prepareDatabase: readyDatabase(read.config),
    keepBackups: (ownerUrl) => keepBackingUp(read.config, { ownerUrl, env: process.env, say }),
    signal,
  })
}

process.exit(await start())
