import { ENDED_COMPLAINT } from '../disputes/parts.ts'
import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import type { SucceedUnit } from '../organisations/succession-inputs.ts'
import { areComplainedOf, examinerAfter, examinerOf } from './examiner.ts'
import { COMPLAINT_KINDS, type ComplaintKind, type Finding, type Measure } from './inputs.ts'

// What these guards read of an input whose schema its rows already checked.
type Said = { kind: ComplaintKind; said_by?: string }
type Answer = { finding: Finding; measures: Measure[]; again: string }
/** Conditions of complaints. Each answers with a refusal's code, or null. */
export const COMPLAINT_GUARDS = {
  /** The words are those of a party of the dispute; who writes them down says whose. */
  complaint_speaker: ({ actor, named }, input) => {
    if (input === undefined) return null
    const { said_by } = reading<Said>(input)
    const id = actor.kind === 'party' ? actor.party_id : said_by
    if (id === undefined) return 'speaker_not_named'
    return named.complained?.parties.some((it) => it.id === id) ? null : 'speaker_not_in_file'
  },
  /** She who mediated it would hold the link of whoever complains of her. */
  written_by_another: ({ actor, named }) =>
    actor.kind === 'staff' && named.complained?.mediators.includes(actor.person_id) ? 'complaint_own' : null,
  over_if_unsolved: ({ named }, input) =>
    input !== undefined && COMPLAINT_KINDS[reading<Said>(input).kind].over && !named.complained?.over
      ? 'complaint_too_early'
      : null,
  /** Nobody examines herself: where no other unit can, she is told where else to go. */
  examiner_there: ({ named }, input) =>
    input === undefined || (named.complained && examinerOf(reading<Said>(input).kind, named.complained))
      ? null
      : 'no_examiner',
  /** A unit that examines it gives way; or the one that examines it comes after a unit that is complained of. */
  complaint_goes: ({ named }, input, part) => {
    if (input === undefined || part?.part !== 'complaint') return null
    const { from_unit, unit_id } = reading<SucceedUnit>(input)
    if (from_unit === unit_id) return 'nothing_to_hand_over'
    if (part.facts.unit_id === from_unit) return null
    const comes = part.facts.unit_id === unit_id && !ENDED_COMPLAINT.includes(part.status)
    return comes && named.complained && areComplainedOf(named.complained, [from_unit, unit_id])
      ? null
      : 'nothing_to_hand_over'
  },
  another_examines: ({ named }, input, part) => {
    if (input === undefined || part?.part !== 'complaint' || !named.unit) return null
    const { kind } = part.facts
    return named.complained && examinerAfter(kind, named.complained, reading<SucceedUnit>(input), named.unit)
      ? null
      : 'no_examiner'
  },
  /** 人民调解法 十五: what is found true has a consequence. */
  measure_said: (_, input) => {
    if (input === undefined) return null
    const { finding, measures } = reading<Answer>(input)
    return finding !== 'not_upheld' && measures.length === 0 ? 'measure_missing' : null
  },
  again_said: (_, input, part) => {
    if (input === undefined || part?.part !== 'complaint') return null
    const { measures, again } = reading<Answer>(input)
    const wanted = measures.includes('goes_on')
    return wanted && (part.facts.kind !== 'not_solved' || again === '') ? 'again_not_fit' : null
  },
} as const satisfies Record<string, Guard>
