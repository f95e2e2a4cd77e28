import { beforeAll, test } from 'vitest'
import { DESK, PHONE, sitDown } from './people.ts'
import { openStage } from './stage.ts'
import * as walk from './walk/a-dispute.ts'
import { says } from './walk/scene.ts'
import { readAgain } from './walk/staff.ts'

const stage = openStage()
let cast: walk.Cast

beforeAll(async () => {
  const [applicant, neighbour, director] = await Promise.all(
    [PHONE, PHONE, DESK].map((screen) => sitDown(stage.browser, screen)),
  )
  if (!applicant || !neighbour || !director) throw new Error('somebody has no screen')
  cast = { applicant, neighbour, director }
  const { scene } = stage
  // The way up to the invitation is looked at in another journey.
  const quietly = { url: scene.url, seen: async () => {} }
  const code = await walk.sheFiles(cast, quietly)
  await walk.heTakesItIn(cast, code, quietly)
  await cast.neighbour.page.goto(await walk.heInvitesHer(cast, quietly))
})

test('she declines, may say why, and is told at once that nothing bad follows and which ways are open', async () => {
  const { page } = cast.neighbour
  await says(page, '不同意没有任何坏处', '想直接去法院也行，不必先调解')
  await page.getByRole('button', { name: '不同意', exact: true }).click()
  await says(page, '谁也不能为这个说您不对', '去法院')
  await stage.scene.seen(cast.neighbour, 'declines-1-asked-once')
  await page.getByRole('radio').nth(1).check()
  await page.getByRole('button', { name: '确定不同意' }).click()
  await says(page, '这次调解到此为止', '其他途径')
  await stage.scene.seen(cast.neighbour, 'declines-2-done')
})

test('for the one who asked the mediation is over too, with every other way before her', async () => {
  const { page } = cast.applicant
  await readAgain(page, '这次调解结束了', '别的途径都开着', '法院')
  await stage.scene.seen(cast.applicant, 'declines-3-applicant')
})

test('on the desk it is ended, and nothing pushes for another try', async () => {
  const { page } = cast.director
  await readAgain(page, '现在可以做的')
  await says(page, '不同意')
  await stage.scene.seen(cast.director, 'declines-4-desk')
  const strong = page.locator('.acts .ant-btn-primary')
  if ((await strong.count()) > 0) throw new Error(`“${await strong.first().innerText()}” is pushed`)
})
