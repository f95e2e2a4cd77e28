import { expect, test } from 'vitest'
import { faces } from '#demo/faces.ts'
import { STORIES } from '#demo/stories.ts'
import { tellStories } from '#demo/tell.ts'
import { STAGES } from '#domain/disputes/stage.ts'
import { setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { enter, speaker } from './make.ts'
import { newApp, newWorld } from './world.ts'

test('the demo’s stories show every stage, each is what its events say, and every face can be entered', async () => {
  const world = await newWorld()
  setNow('2026-06-10T04:00:00.000Z')
  const files = await tellStories(world)
  setNow('2026-06-10T04:00:00.000Z')
  expect(files).toHaveLength(STORIES.length)
  expect(await checkInvariants(world)).toEqual([])
  const app = await newApp(world)
  const county = speaker(app, { cookie: await enter(world, 'gu.nianci') })
  const { lines } = (await county.get('/api/disputes?scope=area')).json() as { lines: { stage: string }[] }
  expect(new Set(lines.map((line) => line.stage))).toEqual(new Set(Object.keys(STAGES)))
  const people = (await speaker(app).get('/api/demo/people')).json() as { people: { sign_in_name: string }[] }
  expect(people.people.map((person) => person.sign_in_name)).toEqual(faces.map((face) => face.sign_in_name))
})
