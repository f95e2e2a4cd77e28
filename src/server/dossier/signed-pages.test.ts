import { expect, test } from 'vitest'
import type { PaperOfStep } from '#domain/documents/volume.ts'
import type { ReturnedPaper } from '#domain/returned/facts.ts'
import * as one from '#test/parts.ts'
import { uuid } from '#test/world-of-rules.ts'
import { signedPagesOf } from './signed-pages.ts'

const AGREEMENT = one.agreement('in_effect')
const paper = (id: string, form: PaperOfStep['form'], part_id: string) =>
  ({ id, form, part_id, opened_agreement: null }) as PaperOfStep
const came = (id: string, pages: number[], edition: number | null = AGREEMENT.facts.edition): ReturnedPaper => ({
  ...{ id: uuid(80), paper_id: id, part_id: AGREEMENT.id, form: 'D-08', title: '人民调解协议书', edition, of: 2 },
  ...{
    content_hash: '',
    hands: [],
    note: '',
    at: '2026-03-02T01:00:00.000Z',
    by: { person_id: uuid(5), name: '苗秀禾' },
  },
  pages: pages.map((page) => ({
    ...{ page, how: 'by_code' as const, nth: page },
    file: {
      upload_id: uuid(90),
      name: '扫描.pdf',
      kind: 'pdf' as const,
      size: 1,
      sha256: 'ab'.repeat(32),
      previews: 2,
    },
  })),
})
const signed = (returned: ReturnedPaper[], of: PaperOfStep) =>
  signedPagesOf({ parts: [one.dispute('open', { returned_papers: returned }), AGREEMENT] }, of).map(({ says }) => says)

test('an agreement in effect has the pages behind it on which it was signed, of that edition alone', () => {
  const inEffect = paper(uuid(71), 'D-08', AGREEMENT.id)
  expect(signed([came(uuid(70), [1, 2])], inEffect)).toEqual(['签好的第 1 页', '签好的第 2 页'])
  expect(signed([came(uuid(70), [1], AGREEMENT.facts.edition + 1)], inEffect)).toEqual([])
})

test('another paper has its own pages and nobody else’s', () => {
  expect(signed([came(uuid(70), [1, 2])], paper(uuid(70), 'D-07', uuid(60)))).toEqual([
    '签好的第 1 页',
    '签好的第 2 页',
  ])
  expect(signed([came(uuid(70), [1, 2])], paper(uuid(72), 'D-07', AGREEMENT.id))).toEqual([])
})
