import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enter, request } from './make.ts'
import { type Served, serveWorld } from './served.ts'
import { finder } from './spellings.ts'
import { name, phone, story, walkWholePath } from './whole-path.ts'
import { newWorld, type TestWorld } from './world.ts'

let world: TestWorld
let served: Served
let walked: Awaited<ReturnType<typeof walkWholePath>>

beforeAll(async () => {
  world = await newWorld()
  served = await serveWorld(world)
  walked = await walkWholePath(world, served.url)
})
afterAll(() => served?.stop())

test('the path was walked to its end', () => {
  const refused = walked.statuses.filter(
    ([of, status]) => status >= 400 && of !== 'mishap' && of !== 'wrong_sign_in' && !/_of_justice/.test(of),
  )
  expect(refused).toEqual([])
  expect(walked.statuses.length).toBeGreaterThan(25)
  // The fault of ours that is provoked on the way, to see what it prints.
  expect(walked.broken).toBe(500)
  for (const [what, secret] of Object.entries(walked.secrets)) expect(secret.length, what).toBeGreaterThan(10)
})

test('each secret stands in the answers it belongs in, and in no other', () => {
  const holding = Object.fromEntries(
    Object.entries(walked.secrets).map(([what, secret]) => [what, walked.asked.holding(secret)]),
  )
  expect(holding).toEqual({
    phone: ['my', 'page', 'reveal_reach'],
    identity: ['reveal_identity'],
    link: ['register'],
    password: [],
    chosen: [],
    totp: [],
    totp_secret: ['begin_activation'],
    session: ['sign_in'],
    slip: [],
  })
  // The name stands before those who handle the file, and before her whose it is.
  expect(walked.asked.holding(name)).toEqual(['desk', 'find', 'find_by_number', 'my', 'page', 'register'])
})

test('no secret stands in any row of any table, in any spelling', async () => {
  const { rows: tables } = await world.owner.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  )
  expect(tables.map((table) => table.name)).toContain('graphile_worker._private_jobs')
  const find = finder(walked.secrets)
  const found: string[] = []
  let whole = ''
  const worker = new pg.Client({ connectionString: world.workerUrl })
  await worker.connect()
  for (const { name: table } of tables) {
    // The jobs' own tables are the worker's alone.
    const reader = table.startsWith('graphile_worker.') ? worker : world.owner
    const { rows } = await reader.query<{ row: string }>(`select t::text as row from ${table} t`)
    const text = rows.map((row) => row.row).join('\n')
    whole += text
    found.push(...find(Buffer.from(text)).map((what) => `${what} in ${table}`))
  }
  await worker.end()
  expect(found).toEqual([])
  // What may be kept is found: the search itself works.
  expect(whole).toContain(story)
})

test('what server, worker and database print or write down holds no secret, no name and nobody’s story', async () => {
  expect(served.said()).toContain('unexpected')
  const find = finder({ ...walked.secrets, name, story })
  const postgresLog = join(world.dataDir, 'logs/postgres.log')
  const logs: [string, string][] = [['server and worker', served.said()]]
  if (!process.env.TEST_DATABASE_URL) logs.push(['postgres', readFileSync(postgresLog, 'utf8')])
  for (const [of, text] of logs) {
    expect(find(Buffer.from(text)), `in what ${of} printed`).toEqual([])
  }
  if (!process.env.TEST_DATABASE_URL) expect(readFileSync(postgresLog, 'utf8')).toContain('violates check constraint')
})

test.skipIf(process.env.TEST_DATABASE_URL)(
  'no secret lies on the disc of the database, its journal included',
  async () => {
    const wanted = Object.entries({ ...walked.secrets, story }).map(
      ([what, secret]) => [what, Buffer.from(secret)] as const,
    )
    const found = new Set<string>()
    for (const entry of readdirSync(world.dataDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.parentPath.includes('/share') || entry.parentPath.includes('/lib')) continue
      let bytes: Buffer
      try {
        bytes = readFileSync(join(entry.parentPath, entry.name))
      } catch {
        continue // gone since it was listed: other tests drop their databases meanwhile
      }
      for (const [what, secret] of wanted) if (bytes.includes(secret)) found.add(what)
    }
    expect([...found]).toEqual(['story'])
  },
)

test('what the party reads is hers: nothing of the staff’s page slips into it', async () => {
  const { rows } = await world.owner.query('select token_hash from links where file_id = $1', [walked.file_id])
  expect(rows).toHaveLength(1)
  const mine = (await walked.asked.ask('my', '/api/my-dispute', { link: walked.secrets.link ?? '' })).body
  expect(Object.keys(mine).sort()).toEqual(
    'agent agreements beside can clocks code court_person evidence file_id idle_days limits mediations merged_into missing my_name obligations own_link papers party_id place prints received_at referrals right routes said seals short_code side stage stage_says story unit'
      .split(' ')
      .sort(),
  )
  const keys = new Set<string>()
  JSON.stringify(mine, (key, value) => {
    keys.add(key)
    return value
  })
  for (const staffOnly of [
    'version',
    'parties',
    'tasks',
    'messages',
    'identity_number',
    'identity_paper',
    'reach_open',
    'person_id',
    'post_id',
    'unit_id',
    'responsible',
    'head_hash',
    'actor',
    'input',
    'hash',
  ]) {
    expect(keys.has(staffOnly), staffOnly).toBe(false)
  }
  expect(mine.said).toMatchObject({ your_name: name, reach: phone })
})

test('every page opened and every value revealed is one look, which the party can read with its reason', async () => {
  const mine = (await walked.asked.ask('my_looks', '/api/my-dispute/looks', { link: walked.secrets.link ?? '' }))
    .body as {
    looks: { what: string; who: string; reason: string | null }[]
  }
  const pages = walked.statuses.filter(([of, status]) => of.startsWith('page') && status === 200).length
  expect(mine.looks.filter((look) => look.what === 'page')).toHaveLength(pages)
  expect(mine.looks.filter((look) => look.what !== 'page')).toMatchObject([
    { what: 'identity_number', reason: '制作文书核对号码', who: expect.stringContaining('综治工作站') },
    { what: 'reach', reason: '回访核对电话', who: expect.stringContaining('枫溪县社会治安综合治理中心') },
  ])
})

test('nothing is revealed without a reason, of nothing, or of another file; and then there is no look', async () => {
  const countLooks = async (): Promise<number> =>
    (await world.owner.query("select count(*)::int as n from looks where what <> 'page'")).rows[0].n
  const clerk = { cookie: await enter(world, walked.people.village.sign_in_name) }
  const { rows } = await world.owner.query('select id from parties where file_id = $1', [walked.file_id])
  const reveal = (body: object, path = `/api/disputes/${walked.file_id}/looks`) =>
    walked.asked.ask('no_reveal', path, clerk, { party_id: rows[0].id, what: 'reach', reason: '核对联系电话', ...body })
  const before = await countLooks()
  for (const reason of ['', '   ', '看看', undefined, null, '四\u0000个字呀'])
    expect((await reveal({ reason })).status, JSON.stringify(reason)).toBe(422)
  expect((await reveal({ what: 'name' })).status).toBe(422)
  const other = await walked.asked.ask(
    'other',
    '/api/disputes/steps/register',
    {},
    { ...request, place_code: walked.people.village.place_code },
  )
  expect((await reveal({}, `/api/disputes/${other.body.file_id}/looks`)).status).toBe(404)
  expect((await reveal({ party_id: walked.file_id })).status).toBe(404)
  // Nobody recorded an identity paper there: nothing to reveal, nothing to note.
  const others = await world.owner.query('select id from parties where file_id = $1', [other.body.file_id])
  expect(
    (
      await reveal(
        { party_id: others.rows[0].id, what: 'identity_number' },
        `/api/disputes/${other.body.file_id}/looks`,
      )
    ).status,
  ).toBe(404)
  expect(await countLooks()).toBe(before)
  expect(walked.asked.holding(phone)).not.toContain('no_reveal')
  // Each time the value is shown is one look, also where the very same request is sent again.
  for (let nth = 0; nth < 3; nth += 1) expect((await reveal({})).body).toEqual({ value: phone })
  expect(await countLooks()).toBe(before + 3)
})

test('a secret never stands in an address: the link carries it behind #, which no browser sends', async () => {
  const other = await walked.asked.ask(
    'register',
    '/api/disputes/steps/register',
    {},
    { ...request, place_code: walked.people.village.place_code },
  )
  const link = new URL(String(other.body.link))
  expect(link.pathname + link.search).toBe('/my')
  expect(link.hash).toMatch(/^#[2-9a-z]{26}$/)
})
