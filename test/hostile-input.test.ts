import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ENDPOINTS } from '#contract/all.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { newSetupCode } from '#server/organisations/setup.ts'
import { cast, enter, request, speaker } from './make.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
let ids: Record<'file_id' | 'party_id' | 'part_id', string>
let headers: Record<'anyone' | 'party' | 'staff', Record<string, string>>

beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
  const filed = (await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: people.village.place_code })).json()
  const cookie = await enter(world, people.village.sign_in_name)
  const accepted = await speaker(app, { cookie }).post(`/api/disputes/${filed.file_id}/steps/accept_here`, {})
  const partOf = (kind: string): string => accepted.json().parts.find((it: { part: string }) => it.part === kind)?.id ?? ''
  ids = { file_id: filed.file_id, party_id: partOf('party'), part_id: partOf('task') }
  headers = { anyone: {}, party: { authorization: `Link ${filed.link.split('#')[1]}` }, staff: { cookie } }
})

const callerOf = (endpoint: Endpoint): 'anyone' | 'party' | 'staff' => (endpoint.who.includes('staff') ? 'staff' : (endpoint.who[0] ?? 'anyone'))
const addressOf = (path: string): string => path.replace(':file_id', ids.file_id).replace(':part_id', ids.part_id)
const sendRaw = (url: string, payload: string | Buffer, more: Record<string, string> = {}, as: 'anyone' | 'party' | 'staff' = 'anyone') =>
  app.inject({ method: 'POST', url, headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers[as], ...more }, payload })
const send = (endpoint: Endpoint, body: unknown) => sendRaw(addressOf(endpoint.path), JSON.stringify(body) ?? '', {}, callerOf(endpoint))

/** A body that is right for each endpoint with one: what junk is put into. */
const RIGHT: Record<string, () => Record<string, unknown>> = {
  find: () => ({ words: request.your_name }),
  reveal: () => ({ party_id: ids.party_id, what: 'reach', reason: '核对联系电话' }),
  sign_in: () => ({ sign_in_name: 'nobody', password: 'x', totp_code: '000000' }),
  switch_post: () => ({ post_id: randomUUID() }),
  begin_activation: () => ({ code: 'AAAA-AAAA-AAAA-AAAA' }),
  finish_activation: () => ({ code: 'AAAA-AAAA-AAAA-AAAA', password: '一句足够长又好记的话', totp_secret: 'A'.repeat(32), totp_code: '000000' }),
  enter_demo: () => ({ sign_in_name: 'gu.nianci' }),
  setup_state: () => ({ code: 'x'.repeat(24) }),
  setup_county: () => ({ code: 'x'.repeat(24), dry_run: true, workbook: '' }),
  register: () => ({ ...request, place_code: people.village.place_code }),
  ask_supplement: () => ({ missing: ['wish'], note: '请补充。', occurred_at: '2026-03-02T01:00:00Z' }),
  supply_supplement: () => ({ text: '补充说明。', other_side: '邢大山' }),
  record_identity: () => ({ party_id: ids.party_id, paper: 'passport', number: 'XX0000001' }),
  accept_here: () => ({ note: '可以办。' }),
  refuse: () => ({ ground: 'no_dispute_between_parties', explanation: '这是咨询。' }),
  withdraw: () => ({ reason: 'personal', said_by: ids.party_id }),
  resolve_task: () => ({ how: 'matter_put_right', account: '已经让出水沟。' }),
  leave_unresolved: () => ({ why: 'too_far_apart', account: '劝了两次。' }),
  close: () => ({ note: '结案。' }),
}
const POSTS = ENDPOINTS.filter((endpoint) => endpoint.method === 'POST')

const HAN = /\p{Script=Han}/u
/** What every refusal must be: problem+json that says in Chinese what is wrong and what to do; never a fault of ours. */
function checkAnswer(answer: LightMyRequestResponse, about: string): void {
  expect(answer.statusCode, about).toBeLessThan(500)
  if (answer.statusCode < 400) return
  expect(answer.headers['content-type'], about).toBe('application/problem+json; charset=utf-8')
  const problem = answer.json() as { status: number; title: string; detail: string; code: string; faults?: { path: string; says: string }[] }
  expect(problem.status, about).toBe(answer.statusCode)
  expect(problem.title, about).toMatch(HAN)
  expect(problem.detail, about).toMatch(HAN)
  if (problem.code !== 'bad_input') return
  expect(problem.faults?.length, about).toBeGreaterThan(0)
  for (const fault of problem.faults ?? []) expect(fault.says, `${about} ${fault.path}`).toMatch(HAN)
}

test('every endpoint that takes a body is tried here', () => {
  expect(Object.keys(RIGHT).sort()).toEqual(POSTS.map((endpoint) => endpoint.id).sort())
  for (const { id, body } of POSTS) expect(body.safeParse(RIGHT[id]?.()).success, id).toBe(true)
})

const KEPT = [
  '马䶮、沈㛃、林𠀀、周𫖮、贺𬀩',
  '古丽巴哈尔·艾山，阿力木江•吐尔逊',
  '<script>alert("枫")</script><img src=x onerror=alert(1)>&lt;&amp;',
  `=cmd|' /C calc'!A0`,
  '+1-1@SUM(A1:A9)\t=1+1',
  '＝＋－＠全角',
  '\u202E这一行从右往左\u202C，\u200B零宽，\u00A0不断行',
  '👨‍👩‍👧‍👦🧧🏽️ e\u0301 é ﬁ',
  '第一行\r\n第二行\n\n第三行\t缩进',
  '{"json": true} ${env} {{7*7}} %s %n \\u0000 \\ \' "',
  "'; drop table files; --",
  '../../etc/passwd',
  '\uFDFA\u0E33\u{10FFFD}\uFFFD',
]

test('what people write comes back byte for byte, to the clerk, to the party, and from the rows', async () => {
  const clerk = speaker(app, { cookie: headers.staff.cookie ?? '' })
  for (const text of KEPT) {
    const said = { ...request, your_name: text.slice(0, 60).trim(), other_side: text, where_text: text, what_happened: text, wish: text }
    const filed = await speaker(app).post('/api/disputes/steps/register', { ...said, place_code: people.village.place_code })
    expect(filed.statusCode, text).toBe(201)
    const { file_id, link } = filed.json()
    const page = (await clerk.get(`/api/disputes/${file_id}`)).json()
    const mine = (await speaker(app, { link: link.split('#')[1] }).get('/api/my-dispute')).json()
    for (const told of [page.dispute, mine.said]) {
      expect(told).toMatchObject({ other_side: text, where_text: text, what_happened: text, wish: text })
    }
    expect([page.parties[0].name, mine.said.your_name]).toEqual([said.your_name, said.your_name])
    const { rows } = await world.owner.query('select d.*, e.input from disputes d join events e using (file_id) where file_id = $1 and seq = 1', [file_id])
    expect(Buffer.from(rows[0].what_happened)).toEqual(Buffer.from(text))
    expect(rows[0].input.what_happened).toBe(text)
  }
})

test('a name with half a surrogate pair left by a cut is refused, not spoilt', async () => {
  const answer = await speaker(app).post('/api/disputes/steps/register', { ...request, your_name: '林𠀀'.slice(0, 2), place_code: people.village.place_code })
  expect(answer.json()).toMatchObject({ status: 422, faults: [{ path: 'your_name', says: expect.stringMatching(HAN) }] })
})

test('five thousand characters are kept, one more is refused at its field', async () => {
  const long = '水'.repeat(4_999) + '。'
  const ask = (what_happened: string) => speaker(app).post('/api/disputes/steps/register', { ...request, what_happened, place_code: people.village.place_code })
  const filed = await ask(long)
  expect(filed.statusCode).toBe(201)
  const page = await app.inject({ url: `/api/disputes/${filed.json().file_id}`, headers: headers.staff })
  expect(page.json().dispute.what_happened).toBe(long)
  expect((await ask(`${long}。`)).json()).toMatchObject({ status: 422, faults: [{ path: 'what_happened', says: '最多 5000 个字，请写短一些。' }] })
})

/** Fields whose text is hashed or compared, never stored: junk in them is simply wrong. */
const NEVER_STORED = ['sign_in.password', 'finish_activation.password', 'begin_activation.code', 'finish_activation.code', 'setup_state.code', 'setup_county.code', 'setup_county.workbook']

type Leaf = { type?: string; enum?: unknown[]; format?: string; pattern?: string }
const fieldsOf = (endpoint: Endpoint): [string, Leaf][] =>
  Object.entries((z.toJSONSchema(endpoint.body, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, Leaf> }).properties ?? {})

test('control characters and half characters are refused in every text, at that field, in Chinese', async () => {
  let tried = 0
  for (const endpoint of POSTS) {
    for (const [field, leaf] of fieldsOf(endpoint)) {
      if (leaf.type !== 'string') continue
      for (const bad of ['\u0000', '\u0007', '\u001B', '\u007F', '\uD840', '\uDC00']) {
        const about = `${endpoint.id}.${field} ${JSON.stringify(bad)}`
        const answer = await send(endpoint, { ...RIGHT[endpoint.id]?.(), [field]: `村口第一家${bad}老王` })
        checkAnswer(answer, about)
        tried += 1
        if (NEVER_STORED.includes(`${endpoint.id}.${field}`)) continue
        expect(answer.json(), about).toMatchObject({ status: 422, faults: [{ path: field, says: expect.stringMatching(HAN) }] })
      }
    }
  }
  expect(tried).toBeGreaterThan(120)
})

test('ten megabytes are refused in Chinese before they are read, wherever they come', async () => {
  const big = Buffer.alloc(10_000_000, 'a')
  for (const endpoint of POSTS.filter((it) => !it.largest_body)) {
    const answer = await sendRaw(addressOf(endpoint.path), Buffer.concat([Buffer.from('{"note":"'), big, Buffer.from('"}')]), {}, callerOf(endpoint))
    expect([endpoint.id, answer.statusCode]).toEqual([endpoint.id, 413])
    checkAnswer(answer, endpoint.id)
  }
  const workbook = await sendRaw('/api/setup/county', JSON.stringify({ code: 'x'.repeat(24), dry_run: true, workbook: 'A'.repeat(14_000_000) }))
  expect(workbook.statusCode).toBe(404)
  expect((await sendRaw('/api/setup/county', JSON.stringify({ code: 'x'.repeat(24), dry_run: true, workbook: 'A'.repeat(16_000_000) }))).statusCode).toBe(413)
})

const BODIES: [string, string, number, Record<string, string>?][] = [
  ['no body', '', 400],
  ['half an object', '{"words":', 400],
  ['not JSON at all', '<xml/>', 400],
  ['a poisoned prototype', '{"words":"ab","__proto__":{"admin":true}}', 400],
  ['a poisoned constructor', '{"words":"ab","constructor":{"prototype":{"admin":true}}}', 400],
  ['a byte order mark only', '\uFEFF', 400],
  ['an array', '["ab"]', 422],
  ['null', 'null', 422],
  ['a text', '"ab"', 422],
  ['a number', '1e999', 422],
  ['an array for a text', '{"words":["ab"]}', 422],
  ['an object for a text', '{"words":{"toString":"ab"}}', 422],
  ['a field too many', '{"words":"ab","scope":"all"}', 422],
  ['the field twice, the last of them wrong', '{"words":"ab","words":7}', 422],
  ['fifty thousand brackets', `{"words":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 422],
  ['a form', 'words=ab', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
  ['xml', '<words>ab</words>', 415, { 'content-type': 'application/xml' }],
  ['a form with a file', '--x\r\n\r\n--x--', 415, { 'content-type': 'multipart/form-data; boundary=x' }],
  ['plain text, as a form of another site can send it', '{"words":"ab"}', 415, { 'content-type': 'text/plain' }],
  ['a type nobody knows', '{"words":"ab"}', 415, { 'content-type': '/;;;=' }],
]

test('bodies that are no right JSON of the right shape are refused in Chinese', async () => {
  for (const [about, body, status, more] of BODIES) {
    const answer = await sendRaw('/api/find', body, more, 'staff')
    checkAnswer(answer, about)
    expect([about, answer.statusCode]).toEqual([about, status])
  }
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  expect((await sendRaw('/api/find', '{"words":"ab"}', { 'content-type': 'application/json; charset=utf-8' }, 'staff')).statusCode).toBe(200)
})

test('a change without a key, with a broken key, or from another site’s page is refused', async () => {
  const ask = (more: InjectOptions['headers']) =>
    app.inject({ method: 'POST', url: '/api/find', headers: { 'content-type': 'application/json', ...headers.staff, ...more }, payload: '{"words":"ab"}' })
  const key = { 'idempotency-key': randomUUID() }
  const tries: [InjectOptions['headers'], number][] = [
    [{}, 400],
    [{ 'idempotency-key': 'again' }, 400],
    [{ 'idempotency-key': `${randomUUID()}, ${randomUUID()}` }, 400],
    [{ ...key, 'sec-fetch-site': 'cross-site' }, 403],
    [{ ...key, 'sec-fetch-site': 'same-site' }, 403],
    [{ ...key, 'sec-fetch-site': 'same-origin' }, 200],
    [{ ...key, 'sec-fetch-site': 'none' }, 200],
  ]
  for (const [more, status] of tries) {
    const answer = await ask(more)
    checkAnswer(answer, JSON.stringify(more))
    expect([more, answer.statusCode]).toEqual([more, status])
  }
})

test('addresses that name nothing say so in Chinese, however they are bent', async () => {
  const nothing = [
    '/api/disputes/1',
    '/api/disputes/not-a-uuid',
    `/api/disputes/${ids.file_id}%00`,
    `/api/disputes/${ids.file_id}'`,
    `/api/disputes/${ids.file_id.toUpperCase()}x`,
    `/api/disputes/${'9'.repeat(200)}`,
    `/api/disputes/${'%F0%9F%90%8C'.repeat(50)}`,
    `/api/disputes/${randomUUID()}`,
    '/api/disputes/%',
    '/api/%E0%A4%A',
    '/api/nothing',
    '/api/',
    '/api/places?parent=1',
    '/api/places?parent=-5',
    '/api/places?parent=99999999999999',
    `/api/${'x'.repeat(8_000)}`,
    '/assets/nothing.js',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%252e%252e%252fpackage.json',
    '/assets/..%5c..%5cpackage.json',
  ]
  for (const url of nothing) {
    const answer = await app.inject({ url, headers: headers.staff })
    checkAnswer(answer, url.slice(0, 80))
    expect([url.slice(0, 80), answer.statusCode]).toEqual([url.slice(0, 80), 404])
  }
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const) {
    const answer = await app.inject({ method: method as 'PUT', url: `/api/disputes/${ids.file_id}`, headers: headers.staff })
    checkAnswer(answer, method)
    expect([method, answer.statusCode]).toEqual([method, 404])
  }
})

test('questions with bent values are refused at that value', async () => {
  const bent = [
    '/api/places?parent=abc',
    '/api/places?parent=1e400',
    '/api/places?parent=999999999999999999',
    '/api/places?parent=1&parent=2',
    '/api/places?parent=1.5',
    '/api/places?more=1',
    '/api/disputes?scope=county',
    '/api/disputes?stage=nothing',
    '/api/disputes?scope[]=area',
    '/api/disputes?before=yesterday',
    '/api/disputes?before=0000-01-01T00:00:00Z',
    '/api/disputes?before=2026-13-01T00:00:00Z',
    '/api/disputes?before=2026-02-30T00:00:00Z',
    '/api/disputes?before=2026-03-02T00:00:00',
    '/api/disputes?before=9999-12-31T23:59:59-15:00',
    '/api/disputes?before=%00',
    '/api/disputes?__proto__=1',
  ]
  for (const url of bent) {
    const answer = await app.inject({ url, headers: headers.staff })
    checkAnswer(answer, url)
    expect([url, answer.statusCode]).toEqual([url, 422])
  }
  for (const url of ['/api/disputes?before=2026-03-02T00:00:00%2B20:00', '/api/disputes?before=2026-03-02T00:00:00.123456789012Z']) {
    const answer = await app.inject({ url, headers: headers.staff })
    checkAnswer(answer, url)
    expect([url, answer.statusCode]).toEqual([url, 200])
  }
})

test('a set-up workbook that is none is answered with what is wrong with it', async () => {
  const empty = await newWorld({ county: false })
  const code = await newSetupCode(empty)
  const fresh = await newApp(empty)
  const template = await fresh.inject('/api/setup/template.xlsx')
  expect(template.headers['content-type']).toMatch(/spreadsheetml/)
  const books = ['', 'AAAA', '%%%%', '\u0000', Buffer.from('PK\u0003\u0004 not a zip').toString('base64'), template.rawPayload.subarray(0, 900).toString('base64'), template.rawPayload.toString('base64')]
  for (const workbook of books) {
    const answer = await fresh.inject({ method: 'POST', url: '/api/setup/county', headers: { 'idempotency-key': randomUUID() }, payload: { code, dry_run: false, workbook } })
    checkAnswer(answer, workbook.slice(0, 20))
    if (answer.statusCode !== 200) continue
    expect(answer.json()).toMatchObject({ done: false, slips: [] })
    expect(answer.json().faults.length).toBeGreaterThan(0)
    for (const fault of answer.json().faults) expect(fault.says).toMatch(HAN)
  }
})

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', ' ', 0, -0, -1, 1.5, 1e308, 2 ** 53, 990326100001000, 1e15 - 1, [], {}, [[]], '0', 'null', '\u0000', '\uD800', '=1+1', '<b>', '%', '9'.repeat(400), '水'.repeat(300)),
  fc.constantFrom<unknown>('0000-00-00T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '2026-03-02T00:00:00+14:00', '00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3, noUnicodeString: false }),
  fc.double(),
  fc.uuid(),
)

test('three thousand requests with junk in every field of every endpoint: never a fault of ours', { timeout: 120_000 }, async () => {
  const seen = new Map<number, number>()
  const cases = fc.constantFrom(...POSTS).chain((endpoint) => {
    const fields = fieldsOf(endpoint).map(([name]) => name)
    const spoilt = fields.length ? fc.dictionary(fc.constantFrom(...fields), junk, { minKeys: 1, maxKeys: 3 }) : fc.constant({})
    const more = fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.dictionary(fc.string(), junk, { maxKeys: 2 }) })
    const whole = fc.oneof({ weight: 14, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: junk })
    const without = fc.subarray(fields, { maxLength: 1 })
    return fc.record({ id: fc.constant(endpoint.id), spoilt, more, whole, without })
  })
  await fc.assert(
    fc.asyncProperty(cases, async ({ id, spoilt, more, whole, without }) => {
      const endpoint = POSTS.find((it) => it.id === id)
      if (!endpoint) throw new Error(id)
      const body: Record<string, unknown> = { ...RIGHT[endpoint.id]?.(), ...more, ...spoilt }
      for (const name of without) delete body[name]
      const answer = await send(endpoint, whole === undefined ? body : whole)
      seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1)
      checkAnswer(answer, endpoint.id)
    }),
    { numRuns: 3_000 },
  )
  console.log('hostile requests by status', JSON.stringify(Object.fromEntries([...seen].sort())))
  expect(seen.get(422)).toBeGreaterThan(1_000)
})
