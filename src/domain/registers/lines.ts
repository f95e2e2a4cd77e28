import type { Day } from '../clocks/calendar.ts'
import type {
  ConfirmBody,
  HoldBody,
  MeasureBody,
  PaperBody,
  ReceptionBody,
  ReportBody,
  SaidBody,
  SiteBody,
} from './inputs.ts'
import type { ItemState, LineState, RegisterFilter } from './words.ts'

type About =
  | { kind: 'measure'; body: MeasureBody }
  | { kind: 'paper'; body: PaperBody }
  | { kind: 'site'; body: SiteBody }
  | { kind: 'reception'; body: ReceptionBody }
/** An item as it was written down: whose it is, in whose area it lies, for which place it was laid down, by whom. */
export type Item = About & { unit_id: number; place_code: number; laid_by: number; by_person: string }

/** What was written under it since, in order. */
export type Entry = { line: number | null; on: Day; by_person: string } & (
  | { act: 'report'; body: ReportBody }
  | { act: 'confirm'; body: ConfirmBody }
  | { act: 'send_back' | 'end'; body: SaidBody }
  | { act: 'hold'; body: HoldBody }
)

/** What one unit owes of an item. */
export type Line = {
  nth: number
  unit_id: number
  what: string
  due_on: Day | null
  state: LineState
  /** The day is over and nobody said it was done: read from the day, stored nowhere. */
  late: boolean
}

type Owed = Pick<Line, 'unit_id' | 'what' | 'due_on'>

const held = (entries: readonly Entry[]): HoldBody | undefined =>
  entries.flatMap((it) => (it.act === 'hold' ? [it.body] : []))[0]

/** Who owes what of it: each unit its part of a measure, the unit its paper, each promise of a reception; a site owes nothing. */
function owedOf(item: Item, entries: readonly Entry[]): Owed[] {
  switch (item.kind) {
    case 'measure':
      return [item.unit_id, ...item.body.units.filter((id) => id !== item.unit_id)].map((unit_id, nth) => ({
        unit_id,
        what: nth === 0 ? '牵头' : '责任',
        due_on: item.body.due_on,
      }))
    case 'paper':
      return [{ unit_id: item.unit_id, what: '', due_on: null }]
    case 'site':
      return []
    case 'reception':
      return (held(entries)?.promises ?? []).map(({ unit_id, what, by }) => ({ unit_id, what, due_on: by }))
  }
}

const after = (state: LineState, entry: Entry): LineState => {
  if (entry.act === 'confirm') return 'confirmed'
  if (entry.act === 'send_back') return 'sent_back'
  return entry.act === 'report' && entry.body.done ? 'claimed' : state
}

/** A paper is laid before who supervises by being written down; all else begins open. */
const stateOf = (item: Item, entries: readonly Entry[], nth: number): LineState =>
  entries.filter(({ line }) => line === nth).reduce(after, item.kind === 'paper' ? 'claimed' : 'open')

/** The lines of an item as they stand on a day: recomputed from what was written, so that no state can differ from its story. */
export function linesOf(item: Item, entries: readonly Entry[], today: Day): Line[] {
  const over = isOver(entries)
  return owedOf(item, entries).map((owed, nth) => {
    const state = stateOf(item, entries, nth)
    const late = !over && (state === 'open' || state === 'sent_back') && owed.due_on !== null && owed.due_on < today
    return { nth, ...owed, state, late }
  })
}

/** Who said what of a line: those who reported it, and of a paper who wrote it down. */
export const workedOn = (item: Item, entries: readonly Entry[], nth: number): string[] => [
  ...(item.kind === 'paper' ? [item.by_person] : []),
  ...entries.flatMap((it) => (it.act === 'report' && it.line === nth ? [it.by_person] : [])),
]

export const isOver = (entries: readonly Entry[]): boolean => entries.some(({ act }) => act === 'end')
export const isHeld = (entries: readonly Entry[]): boolean => held(entries) !== undefined

/** Whether each line of it was confirmed; a site goes on until it is ended. */
export function isDone(item: Item, entries: readonly Entry[]): boolean {
  if (item.kind === 'site' || (item.kind === 'reception' && !isHeld(entries))) return false
  return owedOf(item, entries).every((_, nth) => stateOf(item, entries, nth) === 'confirmed')
}

/** Where the item stands, and whether a day of these lines of it went by unused. */
export function standing(
  item: Item,
  entries: readonly Entry[],
  lines: readonly Line[],
  today: Day,
): { state: ItemState; late: boolean } {
  const late = lines.some((line) => line.late)
  if (isOver(entries)) return { state: 'ended', late: false }
  if (item.kind === 'reception' && !isHeld(entries)) return { state: 'planned', late: item.body.on < today }
  return { state: isDone(item, entries) ? 'done' : 'going_on', late }
}

/** Whether an item is among those a list is narrowed to; `lines`: as far as who asks sees them. `mine` is of who asks. */
export function isAmong(
  filter: Exclude<RegisterFilter, 'mine'>,
  item: Item,
  entries: readonly Entry[],
  lines: readonly Line[],
  today: Day,
): boolean {
  const { state, late } = standing(item, entries, lines, today)
  if (filter === 'late') return late
  const over = state === 'done' || state === 'ended'
  if (filter === 'over') return over
  if (filter === 'going_on') return !over
  return !over && lines.some((line) => line.state === 'claimed')
}
