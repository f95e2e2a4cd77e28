import { z } from 'zod'
import { faultsOfPattern } from '#domain/documents/docket.ts'
import { written } from '#domain/identity/inputs.ts'
import { Reason } from '#domain/organisations/inputs.ts'
import { endpoint } from './endpoint.ts'
import { Day, Instant } from './shared.ts'

/** The register book of docket numbers (D-21 案件登记簿), one a committee and year, and how its numbers are written. */

/** One number: what stands in the book beside it, as whoever asks may see the file. */
export const DocketLine = z
  .object({
    n: z.int(),
    no: z.string(),
    on: Day,
    file_id: z.uuid(),
    short_code: z.string(),
    people: z.string(),
    type_says: z.string(),
    source_says: z.string(),
    result_says: z.string(),
    closed_on: Day.nullable(),
    voided: z.object({ on: Day, because: z.string() }).nullable(),
  })
  .meta({ id: 'DocketLine' })
export type DocketLine = z.output<typeof DocketLine>

const asked = z.strictObject({
  committee: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  year: z.coerce.number().int().min(2000).max(2999).optional(),
})

export const docketBook = endpoint({
  id: 'docket_book',
  method: 'GET',
  path: '/api/docket-book',
  summary: '案件登记簿：一个调委会一年的卷号，作废的写明理由，看不到的案卷只留号',
  who: ['staff'],
  query: asked.extend({
    /** Numbers below this one: the page after. */
    before: z.coerce.number().int().min(1).max(1_000_000).optional(),
  }),
  reply: z
    .object({
      /** The books whoever asks may open: those of committees in the area of her post. */
      books: z.array(z.object({ committee: z.int(), name: z.string(), year: z.int(), last: z.int() })),
      book: z.object({ committee: z.int(), name: z.string(), year: z.int(), last: z.int() }).nullable(),
      lines: z.array(DocketLine),
      more: z.boolean(),
      voided: z.int(),
      /** Numbers of files that who asks may not see. */
      unseen: z.int(),
      /** How the numbers run, in one sentence. */
      says: z.string(),
    })
    .meta({ id: 'DocketBook' }),
})
export type DocketBook = z.output<(typeof docketBook)['reply']>

export const docketSheet = endpoint({
  id: 'docket_sheet',
  method: 'GET',
  path: '/api/docket-book/sheet',
  summary: '把案件登记簿存成表格（xlsx），表上印着谁、什么时候、哪一本、一共几条',
  who: ['staff'],
  query: asked,
  reply: z
    .object({ name: z.string(), base64: z.string(), count: z.int(), more: z.boolean() })
    .meta({ id: 'DocketSheet' }),
})

const PatternLine = z.object({
  version: z.int(),
  pattern: z.string(),
  /** Null for what came with the program. */
  from_on: Day.nullable(),
  because: z.string(),
  at: Instant.nullable(),
  by: z.string(),
  unit_name: z.string(),
})

export const docketPattern = endpoint({
  id: 'docket_pattern',
  method: 'GET',
  path: '/api/docket-pattern',
  summary: '卷号的写法：现在的、各版和理由',
  who: ['staff'],
  reply: z
    .object({
      pattern: z.string(),
      /** The newest there is: what a change is made on top of. */
      version: z.int(),
      history: z.array(PatternLine),
      may_change: z.boolean(),
    })
    .meta({ id: 'DocketPattern' }),
})
export type DocketPattern = z.output<(typeof docketPattern)['reply']>

export const ChangePatternInput = z.strictObject({
  pattern: written(80, '请写卷号的写法。').superRefine((text, check) => {
    for (const message of faultsOfPattern(text)) check.addIssue({ code: 'custom', message })
  }),
  from_on: z.iso.date('请选择从哪天起用。'),
  reason: Reason,
  base_version: z.int().min(0),
})

export const changeDocketPattern = endpoint({
  id: 'change_docket_pattern',
  method: 'POST',
  path: '/api/docket-pattern',
  summary: '改卷号的写法：写明理由和从哪天起；已经编出的号不变',
  who: ['staff'],
  body: ChangePatternInput,
  reply: z.object({ id: z.string(), notes: z.array(z.string()) }),
})

export const DOCKET_QUESTIONS = [docketBook, docketSheet, docketPattern, changeDocketPattern] as const
