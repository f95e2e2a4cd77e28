import { useEffect, useState } from 'react'
import type { DutyWeek } from '#contract/duty.ts'
import { draftOf, dropDraft, keepDraft } from '../session/drafts.ts'
import { rebased, shiftsFrom, type Written, writtenFrom } from './week.ts'

/** What is tapped, and on which version: `was` is that version, so that another one can be put under the taps. */
type Draft = { version: number; was: Written; written: Written }

export const draftName = ({ unit_id, monday }: { unit_id: number; monday: string }): string =>
  `duty ${unit_id} ${monday}`

const same = (one: Written, other: Written): boolean =>
  JSON.stringify(shiftsFrom(one)) === JSON.stringify(shiftsFrom(other))

/**
 * A week being written. Taps are kept while another version comes in and while she looks at other pages; closing the window with
 * them asks first, as with every other form.
 */
export function useWeek(week: DutyWeek) {
  const name = draftName(week)
  const held = writtenFrom(week.shifts)
  const [draft, setDraft] = useState<Draft>(
    () => (draftOf(name) as Draft | undefined) ?? { version: week.version, was: held, written: held },
  )
  const [overtaken, setOvertaken] = useState(false)
  if (draft.version !== week.version) {
    const written = rebased(draft.was, draft.written, held)
    setDraft({ version: week.version, was: held, written })
    setOvertaken(!same(written, held))
  }
  const touched = !same(draft.written, draft.was)
  useEffect(() => {
    if (touched) keepDraft(name, draft)
    else dropDraft(name)
  }, [name, draft, touched])
  return {
    written: draft.written,
    touched,
    /** Somebody else changed the week while she wrote, and she has not saved or given up since. */
    overtaken: overtaken && touched,
    write: (written: Written) => setDraft({ ...draft, written }),
    giveUp: () => setDraft({ version: week.version, was: held, written: held }),
  }
}
