import { beforeAll, expect, test } from 'vitest'
import { type Walks, walks } from '#test/walks.ts'
import type { Point, Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { checkInvariants } from './check-invariants.ts'
import { LAWS } from './laws-in-sql.ts'

let world: TestWorld
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  door = await walks(world, await newApp(world))
})

const set = (table: string, path: string, value: string): string =>
  `update ${table} set facts = jsonb_set(facts, '${path}', '${value}') where file_id = $1`

/** For each law a violation that somebody with a hand in the tables could plant, and where on the walk. */
const PLANTED: readonly [says: RegExp, point: Point, plant: string][] = [
  [
    /登记簿对不上/,
    'in_session',
    `update mediations set facts = jsonb_set(facts, '{docket,n}', '77') where file_id = $1`,
  ],
  [/登记簿对不上/, 'in_session', `delete from dockets where file_id = $1`],
  [/登记簿对不上/, 'in_session', `update dockets set voided_at = given_at, voided_because = '抄错' where file_id = $1`],
  [
    /登记簿缺号/,
    'in_session',
    `with far as (update dockets set n = n + 5 where file_id = $1 returning committee, year, n)
     update docket_books b set last = far.n from far where b.committee = far.committee and b.year = far.year`,
  ],
  [
    /登记簿缺号/,
    'in_session',
    `update docket_books b set last = last + 3 from dockets d where d.file_id = $1 and b.committee = d.committee and b.year = d.year`,
  ],
  [/年份和编号那天/, 'in_session', `update dockets set given_at = given_at - interval '2 years' where file_id = $1`],
  [/以什么身份/, 'registered', `update events set actor = actor - 'hat' where file_id = $1`],
  [/已经办结/, 'in_session', `update disputes set status = 'closed' where file_id = $1`],
  [/已经办结/, 'in_effect', `update disputes set status = 'closed' where file_id = $1`],
  [
    /两个主办/,
    'in_session',
    `insert into tasks select gen_random_uuid(), file_id, status, version, unit_id, facts from tasks where file_id = $1`,
  ],
  [
    /并入的那一件/,
    'registered',
    `update disputes set status = 'merged', facts = facts || '{"merged_into": {"file_id": "none"}}' where file_id = $1`,
  ],
  [/没有同意/, 'invited', `update mediations set status = 'accepted' where file_id = $1`],
  [/没有同意/, 'in_session', `update parties set status = 'left' where file_id = $1`],
  [/没有告知其他途径/, 'withdrawn', `delete from papers where file_id = $1`],
  [
    /看不到自己/,
    'in_session',
    `update involvements set until = '2026-01-01' where file_id = $1 and as_what = 'mediating'`,
  ],
  [
    /自己的纠纷/,
    'in_session',
    `update parties set name = (select facts->'mediators'->0->>'name' from mediations where file_id = $1) where file_id = $1`,
  ],
  [/却缺当事人的签字/, 'in_effect', set('agreements', '{signatures,0,who}', '{"party": "nobody"}')],
  [/却缺当事人的签字/, 'in_effect', set('agreements', '{sealed}', 'null')],
  [
    /起草中的协议/,
    'signing',
    `update agreements set status = 'drafting', facts = jsonb_set(facts, '{signatures}', '[{"who": {"party": "a"}}]') where file_id = $1`,
  ],
  [
    /签了两次/,
    'in_effect',
    `update agreements set facts = jsonb_set(facts, '{signatures}', (facts->'signatures') || (facts->'signatures')) where file_id = $1`,
  ],
  [
    /在屏幕上/,
    'in_effect',
    `update agreements set facts = jsonb_set(facts, '{signatures}', '[{"who": {"party": "a"}, "how": "on_screen"}]') || '{"identity_relation": true}' where file_id = $1`,
  ],
  [
    /两个一样的时限/,
    'registered',
    `insert into clocks select (c2).* from (select jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid())) as c2 from clocks c where file_id = $1 and state = 'running') twice`,
  ],
  [
    /该做的回访/,
    'in_effect',
    `update clocks set state = 'cancelled', settled_event = 1 where file_id = $1 and rule like 'T-60%'`,
  ],
  [/已经办结/, 'referred', `update disputes set status = 'closed' where file_id = $1`],
  [
    /转介出去还没有结果/,
    'referred',
    `update clocks set state = 'cancelled', settled_event = 1 where file_id = $1 and rule = 'R-64'`,
  ],
  [
    /接收转介的单位/,
    'referred',
    `update involvements set until = '2026-01-01' where file_id = $1 and as_what = 'referred_to'`,
  ],
  [/接收转介的单位/, 'referred', `update referrals set status = 'came_back' where file_id = $1`],
  [/没了结的督办/, 'supervised', `update disputes set status = 'closed' where file_id = $1`],
  [
    /督办没有了结/,
    'supervised',
    `update clocks set state = 'cancelled', settled_event = 1 where file_id = $1 and rule = 'R-12'`,
  ],
  [
    /包案的牵头单位/,
    'packaged',
    `update involvements set until = '2026-01-01' where file_id = $1 and as_what = 'consulted'`,
  ],
  [/包案的牵头单位/, 'packaged', `update packages set status = 'released' where file_id = $1`],
  [/时限的起算/, 'registered', `update clocks set started_on = '2100-01-01' where file_id = $1`],
  [/提醒发了两次/, 'in_effect', set('obligations', '{reminded}', '[0, 0]')],
  [/已经付清/, 'in_effect', `update obligations set status = 'performed' where file_id = $1`],
]

const known = new Map<Point, Walk>()
async function stand(point: Point): Promise<Walk> {
  const on = known.get(point) ?? (await door.walkTo(point))
  known.set(point, on)
  return on
}

/** Which laws are broken after a change that is taken back at once. */
async function brokenBy(plant: string, file: string): Promise<string[]> {
  const client = await world.owner.connect()
  try {
    await client.query('begin')
    await client.query(plant, [file])
    const broken: string[] = []
    for (const { says, sql } of LAWS) {
      const { rows } = await client.query<{ file_id: string }>(sql)
      if (rows.some((row) => row.file_id === file)) broken.push(says)
    }
    return broken
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test.each(PLANTED)('%s is found where it is planted (%s)', async (says, point, plant) => {
  const on = await stand(point)
  expect(await brokenBy('select $1::text', on.file_id)).toEqual([])
  expect((await brokenBy(plant, on.file_id)).join()).toMatch(says)
})

test('there is a planted violation for every law', () => {
  expect(LAWS.filter(({ says }) => !PLANTED.some(([planted]) => planted.test(says))).map(({ says }) => says)).toEqual(
    [],
  )
})

test('the check of the whole county tells them with their file', async () => {
  const on = await stand('registered')
  const plant = `update clocks set started_on = started_on + $1::int where file_id = $2`
  await world.owner.query(plant, [40_000, on.file_id])
  expect((await checkInvariants(world)).join('\n')).toMatch(new RegExp(`${on.file_id}：时限的起算.*I22`))
  await world.owner.query(plant, [-40_000, on.file_id])
  expect(await checkInvariants(world)).toEqual([])
})
