import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type Stood, signedIn } from '#test/acts.ts'
import { cast } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { checkInvariants } from './check-invariants.ts'

let world: TestWorld
let app: FastifyInstance
let mine: Stood
let foreign: Stood
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  const people = await cast(world)
  const doors = await signedIn(world, app, people)
  ;[mine, foreign] = [await doors.stand('settled'), await doors.stand('closed')]
})

/** Works as the server's own login, inside a transaction that sees one file, as a thief of its password could. */
async function asServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: world.serverUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('app.holder_of', $1, true), set_config('app.seen', $1, true), set_config('app.lo', '1', true),
      set_config('app.hi', '0', true), set_config('app.units', '{}', true)`,
      [mine.file_id],
    )
    return await work(client)
  } finally {
    await client.end()
  }
}

const aRow = (
  file: string,
  seq: number,
) => `insert into events select '${file}', ${seq}, '${randomUUID()}', step, part, part_id, actor, input, consequences,
  occurred_at, recorded_at, test_time, algorithm, prev_hash, hash from events where file_id = '${mine.file_id}' and seq = 1`
const DENIED = '42501'
/** Each tries to change or forget what happened, or to become somebody who could; with the error that stops it. */
const attacks = (): [string, string][] => [
  [`update events set input = '{}'`, DENIED],
  [`update events set hash = hash`, DENIED],
  [`update events set recorded_at = now()`, DENIED],
  [`delete from events`, DENIED],
  [`truncate events`, DENIED],
  [`truncate events, files cascade`, DENIED],
  [`drop table events`, DENIED],
  [`alter table events drop column hash`, DENIED],
  [`alter table events disable trigger all`, DENIED],
  [`alter table events disable row level security`, DENIED],
  [`alter table events no force row level security`, DENIED],
  [`alter table events owner to current_user`, DENIED],
  [`drop policy of_a_visible_file on events`, DENIED],
  [`create policy open on events using (true)`, DENIED],
  [`create rule quiet as on insert to events do instead nothing`, DENIED],
  [
    `create trigger quiet before insert on events for each row execute function suppress_redundant_updates_trigger()`,
    DENIED,
  ],
  [`create table public.mine as select * from events`, DENIED],
  [`create function public.mine() returns int language sql as 'select 1'`, DENIED],
  [`create or replace function setting(name text) returns text language sql as $$ select '0' $$`, DENIED],
  [`set role fengqiao_owner`, DENIED],
  [`set role postgres`, DENIED],
  [`set session authorization fengqiao_owner`, DENIED],
  [`alter role current_user bypassrls`, DENIED],
  [`alter role current_user superuser`, DENIED],
  [`create role mine superuser`, DENIED],
  [`set session_replication_role = replica`, DENIED],
  [`set row_security = off; select * from events`, DENIED],
  [`copy events to program 'cat'`, DENIED],
  [`copy events from '/etc/hostname'`, DENIED],
  [`select pg_read_file('PG_VERSION')`, DENIED],
  [`select * from pg_authid`, DENIED],
  [`select * from graphile_worker._private_jobs`, DENIED],
  [aRow(foreign.file_id, 99), DENIED],
  [aRow(mine.file_id, 1), '23505'],
  [aRow(mine.file_id, 0), '23514'],
  [aRow(randomUUID(), 1), DENIED],
  [`update files set received_at = now()`, DENIED],
  [`update files set code = 'x'`, DENIED],
  [`update files set short_code = 'x'`, DENIED],
  [`delete from files`, DENIED],
  [`update clocks set started_on = '2020-01-01'`, DENIED],
  [`update clocks set start_event = 1`, DENIED],
  [`delete from clocks`, DENIED],
  [`update papers set content = '{}'`, DENIED],
  [`delete from papers`, DENIED],
  [`update sealed_values set sealed = ''`, DENIED],
  [`delete from effects`, DENIED],
  [`update looks set reason = ''`, DENIED],
  [`delete from looks`, DENIED],
  [`update day_heads set root = ''`, DENIED],
  [`delete from day_heads`, DENIED],
  [`delete from answers`, DENIED],
  [`update answers set body_hash = ''`, DENIED],
  [`update links set party_id = party_id`, DENIED],
  [`delete from sessions`, DENIED],
]

test('the server’s own login cannot change, forget, move or add to what happened, nor become anybody who could', async () => {
  const owner = new URL(world.ownerUrl).username
  for (const [written, code] of attacks()) {
    const attack = written.replace('fengqiao_owner', owner)
    await asServer(async (client) => {
      await expect(client.query(attack), attack).rejects.toMatchObject({ code })
    })
  }
})

test('the server’s login sees the one file of its transaction and no other', async () => {
  await asServer(async (client) => {
    const { rows } = await client.query('select distinct file_id from events union select file_id from involvements')
    expect(rows).toEqual([{ file_id: mine.file_id }])
    const { rowCount } = await client.query('update disputes set wish = wish where file_id = $1', [foreign.file_id])
    expect(rowCount).toBe(0)
  })
})

test('what the server’s login grants itself is nothing', async () => {
  await asServer(async (client) => {
    // PostgreSQL only warns here: nobody can give what she may not give on.
    await client.query('grant update, delete on events to current_user')
    const { rows } = await client.query(
      `select has_table_privilege('events', 'update') or has_table_privilege('events', 'delete') as may`,
    )
    expect(rows).toEqual([{ may: false }])
  })
})

/** Every column of an event, with another value of its type. A hash covers them all; the columns beside it must agree. */
const CHANGES: [string, string][] = [
  ['id', 'gen_random_uuid()'],
  ['step', `step || 'x'`],
  ['part', `'party'`],
  ['part_id', 'gen_random_uuid()'],
  ['occurred_at', `occurred_at - interval '1 millisecond'`],
  ['recorded_at', `recorded_at + interval '1 millisecond'`],
  ['test_time', 'not test_time'],
  ['algorithm', `case algorithm when 'sm3' then 'sha256' else 'sm3' end`],
  ['actor', `actor || '{"name": "别人"}'`],
  ['input', `input || '{"x": 1}'`],
  [
    'consequences',
    `consequences || '[]' || '[{"kind": "move_part", "part": "dispute", "id": "x", "status": "closed"}]'`,
  ],
]

const located = async (on: Stood, seq: number): Promise<void> => {
  const faults = await checkInvariants(world)
  expect(faults.length).toBeGreaterThan(0)
  expect(
    faults.every((fault) => fault.startsWith(`${on.file_id}：`)),
    faults.join('\n'),
  ).toBe(true)
  expect(faults.join('\n')).toMatch(new RegExp(`第 ${seq} 条`))
}

/** Changes what is stored, as the owner of the database could, and puts it back. */
async function altered(on: Stood, seq: number, change: string, look: () => Promise<void>): Promise<void> {
  const where = `where file_id = '${on.file_id}' and seq = ${seq}`
  await world.owner.query(`create table kept as select * from events ${where}`)
  await world.owner.query(`update events set ${change} ${where}`)
  try {
    await look()
  } finally {
    await world.owner.query(`delete from events where file_id = '${on.file_id}' and seq = ${seq}`)
    await world.owner.query('insert into events select * from kept')
    await world.owner.query('drop table kept')
  }
}

test('any column of any event changed by the owner of the database is found, and told by file and event', async () => {
  for (const seq of [1, 2, 3]) {
    for (const [column, value] of CHANGES) await altered(mine, seq, `${column} = ${value}`, () => located(mine, seq))
  }
  expect(await checkInvariants(world)).toEqual([])
})

test('any byte flipped in an event’s hashes, actor, input or consequences is found, and told by file and event', async () => {
  for (const column of ['hash', 'prev_hash']) {
    for (let at = 0; at < 32; at += 1) {
      const flip = `${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # ${1 << (at % 8)})`
      await altered(mine, 2, flip, () => located(mine, 2))
    }
  }
  for (const column of ['actor', 'input', 'consequences']) {
    const { rows } = await world.owner.query(
      `select ${column}::text as text from events where file_id = $1 and seq = 2`,
      [mine.file_id],
    )
    const text: string = rows[0].text
    for (let at = 0; at < text.length; at += Math.max(1, Math.floor(text.length / 25))) {
      const wrong = flipped(text, at)
      if (wrong === null) continue
      await altered(mine, 2, `${column} = '${wrong.replaceAll("'", "''")}'`, () => located(mine, 2))
    }
  }
  expect(await checkInvariants(world)).toEqual([])
})

/** Another letter at this place, where the text stays JSON; null where it cannot. */
function flipped(text: string, at: number): string | null {
  for (const by of [1, 2, 4, 8, 16]) {
    const wrong = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ by) + text.slice(at + 1)
    try {
      if (JSON.stringify(JSON.parse(wrong)) !== JSON.stringify(JSON.parse(text))) return wrong
    } catch {
      // Not JSON any more: the column would not take it.
    }
  }
  return null
}

test('an event taken out, or the last one cut off, is found', async () => {
  for (const seq of [1, 2, 3]) {
    await world.owner.query(
      `create table kept as select * from events where file_id = '${mine.file_id}' and seq = ${seq}`,
    )
    await world.owner.query(`delete from events where file_id = $1 and seq = $2`, [mine.file_id, seq])
    const faults = (await checkInvariants(world)).join('\n')
    expect(faults).toMatch(seq === 3 ? /链头应为第 2 条/ : new RegExp(`第 ${seq} 条记录缺失`))
    await world.owner.query('insert into events select * from kept')
    await world.owner.query('drop table kept')
  }
})

test('a row that is not what the events say is found, in whichever table it stands', async () => {
  const where = `where file_id = '${mine.file_id}'`
  const changes: [string, string, string, RegExp][] = [
    [
      `update files set place_code = (select min(code) from places) where id = '${mine.file_id}'`,
      'files',
      'id',
      /案卷与记录不符/,
    ],
    [`update disputes set status = 'closed' ${where}`, 'disputes', 'file_id', /各部分与记录不符/],
    [`update disputes set wish = '别的' ${where}`, 'disputes', 'file_id', /各部分与记录不符/],
    [`update disputes set version = version + 1 ${where}`, 'disputes', 'file_id', /版本应为/],
    [`update tasks set facts = '{}' ${where}`, 'tasks', 'file_id', /各部分与记录不符/],
    [`update parties set name = '别人' ${where}`, 'parties', 'file_id', /各部分与记录不符/],
    [`update clocks set due_on = due_on + 1 ${where} and rule = 'R-31'`, 'clocks', 'file_id', /时限 R-31 的届满日应为/],
    [
      `update clocks set state = 'cancelled', settled_event = 3 ${where} and rule = 'R-31'`,
      'clocks',
      'file_id',
      /没有任何时限在计/,
    ],
    [`update papers set content = '{}' ${where}`, 'papers', 'file_id', /文书与记录不符/],
    [`update effects set wording = '' ${where}`, 'effects', 'file_id', /消息与记录不符/],
    [`update involvements set until = '2030-01-01' ${where}`, 'involvements', 'file_id', /恰有一个承办单位/],
  ]
  for (const [change, table, key, told] of changes) {
    await world.owner.query(`create table kept as select * from ${table} where ${key} = '${mine.file_id}'`)
    await world.owner.query(change)
    expect((await checkInvariants(world)).join('\n'), change).toMatch(told)
    const { rows } = await world.owner.query(
      `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns where table_schema = 'public' and table_name = '${table}' and is_generated = 'NEVER'`,
    )
    await world.owner.query(
      `update ${table} t set (${rows[0].columns}) = (select ${rows[0].columns} from kept k where k.id = t.id) where t.${key} = '${mine.file_id}'`,
    )
    await world.owner.query('drop table kept')
  }
  expect(await checkInvariants(world)).toEqual([])
})
