import type { z } from 'zod'
import type { colleagues } from '#contract/triage.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { DUTY_SAYS } from '#domain/organisations/duty.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { dutiesOf } from './duty.ts'
import { upwards } from './find.ts'
import { handlersOf } from './find-handlers.ts'
import { standingAt } from './stand.ts'

/** To whom of a unit a task can be given: by name, with what each speaks and whether she is on duty today. No ranking. */
export async function colleaguesOf(
  trx: Trx,
  unit: { unit_id: number; place_code: number },
): Promise<z.input<typeof colleagues.reply>['colleagues']> {
  const { unit_id, place_code } = unit
  const today = dayIn(now())
  const handlers = await handlersOf(trx, unit_id)
  const here = await standingAt(trx, handlers, today)
  const duty = await dutiesOf(trx, handlers, upwards(place_code), today)
  return handlers.map(({ person_id, name, role_says }) => {
    const spoken = here({ unit_id, person_id })?.languages_says
    const says = DUTY_SAYS[duty({ unit_id, person_id })]
    return {
      person_id,
      name,
      role_says,
      more_says: [...(spoken ? [`会${spoken}`] : []), ...(says === null ? [] : [says])],
    }
  })
}
