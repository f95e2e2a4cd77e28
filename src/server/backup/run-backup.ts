import { join } from 'node:path'
import type pg from 'pg'
import { now } from '../clock.ts'
import type { Config } from '../config.ts'
import { printOfKey } from '../crypto/key-print.ts'
import { loadKeys } from '../crypto/keys.ts'
import { ownerClient } from '../db/connection.ts'
import { lockFile } from '../file-lock.ts'
import { command } from '../packed.ts'
import { backupRecipient } from './keys.ts'
import { makeBackup } from './make-backup.ts'
import { BackupFault, checkPlace, tidyPlace } from './place.ts'
import { beginRun, endRun, wasPlace } from './runs.ts'

type Settled = Pick<Config, 'dataDir' | 'databaseUrl' | 's3' | 'backup'>

/** What begins the words of a backup that was made, with something amiss in what it is made of. */
export const FAULTY = '注意：'

const mega = (bytes: number): string => `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`

/** What is told of a failure: our own sentences as they are, anything else with a way on. */
export const saysOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  if (/\p{Script=Han}/u.test(message)) return message
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100')
    return '盘满了：请清理旧文件或者换大一些的盘，再试一次。'
  return `出了没有想到的错（${message}）：请再试一次，还不行请把这句话告诉维护人员。`
}

export const backupLock = (dataDir: string): string => join(dataDir, '.backup.lock')

/** Two backups at once would write one place twice. @throws BackupFault when another is at it */
export async function onlyOne<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = await lockFile(backupLock(dataDir))
  if (!lock) throw new BackupFault('正在做另一次备份：等它做完再试。')
  try {
    return await work()
  } finally {
    lock.release()
  }
}

/** Writes a run into the database around the work: also one that fails. */
async function written<T extends { bytes: number; says: string }>(
  ownerUrl: string,
  kind: 'backup' | 'drill',
  place: string,
  work: (client: pg.Client | null) => Promise<T>,
): Promise<T> {
  const client = ownerClient(ownerUrl)
  client.on('error', () => undefined)
  await client.connect()
  try {
    // Newer code beside a database it has not yet brought up: a backup all the more.
    const { rows } = await client.query<{ it: string | null }>("select to_regclass('public.backup_runs') as it")
    if (!rows[0]?.it) return await work(null)
    const id = await beginRun(client, kind, place)
    try {
      const done = await work(client)
      await endRun(client, id, { outcome: 'done', bytes: done.bytes, says: done.says })
      return done
    } catch (error) {
      await endRun(client, id, { outcome: 'failed', bytes: null, says: saysOf(error) }).catch(() => {})
      throw error
    }
  } finally {
    await client.end().catch(() => {})
  }
}

export { written as writtenRun }

/** What a backup to the county's place does not have, by its settings. */
function notIn({ databaseUrl, s3 }: Settled): string {
  return [
    databaseUrl ? '外部数据库不在里面，请用 pg_dump 另外备份。' : '',
    s3 ? '存在对象存储里的证据文件不在里面，请由对象存储自己备份。' : '',
  ].join('')
}

/**
 * The county's backup, by hand or by itself: to its place, to its key, written down, old ones taken away.
 * @returns what to tell @throws BackupFault
 */
export async function runBackup(
  config: Settled,
  ownerUrl: string,
  { byHand, newPlace = false }: { byHand: boolean; newPlace?: boolean },
): Promise<{ archive: string; bytes: number; says: string; faults: number }> {
  const { dataDir, backup } = config
  const place = backup.dir
  if (place === null)
    throw new BackupFault('还没有设备份放在哪里：请设 BACKUP_DIR=<U 盘或者另一块硬盘上的文件夹>，再运行一次。')
  return onlyOne(dataDir, () =>
    written(ownerUrl, 'backup', place, async (client) => {
      const recipient = backupRecipient(dataDir)
      if (recipient === null)
        throw new BackupFault(`还没有备份的密钥：请先运行 ${command('backup', 'new-key')}，把印出来的密钥抄在纸上。`)
      const known = client !== null && (await wasPlace(client, place))
      const asked = newPlace ? 'new_place' : !byHand ? 'itself' : known ? 'hand_again' : 'hand'
      await checkPlace(place, printOfKey(loadKeys(dataDir).head), asked)
      const made = await makeBackup({
        ownerUrl: config.databaseUrl ? null : ownerUrl,
        dataDir,
        place,
        recipient,
        at: now(),
        withFiles: true,
        blobsElsewhere: config.s3 !== null,
      })
      // What is put away is put away: that the old could not be cleared is told, and tried again the next time.
      const gone = await tidyPlace(place, backup.keep, made.archive).catch(() => null)
      const says = [
        made.faults.length > 0
          ? `${FAULTY}有 ${made.faults.length} 个文件不对，请运行 ${command('verify')}：${made.faults.slice(0, 3).join('、')}。`
          : '',
        `${made.archive}：${made.rows} 行，${made.files} 个文件（新的 ${made.newFiles} 个），写了 ${mega(made.bytes)}，已经读回核对`,
        made.lookedAgain > 0 ? `，以前的文件抽查 ${made.lookedAgain} 个` : '',
        gone && gone.archives > 0 ? `，清掉旧备份 ${gone.archives} 份` : '',
        '。',
        gone ? '' : '旧备份没有清理成，下次再试。',
        gone && gone.ahead > 0 ? `有 ${gone.ahead} 份备份写着以后的日子，机器的时间可能跳过：请对一下时间。` : '',
        made.skipped.length > 0 ? `这些不是文件，没有备份：${made.skipped.slice(0, 3).join('、')}。` : '',
        notIn(config),
      ].join('')
      return { archive: join(place, made.archive), bytes: made.bytes, says, faults: made.faults.length }
    }),
  )
}
