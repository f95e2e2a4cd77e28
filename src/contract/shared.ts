import { z } from 'zod'
import { STAGES, type Stage } from '#domain/disputes/stage.ts'
import { isWritable, UNWRITABLE_SAYS } from '#domain/identity/inputs.ts'

/** A text that is only looked up, not stored: even so nothing that no database can hold. */
export const writable = (text: z.ZodString) => text.refine(isWritable, UNWRITABLE_SAYS)

export const Instant = z.iso.datetime({ offset: true })
const isInstant = (text: string): boolean => !Number.isNaN(Date.parse(text))
const inUtc = (text: string): string => (isInstant(text) ? new Date(text).toISOString() : text)

/**
 * An instant as it is asked with: any offset, made UTC as all stored ones are. Years of four digits, so that instants compare as texts
 * and the database can hold them.
 */
export const AskedInstant = Instant.overwrite(inUtc).refine(
  (text) => !isInstant(text) || /^[1-9]\d{3}-/.test(text),
  '时间不对，请检查年份。',
)
export const Day = z.iso.date()
export const PlaceCode = z.int()
const stages = Object.keys(STAGES) as [Stage, ...Stage[]]
export const StageName = z.enum(stages)

export const UnitCard = z
  .object({ id: z.int(), name: z.string(), phone: z.string(), address: z.string(), hours: z.string() })
  .meta({ id: 'UnitCard' })
export type UnitCard = z.output<typeof UnitCard>

/** A clock as people read it: what is due, by whom, when, under which article, and whether that length is law. */
export const ClockCard = z
  .object({
    id: z.uuid(),
    rule: z.string(),
    says: z.string(),
    owed_by: z.string(),
    /** Whether an office owes it, or the party. */
    owes: z.enum(['unit', 'person', 'party']),
    started_on: Day,
    due_on: Day,
    /** Only for what is counted in hours: the instant. */
    due_at: Instant.nullable(),
    /** Days until it is due, negative when overdue; null unless it runs. */
    days_left: z.int().nullable(),
    state: z.enum(['running', 'paused', 'met', 'met_late', 'cancelled']),
    /** The day it stopped counting; null while it counts, and in lists, which show only what counts. */
    ended_on: Day.nullable(),
    nature: z.enum(['fixed', 'maximum', 'local', 'agreed']),
    length_from: z.string(),
    duty: z.array(z.string()),
    /** The holiday notice of a year it runs over is not out yet: the day may still move. */
    provisional: z.boolean(),
    /** From what and how long, in words: 自协议生效之日起 30 日. */
    length_says: z.string(),
    /** Why it is this day, in the order it is counted. */
    because: z.array(z.string()),
    /** Why it stands still; null while it runs. */
    still_because: z.string().nullable(),
    /** Where the law reads two ways: what the other reading comes to. */
    arguable: z.string().nullable(),
    /** Which version of its length it runs under, as people count them. */
    edition: z.int(),
    /** What the office was warned of, for the office alone. */
    warned: z.array(z.string()),
  })
  .meta({ id: 'ClockCard' })
export type ClockCard = z.output<typeof ClockCard>

/** What papers are made of (domain/documents/blocks.ts), fixed wording in full. */
export const PaperBlock = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('field'), label: z.string(), text: z.string() }),
    z.object({ kind: z.literal('paragraph'), text: z.string() }),
    z.object({ kind: z.literal('list'), label: z.string(), items: z.array(z.string()) }),
    z.object({ kind: z.literal('number'), text: z.string() }),
    z.object({ kind: z.literal('heading'), text: z.string() }),
    z.object({
      kind: z.literal('box'),
      caption: z.string().nullable(),
      cells: z.array(z.object({ label: z.string(), text: z.string(), wide: z.boolean().optional() })),
    }),
    z.object({ kind: z.literal('clauses'), items: z.array(z.string()) }),
    z.object({
      kind: z.literal('table'),
      head: z.array(z.string()),
      widths: z.array(z.number()),
      rows: z.array(z.array(z.string())),
    }),
    z.object({
      kind: z.literal('record'),
      lines: z.array(z.object({ who: z.string().nullable(), text: z.string() })),
    }),
    z.object({ kind: z.literal('end') }),
    z.object({
      kind: z.literal('sign'),
      lines: z.array(
        z.object({
          role: z.string(),
          names: z.array(z.string()),
          how: z.array(z.enum(['name', 'finger', 'stamp'])),
        }),
      ),
    }),
    z.object({ kind: z.literal('seal'), unit: z.string(), on: Day.nullable() }),
  ])
  .meta({ id: 'PaperBlock' })
export const Paper = z
  .object({
    id: z.uuid(),
    form: z.string(),
    made_at: Instant,
    /** Made while the product's time was set by hand for a test. */
    test_time: z.boolean(),
    content: z.object({ title: z.string(), to: z.string(), blocks: z.array(PaperBlock) }),
  })
  .meta({ id: 'Paper' })
export type Paper = z.output<typeof Paper>

/** A sheet that can be printed now, drawn from the file: which form, of whom or what. */
export const Print = z.object({ form: z.string(), of: z.uuid(), says: z.string() })

/** A limit that runs against a party: by which day, counted how; null where the day it starts is not known. */
export const RunningLimit = z.object({
  says: z.string(),
  law: z.string(),
  ends_on: Day.nullable(),
  latest_on: Day.nullable(),
  days_left: z.int().nullable(),
  because: z.array(z.string()),
  arguable: z.string().nullable(),
  provisional: z.boolean(),
})

/** One line of the story: what happened, who did it, when, by which article. */
export const StoryLine = z
  .object({
    seq: z.int(),
    step: z.string(),
    says: z.string(),
    by: z.string(),
    occurred_at: Instant,
    recorded_at: Instant,
    /** Entered after it happened (事后登记). */
    entered_later: z.boolean(),
    test_time: z.boolean(),
    law: z.array(z.string()),
    note: z.string().nullable(),
  })
  .meta({ id: 'StoryLine' })
export type StoryLine = z.output<typeof StoryLine>

export const Can = z.array(z.string())

/** What every step answers: small and without personal data. */
export const StepReply = z
  .object({
    file_id: z.uuid(),
    event_seq: z.int(),
    parts: z.array(z.object({ part: z.string(), id: z.uuid(), status: z.string(), version: z.int(), can: Can })),
  })
  .meta({ id: 'StepReply' })

export const LawfulRoute = z
  .object({
    code: z.string(),
    name: z.string(),
    fits: z.string(),
    where: z.string(),
    limit: z.string(),
    law: z.string(),
  })
  .meta({ id: 'LawfulRoute' })
