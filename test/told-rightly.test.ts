import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { speaker } from './make.ts'
import { type Walks, walks } from './walks.ts'
import { begun, terms, type Walk, type Who } from './ways.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
beforeEach(() => setNow('2026-03-02T02:00:00.000Z'))
afterAll(() => setNow(null))

const DAY = 86_400
const later = (days: number): void => setNow(secondsAfter(now(), days * DAY))
const ok = async (outcome: Promise<{ status: number; body: string }>): Promise<void> => {
  const { status, body } = await outcome
  expect(status, body).toBe(200)
}
const readBy = async (who: Who, on: Walk): Promise<string> => {
  const by = await door.as(who, on)
  return (await Promise.all(['/api/my-dispute', '/api/my-dispute/looks'].map((url) => by.get(url))))
    .map((answer) => answer.body)
    .join()
}
const page = async (on: Walk) => (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json()

test('a renewed link is hers alone: neither the lost one nor an old invitation opens the file any more', async () => {
  const on = await door.walkTo('all_agreed')
  const renewed = await door.take('director', 'renew_link', on, {
    party_id: on.respondent,
    because: '手机给别人看见了',
  })
  expect(renewed.status, renewed.body).toBe(200)
  const old = await (await door.as('respondent', on)).get('/api/my-dispute')
  expect(old.json()).toMatchObject({ status: 401, code: 'link_over' })
  const link = String(JSON.parse(renewed.body).link).split('#')[1] ?? ''
  expect((await speaker(app, { link }).get('/api/my-dispute')).statusCode).toBe(200)
})

test('why an office looked at one’s phone is told to her, and not to the other side', async () => {
  const on = await door.walkTo('invited')
  const reason = '她现在住在亲戚家，核对地址'
  const looked = await (await door.as('county')).post(`/api/disputes/${on.file_id}/looks`, {
    party_id: on.applicant,
    what: 'reach',
    reason,
  })
  expect(looked.statusCode, looked.body).toBe(200)
  expect(await readBy('applicant', on)).toContain(reason)
  expect(await readBy('respondent', on)).not.toContain(reason)
})

test('who is suspected of a sham reads that something is looked into, in no paper and no line more', async () => {
  const suspended = await door.walkTo('in_session')
  await ok(
    door.take('director', 'suspend_mediation', suspended, { reason: 'sham_suspected', note: '合同日期像是后补的' }),
  )
  const ended = await door.walkTo('in_session')
  await ok(door.take('director', 'suspend_mediation', ended, { reason: 'sham_suspected' }))
  await ok(door.take('director', 'end_mediation', ended, { reason: 'sham_suspected', note: '合同日期像是后补的' }))
  for (const on of [suspended, ended]) {
    for (const who of ['applicant', 'respondent'] as const) {
      const text = await readBy(who, on)
      expect(text).toContain('需要核实有关情况')
      expect(text).not.toMatch(/虚假调解，要核实|怀疑|后补/)
    }
    expect(JSON.stringify((await page(on)).story)).toContain('后补')
  }
})

test('why the other side would not is hers; that they settled is nobody’s secret', async () => {
  const left = await door.walkTo('in_session')
  await ok(door.take('respondent', 'leave', left, { note: '我信不过村里' }))
  expect(await readBy('applicant', left)).not.toContain('信不过')
  expect(await readBy('applicant', left)).toContain('有一方不同意继续')
  const settled = await door.walkTo('in_session')
  await ok(
    door.take('director', 'settle_themselves', settled, { said_by: settled.respondent, account: '两家自己把沟清了。' }),
  )
  expect(await readBy('applicant', settled)).toContain('双方自行和解')
  expect(await readBy('applicant', settled)).not.toContain('有一方不同意继续')
})

test('of several who asked, each is told the outcome and the other ways', async () => {
  const on = await door.walkTo('two_applicants')
  const parties = (await page(on)).parties as { id: string; side: string }[]
  const applicants = parties.filter((party) => party.side === 'applicant').map((party) => party.id)
  expect(applicants).toHaveLength(2)
  const accepted = await door.take('director', 'accept_here', on, {})
  const task = JSON.parse(accepted.body).parts.find((part: { part: string }) => part.part === 'task').id
  await ok(
    door.take('director', 'leave_unresolved', on, { why: 'too_far_apart', account: '谈了两次。' }, { part: task }),
  )
  const { rows } = await world.owner.query(
    `select p.for_parties, (select array_agg(e.to_party) from effects e where e.file_id = p.file_id and e.event_seq = p.event_seq) as told
     from papers p where p.file_id = $1 and p.form = 'D-13r'`,
    [on.file_id],
  )
  expect(rows).toHaveLength(1)
  expect([...rows[0].for_parties].sort()).toEqual([...applicants].sort())
  expect([...rows[0].told].sort()).toEqual([...applicants].sort())
})

test('an agreement takes effect on the day of its last signature or later, whatever day is written down', async () => {
  const on = await door.walkTo('drafting')
  later(3)
  await ok(door.take('director', 'lay_out_agreement', on, {}))
  for (const party_id of [on.applicant, on.respondent])
    await ok(door.take('director', 'record_signature', on, { party_id, edition: 1, known_by: 'identity_paper' }))
  await ok(door.take('director', 'sign_as_mediator', on, { edition: 1 }))
  const back = await door.take('director', 'put_in_effect', on, {
    sealed: true,
    occurred_at: secondsAfter(now(), -DAY),
  })
  expect(back).toMatchObject({ status: 422, code: 'before_signature' })
  await ok(door.take('director', 'put_in_effect', on, { sealed: true }))
})

test('a session is not written down for a time before everybody had agreed', async () => {
  const on = await door.walkTo('in_handling')
  later(2)
  await ok(door.take('director', 'propose_mediation', on, { parties: [on.applicant, on.respondent], matter: '水沟' }))
  const [mediation] = (await page(on)).mediations
  on.ids.mediation = mediation.id
  for (const said_by of [on.applicant, on.respondent])
    await ok(door.take('director', 'agree_to_mediation', on, { said_by, how: 'spoken' }))
  const early = await door.take('director', 'accept_mediation', on, { occurred_at: secondsAfter(now(), -DAY) })
  expect(early).toMatchObject({ status: 422, code: 'before_consent' })
  const begun_ = await door.walkTo('notified')
  expect((await door.take('director', 'begin_session', begun_, begun(begun_))).status).toBe(200)
})

test('terms written by another meanwhile are not lost under one’s own', async () => {
  const on = await door.walkTo('drafting')
  await ok(door.take('director', 'revise_agreement', on, { ...terms(on), edition: 1 }))
  for (const step of ['revise_agreement', 'lay_out_agreement'] as const) {
    const stale = await door.take('peer', step, on, { ...(step === 'revise_agreement' ? terms(on) : {}), edition: 1 })
    expect(stale, step).toMatchObject({ status: 409, code: 'terms_changed' })
  }
  await ok(door.take('peer', 'lay_out_agreement', on, { edition: 2 }))
})

test('what touches an identity is signed on paper, promises no confirmation, and stays so when the terms are revised', async () => {
  const on = await door.walkTo('in_session')
  const drafted = await door.take('director', 'draft_agreement', on, { ...terms(on), identity_relation: true })
  on.ids.agreement = JSON.parse(drafted.body).parts.find((part: { part: string }) => part.part === 'agreement').id
  expect((await page(on)).agreements[0].identity_relation).toBe(true)
  await ok(door.take('director', 'lay_out_agreement', on, {}))
  expect(await door.take('applicant', 'ask_code', on, { edition: 1 })).toMatchObject({ code: 'paper_only' })
  for (const party_id of [on.applicant, on.respondent])
    await ok(door.take('director', 'record_signature', on, { party_id, edition: 1, known_by: 'identity_paper' }))
  await ok(door.take('director', 'sign_as_mediator', on, { edition: 1 }))
  await ok(door.take('director', 'put_in_effect', on, { sealed: true }))
  const { clocks, papers } = await page(on)
  expect(clocks.some((clock: { rule: string }) => clock.rule === 'T-33')).toBe(false)
  const inEffect = papers.filter((paper: { form: string }) => paper.form === 'D-08').at(-1)
  expect(JSON.stringify(inEffect)).not.toContain('司法确认到')
})

test('the reasons of a suspicion are the rules’ own, and the code is the file’s, whatever was sent', async () => {
  const on = await door.walkTo('checking_duplicates')
  const [suspicion] = (await page(on)).dispute.suspicions
  expect(suspicion.reasons.length).toBeGreaterThan(0)
  expect(suspicion.reasons).not.toContain('同一个地方，同一件事。')
  const again = await door.walkTo('registered')
  const made = await door.take('director', 'suspect_duplicate', again, {
    suspicions: [{ file_id: on.file_id, short_code: 'ZZZZ-ZZZZ', level: 'series', reasons: ['随便写的'] }],
  })
  expect(made.status, made.body).toBe(200)
  expect((await page(again)).dispute.suspicions[0]).toMatchObject({ short_code: on.short_code })
})
