import { unlawfulInAgreement } from '#domain/agreements/unlawful.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { STAGES, stageOf } from '#domain/disputes/stage.ts'
import type { Invariant } from './invariants.ts'

/** How a dispute can end without having been dealt with: a count that leaves these out has to show them beside it. */
const APART: readonly string[] = ['merged', 'withdrawn', 'not_accepted', 'false_report']

const UNDER_WAY: readonly string[] = ['accepted', 'assigned', 'notified', 'in_session', 'suspended']
const docketsOf = (parts: readonly Part[]): string[] =>
  partsOf(parts, 'mediation').flatMap(({ facts: { docket, dockets_voided = [] } }) =>
    [...(docket ? [docket] : []), ...dockets_voided].map(({ committee, year, n }) => `${committee} ${year} ${n}`),
  )

const FIELDS = new Map<string, boolean>()
/** Whether a field would keep a fee: the fields are few, each name is read once. */
function isFee(field: string): boolean {
  const known = FIELDS.get(field) ?? /fee|price|charge|cost/.test(field)
  FIELDS.set(field, known)
  return known
}

export const NUMBER_INVARIANTS: Readonly<Record<string, Invariant>> = {
  I3_a_docket_number_is_given_once_and_never_lost: ({ before, after, moved }) => {
    if (!moved.parts.some((it) => it.part === 'mediation')) return null
    const numbers = docketsOf(after.parts)
    if (new Set(numbers).size < numbers.length) return 'a docket number was given twice'
    if (docketsOf(before.parts).some((it) => !numbers.includes(it))) return 'a docket number was lost'
    return partsOf(after.parts, 'mediation').some(
      ({ status, facts: { kind, docket, dockets_voided } }) =>
        !docket && (dockets_voided !== undefined || (UNDER_WAY.includes(status) && kind === 'peoples')),
    )
      ? 'it is mediated without a docket number'
      : null
  },
  I23_a_reminder_of_one_day_is_sent_once: ({ moved }) =>
    partsOf(moved.parts, 'obligation').some(({ facts: { reminded = [] } }) => new Set(reminded).size < reminded.length)
      ? 'reminded twice of one day'
      : null,
  I24_nothing_is_asked_for_mediating: ({ moved, consequences }) => {
    for (const it of consequences)
      if ((it.kind === 'open_part' || it.kind === 'change_facts') && Object.keys(it.facts).some(isFee))
        return 'a fee is kept'
    for (const part of partsOf(moved.parts, 'agreement')) {
      if (part.status !== 'in_effect') continue
      const { clauses, undertakings, outside_facts } = part.facts
      const [fault] = unlawfulInAgreement(clauses, undertakings, outside_facts)
      if (fault) return `in effect with ${fault.code}`
    }
    return null
  },
  I28_what_was_not_dealt_with_is_counted_apart: ({ after }) => {
    const status = partsOf(after.parts, 'dispute')[0]?.status ?? ''
    const stage = stageOf(after.parts)
    return (APART.includes(status) || APART.includes(stage)) && (stage as string) !== status
      ? `${status} is shown as ${STAGES[stage]}`
      : null
  },
}
