import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { type authority, linkOn } from '#test/agent-links.ts'
import { readToSign } from '#test/glass.ts'
import { request, speaker } from '#test/make.ts'
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
afterAll(() => setNow(null))

type Page = {
  agent: { name: string; for_name: string; lacks_say: string[] } | null
  said: { reach: string } | null
  own_link: string | null
  papers: { form: string }[]
  beside: { agents: { id: string; name: string }[] }
  mediations: { can: string[] }[]
  agreements: { can: string[]; signatures: { name: string }[] }[]
  can: string[]
  story: { says: string; by: string }[]
}
const pageOf = async (link: string): Promise<Page> => (await speaker(app, { link }).get('/api/my-dispute')).json()
const statusOf = async (link: string) => {
  const answer = await speaker(app, { link }).get('/api/my-dispute')
  return answer.statusCode === 200 ? 'open' : `${answer.statusCode} ${(answer.json() as { code: string }).code}`
}
const linkFor = async (on: Walk, more: Parameters<typeof authority>[0] = {}) => (await linkOn(door, on, more)) ?? ''

test('an agent reads her matter without her phone and her own ways in, and is told what he may not do', async () => {
  const on = await door.walkTo('in_session')
  const page = await pageOf(await linkFor(on, { powers: ['apply_end', 'take_part'] }))
  expect(page.agent).toMatchObject({ name: '尤代理', for_name: request.your_name })
  expect(page.agent?.lacks_say).toContain('承认、变更、放弃请求')
  expect(JSON.stringify(page)).not.toContain(request.reach)
  expect(JSON.stringify(page)).not.toContain(on.link)
  expect(page).toMatchObject({ own_link: null, papers: [] })
  expect(page.mediations[0]?.can).toContain('leave')
  expect(page.mediations[0]?.can).not.toContain('ask_other_mediator')
  expect(page.can).not.toContain('end_agency')
  expect((await pageOf(on.link)).agent).toBeNull()
  expect((await pageOf(await linkFor(on, { name: '毛律师' }))).papers.length).toBeGreaterThan(0)
})

test('where she was sent for help stands on no paper of his, though he may take her papers', async () => {
  const on = await door.walkTo('referred')
  const formsOf = async (link: string) => (await pageOf(link)).papers.map(({ form }) => form)
  expect(await formsOf(on.link)).toContain('F-45')
  const his = await formsOf(await linkFor(on))
  expect(his.length).toBeGreaterThan(0)
  expect(his.filter((form) => form.startsWith('F-45'))).toEqual([])
})

test('a file that goes into another one closes his link: he has one where it goes on, and loses it there with his authority', async () => {
  const [from, to] = [await door.walkTo('registered'), await door.walkTo('registered')]
  const before = await linkFor(from)
  expect(await statusOf(before)).toBe('open')
  const into = { file_id: to.file_id, short_code: to.short_code, because: '是同一条水沟。' }
  expect(await door.take('director', 'merge', from, into)).toMatchObject({ status: 200 })
  expect(await statusOf(before)).toMatch(/^401/)
  const office = await door.as('director')
  const { parties } = (await office.get(`/api/disputes/${to.file_id}`)).json() as {
    parties: { id: string; agents: { id: string }[] }[]
  }
  const came = parties.find(({ agents }) => agents.length > 0)
  const at = `/api/disputes/${to.file_id}/parties/${came?.id}/steps`
  const agent = { agent_id: came?.agents[0]?.id }
  const given = await office.post(`${at}/give_agent_link`, agent)
  expect(given.statusCode, given.body).toBe(200)
  const there = String((given.json() as { link: string }).link).split('#')[1] ?? ''
  expect(await statusOf(there)).toBe('open')
  expect((await office.post(`${at}/end_agency`, agent)).statusCode).toBe(200)
  for (const link of [before, there]) expect(await statusOf(link)).toMatch(/^401/)
})

test('a link that a merge before 0.5.0 left open opens nothing, and un-merging does not open it again', async () => {
  const [from, to] = [await door.walkTo('registered'), await door.walkTo('registered')]
  const link = await linkFor(from)
  const into = { file_id: to.file_id, short_code: to.short_code, because: '是同一条水沟。' }
  expect(await door.take('director', 'merge', from, into)).toMatchObject({ status: 200 })
  // As an older merge left it: the row without an end.
  await world.owner.query("update links set until = null, revoked_at = null where file_id = $1 and purpose = 'agent'", [
    from.file_id,
  ])
  expect(await statusOf(link)).toBe('401 agency_over')
  expect(await door.take('director', 'unmerge', from, { because: '是两件事。' })).toMatchObject({ status: 200 })
  expect(await statusOf(link)).toMatch(/^401/)
  const after = await linkFor(from, { name: '毛律师' })
  expect(await statusOf(after)).toBe('open')
})

test('what he does is written as his, for her; and she reads that he opened the page', async () => {
  const on = await door.walkTo('in_session')
  const link = await linkFor(on, { powers: ['apply_end'] })
  await pageOf(link)
  const left = await speaker(app, { link }).post(
    `/api/disputes/${on.file_id}/mediations/${on.ids.mediation}/steps/leave`,
    {},
  )
  expect(left.statusCode, left.body).toBe(200)
  const told = (await pageOf(on.link)).story.find((line) => line.says === '退出调解')
  expect(told?.by).toBe(`代理人尤代理（受${request.your_name}委托）`)
  const { looks } = (await speaker(app, { link: on.link }).get('/api/my-dispute/looks')).json() as {
    looks: { who: string }[]
  }
  expect(looks.map((it) => it.who)).toContain('您的代理人尤代理')
  expect((await speaker(app, { link }).get('/api/my-dispute/looks')).statusCode).toBe(403)
})

test('a code to his phone proves him and not her, and hers proves nothing of him', async () => {
  const on = await door.walkTo('signing')
  const link = await linkFor(on)
  const at = `/api/disputes/${on.file_id}/agreements/${on.ids.agreement}/steps`
  const edition = { edition: 1 }
  const asked = await speaker(app, { link }).post(`${at}/ask_code`, edition)
  expect(asked.statusCode, asked.body).toBe(200)
  expect((asked.json() as { phone: string }).phone).toMatch(/8888$/)
  const code = /\d{8}/.exec(String((asked.json() as { shown: string }).shown))?.[0] ?? ''
  const signing = {
    ...edition,
    ...(await readToSign(speaker(app, { link }), on.file_id, on.ids.agreement ?? '')),
    code,
  }
  const byHer = await speaker(app, { link: on.link }).post(`${at}/sign_agreement`, signing)
  expect(byHer.json()).toMatchObject({ code: 'code_not_asked' })
  const hers = await door.as('applicant', on)
  const herCode = /\d{8}/.exec(String(((await hers.post(`${at}/ask_code`, edition)).json() as { shown: string }).shown))
  const byHim = await speaker(app, { link }).post(`${at}/sign_agreement`, { ...signing, code: herCode?.[0] ?? '' })
  expect(byHim.json()).toMatchObject({ code: 'code_wrong' })
  const signed = await speaker(app, { link }).post(`${at}/sign_agreement`, signing)
  expect(signed.statusCode, signed.body).toBe(200)
  expect((await pageOf(on.link)).agreements[0]?.signatures[0]?.name).toContain('由代理人尤代理代签（特别授权）')
})

test('the link ends with the authority, with another link, on its last day, and when she has left', async () => {
  const on = await door.walkTo('registered')
  const first = await linkFor(on)
  expect(await statusOf(first)).toBe('open')
  const [agent] = (await pageOf(on.link)).beside.agents
  const at = `/api/disputes/${on.file_id}/parties/${on.applicant}/steps`
  const given = await speaker(app, { link: on.link }).post(`${at}/give_agent_link`, { agent_id: agent?.id })
  const second = String((given.json() as { link: string }).link).split('#')[1] ?? ''
  expect(await statusOf(first)).toMatch(/^401/)
  expect(await statusOf(second)).toBe('open')
  await speaker(app, { link: on.link }).post(`${at}/end_agency`, { agent_id: agent?.id })
  expect(await statusOf(second)).toMatch(/^401/)
  const other = await door.walkTo('registered')
  const short = await linkFor(other, { until: '2026-12-31' })
  setNow('2027-01-01T02:00:00.000Z')
  expect(await statusOf(short)).toMatch(/^401/)
  setNow(null)
  const two = await door.walkTo('two_applicants')
  const his = await linkFor(two)
  const out = await speaker(app, { link: two.link }).post(
    `/api/disputes/${two.file_id}/parties/${two.applicant}/steps/step_back`,
    {},
  )
  expect(out.statusCode, out.body).toBe(200)
  expect(await statusOf(his)).toMatch(/^401/)
})

test('an authority that is over closes the door also where the link was forgotten', async () => {
  const on = await door.walkTo('registered')
  const link = await linkFor(on)
  await world.owner.query(
    `update parties set facts = jsonb_set(facts, '{agents,0,ended}', '{"at":"2026-01-01T00:00:00.000Z","by":"","note":""}') where id = $1`,
    [on.applicant],
  )
  expect(await statusOf(link)).toBe('401 agency_over')
})
