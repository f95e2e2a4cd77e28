import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser } from '#test/find-browser.ts'
import { throwAway } from '#test/kept.ts'
import { type Product, startProduct } from '#test/product.ts'
import { copyOf } from './demo-folder.ts'
import { DESK, lookAt, type Person, PHONE, sitDown } from './people.ts'

let dataDir: string
let product: Product
let browser: Browser

beforeAll(async () => {
  dataDir = copyOf(inject('demoFolder'))
  product = await startProduct(dataDir)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  throwAway(dataDir)
})

async function enter(viewport = DESK): Promise<Person> {
  const person = await sitDown(browser, viewport)
  await person.page.goto(`${product.url}/staff/demo`)
  await person.page.getByRole('button', { name: /毛一鸣/ }).click()
  await person.page.getByRole('navigation', { name: '主要页面' }).waitFor()
  return person
}

test('a director who leaves is not let go with work in hand: it is tried, handed over in one act, and the list can be printed', async () => {
  const admin = await enter()
  const { page } = admin
  await page.goto(`${product.url}/staff/admin/people?words=tian.youyu`)
  await page.getByRole('button', { name: '离岗' }).click()
  await page.getByLabel('为什么').fill('调往县里工作')
  await page.locator('.drawer-foot').getByRole('button').last().click()
  await page.getByText('请在“交接”页').waitFor()
  await page.getByRole('button', { name: '先不办' }).click()
  await page
    .getByRole('row', { name: /田有余/ })
    .getByRole('link', { name: '交接' })
    .click()
  await page.getByRole('heading', { name: /田有余在.*手上还有/ }).waitFor()
  await page.getByLabel('由谁接手').click()
  await page.locator('.ant-select-item-option').filter({ hasText: '林𠮷' }).click()
  await page.getByRole('button', { name: '办理交接' }).waitFor()
  await lookAt(admin, 'hand-over-1-tried')
  await page.getByRole('button', { name: '办理交接' }).click()
  await page.getByLabel('为什么').fill('调往县里工作，由同事接手')
  await lookAt(admin, 'hand-over-2-form')
  await page.getByRole('button', { name: '一次交接' }).click()
  await page.getByRole('heading', { name: '交接清单' }).waitFor()
  await page.getByText(/件全部交清/).waitFor()
  await page.getByText('已保存').waitFor({ state: 'detached' })
  expect(await page.getByRole('table', { name: '交接清单' }).getByRole('row').count()).toBeGreaterThan(2)
  await lookAt(admin, 'hand-over-3-done')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: '打印清单' }).isVisible()).toBe(false)
  await page.emulateMedia({ media: null })

  const phone = await enter(PHONE)
  await phone.page.goto(page.url())
  await phone.page.getByText(/件全部交清/).waitFor()
  await lookAt(phone, 'hand-over-4-phone')
})

test('two units are merged and a village gets another code, each tried before it is done', async () => {
  const admin = await enter()
  const { page } = admin
  await page.goto(`${product.url}/staff/admin/units?words=石板溪`)
  const row = page.getByRole('row', { name: /石板溪村综治工作站/ })
  await row.getByRole('link', { name: '合并' }).click()
  await page.getByRole('heading', { name: /石板溪村综治工作站手上还有/ }).waitFor()
  await page.getByLabel('由哪个单位接替').click()
  await page.keyboard.type('下鹿村')
  await page.getByTitle('鹿渡镇下鹿村综治工作站').click()
  await page.getByRole('button', { name: '办理合并' }).click()
  await page.getByLabel('为什么').fill('两村合并，县委编办第三号文件')
  await lookAt(admin, 'hand-over-5-merge')
  await page.getByRole('button', { name: '一次交接，停用原单位' }).click()
  await page.getByText(/件全部交清/).waitFor()
  await lookAt(admin, 'hand-over-6-merged')

  await page.goto(`${product.url}/staff/admin/hand-over?kind=place&place=990326100210000`)
  await page.getByLabel('新的代码').fill('110101001001')
  await page.getByRole('button', { name: '核对' }).click()
  await page.getByText('不在本县').waitFor()
  await page.getByLabel('新的代码').fill('990326100888')
  await page.getByRole('button', { name: '核对' }).click()
  await page.getByText('不在本县').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '办理换代码' }).click()
  await page.getByLabel('为什么').fill('民政部门公布的区划代码变更')
  await page.getByRole('button', { name: '换代码', exact: true }).click()
  await page.getByText(/件全部交清/).waitFor()
  await page.goto(`${product.url}/staff/admin/places?words=990326100210`)
  await page.getByText('原 990326100210', { exact: true }).waitFor()
  await lookAt(admin, 'hand-over-7-both-codes')
})
