import { expect, test } from 'vitest'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import { drawn, FORMS } from '#domain/documents/forms.ts'
import { pdfDrawer } from '#server/render/draw-pdf.ts'
import { drawWord } from '#server/render/draw-word.ts'
import { layOut } from '#server/render/lay-out.ts'
import { inkIn, partOf, picturesOf, solid, textsOf, wordText } from './read-paper.ts'
import { newToldWorld } from './told.ts'

type Row = { id: string; form: string; made_at: Date; test_time: boolean; content: PaperContent }

test('every form the demo produces is drawn, says all it has to say, and leaves ink on every page', async () => {
  const world = await newToldWorld()
  // The longest of each form: a shorter one has nothing that it has not.
  const { rows } = await world.owner.query<Row>(
    `select distinct on (form) id, form, made_at, test_time, content from papers
     order by form, length(content::text) desc, id`,
  )
  expect(rows.length).toBeGreaterThan(40)
  const drawer = pdfDrawer(null)
  for (const { made_at, content, ...row } of rows) {
    expect(Object.keys(FORMS)).toContain(row.form)
    const paper = { ...row, made_at: new Date(made_at).toISOString(), content: drawn(content) }
    const pdf = drawer.draw(paper)
    const said = solid((await textsOf(pdf)).join(''))
    const word = solid(wordText(partOf(await drawWord(paper), 'word/document.xml')))
    expect(said, row.form).toContain(solid(content.title))
    expect(said, row.form).not.toContain('〔U+')
    // A text may go over the end of a page, with the line at its foot in between: its beginning and its end are there.
    for (const text of textsIn(layOut(paper).blocks)) {
      expect(said, row.form).toContain(solid(text).slice(0, 8))
      expect(said, row.form).toContain(solid(text).slice(-8))
      expect(word, row.form).toContain(solid(text))
    }
    for (const page of await picturesOf(pdf, 300))
      expect(inkIn(page, [0.1, 0.05, 0.9, 0.9]), row.form).toBeGreaterThan(0.0005)
  }
})

/** All words of a paper that both renderers print as they are. */
function textsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return ['kind', 'how', 'how_says'].includes(key) ? [] : [value].filter(Boolean)
  if (Array.isArray(value)) return value.flatMap((it) => textsIn(it, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, it]) => textsIn(it, name))
}
