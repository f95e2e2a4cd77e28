import type { Consequence } from '#domain/disputes/consequences.ts'
import type { Owing } from '#domain/disputes/parts.ts'
import { insertInto, updateOne } from '../db/connection.ts'

type Of<K extends Consequence['kind']> = Extract<Consequence, { kind: K }>

/** Who owes, as the row has it: a person beside the unit she owes it for. */
const owing = (owes: Owing) => ({
  owes_kind: 'unit' in owes ? 'unit' : 'person' in owes ? 'person' : 'party',
  owes_unit: 'unit' in owes ? owes.unit : 'person' in owes ? owes.for_unit : null,
  owes_person: 'person' in owes ? owes.person : null,
  owes_party: 'party' in owes ? owes.party : null,
})

/** As a clock that starts has it: looked at for warnings at once. */
const AT_ONCE = '1970-01-01T00:00:00.000Z'

/** The one writer of `clocks`. */
export const startClock = (fileId: string, seq: number, { kind: _, owes, ...clock }: Of<'start_clock'>) =>
  insertInto('clocks', {
    ...clock,
    file_id: fileId,
    ...owing(owes),
    start_event: seq,
    state: 'running',
    paused_days: 0,
  })

export const pauseClock = ({ id, on }: Of<'pause_clock'>) => updateOne('clocks', id, { state: 'paused', paused_on: on })

export const resumeClock = ({ id, paused_days, due_on, calendar_version }: Of<'resume_clock'>) =>
  // What it was to be told when is reckoned anew.
  updateOne('clocks', id, {
    state: 'running',
    paused_on: null,
    paused_days,
    due_on,
    calendar_version,
    look_at: AT_ONCE,
  })

export const stopClock = (seq: number, { id, as }: Of<'stop_clock'>) =>
  updateOne('clocks', id, { state: as, paused_on: null, settled_event: seq })

export const oweClock = ({ id, owes }: Of<'owe'>) => updateOne('clocks', id, owing(owes))
