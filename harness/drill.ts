/**
 * npm run drill -- [GB]：建一套这么大的系统，备份，在空的地方恢复，核对，计时（默认 0.2 GB）。加 --plant：先改坏备份的一个字节，应当被拒绝。
 * Prints JSON lines of figures and ends with 1 where something is not as it should be. What it makes is gone afterwards.
 */
import { closeSync, mkdirSync, mkdtempSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { newIdentity } from '#server/backup/age.ts'
import { makeBackup } from '#server/backup/make-backup.ts'
import { restore } from '#server/backup/restore.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { throwAway } from '#test/kept.ts'
import { verifyInstallation } from '../scripts/verify.ts'
import { growCounty } from './big-county.ts'

export type Drilled = { verdict: 'pass' | 'fail'; reason: string }
/** 5 GB within fifteen minutes (issue 7), and so in proportion, but never less than a minute. */
const limitSeconds = (gigabytes: number): number => Math.max(60, (900 * gigabytes) / 5)
const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10

async function check(ownerUrl: string, dataDir: string, disputes: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`select set_config('app.lo', '0', false), set_config('app.hi', '9007199254740991', false)`)
    const { files, findings } = await verifyInstallation(client, dataDir, null)
    const faults = findings.map(({ where, says }) => `${where}：${says}`)
    return files === disputes ? faults : [...faults, `${disputes} disputes were put away, ${files} are here`]
  } finally {
    await client.end()
  }
}

function spoilByte(path: string): void {
  const file = openSync(path, 'r+')
  const byte = Buffer.alloc(1)
  const at = Math.floor(statSync(path).size / 2)
  readSync(file, byte, 0, 1, at)
  byte[0] = (byte[0] ?? 0) ^ 1
  writeSync(file, byte, 0, 1, at)
  closeSync(file)
}

/**
 * The drill as a county holds it, on a machine's own disc. @param gigabytes of database and files together @param plant one byte of the
 * backup is changed first: then it passes only if the restore is refused
 */
export async function drill(gigabytes: number, plant: boolean, tell: (figure: object) => void): Promise<Drilled> {
  const base = mkdtempSync(join(process.env.DRILL_DIR ?? tmpdir(), 'fengqiao-drill-'))
  const [dataDir, place] = [join(base, 'data'), join(base, 'place')]
  mkdirSync(place)
  const seconds = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const began = performance.now()
    const done = await work()
    return [done, Math.round((performance.now() - began) / 100) / 10]
  }
  try {
    const database = await startEmbedded({ dataDir, durable: false })
    const { identity, recipient } = newIdentity()
    const made = await (async () => {
      try {
        const [grown, growing] = await seconds(() =>
          growCounty({ ownerUrl: database.ownerUrl, dataDir, bytes: gigabytes * 1e9 }),
        )
        tell({
          figure: 'drill_grown',
          database_mb: megabytes(grown.database),
          files_mb: megabytes(grown.files),
          disputes: grown.disputes,
          seconds: growing,
        })
        const at = '2026-06-10T04:00:00.000Z'
        const backUp = (instant: string) => () =>
          makeBackup({ ownerUrl: database.ownerUrl, dataDir, place, recipient, at: instant, withFiles: true })
        const [first, firstSeconds] = await seconds(backUp(at))
        tell({
          figure: 'drill_first_backup',
          seconds: firstSeconds,
          written_mb: megabytes(first.bytes),
          rows: first.rows,
          files: first.files,
        })
        const [second, secondSeconds] = await seconds(backUp('2026-06-11T04:00:00.000Z'))
        tell({
          figure: 'drill_next_backup',
          seconds: secondSeconds,
          written_mb: megabytes(second.bytes),
          new_files: second.newFiles,
        })
        return { ...second, grown }
      } finally {
        await database.stop()
      }
    })()
    const archive = join(place, made.archive)
    if (plant) spoilByte(archive)
    const restoring = () =>
      restore({
        archive,
        identity,
        dataDir: join(base, 'restored'),
        check: (url, dir) => check(url, dir, made.grown.disputes),
        say: () => undefined,
      })
    if (plant) {
      const refused = await restoring().then(() => '', String)
      tell({ figure: 'drill_planted', refused })
      return /备份坏了或者被改过：从“.+”后面/.test(refused)
        ? { verdict: 'pass', reason: 'the changed byte was noticed' }
        : { verdict: 'fail', reason: 'a changed byte went through' }
    }
    const [restored, restoreSeconds] = await seconds(restoring)
    const limit = limitSeconds(gigabytes)
    tell({
      figure: 'drill_restore',
      seconds: restoreSeconds,
      limit,
      rows: restored.rows,
      files: restored.files,
      bytes_mb: megabytes(restored.bytes),
      faults: restored.faults.length,
    })
    if (restored.rows !== made.rows || restored.files !== made.files)
      return {
        verdict: 'fail',
        reason: `${restored.rows} of ${made.rows} rows, ${restored.files} of ${made.files} files`,
      }
    if (restored.faults.length > 0) return { verdict: 'fail', reason: restored.faults.slice(0, 3).join(' · ') }
    return restoreSeconds <= limit
      ? { verdict: 'pass', reason: 'whole, verified, in time' }
      : { verdict: 'fail', reason: `${restoreSeconds} s, over ${limit} s` }
  } finally {
    throwAway(base, [dataDir, join(base, 'restored')])
  }
}

if (import.meta.main) {
  const words = process.argv.slice(2)
  const gigabytes = Number(words.find((word) => !word.startsWith('-')) ?? '0.2')
  const { verdict, reason } = await drill(gigabytes, words.includes('--plant'), (figure) =>
    console.log(JSON.stringify(figure)),
  )
  console.log(JSON.stringify({ harness: 'drill', gigabytes, verdict, reason }))
  process.exitCode = verdict === 'pass' ? 0 : 1
}
