import { create } from 'qrcode'
import { expect, test } from 'vitest'
import { qrSvg } from './qr.ts'

const LINK = 'http://localhost:5000/my#abcdefghjkmnpqrstuvwxyz234'

test('the strokes cover exactly the dark modules of the matrix, inside a margin of two', () => {
  const { modules } = create([{ data: Buffer.from(LINK, 'utf8'), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
    maskPattern: 2,
  })
  const strokes = qrSvg(LINK).match(/stroke="#000" d="([^"]+)"/)?.[1] ?? ''
  const dark = new Set<string>()
  for (const [, x, y, length] of strokes.matchAll(/M(\d+) (\d+)\.5h(\d+)/g)) {
    for (let column = 0; column < Number(length); column += 1) dark.add(`${Number(x) + column - 2} ${Number(y) - 2}`)
  }
  const wanted = Array.from({ length: modules.size ** 2 }, (_, at) => [
    at % modules.size,
    Math.floor(at / modules.size),
  ])
    .filter(([column, row]) => modules.get(row ?? 0, column ?? 0))
    .map(([column, row]) => `${column} ${row}`)
  expect([...dark].sort()).toEqual(wanted.sort())
})

test('a picture of a link is small enough for a slow phone', () => {
  expect(qrSvg(LINK).length).toBeLessThan(4000)
})
