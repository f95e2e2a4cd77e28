import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Part } from '#domain/disputes/parts.ts'
import { setNow } from '#server/clock.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import type { Problem } from '#server/http/problem.ts'
import { cast, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { phoneForCode } from './ask-code.ts'
import { partiesOf } from './find.ts'

const TODAY = '2026-03-02'
let world: TestWorld
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  people = await cast(world)
})
beforeEach(async () => {
  setNow(`${TODAY}T01:00:00.000Z`)
  await world.owner.query('truncate wrong_guesses')
})
afterAll(() => setNow(null))

/** Whether a code may go to this party's phone: its digits, or the refusal's code and what it says to do. */
async function phoneOf(said: object, facts: Partial<Part<'party'>['facts']> = {}): Promise<string> {
  const app = await newApp(world)
  const { file_id } = (
    await speaker(app).post('/api/disputes/steps/register', {
      ...request,
      ...said,
      place_code: people.village.place_code,
    })
  ).json()
  return inScope(world.pool, { ...nobody(TODAY), holder_of: file_id }, async (trx) => {
    const [party] = await partiesOf(trx, file_id)
    if (!party) throw new Error('no party')
    return phoneForCode(world, trx, { ...party, facts: { ...party.facts, ...facts } }, TODAY)
  }).catch((error: Problem) => `${error.code}: ${error.next}`)
}

test('a code goes to the digits of the phone she left herself, or that the office entered', async () => {
  expect(await phoneOf({ reach: '100 1234-5678' })).toBe('10012345678')
  expect(await phoneOf({}, { reach_from: 'self' })).toBe('10012345678')
  expect(await phoneOf({}, { reach_from: 'staff' })).toBe('10012345678')
})

test('a phone the other side supplied proves nothing: she signs at the mediator’s, with her identity paper', async () => {
  expect(await phoneOf({}, { reach_from: 'other_side' })).toMatch(/^phone_from_other_side: .*身份证件.*调解员.*当面签/)
})

test('without a phone there is no code: she signs at the mediator’s', async () => {
  expect(await phoneOf({ reach: '找村口小卖部的岑婶转告' })).toMatch(/^no_phone_for_code: .*调解员.*当面签/)
  expect(await phoneOf({}, { reach_id: null })).toMatch(/^no_phone_for_code: /)
})

test('on a day the county guessed too often no code is sent either', async () => {
  await world.owner.query('insert into wrong_guesses values ($1, 1000)', [TODAY])
  expect(await phoneOf({})).toMatch(/^codes_closed: .*调解员/)
  await world.owner.query("update wrong_guesses set guesses = 999 where day = '2026-03-02'")
  expect(await phoneOf({})).toBe('10012345678')
})
