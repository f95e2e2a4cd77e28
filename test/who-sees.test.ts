import type { LightMyRequestResponse } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { SEEN } from './authorisation-table.ts'
import { type CallerName, type Crowd, crowd } from './callers.ts'
import { newApp, newWorld } from './world.ts'

let door: Crowd
beforeAll(async () => {
  const world = await newWorld()
  door = await crowd(world, await newApp(world))
})

test.each(['registered', 'in_session'] as const)(
  'lists and finding show a file that is %s to those who may see it, and its people plainly to those who handle it',
  async (point) => {
    const [your_name, reach] = point === 'registered' ? ['符小满', '10055556666'] : ['于得水', '10055557777']
    const file = await door.fresh(point, { your_name, reach })
    const shown: Record<string, Record<string, string>> = { desk: {}, area: {}, mine: {}, found: {}, plain: {} }
    const yes = (is: boolean): string => (is ? 'yes' : 'no')
    for (const caller of Object.keys(SEEN[point].desk ?? {}) as CallerName[]) {
      const staff = await door.as(caller)
      const has = (answer: LightMyRequestResponse): boolean =>
        answer.json().lines.some((line: { file_id: string }) => line.file_id === file.file_id)
      const found = await Promise.all(
        [file.short_code, reach, your_name].map((words) => staff.post('/api/find', { words })),
      )
      const [desk, area, mine, page] = await Promise.all([
        staff.get('/api/desk'),
        staff.get('/api/disputes?scope=area'),
        staff.get('/api/disputes?scope=mine'),
        staff.get(`/api/disputes/${file.file_id}`),
      ])
      for (const [name, answer] of Object.entries({ desk, area, mine })) (shown[name] ?? {})[caller] = yes(has(answer))
      expect(new Set(found.map(has)).size, caller).toBe(1)
      ;(shown.found ?? {})[caller] = yes(found.every(has))
      const everything = [desk, area, mine, page, ...found].map((answer) => answer.body).join()
      // Both or neither: a name that slips out where the phone is hidden is a leak.
      expect(everything.includes(your_name), caller).toBe(everything.includes(reach))
      ;(shown.plain ?? {})[caller] = yes(everything.includes(reach))
    }
    expect(shown).toEqual(SEEN[point])
  },
)
