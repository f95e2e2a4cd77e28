import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { newSetupCode } from '#server/organisations/setup.ts'
import { checkAnswer, HAN } from './check-answer.ts'
import { request, speaker } from './make.ts'
import { fieldsOf, POSTS, poster } from './right-bodies.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

let world: TestWorld
let app: FastifyInstance
let post: Awaited<ReturnType<typeof poster>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  post = await poster(world, app)
})

test('every endpoint that takes a body is tried here', () => {
  expect(Object.keys(post.right).sort()).toEqual(POSTS.map((endpoint) => endpoint.id).sort())
  for (const { id, body } of POSTS) expect(body.safeParse(post.right[id]?.()).success, id).toBe(true)
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
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must not be filled in
  '{"json": true} ${env} {{7*7}} %s %n \\u0000 \\ \' "',
  "'; drop table files; --",
  '../../etc/passwd',
  '\uFDFA\u0E33\u{10FFFD}\uFFFD',
]

test('what people write comes back byte for byte, to the clerk, to the party, and from the rows', async () => {
  const clerk = speaker(app, { cookie: post.staff.cookie ?? '' })
  for (const text of KEPT) {
    const said = {
      ...request,
      your_name: text.slice(0, 60).trim(),
      other_side: text,
      where_text: text,
      what_happened: text,
      wish: text,
    }
    const filed = await speaker(app).post('/api/disputes/steps/register', {
      ...said,
      place_code: post.people.village.place_code,
    })
    expect(filed.statusCode, text).toBe(201)
    const { file_id, link } = filed.json()
    const page = (await clerk.get(`/api/disputes/${file_id}`)).json()
    const mine = (await speaker(app, { link: link.split('#')[1] }).get('/api/my-dispute')).json()
    for (const told of [page.dispute, mine.said]) {
      expect(told).toMatchObject({ other_side: text, where_text: text, what_happened: text, wish: text })
    }
    expect([page.parties[0].name, mine.said.your_name]).toEqual([said.your_name, said.your_name])
    const { rows } = await world.owner.query(
      'select d.*, e.input from disputes d join events e using (file_id) where file_id = $1 and seq = 1',
      [file_id],
    )
    expect(Buffer.from(rows[0].what_happened)).toEqual(Buffer.from(text))
    expect(rows[0].input.what_happened).toBe(text)
  }
})

test('a name with half a surrogate pair left by a cut is refused, not spoilt', async () => {
  const answer = await speaker(app).post('/api/disputes/steps/register', {
    ...request,
    your_name: '林𠀀'.slice(0, 2),
    place_code: post.people.village.place_code,
  })
  expect(answer.json()).toMatchObject({
    status: 422,
    faults: [{ path: 'your_name', says: expect.stringMatching(HAN) }],
  })
})

test('five thousand characters are kept, one more is refused at its field', async () => {
  const long = `${'水'.repeat(4_999)}。`
  const ask = (what_happened: string) =>
    speaker(app).post('/api/disputes/steps/register', {
      ...request,
      what_happened,
      place_code: post.people.village.place_code,
    })
  const filed = await ask(long)
  expect(filed.statusCode).toBe(201)
  const page = await app.inject({ url: `/api/disputes/${filed.json().file_id}`, headers: post.staff })
  expect(page.json().dispute.what_happened).toBe(long)
  expect((await ask(`${long}。`)).json()).toMatchObject({
    status: 422,
    faults: [{ path: 'what_happened', says: '最多 5000 个字，请写短一些。' }],
  })
})

/** Fields whose text is hashed or compared, never stored: junk in them is simply wrong. */
const NEVER_STORED = [
  'sign_in.password',
  'finish_activation.password',
  'begin_activation.code',
  'finish_activation.code',
  'setup_state.code',
  'setup_county.code',
  'setup_county.workbook',
  'check_batch.workbook',
  'file_batch.workbook',
  'sign_agreement.code',
]

test('control characters and half characters are refused in every text, at that field, in Chinese', async () => {
  type Told = { status: number; faults?: { path: string; says: string }[] }
  let tried = 0
  for (const endpoint of POSTS) {
    const texts = fieldsOf(endpoint).flatMap(([field, leaf]) => (leaf.type === 'string' ? [field] : []))
    const stored = texts.filter((field) => !NEVER_STORED.includes(`${endpoint.id}.${field}`))
    for (const bad of ['\u0000', '\u0007', '\u001B', '\u007F', '\uD840', '\uDC00']) {
      const spoilt = async (fields: string[]): Promise<Told> => {
        const junk = Object.fromEntries(fields.map((field) => [field, `村口第一家${bad}老王`]))
        const answer = await post.send(endpoint, { ...post.right[endpoint.id]?.(), ...junk })
        checkAnswer(answer, `${endpoint.id}.${fields.join()} ${JSON.stringify(bad)}`)
        tried += fields.length
        return answer.json() as Told
      }
      const refusedAt = ({ status, faults = [] }: Told, field: string): boolean =>
        status === 422 && faults.some(({ path, says }) => path === field && HAN.test(says))
      // All at once tells of all that are looked at together; whatever it does not tell of is tried alone.
      const together = stored.length > 1 ? await spoilt(stored) : { status: 0 }
      for (const field of stored.filter((it) => !refusedAt(together, it)))
        expect(refusedAt(await spoilt([field]), field), `${endpoint.id}.${field} ${JSON.stringify(bad)}`).toBe(true)
      for (const field of texts.filter((it) => !stored.includes(it))) await spoilt([field])
    }
  }
  expect(tried).toBeGreaterThan(1_000)
})

test('ten megabytes are refused in Chinese before they are read, wherever they come', async () => {
  const big = Buffer.from(`{"note":"${'a'.repeat(10_000_000)}"}`)
  for (const endpoint of POSTS.filter((it) => !it.largest_body)) {
    const answer = await post.sendText(endpoint, big)
    expect([endpoint.id, answer.statusCode]).toEqual([endpoint.id, 413])
    checkAnswer(answer, endpoint.id)
  }
  const workbook = await post.sendRaw(
    '/api/setup/county',
    JSON.stringify({ code: 'x'.repeat(24), dry_run: true, workbook: 'A'.repeat(14_000_000) }),
  )
  expect(workbook.statusCode).toBe(404)
  expect(
    (
      await post.sendRaw(
        '/api/setup/county',
        JSON.stringify({ code: 'x'.repeat(24), dry_run: true, workbook: 'A'.repeat(16_000_000) }),
      )
    ).statusCode,
  ).toBe(413)
})

test('a set-up workbook that is none is answered with what is wrong with it', async () => {
  const empty = await newWorld({ county: false })
  const code = await newSetupCode(empty)
  const fresh = await newApp(empty)
  const template = await fresh.inject('/api/setup/template.xlsx')
  expect(template.headers['content-type']).toMatch(/spreadsheetml/)
  const books = [
    '',
    'AAAA',
    '%%%%',
    '\u0000',
    Buffer.from('PK\u0003\u0004 not a zip').toString('base64'),
    template.rawPayload.subarray(0, 900).toString('base64'),
    template.rawPayload.toString('base64'),
  ]
  for (const workbook of books) {
    const answer = await fresh.inject({
      method: 'POST',
      url: '/api/setup/county',
      headers: { 'idempotency-key': randomUUID() },
      payload: { code, dry_run: false, workbook },
    })
    checkAnswer(answer, workbook.slice(0, 20))
    if (answer.statusCode !== 200) continue
    expect(answer.json()).toMatchObject({ done: false, slips: [] })
    expect(answer.json().faults.length).toBeGreaterThan(0)
    for (const fault of answer.json().faults) expect(fault.says).toMatch(HAN)
  }
})
