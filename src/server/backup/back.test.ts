import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { newWorld, type TestWorld } from '#test/world.ts'
import {
  ASIDE,
  DATABASE,
  markRestore,
  putRestoreRight,
  RESTORING,
  unfinishedRestore,
} from '../db/unfinished-restore.ts'
import { isLocked } from '../file-lock.ts'
import { localIdentity, localRecipient } from './keys.ts'
import { makeBackup } from './make-backup.ts'
import { readArchive, restore } from './restore.ts'

/** Everything that was made to reach the disc, each by its path. */
const synced = vi.hoisted(() => new Set<string>())
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const open: typeof real.open = async (path, ...rest) => {
    const handle = await real.open(path, ...rest)
    const sync = handle.sync.bind(handle)
    handle.sync = async () => {
      await sync()
      synced.add(String(path))
    }
    return handle
  }
  return { ...real, open }
})

/** What PostgreSQL's own count of the places is more than what was copied. */
const counts = vi.hoisted(() => ({ more: 0 }))
vi.mock('./schema.ts', async (original) => {
  const real = await original<typeof import('./schema.ts')>()
  const countRows: typeof real.countRows = async (client, table) =>
    (await real.countRows(client, table)) + (table.name === 'places' ? counts.more : 0)
  return { ...real, countRows }
})

let world: TestWorld
let base: string
let dataDir: string
const AT = '2026-06-10T04:00:00.000Z'
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'fengqiao-back-'))
  dataDir = join(base, 'data')
  world = await newWorld({ county: false })
  cpSync(join(world.dataDir, 'keys'), join(dataDir, 'keys'), { recursive: true })
})
beforeEach(() => synced.clear())
afterAll(() => rmSync(base, { recursive: true, force: true }))

const inIt = (folder: string): string[] => readdirSync(folder).sort()

test('the way back: the database in use stays until the other is whole, looked through and on the disc, and is then put aside', async () => {
  const place = join(dataDir, 'backups')
  mkdirSync(place)
  const recipient = localRecipient(dataDir)
  // What is no file is left out and told of; a name too long for the plain form of tar is not.
  const long = `${'清溪村老证书'.repeat(12)}.pem`
  mkdirSync(join(dataDir, 'keys/旧的'))
  writeFileSync(join(dataDir, 'keys', long), long)
  const backUp = () => makeBackup({ ownerUrl: world.ownerUrl, dataDir, place, recipient, at: AT, withFiles: false })
  counts.more = 1
  await expect(backUp()).rejects.toThrow(/表 places 有 1 行，只读出 0 行/)
  counts.more = 0
  const { archive, skipped } = await backUp()
  expect(skipped).toEqual(['keys/旧的'])
  const names: string[] = []
  await readArchive(join(place, archive), localIdentity(dataDir), async ({ name }) => void names.push(name))
  expect(names).toContain(`keys/${long}`)
  mkdirSync(join(dataDir, DATABASE))
  writeFileSync(join(dataDir, DATABASE, 'ours'), '')
  const back = (check: () => Promise<string[]>) =>
    restore({
      archive: join(place, archive),
      identity: localIdentity(dataDir),
      dataDir,
      databaseOnly: true,
      check,
      say: () => undefined,
    })
  const used = (): boolean => existsSync(join(dataDir, DATABASE, 'ours'))
  await expect(
    back(async () => {
      expect(used() && isLocked(join(dataDir, '.lock')) && !existsSync(join(dataDir, ASIDE))).toBe(true)
      expect(unfinishedRestore(dataDir)).toBe('back')
      throw new Error('核对不了')
    }),
  ).rejects.toThrow('核对不了')
  counts.more = 1
  await expect(back(async () => [])).rejects.toThrow(/表 places 应有 0 行，只恢复了 1 行/)
  counts.more = 0
  expect([used(), existsSync(join(dataDir, RESTORING)), unfinishedRestore(dataDir)]).toEqual([true, false, null])
  synced.clear()
  expect(await back(async () => [])).toMatchObject({ faults: [] })
  expect(inIt(join(dataDir, ASIDE))).toEqual(['ours'])
  expect([unfinishedRestore(dataDir), isLocked(join(dataDir, '.lock'))]).toEqual([null, false])
  const database = join(dataDir, DATABASE)
  const inside = readdirSync(database, { recursive: true, withFileTypes: true })
  const written = inside.map(({ parentPath, name }) => join(parentPath, name).replace(DATABASE, RESTORING))
  expect(written.length).toBeGreaterThan(500)
  expect([join(dataDir, RESTORING), ...written].filter((path) => !synced.has(path))).toEqual([])
}, 90_000)

test('a restore that was cut off is put right by the next start, and at no point is there no database to go on with', () => {
  const folders = (...names: string[]): string => {
    const folder = mkdtempSync(join(base, 'cut-'))
    for (const name of names) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, name), '')
    }
    return folder
  }
  const said: string[] = []
  const right = (folder: string): string[] => {
    markRestore(folder, 'back')
    putRestoreRight(folder, (line) => said.push(line))
    expect(unfinishedRestore(folder)).toBe(null)
    return inIt(folder)
  }
  const filling = folders(DATABASE, RESTORING)
  expect(right(filling)).toEqual([DATABASE])
  expect(inIt(join(filling, DATABASE))).toEqual([DATABASE])
  const between = folders(ASIDE, RESTORING)
  expect(right(between)).toEqual([DATABASE, ASIDE])
  expect(inIt(join(between, DATABASE))).toEqual([RESTORING])
  const ended = folders(DATABASE, ASIDE)
  expect(right(ended)).toEqual([DATABASE, ASIDE])
  expect(said).toEqual([expect.stringContaining('一点没少'), expect.stringContaining('已经替您做完')])
  for (const lost of [folders(RESTORING), folders(ASIDE)]) {
    const had = inIt(lost)
    expect(() => right(lost)).toThrow(/没有数据库.*请重新运行/)
    expect(inIt(lost)).toEqual(['.restoring', ...had])
  }
  const whole = folders(DATABASE)
  markRestore(whole, 'all')
  expect(() => putRestoreRight(whole, () => undefined)).toThrow(/恢复没有做完：请重新运行一次/)
  expect(readFileSync(join(whole, '.restoring'), 'utf8')).toBe('all\n')
})
