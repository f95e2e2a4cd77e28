import type { z } from 'zod'
import type { TriageView } from '#contract/triage.ts'
import type { TriageRecord } from '#domain/disputes/parts.ts'
import type { Here } from '#domain/step.ts'
import { PROFESSIONAL_FIELDS, TRIAGE_FLAGS } from '#domain/triage/flags.ts'
import { MATRICES } from '#domain/triage/matrix.ts'
import { propose } from '#domain/triage/propose.ts'
import { type MatrixVersion, type RouteCode, TRIAGE_ROUTES, TriageFactsInput } from '#domain/triage/types.ts'
import { shownGuess } from './guess.ts'

const routeSays = (route: string): string =>
  route === 'peoples_mediation'
    ? '人民调解'
    : route === 'judicial_confirmation'
      ? '司法确认'
      : (TRIAGE_ROUTES[route as RouteCode] ?? route)
const withWords = <T extends { route: string }>(list: readonly T[]) =>
  list.map((it) => ({ ...it, route_says: routeSays(it.route) }))

/** The stored facts of a record, where this release still knows all its questions and its matrix. */
function readRecord(record: TriageRecord | undefined) {
  const facts = record && TriageFactsInput.safeParse(record.facts)
  return record && facts?.success && record.matrix_version in MATRICES ? { record, facts: facts.data } : null
}

/** The limits that run against who asked, from the facts the rules were given, counted to today; none where none were. */
export function limitsToday(here: Here, given: TriageRecord | undefined): z.input<typeof TriageView>['limits'] {
  const read = readRecord(given)
  if (!read) return []
  const at = { today: here.today, units: read.record.units, calendar: here.calendar }
  const { limits } = propose(read.facts, at, read.record.matrix_version as MatrixVersion)
  return limits.map((limit) => ({ ...limit, because: [...limit.because] }))
}

/** The changes without an answer about a language; what was written of one that was, goes with it. */
const withoutLanguages = (changes: NonNullable<TriageRecord['changes']>): typeof changes =>
  changes.flatMap((change) => {
    const answers = change.answers.filter(({ fact }) => fact !== 'languages')
    if (answers.length === 0) return []
    return answers.length === change.answers.length ? [change] : [{ ...change, because: '', answers }]
  })

/**
 * What the rules answered, computed once more from the stored facts, units, day and version; null where they were never asked, or
 * where the facts are of a release that knew other questions. What somebody speaks, or that she signs, is told only to whom the file
 * lies `open`, as who stands beside her is (0045): to others the rules answer as if it had not been said.
 */
export function triageView(
  here: Here,
  given: TriageRecord | undefined,
  open: boolean,
): z.input<typeof TriageView> | null {
  const read = readRecord(given)
  if (!read) return null
  const { record } = read
  const facts = open ? read.facts : { ...read.facts, languages: [] }
  const changes = open ? (record.changes ?? []) : withoutLanguages(record.changes ?? [])
  const answer = propose(
    facts,
    { today: record.asked_on, units: record.units, calendar: here.calendar },
    record.matrix_version as MatrixVersion,
  )
  return {
    asked_on: record.asked_on,
    matrix_version: record.matrix_version,
    facts,
    row_says: answer.row.says,
    route: answer.route,
    route_says: routeSays(answer.route),
    unit: answer.unit,
    unit_for: [...answer.unit_for],
    unit_against: [...answer.unit_against],
    unit_also: answer.unit_also.map((it) => ({
      unit: it.unit,
      speaks_for: [...it.for],
      speaks_against: [...it.against],
    })),
    reasons: [...answer.reasons],
    preconditions: [...answer.preconditions],
    limits: answer.limits.map((limit) => ({ ...limit, because: [...limit.because] })),
    alternatives: withWords(answer.alternatives),
    exclusions: withWords(answer.exclusions),
    go_to_court_directly: answer.go_to_court_directly,
    court: answer.court,
    urgent: answer.urgent,
    urgent_says: [...answer.urgent_says],
    lead_department: answer.lead_department,
    flags: answer.flags.map((flag) => ({ flag, says: TRIAGE_FLAGS[flag] })),
    fields: answer.fields.map((field) => PROFESSIONAL_FIELDS[field]),
    suit: answer.suit,
    ask: [...answer.ask],
    changes: changes.map(({ answers, ...change }) => ({
      ...change,
      answers: answers.map(({ asks, before, after }) => ({ asks, before, after })),
    })),
    guess: guessView(record),
  }
}

/** The guess as it was kept, beside the type that a person gave. */
function guessView({ guess, facts }: TriageRecord): z.input<typeof TriageView>['guess'] {
  if (!guess) return null
  const shown = guess.topics.map(shownGuess)
  return {
    version: guess.version,
    topics: shown.map(({ says, type_says, words }) => ({ says, type_says, words })),
    fits: shown.some(({ dispute_type }) => dispute_type === facts.dispute_type),
  }
}
