import { partsOf, type TaskFacts, type TriageRecord } from '../disputes/parts.ts'
import { LanguagesInput, MOST_LANGUAGES } from '../organisations/languages.ts'
import type { Here } from '../step.ts'
import { changedAnswers } from './changed.ts'
import { type TriageFacts, TriageFactsInput } from './types.ts'

/** So many times answers were changed is told on the file; every one of them stays in its events. */
const CHANGES_TOLD = 10

/**
 * Whoever does not handle the file is not shown what somebody speaks (0045): what was answered before stays with her answers, so that
 * nothing is taken back that she could not see.
 */
export function withLanguagesKept<F extends Pick<TriageFacts, 'languages'>>(
  here: Pick<Here, 'actor' | 'file' | 'parts'>,
  facts: F,
): F {
  const { actor, file, parts } = here
  const handles =
    actor.kind === 'staff' &&
    (actor.unit_id === file?.responsible_unit ||
      partsOf(parts, 'task').some((task) => task.facts.unit_id === actor.unit_id && task.status !== 'returned'))
  const before = TriageFactsInput.safeParse(partsOf(parts, 'dispute')[0]?.facts.triage?.facts)
  if (handles || !before.success || before.data.languages.length === 0) return facts
  const all = [...before.data.languages, ...facts.languages]
  return { ...facts, languages: LanguagesInput.parse([...new Set(all)].slice(0, MOST_LANGUAGES)) }
}

/** What was answered otherwise this time, by whom and why, after what was before; nothing is taken away. */
export function changesKept(
  here: Here,
  before: TriageRecord | undefined,
  facts: TriageFacts,
  because: string,
): NonNullable<TriageRecord['changes']> {
  const kept = before?.changes ?? []
  const answers = before ? changedAnswers(before.facts, facts) : []
  const by = here.actor.kind === 'staff' ? here.actor.name : ''
  return answers.length === 0 ? kept : [...kept, { on: here.today, by, because, answers }].slice(-CHANGES_TOLD)
}

/** What the rules proposed where a person decides otherwise: kept beside why she did. */
export function insteadOf(
  record: TriageRecord | undefined,
  decided: { route: string; unit_id: number; assists: boolean },
): Pick<TaskFacts, 'instead_of'> {
  if (!record || decided.assists) return {}
  const { route, unit_id, units } = record
  if (route === decided.route && (unit_id === null || unit_id === decided.unit_id)) return {}
  return { instead_of: { route, unit_name: units.find(({ id }) => id === unit_id)?.name ?? null } }
}
