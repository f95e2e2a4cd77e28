import type { z } from 'zod'
import type { SealedView } from '#contract/sealed.ts'
import { type Part, partsOf, type SessionNote } from '#domain/disputes/parts.ts'
import { opensNote, opensSession } from '#domain/sealed/who-opens.ts'
import type { Here } from '#domain/step.ts'

type View = z.input<typeof SealedView>
const line = ({ id, by, at }: SessionNote) => ({ id, by, at })

/**
 * The sealed notes of a file: to those who handle it, how many there are; to those who may open them, also who wrote each and when.
 * What a note is about, and what it says, stands on no page.
 */
export function sealedView(here: Here, open: boolean): View {
  const all = partsOf(here.parts, 'dispute')[0]?.facts.sealed_notes ?? []
  const mine = all.filter((note) => opensNote(here, note))
  return { count: open ? all.length : mine.length, notes: mine.map(line) }
}

/** The same of the sessions of a counselling. */
export function sessionNotesView(here: Here, referral: Part<'referral'>): View {
  const all = referral.facts.session_notes ?? []
  return { count: all.length, notes: all.filter((note) => opensSession(here, referral, note)).map(line) }
}

/** A page cut down to what its reader may open herself: how many others there are is nothing to her. */
export const onlyHers = ({ notes }: View): View => ({ count: notes.length, notes })
export const NONE_SEALED: View = { count: 0, notes: [] }
