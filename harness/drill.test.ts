import { expect, test } from 'vitest'
import { drill } from './drill.ts'

/** 200 MB here, 5 GB by hand: npm run drill -- 5 */
test('a county of 200 MB is put away and made again out of its backup on an empty place, whole and verified', async () => {
  const figures: object[] = []
  const drilled = await drill(0.2, false, (figure) => figures.push(figure))
  for (const figure of figures) console.log(JSON.stringify(figure))
  expect(drilled).toEqual({ verdict: 'pass', reason: 'whole, verified, in time' })
})
