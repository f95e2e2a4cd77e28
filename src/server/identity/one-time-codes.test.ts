import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { inScope, nobody, type Scope } from '#server/db/scope.ts'
import { cast, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { codeDigits, newCode, problemOf, tryCode, useCode, whyNoCode } from './one-time-codes.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
})
const AT = '2026-03-02T01:00:00.000Z'
beforeEach(async () => {
  setNow(AT)
  await world.owner.query('truncate wrong_guesses')
})
afterAll(() => setNow(null))

type Of = { file_id: string; party_id: string; scope: Scope; about: string }

/** A party, and an agreement she might sign. */
async function party(said: object = {}): Promise<Of> {
  const { file_id } = (
    await speaker(app).post('/api/disputes/steps/register', {
      ...request,
      ...said,
      place_code: people.village.place_code,
    })
  ).json()
  const { rows } = await world.owner.query('select id from parties where file_id = $1', [file_id])
  return {
    file_id,
    party_id: rows[0].id,
    about: randomUUID(),
    scope: { ...nobody('2026-03-02'), holder_of: file_id },
  }
}

/** Asks for a code as the step does: its id. */
async function asked(of: Of, edition = 1, agent?: { id: string; reach_id: string }): Promise<string> {
  const id = randomUUID()
  await inScope(world.pool, of.scope, async (_, last) =>
    last([
      newCode(of.file_id, now(), { id, to_party: of.party_id, about: of.about, edition, ...(agent ? { agent } : {}) }),
    ]),
  )
  return id
}
const shows = (of: Of, code: string) => tryCode(world, of.scope, { party_id: of.party_id, about: of.about, code })
const uses = (of: Of, id: string, edition = 1) =>
  inScope(world.pool, of.scope, (trx) => useCode(trx, id, now(), { about: of.about, edition }))
const digits = (id: string): string => codeDigits(world, id)
const notThis = (id: string): string => String((Number(digits(id)) + 1) % 1e8).padStart(8, '0')
const row = async (id: string) =>
  (await world.owner.query('select tries, used_at, nth, until from one_time_codes where id = $1', [id])).rows[0]
const refusal = (asking: Promise<unknown>): Promise<string> =>
  asking.then(
    () => 'done',
    (error) => whyNoCode(error)?.code ?? String(error),
  )

test('a code is eight digits that stand in no row', async () => {
  const of = await party()
  const id = await asked(of)
  expect(digits(id)).toMatch(/^\d{8}$/)
  const { rows } = await world.owner.query('select c::text as row from one_time_codes c')
  expect(rows.map((it) => it.row).join()).not.toContain(digits(id))
  const many = Array.from({ length: 2000 }, () => digits(randomUUID()))
  expect(many.every((code) => /^\d{8}$/.test(code))).toBe(true)
  expect(new Set(many.map((code) => code[0])).size).toBe(10)
})

test('the right code proves, as people type it', async () => {
  const of = await party()
  const id = await asked(of)
  const wide = digits(id).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
  for (const typed of [digits(id), ` ${digits(id).slice(0, 4)} ${digits(id).slice(4)}`, wide])
    expect(await shows(of, typed)).toEqual({ outcome: 'right', code_id: id })
  expect(await row(id)).toMatchObject({ tries: 0, used_at: null })
})

test('what is no code is wrong, and breaks nothing', async () => {
  for (const typed of ['', '1', '验证码', '1234567890', '\u{20000}\u{20000}\u{20000}\u{20000}', '１２３']) {
    const of = await party()
    await asked(of)
    expect(await shows(of, typed)).toMatchObject({ outcome: 'wrong' })
  }
})

test('after three wrong tries a code is spent, also for the right digits', async () => {
  const of = await party()
  const id = await asked(of)
  for (let nth = 1; nth <= 3; nth += 1) {
    expect(await shows(of, notThis(id))).toMatchObject({ outcome: 'wrong' })
    expect(await row(id)).toMatchObject({ tries: nth })
  }
  expect(await shows(of, digits(id))).toMatchObject({ outcome: 'spent' })
  expect(await row(id)).toMatchObject({ tries: 3 })
})

test('of eight guesses that arrive at the same moment three are compared and counted', async () => {
  const of = await party()
  const id = await asked(of)
  // All eight wait at the code's row until it is let go: what each has read before must not count.
  const holder = await world.owner.connect()
  await holder.query('begin')
  await holder.query('select from one_time_codes where id = $1 for update', [id])
  const guesses = Promise.all(Array.from({ length: 8 }, () => shows(of, notThis(id))))
  const waiting = async (): Promise<number> =>
    (await holder.query('select count(*)::int as n from pg_locks where not granted')).rows[0].n
  for (let tries = 0; tries < 500 && (await waiting()) < 8; tries += 1) await sleep(5)
  await holder.query('commit')
  holder.release()
  const outcomes = await guesses
  expect(outcomes.filter((it) => it.outcome === 'wrong')).toHaveLength(3)
  expect(outcomes.filter((it) => it.outcome === 'spent')).toHaveLength(5)
  const { rows } = await world.owner.query('select guesses from wrong_guesses')
  expect(rows).toEqual([{ guesses: 3 }])
})

test('a wrong try counts though the step it was shown for fails', async () => {
  const of = await party()
  const id = await asked(of)
  await expect(
    inScope(world.pool, of.scope, async () => {
      await shows(of, notThis(id))
      throw new Error('the step is refused')
    }),
  ).rejects.toThrow('the step is refused')
  expect(await row(id)).toMatchObject({ tries: 1 })
})

test('a code works ten minutes', async () => {
  const of = await party()
  const id = await asked(of)
  setNow(secondsAfter(AT, 600))
  expect(await shows(of, digits(id))).toMatchObject({ outcome: 'right' })
  setNow(secondsAfter(AT, 600.001))
  expect(await shows(of, digits(id))).toMatchObject({ outcome: 'spent' })
  expect(await uses(of, id)).toBe(false)
})

test('a code works once, of many steps at once for one of them, and not at all for one that is refused', async () => {
  const of = await party()
  const id = await asked(of)
  await expect(
    inScope(world.pool, of.scope, async (trx) => {
      expect(await useCode(trx, id, AT, { about: of.about, edition: 1 })).toBe(true)
      throw new Error('the step is refused')
    }),
  ).rejects.toThrow('the step is refused')
  expect(await shows(of, digits(id))).toMatchObject({ outcome: 'right' })
  const used = await Promise.all(Array.from({ length: 8 }, () => uses(of, id)))
  expect(used.filter(Boolean)).toHaveLength(1)
  expect(await shows(of, digits(id))).toMatchObject({ outcome: 'spent' })
  expect(await row(id)).toMatchObject({ tries: 0 })
})

test('a code proves for the wording of the agreement it was asked for, for no later one and no other agreement', async () => {
  const of = await party()
  const id = await asked(of, 2)
  expect(await shows({ ...of, about: randomUUID() }, digits(id))).toMatchObject({ outcome: 'none' })
  expect(await shows(of, digits(id))).toEqual({ outcome: 'right', code_id: id })
  expect(await uses(of, id, 3)).toBe(false)
  expect(await uses(of, id, 1)).toBe(false)
  expect(await uses({ ...of, about: randomUUID() }, id, 2)).toBe(false)
  expect(await row(id)).toMatchObject({ tries: 0, used_at: null })
  expect(await uses(of, id, 2)).toBe(true)
})

test('a code of one party proves nothing for another, in the same file or out of sight', async () => {
  const [of, other] = [await party(), await party()]
  const id = await asked(of)
  expect(await shows({ ...of, party_id: other.party_id }, digits(id))).toMatchObject({ outcome: 'none' })
  expect(await shows({ ...of, scope: other.scope }, digits(id))).toMatchObject({ outcome: 'none' })
})

test('only the newest code counts', async () => {
  const of = await party()
  const [first, second] = [await asked(of), await asked(of)]
  expect(await shows(of, digits(first))).toMatchObject({ outcome: 'wrong' })
  expect(await row(second)).toMatchObject({ tries: 1 })
  expect(await shows(of, digits(second))).toMatchObject({ outcome: 'right' })
})

test('five codes a day, the sixth is refused; the next day in Shanghai there are five again', async () => {
  const of = await party()
  for (let nth = 1; nth <= 5; nth += 1) expect(await row(await asked(of))).toMatchObject({ nth })
  expect(await refusal(asked(of))).toBe('codes_used_up')
  setNow('2026-03-02T15:59:59.000Z')
  expect(await refusal(asked(of))).toBe('codes_used_up')
  setNow('2026-03-02T16:00:00.000Z')
  expect(await row(await asked(of))).toMatchObject({ nth: 1 })
})

test('what her agents ask for is counted apart, each with five of his own: hers are left to her', async () => {
  const of = await party()
  const { rows } = await world.owner.query('select reach_id from parties where id = $1', [of.party_id])
  const [one, other] = [randomUUID(), randomUUID()].map((id) => ({ id, reach_id: rows[0].reach_id as string }))
  for (let nth = 1; nth <= 5; nth += 1) expect(await row(await asked(of, 1, one))).toMatchObject({ nth })
  expect(await refusal(asked(of, 1, one))).toBe('codes_used_up')
  expect(await row(await asked(of, 1, other))).toMatchObject({ nth: 1 })
  for (let nth = 1; nth <= 5; nth += 1) expect(await row(await asked(of))).toMatchObject({ nth })
  expect(await refusal(asked(of))).toBe('codes_used_up')
})

test('of twelve codes asked for at once at most five are made', async () => {
  const of = await party()
  const asking = await Promise.all(Array.from({ length: 12 }, () => refusal(asked(of))))
  const made = asking.filter((it) => it === 'done').length
  expect(made).toBeGreaterThan(0)
  expect(made).toBeLessThanOrEqual(5)
  expect([...new Set(asking)].sort()).toEqual(['codes_used_up', 'done'])
})

test('without a way to reach her there is no code', async () => {
  const of = await party()
  await world.owner.query('update parties set reach_id = null where id = $1', [of.party_id])
  expect(await refusal(asked(of))).toBe('no_phone_for_code')
})

test('a fault of another kind is not taken for a refusal', () => {
  expect(whyNoCode(new Error('anything'))).toBeNull()
  expect(whyNoCode(Object.assign(new Error('x'), { code: '23514', constraint: 'disputes_status_check' }))).toBeNull()
  expect(whyNoCode(Object.assign(new Error('x'), { code: '23502', table: 'parties', column: 'reach_id' }))).toBeNull()
})

test('when the whole county has guessed wrongly a thousand times in a day, no code is taken any more that day', async () => {
  const of = await party()
  const id = await asked(of)
  await world.owner.query('insert into wrong_guesses values ($1, 999)', [dayIn(AT)])
  expect(await shows(of, notThis(id))).toMatchObject({ outcome: 'wrong' })
  expect(await shows(of, digits(id))).toMatchObject({ outcome: 'closed' })
  expect(await row(id)).toMatchObject({ tries: 1 })
  setNow('2026-03-03T01:00:00.000Z')
  const next = await asked(of)
  expect(await shows(of, digits(next))).toMatchObject({ outcome: 'right' })
})

test('whoever is refused is told how to sign instead', () => {
  for (const outcome of ['spent', 'none', 'closed'] as const) expect(problemOf(outcome).next).toContain('调解员')
  expect(problemOf('wrong')).toMatchObject({ code: 'code_wrong', status: 422 })
})
