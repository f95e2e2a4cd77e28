import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMPTY, EVERY_KIND, paperOf } from '#test/papers.ts'
import { partOf, solid, wordText } from '#test/read-paper.ts'
import { drawWord } from './draw-word.ts'
import { writable } from './printable.ts'

const xmlOf = async (...given: Parameters<typeof paperOf>): Promise<string> =>
  partOf(await drawWord(paperOf(...given)), 'word/document.xml')

test('a Word file says what the paper says, in the same order', async () => {
  const text = solid(wordText(await xmlOf(EVERY_KIND, { to: '苗秀禾、王建国' })))
  const order = [
    '调解协议书',
    '（2026）石桥人调字第3号',
    '苗秀禾、王建国：',
    '申请人',
    '330000198001010000',
    '一、王建国',
  ]
  const more = [
    '履行方式转账',
    '生效时间2026年11月21日14:05',
    '序号证据名称',
    '（以下无正文）',
    '申请人（签名、指印）：',
  ]
  let at = -1
  for (const it of [...order, ...more, '石桥村人民调解委员会（盖章）', '2026年11月21日']) {
    expect(text.indexOf(it, at + 1), it).toBeGreaterThan(at)
    at = text.indexOf(it, at + 1)
  }
  expect(wordText(await xmlOf(EMPTY))).toContain('　　　年　　月　　日')
})

test('any text comes out as it was typed, and never as a code', { timeout: 60_000 }, async () => {
  const texts = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '<w:p/>&amp;]]>',
        '{ MERGEFIELD a }',
        '=1+1',
        'HYPERLINK "https://a.test"',
        '{{x}} {%p%}',
        '甲\n乙\t丙',
      ),
    ),
    { minLength: 10, maxLength: 20 },
  )
  await fc.assert(
    fc.asyncProperty(texts, async (typed) => {
      const xml = await xmlOf(
        typed.map((text, nth) => ({ kind: 'paragraph' as const, text: `【${nth}】${text}【完】` })),
      )
      const said = solid(wordText(xml))
      for (const [nth, text] of typed.entries()) expect(said).toContain(solid(`【${nth}】${writable(text)}【完】`))
      expect(xml).not.toMatch(/<w:(instrText|fldSimple|fldChar|hyperlink)/)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a file with one cannot be opened
      expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/)
    }),
    { numRuns: 15 },
  )
})
