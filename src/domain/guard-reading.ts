import { ENDED_TASK, type Part, partsOf } from './disputes/parts.ts'
import type { RefusalCode } from './refusals.ts'
import type { Here } from './step.ts'

/** What a guard reads of an input whose schema its rows already checked. */
export const reading = <T>(input: unknown): T => input as T

export const present = ({ parts }: Here) => partsOf(parts, 'party').filter((party) => party.status === 'present')

export const mediationOf = ({ parts }: Here, part: Part | null): Part<'mediation'> | undefined =>
  part?.part === 'mediation'
    ? part
    : part?.part === 'agreement'
      ? partsOf(parts, 'mediation').find((it) => it.id === part.facts.mediation_id)
      : undefined

export const leadTask = ({ parts }: Here) =>
  partsOf(parts, 'task').find((task) => !task.facts.assists && !ENDED_TASK.includes(task.status))

/** A party speaks for herself: naming another as the speaker would put words into her mouth. */
export function herOwnWords(partyId: string, input: unknown): RefusalCode | null {
  const said_by = reading<{ said_by?: string } | undefined>(input)?.said_by
  return said_by === undefined || said_by === partyId ? null : 'speaker_not_in_file'
}

/** As many letters of an instant as reach to the minute: people write no seconds. */
export const MINUTE = 16
