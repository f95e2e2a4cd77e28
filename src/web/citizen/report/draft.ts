import type { z } from 'zod'
import type { RegisterInput } from '#domain/intake/inputs.ts'
import { DISPUTE_TYPES, type DisputeType } from '#domain/triage/types.ts'
import type { Shelf } from '#web/lib/device.ts'
import { freshKey, type KeyFor, keyFor } from '#web/lib/idempotency.ts'

/** The place chosen so far, with the names on the way down to it. */
export type ChosenPlace = { code: number; names: string[] }

/** What she has written so far. Exactly as typed: trimming and judging come later. */
export type Answers = {
  your_name: string
  reach: string
  other_side: string
  place: ChosenPlace | null
  where_text: string
  what_happened: string
  wish: string
  /** The kind she tapped, if she did. */
  dispute_type: DisputeType | null
}

/** A filing not sent yet, as the device keeps it. `submission` is the key it was last sent under. */
export type Draft = { answers: Answers; submission: KeyFor | null }

export const NOTHING_WRITTEN: Answers = {
  your_name: '',
  reach: '',
  other_side: '',
  place: null,
  where_text: '',
  what_happened: '',
  wish: '',
  dispute_type: null,
}

const SHELF = 'fengqiao.draft'
const TEXTS = ['your_name', 'reach', 'other_side', 'where_text', 'what_happened', 'wish'] as const

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isPlace = (value: unknown): value is ChosenPlace =>
  isRecord(value) &&
  Number.isInteger(value.code) &&
  Array.isArray(value.names) &&
  value.names.every((name) => typeof name === 'string')

/** A draft of a release that did not ask has none; one this release does not know counts as none. */
const typeIn = (value: unknown): DisputeType | null =>
  typeof value === 'string' && Object.hasOwn(DISPUTE_TYPES, value) ? (value as DisputeType) : null

const isDraft = (value: unknown): value is Draft => {
  if (!isRecord(value) || !isRecord(value.answers)) return false
  const { answers, submission } = value
  return (
    TEXTS.every((name) => typeof answers[name] === 'string') &&
    (answers.place === null || isPlace(answers.place)) &&
    (submission === null ||
      (isRecord(submission) && typeof submission.key === 'string' && typeof submission.of === 'string'))
  )
}

export const hasAnything = (answers: Answers): boolean =>
  answers.place !== null || TEXTS.some((name) => answers[name].trim() !== '')

/** The draft kept on this device, or null when there is none worth continuing. */
export function readDraft(shelf: Shelf): Draft | null {
  const draft = shelf.read(SHELF, isDraft)
  if (!draft || !hasAnything(draft.answers)) return null
  return { ...draft, answers: { ...draft.answers, dispute_type: typeIn(draft.answers.dispute_type) } }
}

/** Whether the device really keeps it. */
export const keepDraft = (shelf: Shelf, draft: Draft): boolean => shelf.keep(SHELF, draft)
export const dropDraft = (shelf: Shelf): void => shelf.drop(SHELF)

/** What goes to the server. Without a place yet the code is 0, which the checks refuse in words. */
export function bodyOf({ place, ...texts }: Answers): z.input<typeof RegisterInput> {
  return { ...texts, place_code: place?.code ?? 0 }
}

/**
 * The draft with the key it is to be sent under. The same content keeps its key, also over a reload, so that a matter
 * whose answer was lost on the way is never filed twice.
 */
export const withKey = (draft: Draft, make: () => string = freshKey): Draft & { submission: KeyFor } => ({
  ...draft,
  submission: keyFor(draft.submission, bodyOf(draft.answers), make),
})
