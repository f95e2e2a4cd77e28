import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { county } from '#demo/county.ts'
import { writeWorkbook } from '#server/organisations/workbook-template.ts'
import { launchBrowser } from '#test/find-browser.ts'
import { throwAway } from '#test/kept.ts'
import { type Product, startProduct } from '#test/product.ts'
import { root } from '#test/source.ts'
import { DESK, lookAt, type Person, sitDown } from './people.ts'

/** A name that is not this machine's own: the browser is told where to find it, as a county's network would. */
const NAME = 'fengqiao.fengxi.test'

let dataDir: string
let product: Product
let browser: Browser
let administrator: Person

/** Makes the county's own authority and the server's certificate, as an operator does. */
function makeCertificate(): Promise<string> {
  return new Promise((done, fail) => {
    const making = spawn(process.execPath, ['scripts/certificate.ts', NAME], {
      cwd: root,
      env: { ...process.env, DATA_DIR: dataDir },
    })
    let said = ''
    making.stdout.on('data', (text) => (said += text))
    making.stderr.on('data', (text) => (said += text))
    making.on('exit', (code) => (code === 0 ? done(said) : fail(new Error(said))))
  })
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'fengqiao-county-'))
  await makeCertificate()
  const certificates = join(dataDir, 'certificates')
  product = await startProduct(dataDir, {
    FENGQIAO_DEMO: '0',
    HOST: '0.0.0.0',
    TLS_CERT: join(certificates, 'server.crt'),
    TLS_KEY: join(certificates, 'server.key'),
    hostName: NAME,
    caFile: join(certificates, 'ca.crt'),
  })
  browser = await launchBrowser([`--host-resolver-rules=MAP ${NAME} 127.0.0.1`])
  // The machine's own store of trusted authorities is not ours to change; that the chain is right is tested in tls/.
  administrator = await sitDown(browser, DESK, { ignoreHTTPSErrors: true })
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  throwAway(dataDir)
})

test('the first start prints a one-time address; one spreadsheet makes the county; everybody gets a slip', async () => {
  const { page } = administrator
  const address = /https:\/\/\S+\/setup#\S+/.exec(product.said())?.[0]
  expect(address).toBeDefined()
  await page.goto(address ?? '')
  await page.getByRole('heading', { name: '建立本县' }).waitFor()
  await lookAt(administrator, 'setup-1')

  const wrong = join(dataDir, 'wrong.xlsx')
  const [first, ...others] = county.people
  if (!first) throw new Error('the demo county has nobody')
  writeFileSync(wrong, await writeWorkbook({ ...county, people: [{ ...first, name: '' }, ...others] }))
  await page.locator('input[type=file]').setInputFiles(wrong)
  await page.getByText('正在试读').waitFor({ state: 'detached', timeout: 60_000 })
  await page.getByRole('row', { name: /姓名/ }).first().waitFor()
  await lookAt(administrator, 'setup-2-faults')

  const right = join(dataDir, 'right.xlsx')
  writeFileSync(right, await writeWorkbook(county))
  await page.locator('input[type=file]').setInputFiles(right)
  await page.getByRole('button', { name: '正式建立' }).click()
  await page.getByText('开通码').first().waitFor()
  await lookAt(administrator, 'setup-3-slips')
})

test('she sets her password and code generator with the slip, over https on the county’s own name, and signs in again', async () => {
  const { page } = administrator
  const who = 'ding.xiaohe'
  const row = page.locator('tr, li, article', { hasText: who }).first()
  const code = /[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/.exec(await row.innerText())?.[0]
  expect(code).toBeDefined()
  await page.goto(`${product.url}/staff/activate`)
  await page.getByRole('textbox', { name: '开通码' }).fill(code ?? '')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('heading', { name: '一、用手机验证器扫码' }).waitFor()
  await lookAt(administrator, 'activate-1')
  const secret = (await page.locator('dd.code').nth(1).innerText()).replaceAll(' ', '')
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const password = '石板溪的水一直往东流到海'
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('再输一遍密码').fill(password)
  await page.getByLabel(/动态码/).fill(totp.generate())
  await page.getByRole('button', { name: /开通|完成/ }).click()
  await page.getByRole('heading', { name: '我的待办' }).waitFor()
  await lookAt(administrator, 'activate-2-desk')
  const cookies = await administrator.context.cookies()
  expect(cookies.find(({ name }) => name === '__Host-fengqiao')).toMatchObject({
    secure: true,
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
  })

  await page.getByRole('button', { name: /退出/ }).click()
  await page.getByLabel('用户名').fill(who)
  await page.getByLabel('密码', { exact: true }).fill(password)
  // A code works once: the next is waited for, as a person would.
  await page.getByLabel(/动态码/).fill(totp.generate({ timestamp: Date.now() + 30_000 }))
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '我的待办' }).waitFor()
})

test('the demo’s entry is not there', async () => {
  const status = await administrator.page.evaluate(async () => (await fetch('/api/demo/people')).status)
  expect(status).toBe(404)
})
