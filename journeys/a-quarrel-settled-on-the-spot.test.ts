import { expect, test } from 'vitest'
import { DESK, sitDown } from './people.ts'
import { openStage } from './stage.ts'
import { heWritesItDown, secondsFor } from './walk/on-the-spot.ts'
import { says } from './walk/scene.ts'

const stage = openStage()

test('a quarrel settled in hand is written down on one page within a minute and a half, and every step stands in the story', async () => {
  const director = await sitDown(stage.browser, DESK)
  const began = performance.now()
  const { effort, code } = await heWritesItDown(director, stage.scene)
  const machine = (performance.now() - began) / 1000
  const { clicks, keys, characters } = effort
  const seconds = secondsFor(effort)
  console.log(
    `on the spot: ${clicks} clicks, ${keys} keys, ${characters} characters by an input method; ` +
      `${seconds.toFixed(0)} s for a slow hand, ${machine.toFixed(1)} s for this one, its looking included`,
  )
  expect(seconds).toBeLessThanOrEqual(90)

  const { page } = director
  await page.getByRole('link', { name: '打开这一件' }).click()
  await page.getByRole('heading', { name: '现在可以做的' }).waitFor()
  await says(page, code, '口头协议', '事后登记')
  await stage.scene.seen(director, 'on-the-spot-file')
  // What is done is done; what goes on stays owed.
  await says(page, '2 项，还有 1 项没完')
})
