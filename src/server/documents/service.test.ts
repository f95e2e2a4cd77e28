import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
afterEach(() => setNow(null))

type Sent = { seq: number; ids: string[]; papers: string[]; state: string; todo: string; tries: object[] }
type Person = { party_id: string; opened_at: string | null; notices: Sent[] }
const serviceOf = async (on: Walk, who: 'director' | 'town' = 'director'): Promise<Person[]> =>
  (await (await door.as(who)).get(`/api/disputes/${on.file_id}`)).json().service
/** The county has no gateway: what was to be sent is left to people. */
const unsent = (on: Walk) =>
  world.owner.query(`update effects set state = 'no_channel', settled_at = due_at where file_id = $1`, [on.file_id])
const noticeFor = async (on: Walk, party: string): Promise<Sent> => {
  const [sent] = ((await serviceOf(on)).find((it) => it.party_id === party)?.notices ?? []).filter((it) =>
    it.papers.includes('调解通知书'),
  )
  if (!sent) throw new Error('no notice was sent')
  return sent
}
const open = async (who: 'applicant' | 'respondent', on: Walk) => (await door.as(who, on)).get('/api/my-dispute')
const given = (party_id: string, ids: string[], more: object = {}) => ({
  party_id,
  notices: ids,
  how: 'by_hand',
  result: 'received',
  ...more,
})

test('a notice nobody brought is not served; opening the own page says that it was opened and no more; a signature does', async () => {
  const on = await door.walkTo('notified')
  expect(await noticeFor(on, on.respondent)).toMatchObject({ state: 'on_its_way' })
  await unsent(on)
  expect(await noticeFor(on, on.respondent)).toMatchObject({ state: 'not_served', tries: [] })
  await open('respondent', on)
  const seen = await noticeFor(on, on.respondent)
  expect(seen.state).toBe('seen')
  expect(seen.todo).toContain('不等于签收')
  // Of the other side nothing is known by that.
  expect(await noticeFor(on, on.applicant)).toMatchObject({ state: 'not_served' })
  expect((await door.take('director', 'record_service', on, given(on.respondent, seen.ids))).status).toBe(200)
  expect(await noticeFor(on, on.respondent)).toMatchObject({ state: 'served', todo: '', tries: [{}] })
  expect(await checkInvariants(world)).toEqual([])
})

test('a page opened before a paper was made proves nothing about it, and a page is kept once for each state of the file', async () => {
  const on = await door.walkTo('assigned')
  for (const _ of [1, 2, 3]) await open('applicant', on)
  const looks = async () =>
    (await world.owner.query('select count(*)::int as n from looks where party_id = $1', [on.applicant])).rows[0].n
  const before = await looks()
  await open('applicant', on)
  expect(await looks()).toBe(before)
  const body = { at: '2027-01-05T01:00:00.000Z', place: '村委会', mode: 'joint' }
  expect((await door.take('peer', 'notify_session', on, body)).status).toBe(200)
  await unsent(on)
  expect(await noticeFor(on, on.applicant)).toMatchObject({ state: 'not_served' })
  await open('applicant', on)
  expect(await looks()).toBe(before + 1)
  expect(await noticeFor(on, on.applicant)).toMatchObject({ state: 'seen' })
})

test('a letter on its way, come back, refused: each says what to do next, and a refusal is no fault of hers', async () => {
  const on = await door.walkTo('notified')
  const { ids } = await noticeFor(on, on.respondent)
  const post = (result: string) => given(on.respondent, ids, { how: 'post', result, post_number: 'XA1' })
  expect((await door.take('peer', 'record_service', on, post('sent'))).status).toBe(200)
  expect(await noticeFor(on, on.respondent)).toMatchObject({ state: 'on_its_way' })
  expect((await door.take('peer', 'record_service', on, post('returned'))).status).toBe(200)
  expect((await noticeFor(on, on.respondent)).todo).toContain('核对地址')
  const refused = given(on.respondent, ids, { result: 'refused' })
  expect((await door.take('director', 'record_service', on, refused)).status).toBe(200)
  const now = await noticeFor(on, on.respondent)
  expect(now.state).toBe('not_served')
  expect(now.todo).toContain('没有坏处')
  expect(now.tries).toHaveLength(3)
  // Read out to her it is told, which is what the law of mediation wants, and makes no paper to sign.
  const told = given(on.respondent, ids, { how: 'told' })
  expect((await door.take('director', 'record_service', on, told)).status).toBe(200)
  expect((await noticeFor(on, on.respondent)).state).toBe('told')
  const { rows } = await world.owner.query(`select content from papers where file_id = $1 and form = 'F-15s'`, [
    on.file_id,
  ])
  expect(rows).toHaveLength(3)
  for (const { content } of rows) expect(content.title).toBe('送达回证')
})

test('another’s paper, another file’s paper, a paper left at a door by a committee are refused', async () => {
  const [on, other] = [await door.walkTo('notified'), await door.walkTo('notified')]
  const [hers, theirs] = [await noticeFor(on, on.respondent), await noticeFor(other, other.respondent)]
  const receipt = (await serviceOf(on)).find((it) => it.party_id === on.applicant)?.notices.at(-1)?.ids ?? []
  for (const ids of [theirs.ids, receipt])
    expect((await door.take('director', 'record_service', on, given(on.respondent, ids))).code).toBe('no_such_notice')
  const left = given(on.respondent, hers.ids, { how: 'left', result: 'left_there', witnesses: '邻居', basis: '某条' })
  expect((await door.take('director', 'record_service', on, left)).code).toBe('service_not_lawful')
})

test('how each was reached is for those who handle the file: not for the parties, not for who only looks on', async () => {
  const on = await door.walkTo('notified')
  const { ids } = await noticeFor(on, on.respondent)
  const body = given(on.respondent, ids, { result: 'absent', note: '邻居说他去外县打工' })
  expect((await door.take('director', 'record_service', on, body)).status).toBe(200)
  expect(await serviceOf(on, 'town')).toEqual([])
  for (const who of ['applicant', 'respondent'] as const)
    expect((await open(who, on)).body).not.toMatch(/外县打工|登记送达|送达回证/)
})
