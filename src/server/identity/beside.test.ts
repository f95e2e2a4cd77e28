import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { AGENT } from '#test/cases/beside.ts'
import { type Walks, walks } from '#test/walks.ts'
import { said, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})

type Party = {
  id: string
  reach: string | null
  reach_open: boolean
  agents: { id: string; in_force: boolean; reach: string | null }[]
}
const partiesOf = async (on: Walk, who: 'director' | 'town' = 'director'): Promise<Party[]> =>
  ((await (await door.as(who)).get(`/api/disputes/${on.file_id}`)).json() as { parties: Party[] }).parties
const agentOf = async (on: Walk): Promise<string> =>
  (await partiesOf(on)).find((it) => it.id === on.applicant)?.agents[0]?.id ?? ''
const named = (on: Walk, powers: string[]) =>
  door.take('director', 'name_agent', on, { ...AGENT, powers }, { part: on.applicant })

test('an agent signs under a special authority alone, the signature says so, and nothing after it is taken back', async () => {
  const on = await door.walkTo('signing')
  expect((await named(on, ['take_part'])).status).toBe(200)
  const sign = async () => ({
    edition: 1,
    party_id: on.applicant,
    known_by: 'identity_paper',
    by_agent: await agentOf(on),
  })
  const part = { part: on.ids.agreement ?? '' }
  expect(await door.take('director', 'record_signature', on, await sign(), part)).toMatchObject({
    code: 'agent_lacks_settle',
  })
  const first = { agent_id: await agentOf(on) }
  expect((await door.take('applicant', 'end_agency', on, first, { part: on.applicant })).status).toBe(200)
  expect(await door.take('director', 'record_signature', on, await sign(), part)).toMatchObject({
    code: 'agent_not_in_force',
  })
  expect((await named(on, ['settle', 'take_part'])).status).toBe(200)
  const agent = (await partiesOf(on)).find((it) => it.id === on.applicant)?.agents.find((it) => it.in_force)?.id
  const signed = await door.take('director', 'record_signature', on, { ...(await sign()), by_agent: agent }, part)
  expect(signed.status, signed.body).toBe(200)
  const page = await (await door.as('respondent', on)).get('/api/my-dispute')
  expect(page.body).toContain('由代理人毛律师代签（特别授权）')
})

test('an agent without the power ends no mediation; she herself always does', async () => {
  const on = await door.walkTo('in_session')
  await named(on, ['give_evidence'])
  const body = { ...said(on), by_agent: await agentOf(on) }
  expect(await door.take('director', 'leave', on, body)).toMatchObject({ code: 'agent_lacks_apply_end' })
  expect((await door.take('applicant', 'leave', on, {})).status).toBe(200)
})

test('a child signs on no screen, agrees with her guardian and leaves by herself', async () => {
  const on = await door.walkTo('seeking_consent')
  const part = { part: on.applicant }
  await door.take('director', 'record_capacity', on, { born: '2018-05-01' }, part)
  expect(await door.take('applicant', 'agree_to_mediation', on, {})).toMatchObject({ code: 'guardian_missing' })
  const guardian = { name: '苗母', relation: '母亲', paper: '户口簿' }
  const other = { ...guardian, name: '邢大山' }
  expect(await door.take('director', 'name_guardian', on, other, part)).toMatchObject({ code: 'person_not_free' })
  expect((await door.take('director', 'name_guardian', on, guardian, part)).status).toBe(200)
  expect(await door.take('applicant', 'agree_to_mediation', on, {})).toMatchObject({ code: 'guardian_needed' })
  const agreed = await door.take('director', 'agree_to_mediation', on, { ...said(on), with_guardian: true })
  expect(agreed.status, agreed.body).toBe(200)
  expect((await door.take('applicant', 'refuse_mediation', on, {})).status).toBe(200)
})

test('a child who is given something instead of money: her guardian says so before the office, nobody on a screen', async () => {
  const on = await door.walkTo('in_effect')
  const part = { part: on.applicant }
  await door.take('director', 'record_capacity', on, { born: '2016-05-01' }, part)
  await door.take('director', 'name_guardian', on, { name: '苗母', relation: '母亲', paper: '户口簿' }, part)
  const owed = { part: on.obligations[1] ?? null }
  const honey = { amount: '1000', on: dayIn(now()), how: 'in_kind', what: '二十斤蜜', proof: '' }
  expect((await door.take('respondent', 'record_payment', on, honey, owed)).status).toBe(200)
  type Page = { obligations: { clause: number; can: string[]; payments: { id: string }[] }[] }
  const pageOf = async (who: 'applicant' | 'director'): Promise<Page> =>
    who === 'applicant'
      ? (await (await door.as('applicant', on)).get('/api/my-dispute')).json()
      : (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json()
  const ofFirst = async (who: 'applicant' | 'director') => (await pageOf(who)).obligations.find((it) => it.clause === 1)
  // On her phone there is nothing to tap but that it does not count; the page says whom to ask.
  expect((await ofFirst('applicant'))?.can).toContain('deny_payment')
  expect((await ofFirst('applicant'))?.can).not.toContain('confirm_payment')
  const payment_id = (await ofFirst('director'))?.payments[0]?.id
  const says = { payment_id, accepts_in_kind: true, note: '' }
  expect(await door.take('applicant', 'confirm_payment', on, says, owed)).toMatchObject({ code: 'guardian_needed' })
  const heard = { ...says, said_by: on.applicant }
  expect(await door.take('director', 'confirm_payment', on, heard, owed)).toMatchObject({ code: 'guardian_needed' })
  const withHim = await door.take('director', 'confirm_payment', on, { ...heard, with_guardian: true }, owed)
  expect(withHim.status, withHim.body).toBe(200)
  // Money she takes herself.
  const money = { ...honey, how: 'cash', what: '' }
  expect((await door.take('respondent', 'record_payment', on, money, owed)).status).toBe(200)
  expect((await ofFirst('applicant'))?.can).toContain('confirm_payment')
})

test('the other side reads neither the agent’s phone, nor the guardian’s, nor the helper’s name', async () => {
  const on = await door.walkTo('invited')
  const part = { part: on.applicant }
  await named(on, ['settle', 'take_part'])
  await door.take('director', 'record_capacity', on, { born: '2018-05-01' }, part)
  const guardian = { name: '苗母', relation: '母亲', paper: '户口簿', reach: '10044445555' }
  await door.take('director', 'name_guardian', on, guardian, part)
  await door.take(
    'director',
    'name_helper',
    on,
    { name: '尤大嫂', kind: 'interpreter', agreed_by: [on.applicant] },
    part,
  )
  const his = (await (await door.as('respondent', on)).get('/api/my-dispute')).body
  for (const secret of [AGENT.reach, '10044445555', '尤大嫂', '苗母']) expect(his).not.toContain(secret)
  const hers = (await (await door.as('applicant', on)).get('/api/my-dispute')).body
  for (const name of ['毛律师', '尤大嫂', '苗母']) expect(hers).toContain(name)
})

test('where violence was said, nobody reads a way to be reached without a reason, and who does not handle it not at all', async () => {
  const on = await door.walkTo('registered')
  expect((await partiesOf(on))[0]).toMatchObject({ reach_open: true })
  await door.move(on, { step: 'triage', by: 'director', body: () => ({ dispute_type: 'M01', violence: true }) })
  const [her] = await partiesOf(on)
  expect(her).toMatchObject({ reach_open: false })
  expect(her?.reach).toContain('*')
  const look = { party_id: on.applicant, what: 'reach', reason: '约她来谈' }
  const address = `/api/disputes/${on.file_id}/looks`
  expect((await (await door.as('director')).post(address, look)).json()).toMatchObject({ value: expect.any(String) })
  expect((await (await door.as('town')).post(address, look)).statusCode).toBe(403)
})

type Watched = { handleDataRow: (row: unknown) => void; handleCommandComplete: (tag: unknown) => void }

test('of a thousand households one is ticked, and none of the others is read', { timeout: 120_000 }, async () => {
  const on = await door.walkTo('grouped')
  for (let page = 0; page < 5; page += 1) {
    const members = Array.from({ length: 200 }, (_, at) => ({ name: `苗${page * 200 + at + 1}`, amount: '3500' }))
    expect((await door.take('director', 'add_members', on, { members })).status).toBe(200)
  }
  const list = `/api/disputes/${on.file_id}/parties/${on.applicant}/members`
  const director = await door.as('director')
  const first = (await director.get(list)).json() as { members: { id: string; number: number }[]; next: number }
  expect(first).toMatchObject({ count: { all: 1000, paid: 0 }, next: 50 })
  const last = (await director.get(`${list}?after=950`)).json() as typeof first
  expect([last.members.at(-1)?.number, last.next]).toEqual([1000, null])

  // How many rows each statement of the step brings over: watched at the driver, whatever the server means to load.
  const rows: number[] = []
  const query = pg.Client.prototype.query as (asked: unknown, ...more: unknown[]) => unknown
  const watched = function watched(this: pg.Client, asked: Watched, ...more: unknown[]): unknown {
    const { handleDataRow, handleCommandComplete } = asked
    let brought = 0
    asked.handleDataRow = (row) => {
      brought += 1
      handleDataRow.call(asked, row)
    }
    asked.handleCommandComplete = (tag) => {
      rows.push(brought)
      brought = 0
      handleCommandComplete.call(asked, tag)
    }
    return query.call(this, asked, ...more)
  }
  pg.Client.prototype.query = watched as never
  try {
    const body = { member_id: last.members[0]?.id ?? randomUUID(), what: 'received', note: '' }
    expect((await door.take('director', 'tick_member', on, body)).status).toBe(200)
  } finally {
    pg.Client.prototype.query = query as never
  }
  expect(rows.length).toBeGreaterThan(5)
  expect(Math.max(...rows)).toBeLessThan(20)
  expect((await director.get(`${list}?after=949`)).json()).toMatchObject({
    count: { all: 1000, paid: 0, received: 1 },
    members: expect.arrayContaining([
      expect.objectContaining({ number: 951, ticked: expect.objectContaining({ what: 'received' }) }),
    ]),
  })
  expect(await checkInvariants(world)).toEqual([])
})
