/** One server process: listens, answers, drains when told to stop. Started by `start.ts`. */
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { makeApp } from './app.ts'
import { buildWorld } from './build-world.ts'
import { readConfig } from './config.ts'
import { command } from './packed.ts'
import { exitWithParent, seat, tellMoving, tellReady } from './parent-watch.ts'
import { endSideProcesses } from './side-process.ts'
import { keepSweeping, sayRestarted, sayStopped, sweepOfServer, type Watch } from './upkeep/sweep.ts'

/** More would only make the database's processes stand in each other's way: on 2 cores 10 answer sooner than 20. */
const CONNECTIONS = 10
/**
 * A connection keeps what it has planned (docs/decisions/0095): where somebody asks every few minutes she is answered as fast as where
 * everybody does. Those used last are used first, so that what a busy hour opened is closed after it.
 */
const REST_MS = 30 * 60_000

exitWithParent()
const read = readConfig(process.env)
if (!read.ok || read.config.serverUrl === null) {
  console.error(read.ok ? `请用 ${command('start')} 启动。` : read.faults.join('\n'))
  process.exit(1)
}
const { config } = read
const world = buildWorld(config, read.config.serverUrl, CONNECTIONS, REST_MS)
const tls = config.tls ? { key: readFileSync(config.tls.keyFile), cert: readFileSync(config.tls.certFile) } : null
const app = await makeApp(world, {
  trustedProxies: config.trustedProxies,
  tls,
  log: true,
})

/** A request that waits for heavy work is answered when that is done, or told in time that it was not. */
const SIDE_GRACE = 5_000

const ending = new AbortController()
const source = `server ${hostname()} ${seat().number}`

async function drain(): Promise<void> {
  ending.abort()
  await Promise.all([app.close(), endSideProcesses(SIDE_GRACE)])
  await sayStopped(world, source).catch(() => {})
  await world.pool.end()
  process.exit(0)
}
process.once('SIGTERM', () => void drain())

try {
  await app.listen({ port: config.port, host: config.host })
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  console.error(
    taken ? `端口 ${config.port} 已被别的程序占用。请关掉它，或换一个端口：PORT=3001 ${command('start')}` : error,
  )
  process.exit(1)
}
tellReady(config.publicUrl)

const { fell } = seat()
if (fell !== null) sayRestarted(world, 'server', fell).catch(() => {})
const delays = monitorEventLoopDelay({ resolution: 20 })
delays.enable()
/** The longest standstill since it was last asked, in milliseconds. */
const standstill = (): number => {
  const longest = delays.max / 1e6
  delays.reset()
  return longest
}
const watch: Watch = new Map()
void keepSweeping(
  () =>
    sweepOfServer({ world, source, certificate: tls?.cert ?? null, standstill, uptime: () => process.uptime(), watch }),
  ending.signal,
  tellMoving,
)
