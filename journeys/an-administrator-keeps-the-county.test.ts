import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser } from '#test/find-browser.ts'
import { throwAway } from '#test/kept.ts'
import { type Product, startProduct } from '#test/product.ts'
import { copyOf } from './demo-folder.ts'
import { DESK, lookAt, type Person, sitDown } from './people.ts'

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

/** Somebody of the demo at her desk. */
async function enterAs(name: RegExp): Promise<Person> {
  const person = await sitDown(browser, DESK)
  await person.page.goto(`${product.url}/staff/demo`)
  await person.page.getByRole('button', { name }).click()
  await person.page.getByRole('navigation', { name: '主要页面' }).waitFor()
  return person
}

test('the administrator adds a person, corrects a mistake, hands out the slip, and ends the post again', async () => {
  const admin = await enterAs(/毛一鸣/)
  const { page } = admin
  await page.getByRole('link', { name: /\d+\s*个单位/ }).waitFor()
  await lookAt(admin, 'admin-1-begin')
  await page.getByRole('link', { name: '人员', exact: true }).click()
  await page.getByRole('button', { name: '增加人员' }).click()
  await page.getByLabel('姓名', { exact: true }).fill('戚小暑')
  await page.getByLabel('登录名', { exact: true }).fill('mao.yiming')
  await page.getByLabel('为什么').fill('新招录，接替调解员')
  await page.getByLabel('单位', { exact: true }).click()
  await page.keyboard.type('下鹿村综治')
  await page.getByTitle('鹿渡镇下鹿村综治工作站').click()
  await page.getByLabel('岗位', { exact: true }).click()
  await page.getByTitle('村（社区）调解员').click()
  await page.getByRole('button', { name: '增加，取开通码' }).click()
  // The name is taken: said beside the field, and nothing typed is lost.
  await page.getByText('登录名 mao.yiming 已经是“毛一鸣”的').waitFor()
  expect(await page.getByLabel('姓名', { exact: true }).inputValue()).toBe('戚小暑')
  await lookAt(admin, 'admin-2-taken')
  await page.getByLabel('登录名', { exact: true }).fill('qi.xiaoshu')
  await page.getByRole('button', { name: '增加，取开通码' }).click()
  await page.getByText('开通码只显示这一次').waitFor()
  await page.getByText('已保存').waitFor({ state: 'detached' })
  await lookAt(admin, 'admin-3-slip')
  expect(await page.locator('.slip-code').textContent()).toMatch(/^(\w{4}-){3}\w{4}$/)
  await page.getByLabel('已经打印或抄下来了').check()
  await page.getByRole('button', { name: '关闭', exact: true }).click()

  await page.getByLabel('按姓名或登录名查人').fill('qi.xiaoshu')
  await page.keyboard.press('Enter')
  const line = page.getByRole('row', { name: /戚小暑/ })
  await line.getByText('未开通').waitFor()
  await line.getByRole('button', { name: '结束' }).click()
  await page.getByLabel('为什么').fill('试用期没有通过')
  await page.getByRole('button', { name: '结束岗位' }).click()
  await line.getByText('没有岗位').waitFor()
  await lookAt(admin, 'admin-4-people')
})

test('a unit with people in it is not ended: the drawer says how many, and the reason stays', async () => {
  const admin = await enterAs(/毛一鸣/)
  const { page } = admin
  await page.goto(`${product.url}/staff/admin/units?kind=county_centre`)
  await page.getByRole('button', { name: '停用' }).click()
  await page.getByLabel('为什么').fill('机构撤并')
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await page.getByText(/个岗位在这里/).waitFor()
  expect(await page.getByLabel('为什么').inputValue()).toBe('机构撤并')
  await lookAt(admin, 'admin-5-unit')
  await page.goto(`${product.url}/staff/admin/places?words=990326100`)
  await page.getByRole('cell', { name: '下鹿村', exact: false }).first().waitFor()
  await lookAt(admin, 'admin-6-places')
})

test('the auditor reads what was done and why, and changes nothing; who handles cases finds nothing to administer', async () => {
  const auditor = await enterAs(/宁致远/)
  await auditor.page.getByRole('link', { name: '变更记录', exact: true }).click()
  await auditor.page.getByRole('row', { name: /结束岗位.*试用期没有通过/ }).waitFor()
  await lookAt(auditor, 'admin-7-log')
  await auditor.page.getByRole('link', { name: '人员', exact: true }).click()
  await auditor.page.getByRole('table', { name: '人员' }).waitFor()
  expect(await auditor.page.getByRole('button', { name: /增加人员|离岗|结束/ }).count()).toBe(0)
  const clerk = await enterAs(/顾念慈/)
  await clerk.page.goto(`${product.url}/staff/admin/people`)
  await clerk.page.getByText('这一页不归您的岗位').waitFor()
})
