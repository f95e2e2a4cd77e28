import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import type { MyDispute, Sheet } from '#contract/intake.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk } from '#test/ways.ts'
import { newApp, newWorld } from '#test/world.ts'

let app: FastifyInstance
let door: Walks
let on: Walk
beforeAll(async () => {
  const world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  on = await door.walkTo('in_session')
})
const words = (sheet: Sheet): string => JSON.stringify(sheet.content)
const mine = async (who: 'applicant' | 'respondent'): Promise<MyDispute> =>
  (await (await door.as(who, on)).get('/api/my-dispute')).json()
const ownSheet = async (who: 'applicant' | 'respondent'): Promise<Sheet> =>
  (await (await door.as(who, on)).get('/api/my-dispute/sheet')).json()
const printed = async (who: 'director' | 'peer' | 'town' | 'leader', party: string) =>
  (await door.as(who)).get(`/api/disputes/${on.file_id}/parties/${party}/sheet`)

test('her page and her sheet tell each side the same right, and what to do elsewhere', async () => {
  for (const who of ['applicant', 'respondent'] as const) {
    const [page, sheet] = await Promise.all([mine(who), ownSheet(who)])
    expect(page.right.says).toContain('不想谈了，随时可以停')
    expect(words(sheet)).toContain(page.right.says)
    expect(words(sheet)).toContain('向人民法院起诉')
    expect(sheet.content.to).toBe(page.my_name)
  }
})

test('the other side’s sheet holds none of her words, and none of her limits', async () => {
  const { said } = await mine('applicant')
  const sheet = words(await ownSheet('respondent'))
  expect(said?.what_happened.length).toBeGreaterThan(3)
  for (const hers of [said?.what_happened, said?.reach, said?.wish]) expect(sheet).not.toContain(hers)
  expect((await mine('respondent')).limits).toEqual([])
})

test('who was asked about the facts tells her the day by which she must go to arbitration', async () => {
  const wages = await door.walkTo('registered')
  const facts = { dispute_type: 'M10b', employed: true, left_job_on: '2026-01-31', right_known_on: '2026-01-31' }
  const asked = await door.take('director', 'triage', wages, facts)
  expect(asked.status, asked.body).toBe(200)
  const her = await door.as('applicant', wages)
  const page: MyDispute = (await her.get('/api/my-dispute')).json()
  expect(page.limits.map((it) => it.law).join()).toContain('劳动争议调解仲裁法 第二十七条')
  const [limit] = page.limits
  expect(limit?.ends_on).toMatch(/^2027-0/)
  const [year, month, day] = (limit?.ends_on ?? '').split('-').map(Number)
  expect(words((await her.get('/api/my-dispute/sheet')).json())).toContain(`最晚 ${year}年${month}月${day}日`)
})

test('while both sides may still ask the court to confirm it, her sheet says so with the last day, as her page does', async () => {
  const agreed = await door.walkTo('in_effect')
  for (const who of ['applicant', 'respondent'] as const) {
    const her = await door.as(who, agreed)
    const page: MyDispute = (await her.get('/api/my-dispute')).json()
    const [year, month, day] = (page.clocks.find((it) => it.rule === 'T-33')?.due_on ?? '').split('-').map(Number)
    const sheet = words((await her.get('/api/my-dispute/sheet')).json())
    expect(sheet).toContain(`可以办，不是必须办。要办就双方一起去，最晚 ${year}年${month}月${day}日`)
  }
})

test('who handles it prints it for one without a phone, and she can read that somebody did', async () => {
  const before = await looksOf('respondent')
  const answer = await printed('peer', on.respondent)
  expect(answer.statusCode).toBe(200)
  expect(answer.json().content).toEqual((await ownSheet('respondent')).content)
  expect(await looksOf('respondent')).toBe(before + 1)
  for (const who of ['town', 'leader'] as const)
    expect([403, 404], who).toContain((await printed(who, on.respondent)).statusCode)
})
const looksOf = async (who: 'respondent'): Promise<number> =>
  (await (await door.as(who, on)).get('/api/my-dispute/looks')).json().looks.length
