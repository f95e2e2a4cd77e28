import { tellStories } from '#demo/tell.ts'
import { setNow } from '#server/clock.ts'
import { asOwner, newWorld, type TestWorld, worldOn } from './world.ts'

/** When the stories of the demo are told here: noon of a working day. */
export const TOLD = '2026-06-10T04:00:00.000Z'

/** Any number all test files agree on: one of them tells, the others wait for it. */
const TELLING = 20_260_610

/**
 * A world in which every story of the demo was just told, cloned from one that the first test to ask has made: telling
 * them takes as long as two hundred clones. The clock stands at TOLD.
 */
export async function newToldWorld(): Promise<TestWorld> {
  await asOwner(async (client) => {
    await client.query('select pg_advisory_lock($1)', [TELLING])
    const made = await client.query("select from pg_database where datname = 'template_told'")
    if (made.rowCount) return
    // Whoever was killed in the middle left half of it.
    await client.query('drop database if exists told_by_halves with (force)')
    const world = await worldOn('told_by_halves', 'template_county')
    setNow(TOLD)
    await tellStories(world)
    await world.pool.end()
    await world.owner.end()
    await client.query('alter database told_by_halves rename to template_told')
  })
  const world = await newWorld({ template: 'template_told' })
  setNow(TOLD)
  return world
}

/** The files the stories are told of, the oldest first. */
export async function filesTold(world: TestWorld): Promise<string[]> {
  const { rows } = await world.owner.query<{ id: string }>('select id from files order by received_at, id')
  return rows.map(({ id }) => id)
}
