import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { changed, everything, expectProblem, saboteur, type Table } from '#test/acts.ts'
import type { CrewName } from '#test/crew.ts'
import { request } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import { OTHER_SIDE, PARTIES, ROOTS } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let sabotaging: Awaited<ReturnType<typeof saboteur>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  sabotaging = await saboteur(world)
})
afterEach(() => setNow(null))

const WRITTEN: readonly Table[] = ['files', 'involvements', 'events', 'disputes', 'dispute_words', 'clocks', 'answers']
const WITH_PEOPLE: readonly Table[] = ['sealed_values', 'parties', 'papers', 'links']

type Opening = { root: keyof typeof ROOTS; hat: string; writes: readonly Table[]; closed: readonly CrewName[] }
const OPENINGS: Opening[] = [
  { root: 'phone', hat: 'anyone', writes: [...WRITTEN, ...WITH_PEOPLE], closed: [] },
  {
    root: 'window',
    hat: 'window',
    writes: [...WRITTEN, ...WITH_PEOPLE, 'effects', 'graphile_worker._private_jobs'],
    closed: ['grid', 'police', 'justice', 'leader', 'admin', 'auditor', 'privacy'],
  },
  {
    root: 'police',
    hat: 'handing_office',
    writes: [...WRITTEN, ...WITH_PEOPLE, 'effects', 'graphile_worker._private_jobs'],
    closed: ['director', 'grid', 'justice', 'leader', 'admin', 'auditor', 'privacy'],
  },
  { root: 'grid', hat: 'grid_worker', writes: WRITTEN, closed: ['police', 'justice', 'leader', 'admin', 'privacy'] },
]

describe.each(OPENINGS)('a file that comes in by: $root', ({ root, hat, writes, closed }) => {
  const { step, by, body } = ROOTS[root]
  const open = async (who: CrewName | 'anyone' = by, key: string = randomUUID()) =>
    (await door.as(who)).post(`/api/disputes/steps/${step}`, body(door.crew), key)

  test('is opened once under one key, also by two at once, by an event that names actor and hat', async () => {
    const { rows: before } = await world.owner.query('select count(*)::int as n from files')
    const key = randomUUID()
    const [one, two] = await Promise.all([open(by, key), open(by, key)])
    expect([one.statusCode, two.statusCode], one.body).toEqual([201, 201])
    expect(one.body).toBe(two.body)
    expect((await open(by, key)).body).toBe(one.body)
    const { rows } = await world.owner.query('select count(*)::int as n from files')
    expect(rows[0].n).toBe(before[0].n + 1)
    const { rows: events } = await world.owner.query('select seq, step, part, actor from events where file_id = $1', [
      one.json().file_id,
    ])
    const actor = by === 'anyone' ? { kind: 'anyone' } : { kind: 'staff', person_id: door.crew[by].person_id }
    expect(events).toMatchObject([{ seq: 1, step, part: 'dispute', actor: { ...actor, hat } }])
  })

  test('is opened by nobody else', async () => {
    const before = await everything(world)
    for (const who of closed) expectProblem(await open(who), 403, 'not_yours')
    if (root !== 'phone') expectProblem(await open('anyone'), 401, 'not_signed_in')
    expect(changed(before, await everything(world))).toEqual([])
  })

  test('leaves nothing when any one of its writers fails, and can then be opened with the same key', async () => {
    const before = await everything(world)
    expect((await open()).statusCode).toBe(201)
    const touched = changed(before, await everything(world))
    expect([...touched].sort()).toEqual([...writes].sort())
    const untouched = await everything(world)
    const key = randomUUID()
    for (const table of touched) {
      expectProblem(await sabotaging(table, () => open(by, key)), 500, 'failed')
      expect(changed(untouched, await everything(world)), `${table} failed`).toEqual([])
    }
    expect((await open(by, key)).statusCode).toBe(201)
  })

  test('is not opened where no unit receives requests, and nothing is left', async () => {
    const before = await everything(world)
    for (const place_code of [110101001001000, door.crew.director.place_code + 900_000]) {
      const url = `/api/disputes/steps/${step}`
      const answer = await (await door.as(by)).post(url, { ...body(door.crew), place_code })
      expectProblem(answer, 422, 'no_receiver')
    }
    expect(changed(before, await everything(world))).toEqual([])
  })
})

test('a clock for what comes next: a committee decides whether to take it in, a centre passes it on; a window wrote it down in time', async () => {
  const clocksOf = async (root: 'registered' | 'town_triaging' | 'taken_down' | 'clue') => {
    const { file_id } = await door.walkTo(root)
    const { rows } = await world.owner.query('select rule, state from clocks where file_id = $1 order by rule', [
      file_id,
    ])
    return rows.map((row) => `${row.rule} ${row.state}`)
  }
  expect(await clocksOf('registered')).toEqual(['T-06 running'])
  expect(await clocksOf('town_triaging')).toEqual(['T-02 running'])
  expect(await clocksOf('taken_down')).toEqual(['T-01 met', 'T-06 running'])
  expect(await clocksOf('clue')).toEqual(['T-01 met', 'T-02 running'])
})

test('every applicant of one entry has her own link from the first event on; the other side has none until she agrees', async () => {
  const on = await door.walkTo('taken_down', {
    parties: [...PARTIES, { side: 'applicant', name: '苗得水', reach: '找村口小卖部转告' }],
  })
  const { rows } = await world.owner.query(
    'select p.name, l.purpose from parties p left join links l on l.party_id = p.id where p.file_id = $1 order by p.name',
    [on.file_id],
  )
  expect(rows).toEqual(
    expect.arrayContaining([
      { name: request.your_name, purpose: 'own' },
      { name: '苗得水', purpose: 'own' },
    ]),
  )
  expect(rows.find((row) => row.name === OTHER_SIDE.name)).toEqual({ name: OTHER_SIDE.name, purpose: null })
})

test('what another office hands over comes with its paper, or it is refused; the window may not leave it out either', async () => {
  const { hand_over: _, ...without } = ROOTS.police.body(door.crew)
  const director = await door.as('director')
  expectProblem(await director.post('/api/disputes/steps/take_down', without), 422, 'channel_needs_paper')
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
