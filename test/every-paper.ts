import type { PaperContent } from '#domain/disputes/consequences.ts'
import { DRAWN_FORMS, type DrawnForm } from '#domain/documents/drawn-form-names.ts'
import { drawForm } from '#domain/documents/drawn-forms.ts'
import { drawn } from '#domain/documents/forms.ts'
import type { PaperToDraw } from '#server/render/lay-out.ts'
import { MADE_BY_OFFICES } from './office-papers.ts'
import { drawnFrom, type Fullness, IDS, MADE } from './paper-files.ts'

/** Which part of the file each drawn form is of. */
export const DRAWN_OF: Readonly<Record<DrawnForm, string>> = {
  'D-00': IDS.FILE,
  'D-00b': IDS.FILE,
  'D-01': IDS.APPLICANT,
  'D-04b': IDS.AGENT,
  'D-11': IDS.AGREEMENT,
  'D-14': IDS.FILE,
  'D-15': IDS.FILE,
  'D-22': IDS.APPLICANT,
  'D-23': IDS.APPLICANT,
}

type Make = (how: Fullness) => PaperContent | null
const sheets = (Object.keys(DRAWN_FORMS) as DrawnForm[]).map((form): [string, Make] => [
  form,
  (how) => drawForm(drawnFrom(how), { form, of: DRAWN_OF[form] }),
])

/** The papers of the ministry's set that this release makes or draws. */
export const OF_THE_SET: readonly [form: string, make: Make][] = [...Object.entries(MADE), ...sheets]
/** Every paper there is, each from a full and from an empty file. */
export const EVERY_PAPER: readonly [form: string, make: Make][] = [...OF_THE_SET, ...Object.entries(MADE_BY_OFFICES)]

/** The same as they are drawn; null where there is none of an empty file. */
export function toDraw(form: string, make: Make, how: Fullness): PaperToDraw | null {
  const content = make(how)
  if (!content) return null
  return {
    ...{ id: '019ab0c4-5f1e-7d3a-9b1c-0242ac120002', form: form.split(' ')[0] ?? form },
    ...{ made_at: '2026-03-02T04:00:00.000Z', test_time: false, content: drawn(content) },
  }
}
