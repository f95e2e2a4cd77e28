import { expect, test } from 'vitest'
import type { File, Part } from '../disputes/parts.ts'
import type { Actor } from '../step.ts'
import { takesWhole } from './who-takes.ts'

const of = (unit_id: number, role = 'village_director') =>
  ({ kind: 'staff', person_id: `p${unit_id}`, role, unit_id }) as unknown as Actor
const file = { responsible_unit: 1 } as File
const task = (unit_id: number, status: string, assists = false) =>
  ({ part: 'task', id: `t${unit_id}`, status, version: 1, facts: { unit_id, assists } }) as unknown as Part
const takes = (unit: number, ...parts: Part[]) => takesWhole(of(unit), { file, parts })

test('the whole file goes to who answers for it, who leads it now and who brought it to its end', () => {
  expect(takes(1)).toBe(true)
  expect(takes(2, task(2, 'in_handling'))).toBe(true)
  expect(takes(2, task(2, 'resolved'))).toBe(true)
  expect(takes(2, task(2, 'resolved'), task(3, 'in_handling', true))).toBe(true)
})

test('not to who assists or assisted, who had it once, who advises, or who is nobody of the office', () => {
  expect(takes(2)).toBe(false)
  for (const status of ['dispatched', 'in_handling', 'resolved'])
    expect(takes(2, task(3, 'in_handling'), task(2, status, true)), status).toBe(false)
  for (const status of ['returned', 'diverted', 'unresolved']) expect(takes(2, task(2, status)), status).toBe(false)
  expect(takes(2, task(2, 'resolved'), task(3, 'in_handling'))).toBe(false)
  expect(takesWhole(of(1, 'invited_mediator'), { file, parts: [] })).toBe(false)
  expect(takesWhole({ kind: 'anyone' }, { file, parts: [] })).toBe(false)
})
