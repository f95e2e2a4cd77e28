import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The PostgreSQL processes that work in this cluster: each of them stands in its folder, under whatever user. */
function processesOf(dir: string): number[] {
  const real = realpathSync(dir)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return (
          readlinkSync(`/proc/${pid}/cwd`) === real &&
          /\/postgres( \(deleted\))?$/.test(readlinkSync(`/proc/${pid}/exe`))
        )
      } catch {
        return false
      }
    })
    .map(Number)
}

/** What postmaster.pid says; its process may be long gone. */
function readPidFile(dir: string): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]) }
  } catch {
    return undefined
  }
}

/** @returns the port of the server that runs on this cluster now, or undefined when none does */
export function findRunningPort(dir: string): number | undefined {
  const said = readPidFile(dir)
  return said?.port && processesOf(dir).includes(said.pid) ? said.port : undefined
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // It ended by itself in the meantime.
    }
  }
}

async function allGone(dir: string, milliseconds: number): Promise<boolean> {
  for (const end = performance.now() + milliseconds; performance.now() < end; ) {
    if (processesOf(dir).length === 0) return true
    await sleep(20)
  }
  return processesOf(dir).length === 0
}

/**
 * Ends what a killed predecessor left on this cluster: a server still shutting down, or sessions whose server was killed.
 * Then takes away a stale postmaster.pid, since PostgreSQL itself would trust it if its number now belongs to somebody else.
 * Call it while holding the data folder: nobody else may then have started a server here.
 * @throws a sentence for the operator when something will not end
 */
export async function endLeftovers(dir: string): Promise<void> {
  const postmaster = readPidFile(dir)?.pid
  const left = processesOf(dir)
  if (left.length > 0) {
    // Sessions without their server are lost already; most notice by themselves, one deep in a query does not.
    const servers = left.filter((pid) => pid === postmaster)
    signal(servers, 'SIGINT')
    if (!(await allGone(dir, servers.length > 0 ? 5000 : 500))) signal(processesOf(dir), 'SIGQUIT')
    if (!(await allGone(dir, 3000))) signal(processesOf(dir), 'SIGKILL')
    if (!(await allGone(dir, 3000))) {
      throw new Error(`上次的数据库进程（${processesOf(dir).join('、')}）没有结束：请手工结束它们，再重新启动。`)
    }
  }
  rmSync(join(dir, 'postmaster.pid'), { force: true })
}
