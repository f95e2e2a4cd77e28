import { z } from 'zod'
import { written } from '#domain/identity/inputs.ts'
import { BATCH_CHANNELS, MOST_LINES } from '#domain/intake/batch-rows.ts'
import { RegisterInput } from '#domain/intake/inputs.ts'
import { endpoint } from './endpoint.ts'
import { FileLine } from './lists.ts'
import { Instant, StageName } from './shared.ts'

/** A sheet of 10 MB, as base64 and with what stands around it. */
const SHEET = { largest_body: 15_000_000 } as const
const sheet = {
  /** The filled workbook, base64 of the .xlsx. */
  workbook: z.string({ error: '请选择填好的表格。' }).max(14_000_000, '文件太大了：最多 10 MB。'),
  channel: z.enum(BATCH_CHANNELS, { error: '请选择是从哪里来的。' }),
  /** Where it counts as happened where a line names no place of the unit's. */
  place_code: RegisterInput.shape.place_code,
}
const Fault = z.object({ line: z.int(), column: z.string(), says: z.string() })

/** The dry run: every line as it would be written down, what is wrong with it, and what it may be twice. Nothing is written. */
export const checkBatch = endpoint({
  id: 'check_batch',
  method: 'POST',
  path: '/api/batches/check',
  summary: '成批登记：试读表格，逐行指出错误和可能重复，不写入任何内容',
  who: ['staff'],
  ...SHEET,
  body: z.strictObject(sheet),
  reply: z
    .object({
      faults: z.array(Fault),
      total: z.int(),
      shape_says: z.string().nullable(),
      lines: z.array(
        z.object({
          line: z.int(),
          applicant: z.string(),
          other_side: z.string(),
          place: z.string(),
          what: z.string(),
          amount: z.string().nullable(),
          type_says: z.string(),
          /** What of it stands in the sheet already. */
          twice: z.array(z.string()),
          /** Files that may be the same matter, each with the reasons. */
          known: z.array(z.object({ file_id: z.uuid(), short_code: z.string(), says: z.array(z.string()) })),
        }),
      ),
      /** This very sheet was begun before: what is left of it. */
      begun: z
        .object({ batch_id: z.uuid(), number: z.string(), filed: z.int(), by: z.string(), mine: z.boolean() })
        .nullable(),
    })
    .meta({ id: 'BatchRead' }),
})

/** Writes the next lines down, each as a file of its own; the same sheet is sent again until nothing is left. */
export const fileBatch = endpoint({
  id: 'file_batch',
  method: 'POST',
  path: '/api/batches',
  summary: '成批登记：每行登记成一件，中断了再传同一张表就接着登记，不会重复',
  who: ['staff'],
  ...SHEET,
  body: z.strictObject({ ...sheet, left_out: z.array(z.int().min(2)).max(MOST_LINES).default([]) }),
  reply: z
    .object({
      batch_id: z.uuid(),
      number: z.string(),
      total: z.int(),
      filed: z.int(),
      /** Lines still to be written down: send the same sheet again. */
      left: z.int(),
    })
    .meta({ id: 'BatchFiled' }),
})

const BatchCard = z.object({
  batch_id: z.uuid(),
  number: z.string(),
  shape_says: z.string(),
  channel_says: z.string(),
  begun_at: Instant,
  filed_by: z.string(),
  total: z.int(),
  filed: z.int(),
  left_out: z.array(z.int()),
  undone: z.object({ at: Instant, because: z.string() }).nullable(),
})

export const batches = endpoint({
  id: 'batches',
  method: 'GET',
  path: '/api/batches',
  summary: '本单位成批登记过的表',
  who: ['staff'],
  reply: z.object({ batches: z.array(BatchCard) }).meta({ id: 'Batches' }),
})

export const batch = endpoint({
  id: 'batch',
  method: 'GET',
  path: '/api/batches/:batch_id',
  summary: '一批：各阶段多少件，每行的编号和阶段',
  who: ['staff'],
  params: z.strictObject({ batch_id: z.uuid() }),
  query: z.strictObject({ after: z.coerce.number().int().min(0).max(1_000_000).default(0) }),
  reply: BatchCard.extend({
    stages: z.array(z.object({ stage: StageName, says: z.string(), files: z.int() })),
    rows: z.array(z.object({ line: z.int(), file: FileLine })),
    more: z.boolean(),
    /** I wrote it down myself, and the day is not over. */
    may_undo: z.boolean(),
    may_print: z.boolean(),
  }).meta({ id: 'Batch' }),
})

/** The receipts of a sheet, for whoever wrote it down: each with the applicant's own link, while nothing has happened since. */
export const batchReceipts = endpoint({
  id: 'batch_receipts',
  method: 'GET',
  path: '/api/batches/:batch_id/receipts',
  summary: '一批的回执清单（登记的人当天打印）',
  who: ['staff'],
  params: z.strictObject({ batch_id: z.uuid() }),
  query: z.strictObject({ after: z.coerce.number().int().min(0).max(1_000_000).default(0) }),
  reply: z
    .object({
      receipts: z.array(
        z.object({
          line: z.int(),
          holder: z.string(),
          other_side: z.string(),
          short_code: z.string(),
          code: z.string(),
          received_at: Instant,
          unit_name: z.string(),
          unit_phone: z.string(),
          link: z.string(),
          link_qr_svg: z.string(),
        }),
      ),
      more: z.boolean(),
    })
    .meta({ id: 'BatchReceipts' }),
})

/** Takes back what nobody has touched since; what could not be is listed with the reason. */
export const undoBatch = endpoint({
  id: 'undo_batch',
  method: 'POST',
  path: '/api/batches/:batch_id/undo',
  summary: '撤回一批：24 小时内、登记后没有人办过的，逐件撤回并留下原因',
  who: ['staff'],
  params: z.strictObject({ batch_id: z.uuid() }),
  body: z.strictObject({ because: written(500, '请写明为什么撤回这一批（例如：选错了表）。') }),
  reply: z
    .object({
      taken_back: z.int(),
      kept: z.array(z.object({ line: z.int(), short_code: z.string(), says: z.string() })),
      left: z.int(),
    })
    .meta({ id: 'BatchUndone' }),
})

export const BATCH_QUESTIONS = [checkBatch, fileBatch, batches, batch, batchReceipts, undoBatch] as const
