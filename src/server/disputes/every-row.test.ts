import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, test } from 'vitest'
import { STEP_NAMES, type StepName } from '#domain/table.ts'
import {
  changed,
  eventsOf,
  everything,
  expectProblem,
  type saboteur as Saboteur,
  type State,
  type Stood,
  saboteur,
  signedIn,
} from '#test/acts.ts'
import { cast } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { checkInvariants } from './check-invariants.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
let doors: Awaited<ReturnType<typeof signedIn>>
let sabotaging: Awaited<ReturnType<typeof Saboteur>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
  doors = await signedIn(world, app, people)
  sabotaging = await saboteur(world)
})

type Case = {
  step: StepName
  /** Where the row may be taken, and by whom it is taken here. */
  from: State
  by: 'clerk' | 'party'
  body: (on: Stood) => object
  /** A state the row does not start from. */
  wrong: State
  /** What the county's clerk hears, and the applicant herself: who else may take it, or not_yours. */
  above: 200 | 403
  party: 200 | 403
  /** The row moves nothing: two at once are two events, one after the other. */
  repeats?: true
}

const account = { account: '去过现场，谈了两次。' }
const CASES: Case[] = [
  {
    step: 'ask_supplement',
    from: 'registered',
    by: 'clerk',
    body: () => ({ missing: ['wish', 'evidence'], note: '带上借条' }),
    wrong: 'closed',
    above: 200,
    party: 403,
  },
  {
    step: 'supply_supplement',
    from: 'supplementing',
    by: 'party',
    body: () => ({ text: '借条找到了。' }),
    wrong: 'registered',
    above: 200,
    party: 200,
  },
  {
    step: 'record_identity',
    from: 'registered',
    by: 'clerk',
    body: (on) => ({ party_id: on.party_id, paper: 'passport', number: 'E12345678' }),
    wrong: 'closed',
    above: 200,
    party: 403,
    repeats: true,
  },
  {
    step: 'accept_here',
    from: 'registered',
    by: 'clerk',
    body: () => ({ note: '明天到现场看' }),
    wrong: 'in_handling',
    above: 200,
    party: 403,
  },
  {
    step: 'refuse',
    from: 'supplementing',
    by: 'clerk',
    body: () => ({ ground: 'already_with_authority', explanation: '法院已经立案。' }),
    wrong: 'in_handling',
    above: 403,
    party: 403,
  },
  {
    step: 'withdraw',
    from: 'in_handling',
    by: 'party',
    body: (on) => ({ reason: 'settled', said_by: on.party_id }),
    wrong: 'withdrawn',
    above: 403,
    party: 200,
  },
  {
    step: 'resolve_task',
    from: 'in_handling',
    by: 'clerk',
    body: () => ({ how: 'matter_put_right', ...account }),
    wrong: 'settled',
    above: 403,
    party: 403,
  },
  {
    step: 'leave_unresolved',
    from: 'in_handling',
    by: 'clerk',
    body: () => ({ why: 'too_far_apart', ...account }),
    wrong: 'settled',
    above: 403,
    party: 403,
  },
  {
    step: 'close',
    from: 'settled',
    by: 'clerk',
    body: () => ({ note: '已回访' }),
    wrong: 'closed',
    above: 403,
    party: 403,
  },
]

const partyOf = (on: Stood) => speakerOf(on.link)
const speakerOf = (link: string) => ({
  post: (url: string, body: object, key: string = randomUUID()) =>
    app.inject({
      method: 'POST',
      url,
      headers: { authorization: `Link ${link}`, 'idempotency-key': key },
      payload: body,
    }),
})
const door = (it: Case, on: Stood) => (it.by === 'clerk' ? doors.clerk : partyOf(on))

describe.each(CASES)('$step', (it) => {
  test('works, as one event that names the step, the actor and the hat', async () => {
    const on = await doors.stand(it.from)
    const before = await eventsOf(world, on.file_id)
    const answer = await door(it, on).post(on.at(it.step), it.body(on))
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({ file_id: on.file_id, event_seq: before + 1 })
    const { rows } = await world.owner.query(
      'select seq, step, actor from events where file_id = $1 order by seq desc limit 1',
      [on.file_id],
    )
    const actor =
      it.by === 'clerk'
        ? { kind: 'staff', hat: 'clerk', role: people.village.role, unit_id: people.village.unit_id }
        : { kind: 'party', hat: 'applicant', party_id: on.party_id }
    expect(rows).toMatchObject([{ seq: before + 1, step: it.step, actor }])
  })

  test('taken by two at once, is taken once', async () => {
    const on = await doors.stand(it.from)
    const before = await eventsOf(world, on.file_id)
    const both = await Promise.all([1, 2].map(() => door(it, on).post(on.at(it.step), it.body(on))))
    const codes = both.map((answer) => answer.statusCode).sort()
    expect(codes).toEqual(it.repeats ? [200, 200] : [200, 409])
    expect(await eventsOf(world, on.file_id)).toBe(before + (it.repeats ? 2 : 1))
    const lost = both.find((answer) => answer.statusCode === 409)
    if (lost) expectProblem(lost, 409, 'wrong_state')
  })

  test('is not open to a stranger', async () => {
    const [on, other] = [await doors.stand(it.from), await doors.stand('registered')]
    const before = await everything(world)
    expectProblem(await doors.elsewhere.post(on.at(it.step), it.body(on)), 404, 'not_found')
    expectProblem(await doors.unsigned.post(on.at(it.step), it.body(on)), 401, 'not_signed_in')
    const holder = await partyOf(other).post(on.at(it.step), it.body(on))
    expectProblem(holder, it.party === 200 ? 404 : 403, it.party === 200 ? 'not_found' : 'not_yours')
    expectProblem(await speakerOf('2'.repeat(26)).post(on.at(it.step), it.body(on)), 401, 'link_not_valid')
    if (it.party === 403) expectProblem(await partyOf(on).post(on.at(it.step), it.body(on)), 403, 'not_yours')
    if (it.above === 403) expectProblem(await doors.above.post(on.at(it.step), it.body(on)), 403, 'not_yours')
    expect(changed(before, await everything(world))).toEqual([])
    if (it.above === 200) expect((await doors.above.post(on.at(it.step), it.body(on))).statusCode).toBe(200)
  })

  test('in the wrong state is refused in Chinese, and leaves nothing', async () => {
    const on = await doors.stand(it.wrong)
    const before = await everything(world)
    expectProblem(await door(it, on).post(on.at(it.step), it.body(on)), 409, 'wrong_state')
    expect(changed(before, await everything(world))).toEqual([])
  })

  test('leaves nothing when any one of its writers fails, and can then be taken with the same key', async () => {
    const first = await doors.stand(it.from)
    const before = await everything(world)
    expect((await door(it, first).post(first.at(it.step), it.body(first))).statusCode).toBe(200)
    const touched = changed(before, await everything(world))
    expect(touched).toEqual(expect.arrayContaining(['files', 'events', 'answers']))
    for (const table of touched) {
      const on = await doors.stand(it.from)
      const untouched = await everything(world)
      const key = randomUUID()
      const failed = await sabotaging(table, () => door(it, on).post(on.at(it.step), it.body(on), key))
      expectProblem(failed, 500, 'failed')
      expect(changed(untouched, await everything(world)), `${table} failed`).toEqual([])
      expect((await door(it, on).post(on.at(it.step), it.body(on), key)).statusCode).toBe(200)
    }
  })
})

test('no row of the table is left out: register and lapse_supplement have files of their own', () => {
  expect([...CASES.map((it) => it.step), 'register', 'lapse_supplement'].sort()).toEqual([...STEP_NAMES].sort())
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
