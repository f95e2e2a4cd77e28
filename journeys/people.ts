import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'

/** Where a villager and a clerk look at the product. */
export const PHONE = { width: 360, height: 740 }
export const DESK = { width: 1366, height: 768 }

/** A person at her screen: a page of her own, whose mistakes and unheard errors fail the walk. */
export type Person = { page: Page; context: BrowserContext; troubles: string[] }

export async function sitDown(
  browser: Browser,
  viewport: { width: number; height: number },
  more: { ignoreHTTPSErrors?: boolean } = {},
): Promise<Person> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...more })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    // A refused request is an answer the page shows; everything else the browser complains of is a fault of ours.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      troubles.push(`${page.url()}: ${message.text()}`)
  })
  return { page, context, troubles }
}

/**
 * Every rule of WCAG 2.1 A and AA; and what axe only tries so far: the name of a button or link holds the words shown on it.
 * Analysed within the page itself, which has no frames: a second page to gather results in took longer than looking.
 */
const AXE = {
  runOnly: { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
  rules: { 'label-content-name-mismatch': { enabled: true } },
  resultTypes: ['violations' as const],
}

/**
 * What every page must be: free of accessibility faults, not wider than the screen, and without a complaint of the browser.
 * @throws with every fault found; plainly, since the tour walks without a test runner
 */
export async function lookAt({ page, troubles }: Person, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  const { violations } = await new AxeBuilder({ page }).options(AXE).setLegacyMode().analyze()
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wider > 0) faults.push(`scrolls sideways by ${wider} pixels`)
  faults.push(...troubles.map((trouble) => `the browser complains: ${trouble}`))
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  if (faults.length > 0) throw new Error(`${name} is not as it must be:\n${faults.join('\n')}`)
}
