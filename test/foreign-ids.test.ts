import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ENDPOINTS } from '#contract/all.ts'
import { type Ask, type Crowd, crowd } from './callers.ts'
import { request } from './make.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

let world: TestWorld
let door: Crowd
beforeAll(async () => {
  world = await newWorld()
  door = await crowd(world, await newApp(world))
})

/** Every field of every endpoint that takes an id, and what an id of somebody else's thing gets. */
const FOREIGN: Record<string, number[]> = {
  'file.file_id': [404],
  'reveal.file_id': [404],
  'reveal.party_id': [404],
  'switch_post.post_id': [403],
  'ask_supplement.file_id': [404],
  'supply_supplement.file_id': [404],
  'record_identity.file_id': [404],
  'record_identity.party_id': [422],
  'accept_here.file_id': [404],
  'refuse.file_id': [404],
  'withdraw.file_id': [404],
  'withdraw.said_by': [422],
  'resolve_task.file_id': [404],
  'resolve_task.part_id': [404],
  'leave_unresolved.file_id': [404],
  'leave_unresolved.part_id': [404],
  'close.file_id': [404],
}

const idFields = (schema: z.ZodType): string[] => {
  const printed = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, { format?: string }>
  }
  return Object.entries(printed.properties ?? {})
    .filter(([, of]) => of.format === 'uuid')
    .map(([name]) => name)
}

test('an id of somebody else’s file, part, person or post is refused in every field that takes one, and nothing leaks or moves', async () => {
  const fields = ENDPOINTS.flatMap(({ id, params, body }) =>
    [...idFields(params), ...idFields(body)].map((field) => [id, field] as const),
  )
  expect(fields.map((pair) => pair.join('.')).sort()).toEqual(Object.keys(FOREIGN).sort())

  // One file in a village the clerk cannot see, and one in her own: ids of either must not be bound to a third.
  const there = await world.owner.query(
    `select u.place_code::float8 as village, p.sign_in_name as clerk from units u join posts o on o.unit_id = u.id join people p on p.id = o.person_id
     where u.kind = 'village_centre' and o.role = 'village_director' and u.place_code / 1000000 <> $1::bigint / 1000000 order by 1 limit 1`,
    [door.village],
  )
  const invisible = await door.fresh('open', {}, there.rows[0])
  const neighbour = await door.fresh('open')
  const strangerPost = (
    await world.owner.query('select o.id from posts o join people p on p.id = o.person_id where p.sign_in_name = $1', [
      door.names.far,
    ])
  ).rows[0].id
  const countOf = async (): Promise<string> =>
    JSON.stringify(
      (
        await world.owner.query(
          'select f.id, f.head_seq, (select count(*) from looks l where l.file_id = f.id) as looks from files f where id = any ($1) order by 1',
          [[invisible.file_id, neighbour.file_id]],
        )
      ).rows,
    )
  const before = await countOf()

  for (const [id, field] of fields) {
    for (const foreign of field === 'file_id' ? [invisible] : [invisible, neighbour]) {
      const { ask, file: own } = await door.asking(id, 'clerk')
      const swaps: Record<string, [string, string]> = {
        file_id: [own.file_id, foreign.file_id],
        part_id: [own.task_id, foreign.task_id],
        party_id: [own.party_id, foreign.party_id],
        said_by: [own.party_id, foreign.party_id],
        post_id: [(ask.body as { post_id?: string })?.post_id ?? '', strangerPost],
      }
      const [from, to] = swaps[field] ?? ['', '']
      const swapped = JSON.parse(JSON.stringify(ask).replaceAll(from, to)) as Ask
      expect(JSON.stringify(swapped)).not.toBe(JSON.stringify(ask))
      const answer = await door.send(swapped, await door.as('clerk'))
      expect([`${id}.${field}`, answer.statusCode]).toEqual([`${id}.${field}`, ...(FOREIGN[`${id}.${field}`] ?? [])])
      expect(answer.body).not.toMatch(new RegExp(`${request.your_name}|${request.reach}|${foreign.short_code}`))
    }
  }
  expect(await countOf()).toBe(before)
})

test('parts are found only where they stand: a task is no party, a dispute no task', async () => {
  const file = await door.fresh('open')
  const clerk = await door.as('clerk')
  for (const part of [file.party_id, file.file_id, randomUUID()]) {
    const answer = await clerk.post(`/api/disputes/${file.file_id}/tasks/${part}/steps/resolve_task`, {
      how: 'matter_put_right',
      account: '已处理。',
    })
    expect(answer.json()).toMatchObject({ status: 404, code: 'no_such_part' })
  }
})
