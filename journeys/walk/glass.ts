import type { Page } from 'playwright-core'

/** Writes a name in the field as a finger would: a few lines across and down. */
async function writeName(page: Page): Promise<void> {
  const field = page.locator('.glass-pad')
  await field.scrollIntoViewIfNeeded()
  const box = await field.boundingBox()
  if (!box) throw new Error('there is no field to write in')
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
  for (const line of [
    [at(0.12, 0.3), at(0.3, 0.28), at(0.42, 0.32)],
    [at(0.27, 0.12), at(0.26, 0.5), at(0.24, 0.85)],
    [at(0.25, 0.45), at(0.18, 0.62), at(0.1, 0.8)],
    [at(0.28, 0.45), at(0.36, 0.6), at(0.45, 0.78)],
    [at(0.58, 0.25), at(0.75, 0.22), at(0.9, 0.27)],
    [at(0.74, 0.1), at(0.73, 0.5), at(0.66, 0.88)],
  ]) {
    const [start, ...rest] = line
    if (!start) continue
    await page.mouse.move(...start)
    await page.mouse.down()
    for (const point of rest) await page.mouse.move(...point, { steps: 6 })
    await page.mouse.up()
  }
}

/** Answers the one question (a wrong answer is told and asked again), says yes twice, and writes the name. */
export async function answerAndWrite(page: Page): Promise<void> {
  const question = page.locator('.glass-question')
  await question.waitFor()
  const options = question.getByRole('radio')
  for (let nth = 0; nth < (await options.count()); nth += 1) {
    await options.nth(nth).check()
    const told = await question.getByRole('status').innerText()
    if (told.startsWith('对')) break
    if (!told.includes('不是这样写的')) throw new Error(`a wrong answer was told “${told}”`)
  }
  await page.getByRole('checkbox', { name: '我看明白了' }).check()
  await page.getByRole('checkbox', { name: '我同意在屏幕上签' }).check()
  await writeName(page)
}
