import type { PaperContent } from '#domain/disputes/consequences.ts'
import { DRAWN_FORMS, type DrawnForm } from '#domain/documents/drawn-form-names.ts'
import { drawForm } from '#domain/documents/drawn-forms.ts'
import { TEMPLATE_FORM_NAMES } from '#domain/documents/template-forms.ts'
import { drawnFrom, type Fullness, IDS, MADE } from './paper-files.ts'
import { CLERK } from './parts.ts'

const isDrawn = (form: string): form is DrawnForm => form in DRAWN_FORMS
const OF = { file: IDS.FILE, party: IDS.APPLICANT, agent: IDS.AGENT, agreement: IDS.AGREEMENT }
const HOW: Fullness[] = ['full', 'empty']

/** A paper of each form a county may have a template of, from a full and an empty file: what the page of templates shows as an example. */
export function samplePapers(): Record<string, PaperContent[]> {
  const made = TEMPLATE_FORM_NAMES.map((form) => {
    const papers = HOW.map((how) => {
      if (isDrawn(form)) return drawForm(drawnFrom(how), { form, of: OF[DRAWN_FORMS[form].of] })
      return MADE[form]?.(how) ?? null
    })
    // What is laid out to be signed says more than what is in effect.
    if (form === 'D-08') papers.push(MADE['D-08 签字稿']?.('full') ?? null)
    return [form, papers.filter((it) => it !== null)] as const
  })
  // The people of the tests' county have names by their rooms; on a page of the product they have names.
  return JSON.parse(JSON.stringify(Object.fromEntries(made)).replaceAll(CLERK.name, '岑素文'))
}
