import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newToldWorld } from '#test/told.ts'
import type { TestWorld } from '#test/world.ts'
import { now, setNow } from '../clock.ts'
import { pathOfBytes, sha256Of } from '../seals/kept-bytes.ts'
import { type Identity, newFileKey, newIdentity, type Recipient, sealed } from './age.ts'
import { entriesOf, FILES, FOOT, type Foot, HEAD, type Head, productVersion } from './archive.ts'
import { backUpBeforeUpgrade } from './before-upgrade.ts'
import { copyOut } from './copy.ts'
import { fileSecret, sealedName } from './keys.ts'
import { type Backup, makeBackup } from './make-backup.ts'
import { archivesIn, filePath, tidyPlace, writeWhole } from './place.ts'
import { readArchive, restore, roomToRestore, takeFiles } from './restore.ts'
import { toTar } from './tar.ts'

/** A disc that changes one byte of what is written to it under such a name. */
const disc = vi.hoisted(() => ({ spoils: null as RegExp | null }))
vi.mock('./place.ts', async (original) => {
  const real = await original<typeof import('./place.ts')>()
  const spoilt: typeof real.writeWhole = async (path, source) => {
    const length = await real.writeWhole(path, source)
    if (disc.spoils?.test(path)) {
      const bytes = readFileSync(`${path}.coming`)
      bytes[length - 20] = (bytes[length - 20] ?? 0) ^ 1
      writeFileSync(`${path}.coming`, bytes)
    }
    return length
  }
  return { ...real, writeWhole: spoilt }
})

let world: TestWorld
let base: string
let dataDir: string
let place: string
let identity: Identity
let recipient: Recipient
let made: Backup
const AT = '2026-06-10T04:00:00.000Z'
const sizes = [0, 1, 65_536, 300_000]
const paths: string[] = []

beforeAll(async () => {
  world = await newToldWorld()
  base = mkdtempSync(join(tmpdir(), 'fengqiao-backup-'))
  dataDir = join(base, 'data')
  place = join(base, 'place')
  mkdirSync(place)
  cpSync(join(world.dataDir, 'keys'), join(dataDir, 'keys'), { recursive: true })
  for (const size of sizes) {
    const bytes = randomBytes(size)
    const path = pathOfBytes(dataDir, sha256Of(bytes).toString('hex'))
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, bytes)
    paths.push(path.slice(dataDir.length + 1))
  }
  ;({ identity, recipient } = newIdentity())
  made = await backUp()
}, 180_000)
afterAll(() => rmSync(base, { recursive: true, force: true }))

const backUp = (at = AT, url = world.ownerUrl): Promise<Backup> =>
  makeBackup({ ownerUrl: url, dataDir, place, recipient, at, withFiles: true })
let folders = 0
const newFolder = (): string => {
  folders += 1
  return join(base, `restored-${folders}`)
}
const none = async (_url: string): Promise<string[]> => []
const restoreTo = (folder: string, archive = join(place, made.archive), by = identity, check = none) =>
  restore({ archive, identity: by, dataDir: folder, check, say: () => undefined })

/** What a database holds and is made of, as texts that can be compared. */
async function portrait(url: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const all = async (text: string) => (await client.query(text)).rows
    await client.query("set timezone = 'UTC'")
    const tables = await all("select tablename as name from pg_tables where schemaname = 'public' order by 1")
    const rows: Record<string, unknown> = {}
    for (const { name } of tables)
      rows[name] = (
        await all(
          `select count(*)::int as n, md5(string_agg(md5(t::text), '' order by md5(t::text))) as sum from ${name} t`,
        )
      )[0]
    const sequences: Record<string, unknown> = {}
    for (const { name } of await all("select sequencename as name from pg_sequences where schemaname = 'public'"))
      sequences[name] = (await all(`select last_value, is_called from ${name}`))[0]
    return {
      rows,
      sequences,
      constraints: await all(
        `select conrelid::regclass::text as t, conname, pg_get_constraintdef(oid) as is, convalidated from pg_constraint
         where connamespace = 'public'::regnamespace order by 1, 2`,
      ),
      indexes: await all("select indexdef from pg_indexes where schemaname = 'public' order by 1"),
      triggers: await all(
        'select tgrelid::regclass::text as t, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2',
      ),
      policies: await all(
        "select tablename, policyname, qual, with_check from pg_policies where schemaname = 'public' order by 1, 2",
      ),
    }
  } finally {
    await client.end()
  }
}

test('what is restored is what was put away: every row of every table, sequences, references, indexes, triggers, files, keys', async () => {
  const folder = newFolder()
  let found: Record<string, unknown> = {}
  const restored = await restoreTo(folder, undefined, undefined, async (url) => {
    found = await portrait(url)
    return []
  })
  expect(found).toEqual(await portrait(world.ownerUrl))
  expect(restored).toMatchObject({ rows: made.rows, files: sizes.length, faults: [] })
  expect(made.rows).toBeGreaterThan(3000)
  for (const path of paths)
    expect(readFileSync(join(folder, path)).equals(readFileSync(join(dataDir, path)))).toBe(true)
  for (const name of readdirSync(join(dataDir, 'keys')))
    expect(readFileSync(join(folder, 'keys', name)).equals(readFileSync(join(dataDir, 'keys', name))), name).toBe(true)
}, 60_000)

test('a login that may read every table, but from whom row-level security hides rows, makes no backup rather than a smaller one', async () => {
  const login = `reads_${randomBytes(6).toString('hex')}`
  const database = new URL(world.ownerUrl).pathname.slice(1)
  const rights = ['connect on database', 'select on all tables in schema', 'select on all sequences in schema'].map(
    (right) => `${right} ${right.endsWith('database') ? `"${database}"` : 'public'}`,
  )
  await world.owner.query(`create role ${login} login password 'x'`)
  try {
    for (const right of rights) await world.owner.query(`grant ${right} to ${login}`)
    const url = Object.assign(new URL(world.ownerUrl), { username: login, password: 'x' }).toString()
    await expect(backUp('2026-06-10T05:00:00.000Z', url)).rejects.toThrow(/row-level security/)
    expect((await archivesIn(place)).map(({ name }) => name)).toEqual([made.archive])
  } finally {
    for (const right of rights) await world.owner.query(`revoke ${right} from ${login}`)
    await world.owner.query(`drop role ${login}`)
  }
})

test('a disc that does not keep what it was given: no backup, in words, and nothing in the place bears the name of one', async () => {
  const at = '2026-06-10T06:00:00.000Z'
  const bytes = randomBytes(5_000)
  const path = pathOfBytes(dataDir, sha256Of(bytes).toString('hex'))
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, bytes)
  const target = filePath(place, sealedName(fileSecret(dataDir, recipient), path.slice(dataDir.length + 1)))
  try {
    disc.spoils = /\.tar\.zst\.age$/
    await expect(backUp(at)).rejects.toThrow(/刚写好的备份读回来是坏的：备份的盘可能坏了/)
    rmSync(target)
    disc.spoils = /\/files\//
    await expect(backUp(at)).rejects.toThrow(/刚写到备份里的文件读回来不对：U 盘或者硬盘可能坏了/)
    expect(existsSync(target)).toBe(false)
    expect((await archivesIn(place)).map(({ name }) => name)).toEqual([made.archive])
  } finally {
    disc.spoils = null
    rmSync(path)
  }
})

test('a restore that has no room is told so before it writes: the database as large as it was, and each file', async () => {
  const archive = join(place, made.archive)
  let head: Head | undefined
  await rewrite(join(base, 'huge.tar.zst.age'), (name, bytes) => {
    if (name !== HEAD) return bytes
    head = JSON.parse(bytes.toString()) as Head
    return Buffer.from(JSON.stringify({ ...head, database_bytes: 1e15 }))
  })
  const folder = newFolder()
  await expect(restoreTo(folder, join(base, 'huge.tar.zst.age'))).rejects.toThrow(
    /restored-\d+ 只剩 \d+ MB，这次大约要 1000001200 MB：/,
  )
  expect(readdirSync(folder)).toEqual([])
  if (!head) throw new Error('no head')
  const { rows } = await world.owner.query('select pg_database_size(current_database())::float8 as bytes')
  expect((head.database_bytes ?? 0) / rows[0].bytes).toBeCloseTo(1, 1)
  const secret = fileSecret(dataDir, recipient)
  const files = paths.reduce((all, path) => all + statSync(filePath(place, sealedName(secret, path))).size, 0)
  expect(files).toBeGreaterThan(300_000)
  const database = await roomToRestore(archive, head, false)
  // What is written beside so small a database is as much again, and an empty one.
  expect(database).toBe((head.database_bytes ?? 0) * 2 + 200_000_000)
  expect(await roomToRestore(archive, head, true)).toBe(database + files)
  const older = await roomToRestore(archive, { ...head, database_bytes: undefined } as unknown as Head, false)
  expect(older).toBe(statSync(archive).size * 4 * 2 + 200_000_000)
})

test('what is written while a backup is made is in it wholly or not at all', async () => {
  const entries = entriesOf({
    ownerUrl: world.ownerUrl,
    dataDir,
    madeAt: AT,
    filesToo: false,
    withFiles: async () => [],
    skipped: () => {},
    told: () => {},
  })
  await entries.next()
  const { rows } = await world.owner.query<{ code: string; name: string }>(
    'select code::text, name from places order by code desc limit 1',
  )
  const [{ code, name } = { code: '', name: '' }] = rows
  const rename = (to: string) => world.owner.query('update places set name = $2 where code = $1', [code, to])
  await rename('后来的村')
  try {
    let text = ''
    for await (const entry of entries) if (entry.name.startsWith('tables/places/')) text += entry.bytes.toString()
    expect(text).toContain(name)
    expect(text).not.toContain('后来的村')
  } finally {
    await rename(name)
  }
})

test('another key, a folder that is not empty, a backup of a newer version: refused in words, and nothing is left', async () => {
  const folder = newFolder()
  await expect(restoreTo(folder, undefined, newIdentity().identity)).rejects.toThrow(/密钥对不上/)
  expect(readdirSync(folder)).toEqual([])
  mkdirSync(join(folder, 'something'))
  await expect(restoreTo(folder)).rejects.toThrow(/已经有东西/)
  expect(readdirSync(folder)).toEqual(['something'])
  const newer = join(base, 'newer.tar.zst.age')
  await rewrite(newer, (name, bytes) => {
    if (name !== HEAD) return bytes
    const head = JSON.parse(bytes.toString()) as Head
    return Buffer.from(
      JSON.stringify({
        ...head,
        version: '9.9.9',
        migrations: [...(head.migrations ?? []), { name: '9999_later.sql', checksum: '' }],
      }),
    )
  })
  await expect(restoreTo(newFolder(), newer)).rejects.toThrow(/9\.9\.9 版做的，比现在的 .* 版新（有 9999_later\.sql）/)
})

/** The archive sealed anew with its entries changed, left out (null) or in another order: what an attacker with the public key could do. */
async function rewrite(
  into: string,
  change: (name: string, bytes: Buffer) => Buffer | [string, Buffer] | null,
  order: (names: string[]) => string[] = (names) => names,
  footed = false,
): Promise<void> {
  const kept = new Map<string, Buffer>()
  await readArchive(join(place, made.archive), identity, async ({ name, bytes }) => {
    const changed = change(name, Buffer.from(bytes))
    if (Array.isArray(changed)) kept.set(...changed)
    else if (changed) kept.set(name, changed)
  })
  if (footed) {
    const foot = JSON.parse(String(kept.get(FOOT))) as Foot
    kept.delete(FOOT)
    foot.entries = [...kept].map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: sha256Of(bytes).toString('hex'),
    }))
    kept.set(FOOT, Buffer.from(JSON.stringify(foot)))
  }
  async function* entries() {
    for (const name of order([...kept.keys()])) yield { name, bytes: kept.get(name) ?? Buffer.alloc(0) }
  }
  const packed = createZstdCompress()
  const packing = pipeline(toTar(entries()), packed)
  await Promise.all([writeWhole(into, sealed(recipient, newFileKey(), packed)), packing])
  renameSync(`${into}.coming`, into)
}

test('one byte changed anywhere, or the end cut off: refused, saying after which part', async () => {
  const bytes = readFileSync(join(place, made.archive))
  const spoilt = join(base, 'spoilt.tar.zst.age')
  const every = Math.ceil(bytes.length / 16)
  for (const one of [
    0,
    40,
    90,
    200,
    ...Array.from({ length: 16 }, (_, at) => Math.min(at * every + 300, bytes.length - 1)),
  ]) {
    const other = Buffer.from(bytes)
    other[one] = (other[one] ?? 0) ^ 0x10
    writeFileSync(spoilt, other)
    // What is said of the key is in the first lines.
    const says = one < 150 ? /备份坏了|密钥对不上/ : /备份坏了或者被改过：(从开头|从“.+”后面)就读不下去/
    await expect(
      readArchive(spoilt, identity, async () => {}),
      `byte ${one}`,
    ).rejects.toThrow(says)
  }
  for (const length of [0, 100, 70_000, bytes.length - 1]) {
    writeFileSync(spoilt, bytes.subarray(0, length))
    await expect(
      readArchive(spoilt, identity, async () => {}),
      `cut at ${length}`,
    ).rejects.toThrow(/备份坏了/)
  }
  const folder = newFolder()
  writeFileSync(spoilt, bytes.subarray(0, bytes.length - 1))
  await expect(restoreTo(folder, spoilt)).rejects.toThrow(/备份坏了/)
  expect(readdirSync(folder)).toEqual([])
}, 60_000)

test('an archive sealed anew with a part left out, exchanged or altered is refused too', async () => {
  const other = join(base, 'other.tar.zst.age')
  const refused = async (): Promise<void> => {
    await expect(readArchive(other, identity, async () => {})).rejects.toThrow(/备份坏了/)
  }
  await rewrite(other, (_, bytes) => bytes)
  await readArchive(other, identity, async () => {})
  await rewrite(other, (name, bytes) => (name.startsWith('tables/events/') ? null : bytes))
  await refused()
  await rewrite(other, (name, bytes) => (name === FOOT ? null : bytes))
  await refused()
  await rewrite(
    other,
    (_, bytes) => bytes,
    (names) => {
      const [papers, parties] = [names.indexOf('tables/papers/000001'), names.indexOf('tables/parties/000001')]
      const moved = [...names]
      ;[moved[papers], moved[parties]] = [names[parties] ?? '', names[papers] ?? '']
      return moved
    },
  )
  await refused()
  const outside = async (change: Parameters<typeof rewrite>[1]): Promise<void> => {
    await rewrite(other, change, undefined, true)
    await expect(restoreTo(newFolder(), other)).rejects.toThrow(/有不认识的东西（.*outside\.txt）/)
    expect(readdirSync(base)).not.toContain('outside.txt')
  }
  await outside((name, bytes) =>
    name === FILES ? Buffer.from('[{"path":"blobs/../../outside.txt","bytes":1}]') : bytes,
  )
  await outside((name, bytes) => (name.startsWith('keys/') ? ['keys/../../outside.txt', bytes] : bytes))
  await rewrite(other, (name, bytes) =>
    name.startsWith('tables/county/') ? Buffer.from(bytes.toString().replace('枫溪', '枫桥')) : bytes,
  )
  await refused()
}, 60_000)

test('a file that is gone from the place, or has gone bad in it, is named; later backups put it there again', async () => {
  const secret = fileSecret(dataDir, recipient)
  const [gone = '', bad = ''] = [paths[2], paths[3]]
  const at = (path: string) => filePath(place, sealedName(secret, path))
  const takeAll = async (): Promise<string[]> => {
    const into = newFolder()
    cpSync(join(dataDir, 'keys'), join(into, 'keys'), { recursive: true })
    const files = paths.map((path) => ({ path, bytes: statSync(join(dataDir, path)).size }))
    return takeFiles({ place, dataDir: into, identity, files })
  }
  expect(await takeAll()).toEqual([])
  rmSync(at(gone))
  const bytes = readFileSync(at(bad))
  bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1
  writeFileSync(at(bad), bytes)
  expect(await takeAll()).toEqual([`${gone}：备份里没有`, `${bad}：在备份里坏了`].sort())
  const lost = Array.from({ length: 300 }, (_, at) => ({ path: `blobs/originals/${at}`, bytes: 1 }))
  const from = (folder: string, files = lost) => takeFiles({ place: folder, dataDir: newFolder(), identity, files })
  expect(await from(place)).toHaveLength(300)
  expect(await from(base)).toEqual([expect.stringMatching(/没有 files 文件夹，300 个文件都没有恢复/)])
  // Each file has its turn within thirty days; one that is missing is put there the next time.
  const day = Math.floor(Date.parse(AT) / 86_400_000)
  const turn = Number.parseInt(sealedName(secret, bad).slice(0, 8), 16) % 30
  const itsDay = Array.from({ length: 30 }, (_, later) => day + 1 + later).find((it) => it % 30 === turn) ?? 0
  const again = await backUp(new Date(itsDay * 86_400_000).toISOString())
  expect(again.newFiles).toBe(2)
  expect(again.faults.filter((it) => it.includes(bad))).toEqual([`${bad}（备份里的，已经重新存了一份）`])
  expect(await takeAll()).toEqual([])
}, 60_000)

test('a file that a row names and this machine has no more, or has cut off: told of each time, its last good copy stays', async () => {
  const { rows } = await world.owner.query<{ files: string[] }>(
    "select array_agg(encode(pdf_hash, 'hex')) as files from signing_copies",
  )
  const unknown = rows[0]?.files ?? []
  expect(unknown.length).toBeGreaterThan(0)
  const bytes = randomBytes(70_000)
  const hash = sha256Of(bytes).toString('hex')
  const path = `issued/${hash.slice(0, 2)}/${hash}`
  const here = join(dataDir, path)
  await world.owner.query(
    `insert into template_versions (form, version, name, sha256, size, lacks, effective_on, because, at, by_person, by_post, test_time)
     select 'D-01', 900, '样', $1, 5, '[]', '2026-01-01', '试', '2026-01-01', person_id, id, true from posts limit 1`,
    [hash],
  )
  const template = join(dataDir, `blobs/templates/${hash.slice(0, 2)}/${hash}`)
  try {
    mkdirSync(join(template, '..'), { recursive: true })
    writeFileSync(template, bytes)
    mkdirSync(join(here, '..'), { recursive: true })
    writeFileSync(here, bytes)
    const about = ({ faults }: Backup) => faults.filter((it) => it.includes(hash)).sort()
    expect(about(await backUp('2026-09-01T04:00:00.000Z'))).toEqual([])
    writeFileSync(here, bytes.subarray(0, 100))
    rmSync(template)
    const later = await backUp('2026-09-02T04:00:00.000Z')
    expect(about(later)).toEqual([
      expect.stringContaining('（本机上不见了，备份里的那一份留着）'),
      expect.stringContaining('（本机上的坏了，备份里的那一份留着）'),
    ])
    expect(later.faults.filter((it) => it.includes(unknown[0] ?? ''))).toEqual([
      expect.stringContaining('（本机上不见了，备份里也没有）'),
    ])
    await tidyPlace(place, { days: 1, weeks: 0, months: 0 }, later.archive)
    expect((await archivesIn(place)).map(({ name }) => name)).toEqual([later.archive])
    const into = newFolder()
    cpSync(join(dataDir, 'keys'), join(into, 'keys'), { recursive: true })
    const both = [path, `blobs/templates/${hash.slice(0, 2)}/${hash}`].map((it) => ({ path: it, bytes: bytes.length }))
    expect(await takeFiles({ place, dataDir: into, identity, files: both })).toEqual([])
  } finally {
    rmSync(here, { force: true })
    rmSync(template, { force: true })
  }
}, 60_000)

test('an upgrade that fails at each start makes one backup, and another when something was written; an outside database is its own concern', async () => {
  const said: string[] = []
  const settled = { dataDir, databaseUrl: null as string | null, backedUpFor: null as string | null }
  const before = (more: Partial<typeof settled> = {}) =>
    backUpBeforeUpgrade({ ...settled, ...more }, { ownerUrl: world.ownerUrl, say: (line) => said.push(line) })
  expect(await before()).toBeNull()
  const { rows } = await world.owner.query(
    'delete from migrations where name = (select max(name) from migrations) returning *',
  )
  try {
    await expect(before({ databaseUrl: world.ownerUrl })).rejects.toThrow(/请先用 pg_dump/)
    expect(await before({ databaseUrl: world.ownerUrl, backedUpFor: productVersion() })).toBeNull()
    const first = await before()
    await world.owner.query('begin; update places set name = name; rollback')
    expect(await before()).toBe(first)
    expect(said.at(-1)).toContain('不再备份')
    for (let nth = 0; nth < 3; nth += 1) {
      await world.owner.query('update places set name = name where code = (select min(code) from places)')
      setNow(new Date(Date.parse(now()) + 1000).toISOString())
      expect(await before()).not.toBe(first)
    }
    const left = await archivesIn(join(dataDir, 'backups'))
    expect([left.length, left.some(({ name }) => first?.endsWith(name))]).toEqual([3, false])
  } finally {
    const row = rows[0] as Record<string, unknown>
    const columns = Object.keys(row)
    await world.owner.query(
      `insert into migrations (${columns.join()}) values (${columns.map((_, at) => `$${at + 1}`).join()})`,
      Object.values(row),
    )
  }
}, 60_000)

test('a table whose last row fills a part does not keep the connection waiting', async () => {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  try {
    let parts = 0
    const copying = copyOut(client, "copy (select repeat('水', 1000000) from generate_series(1, 20)) to stdout")
    let next = await copying.next()
    for (; !next.done; next = await copying.next()) parts += 1
    expect([next.value, parts]).toEqual([20, 10])
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  } finally {
    await client.end()
  }
}, 10_000)
