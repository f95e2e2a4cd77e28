import { z } from 'zod'
import { COLOUR_NAMES } from '#domain/ledger/colours.ts'
import { LEDGER_STATE_NAMES } from '#domain/ledger/result.ts'
import { Can, Day, Instant } from './shared.ts'

const colour = z.enum(COLOUR_NAMES)
const said = z.object({ on: Day, by: z.string(), text: z.string() })
const ended = z.object({ on: Day, by: z.string(), note: z.string() }).nullable()

export const SupervisionView = z
  .object({
    id: z.uuid(),
    status: z.string(),
    status_says: z.string(),
    unit_name: z.string(),
    by_unit_name: z.string(),
    by: z.string(),
    on: Day,
    /** The overdue duty it is about; null where the task went back and forth. */
    duty: z.object({ says: z.string(), due_on: Day }).nullable(),
    reason: z.string(),
    ask: z.string(),
    answers: z.array(z.object({ on: Day, by: z.string(), done: z.string(), next: z.string() })),
    sent_back: z.array(z.object({ on: Day, by: z.string(), because: z.string() })),
    ended,
    clock: z.uuid().nullable(),
    can: Can,
  })
  .meta({ id: 'Supervision' })
export type SupervisionView = z.output<typeof SupervisionView>

export const PackageView = z
  .object({
    id: z.uuid(),
    status: z.string(),
    status_says: z.string(),
    leader: z.string(),
    leader_post: z.string(),
    unit_name: z.string(),
    by_unit_name: z.string(),
    members: z.string(),
    because: z.string(),
    plan: z.string(),
    release_when: z.string(),
    milestones: z.array(
      z.object({
        id: z.uuid(),
        what: z.string(),
        by: Day,
        late: z.boolean(),
        done: z.object({ on: Day, by: z.string() }).nullable(),
      }),
    ),
    log: z.array(said),
    on: Day,
    by: z.string(),
    ended,
    can: Can,
  })
  .meta({ id: 'CasePackage' })
export type PackageView = z.output<typeof PackageView>

/** What leaders and supervisors see and do of one file. Of no party's doing: a colour is of a matter, a supervision of an office's duty. */
export const OversightView = z
  .object({
    ledger: z.object({
      state: z.enum(LEDGER_STATE_NAMES),
      says: z.string(),
      /** What is missing before it is struck off, in words. */
      lacking: z.array(z.string()),
    }),
    colour: z
      .object({
        colour,
        says: z.string(),
        grounds: z.array(z.string()),
        words: z.string(),
        on: Day,
        by: z.string(),
        reviewed_on: Day,
        owner: z.string(),
        conference: z.string(),
        lowered_by: z.string(),
      })
      .nullable(),
    colours_before: z.array(
      z.object({ says: z.string(), on: Day, until: Day, changed_by: z.string(), because: z.string() }),
    ),
    progress: z.array(said.extend({ next: z.string() })),
    reports: z.array(
      z.object({
        id: z.uuid(),
        at: Instant,
        by: z.string(),
        by_unit: z.string(),
        to: z.string(),
        situation: z.string(),
        measures: z.string(),
        needs: z.string(),
        received: z.object({ by: z.string(), at: Instant, note: z.string() }).nullable(),
      }),
    ),
    verified: z.object({ on: Day, by: z.string(), how: z.string(), whom: z.string(), found: z.string() }).nullable(),
    /** Duties of units that are overdue now, and tasks that went back and forth: what may be supervised. */
    overdue: z.array(
      z.object({ clock_id: z.uuid().nullable(), unit_id: z.int(), unit_name: z.string(), says: z.string() }),
    ),
    supervisions: z.array(SupervisionView),
    packages: z.array(PackageView),
  })
  .meta({ id: 'Oversight' })
export type OversightView = z.output<typeof OversightView>
