import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { keep } from '#test/kept.ts'

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
  // What stands behind # is never sent.
  context.on('request', (request) => keep('requests', `${request.method()} ${request.url().split('#')[0]}\n`))
  context.on('page', (page) => page.on('framenavigated', (frame) => keep('pages', `${frame.url()}\n`)))
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

/** The very axe that came with its package for this browser, as a script for a page. */
const { source } = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))('axe-core') as {
  source: string
}
type Axe = { run(of: Document, how: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }

/** Every rule of WCAG 2.1 A and AA; and what axe only tries so far: the name of a button or link holds the words shown on it. */
const AXE = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
  rules: { 'label-content-name-mismatch': { enabled: true } },
  resultTypes: ['violations'],
}

/**
 * What axe finds wrong with a page. It is brought into a page once and stays there while people move about in it; our pages
 * have no frames. Asked through its package it was brought in anew for each look, into a second page as well: four times as long.
 */
async function faultsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  return page.evaluate(async (how) => {
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(document, how)
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
  }, AXE)
}

/**
 * What every page must be: free of accessibility faults, not wider than the screen, and without a complaint of the browser.
 * @throws with every fault found; plainly, since the tour walks without a test runner
 */
export async function lookAt({ page, troubles }: Person, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  const faults = await faultsOf(page)
  // On a page that is not there yet nothing is found.
  if ((await page.locator('body').innerText()).trim() === '') faults.push('nothing stands on it')
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wider > 0) faults.push(`scrolls sideways by ${wider} pixels`)
  faults.push(...troubles.map((trouble) => `the browser complains: ${trouble}`))
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  if (faults.length > 0) throw new Error(`${name} is not as it must be:\n${faults.join('\n')}`)
}
