import { createPublicKey } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { STORIES } from '#demo/stories.ts'
import { Teller } from '#demo/tell.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, setNow } from '#server/clock.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { loadFile } from '#server/disputes/load.ts'
import { newApp, newWorld } from '#test/world.ts'
import { verifyAll } from '../../scripts/verify.ts'
import { frontDoor } from './front-door.ts'
import { SHAPES, type Told } from './shapes.ts'

const TOLD = '2026-06-10T04:00:00.000Z'

test('every story is walked through the front door, and together they have every shape real cases have', async () => {
  const world = await newWorld()
  const app = await newApp(world)
  const teller = new Teller(world, frontDoor(world, app), TOLD)
  const failed: string[] = []
  const told: Told[] = []
  for (const story of STORIES) {
    try {
      const file = await teller.tell(story)
      setNow(TOLD)
      const loaded = await inScope(world.pool, wholeCounty(dayIn(now())), (trx) => loadFile(trx, file, false))
      if (!loaded) throw new Error('the file is gone')
      const { rows: events } = await world.owner.query<{ step: string; input: Record<string, unknown> }>(
        'select step, input from events where file_id = $1 order by seq',
        [file],
      )
      told.push({ story, ...loaded, events })
    } catch (error) {
      failed.push(`${story.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  setNow(TOLD)
  expect(failed).toEqual([])
  const missing = Object.entries(SHAPES).filter(([, has]) => !told.some(has))
  expect(missing.map(([shape]) => shape)).toEqual([])

  expect(await checkInvariants(world)).toEqual([])
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  const { findings, files, events } = await verifyAll(client, createPublicKey(world.keys.head))
  await client.end()
  expect(findings).toEqual([])
  console.log(JSON.stringify({ stories: files, events, deeds: STORIES.reduce((sum, it) => sum + it.deeds.length, 0) }))
}, 120_000)
