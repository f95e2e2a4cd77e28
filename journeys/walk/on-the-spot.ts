import type { Locator, Page } from 'playwright-core'
import type { Person } from '../people.ts'
import { type Scene, says } from './scene.ts'
import { enterAs, goTo } from './staff.ts'

/** What writing it down takes: clicks, keys, and characters that an input method turns several keys into. */
export type Effort = { clicks: number; keys: number; characters: number }

/** A quick hand spends so much on each, in seconds: a slow typist of pinyin, who looks before she clicks. */
const SECONDS = { click: 1.5, key: 0.3, character: 0.9 }
export const secondsFor = ({ clicks, keys, characters }: Effort): number =>
  clicks * SECONDS.click + keys * SECONDS.key + characters * SECONDS.character

/** A hand that counts what it does. */
function countingHand(page: Page) {
  const effort: Effort = { clicks: 0, keys: 0, characters: 0 }
  return {
    effort,
    type: async (text: string) => {
      await page.keyboard.insertText(text)
      const written = [...text]
      const plain = written.filter((character) => character < '\u0080').length
      effort.keys += plain
      effort.characters += written.length - plain
    },
    press: async (key: string) => {
      await page.keyboard.press(key)
      effort.keys += key.split('+').length
    },
    click: async (what: Locator) => {
      await what.click()
      effort.clicks += 1
    },
  }
}

/** 现场调成: two neighbours shook hands; the director writes it down on one page, from the keyboard. */
export async function heWritesItDown(director: Person, scene: Scene): Promise<{ effort: Effort; code: string }> {
  const { page } = director
  await enterAs(page, scene.url, '田有余')
  await goTo(page, '现场调成')
  const first = page.getByRole('textbox', { name: '申请人的姓名或名称' })
  await first.waitFor()
  await page.waitForLoadState('networkidle')
  if (!(await first.evaluate((element) => element === document.activeElement)))
    throw new Error('the writing does not begin at the first name')
  const hand = countingHand(page)
  const next = () => hand.press('Enter')
  await hand.type('水秀英')
  await next()
  await next()
  await hand.type('桥生')
  await next()
  await next()
  await hand.type('桥生家的鸡啄了水秀英的菜秧，吵了起来。')
  await next()
  const amount = page.getByRole('textbox', { name: '第1条：多少元' })
  for (let tries = 0; tries < 6 && !(await isFocused(amount)); tries += 1) await next()
  await hand.type('60')
  await next()
  await hand.type('赔菜秧')
  await hand.click(page.getByRole('button', { name: '再加一条' }))
  await page.getByRole('combobox', { name: '第2条：做什么' }).selectOption({ label: '不再做某事' })
  hand.effort.clicks += 2
  await hand.click(page.getByRole('textbox', { name: '第2条：具体内容' }))
  await hand.type('鸡不再放到菜地里')
  await hand.click(page.getByRole('checkbox', { name: '双方都同意调解，开始前告知了权利和义务' }))
  await scene.seen(director, 'on-the-spot')
  await hand.press('Control+Enter')
  await says(page, '记下了')
  await scene.seen(director, 'on-the-spot-done')
  const code = await page.locator('.opened-code').innerText()
  return { effort: hand.effort, code }
}

const isFocused = (field: Locator): Promise<boolean> => field.evaluate((element) => element === document.activeElement)
