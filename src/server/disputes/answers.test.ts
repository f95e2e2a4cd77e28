import { expect, test } from 'vitest'
import { newWorld } from '#test/world.ts'
import { metByChance } from './answers.ts'

test('only a key or a code that met its like is worth another try', async () => {
  const clash = (constraint: string) => Object.assign(new Error('duplicate key'), { code: '23505', constraint })
  expect(metByChance(clash('answers_pkey'))).toBe(true)
  expect(metByChance(clash('files_short_code_key'))).toBe(true)
  expect(metByChance(clash('events_pkey'))).toBe(false)
  expect(metByChance(Object.assign(clash('answers_pkey'), { code: '40001' }))).toBe(false)
  expect(metByChance(new Error('duplicate key'))).toBe(false)
})

test('the constraints it names exist', async () => {
  const world = await newWorld({ county: false })
  const { rows } = await world.owner.query<{ name: string }>(
    "select conname as name from pg_constraint where conname in ('answers_pkey', 'files_short_code_key', 'files_code_key')",
  )
  expect(rows).toHaveLength(3)
})
