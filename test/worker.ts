import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { keepWords } from './kept.ts'
import type { TestWorld } from './world.ts'

/** Starts the worker itself on a test's database; what it prints is kept. */
export const startWorker = (world: TestWorld, env: Record<string, string> = {}): ChildProcess =>
  keepWords(
    spawn(process.execPath, [join(import.meta.dirname, '../src/server/worker.ts')], {
      env: {
        ...process.env,
        DATA_DIR: world.dataDir,
        FENGQIAO_WORKER_URL: world.workerUrl,
        DATABASE_URL: '',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
