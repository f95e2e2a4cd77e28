import { readFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'

/**
 * Ends this process when the parent that started it (`npm start`) is gone, however it went: the IPC channel closes with
 * it, so nothing is left running after a SIGKILL. Ctrl-C reaches the whole terminal group at once; it is left to the
 * parent, which tells its children to drain by SIGTERM. Without a parent (a process started by hand) it does nothing.
 */
export function exitWithParent(): void {
  if (!process.channel) return
  process.on('disconnect', () => process.exit(0))
  process.on('SIGINT', () => undefined)
}

/**
 * Tells the parent that this process answers requests at the address, and keeps what was compiled for the next start
 * (a process that is killed would lose it). A parent that has just died is no error: `exitWithParent` sees to that.
 */
export function tellReady(url: string): void {
  process.send?.({ ready: true, url }, undefined, undefined, () => undefined)
  flushCompileCache()
}

/** Tells the parent that this process moves: one that hangs is silent. */
export function tellMoving(): void {
  process.send?.({ moving: true }, undefined, undefined, () => undefined)
}

/** Which place in the crew this process has, and how the one before it ended; null where it is the first. */
export const seat = (): { number: string; fell: string | null } => ({
  number: process.env.FENGQIAO_SEAT ?? '1',
  fell: process.env.FENGQIAO_FELL || null,
})

/**
 * Names npm among our ancestors: our parent, or the parent of the shell that npm put between. It changes when npm is
 * killed, also where the shell lives on; npm passes on SIGTERM and SIGINT, but a SIGKILL reaches only itself.
 */
function npmAbove(): string {
  const parent = process.ppid
  try {
    const isShell = readFileSync(`/proc/${parent}/cmdline`, 'utf8').split('\0')[1] === '-c'
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8')
    // The second field is a name in brackets that may hold anything; the parent's number is the second after it.
    return isShell ? `${parent}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}` : String(parent)
  } catch {
    return String(parent)
  }
}

/** Calls back once when the npm that runs this process is gone. Does nothing in a process that npm did not start. */
export function whenNpmIsGone(tell: () => void): void {
  const first = npmAbove()
  if (!process.env.npm_lifecycle_event || process.ppid === 1) return
  const timer = setInterval(() => {
    if (npmAbove() === first) return
    clearInterval(timer)
    tell()
  }, 500)
  timer.unref()
}
