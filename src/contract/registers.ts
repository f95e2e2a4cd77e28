import { z } from 'zod'
import {
  AddMeasureInput,
  AddPaperInput,
  AddReceptionInput,
  AddSiteInput,
  ConfirmInput,
  EndItemInput,
  HoldInput,
  ReportInput,
  SendBackInput,
} from '#domain/registers/inputs.ts'
import {
  ITEM_STATES,
  type ItemState,
  LINE_STATES,
  type LineState,
  REGISTER_ACTS,
  REGISTER_FILTERS,
  REGISTER_NAMES,
  type RegisterAct,
  type RegisterFilter,
} from '#domain/registers/words.ts'
import { endpoint } from './endpoint.ts'
import { Can, Day, PlaceCode } from './shared.ts'

/** Registers of duty beside the files: measures, papers of units, demonstration sites, receptions (S0-11, S0-29, S0-77, S0-150). */

const names = <Word extends string>(of: Readonly<Record<Word, string>>) => Object.keys(of) as [Word, ...Word[]]
const Written = z.object({ on: Day, by: z.string(), unit_name: z.string() })

export const RegisterLine = z.object({
  nth: z.int(),
  unit_id: z.int(),
  unit_name: z.string(),
  what: z.string(),
  due_on: Day.nullable(),
  state: z.enum(names<LineState>(LINE_STATES)),
  state_says: z.string(),
  late: z.boolean(),
  can: Can,
})

/** One item as whoever asks sees it: what it says, who owes what of it, what was written since. */
export const RegisterItem = z
  .object({
    id: z.uuid(),
    kind: z.enum(REGISTER_NAMES),
    title: z.string(),
    text: z.string(),
    facts: z.array(z.object({ label: z.string(), text: z.string() })),
    unit_name: z.string(),
    state: z.enum(names<ItemState>(ITEM_STATES)),
    state_says: z.string(),
    late: z.boolean(),
    lines: z.array(RegisterLine),
    entries: z.array(
      Written.extend({
        nth: z.int(),
        act: z.enum(names<RegisterAct>(REGISTER_ACTS)),
        act_says: z.string(),
        line: z.int().nullable(),
        /** Whose line it is about, where there are several and it is another unit's. */
        of: z.string(),
        text: z.string(),
      }),
    ),
    /** Files looked at in a reception: those alone that who asks may see. */
    files: z.array(z.object({ file_id: z.uuid(), short_code: z.string(), stage_says: z.string() })),
    made: Written,
    can: Can,
  })
  .meta({ id: 'RegisterItem' })
export type RegisterItem = z.output<typeof RegisterItem>
export type RegisterLine = z.output<typeof RegisterLine>

const asked = z.strictObject({
  kind: z.enum(REGISTER_NAMES, { error: '请选择看哪一张清单。' }),
  only: z.enum(names<RegisterFilter>(REGISTER_FILTERS), { error: '筛选不对，请重新选择。' }).optional(),
})

export const registers = endpoint({
  id: 'registers',
  method: 'GET',
  path: '/api/registers',
  summary: '责任清单、方案和制度、示范点、接访下访：自己单位的和自己管的',
  who: ['staff'],
  query: asked,
  reply: z
    .object({
      items: z.array(RegisterItem),
      more: z.boolean(),
      may_add: z.boolean(),
      /** Where who asks works: units and places near it are offered first. */
      near: PlaceCode,
    })
    .meta({ id: 'Registers' }),
})

export const registerSheet = endpoint({
  id: 'register_sheet',
  method: 'GET',
  path: '/api/registers/sheet',
  summary: '把看到的清单存成表格（xlsx），表上印着谁、什么时候、按什么条件导出、一共几条',
  who: ['staff'],
  query: asked,
  reply: z
    .object({ name: z.string(), base64: z.string(), count: z.int(), more: z.boolean() })
    .meta({ id: 'RegisterSheet' }),
})

/** What waits for whoever asks in each register that has any: for her desk. */
export const registerDuties = endpoint({
  id: 'register_duties',
  method: 'GET',
  path: '/api/registers/duties',
  summary: '工作清单里等我办的：要登记进展的、过了日子的、等我核实的各几项',
  who: ['staff'],
  reply: z
    .object({
      duties: z.array(z.object({ kind: z.enum(REGISTER_NAMES), owed: z.int(), late: z.int(), to_look_at: z.int() })),
    })
    .meta({ id: 'RegisterDuties' }),
})

const change = { method: 'POST', who: ['staff'], reply: z.object({ id: z.uuid() }) } as const
const add = { ...change, status: 201 } as const
const params = z.strictObject({ item_id: z.uuid() })

export const addMeasure = endpoint({
  ...add,
  id: 'add_measure',
  path: '/api/registers/measures',
  summary: '责任清单：增加一条措施',
  body: AddMeasureInput,
})
export const addPaper = endpoint({
  ...add,
  id: 'add_paper',
  path: '/api/registers/papers',
  summary: '本单位的工作方案、任务分工、制度：登记一份',
  body: AddPaperInput,
})
export const addSite = endpoint({
  ...add,
  id: 'add_site',
  path: '/api/registers/sites',
  summary: '示范点：增加一处',
  body: AddSiteInput,
})
export const addReception = endpoint({
  ...add,
  id: 'add_reception',
  path: '/api/registers/receptions',
  summary: '领导接访下访：安排一次',
  body: AddReceptionInput,
})
export const reportItem = endpoint({
  ...change,
  id: 'report_item',
  path: '/api/registers/:item_id/report',
  summary: '清单：登记进展，或者报完成',
  params,
  body: ReportInput,
})
export const confirmItem = endpoint({
  ...change,
  id: 'confirm_item',
  path: '/api/registers/:item_id/confirm',
  summary: '清单：看过结果，核实完成',
  params,
  body: ConfirmInput,
})
export const sendBackItem = endpoint({
  ...change,
  id: 'send_back_item',
  path: '/api/registers/:item_id/send-back',
  summary: '清单：退回再办，写明还差什么',
  params,
  body: SendBackInput,
})
export const holdReception = endpoint({
  ...change,
  id: 'hold_reception',
  path: '/api/registers/:item_id/hold',
  summary: '接访下访：登记来了几位、反映什么、答应了什么',
  params,
  body: HoldInput,
})
export const endItem = endpoint({
  ...change,
  id: 'end_item',
  path: '/api/registers/:item_id/end',
  summary: '清单：结束一条，写明为什么',
  params,
  body: EndItemInput,
})

export const REGISTER_QUESTIONS = [
  registers,
  registerSheet,
  registerDuties,
  addMeasure,
  addPaper,
  addSite,
  addReception,
  reportItem,
  confirmItem,
  sendBackItem,
  holdReception,
  endItem,
] as const
