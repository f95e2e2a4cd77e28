/**
 * 把文书画成 PDF 和图片来看。用法：
 * DATA_DIR=./data node scripts/look-at-papers.ts <文件夹>　演示县的全部文书
 * node scripts/look-at-papers.ts --forms <文件夹>　每种文书各一份，从填满的和从空的案卷画
 * node scripts/look-at-papers.ts --keep　重画 test/papers 里的小样和 test/pages 里每种文书的小图
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import { drawn } from '#domain/documents/forms.ts'
import { pdfDrawer } from '#server/render/draw-pdf.ts'
import { drawWord } from '#server/render/draw-word.ts'
import { EVERY_PAPER, toDraw } from '#test/every-paper.ts'
import { keepPictures } from '#test/page-pictures.ts'
import { EMPTY, EVERY_KIND, paperOf } from '#test/papers.ts'
import { picturesOf, pngOf } from '#test/read-paper.ts'
import { withDatabase } from './with-database.ts'

const KEPT = join(import.meta.dirname, '../test/papers')
const drawer = pdfDrawer(process.env.FONT_DIR?.trim() || null)

async function keep(): Promise<void> {
  mkdirSync(KEPT, { recursive: true })
  for (const [name, blocks] of [
    ['every-kind', EVERY_KIND],
    ['empty', EMPTY],
  ] as const) {
    const pages = await picturesOf(drawer.draw(paperOf(blocks, { to: '苗秀禾、王建国' })), 400)
    for (const [nth, page] of pages.entries()) writeFileSync(join(KEPT, `${name}-${nth + 1}.png`), await pngOf(page))
  }
}

type Row = { id: string; form: string; made_at: Date; test_time: boolean; content: PaperContent }

async function look(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const rows = await withDatabase(
    async (client) =>
      (await client.query<Row>('select id, form, made_at, test_time, content from papers order by form, id')).rows,
  )
  const seen = new Map<string, number>()
  for (const { made_at, content, ...row } of rows) {
    const paper = { ...row, made_at: new Date(made_at).toISOString(), content: drawn(content) }
    const nth = (seen.get(row.form) ?? 0) + 1
    seen.set(row.form, nth)
    const name = join(folder, `${row.form} ${content.title} ${nth}`)
    const pdf = drawer.draw(paper)
    writeFileSync(`${name}.pdf`, pdf)
    // Of each form the first few are looked at; the rest are alike.
    if (nth > 1) continue
    writeFileSync(`${name}.docx`, await drawWord(paper))
    const pages = await picturesOf(pdf, 900)
    for (const [page, picture] of pages.entries()) writeFileSync(`${name} 第${page + 1}页.png`, await pngOf(picture))
  }
  console.log(`${rows.length} 份文书，${seen.size} 种，画在 ${folder}`)
}

async function forms(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const how of ['full', 'empty'] as const)
    for (const [form, make] of EVERY_PAPER) {
      const paper = toDraw(form, make, how)
      if (!paper) continue
      const name = join(folder, `${form}-${how}`)
      const pdf = drawer.draw(paper)
      writeFileSync(`${name}.pdf`, pdf)
      writeFileSync(`${name}.docx`, await drawWord(paper))
      const pages = await picturesOf(pdf, 900)
      for (const [page, picture] of pages.entries()) writeFileSync(`${name}-${page + 1}.png`, await pngOf(picture))
    }
}

const [asked, where] = process.argv.slice(2)
if (asked === '--keep') {
  await keep()
  await keepPictures(drawer)
} else if (asked === '--forms' && where) await forms(where)
else if (asked) await look(asked)
else {
  console.error('用法：DATA_DIR=./data node scripts/look-at-papers.ts <文件夹> | --forms <文件夹> | --keep')
  process.exit(2)
}
