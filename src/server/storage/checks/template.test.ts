import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lackingIn, TEMPLATE_FORM_NAMES, type TemplateForm } from '#domain/documents/template-forms.ts'
import { drawWord } from '#server/render/draw-word.ts'
import { fillTemplate } from '#server/render/fill-template.ts'
import { writable } from '#server/render/printable.ts'
import { fieldsOf, samplePaper, valuesOf } from '#server/templates/fields.ts'
import samples from '#server/templates/samples.json' with { type: 'json' }
import { starterPaper } from '#server/templates/starter.ts'
import { partOf, wordText } from '#test/read-paper.ts'
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
  expect(textIn(await fillTemplate(bytes, sampleOf('D-08')))).toBe('第（2026）石桥村人调字第3号号')
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

test('any text comes out as it was typed, and never as a placeholder, a field, mark-up or a formula', {
  timeout: 60_000,
}, async () => {
  // The row is read twice by the filler: the value before the list must not be read as a placeholder the second time.
  const template = templateOf(
    table(['{纠纷事实}{#协议条款}', '{内容}', '{/协议条款}']) + p('【{纠纷事实}】') + p('{#签名}{姓名}{/签名}'),
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
        ...{ said: [{ by: ['别处'], text: clause }], foot: '' },
      })
      const xml = partOf(filled, 'word/document.xml')
      const flat = (text: string) => writable(text).replaceAll('\n', '')
      expect(wordText(xml)).toBe(`${`${flat(facts)}${flat(clause)}`.repeat(2)}【${flat(facts)}】${flat(name)}`)
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
