import { expect, test } from 'vitest'
import { type Face, faces } from '#demo/faces.ts'
import { tellStories } from '#demo/tell.ts'
import { setNow } from '#server/clock.ts'
import { enter, speaker } from './make.ts'
import { newToldWorld, TOLD } from './told.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

type Lines = { lines: { clock: { owed_by: string } | null; asked: boolean }[] }
/** On a working day, and in the middle of the long holidays before dawn. */
const DAYS = [TOLD, '2026-10-05T20:30:00.000Z']

async function toldAt(told: string): Promise<TestWorld> {
  if (told === TOLD) return newToldWorld()
  const world = await newWorld()
  setNow(told)
  await tellStories(world)
  setNow(told)
  return world
}

test.each(DAYS)(
  'who is said to have work finds some on her desk, and who has none is told where to look: told %s',
  async (told) => {
    const world = await toldAt(told)
    const app = await newApp(world)
    const asked = async (face: Face, url: string): Promise<Lines['lines']> => {
      const as = speaker(app, { cookie: await enter(world, face.sign_in_name) })
      return ((await as.get(url)).json() as Lines).lines ?? []
    }
    for (const face of faces) {
      const { sign_in_name, finds, tries } = face
      const desk = await asked(face, '/api/desk')
      expect(desk.length > 0, `${sign_in_name}: ${desk.length}`).toBe(finds === 'work')
      // Not only news: something that her office or she herself owes.
      if (finds === 'work')
        expect(
          desk.some((line) => line.clock !== null || line.asked),
          sign_in_name,
        ).toBe(true)
      expect(/没有要.办的事/.test(tries), sign_in_name).toBe(finds === 'area')
      if (tries.includes('本辖区')) expect(await asked(face, '/api/disputes?scope=area'), sign_in_name).not.toEqual([])
      if (tries.includes('我参与的'))
        expect(await asked(face, '/api/disputes?scope=mine'), sign_in_name).not.toEqual([])
    }
    setNow(null)
  },
  120_000,
)
