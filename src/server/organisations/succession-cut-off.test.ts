import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { request, speaker } from '#test/make.ts'
import { days, orphans } from '#test/nothing-orphaned.ts'
import { walks } from '#test/walks.ts'
import { startWorker } from '#test/worker.ts'
import { newApp, newWorld } from '#test/world.ts'

/** More than go over in one transaction, so that there is a middle to be killed in. */
const FILES = 130

test('a worker killed between two chunks leaves every file with exactly one unit that answers for it, and the next takes it up', {
  timeout: 180_000,
}, async () => {
  const world = await newWorld()
  const app = await newApp(world)
  const door = await walks(world, app)
  const { director, near, admin } = door.crew
  await door.walkTo('in_session')
  for (let nth = 1; nth < FILES; nth += 1) {
    const body = { ...request, place_code: director.place_code }
    expect((await speaker(app).post('/api/disputes/steps/register', body)).statusCode).toBe(201)
  }
  const before = await days(world)
  await world.owner.query(
    `insert into successions (id, kind, at, by_person, by_post, reason, from_unit, to_unit, total, test_time)
     values ($1, 'unit', $2, $3, $4, '机构调整', $5, $6, $7, true)`,
    [randomUUID(), now(), admin.person_id, admin.post_id, director.unit_id, near.unit_id, FILES],
  )
  const worker = (env: Record<string, string>) => startWorker(world, env)
  const by = async (): Promise<Record<string, number>> => {
    const { rows } = await world.owner.query(
      'select responsible_unit::int as unit, count(*)::int as n from files where responsible_unit = any ($1) group by 1',
      [[director.unit_id, near.unit_id]],
    )
    return Object.fromEntries(rows.map(({ unit, n }) => [unit, n]))
  }

  const first = worker({ CRASH_AT: 'succession_between_chunks' })
  const [, signal] = await once(first, 'exit')
  expect(signal).toBe('SIGKILL')
  expect(await by()).toEqual({ [director.unit_id]: FILES - 100, [near.unit_id]: 100 })
  expect(await orphans(world, dayIn(now()))).toEqual([])
  expect(await days(world)).toEqual(before)

  const second = worker({})
  try {
    for (const end = performance.now() + 60_000; (await by())[near.unit_id] !== FILES; await sleep(100))
      if (performance.now() > end) throw new Error('it was not taken up again')
  } finally {
    second.kill('SIGTERM')
    await once(second, 'exit')
  }
  const { rows } = await world.owner.query(
    `select max(n)::int as most, sum(n)::int as all from
       (select count(*) as n from events where step = 'succeed_unit' group by file_id) it`,
  )
  expect(rows).toEqual([{ most: 1, all: FILES }])
  expect(await days(world)).toEqual(before)
  expect(await checkInvariants(world)).toEqual([])
})
