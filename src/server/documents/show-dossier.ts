import type { z } from 'zod'
import type { DossierView } from '#contract/dossier.ts'
import type { Paper } from '#contract/shared.ts'
import { dossierOf } from '#domain/documents/dossier.ts'
import { printsOf } from '#domain/documents/drawn-forms.ts'
import { takesWhole } from '#domain/documents/who-takes.ts'
import type { Here } from '#domain/step.ts'

/** The dossier meter as the file's page shows it, each row with the sheets that can be printed for it. */
export function dossierView(
  here: Here,
  papers: readonly { paper: z.input<typeof Paper> }[],
): z.input<typeof DossierView> {
  const prints = printsOf(here)
  const { rows, ...counts } = dossierOf({
    here,
    papers: papers.map(({ paper }) => ({ ...paper, title: paper.content.title })),
  })
  return {
    ...counts,
    can_take: takesWhole(here.actor, here),
    rows: rows.map((row) => ({
      ...row,
      papers: row.papers.map(({ id }) => id),
      prints: prints.filter(({ form }) => form === row.code),
    })),
  }
}
