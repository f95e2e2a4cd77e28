import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { linkToken, openLink } from './links.ts'
import { openParty } from './write.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
let clerk: ReturnType<typeof speaker>
const AT = '2026-03-02T01:00:00.000Z'
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
})
beforeEach(async () => {
  setNow(AT)
  clerk = speaker(app, { cookie: await enter(world, people.village.sign_in_name) })
})
afterAll(() => setNow(null))

async function filed() {
  const reply = (
    await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: people.village.place_code })
  ).json()
  const { rows } = await world.owner.query('select id from parties where file_id = $1', [reply.file_id])
  return { file_id: String(reply.file_id), party_id: String(rows[0].id), link: String(reply.link) }
}
type Of = Awaited<ReturnType<typeof filed>>

async function invited(of: Of, until: string | null, at = AT, id: string = randomUUID()): Promise<string> {
  await inScope(world.pool, { ...nobody('2026-03-02'), holder_of: of.file_id }, async (trx, last) =>
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
  return id
}
const asked = (of: Of, by = clerk) => by.get(`/api/disputes/${of.file_id}/parties/${of.party_id}/invitation`)
const looksOf = async (of: Of) =>
  (await world.owner.query('select what, of_party, reason from looks where file_id = $1 order by at', [of.file_id]))
    .rows

test('who handles the file gets the link, its picture and a sheet to print; the party can read that she saw it', async () => {
  const of = await filed()
  const id = await invited(of, '2026-03-09')
  const { link, link_qr_svg, sheet, until, party_id } = (await asked(of)).json()
  expect({ until, party_id, link }).toEqual({
    until: '2026-03-09',
    party_id: of.party_id,
    link: `http://localhost:3000/my#${linkToken(world, id)}`,
  })
  expect((await speaker(app, { link: link.split('#')[1] }).get('/api/my-dispute')).statusCode).toBe(200)
  expect(link_qr_svg).toMatch(/^<svg [^>]+><path /)
  expect(sheet).toMatchObject({ title: '调解邀请单', to: request.your_name })
  const text = JSON.stringify(sheet)
  for (const said of [link, '2026-03-09', '自愿', '不同意', '法院', '电话']) expect(text).toContain(said)
  expect(await looksOf(of)).toEqual([
    { what: 'invitation', of_party: of.party_id, reason: null },
    // She opened her own page: known, and never counted as a receipt.
    { what: 'page', of_party: null, reason: null },
  ])
  const looks = (await speaker(app, { link: of.link.split('#')[1] ?? '' }).get('/api/my-dispute/looks')).json()
  expect(looks.looks).toMatchObject([{ what: 'invitation', who: expect.stringContaining('综治') }])
})

test('each time it is shown is a look', async () => {
  const of = await filed()
  await invited(of, null)
  for (let nth = 0; nth < 3; nth += 1) await asked(of)
  expect(await looksOf(of)).toHaveLength(3)
})

test('of several invitations the newest that still opens is shown', async () => {
  const of = await filed()
  const [first, second] = [await invited(of, null), await invited(of, '2026-03-09', '2026-03-02T01:00:01.000Z')]
  expect((await asked(of)).json().link).toContain(linkToken(world, second))
  await invited(of, '2026-03-01', AT, second)
  expect((await asked(of)).json().link).toContain(linkToken(world, first))
})

test('of two parties of one file each has her own invitation', async () => {
  const of = await filed()
  const other = { ...of, party_id: randomUUID() }
  const facts = { side: 'respondent', name: '邢大山', reach_id: null, identity_paper: null, identity_id: null } as const
  await inScope(world.pool, { ...nobody('2026-03-02'), holder_of: of.file_id }, async (_, last) =>
    last([openParty(of.file_id, other.party_id, facts)].flat()),
  )
  const his = await invited(other, null)
  expect((await asked(of)).json()).toMatchObject({ code: 'no_invitation' })
  const hers = await invited(of, null, '2026-03-02T01:00:01.000Z')
  expect((await asked(of)).json().link).toContain(linkToken(world, hers))
  expect((await asked(other)).json().link).toContain(linkToken(world, his))
})

test('an invitation that is over is not shown, and a party’s own link never is', async () => {
  const of = await filed()
  expect((await asked(of)).json()).toMatchObject({ code: 'no_invitation', status: 404 })
  await invited(of, '2026-03-05')
  setNow('2026-03-05T15:59:00.000Z')
  clerk = speaker(app, { cookie: await enter(world, people.village.sign_in_name) })
  expect((await asked(of)).statusCode).toBe(200)
  setNow('2026-03-05T16:00:00.000Z')
  expect((await asked(of)).json()).toMatchObject({ code: 'no_invitation' })
  expect(await looksOf(of)).toHaveLength(1)
})

test('who sees the file but does not handle it is refused, for all others it is not there; neither leaves a look', async () => {
  const of = await filed()
  await invited(of, null)
  const as = async (name: string) => speaker(app, { cookie: await enter(world, name) })
  expect((await asked(of, await as(people.county.sign_in_name))).json()).toMatchObject({ code: 'not_yours' })
  expect((await asked(of, await as(people.stranger.sign_in_name))).json()).toMatchObject({ code: 'not_found' })
  expect((await asked(of, await as(people.admin.sign_in_name))).json()).toMatchObject({ code: 'not_found' })
  expect((await asked(of, speaker(app, { link: of.link.split('#')[1] ?? '' }))).statusCode).toBe(403)
  expect((await asked({ ...of, party_id: (await filed()).party_id })).json()).toMatchObject({ code: 'not_found' })
  expect(await looksOf(of)).toEqual([])
})
