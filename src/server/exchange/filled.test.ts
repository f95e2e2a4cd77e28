import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { secondsAfter, setNow } from '#server/clock.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { linkToken, openLink } from '#server/identity/links.ts'
import { codeDigits, newCode, useCode } from '#server/identity/one-time-codes.ts'
import { sealSecret, writeSealed } from '#server/identity/write.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { deliverEffect } from './deliver.ts'
import { addEffectJobs, sendEffect } from './write.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
/** What the gateway was told. */
let told: { to: string; text: string }[] = []
const gateway = { url: '', token: null }
const server = createServer(async (asked, reply) => {
  let text = ''
  for await (const part of asked) text += part
  told.push(JSON.parse(text))
  reply.end('收到')
})
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  gateway.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`
})
const AT = '2026-03-02T01:00:00.000Z'
beforeEach(() => {
  setNow(AT)
  told = []
})
afterAll(() => {
  setNow(null)
  server.closeAllConnections()
  server.close()
})

async function filed() {
  const reply = (
    await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: people.village.place_code })
  ).json()
  const { rows } = await world.owner.query('select id from parties where file_id = $1', [reply.file_id])
  return { file_id: String(reply.file_id), party_id: String(rows[0].id) }
}
type Of = Awaited<ReturnType<typeof filed>>
const scopeOf = (of: Of) => ({ ...nobody('2026-03-02'), holder_of: of.file_id })

/** A message with a link and a code in it, as a step sends one. */
async function message(of: Of, more: { until?: string } = {}) {
  const [id, link_id, code_id, about] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await inScope(world.pool, scopeOf(of), async (trx, last) =>
    last([
      openLink(world, trx, of.file_id, AT, {
        kind: 'involve',
        id: link_id,
        who: { holder: of.party_id },
        purpose: 'invitation',
        until: more.until ?? null,
      }),
      newCode(of.file_id, AT, { id: code_id, to_party: of.party_id, about, edition: 1 }),
      sendEffect(of.file_id, 1, AT, {
        kind: 'send_effect',
        id,
        effect: 'text_message',
        to_party: of.party_id,
        wording: '请打开 {link} ，验证码 {code}，10 分钟内有效。',
        link_id,
        code: { id: code_id, about, edition: 1 },
      }),
    ]),
  )
  return { id, link_id, code_id, about }
}
const rowOf = async (id: string) =>
  (await world.owner.query('select state, answer, wording from effects where id = $1', [id])).rows[0]

test('a message costs one transaction before it is handed over and one after, and where nobody is spoken to one in all', async () => {
  const of = await filed()
  const opened = vi.spyOn(world.pool, 'connect')
  const transactions = async (to: typeof gateway | null): Promise<number> => {
    const { id } = await message(of)
    opened.mockClear()
    await deliverEffect(world, to, id)
    const spent = opened.mock.calls.length
    expect(await rowOf(id)).toMatchObject({ state: to ? 'sent' : 'no_channel' })
    return spent
  }
  expect([await transactions(gateway), await transactions(null)]).toEqual([2, 1])
  opened.mockRestore()
})

test('link and code are put in at delivery, and stand nowhere else: no row, no job, no page of the staff', async () => {
  const of = await filed()
  const { id, link_id, code_id } = await message(of)
  const secrets = [linkToken(world, link_id), codeDigits(world, code_id)]
  await deliverEffect(world, gateway, id)
  expect(told).toEqual([
    {
      id,
      to: request.reach,
      text: `请打开 http://localhost:3000/my#${secrets[0]} ，验证码 ${secrets[1]}，10 分钟内有效。`,
    },
  ])
  expect(await rowOf(id)).toMatchObject({ state: 'sent', wording: '请打开 {link} ，验证码 {code}，10 分钟内有效。' })
  const { rows: tables } = await world.owner.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'",
  )
  for (const { name } of tables) {
    const { rows } = await world.owner.query<{ row: string }>(`select t::text as row from ${name} t`)
    const text = rows.map((it) => it.row).join('\n')
    for (const secret of secrets) expect(text.includes(secret), name).toBe(false)
  }
  const clerk = speaker(app, { cookie: await enter(world, people.village.sign_in_name) })
  const page = await clerk.get(`/api/disputes/${of.file_id}`)
  expect(page.json().messages).toMatchObject([{ wording: '请打开 〔链接〕 ，验证码 〔验证码〕，10 分钟内有效。' }])
  for (const secret of secrets) expect(page.body).not.toContain(secret)
})

test('a message without link or code goes out letter for letter', async () => {
  const of = await filed()
  const id = randomUUID()
  const wording = '写给 {name} 的 $& {link} {code}'
  await inScope(world.pool, scopeOf(of), async (_, last) =>
    last([
      sendEffect(of.file_id, 1, AT, {
        kind: 'send_effect',
        id,
        effect: 'text_message',
        to_party: of.party_id,
        wording,
      }),
    ]),
  )
  await deliverEffect(world, gateway, id)
  expect(told).toMatchObject([{ text: wording }])
})

test('a link that is over is not sent any more, and staff read why', async () => {
  const of = await filed()
  const { id } = await message(of, { until: '2026-03-02' })
  setNow('2026-03-02T16:00:00.000Z')
  await deliverEffect(world, gateway, id)
  expect(told).toEqual([])
  expect(await rowOf(id)).toMatchObject({ state: 'given_up', answer: 'link over' })
  const clerk = speaker(app, { cookie: await enter(world, people.village.sign_in_name) })
  expect((await clerk.get(`/api/disputes/${of.file_id}`)).json().messages).toMatchObject([
    { state_says: '链接在发出之前已经停用，没有发出' },
  ])
})

test('a code that is used or ten minutes old is not sent any more', async () => {
  for (const end of ['used', 'old']) {
    setNow(AT)
    const of = await filed()
    const { id, code_id, about } = await message(of)
    if (end === 'used')
      await inScope(world.pool, scopeOf(of), (trx) => useCode(trx, code_id, AT, { about, edition: 1 }))
    else setNow(secondsAfter(AT, 600.001))
    await deliverEffect(world, gateway, id)
    expect(told).toEqual([])
    expect(await rowOf(id), end).toMatchObject({ state: 'given_up', answer: 'code over' })
  }
})

test('a code goes to the phone it was asked for, also where another was put in her place meanwhile', async () => {
  const of = await filed()
  const { id } = await message(of)
  const other = sealSecret(world, randomUUID(), 'reach', '10099990000')
  await inScope(world.pool, scopeOf(of), async (_, last) => last(writeSealed(of.file_id, [other], null)))
  await world.owner.query('update parties set reach_id = $2 where id = $1', [of.party_id, other.id])
  await deliverEffect(world, gateway, id)
  expect(told).toMatchObject([{ to: request.reach }])
})

test('no message carries the link or the code of another party', async () => {
  const [of, other] = [await filed(), await filed()]
  const { link_id, code_id, about } = await message(other)
  for (const carried of [{ link_id }, { code: { id: code_id, about, edition: 1 } }]) {
    const send = inScope(world.pool, scopeOf(of), async (_, last) =>
      last([
        sendEffect(of.file_id, 1, AT, {
          kind: 'send_effect',
          id: randomUUID(),
          effect: 'text_message',
          to_party: of.party_id,
          wording: '{link}{code}',
          ...carried,
        }),
      ]),
    )
    await expect(send).rejects.toMatchObject({ code: '23503' })
  }
})

test('jobs are added together, each under its own effect’s key, and one added twice is one', async () => {
  const worker = new pg.Client({ connectionString: world.workerUrl })
  await worker.connect()
  try {
    const ids = [randomUUID(), randomUUID()].sort()
    const add = (of: string[]) =>
      inScope(world.pool, nobody('2026-03-02'), async (_, last) => last([addEffectJobs(of)]))
    await add(ids)
    await add(ids.slice(1))
    const { rows } = await worker.query(
      `select payload, max_attempts from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'deliver_effect' and key = any ($1) order by key`,
      [ids.map((id) => `effect ${id}`)],
    )
    expect(rows).toEqual(ids.map((id) => ({ payload: { id }, max_attempts: 25 })))
  } finally {
    await worker.end()
  }
})
