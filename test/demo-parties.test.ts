import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { speaker } from './make.ts'
import { newToldWorld } from './told.ts'
import { newApp, type TestWorld } from './world.ts'

type Party = { name: string; short_code: string; try_this: string; link: string }
type Mine = {
  my_name: string
  short_code: string
  mediations: { my_answer: string }[]
  agreements: { status: string }[]
}

let world: TestWorld
let app: FastifyInstance
const ask = (of: FastifyInstance, remoteAddress = '127.0.0.1') => of.inject({ url: '/api/demo/people', remoteAddress })

beforeAll(async () => {
  world = await newToldWorld()
  app = await newApp(world)
  // Whoever comes first tells all stories.
}, 180_000)

test('the demo hands out the page of a party for each thing that waits for one, and each opens as hers', async () => {
  const { parties } = (await ask(app)).json() as { parties: Party[] }
  expect(new Set(parties.map((party) => party.try_this)).size).toBe(10)
  for (const { link, name, short_code, try_this } of parties) {
    const page = await speaker(app, { link: new URL(link).hash.slice(1) }).get('/api/my-dispute')
    const mine = page.json() as Mine
    expect([page.statusCode, mine.my_name, mine.short_code], try_this).toEqual([200, name, short_code])
    if (try_this.includes('邀请')) expect(mine.mediations.map((it) => it.my_answer)).toContain('asked')
    if (try_this.includes('等签字')) expect(mine.agreements.map((it) => it.status)).toContain('signing')
  }
})

test('to another machine, and after the first person who is not of the demo, no page of a party is handed out', async () => {
  expect((await ask(app, '10.0.0.5')).json()).toMatchObject({ code: 'not_in_demo', status: 404 })
  await world.owner.query(
    `insert into people (id, name, sign_in_name, is_demo, created_at) values (gen_random_uuid(), '真实的人', 'real.person', false, '2026-01-05')`,
  )
  const answer = await ask(app)
  expect(answer.statusCode).toBe(404)
  expect(answer.body).not.toContain('/my#')
})
