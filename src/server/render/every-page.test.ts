import { beforeAll, expect, test } from 'vitest'
import { apartFromKept, everyForm } from '#test/page-pictures.ts'
import { solid, textsOf } from '#test/read-paper.ts'
import { pdfDrawer } from './draw-pdf.ts'

/** What was found of every form in one go: drawing them is the dear part. */
type Found = { form: string; apart: number; pages: string[] }
const found: Found[] = []
beforeAll(async () => {
  for await (const drawn of everyForm(pdfDrawer(null)))
    found.push({
      form: drawn.form,
      apart: await apartFromKept(drawn),
      pages: (await textsOf(drawn.pdf)).map(solid),
    })
}, 120_000)

test('the pages of every form look as those kept in test/pages (node scripts/look-at-papers.ts --keep renews them)', () => {
  const other = found.filter((it) => it.apart > 0.003).map((it) => `${it.form}: ${it.apart.toFixed(4)}`)
  expect(other).toEqual([])
})

/** What stands on a page but its foot and the place of a seal. */
const said = (page: string): string => page.replace(/[DF]-\d+[a-z]?\D+019ab0c4.*$/u, '').replace('盖章处', '')

test('no page of any form is empty, or has nothing but a place for a seal', () => {
  for (const { form, pages } of found)
    for (const page of pages) {
      expect(page, form).toMatch(/第\d+页共\d+页$/)
      // A seal, its unit and its day are some thirty characters: the end of what it is set under goes with them.
      expect(said(page).length, `${form}: ${page}`).toBeGreaterThan(page.includes('盖章处') ? 50 : 20)
    }
})

test('a form that is filled in by hand bears one day, that of whoever signs it', () => {
  const of = (form: string) => found.find((it) => it.form === form)?.pages ?? []
  for (const form of ['D-00', 'D-01', 'D-04b', 'D-11', 'D-14', 'D-15', 'D-22', 'D-23'])
    expect(said(of(form).at(-1) ?? ''), form).not.toMatch(/\d日(\d\d:\d\d)?$/u)
})

test('what is left blank before a page of signatures says so', () => {
  const [talk = '', signed = ''] = found.find(({ form }) => form === 'D-07')?.pages ?? []
  expect(said(talk)).toMatch(/（本页以下空白，签名在下一页）$/)
  expect(said(signed)).toMatch(/^（以下无正文）/)
})
