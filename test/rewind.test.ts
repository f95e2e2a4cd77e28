import { beforeAll, expect, test } from 'vitest'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { speaker } from './make.ts'
import { type Rewinder, rewinder } from './rewind.ts'
import { type Walks, walks } from './walks.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

let world: TestWorld
let door: Walks
let rewind: Rewinder
let asks: (link: string) => ReturnType<typeof speaker>
beforeAll(async () => {
  world = await newWorld()
  const app = await newApp(world)
  door = await walks(world, app)
  rewind = await rewinder(world)
  asks = (link) => speaker(app, { link })
})

/** All that is stored of files, in its own words. */
async function stored(): Promise<string> {
  const tables = [
    'files',
    'events',
    'disputes',
    'tasks',
    'parties',
    'mediations',
    'clocks',
    'papers',
    'effects',
    'links',
  ]
  const { rows } = await world.owner.query(
    `select ${tables.map((it) => `(select json_agg(t order by t::text) from ${it} t) as ${it}`).join(', ')}`,
  )
  return JSON.stringify(rows[0])
}

test('a file is put back row by row where it stood, whole, and goes on from there as if nothing had been', async () => {
  const on = await door.walkTo('in_session')
  const before = await stored()
  for (let times = 0; times < 2; times += 1) {
    const moment = await rewind.keep(on.file_id)
    const withdrawn = await asks(on.link).post(`/api/disputes/${on.file_id}/steps/withdraw`, { reason: 'personal' })
    expect(withdrawn.statusCode, withdrawn.body).toBe(200)
    expect(await stored()).not.toBe(before)
    expect(await rewind.back(moment)).toBe(true)
    expect(await stored()).toBe(before)
  }
  expect(await checkInvariants(world)).toEqual([])
})

test('what was written to another file since is told, and then nothing is put back', async () => {
  const on = await door.walkTo('registered')
  const moment = await rewind.keep(on.file_id)
  await door.walkTo('registered')
  const before = await stored()
  expect(await rewind.back(moment)).toBe(false)
  expect(await stored()).toBe(before)
  // Looked at from now on, the other is nobody's concern.
  expect(await rewind.back(await rewind.goOn(moment))).toBe(true)
})
