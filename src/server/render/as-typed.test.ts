import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PaperBlock } from '#domain/documents/blocks.ts'
import { paperOf } from '#test/papers.ts'
import { partOf, solid, textsOf, wordText } from '#test/read-paper.ts'
import { HOSTILE, TYPED_RUNS, typedText, unsaid } from '#test/typed.ts'
import { pdfDrawer } from './draw-pdf.ts'
import { drawWord } from './draw-word.ts'
import { loadFonts } from './fonts.ts'
import { printable, writable } from './printable.ts'

type Drawn = Exclude<PaperBlock, { kind: 'wording' }>
/** Where on a paper somebody's own words may stand: every kind of block that holds any. */
const PLACES: readonly ((text: string) => Drawn)[] = [
  (text) => ({ kind: 'field', label: '说明', text }),
  (text) => ({ kind: 'box', caption: null, cells: [{ label: '事由', text, wide: true }] }),
  (text) => ({ kind: 'paragraph', text }),
  (text) => ({ kind: 'heading', text }),
  (text) => ({ kind: 'clauses', items: [text] }),
  (text) => ({ kind: 'list', label: '附', items: [text] }),
  (text) => ({ kind: 'table', head: ['序号', '名称'], widths: [1, 6], rows: [['1', text]] }),
  (text) => ({ kind: 'record', lines: [{ who: null, text }] }),
  (text) => ({ kind: 'record', lines: [{ who: text, text: '说了。' }] }),
  (text) => ({ kind: 'sign', lines: [{ role: '申请人', names: [text], how: ['name', 'finger'] }] }),
]

/** Texts, each at one of the places, between marks of its own. */
const put = (typed: readonly string[], from: number): { blocks: Drawn[]; marked: string[] } => {
  const marked = typed.map((text, nth) => `【${nth}】${text}【完】`)
  const blocks = marked.map((text, nth) => PLACES[(nth + from) % PLACES.length]?.(text) ?? { kind: 'end' as const })
  return { blocks, marked }
}
const many = fc.tuple(fc.array(typedText(), { minLength: 10, maxLength: 20 }), fc.nat(PLACES.length - 1))
const OFTEN = {
  numRuns: TYPED_RUNS,
  // Each of the ill-willed texts once, at two places.
  examples: [0, 3].map((from): [[string[], number]] => [[[...HOSTILE], from]]),
}

test('what somebody typed is read in a PDF as typed, wherever it stands', { timeout: 120_000 }, async () => {
  const drawer = pdfDrawer(null)
  const { has } = loadFonts(null)
  await fc.assert(
    fc.asyncProperty(many, async ([typed, from]) => {
      const { blocks, marked } = put(typed, from)
      const pages = await textsOf(drawer.draw(paperOf(blocks)))
      const said = pages.map((page) => solid(page).replace(/D-08调解协议书019ab0c4.*?第\d+页共\d+页$/, '')).join('')
      const meant = marked.map((text) => solid(printable(text, has).text))
      expect(unsaid(said, meant)).toEqual([])
    }),
    OFTEN,
  )
})

test('what somebody typed is read in a Word file as typed, and is never a field', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(many, async ([typed, from]) => {
      const { blocks, marked } = put(typed, from)
      const title = marked[0] ?? ''
      const docx = await drawWord(paperOf(blocks, { title, to: marked[1] ?? '' }))
      const xml = partOf(docx, 'word/document.xml')
      const said = solid(wordText(xml))
      for (const text of marked) expect(said).toContain(solid(writable(text)))
      expect(xml).not.toMatch(/<w:(instrText|fldSimple|fldChar|hyperlink|object|pict)/)
      // The number of the page and of all pages, at the foot, and nothing else is counted by Word.
      const foot = partOf(docx, 'word/footer1.xml')
      expect([...foot.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map(([, code]) => code)).toEqual(['PAGE', 'NUMPAGES'])
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a file with one cannot be opened
      for (const part of [xml, foot]) expect(part).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/)
    }),
    OFTEN,
  )
})
