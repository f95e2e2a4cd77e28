import type { Locator, Page } from 'playwright-core'
import { says } from './scene.ts'

/** Enters as one of the demo's people, from its front page. */
export async function enterAs(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/staff/demo`)
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await page.getByRole('navigation', { name: '主要页面' }).waitFor()
}

type Act = {
  /** On the button that opens the form. */
  title: string | RegExp
  /** On the button that sends it. */
  send: string
  fill?: (drawer: Locator) => Promise<unknown>
  /** On the button that says yes once more, where the step asks. */
  yes?: string
  /** Where the button stands, if not among what I may do now. */
  within?: Locator
}

/** Opens a step's form on the page of a file, fills it and sends it, as one does who reads what stands there. */
export async function take(page: Page, { title, send, fill, yes, within }: Act): Promise<void> {
  await (within ?? page.locator('main')).getByRole('button', { name: title }).first().click()
  const drawer = page.locator('.act-drawer')
  await drawer.getByRole('button', { name: send, exact: true }).waitFor()
  await fill?.(drawer)
  await drawer.getByRole('button', { name: send, exact: true }).click()
  if (yes) await page.locator('.ant-modal-confirm').getByRole('button', { name: yes, exact: true }).click()
  await drawer.waitFor({ state: 'detached' }).catch(async () => {
    throw new Error(`“${title}” was not taken; the form says:\n${await drawer.innerText()}`)
  })
}

/** Opens the file whose line on the desk or in a list holds these words. */
export async function openFile(page: Page, words: string): Promise<void> {
  await page.getByText(words).first().click()
  await page.getByRole('heading', { name: '现在可以做的' }).waitFor()
}

/** A choice in one of the product's lists that open: opened, narrowed by typing where it takes words, chosen. */
export async function choose(page: Page, field: Locator, words: string): Promise<void> {
  await field.click()
  if (await field.isEditable()) await field.fill(words)
  await page
    .locator('.ant-select-dropdown')
    .filter({ visible: true })
    .getByText(words, { exact: false })
    .first()
    .click()
}

/** What the page of the file shows after something was done elsewhere. */
export async function readAgain(page: Page, ...words: readonly string[]): Promise<void> {
  await page.reload()
  await says(page, ...words)
}

/** Enters as one of the demo's people who does not stand on its front page. */
export async function enterBy(page: Page, url: string, sign_in_name: string): Promise<void> {
  await page.goto(`${url}/staff/demo`)
  const status = await page.evaluate(
    async (body) =>
      (
        await fetch('/api/demo/enter', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          body,
        })
      ).status,
    JSON.stringify({ sign_in_name }),
  )
  if (status !== 200) throw new Error(`${sign_in_name} could not enter: ${status}`)
  await page.goto(`${url}/staff/`)
  await page.getByRole('navigation', { name: '主要页面' }).waitFor()
}

/** Goes to a page of the side, by its name there. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '主要页面' }).getByRole('link', { name, exact: true }).click()
}

/** Opens the file that the product finds by these words, as one does from the box at the top. */
export async function findFile(page: Page, words: string): Promise<void> {
  const box = page.getByRole('search').getByRole('searchbox')
  await box.fill(words)
  await box.press('Enter')
  await page
    .getByRole('link', { name: /[2-9A-Z]{4}-[2-9A-Z]{4}/ })
    .first()
    .click()
  await page.getByRole('heading', { name: '现在可以做的' }).waitFor()
}
