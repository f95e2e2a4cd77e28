import type { Page } from 'playwright-core'
import type { Person } from '../people.ts'

/** Where a walk happens: the product's address, and what is done with every page people come to. */
export type Scene = {
  url: string
  /** Called on each page worth a look: the journey examines it, the tour also takes its picture. */
  seen: (person: Person, name: string) => Promise<void>
}

/** Fails with what the page says, unless it says this. */
export async function says(page: Page, ...words: readonly string[]): Promise<void> {
  for (const word of words) {
    const there = page.getByText(word, { exact: false }).filter({ visible: true }).first()
    await there.waitFor().catch(async () => {
      const body = await page.locator('body').innerText()
      throw new Error(`${page.url()} does not say “${word}”; it says:\n${body.slice(0, 3000)}`)
    })
  }
}

/** A day so many days from now, as a date field takes it. */
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
