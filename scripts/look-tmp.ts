import { mkdirSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { findRunning } from '#server/db/embedded.ts'
import { CONDITION_NAMES, conditionOf } from '#domain/upkeep/conditions.ts'
import { startProduct } from '../test/product.ts'
import { launchBrowser } from '../test/find-browser.ts'
import { sitDown, DESK, PHONE } from '../journeys/people.ts'
const out = '/tmp/look-left'
mkdirSync(out, { recursive: true })
const product = await startProduct('/tmp/left-look-data', { PORT: '46001' })
console.log(product.url)
const browser = await launchBrowser()
const client = new pg.Client({ connectionString: findRunning('/tmp/left-look-data') ?? '', application_name: 'fengqiao-look' })
await client.connect()
const people = (await client.query('select id from people limit 1')).rows
await client.query("update people set name = '欧阳阿卜杜热合曼·买买提吐尔逊江·阿依古丽' where id = $1", [people[0].id])
for (let nth = 0; nth < 70; nth++) {
  const condition = CONDITION_NAMES[nth % CONDITION_NAMES.length]!
  const of = conditionOf(condition)
  const level = nth % 3 ? 'wrong' : 'warning'
  const standing = nth < 40 && nth < CONDITION_NAMES.length
  const reading = (of.wrong ?? of.warning ?? 1) + (of.worse === 'more' ? 1 : -1)
  const since = new Date(Date.now() - nth * 3_600_000 * 5).toISOString()
  await client.query('insert into alarms (id, condition, level, reading, worst, calm_since, since, until, acknowledged_at, acknowledged_by, test_time) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) on conflict do nothing',
    [randomUUID(), condition, level, reading, nth % 2 ? reading : reading + (of.worse === 'more' ? 1234 : -20), nth % 5 === 0 && standing ? new Date().toISOString() : null, since, standing ? null : new Date().toISOString(), nth % 4 === 0 ? since : null, nth % 4 === 0 ? people[0].id : null, nth % 7 === 0])
}
for (const [who, pages] of [[/系统管理员/, ['/staff', '/staff/admin/upkeep', '/staff/admin/alarms']], [/安全审计员/, ['/staff/admin/audit', '/staff/admin/alarms']]] as const) {
  for (const [size, view] of [['desk', DESK], ['phone', PHONE]] as const) {
    const { page } = await sitDown(browser, view)
    await page.goto(`${product.url}/staff/demo`)
    await page.getByRole('button', { name: who }).first().click()
    await page.getByRole('navigation', { name: '主要页面' }).waitFor({ state: 'attached' })
    for (const path of pages) {
      await page.goto(product.url + path)
      await page.waitForLoadState('networkidle')
      const name = `${out}/${size}-${who.source}-${path.replaceAll('/', '_')}`
      await page.screenshot({ path: `${name}.png` })
      await page.screenshot({ path: `${name}-full.png`, fullPage: true })
      await page.evaluate(() => window.scrollTo(0, 1e7))
      await page.screenshot({ path: `${name}-end.png` })
      console.log(path, size, await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]))
    }
  }
}
// The queue notice, and a picture that does not come.
for (const [size, view] of [['desk', DESK], ['phone', PHONE]] as const) {
  const { page } = await sitDown(browser, view)
  await page.goto(`${product.url}/staff/demo`)
  await page.getByRole('button', { name: /系统管理员/ }).first().click()
  await page.getByRole('navigation', { name: '主要页面' }).waitFor({ state: 'attached' })
  await page.route('**/api/administration/alarms?**', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:problem/busy', title: '现在办事的人多。', status: 503, detail: '请过几秒再打开一次。', code: 'busy', retry_after: 2 }) }))
  await page.route('**/api/administration/alarms', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:problem/busy', title: '现在办事的人多。', status: 503, detail: '请过几秒再打开一次。', code: 'busy', retry_after: 2 }) }))
  await page.goto(`${product.url}/staff/admin/alarms`)
  await page.waitForTimeout(1200)
  await page.screenshot({ path: `${out}/${size}-queue.png` })
  await page.waitForTimeout(14_000)
  await page.screenshot({ path: `${out}/${size}-queue-after.png` })
  const citizen = await sitDown(browser, view)
  await citizen.page.route('**/api/county', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:problem/busy', title: '现在办事的人多。', status: 503, detail: '请过几秒再打开一次。', code: 'busy', retry_after: 2 }) }))
  await citizen.page.goto(product.url)
  await citizen.page.waitForTimeout(1200)
  await citizen.page.screenshot({ path: `${out}/${size}-citizen-queue.png` })
}
{
  const { page } = await sitDown(browser, DESK)
  await page.goto(`${product.url}/staff/demo`)
  await page.getByRole('button', { name: /调解员|主任/ }).first().click()
  await page.getByRole('navigation', { name: '主要页面' }).waitFor({ state: 'attached' })
  const { rows } = await client.query("select set_config('app.lo','0',false), set_config('app.hi','9007199254740991',false)")
  void rows
  const files = (await client.query("select distinct e.file_id, f.responsible_unit from events e join files f on f.id = e.file_id where e.step = 'provide_evidence'")).rows
  console.log('evidence in', files.length)
  await page.route('**/previews/*', (route) => route.fulfill({ status: 503, body: '' }))
  for (const { file_id } of files) {
    await page.goto(`${product.url}/staff/files/${file_id}`)
    await page.waitForLoadState('networkidle')
    if ((await page.locator('.evidence-thumb img, .picture-away').count()) > 0) {
      await page.locator('.evidence-thumb').first().scrollIntoViewIfNeeded()
      await page.waitForTimeout(600)
      await page.screenshot({ path: `${out}/thumb-waiting.png` })
      await page.waitForTimeout(14_000)
      await page.screenshot({ path: `${out}/thumb-failed.png` })
      await page.locator('button.evidence-thumb').first().click()
      await page.waitForTimeout(15_000)
      await page.screenshot({ path: `${out}/modal-failed.png` })
      await page.unroute('**/previews/*')
      const again = page.getByRole('button', { name: '再试一次' })
      if (await again.count()) await again.first().click()
      await page.waitForTimeout(1500)
      await page.screenshot({ path: `${out}/modal-again.png` })
      break
    }
  }
}
await client.end()
await browser.close()
await product.stop()
