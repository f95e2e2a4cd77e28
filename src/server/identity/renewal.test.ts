import { beforeAll, expect, test } from 'vitest'
import { enter, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { setNow } from '../clock.ts'
import { inScope, nobody } from '../db/scope.ts'
import { renewActivation, whoActivates } from './activation.ts'

const AT = '2026-06-10T04:00:00.000Z'
let world: TestWorld
beforeAll(async () => {
  world = await newWorld()
  setNow(AT)
})
const renew = (name: string) => inScope(world.pool, nobody('2026-06-10'), (trx) => renewActivation(trx, name, AT))

test('a new one-time code ends what was before, at once, and opens the account to its owner', async () => {
  const app = await newApp(world)
  const before = speaker(app, { cookie: await enter(world, 'tian.youyu') })
  expect((await before.get('/api/session')).statusCode).toBe(200)
  const renewed = await renew('tian.youyu')
  expect((await before.get('/api/session')).json()).toMatchObject({ code: 'rights_changed' })
  expect(await whoActivates(world, renewed?.code ?? '')).toMatchObject({ sign_in_name: 'tian.youyu' })
  const again = await renew('tian.youyu')
  await expect(whoActivates(world, renewed?.code ?? '')).rejects.toMatchObject({ code: 'activation_wrong' })
  expect(again?.code).not.toBe(renewed?.code)
})

test('nobody gets a code under a name that is not there', async () => {
  expect(await renew('nobody.here')).toBeNull()
})
