import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { qrSvg } from '../../render/qr.ts'
import { readCodes } from './read-codes.ts'

/** As long as a code of ours is, behind an address of the usual length. */
const TEXT = `https://fengqiao.fengxi.example/check/${'Aq3_'.repeat(31)}AqA`
const MARK = '/check/'
/** A4 at 250 dots an inch, with the code where the print has it: 22 mm wide, at the foot, at the left. */
const DOTS = 250 / 25.4
const [WIDE, HIGH] = [Math.round(210 * DOTS), Math.round(297 * DOTS)]
const TABLE = '#8a7b66'

let folder: string
let page: Buffer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'codes-'))
  const code = await sharp(Buffer.from(qrSvg(TEXT)), { density: 1_200 })
    .resize(Math.round(22 * DOTS))
    .png()
    .toBuffer()
  const lines = Array.from(
    { length: 24 },
    (_, nth) =>
      `<text x="280" y="${300 + nth * 80}" font-size="50">第 ${nth + 1} 条　双方同意水沟恢复原状，由被申请人办理。</text>`,
  )
  const text = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDE}" height="${HIGH}">${lines.join('')}</svg>`,
  )
  page = await sharp({ create: { width: WIDE, height: HIGH, channels: 3, background: '#fff' } })
    .composite([
      { input: text, left: 0, top: 0 },
      { input: code, left: Math.round(28 * DOTS), top: Math.round(270 * DOTS) },
    ])
    .png()
    .toBuffer()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = async (image: Sharp | Buffer, name = 'x.jpg'): Promise<string | null | undefined> => {
  const path = join(folder, name)
  writeFileSync(path, Buffer.isBuffer(image) ? image : await image.jpeg({ quality: 72 }).toBuffer())
  return (await readCodes({ path, kind: 'jpeg', most: 1, mark: MARK }))[0]
}
const onTable = async (turn: number) =>
  sharp(
    await sharp(page)
      .rotate(turn, { background: TABLE })
      .extend({ top: 120, bottom: 160, left: 90, right: 60, background: TABLE })
      .png()
      .toBuffer(),
  )

test.each([90, 188])('however the page lies (turned by %i degrees), its code is read', async (turn) => {
  expect(await read(await onTable(turn))).toBe(TEXT)
})

test('in the shadow of a hand, a little out of focus: it is read', async () => {
  const { width = 0, height = 0 } = await sharp(await (await onTable(4)).png().toBuffer()).metadata()
  const shadow = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x1="1" y1="0" x2="0" y2="1"><stop offset="0" stop-opacity="0"/><stop offset="1" stop-opacity="0.6"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`
  const dark = await (await onTable(4))
    .composite([{ input: Buffer.from(shadow) }])
    .png()
    .toBuffer()
  expect(await read(await sharp(dark).blur(1.2).jpeg({ quality: 60 }).toBuffer())).toBe(TEXT)
})

test('grainy, and seen from its lower edge (the upper one further away): it is read', async () => {
  const { data, info } = await sharp(page).greyscale().raw().toBuffer({ resolveWithObject: true })
  const seen = Buffer.alloc(info.width * info.height, 120)
  for (let y = 0; y < info.height; y += 1) {
    const far = 1 - y / info.height
    const share = 1 - 0.2 * far
    const from = Math.min(info.height - 1, Math.floor((y * 0.9) / (1 - (0.1 * y) / info.height)))
    for (let x = 0; x < info.width; x += 1) {
      const at = Math.floor((x - ((1 - share) / 2) * info.width) / share)
      const grain = ((x * 7_919 + y * 104_729) % 41) - 20
      if (at >= 0 && at < info.width)
        seen[y * info.width + x] = Math.max(
          0,
          Math.min(255, (data[(from * info.width + at) * info.channels] ?? 0) + grain),
        )
    }
  }
  expect(await read(sharp(seen, { raw: { width: info.width, height: info.height, channels: 1 } }))).toBe(TEXT)
})

test('a code of somebody else on the page does not stand in for ours, and a page without one is none', async () => {
  const other = await sharp(Buffer.from(qrSvg('https://pay.example/u/1')), { density: 1_200 })
    .resize(500)
    .png()
    .toBuffer()
  const both = sharp(page).composite([{ input: other, left: 1_300, top: 1_800 }])
  expect(await read(sharp(await both.png().toBuffer()))).toBe(TEXT)
  const blank = sharp({ create: { width: 900, height: 1_200, channels: 3, background: '#eee' } })
  expect(await read(blank)).toBeNull()
})
