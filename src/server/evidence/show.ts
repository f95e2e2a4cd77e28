import type { z } from 'zod'
import type { EvidenceFileView, EvidenceView, MyEvidence } from '#contract/evidence.ts'
import { canTake } from '#domain/decide.ts'
import { type Part, partsOf, STATUSES } from '#domain/disputes/parts.ts'
import { namesOf } from '#domain/disputes/people.ts'
import type { EvidenceFile } from '#domain/evidence/facts.ts'
import { hasOriginal } from '#domain/evidence/guards.ts'
import { partySeesEvidence, staffOpensEvidence, staffReadsEvidence } from '#domain/evidence/who-sees.ts'
import { COMPARED, EVIDENCE_FORMS, FILE_KINDS, LEAVE_GIVEN, SHOWN_HOW } from '#domain/evidence/words.ts'
import type { Here } from '#domain/step.ts'
import { OFFERED } from '#domain/table.ts'

type Evidence = Part<'evidence'>

const fileView = ({ upload_id: _, ...file }: EvidenceFile): z.input<typeof EvidenceFileView> => ({
  ...file,
  kind_says: FILE_KINDS[file.kind].says,
})

/** What anybody who knows of an item reads of it; its words and its file only where she may. */
function told(here: Here, it: Evidence, reads: { words: boolean; file: boolean }) {
  // What somebody wrote about it tells of it as its own words do.
  const noted = (text: string): string => (reads.words ? text : '')
  const { what, source, proves, form, pages, copies, at, in_confidence, file, checked, returned, ended } = it.facts
  return {
    id: it.id,
    status: it.status,
    status_says: STATUSES.evidence[it.status],
    ...(reads.words ? { what, source, proves } : { what: '', source: '', proves: '' }),
    form,
    form_says: EVIDENCE_FORMS[form],
    pages,
    copies,
    at,
    in_confidence,
    file: reads.file && file ? fileView(file) : null,
    checked: checked && {
      at: checked.at,
      by: checked.by,
      result_says: COMPARED[checked.result],
      note: noted(checked.note),
    },
    returned: returned && { ...returned, note: noted(returned.note) },
    ended: ended && { ...ended, because: noted(ended.because) },
    can: canTake(OFFERED, here, it),
  }
}

/** The list of evidence for the office: nothing to who does not handle the file; what was given in confidence stands without its words. */
export const evidenceView = (here: Here, open: boolean): z.input<typeof EvidenceView>[] =>
  open
    ? partsOf(here.parts, 'evidence').map((it) => {
        const opens = staffOpensEvidence(here, it, open)
        const { number, provider, by, shown } = it.facts
        return {
          // What was withdrawn is kept, and nobody reads it any more; of what is void, whoever could read it.
          ...told(here, it, { words: it.status !== 'withdrawn' && staffReadsEvidence(here, it, open), file: opens }),
          version: it.version,
          number,
          provider,
          provider_name: provider === null ? '本单位收集' : namesOf(here, [provider]),
          by,
          opens: opens && it.facts.file !== null,
          has_original: hasOriginal(it.facts),
          shown: shown.map(({ to, how, at, by: who, agreed }) => ({
            to: to.map((id) => namesOf(here, [id])),
            how_says: SHOWN_HOW[how],
            at,
            by: who,
            agreed_says: agreed && `${agreed.by}同意（${LEAVE_GIVEN[agreed.how]}）`,
          })),
        }
      })
    : []

/** Hers and what was shown to her: of anything else a party does not even hear that it is there. */
export const myEvidence = (here: Here, me: string): z.input<typeof MyEvidence>[] =>
  partsOf(here.parts, 'evidence').flatMap((it) => {
    const { there, opens } = partySeesEvidence(it, me)
    if (!there) return []
    const { provider, shown } = it.facts
    const mine = provider === me
    const line = told(here, it, { words: true, file: opens })
    return [
      {
        ...line,
        // How it was compared with another's original, and to whom that went back, is between him and the office.
        ...(mine ? {} : { checked: null, returned: null, in_confidence: false }),
        mine,
        from_whom: provider === null ? '调解组织收集' : namesOf(here, [provider]),
        opens: opens && it.facts.file !== null,
        shown: shown
          .filter(({ to }) => mine || to.includes(me))
          .map(({ to, how, at }) => ({
            to: (mine ? to : [me]).map((id) => namesOf(here, [id])),
            how_says: SHOWN_HOW[how],
            at,
          })),
      },
    ]
  })
