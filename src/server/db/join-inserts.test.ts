import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { expect, test } from 'vitest'
import { newWorld } from '#test/world.ts'
import { insertInto, type Statement } from './connection.ts'
import { joinInserts } from './join-inserts.ts'
import { inScope, nobody } from './scope.ts'

const AT = '2026-03-02T01:00:00.000Z'
const answer = (key: string, actor = 'anyone'): Statement =>
  insertInto('answers', { actor, key, body_hash: Buffer.from('x'), status: 201, reply: '{}', at: AT })

test('rows added one after the other travel as one statement; what is no plain insert stays where it stood', () => {
  const [one, two, three] = [answer(randomUUID()), answer(randomUUID()), answer(randomUUID())]
  const update = CompiledQuery.raw('update answers set status = 200 where key = $1', [randomUUID()])
  const sent = joinInserts([one, two, update, three])
  expect(sent).toHaveLength(3)
  expect(sent.slice(1)).toEqual([update, three])
  expect(sent[0]?.parameters).toEqual([...one.parameters, ...two.parameters])
  expect(sent[0]?.sql.match(/insert into "answers"/g)).toHaveLength(2)
  // An insert that is more than that — it may become an update — is none of them.
  const more = CompiledQuery.raw(`${one.sql} on conflict do nothing`, [...one.parameters])
  expect(joinInserts([one, more, two])).toEqual([one, more, two])
})

test('joined rows are all there or none: one that is refused takes the others with it, and names what refused it', async () => {
  const world = await newWorld({ county: false })
  const write = (...rows: Statement[]) => inScope(world.pool, nobody('2026-03-02'), async (_, last) => last(rows))
  const keys = async () =>
    (await world.owner.query('select key from answers order by at, actor')).rows.map((it) => it.key)
  const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()]
  await write(answer(one, 'a'), answer(two, 'b'))
  expect(await keys()).toEqual([one, two])
  await expect(write(answer(three, 'c'), answer(one, 'a'))).rejects.toMatchObject({
    code: '23505',
    constraint: 'answers_pkey',
  })
  expect(await keys()).toEqual([one, two])
})

test('a file that is not the one just seen gets no row, whatever travels with it', async () => {
  const world = await newWorld()
  const file = randomUUID()
  const row = insertInto('tasks', {
    id: randomUUID(),
    file_id: file,
    status: 'dispatched',
    version: 1,
    unit_id: 1,
    facts: '{}',
  })
  const refused = inScope(world.pool, nobody('2026-03-02'), async (_, last) => last([answer(randomUUID()), row]))
  await expect(refused).rejects.toMatchObject({ code: '42501' })
  expect((await world.owner.query('select count(*)::int as n from answers')).rows).toEqual([{ n: 0 }])
})

test('only so many forms are kept, since each connection keeps a plan of each: beyond them rows travel one by one', () => {
  const rows = (nth: number): Statement[] => [
    insertInto('answers', { [`column_${nth}`]: nth } as never),
    insertInto('answers', { [`column_${nth}`]: nth } as never),
  ]
  // Its own: those of this process are wanted by the files that share it.
  const forms = new Map<string, string>()
  const joined = Array.from({ length: 400 }, (_, nth) => joinInserts(rows(nth), forms).length)
  expect(joined.filter((length) => length === 1)).toHaveLength(200)
  expect(joined.at(-1)).toBe(2)
  expect(joinInserts(rows(0), forms)).toHaveLength(1)
})
