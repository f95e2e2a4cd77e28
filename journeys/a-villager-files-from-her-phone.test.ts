import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser } from '#test/find-browser.ts'
import { throwAway } from '#test/kept.ts'
import { type Product, startProduct } from '#test/product.ts'
import { copyOf } from './demo-folder.ts'
import { DESK, lookAt, type Person, PHONE, sitDown } from './people.ts'

let dataDir: string
let product: Product
let browser: Browser
let villager: Person
let clerk: Person

beforeAll(async () => {
  dataDir = copyOf(inject('demoFolder'))
  ;[product, browser] = await Promise.all([startProduct(dataDir), launchBrowser()])
  villager = await sitDown(browser, PHONE)
  clerk = await sitDown(browser, DESK)
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  throwAway(dataDir)
})

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()
const NAME = '㛃𠀀·阿依古丽'
const WORDS = '他家的鸭子把我的秧苗吃了半亩。<b>说了三回</b>，=1+1 他就是不管。'

test('she files: one question a page, a draft that survives, a receipt at once', async () => {
  const { page } = villager
  await page.goto(product.url)
  await lookAt(villager, 'citizen-1-home')
  await page.getByRole('link', { name: '我要说事' }).click()
  await page.getByRole('textbox', { name: '您的姓名' }).fill(NAME)
  await lookAt(villager, 'citizen-2-name')
  await next(page)
  await page.getByRole('textbox', { name: '怎样联系您' }).fill('123')
  await next(page)
  await expect.poll(() => page.getByText('电话号码好像不完整', { exact: false }).count()).toBeGreaterThan(0)
  await lookAt(villager, 'citizen-3-reach-fault')
  await page.getByRole('textbox', { name: '怎样联系您' }).fill('10012345678')
  await next(page)
  await page.getByRole('button', { name: '还不知道' }).click()
  await page.getByRole('button', { name: '鹿渡镇' }).click()
  await lookAt(villager, 'citizen-4-village')
  await page.getByRole('button', { name: '石板溪村' }).click()
  await page.getByRole('textbox', { name: '具体在什么位置' }).fill('桥头下边那块田')
  await next(page)
  await page.getByRole('textbox', { name: '发生了什么' }).fill(WORDS)
  await page.waitForTimeout(600)
  // The phone rings, the page is gone, and comes back.
  await page.reload()
  await expect.poll(() => page.getByRole('textbox', { name: '发生了什么' }).inputValue()).toBe(WORDS)
  await lookAt(villager, 'citizen-5-happened')
  await next(page)
  await page.getByRole('textbox', { name: '您希望怎样' }).fill('赔我的秧苗，鸭子圈起来。')
  await page.getByRole('button', { name: '看一遍再提交' }).click()
  await lookAt(villager, 'citizen-6-check')
  await page.getByRole('button', { name: '提交，领回执' }).click()
  await page.getByRole('heading', { name: '登记好了' }).waitFor()
  await lookAt(villager, 'citizen-7-receipt')
  expect(await page.locator('body').innerText()).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/)
  expect(await page.locator('body').innerText()).toContain('石板溪村综治工作站')
})

test('the clerk of her village sees it on the desk with one clock and its article, and asks for what is missing', async () => {
  const { page } = clerk
  await page.goto(`${product.url}/staff/demo`)
  await lookAt(clerk, 'staff-1-demo')
  await page.getByRole('button', { name: '田有余' }).click()
  await page.getByRole('heading', { name: '我的待办' }).waitFor()
  await page.getByText(NAME).first().waitFor()
  await lookAt(clerk, 'staff-2-desk')
  expect(await page.locator('main').innerText()).toContain('人民调解法')
  await page.getByText(NAME).first().click()
  await page.getByRole('heading', { name: '现在可以做的' }).waitFor()
  await lookAt(clerk, 'staff-3-file')
  // What she wrote stands there as she wrote it: no markup, no sum.
  expect(await page.locator('main').innerText()).toContain(WORDS)
  await page.getByRole('button', { name: '请当事人补充' }).click()
  await page.getByText('对方是谁：姓名、住处或单位名称').click()
  await lookAt(clerk, 'staff-4-ask')
  await page.getByRole('button', { name: '发出补正告知' }).click()
  await page.getByText('等待补充').first().waitFor()
})

test('she reads on her phone what is missing, says it, and sees who looked', async () => {
  const { page } = villager
  await page.getByRole('link', { name: '看看办到哪了' }).first().click()
  await page.getByRole('button', { name: '提交补充' }).waitFor()
  await lookAt(villager, 'citizen-8-supplement')
  await page.getByRole('textbox', { name: '要补充的内容' }).fill('是桥头覃家的鸭子，上个月二十号。')
  await page.getByRole('button', { name: '提交补充' }).click()
  await page.getByRole('button', { name: '提交补充' }).waitFor({ state: 'detached' })
  await lookAt(villager, 'citizen-9-mine')
})

test('the clerk accepts, records the end, closes; the story reads from the first line to the last', async () => {
  const { page } = clerk
  await page.reload()
  const acts = page.getByRole('region', { name: '现在可以做的' })
  await acts.getByRole('button', { name: '在这里受理' }).click()
  await page.getByRole('button', { name: '受理', exact: true }).click()
  await acts.getByRole('button', { name: '登记：已解决' }).click()
  await page.getByText('双方自行和解').click()
  await page.getByRole('textbox', { name: '经过和双方的话' }).fill('两家说好赔三百，鸭子圈起来。')
  await page.getByRole('button', { name: '登记已解决' }).click()
  await page.getByRole('button', { name: '结案', exact: true }).first().click()
  await lookAt(clerk, 'staff-5-close')
  await page.locator('.drawer-foot').getByRole('button', { name: '结案' }).click()
  await page.locator('.ant-modal-confirm').getByRole('button', { name: '结案' }).click()
  await page.getByText('已结案').first().waitFor()
  await lookAt(clerk, 'staff-6-closed')
  const story = await page.locator('main').innerText()
  for (const line of ['提交请求', '请当事人补充', '补充材料', '在这里受理', '登记：已解决', '结案'])
    expect(story).toContain(line)
})

test('on her phone it is closed, with who did what, and the other ways still open', async () => {
  const { page } = villager
  await page.reload()
  await page.getByText('已结案').first().waitFor()
  await lookAt(villager, 'citizen-10-closed')
  expect(await page.locator('body').innerText()).toContain('田有余')
})
