import { REGISTERS, type Register } from '#domain/registers/words.ts'
import { type Column, type Printed, printedWorkbook } from '../ledger/sheet.ts'
import type { Shown } from './show.ts'

type Read = (it: Shown) => string
const fact =
  (label: string): Read =>
  ({ facts }) =>
    facts.find((it) => it.label === label)?.text ?? ''
const lines: Read = ({ lines }) =>
  lines
    .map(({ unit_name, what, due_on, state_says, late }) =>
      [unit_name, what, due_on && `最晚 ${due_on}`, state_says, late && '过了日子'].filter(Boolean).join('，'),
    )
    .join('\n')
/** As many characters as a cell of a workbook holds, one of them kept for what marks words as words (ledger/sheet.ts). */
const MOST_IN_CELL = 32_766
const EARLIER = '更早的见页面。'

/** Lines as far as they fit into a cell, the newest first. */
export function inOneCell(newest: readonly string[]): string {
  const all = newest.join('\n')
  if (all.length <= MOST_IN_CELL) return all
  let [cell, left] = ['', MOST_IN_CELL - EARLIER.length]
  for (const line of newest) {
    left -= line.length + 1
    if (left < 0) break
    cell += `${line}\n`
  }
  return cell + EARLIER
}

const entries: Read = ({ entries }) =>
  inOneCell(
    entries
      .map(
        ({ on, by, unit_name, act_says, of, text }) =>
          `${on} ${unit_name}${by}${act_says}${of && `（${of}）`}：${text}`,
      )
      .reverse(),
  )

const title = (words: string, width: number): Column<Shown> => [words, width, (it) => it.title]
const text = (words: string): Column<Shown> => [words, 48, (it) => it.text]
const of = (label: string, width: number): Column<Shown> => [label, width, fact(label)]
const STATE: Column<Shown> = ['状态', 12, (it) => `${it.state_says}${it.late ? '（过了日子）' : ''}`]
const ENTRIES: Column<Shown> = ['经过', 60, entries]

const COLUMNS: Record<Register, readonly Column<Shown>[]> = {
  measure: [
    title('条目', 10),
    text('措施'),
    of('牵头单位', 24),
    of('责任单位', 32),
    of('最晚', 14),
    of('出自', 28),
    STATE,
    ['各单位', 48, lines],
    ENTRIES,
  ],
  paper: [
    of('种类', 12),
    title('名称', 32),
    of('单位', 24),
    of('文号', 18),
    of('印发', 14),
    of('原件在', 20),
    text('说明'),
    STATE,
    ENTRIES,
  ],
  site: [title('地方', 24), text('示范什么'), of('包抓单位', 24), of('从哪天起', 14), STATE, ENTRIES],
  reception: [
    title('领导', 28),
    of('哪天', 14),
    of('在哪里', 24),
    of('安排的单位', 24),
    STATE,
    ['答应的事', 48, lines],
    ['案卷', 16, (it) => it.files.map(({ short_code }) => short_code).join('、')],
    ENTRIES,
  ],
}

/** One register as a workbook, printed as every sheet is. */
export const registerWorkbook = (kind: Register, items: readonly Shown[], printed: Printed): Promise<Buffer> =>
  printedWorkbook(REGISTERS[kind], COLUMNS[kind], items, printed, {
    title: REGISTERS[kind],
    unit: '条',
    note: '只列自己单位的和自己管的。谁来核实、谁看得到是本县约定，不是法律规定。',
  })
