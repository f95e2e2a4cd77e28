import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Arrivals, arrivals, faultsOf, sumOf } from './arrivals.ts'
import { type Rig, startRig } from './rig.ts'

/** Three times the nation's average, on two servers just started: ten times of it, and what lies beyond, are `npm run bench -- load`. */
const RATE = 8
const SECONDS = 8
/** Half of all filings within this time, with other tests on the same two cores; the bench, at rest, promises 99 in a hundred within 400 ms. */
const PROMISED = { share: 0.5, ms: 2_500 }

let rig: Rig
let people: Arrivals
beforeAll(async () => {
  rig = await startRig({ servers: 2 })
  await Promise.all([...rig.servers, rig.worker].map((each) => each.start()))
  await rig.serverAnswers()
  people = await arrivals(rig)
  await people.come({ rate: 2, seconds: 2, patience: 'finish' })
}, 180_000)
afterAll(async () => {
  people?.end()
  await rig?.stop()
})

/** What went wrong while people came, and how many of those who came to file did. */
async function borne(rate: number, seconds: number): Promise<{ faults: string[]; came: number; filed: number }> {
  const { wave, drained } = await people.begin({ rate, seconds, patience: 'finish' })
  await drained
  const { errors, turned_away } = sumOf(wave.asked)
  const faults = [
    ...faultsOf(
      wave.asked.filter(({ id }) => id === 'register'),
      PROMISED,
    ),
    ...(errors ? [`${errors} of all requests were not answered rightly`] : []),
    ...(turned_away.always ? ['what is never to be turned away was'] : []),
  ]
  return { faults, came: wave.came, filed: wave.filed }
}

test('people who come whether or not those before them were answered: each filing is taken in, nothing is answered wrongly', async () => {
  const { faults, came, filed } = await borne(RATE, SECONDS)
  expect(faults).toEqual([])
  expect(filed).toBe(came)
  expect(came).toBeGreaterThan(RATE * SECONDS * 0.5)
  // One in seven is mediated to the end: no step of it is answered otherwise than it should be.
  expect([...people.wholes.wrong]).toEqual([])
  expect(people.wholes.closed).toBeGreaterThan(0)
})

test('the harness sees what it is for: a database that takes seconds for each filing, and one that refuses them', async () => {
  await rig.owner.query(`create function slow() returns trigger language plpgsql as
    $$ begin perform pg_sleep(4); return new; end $$;
    create trigger slow before insert on files for each row execute function slow()`)
  expect((await borne(2, 2)).faults.join()).toMatch(/p50 \d+ ms, more than 2500/)
  await rig.owner.query(`create or replace function slow() returns trigger language plpgsql as
    $$ begin raise exception 'refused'; end $$`)
  expect((await borne(RATE, 1)).faults.join()).toMatch(/\d+ requests were not answered rightly/)
  await rig.owner.query('drop trigger slow on files; drop function slow()')
})
