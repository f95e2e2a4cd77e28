import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const code = z.string().min(16).max(64)

export const RowFault = z
  .object({ sheet: z.string(), row: z.int(), column: z.string(), says: z.string() })
  .meta({ id: 'RowFault' })

/** First start without demo: the template, a dry run that names every fault, then the county in one act. */
export const setupState = endpoint({
  id: 'setup_state',
  method: 'POST',
  path: '/api/setup/state',
  summary: '一次性设置地址是否有效',
  who: ['anyone'],
  body: z.strictObject({ code }),
  reply: z.object({ ready: z.literal(true) }),
})

export const setupCounty = endpoint({
  id: 'setup_county',
  method: 'POST',
  path: '/api/setup/county',
  summary: '上传填好的表格：试读（dry_run）或正式建立本县',
  who: ['anyone'],
  largest_body: 15_000_000,
  body: z.strictObject({
    code,
    dry_run: z.boolean(),
    /** The filled workbook, base64 of the .xlsx. */
    workbook: z.string().max(14_000_000),
  }),
  reply: z
    .object({
      faults: z.array(RowFault),
      counts: z.object({ places: z.int(), units: z.int(), people: z.int() }),
      /** Only when done: the slips to hand out, shown once. */
      slips: z.array(
        z.object({
          name: z.string(),
          sign_in_name: z.string(),
          unit_name: z.string(),
          role_says: z.string(),
          activation_code: z.string(),
        }),
      ),
      done: z.boolean(),
    })
    .meta({ id: 'SetupCounty' }),
})
