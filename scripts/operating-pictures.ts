/** npm run operating-pictures：装一个新的空县，把管理员第一天见到的页面存进 docs/operating。用法：npm run operating-pictures */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { county } from '#demo/county.ts'
import { writeWorkbook } from '#server/organisations/workbook-template.ts'
import { DESK, lookAt, sitDown } from '../journeys/people.ts'
import { launchBrowser } from '../test/find-browser.ts'
import { startProduct, withDataDir } from '../test/product.ts'
import { smallPng } from './small-png.ts'

const FOLDER = join(import.meta.dirname, '..', 'docs', 'operating')
const MOST_BYTES = 120_000

async function picture(page: Page, file: string): Promise<void> {
  const png = smallPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
  if (png.length > MOST_BYTES) throw new Error(`${file}.png 有 ${png.length} 字节，超过 ${MOST_BYTES}`)
  writeFileSync(join(FOLDER, `${file}.png`), png)
  console.log(`docs/operating/${file}.png  ${Math.ceil(png.length / 1024)} KB`)
}

mkdirSync(FOLDER, { recursive: true })
await withDataDir(async (dataDir) => {
  const product = await startProduct(dataDir, { FENGQIAO_DEMO: '0' })
  const browser = await launchBrowser()
  try {
    const operator = await sitDown(browser, DESK)
    const { page } = operator
    page.setDefaultTimeout(60_000)
    await page.goto(/http:\/\/\S+\/setup#\S+/.exec(product.said())?.[0] ?? '')
    await page.getByRole('heading', { name: '建立本县' }).waitFor()
    await lookAt(operator, 'setup')
    await picture(page, '01-setup')
    const workbook = join(dataDir, 'county.xlsx')
    writeFileSync(workbook, await writeWorkbook(county))
    await page.locator('input[type=file]').setInputFiles(workbook)
    await page.getByText('可以正式建立').waitFor()
    await picture(page, '02-tried')
    await page.getByRole('button', { name: '正式建立' }).click()
    await page.locator('dt', { hasText: '开通码' }).first().waitFor()
    await lookAt(operator, 'slips')
    await picture(page, '03-slips')
    await page.goto(`${product.url}/staff`)
    await page.getByLabel('密码', { exact: true }).waitFor()
    await lookAt(operator, 'sign-in')
    await picture(page, '04-sign-in')
  } finally {
    await browser.close()
    await product.stop()
  }
})
