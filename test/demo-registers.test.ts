import { expect, test } from 'vitest'
import { layDownRegisters } from '#demo/registers.ts'
import { STORIES } from '#demo/stories.ts'
import { LINE_STATES, REGISTER_NAMES } from '#domain/registers/words.ts'
import { setNow } from '#server/clock.ts'
import { enter, speaker } from './make.ts'
import { filesTold, newToldWorld, TOLD } from './told.ts'
import { newApp } from './world.ts'

test('the demo’s registers show every state a line may be in, something late, four sites with their sponsors', {
  // Whoever asks for the told county first waits until it is told.
  timeout: 120_000,
}, async () => {
  const world = await newToldWorld()
  const told = await filesTold(world)
  expect(told).toHaveLength(STORIES.length)
  await layDownRegisters(world, told[0] ?? '')
  setNow(TOLD)
  const leader = speaker(await newApp(world), { cookie: await enter(world, 'fu.qinghe') })
  const lists = []
  for (const kind of REGISTER_NAMES) lists.push((await leader.get(`/api/registers?kind=${kind}`)).json().items)
  const items = lists.flat()
  const states = items.flatMap((it) => it.lines.map((line: { state: string }) => line.state))
  expect(new Set(states)).toEqual(new Set(Object.keys(LINE_STATES)))
  expect(items.some((it) => it.late)).toBe(true)
  expect(lists[2]).toHaveLength(4)
  expect(lists[3].some((it: { files: unknown[] }) => it.files.length > 0)).toBe(true)
})
