/** The registers beside the files (domain 7, 9.5; S0-11, S0-29, S0-77, S0-150), as stored, with the words people see. */
export const REGISTERS = {
  measure: '责任清单',
  paper: '方案和制度',
  site: '示范点',
  reception: '接访下访',
} as const
export type Register = keyof typeof REGISTERS
export const REGISTER_NAMES = Object.keys(REGISTERS) as [Register, ...Register[]]

/** What a unit keeps in writing about its work. */
export const PAPER_KINDS = { plan: '工作方案', split: '任务分工', rules: '制度' } as const
export type PaperKind = keyof typeof PAPER_KINDS

/** How a leader meets people. */
export const RECEPTION_WAYS = { receive: '接访', visit_down: '下访', appointment: '约访' } as const
export type ReceptionWay = keyof typeof RECEPTION_WAYS

/** How somebody looked before she called a result done. */
export const LOOKED = { papers: '看了材料', on_site: '到现场看了', asked: '问了有关的人' } as const
export type Looked = keyof typeof LOOKED

/** What is written under an item. */
export const REGISTER_ACTS = {
  report: '登记进展',
  confirm: '核实完成',
  send_back: '退回再办',
  hold: '登记结果',
  end: '结束',
} as const
export type RegisterAct = keyof typeof REGISTER_ACTS

/** Where one line of an item stands: derived from its entries, never stored. */
export const LINE_STATES = {
  open: '正在办',
  claimed: '报了完成，等核实',
  sent_back: '退回再办',
  confirmed: '核实完成',
} as const
export type LineState = keyof typeof LINE_STATES

/** Where an item stands as a whole. */
export const ITEM_STATES = { planned: '已安排', going_on: '正在办', done: '办完了', ended: '已结束' } as const
export type ItemState = keyof typeof ITEM_STATES

/** What a list is narrowed to. */
export const REGISTER_FILTERS = {
  mine: '我要办的',
  going_on: '还在办',
  late: '过了日子的',
  waiting: '等核实的',
  over: '办完、结束的',
} as const
export type RegisterFilter = keyof typeof REGISTER_FILTERS
