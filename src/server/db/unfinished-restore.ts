import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../packed.ts'

/** The folders a database stands in: the one that is used, one that is being restored, and one that was put aside for it. */
export const DATABASE = 'postgres'
export const RESTORING = 'postgres.restoring'
export const ASIDE = 'postgres.before-restore'

/** Stands in a data folder from the first step of a restore to its last, and says what kind it is. */
const MARK = '.restoring'
/** The whole installation into an empty folder, or only the database beside the one that is used. */
export type RestoreKind = 'all' | 'back'

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Marks a data folder. The mark has reached the disc when it returns. */
export function markRestore(dataDir: string, kind: RestoreKind): void {
  writeFileSync(join(dataDir, MARK), `${kind}\n`, { flush: true })
  syncFolder(dataDir)
}

export function unmarkRestore(dataDir: string): void {
  rmSync(join(dataDir, MARK), { force: true })
  syncFolder(dataDir)
}

/** Which kind of restore has begun here and not ended; null where none has. */
export function unfinishedRestore(dataDir: string): RestoreKind | null {
  const mark = join(dataDir, MARK)
  if (!existsSync(mark)) return null
  return readFileSync(mark, 'utf8').trim() === 'back' ? 'back' : 'all'
}

export function dropRestoring(dataDir: string): void {
  for (const name of [RESTORING, `${RESTORING}.new`]) rmSync(join(dataDir, name), { recursive: true, force: true })
}

/** Puts the restored database, looked through and on the disc, in the place of the one that is used. Cut off between the two, it is ended by `putRestoreRight`. */
export function exchangeDatabase(dataDir: string): void {
  const [used, restored] = [join(dataDir, DATABASE), join(dataDir, RESTORING)]
  if (existsSync(used)) renameSync(used, join(dataDir, ASIDE))
  renameSync(restored, used)
  syncFolder(dataDir)
}

/**
 * Ends what a restore left that was cut off. The database that was used is put aside only when the other is whole: with none in use and one
 * aside, the exchange is ended; else the one in use stays. Call it while holding the folder.
 * @throws a sentence for the operator where there is nothing whole to go on with
 */
export function putRestoreRight(dataDir: string, say: (line: string) => void): void {
  const kind = unfinishedRestore(dataDir)
  if (kind === null) return
  if (kind === 'all')
    throw new Error(
      `数据文件夹 ${dataDir} 里的恢复没有做完：请重新运行一次 ${command('restore', '<放备份的文件夹>')}，它会自己从头再来。`,
    )
  const there = (name: string): boolean => existsSync(join(dataDir, name))
  if (!there(DATABASE) && there(ASIDE) && there(RESTORING)) {
    exchangeDatabase(dataDir)
    say('上一次退回在最后一步被打断，已经替您做完：现在用的是恢复出来的数据库。')
  } else if (!there(DATABASE)) {
    throw new Error(
      `数据文件夹 ${dataDir} 里没有数据库，上一次退回也没有做完：请重新运行 ${command('restore', '<备份文件> --back')}。`,
    )
  } else if (there(RESTORING) || there(`${RESTORING}.new`)) {
    dropRestoring(dataDir)
    say('上一次退回没有做完，已经收拾好：现在用的还是退回以前的数据库，一点没少。')
  }
  unmarkRestore(dataDir)
}
