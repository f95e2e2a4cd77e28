import { expect, test } from 'vitest'
import { handOver } from '#demo/hand-over.ts'
import { HAND_OVER_STORIES } from '#demo/stories-hand-over.ts'
import { tellStories } from '#demo/tell.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { setNow } from '#server/clock.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { loadFile } from '#server/disputes/load.ts'
import { storyOf } from '#server/disputes/story.ts'
import { newWorld } from './world.ts'

const TOLD = '2026-06-10T04:00:00.000Z'

test('in the demo somebody left in the middle of a mediation, and another goes on with it', async () => {
  const world = await newWorld()
  setNow(TOLD)
  const [file = ''] = await tellStories(world, HAND_OVER_STORIES)
  setNow(TOLD)
  await handOver(world)
  setNow(TOLD)
  const loaded = await inScope(world.pool, wholeCounty(dayIn(TOLD)), (trx) => loadFile(trx, file, false))
  const [mediation] = partsOf(loaded?.parts ?? [], 'mediation')
  expect(mediation?.facts.mediators.map((it) => it.name)).toEqual(['骆春晓'])
  const story = await inScope(world.pool, wholeCounty(dayIn(TOLD)), (trx) =>
    storyOf(trx, file, loaded?.parts ?? [], { open: true, forParty: null }),
  )
  expect(story.at(-1)).toMatchObject({ by: '系统管理员交接', note: '宓知夏离开，手上的事一次交接' })
  const { rows } = await world.owner.query('select kind, total, finished_at is not null as done from successions')
  expect(rows).toEqual([{ kind: 'person', total: 1, done: true }])
  expect(await checkInvariants(world)).toEqual([])
})
