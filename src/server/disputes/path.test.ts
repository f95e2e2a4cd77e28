import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
})

test('a request walks from the phone to a closed file', async () => {
  const citizen = speaker(app)
  const filed = await citizen.post('/api/disputes/steps/register', {
    ...request,
    place_code: people.village.place_code,
  })
  expect(filed.json()).toMatchObject({ short_code: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/) })
  expect(filed.statusCode).toBe(201)
  const receipt = filed.json()
  const clerk = speaker(app, { cookie: await enter(world, people.village.sign_in_name) })
  const desk = (await clerk.get('/api/desk')).json()
  expect(desk.lines[0]).toMatchObject({ file_id: receipt.file_id, clock: { rule: 'T-06', nature: 'local' } })
  const at = (step: string, part = '') => `/api/disputes/${receipt.file_id}${part}/steps/${step}`
  const asked = await clerk.post(at('ask_supplement'), { missing: ['other_side_name'], note: '' })
  expect(asked.json()).toMatchObject({ event_seq: 2 })
  const party = speaker(app, { link: receipt.link.split('#')[1] })
  const mine = (await party.get('/api/my-dispute')).json()
  expect(mine).toMatchObject({
    stage: 'supplementing',
    can: ['supply_supplement', 'withdraw', 'provide_evidence'],
    missing: ['other_side_name'],
  })
  expect((await party.post(at('supply_supplement'), { text: '他叫邢大山。', other_side: '邢大山' })).statusCode).toBe(
    200,
  )
  const accepted = await clerk.post(at('accept_here'), {})
  expect(accepted.statusCode).toBe(200)
  const task = accepted.json().parts.find((part: { part: string }) => part.part === 'task')
  expect(task.can).toEqual(expect.arrayContaining(['propose_mediation', 'resolve_task', 'leave_unresolved']))
  expect((await clerk.post(at('close'), {})).json()).toMatchObject({ code: 'task_still_open' })
  expect(
    (await clerk.post(at('resolve_task', `/tasks/${task.id}`), { how: 'matter_put_right', account: '墙退回一尺。' }))
      .statusCode,
  ).toBe(200)
  expect((await clerk.post(at('close'), {})).statusCode).toBe(200)
  const page = (await clerk.get(`/api/disputes/${receipt.file_id}`)).json()
  expect(page.file.stage).toBe('closed')
  expect(page.story.map((line: { step: string }) => line.step)).toEqual([
    'register',
    'ask_supplement',
    'supply_supplement',
    'accept_here',
    'resolve_task',
    'close',
  ])
})

const file = async () =>
  (
    await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: people.village.place_code })
  ).json()
const as = async (who: { sign_in_name: string }) => speaker(app, { cookie: await enter(world, who.sign_in_name) })

test('when the town takes a request over, the message and the paper both name the town', async () => {
  const { file_id } = await file()
  const town = await as(people.town)
  expect((await town.post(`/api/disputes/${file_id}/steps/accept_here`, {})).statusCode).toBe(200)
  const page = (await town.get(`/api/disputes/${file_id}`)).json()
  const { name, phone } = page.file.responsible
  expect(page.messages.at(-1).wording).toContain(name)
  expect(page.messages.at(-1).wording).toContain(phone)
  expect(JSON.stringify(page.papers.at(-1))).toContain(name)
})

test('a withdrawal written down for the applicant says whose word it was, and tells her', async () => {
  const { file_id, link } = await file()
  const clerk = await as(people.village)
  const [applicant] = (await clerk.get(`/api/disputes/${file_id}`)).json().parties
  await clerk.post(`/api/disputes/${file_id}/steps/withdraw`, { reason: 'personal', said_by: applicant.id })
  const page = (await clerk.get(`/api/disputes/${file_id}`)).json()
  expect(page.story.at(-1).note).toContain(`${request.your_name}说的`)
  expect(page.messages.at(-1).wording).toContain('如果不是您的意思')
  const mine = (await speaker(app, { link: link.split('#')[1] }).get('/api/my-dispute')).json()
  expect(JSON.stringify(mine.papers.at(-1))).toContain('谁说的')
})

test('what the party owes is told as hers, on her page and in the lists', async () => {
  const { file_id, link } = await file()
  const clerk = await as(people.village)
  await clerk.post(`/api/disputes/${file_id}/steps/ask_supplement`, { missing: ['evidence'] })
  const mine = (await speaker(app, { link: link.split('#')[1] }).get('/api/my-dispute')).json()
  expect(mine.clocks.find((clock: { rule: string }) => clock.rule === 'T-05')).toMatchObject({ owes: 'party' })
  const { lines } = (await clerk.get('/api/disputes?scope=area')).json()
  expect(lines.find((line: { file_id: string }) => line.file_id === file_id).clock).toMatchObject({
    rule: 'T-05',
    owed_by: '当事人',
  })
})

test('a page of a list leaves nothing out, also where many came in one instant', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const filed: string[] = []
  for (let n = 0; n < 55; n += 1) filed.push((await file()).file_id)
  const clerk = await as(people.village)
  const seen: string[] = []
  let query = ''
  for (;;) {
    const { lines, more } = (await clerk.get(`/api/disputes?scope=area${query}`)).json()
    seen.push(...lines.map((line: { file_id: string }) => line.file_id))
    if (!more) break
    const last = lines.at(-1)
    query = `&before=${encodeURIComponent(last.received_at)}&before_id=${last.file_id}`
  }
  setNow(null)
  expect(filed.filter((id) => !seen.includes(id))).toEqual([])
  expect(new Set(seen).size).toBe(seen.length)
})
