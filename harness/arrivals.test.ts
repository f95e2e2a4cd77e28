import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Arrivals, arrivals, faultsOf } from './arrivals.ts'
import { type Rig, startRig } from './rig.ts'

/** Ten times the nation's average; ten minutes of it and what lies beyond are `npm run bench -- load`. */
const RATE = 24
const SECONDS = 10
/** Beside other tests on two cores: half of all within this time; the bench, at rest, promises 99 in a hundred within 400 ms. */
const PROMISED = { share: 0.5, ms: 400 }

let rig: Rig
let people: Arrivals
beforeAll(async () => {
  rig = await startRig({ servers: 2 })
  await Promise.all([...rig.servers, rig.worker].map((each) => each.start()))
  await rig.serverAnswers()
  people = await arrivals(rig)
  await people.come({ rate: 5, seconds: 2, patience: 'finish' })
}, 180_000)
afterAll(async () => {
  people?.end()
  await rig?.stop()
})

const borne = async (seconds: number): Promise<string[]> => {
  const from = people.asked.length
  await people.come({ rate: RATE, seconds, patience: 'finish' })
  return faultsOf(people.asked.slice(from), PROMISED)
}

test('ten times the nation’s disputes, each with its life, are borne by two servers without one wrong answer', async () => {
  expect(await borne(SECONDS)).toEqual([])
  expect(people.intakes.filed).toBe(people.intakes.came)
  expect(people.intakes.came).toBeGreaterThan(RATE * SECONDS * 0.6)
})

test('the harness sees what it is for: a database that takes half a second for each filing, and one that refuses them', async () => {
  await rig.owner.query(`create function slow() returns trigger language plpgsql as
    $$ begin perform pg_sleep(0.9); return new; end $$;
    create trigger slow before insert on files for each row execute function slow()`)
  const slow = (await borne(3)).join()
  expect(slow).toMatch(/p50 \d+ ms, more than 400|turned away/)
  await rig.owner.query(`create or replace function slow() returns trigger language plpgsql as
    $$ begin raise exception 'refused'; end $$`)
  expect((await borne(1)).join()).toMatch(/\d+ requests were not answered rightly/)
  await rig.owner.query('drop trigger slow on files; drop function slow()')
})
