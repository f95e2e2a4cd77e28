import { randomBytes, randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { creditCodeChecks, residentNumberChecks } from '#domain/identity/inputs.ts'
import { hashOfActivation, newActivationCode } from '#server/identity/activation.ts'
import { cast, enter, request } from './make.ts'
import { type Account, codeAt, giveAccount } from './people.ts'
import { recorder, type Served, serveWorld } from './served.ts'
import { newWorld, type TestWorld } from './world.ts'

/** Secrets no other test has, so that wherever they turn up it was this one that spilt them. */
const phone = `100${randomInt(10_000_000, 99_999_999)}`
const born = `99032619${randomInt(50, 99)}0101${randomInt(100, 999)}`
const identity = [...'0123456789X'].map((check) => born + check).find(residentNumberChecks) ?? ''
const name = `漏${String.fromCodePoint(0x20000 + randomInt(1_000))}${String.fromCodePoint(0x4e00 + randomInt(5_000))}`
const story = `水沟${randomBytes(8).toString('hex')}`

let world: TestWorld
let served: Served
let people: Awaited<ReturnType<typeof cast>>
let account: Account
let secrets: Record<string, string>
let asked: ReturnType<typeof recorder>
let statuses: [string, number][]
let file_id: string

beforeAll(async () => {
  world = await newWorld()
  people = await cast(world)
  account = await giveAccount(world, people.village.sign_in_name)
  served = await serveWorld(world)
  asked = recorder(served.url)
  await walk()
})
afterAll(() => served?.stop())

/** The whole path, as people walk it over the network: sign-in, request, supplement, identity, reveal, close; and a few mishaps. */
async function walk(): Promise<void> {
  statuses = []
  const ask = async (...of: Parameters<typeof asked.ask>) => {
    const got = await asked.ask(...of)
    statuses.push([of[0], got.status])
    return got
  }
  const registered = await ask('register', '/api/disputes/steps/register', {}, { ...request, your_name: name, reach: phone, what_happened: story, place_code: people.village.place_code })
  file_id = String(registered.body.file_id)
  const link = String(registered.body.link).split('#')[1] ?? ''
  const at = (step: string, part = '') => `/api/disputes/${file_id}${part}/steps/${step}`

  const typed = { sign_in_name: account.sign_in_name, password: account.password }
  await ask('wrong_sign_in', '/api/session', {}, { ...typed, totp_code: '000000' })
  const entered = await ask('sign_in', '/api/session', {}, { ...typed, totp_code: codeAt(account.secret, new Date().toISOString()) })
  const cookie = /__Host-fengqiao=[\w-]+/.exec(entered.text)?.[0] ?? ''
  const clerk = { cookie }

  // Activation of a second person: a slip, a secret, a password.
  const slip = newActivationCode()
  await world.owner.query("update people set activation_hash = $2, activation_until = '2099-01-01' where sign_in_name = $1", [people.town.sign_in_name, hashOfActivation(slip)])
  const begun = await ask('begin_activation', '/api/activation', {}, { code: slip })
  const chosen = randomBytes(12).toString('base64url')
  const totp_secret = String(begun.body.totp_secret)
  await ask('finish_activation', '/api/activation/finish', {}, { code: slip, password: chosen, totp_secret, totp_code: codeAt(totp_secret, new Date().toISOString()) })

  await ask('desk', '/api/desk', clerk)
  await ask('find', '/api/find', clerk, { words: phone })
  const page = await ask('page', `/api/disputes/${file_id}`, clerk)
  const party_id = (page.body.parties as { id: string }[])[0]?.id ?? ''
  await ask('record_identity', at('record_identity'), clerk, { party_id, paper: 'resident_card', number: identity })
  await ask('find_by_number', '/api/find', clerk, { words: identity })
  await ask('ask_supplement', at('ask_supplement'), clerk, { missing: ['wish'] })
  await ask('supply', at('supply_supplement'), { link }, { text: '希望让出水沟。' })
  const accepted = await ask('accept', at('accept_here'), clerk, {})
  const task = (accepted.body.parts as { part: string; id: string }[]).find((part) => part.part === 'task')?.id
  await ask('page', `/api/disputes/${file_id}`, clerk)

  const others = { town: people.town.sign_in_name, county: people.county.sign_in_name, leader: 'fu.qinghe', justice: 'jiang.yingyue' }
  for (const [who, signInName] of Object.entries(others)) {
    const other = { cookie: await enter(world, signInName) }
    await ask(`page_of_${who}`, `/api/disputes/${file_id}`, other)
    await ask(`lists_of_${who}`, '/api/disputes', other)
    await ask(`lists_of_${who}`, '/api/find', other, { words: phone })
  }
  const looks = `/api/disputes/${file_id}/looks`
  await ask('reveal_reach', looks, { cookie: await enter(world, people.county.sign_in_name) }, { party_id, what: 'reach', reason: '回访核对电话' })
  await ask('reveal_identity', looks, clerk, { party_id, what: 'identity_number', reason: '制作文书核对号码' })

  // Mishaps, each of which quotes what was sent: a wrong field, no reason, a wrong link, a fault of ours in the database.
  await ask('mishap', at('record_identity'), clerk, { party_id, paper: 'resident_card', number: `${identity}${phone}` })
  await ask('mishap', looks, clerk, { party_id, what: 'reach', reason: '' })
  await ask('mishap', '/api/my-dispute', { link: `${link.slice(0, -1)}z` })
  await ask('mishap', `/api/places?parent=${phone}&token=${link}`, {})
  await world.owner.query("alter table disputes add constraint never check (wish <> '坏') not valid")
  const broken = await ask('mishap', '/api/disputes/steps/register', {}, { ...request, your_name: name, reach: phone, wish: '坏', what_happened: story, place_code: people.village.place_code })
  expect(broken.status).toBe(500)
  await world.owner.query('alter table disputes drop constraint never')

  await ask('resolve', at('resolve_task', `/tasks/${task}`), clerk, { how: 'matter_put_right', account: '墙退回一尺。' })
  await ask('close', at('close'), clerk, {})
  await ask('my', '/api/my-dispute', { link })
  await ask('my_looks', '/api/my-dispute/looks', { link })
  secrets = { phone, identity, link, password: account.password, chosen, totp: account.secret, totp_secret, session: cookie.split('=')[1] ?? '', slip }
  for (const [what, secret] of Object.entries(secrets)) expect(secret.length, what).toBeGreaterThan(10)
}

test('the path was walked to its end', () => {
  const refused = statuses.filter(([of, status]) => status >= 400 && of !== 'mishap' && of !== 'wrong_sign_in' && !/_of_justice/.test(of))
  expect(refused).toEqual([])
  expect(statuses.length).toBeGreaterThan(25)
  expect(creditCodeChecks(identity)).toBe(false)
})

test('each secret stands in the answers it belongs in, and in no other', () => {
  const holding = Object.fromEntries(Object.entries(secrets).map(([what, secret]) => [what, asked.holding(secret)]))
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
  expect(asked.holding(name)).toEqual(['desk', 'find', 'find_by_number', 'my', 'page', 'register'])
})

test('no secret stands in any row of any table, in any spelling', async () => {
  const { rows: tables } = await world.owner.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  )
  expect(tables.map((table) => table.name)).toContain('graphile_worker._private_jobs')
  const spellings = (secret: string): string[] => [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64').replace(/=+$/, ''), encodeURIComponent(secret)]
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
    for (const [what, secret] of Object.entries(secrets)) if (spellings(secret).some((it) => text.includes(it))) found.push(`${what} in ${table}`)
  }
  await worker.end()
  expect(found).toEqual([])
  // What may be kept is found: the search itself works.
  expect(whole).toContain(story)
})

test('what server, worker and database print or write down holds no secret, no name and nobody’s story', async () => {
  expect(served.said()).toContain('unexpected')
  const postgresLog = join(world.dataDir, 'logs/postgres.log')
  const logs: [string, string][] = [['server and worker', served.said()]]
  if (!process.env.TEST_DATABASE_URL) logs.push(['postgres', readFileSync(postgresLog, 'utf8')])
  for (const [of, text] of logs) {
    for (const [what, secret] of Object.entries({ ...secrets, name, story })) expect(text.includes(secret), `${what} in what ${of} printed`).toBe(false)
  }
  if (!process.env.TEST_DATABASE_URL) expect(readFileSync(postgresLog, 'utf8')).toContain('violates check constraint')
})

test.skipIf(process.env.TEST_DATABASE_URL)('no secret lies on the disc of the database, its journal included', async () => {
  const wanted = Object.entries({ ...secrets, story }).map(([what, secret]) => [what, Buffer.from(secret)] as const)
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
})

test('what the party reads is hers: nothing of the staff’s page slips into it', async () => {
  const { rows } = await world.owner.query('select token_hash from links where file_id = $1', [file_id])
  expect(rows).toHaveLength(1)
  const mine = (await asked.ask('my', '/api/my-dispute', { link: secrets.link ?? '' })).body
  expect(Object.keys(mine).sort()).toEqual(
    'can clocks code file_id idle_days missing papers party_id place received_at routes said short_code stage stage_says story unit'.split(' ').sort(),
  )
  const keys = new Set<string>()
  JSON.stringify(mine, (key, value) => {
    keys.add(key)
    return value
  })
  for (const staffOnly of ['version', 'parties', 'tasks', 'messages', 'identity_number', 'identity_paper', 'reach_open', 'person_id', 'post_id', 'unit_id', 'responsible', 'head_hash', 'actor', 'input', 'hash']) {
    expect(keys.has(staffOnly), staffOnly).toBe(false)
  }
  expect(mine.said).toMatchObject({ your_name: name, reach: phone })
})

test('every page opened and every value revealed is one look, which the party can read with its reason', async () => {
  const mine = (await asked.ask('my_looks', '/api/my-dispute/looks', { link: secrets.link ?? '' })).body as { looks: { what: string; who: string; reason: string | null }[] }
  const pages = statuses.filter(([of, status]) => of.startsWith('page') && status === 200).length
  expect(mine.looks.filter((look) => look.what === 'page')).toHaveLength(pages)
  expect(mine.looks.filter((look) => look.what !== 'page')).toMatchObject([
    { what: 'identity_number', reason: '制作文书核对号码', who: expect.stringContaining('综治工作站') },
    { what: 'reach', reason: '回访核对电话', who: expect.stringContaining('枫溪县社会治安综合治理中心') },
  ])
})

test('nothing is revealed without a reason, of nothing, or of another file; and then there is no look', async () => {
  const countLooks = async (): Promise<number> => (await world.owner.query("select count(*)::int as n from looks where what <> 'page'")).rows[0].n
  const clerk = { cookie: await enter(world, people.village.sign_in_name) }
  const { rows } = await world.owner.query("select id from parties where file_id = $1", [file_id])
  const reveal = (body: object, path = `/api/disputes/${file_id}/looks`) => asked.ask('no_reveal', path, clerk, { party_id: rows[0].id, what: 'reach', reason: '核对联系电话', ...body })
  const before = await countLooks()
  for (const reason of ['', '   ', '看看', undefined, null, '四\u0000个字呀']) expect((await reveal({ reason })).status, JSON.stringify(reason)).toBe(422)
  expect((await reveal({ what: 'name' })).status).toBe(422)
  const other = await asked.ask('other', '/api/disputes/steps/register', {}, { ...request, place_code: people.village.place_code })
  expect((await reveal({}, `/api/disputes/${other.body.file_id}/looks`)).status).toBe(404)
  expect((await reveal({ party_id: file_id })).status).toBe(404)
  // Nobody recorded an identity paper there: nothing to reveal, nothing to note.
  const others = await world.owner.query('select id from parties where file_id = $1', [other.body.file_id])
  expect((await reveal({ party_id: others.rows[0].id, what: 'identity_number' }, `/api/disputes/${other.body.file_id}/looks`)).status).toBe(404)
  expect(await countLooks()).toBe(before)
  expect(asked.holding(phone)).not.toContain('no_reveal')
  // Each time the value is shown is one look, also where the very same request is sent again.
  for (let nth = 0; nth < 3; nth += 1) expect((await reveal({})).body).toEqual({ value: phone })
  expect(await countLooks()).toBe(before + 3)
})

test('a secret never stands in an address: the link carries it behind #, which no browser sends', async () => {
  const other = await asked.ask('register', '/api/disputes/steps/register', {}, { ...request, place_code: people.village.place_code })
  const link = new URL(String(other.body.link))
  expect(link.pathname + link.search).toBe('/my')
  expect(link.hash).toMatch(/^#[2-9a-z]{26}$/)
})
