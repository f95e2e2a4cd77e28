import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { STAGES } from '#domain/disputes/stage.ts'
import { setNow } from '#server/clock.ts'
import { warnOfClocks } from '#server/clocks/warn.ts'
import { fillWords } from '#server/intake/fill-words.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { walks } from '#test/walks.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { checkInvariants } from './check-invariants.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
  // What no step does is done here as the owner, past the policies.
  for (const table of ['files', 'disputes', 'dispute_words', 'involvements', 'clocks'])
    await world.owner.query(`alter table ${table} no force row level security`)
})

const file = async (): Promise<string> =>
  (
    await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: people.village.place_code })
  ).json().file_id
const clerk = async () => speaker(app, { cookie: await enter(world, people.village.sign_in_name) })
const rowOf = async (fileId: string) =>
  (await world.owner.query('select stage, moved_by, moved_at from files where id = $1', [fileId])).rows[0]

test('the stage in the lists follows every step, and says who moved the file', async () => {
  const id = await file()
  expect(await rowOf(id)).toMatchObject({ stage: 'registered', moved_by: 'anyone' })
  const by = await clerk()
  const accepted = await by.post(`/api/disputes/${id}/steps/accept_here`, {})
  expect(await rowOf(id)).toMatchObject({ stage: 'in_handling', moved_by: 'staff' })
  const task = accepted.json().parts.find((part: { part: string }) => part.part === 'task')
  await by.post(`/api/disputes/${id}/tasks/${task.id}/steps/resolve_task`, {
    how: 'matter_put_right',
    account: '让出水沟。',
  })
  expect(await rowOf(id)).toMatchObject({ stage: 'settled' })
  const line = (await by.get('/api/disputes?stage=settled')).json().lines[0]
  expect(line).toMatchObject({ file_id: id, stage: 'settled', stage_says: STAGES.settled })
  expect(await checkInvariants(world)).toEqual([])
})

test('verify notices a stage, a last move, a day, an instant or words that are not what they are derived from', async () => {
  const id = await file()
  const spoilt: [string, string, RegExp][] = [
    [
      "update files set stage = 'closed' where id = $1",
      "update files set stage = 'registered' where id = $1",
      /列表里的阶段应为 registered/,
    ],
    [
      "update files set moved_by = 'system' where id = $1",
      "update files set moved_by = 'anyone' where id = $1",
      /最近一次变动/,
    ],
    [
      'update files set owed_on = owed_on + 1 where id = $1',
      'update files set owed_on = owed_on - 1 where id = $1',
      /列表里最早的到期日应为/,
    ],
    [
      'update files set late_on = late_on + 1 where id = $1',
      'update files set late_on = late_on - 1 where id = $1',
      /负责人页面里最早的到期日应为/,
    ],
    [
      "update files set meets_at = '2026-01-01' where id = $1",
      'update files set meets_at = null where id = $1',
      /最近一次会面应为/,
    ],
    [
      "update involvements set received_at = received_at + interval '1 minute' where file_id = $1",
      "update involvements set received_at = received_at - interval '1 minute' where file_id = $1",
      /参与记录里的收到时间/,
    ],
    [
      "update clocks set look_at = '2100-01-01' where file_id = $1",
      "update clocks set look_at = '1970-01-01' where file_id = $1",
      /再看一次要不要提醒/,
    ],
    [
      'update clocks set look_at = null where file_id = $1',
      "update clocks set look_at = '1970-01-01' where file_id = $1",
      /不再看/,
    ],
    [
      'update clocks set told_head = owes_unit where file_id = $1',
      'update clocks set told_head = null where file_id = $1',
      /提醒过谁/,
    ],
    [
      'update clocks set told_centre = owes_unit where file_id = $1',
      'update clocks set told_centre = null where file_id = $1',
      /提醒过谁/,
    ],
    [
      "update dispute_words set tokens = tokens || $$'多余':1A$$::tsvector where file_id = $1",
      "update dispute_words set tokens = ts_delete(tokens, '多余') where file_id = $1",
      /字词与纠纷的文字不符/,
    ],
    [
      'update dispute_words set minhash[1] = minhash[1] + 1 where file_id = $1',
      'update dispute_words set minhash[1] = minhash[1] - 1 where file_id = $1',
      /字词与纠纷的文字不符/,
    ],
  ]
  for (const [spoil, mend, says] of spoilt) {
    await world.owner.query(spoil, [id])
    expect(await checkInvariants(world), spoil).toEqual([expect.stringMatching(says)])
    await world.owner.query(mend, [id])
  }
  expect(await checkInvariants(world)).toEqual([])
})

test('disputes from before there were words get theirs once, as the door would have written them', async () => {
  const ids = [await file(), await file(), await file()]
  const kept = await world.owner.query('select * from dispute_words order by file_id')
  await world.owner.query('delete from dispute_words where file_id = any ($1)', [ids.slice(1)])
  expect(await checkInvariants(world)).toHaveLength(2)
  expect(await fillWords(world)).toBe(2)
  expect(await fillWords(world)).toBe(0)
  expect((await world.owner.query('select * from dispute_words order by file_id')).rows).toEqual(kept.rows)
  expect(await checkInvariants(world)).toEqual([])
})

test('a file whose stage was derived under the rule of 0.2.0 has today’s after migration 0017', async () => {
  const id = await file()
  const by = await clerk()
  const accepted = await by.post(`/api/disputes/${id}/steps/accept_here`, {})
  const task = accepted.json().parts.find((part: { part: string }) => part.part === 'task')
  const taken = await by.post(`/api/disputes/${id}/tasks/${task.id}/steps/leave_unresolved`, {
    why: 'too_far_apart',
    account: '谈了两次。',
  })
  expect(taken.statusCode, taken.body).toBe(200)
  expect(await rowOf(id)).toMatchObject({ stage: 'unresolved' })
  // Under the old rule any task that was resolved, one that only assisted too, made the file settled.
  await world.owner.query("update files set stage = 'settled' where id = $1", [id])
  const other = await file()
  const before = await rowOf(other)
  expect((await checkInvariants(world)).length).toBeGreaterThan(0)
  await world.owner.query(readFileSync(new URL('../../../migrations/0017_stages_anew.sql', import.meta.url), 'utf8'))
  expect(await rowOf(id)).toMatchObject({ stage: 'unresolved', moved_by: 'staff' })
  expect(await rowOf(other)).toEqual(before)
  expect(await checkInvariants(world)).toEqual([])
})

test('a county from before has what lists and warnings read from migrations 0055, 0056 and 0063', async () => {
  await file()
  const door = await walks(world, app)
  const [met, sent] = [await door.walkTo('notified'), await door.walkTo('referral_with_them')]
  const kept = async () =>
    (
      await world.owner.query(
        'select id, meets_at, owed_on, late_on from files where id = any ($1) order by received_at, id',
        [[met.file_id, sent.file_id]],
      )
    ).rows
  const before = await kept()
  // Told of a meeting; and owed by whoever somebody was sent to before anything else is owed.
  expect(before[0].meets_at).not.toBeNull()
  expect(before[1].owed_on).not.toEqual(before[1].late_on)
  setNow('2036-01-01T00:00:00.000Z')
  await warnOfClocks(world)
  setNow(null)
  expect((await world.owner.query('select from clocks where told_centre is not null')).rowCount).toBeGreaterThan(0)
  await world.owner.query(`alter table involvements alter column received_at drop not null;
    alter table clock_warnings no force row level security;
    alter table mediations no force row level security;
    update involvements set received_at = null; update files set owed_on = null, late_on = null, meets_at = null; update clocks set told_head = null, told_centre = null`)
  expect((await checkInvariants(world)).length).toBeGreaterThan(0)
  for (const name of ['0055_a_million_disputes', '0056_warnings_when_due', '0063_ten_times_the_data']) {
    const text = readFileSync(new URL(`../../../migrations/${name}.sql`, import.meta.url), 'utf8')
    for (const [fill] of text.matchAll(/^update [^;]*;/gm)) await world.owner.query(fill)
  }
  await world.owner.query('alter table involvements alter column received_at set not null')
  expect(await kept()).toEqual(before)
  expect(await checkInvariants(world)).toEqual([])
})
