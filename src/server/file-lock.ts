import { spawn, spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export type FileLock = { release(): void }

/**
 * Takes the kernel's lock on a file (created when missing) and writes this process's id into it, for people to read.
 * It lasts until `release` or the end of this process, even by SIGKILL: no stale lock can exist, no id can be mistaken.
 * Node has no flock of its own, so the `flock` tool locks our descriptor: the lock belongs to the open file, not to the tool.
 * @param waitSeconds how long to wait for another holder; 0 asks once
 * @returns undefined when another process holds it
 * @throws when the file cannot be written or the tool is missing
 */
export async function lockFile(path: string, waitSeconds = 0): Promise<FileLock | undefined> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = openSync(path, 'a+', 0o600)
  const args = waitSeconds > 0 ? ['-w', String(waitSeconds), '3'] : ['-n', '3']
  const code = await new Promise<number | null>((resolve, reject) => {
    const tool = spawn('flock', args, { stdio: ['ignore', 'ignore', 'ignore', file] })
    tool.on('error', () => {
      closeSync(file)
      reject(new Error('没有找到 flock 命令：请安装 util-linux（例如 apt install util-linux），再重新运行。'))
    })
    tool.on('exit', resolve)
  })
  if (code === 0) {
    ftruncateSync(file)
    writeSync(file, `${process.pid}\n`)
    return { release: () => closeSync(file) }
  }
  closeSync(file)
  if (code === 1) return undefined
  throw new Error(`不能给文件 ${path} 上锁：它所在的磁盘可能不支持文件锁，请换一个本地磁盘上的文件夹。`)
}

/** Whether a process holds the lock on this file now. Looks without making the file or keeping the lock. */
export function isLocked(path: string): boolean {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return false
  }
  const { status } = spawnSync('flock', ['-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', file] })
  closeSync(file)
  return status === 1
}

/** The process id that a lock file names, as text, or 未知. */
export function lockHolder(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim() || '未知'
  } catch {
    return '未知'
  }
}

/**
 * Makes the data folder and holds it for this process: two servers on one folder would be two truths.
 * @throws a sentence for the operator when another live process holds it, or it belongs to another user
 */
export async function holdDataDir(dataDir: string): Promise<FileLock> {
  const path = `${dataDir}/.lock`
  let lock: FileLock | undefined
  try {
    // A predecessor that was just killed needs a moment to be gone.
    lock = await lockFile(path, 1)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (error.code !== 'EACCES' && error.code !== 'EPERM' && error.code !== 'EROFS') throw error
    throw new Error(
      `数据文件夹 ${dataDir} 不能写：它可能属于另一个用户。请换回原来启动它的用户，或用 DATA_DIR 指定另一个文件夹。`,
    )
  }
  if (lock) return lock
  throw new Error(
    `数据文件夹 ${dataDir} 正被另一个枫桥进程使用（进程号 ${lockHolder(path)}）：请先停止它，或用 DATA_DIR 指定另一个文件夹。`,
  )
}
