import type { z } from 'zod'
import type { colleagues } from '#contract/triage.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { dutySays, mondayOf } from '#domain/organisations/duty.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { stillHere, weeksOf } from './duty.ts'
import { handlersOf } from './find-handlers.ts'

/** To whom of a unit a task can be given: by name, with what each speaks and whether she is on duty today. No ranking. */
export async function colleaguesOf(trx: Trx, unitId: number): Promise<z.input<typeof colleagues.reply>['colleagues']> {
  const today = dayIn(now())
  const [handlers, weeks] = await Promise.all([handlersOf(trx, unitId), weeksOf(trx, [unitId], mondayOf(today))])
  const known = await stillHere(
    trx,
    handlers.map(({ person_id }) => person_id),
    today,
  )
  return handlers.map(({ person_id, name, role_says }) => {
    const spoken = known.get(person_id)?.languages_says
    const duty = dutySays(weeks, { person_id, unit_id: unitId }, today)
    return {
      person_id,
      name,
      role_says,
      more_says: [...(spoken ? [`会${spoken}`] : []), ...(duty === null ? [] : [duty])],
    }
  })
}
