import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { launchBrowser } from '#test/find-browser.ts'
import { throwAway } from '#test/kept.ts'
import { type Product, startProduct } from '#test/product.ts'
import { copyOf } from './demo-folder.ts'
import { lookAt } from './people.ts'
import type { Scene } from './walk/scene.ts'

/** The product with a fresh demo county and a browser, for the tests of one file. */
export function openStage(): { browser: Browser; scene: Scene } {
  let dataDir: string
  let product: Product
  const stage = { scene: { url: '', seen: lookAt } } as { browser: Browser; scene: Scene }
  beforeAll(async () => {
    dataDir = copyOf(inject('demoFolder'))
    ;[product, stage.browser] = await Promise.all([startProduct(dataDir), launchBrowser()])
    stage.scene.url = product.url
  })
  afterAll(async () => {
    await stage.browser?.close()
    await product?.stop()
    throwAway(dataDir)
  })
  return stage
}
