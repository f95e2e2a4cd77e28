import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { printOfKey } from '#server/crypto/key-print.ts'
import { crewOf } from '#test/crew.ts'
import { enter, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { signPastDays } from './day-heads.ts'
import { dayHeadText } from './show-day-heads.ts'

let world: TestWorld
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => setNow(null))

test('a signed day can be printed by the auditor: its fingerprint and a code that proves it, and nothing of any matter', async () => {
  const app = await newApp(world)
  setNow('2026-06-10T04:00:00.000Z')
  const { auditor, director } = await crewOf(world)
  const filed = await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: director.place_code })
  expect(filed.statusCode, filed.body).toBe(201)
  setNow('2026-06-11T04:00:00.000Z')
  await signPastDays(world)
  const audits = speaker(app, { cookie: await enter(world, auditor.sign_in_name) })
  const asked = await audits.get('/api/administration/day-heads?day=2026-06-10')
  expect(asked.statusCode, asked.body).toBe(200)
  const { days, shown } = asked.json()
  expect(days[0]).toEqual({ day: '2026-06-10', files: 1, looks: expect.any(Number) })
  const { rows } = await world.owner.query("select algorithm, root, signature from day_heads where day = '2026-06-10'")
  const sheet = JSON.stringify(shown.sheet)
  expect(sheet).toContain(rows[0].root.toString('hex'))
  expect(sheet).toContain(printOfKey(world.keys.head))
  for (const secret of [filed.json().file_id, filed.json().short_code, request.your_name])
    expect(asked.body).not.toContain(secret)
  const [, , day, , root = '', signature = ''] = dayHeadText({ day: '2026-06-10', ...rows[0] }).split(' ')
  const signed = Buffer.concat([Buffer.from(`fengqiao day ${day} `), Buffer.from(root, 'hex')])
  expect(verify(null, signed, createPublicKey(world.keys.head), Buffer.from(signature, 'base64url'))).toBe(true)
  expect((await audits.get('/api/administration/day-heads?day=2020-01-01')).statusCode).toBe(404)
})
