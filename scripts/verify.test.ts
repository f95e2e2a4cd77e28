import { createPublicKey } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { STORIES } from '#demo/stories.ts'
import { setNow } from '#server/clock.ts'
import { signPastDays } from '#server/disputes/day-heads.ts'
import { enter, speaker } from '#test/make.ts'
import { newToldWorld } from '#test/told.ts'
import { newApp, type TestWorld } from '#test/world.ts'
import { verifyAll } from './verify.ts'

let world: TestWorld
let client: pg.Client
const key = () => createPublicKey(world.keys.head)

beforeAll(async () => {
  world = await newToldWorld()
  setNow('2026-06-10T05:00:00.000Z')
  const app = await newApp(world)
  const director = speaker(app, { cookie: await enter(world, 'tian.youyu') })
  const { lines } = (await director.get('/api/disputes')).json() as { lines: { file_id: string }[] }
  await director.get(`/api/disputes/${lines[0]?.file_id}`)
  setNow('2026-06-12T04:00:00.000Z')
  // A month of days at a time.
  while ((await signPastDays(world)) > 0);
  setNow(null)
  client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  // Whoever comes first tells all stories.
}, 180_000)
afterAll(() => client.end())

/** What is found while a spoilt database is looked at; afterwards it is as it was. */
async function whenSpoilt(spoil: string): Promise<string[]> {
  await client.query('begin')
  const { rowCount } = await client.query(spoil)
  expect(rowCount, spoil).toBeGreaterThan(0)
  const { findings } = await verifyAll(client, key())
  await client.query('rollback')
  return findings.map(({ where, says }) => `${where} ${says}`)
}

test('an untouched database has nothing to tell', async () => {
  const verified = await verifyAll(client, key())
  expect(verified.findings).toEqual([])
  expect(verified).toMatchObject({ files: STORIES.length })
  expect(verified.events).toBeGreaterThan(20)
  expect(verified.papers).toBeGreaterThan(15)
  expect(verified.days).toBeGreaterThan(8)
})

test('whatever is changed behind the product’s back is found and told where it is', async () => {
  const one = "(select file_id from events where step = 'close' limit 1)"
  expect(
    await whenSpoilt(
      `update events set recorded_at = recorded_at + interval '1 ms' where file_id = ${one} and seq = 2`,
    ),
  ).toContainEqual(expect.stringMatching(/第 2 步.*被改过/))
  expect(await whenSpoilt(`delete from events where file_id = ${one} and seq = 2`)).toContainEqual(
    expect.stringMatching(/缺少第 2 步/),
  )
  expect(await whenSpoilt(`delete from events where file_id = ${one} and step = 'close'`)).toContainEqual(
    expect.stringMatching(/被截断/),
  )
  expect(
    await whenSpoilt(`update papers set content = content || '{"to": "别人"}' where file_id = ${one}`),
  ).toContainEqual(expect.stringMatching(/文书.*与出具时不一致/))
  expect(await whenSpoilt(`delete from papers where file_id = ${one} and form = 'D-02r'`)).toContainEqual(
    expect.stringMatching(/文书.*不一致/),
  )
  expect(await whenSpoilt("update looks set reason = 'x'")).toContainEqual(
    expect.stringMatching(/2026-06-10 当天的记录与签名时不一致/),
  )
  expect(await whenSpoilt('delete from looks')).toContainEqual(expect.stringMatching(/2026-06-10 /))
  expect(await whenSpoilt("update day_heads set signature = '\\x00' where day = '2026-06-10'")).toContainEqual(
    expect.stringMatching(/2026-06-10 当天的签名不对/),
  )
})
