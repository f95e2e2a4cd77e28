import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { now, secondsAfter } from '../clock.ts'
import { newId } from '../ids.ts'

const HERE = hostname().replaceAll(/[^\w.]/g, '_')

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A binding of another machine that is so old is over: nothing takes a day. */
const OVER_AFTER_SECONDS = 86_400

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && found.mtime.toISOString() < secondsAfter(now(), -OVER_AFTER_SECONDS)
}

/**
 * What a server that was killed left behind: those of this machine whose process is gone, and old ones of any other. A container
 * has another name at every start.
 */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, machine, pid] = /^(.+)~(\d+)~/.exec(name) ?? []
    const path = join(folder, name)
    if (machine === HERE ? !isAlive(Number(pid)) : await isOld(path)) await rm(path, { recursive: true, force: true })
  }
}

/** A folder for one binding, under DATA_DIR and readable by nobody else; `remove` takes it away with all that is in it. */
export async function workFolder(dataDir: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = join(dataDir, 'binding')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await sweep(folder)
  const path = join(folder, `${HERE}~${process.pid}~${newId(now())}`)
  await mkdir(path, { mode: 0o700 })
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
