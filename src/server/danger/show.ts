import type { z } from 'zod'
import type { StaffDispute } from '#contract/disputes.ts'
import { DANGERS } from '#domain/danger/inputs.ts'
import { dangersIn } from '#domain/danger/violence.ts'
import { namesOf } from '#domain/disputes/people.ts'
import type { Here } from '#domain/step.ts'

/** What was reported of danger, for the office: never part of any reply to a party, on whichever side she is. */
export const dangersView = (
  here: Here,
  open: boolean,
  named: (name: string) => string,
): z.input<typeof StaffDispute>['dispute']['dangers'] =>
  dangersIn(here).map(({ kind, what, who, endangered, told, declined, ...it }) => ({
    id: it.id,
    kind_says: DANGERS[kind].says,
    flags: DANGERS[kind].flags,
    must: DANGERS[kind].must,
    law: [...DANGERS[kind].law],
    what: open ? what : '',
    who: open ? [namesOf(here, endangered), who].filter(Boolean).join('、') : '',
    seen_at: it.seen_at,
    at: it.at,
    by: named(it.by),
    told: told && { ...told, received_by: open ? told.received_by : '' },
    declined: declined && { ...declined, because: open ? declined.because : '' },
  }))
