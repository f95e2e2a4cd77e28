import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptSecret } from '#server/crypto/keys.ts'
import { findRunning } from '#server/db/embedded.ts'
import { keepJobs, keepWords, throwAway } from './kept.ts'

const root = join(import.meta.dirname, '..')

/** A port nobody listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

/** The product as `npm start` runs it, on a data folder of its own. */
export type Product = { url: string; readySeconds: number; mainPid: number; said(): string; stop(): Promise<void> }

/** Settings for the launcher; with a name and an authority it is asked over https under that name. */
type Settings = NodeJS.ProcessEnv & { hostName?: string; caFile?: string }

/** Asks the health address on this machine, trusting the county's own authority for the county's own name where there is one. */
const isReady = (port: number, { hostName, caFile }: Settings): Promise<boolean> =>
  new Promise((done) => {
    const of = { host: '127.0.0.1', port, path: '/healthz', agent: false as const }
    const asking =
      hostName && caFile ? https.get({ ...of, servername: hostName, ca: readFileSync(caFile) }) : http.get(of)
    asking.on('response', (answer) => done(answer.resume().statusCode === 200))
    asking.on('error', () => done(false))
  })

/** The children of a process that run a program; none where it has just died. */
export function childrenRunning(parent: number, program: string): number[] {
  const readAt = (path: string): string => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return ''
    }
  }
  const children = readAt(`/proc/${parent}/task/${parent}/children`).split(' ').filter(Boolean).map(Number)
  return children.filter((pid) => readAt(`/proc/${pid}/cmdline`).includes(program))
}

/** The worker's address of the database that now runs on this folder. */
export function workerUrlOn(dataDir: string): string | undefined {
  const url = findRunning(dataDir)
  if (!url) return undefined
  const password = keptSecret(dataDir, 'database-worker-fengqiao', () => '')
  return Object.assign(new URL(url), { username: 'fengqiao_worker', password }).toString()
}

/** Starts the launcher and waits until it answers. @throws when it ends first, with what it said */
export async function startProduct(dataDir: string, settings: Settings = {}): Promise<Product> {
  const { hostName, caFile: _, ...env } = settings
  const port = await freePort()
  const url = hostName ? `https://${hostName}:${port}` : `http://localhost:${port}`
  const began = performance.now()
  const child: ChildProcess = keepWords(
    spawn(process.execPath, ['src/server/start.ts'], {
      cwd: root,
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, ...(hostName ? { PUBLIC_URL: url } : {}), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
  let said = ''
  child.stdout?.on('data', (text) => (said += text))
  child.stderr?.on('data', (text) => (said += text))
  while (!(await isReady(port, settings))) {
    if (child.exitCode !== null) throw new Error(`the product did not start:\n${said}`)
    await new Promise((done) => setTimeout(done, 25))
  }
  return {
    url,
    readySeconds: (performance.now() - began) / 1000,
    mainPid: childrenRunning(child.pid ?? 0, 'main.ts')[0] ?? 0,
    said: () => said,
    async stop() {
      try {
        await keepJobs(workerUrlOn(dataDir))
      } finally {
        const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null
        child.kill('SIGTERM')
        await ended
      }
    },
  }
}

/** Runs work with a data folder that is gone afterwards. */
export async function withDataDir<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fengqiao-bench-'))
  try {
    return await work(dataDir)
  } finally {
    throwAway(dataDir)
  }
}

/** Resident memory of a process, in MB. */
export function residentMegabytes(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1024
}

/** The value below which this share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}
