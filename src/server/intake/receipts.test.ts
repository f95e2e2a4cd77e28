import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { request, speaker } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import { OTHER_SIDE, ROOTS } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

type Key = { holder: string; link: string; link_qr_svg: string }
type Receipt = Key & { file_id: string; short_code: string; others: Key[] }

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})

const TOGETHER = [
  { side: 'applicant', name: '苗秀禾', reach: '10012345678', reach_from: 'self' },
  OTHER_SIDE,
  { side: 'applicant', name: '欧阳𠮷·艾山', reach_from: 'self' },
]
const takenDown = async (key: string = randomUUID()): Promise<Receipt> => {
  const body = { ...ROOTS.window.body(door.crew), parties: TOGETHER }
  const answer = await (await door.as('director')).post('/api/disputes/steps/take_down', body, key)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}
const secretOf = (link: string): string => link.split('#')[1] ?? ''
const openedWith = async ({ link }: { link: string }) =>
  (await speaker(app, { link: secretOf(link) }).get('/api/my-dispute')).json()

test('two who asked together each get a link of their own, and each opens the file as the one it is for', async () => {
  const receipt = await takenDown()
  const keys = [receipt, ...receipt.others]
  expect(keys.map((it) => it.holder)).toEqual(['苗秀禾', '欧阳𠮷·艾山'])
  expect(new Set(keys.map((it) => it.link)).size).toBe(2)
  expect(new Set(keys.map((it) => it.link_qr_svg)).size).toBe(2)
  for (const key of keys)
    expect(await openedWith(key)).toMatchObject({
      file_id: receipt.file_id,
      short_code: receipt.short_code,
      my_name: key.holder,
      side: 'applicant',
    })
  // Each may leave without the other, and only herself.
  const [first, second] = await Promise.all(keys.map(openedWith))
  expect(first.party_id).not.toBe(second.party_id)
  expect(first.said.reach).toBe('10012345678')
  expect(second.said.reach).toBe('')
})

test('who files alone gets a receipt in her own name and nobody else’s', async () => {
  const answer = await (await door.as('anyone')).post('/api/disputes/steps/register', ROOTS.phone.body(door.crew))
  expect(answer.json()).toMatchObject({ holder: request.your_name, others: [] })
})

test('the same request again gives the same receipts, and never the link of somebody who came later', async () => {
  const key = randomUUID()
  const first = await takenDown(key)
  expect(await takenDown(key)).toEqual(first)
  const named = await (await door.as('director')).post(`/api/disputes/${first.file_id}/steps/name_party`, {
    side: 'applicant',
    name: '后来的人',
  })
  expect(named.statusCode, named.body).toBe(200)
  const other = await takenDown()
  const merged = await (await door.as('director')).post(`/api/disputes/${other.file_id}/steps/merge`, {
    file_id: first.file_id,
    short_code: first.short_code,
    because: '同一条水沟。',
  })
  expect(merged.statusCode, merged.body).toBe(200)
  expect(await takenDown(key)).toEqual(first)
})
