/** npm run tour：在新的演示县里用浏览器走一遍，把途中的画面存进 docs/tour；哪一页不对就停下来说明。用法：npm run tour */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '../journeys/people.ts'
import { DESK, lookAt, PHONE, sitDown } from '../journeys/people.ts'
import * as walk from '../journeys/walk/a-dispute.ts'
import { heWritesItDown } from '../journeys/walk/on-the-spot.ts'
import type { Scene } from '../journeys/walk/scene.ts'
import { launchBrowser } from '../test/find-browser.ts'
import { startProduct, withDataDir } from '../test/product.ts'
import { smallPng } from './small-png.ts'

const FOLDER = join(import.meta.dirname, '..', 'docs', 'tour')
const MOST_BYTES = 120_000

/** The pictures of the tour, in its order: what the walk calls the page, and what of it should stand how far from the top. */
type Picture = { of: string; file: string; shows?: string; at?: number }
const PICTURES: readonly Picture[] = [
  { of: 'demo', file: '01-demo' },
  { of: 'receipt', file: '02-receipt' },
  { of: 'triage', file: '03-triage', shows: '#triage', at: 90 },
  { of: 'invitation', file: '04-invitation' },
  { of: 'times', file: '05-times', shows: 'fieldset[id^=times]', at: 190 },
  { of: 'draft', file: '06-draft' },
  { of: 'neighbour-code', file: '07-sign', shows: '#sign', at: 70 },
  { of: 'ledger', file: '08-file', shows: '#ledger', at: 330 },
  { of: 'paid', file: '09-paid' },
  { of: 'on-the-spot', file: '10-on-the-spot' },
]

async function picture({ page }: Person, { file, shows, at = 0 }: Picture): Promise<void> {
  // What was just done is said at the top for a few seconds, over the page.
  await page.locator('.ant-message-notice').first().waitFor({ state: 'detached' })
  if (shows) {
    const place = page.locator(shows).first()
    await place.evaluate((element, top) => window.scrollBy(0, element.getBoundingClientRect().top - top), at)
  }
  const png = smallPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
  if (png.length > MOST_BYTES) throw new Error(`${file}.png 有 ${png.length} 字节，超过 ${MOST_BYTES}`)
  writeFileSync(join(FOLDER, `${file}.png`), png)
  console.log(`docs/tour/${file}.png  ${Math.ceil(png.length / 1024)} KB`)
}

async function tour(url: string): Promise<void> {
  const browser = await launchBrowser()
  const missing = new Set(PICTURES.map(({ of }) => of))
  const scene: Scene = {
    url,
    seen: async (person, name) => {
      await lookAt(person, name)
      const wanted = PICTURES.find(({ of }) => of === name)
      if (!wanted) return
      await picture(person, wanted)
      missing.delete(name)
    },
  }
  try {
    const cast: walk.Cast = {
      applicant: await sitDown(browser, PHONE),
      neighbour: await sitDown(browser, PHONE),
      director: await sitDown(browser, DESK),
    }
    const code = await walk.sheFiles(cast, scene)
    await walk.heTakesItIn(cast, code, scene)
    const invitation = await walk.heInvitesHer(cast, scene)
    await walk.theyAnswer(cast, invitation, scene)
    await walk.theyFindATime(cast, scene)
    await walk.theyTalk(cast, scene)
    await walk.theySign(cast, scene)
    await walk.theyKeepIt(cast, scene)
    await heWritesItDown(await sitDown(browser, DESK), scene)
    if (missing.size > 0) throw new Error(`这一路没有走到：${[...missing].join('、')}`)
  } finally {
    await browser.close()
  }
}

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
await withDataDir(async (dataDir) => {
  const product = await startProduct(dataDir)
  try {
    await tour(product.url)
  } finally {
    await product.stop()
  }
})
