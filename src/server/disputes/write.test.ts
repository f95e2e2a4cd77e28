import type pg from 'pg'
import { expect, test } from 'vitest'
import type { Consequence } from '#domain/disputes/consequences.ts'
import { over } from '../db/connection.ts'
import { joinInserts } from '../db/join-inserts.ts'
import type { World } from '../world.ts'
import { writeConsequences } from './write.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const [FILE, TASK, CLOCK] = [id(1), id(2), id(3)]
const message = (n: number): Consequence => ({
  kind: 'send_effect',
  id: id(n),
  effect: 'text_message',
  to_party: id(9),
  wording: '请来一趟。',
})
const written = (consequences: Consequence[]) =>
  joinInserts(
    writeConsequences(
      {} as World,
      over({} as pg.PoolClient),
      {
        file: { id: FILE, received_at: '2026-03-02T01:00:00.000Z' },
        seq: 2,
        at: '2026-03-02T02:00:00.000Z',
        on: { part: 'task', id: TASK, status: 'in_handling', version: 1, facts: { unit_id: 7 } },
      },
      consequences,
    ),
  )

test('a part is changed by one statement a step, the rows added travel as one before it, and the jobs as one after it', () => {
  const all = written([
    { kind: 'move_part', part: 'task', id: TASK, status: 'resolved' },
    message(4),
    { kind: 'change_facts', part: 'task', id: TASK, facts: { assists: true } },
    { kind: 'stop_clock', id: CLOCK, as: 'met' },
    { kind: 'change_facts', part: 'task', id: TASK, facts: { unit_id: 8 } },
    message(5),
  ])
  expect(
    all.map(({ sql }) => sql.replace(/^with r0 as \((insert into "\w+").*\) (insert into "\w+").*$/, '$1; $2')),
  ).toEqual([
    'insert into "effects"; insert into "effects"',
    'update "clocks" set "state" = $1, "paused_on" = $2, "settled_event" = $3 where "id" = $4',
    'update "tasks" set "unit_id" = $1, "status" = $2, "facts" = facts || $3::jsonb, "version" = version + 1 where "id" = $4',
    expect.stringContaining('jobs.add_all'),
  ])
  expect(all[2]?.parameters).toEqual([8, 'resolved', '{"assists":true}', TASK])
  expect(all[3]?.parameters).toEqual([`{${id(4)},${id(5)}}`])
})

test('a part the step does not stand on keeps its version, and a fact left out stays as an earlier consequence said it', () => {
  const [other, on] = written([
    { kind: 'change_facts', part: 'mediation', id: id(6), facts: { in_name_of: '调委会' } },
    { kind: 'change_facts', part: 'mediation', id: id(6), facts: { in_name_of: undefined } as never },
  ])
  expect(other?.sql).toBe('update "mediations" set "facts" = facts || $1::jsonb where "id" = $2')
  expect(other?.parameters).toEqual(['{"in_name_of":"调委会"}', id(6)])
  expect(on?.sql).toBe('update "tasks" set "version" = version + 1 where "id" = $1')
})
