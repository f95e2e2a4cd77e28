import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newWorld, type TestWorld } from '#test/world.ts'
import { setNow } from '../clock.ts'
import { isLocked, lockFile } from '../file-lock.ts'
import { isDue, keepBackingUp, lastHour, lastRuns } from './keep-backing-up.ts'
import { newBackupKey } from './keys.ts'
import {
  archiveName,
  archivesIn,
  checkPlace,
  checkRoom,
  filePath,
  isAhead,
  needsPath,
  needsText,
  newestIn,
  outdated,
  tidyPlace,
} from './place.ts'
import { backupLock, onlyOne, runBackup } from './run-backup.ts'
import { beginRun, closeOwnRun, endRun, wasPlace } from './runs.ts'

let base: string
let world: TestWorld
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'fengqiao-place-'))
  world = await newWorld({ county: false })
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

test('nothing is written by itself to a folder that does not carry the mark: a stick that is out fills no disc', async () => {
  const place = join(base, 'stick')
  await expect(checkPlace(place, 'ours', 'itself')).rejects.toThrow(/打不开：请插上 U 盘/)
  mkdirSync(place)
  await expect(checkPlace(place, 'ours', 'itself')).rejects.toThrow(/可能 U 盘没有插上/)
  expect(readdirSync(place)).toEqual([])
  // By hand neither, where it had backups before: the bare folder a stick leaves behind.
  await expect(checkPlace(place, 'ours', 'hand_again')).rejects.toThrow(/new-place/)
  await expect(checkPlace(join(base, 'out/place'), 'ours', 'hand')).rejects.toThrow(/没有 .*out 这个文件夹：请插上/)
  expect([readdirSync(place), existsSync(join(base, 'out'))]).toEqual([[], false])
  await checkPlace(join(base, 'new'), 'ours', 'new_place')
  await checkPlace(place, 'ours', 'hand')
  await checkPlace(place, 'ours', 'itself')
  await checkPlace(place, 'ours', 'hand_again')
  await expect(checkPlace(place, 'another county', 'hand')).rejects.toThrow(/另一套枫桥的备份/)
  const used = join(base, 'used')
  mkdirSync(used)
  writeFileSync(join(used, '照片.jpg'), '')
  await expect(checkPlace(used, 'ours', 'hand')).rejects.toThrow(/里有别的文件/)
})

test('a place with too little room is told of before anything is written', async () => {
  await expect(checkRoom(base, 1e15)).rejects.toThrow(/只剩 \d+ MB，这次大约要 1000000000 MB/)
  await checkRoom(base, 1000)
  // A system that runs on the same disc keeps a part of it.
  const { bavail, bsize } = statfsSync(base)
  const nearlyAll = bavail * bsize - 1_000_000_000
  await checkRoom(base, nearlyAll)
  await expect(checkRoom(base, nearlyAll, true)).rejects.toThrow(/还要给正在用的系统留 \d+ MB/)
})

test('the newest of each of the last days, weeks and months stays, the newest of all always', () => {
  const days = Array.from({ length: 400 }, (_, at) => new Date(Date.UTC(2025, 0, 1) + at * 86_400_000).toISOString())
  const all = days.map((at) => ({ name: archiveName(at), day: at.slice(0, 10) }))
  const gone = new Set(outdated(all, { days: 7, weeks: 4, months: 12 }))
  const left = all.filter(({ name }) => !gone.has(name)).map(({ day }) => day)
  expect(left.slice(-7)).toEqual(all.slice(-7).map(({ day }) => day))
  expect(left).toContain('2025-03-31')
  expect(left).toContain('2025-12-31')
  expect(left).not.toContain('2025-02-28')
  // Seven days, among them the ends of two weeks and of January; two more Sundays; the ends of ten more months.
  expect(left).toHaveLength(7 + 2 + 10)
  const today = [1, 2].map((nth) => ({ name: `${nth}`, day: '2026-01-01' }))
  expect(outdated(today, { days: 1, weeks: 0, months: 0 })).toEqual(['1'])
})

test('what no backup left needs goes with the old ones; where one does not tell what it needs, all files stay', async () => {
  const place = join(base, 'tidied')
  const make = (day: string, needs: string[] | null): void => {
    const name = archiveName(`${day}T04:00:00.000Z`)
    writeFileSync(join(place, name), '')
    if (needs) writeFileSync(needsPath(place, name), needsText(needs))
  }
  for (const name of ['aa1', 'bb2', 'cc3']) {
    mkdirSync(join(filePath(place, name), '..'), { recursive: true })
    writeFileSync(filePath(place, name), '')
  }
  make('2026-03-01', ['aa1', 'bb2'])
  make('2026-03-02', ['bb2', 'cc3'])
  make('2026-03-03', null)
  const keep = { days: 2, weeks: 0, months: 0 }
  const made = archiveName('2026-03-03T04:00:00.000Z')
  expect(await tidyPlace(place, keep, made)).toEqual({ archives: 1, files: 0, ahead: 0 })
  make('2026-03-03', ['cc3'])
  // A list that was emptied or cut off does not tell; nor does a folder of somebody else's break anything.
  for (const list of ['', '\n', 'cc3\n', 'cc3\n# 2\n']) {
    writeFileSync(needsPath(place, made), list)
    expect(await tidyPlace(place, keep, made), list).toEqual({ archives: 0, files: 0, ahead: 0 })
  }
  make('2026-03-03', ['cc3'])
  writeFileSync(join(place, 'files/.DS_Store'), '')
  expect(await tidyPlace(place, keep, made)).toEqual({ archives: 0, files: 1, ahead: 0 })
  expect(['aa1', 'bb2', 'cc3'].map((name) => existsSync(filePath(place, name)))).toEqual([false, true, true])
  expect(await archivesIn(place)).toHaveLength(2)
  // Made while the clock stood elsewhere: neither counted nor taken away, and the one just made stays whatever its date.
  for (const day of ['2030-01-01', '2030-01-02']) make(day, ['cc3'])
  make('2020-01-01', ['aa1'])
  const [early, one] = [archiveName('2020-01-01T04:00:00.000Z'), { days: 1, weeks: 0, months: 0 }]
  expect(await tidyPlace(place, one, early)).toEqual({ archives: 0, files: 0, ahead: 4 })
  expect(await tidyPlace(place, one, made)).toMatchObject({ archives: 2, ahead: 2 })
  const newest = await newestIn(place, '2026-03-03T05:00:00.000Z')
  expect([newest, isAhead(newest ?? '', '2026-03-03T05:00:00.000Z')]).toEqual([made, false])
  expect(isAhead(archiveName('2030-01-01T04:00:00.000Z'), '2026-03-03T05:00:00.000Z')).toBe(true)
})

test('a backup is due once after each night’s hour by the clock on the wall, also on a machine that was off; a failed one an hour later', () => {
  expect(lastHour('2026-03-01T18:00:00.000Z', 2)).toBe('2026-03-01T18:00:00.000Z')
  expect(lastHour('2026-03-01T17:59:59.000Z', 2)).toBe('2026-02-28T18:00:00.000Z')
  expect(lastHour('2026-03-01T10:00:00.000Z', 23)).toBe('2026-02-28T15:00:00.000Z')
  const at = '2026-03-02T01:00:00.000Z'
  const due = (done: string | null, tried: string | null = done) => isDue(at, 2, { done, tried })
  expect(due(null)).toBe(true)
  expect(due('2026-03-01T17:00:00.000Z')).toBe(true)
  expect(due('2026-03-01T18:00:00.000Z')).toBe(false)
  expect(due('2026-02-28T18:00:00.000Z', '2026-03-02T00:30:00.000Z')).toBe(false)
  expect(due('2026-02-28T18:00:00.000Z', '2026-03-02T00:00:00.000Z')).toBe(true)
})

test('each run is written down with how it ended; one that died is told of by the next; in what was restored its own is over', async () => {
  const client = await world.owner.connect()
  const rows = async () =>
    (await client.query('select outcome, says, bytes::int, ended_at from backup_runs order by began_at, id')).rows
  try {
    const asClient = client as unknown as Parameters<typeof beginRun>[0]
    setNow('2026-03-01T18:00:00.000Z')
    await beginRun(asClient, 'backup', '/stick')
    setNow('2026-03-02T18:00:00.000Z')
    const second = await beginRun(asClient, 'backup', '/stick')
    await endRun(asClient, second, { outcome: 'done', bytes: 5, says: '好了。' })
    setNow('2026-03-03T18:00:00.000Z')
    await beginRun(asClient, 'drill', '/stick')
    await closeOwnRun(world.ownerUrl)
    setNow('2030-01-01T18:00:00.000Z')
    await endRun(asClient, await beginRun(asClient, 'backup', '/stick'), { outcome: 'done', bytes: 5, says: '' })
    expect(await lastRuns(world.ownerUrl, '2026-03-04T00:00:00.000Z')).toEqual({
      done: '2026-03-02T18:00:00.000Z',
      tried: '2026-03-02T18:00:00.000Z',
    })
    expect([await wasPlace(asClient, '/stick'), await wasPlace(asClient, '/other')]).toEqual([true, false])
    expect(await rows()).toMatchObject([
      { outcome: 'failed', says: '中途停了，没有做完。', ended_at: new Date('2026-03-02T18:00:00.000Z') },
      { outcome: 'done', says: '好了。', bytes: 5 },
      { outcome: 'done', says: '这个系统就是从这一份恢复的。' },
      { outcome: 'done', bytes: 5 },
    ])
  } finally {
    setNow(null)
    client.release()
  }
})

/** The runs of the county's own backups since an instant, with how they ended. */
const runsSince = async (at: string): Promise<{ outcome: string; says: string; place: string }[]> =>
  (
    await world.owner.query(
      "select outcome, says, place from backup_runs where began_at between $1 and '2028-01-01' order by began_at, id",
      [at],
    )
  ).rows

test('the county’s backup: to its place with its key, written down also when it fails, one at a time; by itself once after its hour', async () => {
  const dataDir = join(base, 'data')
  cpSync(join(world.dataDir, 'keys'), join(dataDir, 'keys'), { recursive: true })
  const dir = join(base, 'county')
  const clockFile = join(base, 'clock')
  const backup = { dir, hour: 2, keep: { days: 1, weeks: 0, months: 0 } }
  const settled = { dataDir, databaseUrl: null, s3: null, clockFile, backup }
  const run = (byHand = true) => runBackup(settled, world.ownerUrl, { byHand })
  const said: string[] = []
  const began = '2027-03-01T17:00:00.000Z'
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    setNow(began)
    await expect(
      runBackup({ ...settled, backup: { ...backup, dir: null } }, world.ownerUrl, { byHand: true }),
    ).rejects.toThrow(/还没有设备份放在哪里/)
    await expect(run()).rejects.toThrow(/还没有备份的密钥/)
    newBackupKey(dataDir, began)
    await expect(run(false)).rejects.toThrow(/打不开：请插上 U 盘/)
    const lock = await lockFile(backupLock(dataDir))
    await expect(run()).rejects.toThrow('正在做另一次备份：等它做完再试。')
    lock?.release()
    const { archive, says, faults } = await run()
    expect([existsSync(archive), faults]).toEqual([true, 0])
    expect(await onlyOne(dataDir, async () => 'free again')).toBe('free again')
    expect(await runsSince(began)).toEqual([
      { outcome: 'failed', says: expect.stringContaining('还没有备份的密钥'), place: dir },
      { outcome: 'failed', says: expect.stringContaining('打不开'), place: dir },
      { outcome: 'done', says, place: dir },
    ])

    // By itself: not before two o’clock in Beijing, and then one.
    const settleAt = (at: string): void => {
      setNow(at)
      writeFileSync(clockFile, at)
    }
    const env = {
      ...process.env,
      BACKUP_DIR: dir,
      BACKUP_KEEP: '1,0,0',
      FENGQIAO_CLOCK_FILE: clockFile,
      DATABASE_URL: '',
    }
    settleAt('2027-03-01T17:59:00.000Z')
    const end = keepBackingUp(settled, { ownerUrl: world.ownerUrl, env, say: (line) => said.push(line) })
    try {
      await vi.advanceTimersByTimeAsync(60_000)
      settleAt('2027-03-01T18:01:00.000Z')
      await vi.waitFor(
        async () => {
          await vi.advanceTimersByTimeAsync(60_000)
          expect((await runsSince(began)).slice(3)).toEqual([
            { outcome: 'done', says: expect.stringContaining('清掉旧备份 1 份'), place: dir },
          ])
        },
        { timeout: 60_000, interval: 200 },
      )
      await vi.advanceTimersByTimeAsync(60_000)
    } finally {
      await end()
    }
    expect((await archivesIn(dir)).map(({ name }) => name)).toEqual([archiveName('2027-03-01T18:01:00.000Z')])
    expect(await runsSince(began)).toHaveLength(4)

    // One that is cut short because the machine goes down has not failed.
    settleAt('2027-03-02T18:01:00.000Z')
    const down = keepBackingUp(settled, { ownerUrl: world.ownerUrl, env, say: (line) => said.push(line) })
    await vi.waitFor(() => expect(isLocked(backupLock(dataDir))).toBe(true), { timeout: 30_000, interval: 20 })
    await down()
    expect(said).toEqual([])
  } finally {
    vi.useRealTimers()
    setNow(null)
  }
}, 90_000)
