import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { migrations } from '#server/db/migrate.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { cast, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { hashOfToken, linksOf, linkToken, openLink } from './links.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
})
const AT = '2026-03-02T01:00:00.000Z'
beforeEach(() => setNow(AT))
afterAll(() => setNow(null))

async function filed(): Promise<{ file_id: string; party_id: string; link: string }> {
  const reply = (
    await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: people.village.place_code })
  ).json()
  const { rows } = await world.owner.query('select id from parties where file_id = $1', [reply.file_id])
  return { file_id: reply.file_id, party_id: rows[0].id, link: reply.link.split('#')[1] }
}

/** What a step does when the domain opens or changes a link. */
const open = (of: { file_id: string; party_id: string }, id: string, until: string | null, at = AT): Promise<void> =>
  inScope(world.pool, { ...nobody('2026-03-02'), holder_of: of.file_id }, async (trx, last) =>
    last([
      openLink(world, trx, of.file_id, at, {
        kind: 'involve',
        id,
        who: { holder: of.party_id },
        purpose: 'invitation',
        until,
      }),
    ]),
  )
const mine = (id: string) => speaker(app, { link: linkToken(world, id) }).get('/api/my-dispute')

test('a link opens its file through its last day in Shanghai, and not a minute longer', async () => {
  const of = await filed()
  const id = randomUUID()
  await open(of, id, '2026-03-05')
  setNow('2026-03-05T15:59:59.000Z')
  expect((await mine(id)).json()).toMatchObject({ file_id: of.file_id, party_id: of.party_id })
  setNow('2026-03-05T16:00:00.000Z')
  expect((await mine(id)).json()).toMatchObject({ code: 'link_over', status: 401 })
})

test('who holds a link that is over is told whom to call, by name and number, and what to do', async () => {
  const of = await filed()
  const id = randomUUID()
  await open(of, id, '2026-03-05')
  setNow('2026-03-06T01:00:00.000Z')
  const { rows } = await world.owner.query(
    'select u.name, u.phone from units u join files f on f.responsible_unit = u.id where f.id = $1',
    [of.file_id],
  )
  const { title, detail } = (await mine(id)).json()
  expect(title).toContain('过期')
  expect(detail).toContain(rows[0].name)
  expect(detail).toContain(rows[0].phone)
  expect(detail).toContain('新的链接')
  // Nothing of the file: who holds it might not be who it was for.
  expect(title + detail).not.toMatch(new RegExp(`${request.your_name}|${request.reach}|水沟`))
  const act = await speaker(app, { link: linkToken(world, id) }).post(`/api/disputes/${of.file_id}/steps/withdraw`, {})
  expect(act.json()).toMatchObject({ code: 'link_over', status: 401 })
})

test('under the same id the last day changes: later or earlier', async () => {
  const of = await filed()
  const id = randomUUID()
  await open(of, id, '2026-03-05')
  await open(of, id, '2026-03-10')
  setNow('2026-03-08T01:00:00.000Z')
  expect((await mine(id)).statusCode).toBe(200)
  await open(of, id, '2026-03-08', '2026-03-08T01:00:00.000Z')
  setNow('2026-03-09T01:00:00.000Z')
  expect((await mine(id)).json()).toMatchObject({ code: 'link_over' })
})

test('a last day already past revokes at once and for good, whatever day is set later', async () => {
  const of = await filed()
  const id = randomUUID()
  await open(of, id, null)
  expect((await mine(id)).statusCode).toBe(200)
  await open(of, id, '2026-03-01')
  expect((await mine(id)).json()).toMatchObject({ code: 'link_over' })
  await open(of, id, '2026-12-31')
  expect((await mine(id)).json()).toMatchObject({ code: 'link_over' })
  await open(of, id, '2026-02-01', '2026-03-04T01:00:00.000Z')
  const { rows } = await world.owner.query('select revoked_at from links where id = $1', [id])
  expect(rows[0].revoked_at.toISOString()).toBe(AT)
})

test('ending one link leaves the others: her own receipt still opens', async () => {
  const of = await filed()
  const [first, second] = [randomUUID(), randomUUID()]
  await open(of, first, '2026-03-05')
  await open(of, first, '2026-03-01')
  await open(of, second, '2026-03-05')
  expect((await mine(first)).statusCode).toBe(401)
  expect((await mine(second)).statusCode).toBe(200)
  expect((await speaker(app, { link: of.link }).get('/api/my-dispute')).statusCode).toBe(200)
  const links = await inScope(world.pool, { ...nobody('2026-03-02'), holder_of: of.file_id }, (trx) =>
    linksOf(trx, of.file_id),
  )
  expect(links).toHaveLength(3)
  expect(links).toContainEqual({ id: expect.any(String), party_id: of.party_id, purpose: 'own', until: null })
  expect(links).toContainEqual({ id: first, party_id: of.party_id, purpose: 'invitation', until: '2026-03-01' })
  expect(links).toContainEqual({ id: second, party_id: of.party_id, purpose: 'invitation', until: '2026-03-05' })
})

test('a link is written to no other file than the one just seen, also under the id of one that exists', async () => {
  const [of, other] = [await filed(), await filed()]
  const id = randomUUID()
  await open(of, id, '2026-03-05')
  const foreign = (linkId: string) =>
    inScope(world.pool, { ...nobody('2026-03-02'), holder_of: other.file_id }, async (trx, last) =>
      last([
        openLink(world, trx, of.file_id, AT, {
          kind: 'involve',
          id: linkId,
          who: { holder: of.party_id },
          purpose: 'own',
          until: null,
        }),
      ]),
    )
  await expect(foreign(randomUUID())).rejects.toMatchObject({ code: '42501' })
  await expect(foreign(id)).rejects.toMatchObject({ code: '42501' })
})

test('the rows hold neither a token nor anything it could be made from without the key', async () => {
  const of = await filed()
  const { rows } = await world.owner.query('select l::text as row, id, token_hash from links l where file_id = $1', [
    of.file_id,
  ])
  expect(rows).toHaveLength(1)
  expect(rows[0].token_hash).toEqual(hashOfToken(of.link))
  expect(rows[0].row).not.toContain(of.link)
  expect(linkToken(world, rows[0].id)).toBe(of.link)
})

test('links made before they could end still open, where the owner of the database is no superuser too', async () => {
  const name = `t_links_${randomUUID().slice(0, 8)}`
  const root = new pg.Client({ connectionString: world.ownerUrl })
  await root.connect()
  await root.query(`create role ${name} login password 'invented'`)
  await root.query(`grant ${name} to current_user`)
  await root.query(`create database ${name} owner ${name}`)
  const url = Object.assign(new URL(world.ownerUrl), { username: name, password: 'invented', pathname: `/${name}` })
  const owner = new pg.Client({ connectionString: url.toString() })
  await owner.connect()
  try {
    const of = await filed()
    const old = hashOfToken(linkToken(world, of.party_id))
    const applied = migrations()
    const before = applied.filter((it) => it.name < '0005')
    for (const { text } of before) await owner.query(text)
    // The policies hold for him too: only a file just seen lets a row in.
    await owner.query(`select set_config('app.seen', '${of.file_id}', false)`)
    await owner.query('alter table links drop constraint links_file_id_fkey, drop constraint links_party_id_fkey')
    await owner.query('insert into links (token_hash, file_id, party_id, made_at) values ($1, $2, $3, $4)', [
      old,
      of.file_id,
      of.party_id,
      AT,
    ])
    await owner.query(`select set_config('app.seen', '', false)`)
    for (const { text } of applied.filter((it) => it.name >= '0005' && it.name < '0006')) await owner.query(text)
    await owner.query(`select set_config('app.link', '${old.toString('hex')}', false)`)
    const { rows } = await owner.query('select id, purpose, until, revoked_at from links')
    expect(rows).toEqual([{ id: of.party_id, purpose: 'own', until: null, revoked_at: null }])
    await owner.query(`select set_config('app.link', '', false)`)
    expect((await owner.query('select id from links')).rows).toEqual([])
  } finally {
    await owner.end()
    await root.query(`drop database ${name} with (force)`)
    await root.query(`drop role ${name}`)
    await root.end()
  }
})
