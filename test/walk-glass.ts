import { consentOf } from '#domain/signing/guards.ts'
import { questionOf } from '#domain/signing/question.ts'
import { type Asked, facts } from './walk-answers.ts'

/** What every edition of the walk is laid out as: the walk draws nothing. */
export const LAID = { terms_hash: 'a1'.repeat(32), pdf_hash: 'b2'.repeat(32) } as const

/** Of a text that nobody opened to sign there is no copy. */
export const NEVER_OPENED = 'd4'.repeat(32)

/** A name as somebody writes it: two lines across the field. */
export const NAME_WRITTEN = [
  [120, 80, 260, 90, 420, 84, 610, 95],
  [360, 40, 352, 130, 340, 240, 300, 330],
]

/** A signature on glass by a party; not honest: another text, another answer, an older consent, a dot. */
export function onGlass(it: Asked, partyId: string) {
  const agreement = facts('agreement', it.part)
  const right = agreement ? questionOf(agreement, partyId, LAID.terms_hash).right : 0
  const sound = {
    understood: true,
    ...LAID,
    ...{ answer: right, tries: 1, consent: consentOf(agreement?.wordings), strokes: NAME_WRITTEN },
  }
  if (it.honest) return sound
  return it.pick([
    { ...sound, terms_hash: 'c3'.repeat(32) },
    { ...sound, terms_hash: NEVER_OPENED },
    { ...sound, answer: (right + 1) % 3 },
    { ...sound, consent: sound.consent + 1 },
    { ...sound, strokes: [[5, 5]] },
  ])
}
