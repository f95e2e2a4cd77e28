import { generateKeyPairSync } from 'node:crypto'
import jsQR from 'jsqr'
import { afterAll, expect, test } from 'vitest'
import { endSideProcesses } from '#server/side-process.ts'
import { picturesOf, solid, textsOf } from '#test/read-paper.ts'
import { makeCheckCode, readCheckCode } from './check-code.ts'
import { drawCopy } from './draw-copy.ts'

afterAll(() => endSideProcesses(0))

const { privateKey: key } = generateKeyPairSync('ed25519')
const COMMITTEE = '枫溪县鹿渡镇人民调解委员会'

test('on every page of a sealed copy stands a QR that a phone reads; the seal stands once, with the paper’s own words', async () => {
  const id = '019cb000-1234-7000-8000-00000000beef'
  const number = '（2026）鹿渡镇人调字第123号'
  const code = makeCheckCode(key, { id, day: '2026-06-10', hash: '0123456789abcdef', number })
  const check_url = `https://fengqiao.fengxi.example.gov.cn/check/${code}`
  const pdf = await drawCopy({
    ...{ id, form: 'D-08', made_at: '2026-06-10T05:00:00.000Z', test_time: false },
    content: {
      title: '人民调解协议书',
      to: '钟离素、贺连山',
      blocks: Array.from({ length: 40 }, (_, n) => ({
        kind: 'paragraph' as const,
        text: `第 ${n + 1} 条：照约定的日子付款，一次付清。`.repeat(2),
      })),
    },
    ...{ check_url, line: `${COMMITTEE} 盖章件`, committee: COMMITTEE, sealed_on: '2026-06-10' },
  })
  const texts = await textsOf(pdf)
  expect(texts.length).toBeGreaterThan(1)
  expect(solid(texts.join('')).split('电子印章').length - 1).toBe(1)
  expect(solid(texts.at(-1) ?? '')).toContain('2026年6月10日')
  for (const { width, height, grey } of await picturesOf(pdf, 1860)) {
    // The foot at the left, as a phone would be held over it.
    const [wide, from] = [Math.round(width * 0.35), Math.round(height * 0.85)]
    const rgba = new Uint8ClampedArray(wide * (height - from) * 4)
    for (let row = from; row < height; row += 1)
      for (let x = 0; x < wide; x += 1) {
        const at = ((row - from) * wide + x) * 4
        rgba.fill(grey[row * width + x] ?? 255, at, at + 4)
      }
    const found = jsQR.default(rgba, wide, height - from)
    expect(found?.data).toBe(check_url)
    expect(readCheckCode(key, found?.data.split('/').at(-1) ?? '')).toMatchObject({ id, number })
  }
})
