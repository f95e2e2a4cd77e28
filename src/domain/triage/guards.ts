import { partsOf } from '../disputes/parts.ts'
import type { Guard } from '../guards.ts'
import { changedAnswers } from './changed.ts'
import type { TriageFacts } from './types.ts'

const reading = <T>(input: unknown): T => input as T

export const TRIAGE_GUARDS = {
  /** Whoever answers otherwise than was answered before says why: what a person changed, and why, is kept. */
  change_explained: ({ parts }, input) => {
    if (input === undefined) return null
    const before = partsOf(parts, 'dispute')[0]?.facts.triage
    if (!before) return null
    const { because, ...facts } = reading<TriageFacts & { because: string }>(input)
    return because === '' && changedAnswers(before.facts, facts).length > 0 ? 'change_not_explained' : null
  },
} satisfies Record<string, Guard>
