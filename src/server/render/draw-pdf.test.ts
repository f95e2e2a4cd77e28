import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { EMPTY, EVERY_KIND, KINDS, paperOf } from '#test/papers.ts'
import { apart, inkIn, pictureIn, picturesOf, solid, textsOf } from '#test/read-paper.ts'
import { unsaid } from '#test/typed.ts'
import { type PdfDrawer, pdfDrawer } from './draw-pdf.ts'
import { loadFonts } from './fonts.ts'
import { printable } from './printable.ts'
import { qrSvg } from './qr.ts'

let drawer: PdfDrawer
let has: (point: number) => boolean
beforeAll(() => {
  drawer = pdfDrawer(null)
  has = loadFonts(null).has
})
const paragraph = (text: string) => ({ kind: 'paragraph' as const, text })
const shown = join(import.meta.dirname, '../../../test/papers')

/** What a page says between its margins: without the line at its foot. */
const bodyOf = (pages: string[]): string =>
  pages.map((page) => solid(page).replace(/D-08调解协议书019ab0c4.*?第\d+页共\d+页$/, '')).join('')

test('every kind of block is drawn, and a second program reads it back', async () => {
  expect(new Set(EVERY_KIND.map(({ kind }) => kind))).toEqual(new Set(Object.keys(KINDS)))
  const pages = await textsOf(drawer.draw(paperOf(EVERY_KIND, { to: '苗秀禾、王建国' })))
  await expect(pages.join('\n——\n')).toMatchFileSnapshot(join(shown, 'every-kind.txt'))
})

test.each([
  ['every-kind', EVERY_KIND],
  ['empty', EMPTY],
] as const)(
  'the pages of %s look as those kept (node scripts/look-at-papers.ts --keep renews them)',
  async (name, blocks) => {
    const pages = await picturesOf(drawer.draw(paperOf(blocks, { to: '苗秀禾、王建国' })), 400)
    expect(pages.length).toBeGreaterThan(1)
    for (const [nth, page] of pages.entries()) {
      const kept = readFileSync(join(shown, `${name}-${nth + 1}.png`))
      expect(kept.length).toBeLessThanOrEqual(20 * 1024)
      expect(apart(page, await pictureIn(kept)), `page ${nth + 1}`).toBeLessThan(4)
      // A renderer without its fonts leaves a page that is blank and reads well.
      expect(inkIn(page, [0.1, 0.05, 0.9, 0.95])).toBeGreaterThan(0.003)
    }
  },
)

test('it is PDF/A-2b, tagged, created when the paper was made, and the same bytes whenever it is drawn', () => {
  const paper = paperOf(EVERY_KIND)
  const first = drawer.draw(paper)
  drawer.draw(paperOf([paragraph('另一份')]))
  expect(drawer.draw(paper).equals(first)).toBe(true)
  expect(pdfDrawer(null).draw(paper).equals(first)).toBe(true)
  const text = first.toString('latin1')
  expect(text).toMatch(/pdfaid:part>2<|pdfaid:part="2"/)
  expect(text).toMatch(/pdfaid:conformance>B<|pdfaid:conformance="B"/)
  expect(text).toMatch(/CreationDate \(D:20261121140509/)
  expect(text).toContain('/MarkInfo')
  expect(text).toContain('/Lang (zh-CN)')
})

test('what somebody typed is never markup', async () => {
  const typed = [
    '#let x = 1; #panic("no") *粗* _斜_ `码` $x^2$ = 标题 - 项 + 项 / 词: 义 <标签> @引用 \\ ~ -- --- ... // 注 /* 注 */',
    '#image("/etc/passwd") #read("/data.json") #include "paper.typ" https://a.test/?q=1&b=2 ""\'\' “”‘’',
    '<b>粗</b><script>alert(1)</script>&amp;&#20013; {{名字}} {名字} %s %PDF',
    '{\\rtf1\\ansi \\b 粗\\b0 \\field{\\*\\fldinst HYPERLINK}} =1+1 @SUM(A1) MERGEFIELD',
  ]
  const pages = await textsOf(drawer.draw(paperOf(typed.map(paragraph), { title: typed[2] ?? '' })))
  const said = solid(pages.join(''))
  for (const line of typed) expect(said).toContain(solid(line))
  const everywhere = typed[0] ?? ''
  const blocks = EVERY_KIND.map(
    (block) =>
      JSON.parse(
        JSON.stringify(block, (key, value) =>
          typeof value === 'string' && !['kind', 'how', 'on'].includes(key) && Number.isNaN(Number(key))
            ? everywhere
            : value,
        ),
      ) as (typeof EVERY_KIND)[number],
  )
  const every = solid((await textsOf(drawer.draw(paperOf(blocks, { to: everywhere })))).join(''))
  expect(every.split(solid('#let x = 1; #panic')).length).toBeGreaterThan(15)
})

test('any text comes out as it was typed', { timeout: 60_000 }, async () => {
  // Of all there is to print: also signs that share one form, as the radicals do with the characters.
  const printed = fc
    .integer({ min: 32, max: 0x2ffff })
    .filter((point) => has(point))
    .map((point) => String.fromCodePoint(point))
  const texts = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: printed, maxLength: 60 }),
      fc.string({
        unit: fc.integer({ min: 0x4e00, max: 0x9fff }).map((it) => String.fromCodePoint(it)),
        maxLength: 60,
      }),
      fc.string({
        unit: fc.constantFrom(...'李王𠮷䶮①㎡〇々“”…——·（）《》、。，：；？！-\n\t 12345ABCabc＋％℃√'),
        maxLength: 80,
      }),
    ),
    { minLength: 10, maxLength: 30 },
  )
  await fc.assert(
    fc.asyncProperty(texts, async (typed) => {
      const blocks = typed.map((text, nth) => paragraph(`【${nth}】${text}【完】`))
      const said = bodyOf(await textsOf(drawer.draw(paperOf(blocks))))
      const meant = typed.map((text, nth) => solid(`【${nth}】${printable(text, has).text}【完】`))
      expect(unsaid(said, meant)).toEqual([])
    }),
    { numRuns: 12, examples: [[['一 ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ 二']]] },
  )
})

test('rare names and the last of the general table are printed as they are', async () => {
  const names = '𠮷野 䶮 㛃 㼆 堃 喆 犇 淼 燚 龘 赟 媗 玥 翀 頔 𬱖 𬭚 𫖮 𬸪 𬬭 𬍛 𫓧 㙦 〇'
  const third =
    '亍尢彳卬殳毌邘戋圢氕伋仝冮氿汈氾忉宄讱扞圲圫芏芃朳朸邨吒吖屼屾辿钆仳伣伈癿甪邠犴冱邡闫汋䜣讻孖纩玒玓玘玚刬坜坉扽坋扺㧑毐芰芣苊苉芘芴芠芤杕杙杄杧杩尪尨轪坒芈旴旵呙㕮岍岠岜呇冏觃岙伾㑇伭佖伲飏狃闶汧汫𣲘𣲗沄沘汭㳇沇忮忳忺祃诇邲诎诐屃岊阽䢺阼妧妘𨚕纮驲纻纼'
  const [page] = await textsOf(drawer.draw(paperOf([paragraph(names), paragraph(third)])))
  expect(solid(page ?? '')).toContain(solid(names))
  expect(solid(page ?? '')).toContain(third)
  expect(page).not.toContain('〔U+')
  // Each of them leaves ink: none is an empty box of its width.
  const letters = [...solid(names)]
  const [row] = await picturesOf(
    drawer.draw(paperOf(letters.map((it) => ({ kind: 'field' as const, label: '字', text: it })))),
    1200,
  )
  if (!row) throw new Error('nothing was drawn')
  expect(inkIn(row, [0.25, 0.16, 0.35, 0.6])).toBeGreaterThan(0.004)
})

test('a character no font has is printed by its number, and a line at the end says so; nothing turns the order of an amount', async () => {
  const typed = '谢谢😀👍🏽 到付\u202E元0003\u202C שלום سلام \u0007响铃\u200B零宽 e\u0301 \uE000 \u{10FFFF} \uD800'
  const text = solid((await textsOf(drawer.draw(paperOf([paragraph(typed)])))).join(''))
  expect(text).toContain('谢谢〔U+1F600〕〔U+1F44D〕〔U+1F3FD〕到付元0003')
  expect(text).toContain('〔U+0007〕响铃零宽')
  expect(text).toContain('〔U+05E9〕')
  expect(text).toMatch(/注：这份文书里有\d+个字符没有可用的字形/)
  const plain = solid((await textsOf(drawer.draw(paperOf([paragraph('没有这样的字')])))).join(''))
  expect(plain).not.toContain('注：这份文书')
})

test('letters without an end stay on the page', async () => {
  const long = 'https://a.test/'.padEnd(900, 'x')
  const blocks = [
    paragraph(long),
    paragraph('！'.repeat(300)),
    { kind: 'field' as const, label: '网址', text: long },
    {
      kind: 'table' as const,
      head: ['号', '证据', '说明'],
      widths: [1, 1, 6],
      rows: [['1'.repeat(60), 'W'.repeat(60), long]],
    },
    { kind: 'record' as const, lines: [{ who: '甲'.repeat(60), text: long }] },
    { kind: 'sign' as const, lines: [{ role: '申请人', names: ['Mr-'.repeat(40)], how: ['name' as const] }] },
  ]
  const pdf = drawer.draw(paperOf(blocks, { title: 'W'.repeat(120) }))
  for (const page of await picturesOf(pdf, 600)) {
    expect(inkIn(page, [0.9, 0, 1, 1])).toBe(0)
    expect(inkIn(page, [0, 0, 0.12, 1])).toBe(0)
  }
  expect(solid((await textsOf(pdf)).join(''))).toContain('x'.repeat(200))
})

test('a row or an item longer than a page goes on over the next one, also before a signature', async () => {
  const long = Array.from({ length: 600 }, (_, nth) => `第${nth}句。`).join('')
  for (const block of [
    { kind: 'table' as const, head: ['号', '说明'], widths: [1, 6], rows: [['1', long]] },
    { kind: 'list' as const, label: '附', items: [long] },
  ]) {
    const sign = { kind: 'sign' as const, lines: [{ role: '申请人', names: ['苗秀禾'], how: ['name' as const] }] }
    const pages = await textsOf(drawer.draw(paperOf([block, sign])))
    // What runs off a page is still read there: it has to go on on the next one.
    expect(pages.filter((page) => page.split('句').length > 50).length, block.kind).toBeGreaterThan(1)
    expect(bodyOf(pages), block.kind).toContain('第599句')
    for (const nth of [100, 200, 300, 400, 500]) expect(bodyOf(pages), block.kind).toContain(`第${nth}句`)
  }
})

test('a hundred parties and forty pages of talk come out whole, with a head on each page of a table', async () => {
  const names = Array.from({ length: 100 }, (_, nth) => `当事人${nth + 1}号`)
  const parties = drawer.draw(
    paperOf(
      [
        {
          kind: 'table',
          head: ['序号', '姓名', '住址'],
          widths: [1, 3, 6],
          rows: names.map((it, nth) => [String(nth + 1), it, '枫溪县石桥镇']),
        },
        { kind: 'sign', lines: [{ role: '申请人', names, how: ['name', 'finger'] }] },
      ],
      { to: names.join('、') },
    ),
  )
  const pages = await textsOf(parties)
  const all = solid(pages.join(''))
  for (const name of names) expect(all.split(name).length, name).toBeGreaterThan(3)
  expect(pages.filter((page) => /序号\s*姓名\s*住址/.test(page)).length).toBeGreaterThan(2)
  const lines = Array.from({ length: 900 }, (_, nth) => ({
    who: nth % 2 ? '甲' : '乙',
    text: `第${nth}句。${'说了很多话，'.repeat(8)}`,
  }))
  const talk = await textsOf(drawer.draw(paperOf([{ kind: 'record', lines }])))
  expect(talk.length).toBeGreaterThan(39)
  expect(solid(talk.at(-1) ?? '')).toContain(`第${talk.length}页共${talk.length}页`)
  expect(solid(talk.join(''))).toContain('第899句')
})

test('what runs a few lines over its page is drawn closer, to fit on it; what is longer keeps its air', async () => {
  const lines = (many: number) => paperOf(Array.from({ length: many }, (_, nth) => paragraph(`第${nth}行。`)))
  const pages = async (many: number) => (await textsOf(drawer.draw(lines(many)))).length
  expect([await pages(20), await pages(29), await pages(45)]).toEqual([1, 1, 2])
  const [page] = await textsOf(drawer.draw(lines(29)))
  expect(page).toContain('第28行。')
})

test('a seal never stands on a page without a signature, nor a signature without the words that no text is missing', async () => {
  const unit = '枫溪县道路交通事故纠纷人民调解委员会'
  for (let many = 14; many < 30; many += 1) {
    const pages = await textsOf(
      drawer.draw(
        paperOf([
          ...Array.from({ length: many }, () => paragraph('一行字。')),
          { kind: 'end' },
          { kind: 'sign', lines: [{ role: '申请人', names: ['苗秀禾', '王建国'], how: ['name', 'finger'] }] },
          { kind: 'seal', unit, on: '2026-11-21' },
        ]),
      ),
    )
    const sealed = solid(pages.find((page) => solid(page).includes(unit)) ?? '')
    expect(sealed, String(many)).toContain('王建国')
    expect(sealed, String(many)).toContain('（以下无正文）')
  }
})

/** A black square as PNG. */
function square(): Buffer {
  const chunk = (kind: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(kind, 'latin1'), body])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(body.length)
    check.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, check])
  }
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0])
  const ground = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    ground,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(72))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('marks stand on every page: a code and a line at the foot, a signature on its line, a seal in its place', async () => {
  const paper = paperOf([...EVERY_KIND])
  const marks = { line: '内容校验 3f1a'.padEnd(90, 'b'), qr_svg: qrSvg('https://localhost/p/1') }
  const marked = drawer.draw(paper, marks)
  const texts = await textsOf(marked)
  for (const text of texts) expect(solid(text)).toContain(solid(marks.line))
  const corner = [0.12, 0.88, 0.23, 0.97] as [number, number, number, number]
  for (const page of await picturesOf(marked, 600)) expect(inkIn(page, corner)).toBeGreaterThan(0.15)
  const bare = await picturesOf(drawer.draw(paper), 600)
  for (const page of bare) expect(inkIn(page, corner)).toBeLessThan(0.1)
  expect(solid((await textsOf(drawer.draw(paper))).join(''))).toContain('盖章处')
  const sealed = drawer.draw(paper, {
    signatures: [{ name: '苗秀禾', png: square() }],
    seals: [{ unit: '石桥村人民调解委员会', png: square() }],
  })
  expect(solid((await textsOf(sealed)).join(''))).not.toContain('盖章处')
  const ink = async (pdf: Buffer) =>
    (await picturesOf(pdf, 300)).reduce((sum, page) => sum + inkIn(page, [0, 0, 1, 1]), 0)
  expect(await ink(sealed)).toBeGreaterThan((await ink(drawer.draw(paper))) + 0.01)
})

test('of two of the same name each signature stands at its own line', async () => {
  const lines = [{ role: '申请人', names: ['苗秀禾', '苗秀禾'], how: ['name' as const] }]
  const paper = paperOf([{ kind: 'sign', lines }])
  const ink = async (...nths: number[]) => {
    const pages = await picturesOf(
      drawer.draw(paper, { signatures: nths.map((nth) => ({ name: '苗秀禾', role: '申请人', nth, png: square() })) }),
      300,
    )
    return pages.reduce((sum, page) => sum + inkIn(page, [0, 0, 1, 1]), 0)
  }
  const [none, first, second, both] = await Promise.all([ink(), ink(0), ink(1), ink(0, 1)])
  expect(first).toBeGreaterThan(none)
  expect(second).toBeGreaterThan(none)
  expect(both).toBeGreaterThan(Math.max(first, second))
})

test('a paper of test time says so at the foot of each page', async () => {
  const [page] = await textsOf(drawer.draw(paperOf([paragraph('一')], { test_time: true })))
  expect(solid(page ?? '')).toContain('2026年11月21日14:05（测试时间）制作')
})
