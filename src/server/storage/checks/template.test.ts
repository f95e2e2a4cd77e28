import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawn } from '#domain/documents/forms.ts'
import { lackingIn, TEMPLATE_FORM_NAMES, type TemplateForm } from '#domain/documents/template-forms.ts'
import { drawWord } from '#server/render/draw-word.ts'
import { fillTemplate } from '#server/render/fill-template.ts'
import { layOut, type PaperToDraw } from '#server/render/lay-out.ts'
import { writable } from '#server/render/printable.ts'
import { fieldsOf, samplePaper, samplesOf, valuesOf } from '#server/templates/fields.ts'
import samples from '#server/templates/samples.json' with { type: 'json' }
import { starterPaper } from '#server/templates/starter.ts'
import { partOf, solid, wordText } from '#test/read-paper.ts'
import { BAD_TEMPLATES, p, table, templateOf } from '#test/template-files.ts'
import { samplePapers } from '#test/template-samples.ts'
import { checkTemplate } from './template.ts'

const AT = '2026-03-02T02:00:00.000Z'
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'templates-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const sampleOf = (form: TemplateForm) => valuesOf(form, samplePaper(form, AT))
const check = (bytes: Buffer, form: TemplateForm = 'D-08') => {
  const path = join(folder, 'template.docx')
  writeFileSync(path, bytes)
  return checkTemplate({ path, folder, names: fieldsOf(form), sample: sampleOf(form) })
}
const textIn = (docx: Uint8Array) => wordText(partOf(docx, 'word/document.xml'))

describe('what is no template is refused, with what is wrong and where', () => {
  test.each(BAD_TEMPLATES)('%s', async (_, bytes, says) => {
    const found = await check(bytes())
    expect(found.ok ? '收了' : found.faults.join('\n')).toContain(says)
  })
})

test('every fault is told at once, each with its place', async () => {
  const found = await check(templateOf(p('{编号}{甲}') + table(['{乙}'], ['{#签名}{丙}{/签名}'])))
  expect(found).toMatchObject({
    ok: false,
    faults: [
      expect.stringContaining('正文第 1 段：“{甲}”'),
      expect.stringContaining('正文第 1 个表格第 1 行第 1 格：“{乙}”'),
      expect.stringContaining('第 2 行第 1 格：“{丙}”不是这种文书的占位符，也不是“签名”里的'),
    ],
  })
})

test('page numbers stay fields, and a placeholder Word tore over runs is one placeholder', async () => {
  const page =
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PA</w:instrText></w:r><w:r><w:instrText>GE \\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
  const bytes = templateOf(p('第{', '编', '号}号') + page)
  expect(await check(bytes)).toMatchObject({ ok: true, used: ['编号'] })
  expect(textIn(await fillTemplate(bytes, sampleOf('D-08')))).toMatch(/^第（2026）石桥村人调字第3号号以下内容/)
})

test('a list is a paragraph or a row of a table for each of its lines', async () => {
  const bytes = templateOf(
    p('{#协议条款}') +
      p('{序号}、{内容}（{编号}）') +
      p('{/协议条款}') +
      table(['谁', '怎样'], ['{#签名}{身份}', '{姓名}{/签名}']),
  )
  expect(await check(bytes)).toMatchObject({ ok: true })
  const xml = partOf(await fillTemplate(bytes, sampleOf('D-08')), 'word/document.xml')
  expect(wordText(xml)).toContain('一、枫溪县柳河石料厂付给苗秀禾')
  expect(wordText(xml)).toContain('（（2026）石桥村人调字第3号）二、')
  expect(xml.match(/<w:tr>/g)).toHaveLength(1 + (sampleOf('D-08').rows.get('签名')?.length ?? 0))
})

test('the file a county begins with is a template of every form, and says what the sample says', async () => {
  for (const form of TEMPLATE_FORM_NAMES) {
    const bytes = await drawWord(starterPaper(form, AT))
    const found = await check(bytes, form)
    expect(found, form).toMatchObject({ ok: true })
    expect(found.ok && lackingIn(form, found.used), form).toEqual([])
    const filled = await fillTemplate(bytes, sampleOf(form))
    const said = textIn(filled) + wordText(partOf(filled, 'word/footer1.xml'))
    for (const name of found.ok ? found.used : [])
      for (const line of sampleOf(form).rows.has(name) ? [] : (sampleOf(form).texts.get(name) ?? '').split('\n'))
        expect(said, `${form} ${name}`).toContain(line)
    expect(said).not.toMatch(/[{}]/)
  }
})

/** What a paper says in whole sentences; what stands in boxes is put together anew. */
const sentencesOf = ({ content, ...rest }: PaperToDraw): string[] =>
  layOut({ content, ...rest }).blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return /^[\s　年月日]*$/.test(block.text) ? [] : [block.text]
    if (block.kind === 'clauses' || block.kind === 'list') return [...block.items]
    if (block.kind === 'table') return block.rows.map((row) => row.join(''))
    if (block.kind === 'record') return block.lines.map(({ text }) => text)
    return []
  })

test('what the sample says stands once in what a county begins with, where our own Word has it once; nothing is left over', async () => {
  for (const form of TEMPLATE_FORM_NAMES) {
    const begun = await drawWord(starterPaper(form, AT))
    for (const content of form === 'D-08' ? samplesOf(form) : samplesOf(form).slice(0, 1)) {
      const paper = { ...samplePaper(form, AT), content: drawn(content) }
      const ours = solid(textIn(await drawWord(paper)))
      const theirs = solid(textIn(await fillTemplate(begun, valuesOf(form, paper))))
      for (const it of sentencesOf(paper))
        expect(theirs.split(solid(it)).length, `${form} ${it}`).toBe(ours.split(solid(it)).length)
      expect(theirs, form).not.toContain('没有写到')
      expect(theirs, form).not.toContain('本稿用本县模板填写')
    }
  }
})

test('what follows the terms or a record is no part of them', () => {
  expect(sampleOf('D-11').texts.get('协议条款')).not.toContain('此致')
  expect(sampleOf('D-08').texts.get('履行方式时限')).not.toContain('一式')
  expect(sampleOf('D-08').texts.get('结尾文字')).toContain('一式')
})

test('what a template has no place for stands at its end, and so does what the copy is and that the time is a test', async () => {
  const paper = { ...samplePaper('D-17', AT), id: '019ab0c4', test_time: true }
  const values = valuesOf('D-17', paper)
  const bare = textIn(await fillTemplate(templateOf(p('{编号}{原来的期限}')), values))
  expect(bare).toMatch(/以下内容，本县模板没有写到：.*苗秀禾同意：口头/)
  expect(bare).not.toContain('原来的期限：')
  expect(bare).toMatch(/入卷的是系统的 PDF。系统编号 019ab0c4　.*（测试时间） 制作$/)
  // In a list that has no lines it is said to nobody.
  const hidden = textIn(await fillTemplate(templateOf(p('{#第三人}{延长}{系统编号}{制作时间}{/第三人}')), values))
  expect(hidden).toContain('延长：20 日')
  expect(hidden).toContain('系统编号 019ab0c4')
  const whole = textIn(await fillTemplate(templateOf(p('{编号}{系统编号}{制作时间}{其他栏目}')), values))
  expect(whole).not.toContain('本稿用本县模板填写')
  expect(whole.split('苗秀禾同意')).toHaveLength(2)
})

test('any text comes out as it was typed, and never as a placeholder, a field, mark-up or a formula', {
  timeout: 60_000,
}, async () => {
  // The row is read twice by the filler: the value before the list must not be read as a placeholder the second time.
  const template = templateOf(
    table(['{纠纷事实}{#协议条款}', '{内容}', '{/协议条款}']) +
      p('【{纠纷事实}】') +
      p('{#签名}{姓名}{/签名}') +
      `<w:p><w:r><w:t>{纠纷事实}</w:t><w:pict><w:txbxContent>${p('{纠纷事实}')}</w:txbxContent></w:pict></w:r></w:p>`,
  )
  expect(await check(template)).toMatchObject({ ok: true })
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '{编号}',
      '{#签名}',
      '{/}',
      '}{',
      '{',
      '<w:fldSimple w:instr="DDE"/>&lt;',
      '=1+1',
      ']]>',
      '甲\n乙',
      '\uFDD0编号\uFDD1',
      ' MERGEFIELD a ',
    ),
  )
  await fc.assert(
    fc.asyncProperty(typed, typed, typed, async (facts, clause, name) => {
      const filled = await fillTemplate(template, {
        texts: new Map([
          ['纠纷事实', facts],
          ['编号', '不该出现的编号'],
        ]),
        rows: new Map([
          ['协议条款', [new Map([['内容', clause]]), new Map([['内容', clause]])]],
          ['签名', [new Map([['姓名', name]])]],
        ]),
        ...{ said: clause.trim() === '' ? [] : [{ by: ['别处'], text: clause }], foot: '' },
      })
      const xml = partOf(filled, 'word/document.xml')
      const flat = (text: string) => writable(text).replaceAll('\n', '')
      const all = `${`${flat(facts)}${flat(clause)}`.repeat(2)}【${flat(facts)}】${flat(name)}${flat(facts).repeat(2)}`
      const left = clause.trim() === '' ? '' : `以下内容，本县模板没有写到：${flat(clause)}`
      expect(wordText(xml)).toBe(`${all}${left}`)
      expect(xml).not.toMatch(/<w:(instrText|fldSimple|fldChar|hyperlink|object)/)
      expect(xml).not.toContain('不该出现的编号')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a file with one cannot be opened
      expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\uFDD0\uFDD1]/)
    }),
    { numRuns: 80 },
  )
})

test('the samples are those of the forms as they are drawn now (node scripts/make-template-samples.ts writes them anew)', () => {
  expect(samples).toEqual(samplePapers())
})
