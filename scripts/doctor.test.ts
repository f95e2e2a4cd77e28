import pg from 'pg'
import { expect, test } from 'vitest'
import { newWorld } from '#test/world.ts'
import { checkMachines } from './doctor/machines.ts'
import { checkBackups, checkDatabase, checkInstallation } from './doctor.ts'

test('a sound database is told to be sound, and each fault is told with what to do', async () => {
  const world = await newWorld()
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  // The tests' own server runs without fsync: the doctor must see that, and nothing else.
  const sound = (await checkDatabase(client, '2026-06-10'))
    .filter((check) => check.state !== 'ok')
    .map((check) => check.says)
  expect(sound.every((says) => says.includes('fsync'))).toBe(true)

  const faultsWhen = async (spoil: string): Promise<string> => {
    await client.query('begin')
    await client.query(spoil)
    const checks = await checkDatabase(client, '2026-06-10')
    await client.query('rollback')
    const faults = checks.filter((check) => check.state !== 'ok' && !check.says.includes('fsync'))
    expect(faults.every((check) => check.todo)).toBe(true)
    return faults.map((check) => check.says).join()
  }
  expect(await faultsWhen('alter table clocks no force row level security')).toContain('clocks')
  expect(await faultsWhen('alter table files disable row level security')).toContain('files')
  expect(await faultsWhen("update migrations set checksum = 'x'")).toContain('迁移')
  await client.end()
})

test('an installation that is not there yet is told so, and a wrong setting is named', () => {
  const checks = checkInstallation({ DATA_DIR: '/tmp' }, '2026-06-10')
  expect(checks.some((check) => check.says.includes('密钥'))).toBe(true)
  expect(checkInstallation({ PORT: 'abc' }, '2026-06-10').some((check) => check.state === 'wrong')).toBe(true)
  // 2027 has no notice yet: by October its first days are within sight.
  expect(checkInstallation({ DATA_DIR: '/tmp' }, '2026-11-21').some((check) => check.says.includes('暂定'))).toBe(true)
  expect(checks.some((check) => check.says.includes('暂定'))).toBe(false)
})

test('a county without backups, with an old one, or one nobody has tried is told so', async () => {
  const world = await newWorld({ county: false })
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  const told = async (place: string | null = '/stick') =>
    (await checkBackups(client, '2026-06-10T00:00:00.000Z', place)).map(({ state, says }) => `${state} ${says}`)
  const ran = (kind: string, at: string, outcome = 'done') =>
    client.query(
      "insert into backup_runs (id, kind, began_at, ended_at, outcome, place, says) values (gen_random_uuid(), $1, $2, $2, $3, '', '')",
      [kind, at, outcome],
    )
  expect(await told(null)).toEqual(['warning 还没有设备份'])
  await ran('backup', '2026-06-09T18:00:00.000Z', 'failed')
  expect((await told())[0]).toBe('wrong 还没有做成过备份')
  await ran('backup', '2026-06-05T18:00:00.000Z')
  await ran('drill', '2026-02-01T00:00:00.000Z')
  expect(await told()).toEqual(['wrong 4 天没有做成备份', 'warning 三个月没有演练过恢复'])
  await ran('backup', '2026-06-09T18:00:00.000Z')
  await ran('drill', '2026-06-01T00:00:00.000Z')
  expect(await told()).toEqual(['ok 一天之内做成过备份', 'ok 9 天前演练过恢复'])
  await client.end()
})

test('of a database on several machines each has a line: one that was written wrong is told, though the others answer', async () => {
  const says: Record<string, string | null> = { one: '00000001', two: null }
  const ask = async (address: string) => {
    const answer = says[new URL(address).hostname]
    if (answer === undefined) throw new Error('getaddrinfo ENOTFOUND')
    return answer
  }
  const lines = await checkMachines('postgres://a:b@one:1,two:2,tree:3/town', ask)
  expect(lines.map(({ state, says: line }) => [state, line])).toEqual([
    ['ok', '数据库 one:1 是主机'],
    ['ok', '数据库 two:2 是备机'],
    ['wrong', '数据库 tree:3 连不上：getaddrinfo ENOTFOUND'],
  ])
  expect(await checkMachines('postgres://one/town', ask)).toEqual([])
})
