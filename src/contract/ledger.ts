import { z } from 'zod'
import { COLOUR_NAMES } from '#domain/ledger/colours.ts'
import { LEDGER_STATE_NAMES, type LedgerState } from '#domain/ledger/result.ts'
import { endpoint } from './endpoint.ts'
import { FileLine, files } from './lists.ts'
import { Day, Instant } from './shared.ts'

const { before, before_id, text: _, stage: __, ...narrow } = files.query.shape
const isState = (it: string): it is LedgerState => (LEDGER_STATE_NAMES as readonly string[]).includes(it)
const filters = {
  ...narrow,
  /** Its states, one or several with commas between. */
  state: z
    .string()
    .max(120)
    .refine((text) => text.split(',').every(isState), '状态不对，请重新选择。')
    .transform((text) => text.split(',').filter(isState))
    .optional(),
  colour: z.enum(COLOUR_NAMES).optional(),
  /** Only what is supervised, or a leader's own, now. */
  mark: z.enum(['supervised', 'packaged']).optional(),
}

/** A line of the working ledger (domain 6.4): read from the file, and written nowhere else. Masked as every list is. */
export const LedgerLine = z
  .object({
    line: FileLine,
    state: z.enum(LEDGER_STATE_NAMES),
    state_says: z.string(),
    /** What is missing before it is struck off. */
    lacking: z.array(z.string()),
    colour: z.enum(COLOUR_NAMES).nullable(),
    colour_says: z.string(),
    found_on: Day,
    found_by: z.string(),
    where: z.string(),
    people: z.string(),
    people_count: z.int(),
    amount: z.string(),
    type_says: z.string(),
    wish: z.string(),
    group: z.boolean(),
    danger: z.boolean(),
    lead_unit: z.string(),
    other_units: z.string(),
    leader: z.string(),
    handler: z.string(),
    measures: z.string(),
    due_on: Day.nullable(),
    progress: z.string(),
    how: z.string(),
    result: z.string(),
    settled_on: Day.nullable(),
    why_not: z.string(),
    visits: z.string(),
    papers: z.int(),
    supervised: z.boolean(),
  })
  .meta({ id: 'LedgerLine' })
export type LedgerLine = z.output<typeof LedgerLine>

export const ledger = endpoint({
  id: 'ledger',
  method: 'GET',
  path: '/api/ledger',
  summary: '工作台账：从案卷里读出来的一件一行，按地方、类型、颜色、状态、单位、时间筛选',
  who: ['staff'],
  query: z.strictObject({ ...filters, before, before_id }),
  reply: z.object({ lines: z.array(LedgerLine), more: z.boolean() }).meta({ id: 'Ledger' }),
})

export const ledgerSheet = endpoint({
  id: 'ledger_sheet',
  method: 'GET',
  path: '/api/ledger/sheet',
  summary: '把看到的台账存成表格（xlsx），表上印着谁、什么时候、按什么条件导出、一共几件',
  who: ['staff'],
  query: z.strictObject(filters),
  reply: z
    .object({ name: z.string(), base64: z.string(), count: z.int(), more: z.boolean() })
    .meta({ id: 'LedgerSheet' }),
})

const Few = z.object({
  lines: z.array(FileLine.extend({ why: z.string() })),
  /** How many there are, up to a thousand. */
  count: z.int(),
})
/** Three questions and no wall of numbers: what may blow up, what is stuck, what keeps recurring. Each line opens its files. */
export const leadersPage = endpoint({
  id: 'leaders_page',
  method: 'GET',
  path: '/api/leaders-page',
  summary: '领导看三件事：可能出事的、卡住的、反复出现的',
  who: ['staff'],
  reply: z
    .object({
      at: Instant,
      may_blow_up: Few,
      stuck: Few,
      recurring: z.array(
        z.object({
          place: z.string(),
          place_code: z.int(),
          type: z.string(),
          says: z.string(),
          since: Day,
          files: z.array(
            z.object({ file_id: z.uuid(), short_code: z.string(), stage_says: z.string(), received_on: Day }),
          ),
          count: z.int(),
        }),
      ),
    })
    .meta({ id: 'LeadersPage' }),
})
export const LEDGER_QUESTIONS = [ledger, ledgerSheet, leadersPage] as const
