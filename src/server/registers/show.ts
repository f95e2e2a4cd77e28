import type { z } from 'zod'
import type { RegisterItem } from '#contract/registers.ts'
import type { Day } from '#domain/clocks/calendar.ts'
import { type Entry, type Item, type Line, linesOf, standing } from '#domain/registers/lines.ts'
import { type Keeper, linesSeen, seesAll, whyNot } from '#domain/registers/rights.ts'
import {
  ITEM_STATES,
  LINE_STATES,
  LOOKED,
  PAPER_KINDS,
  RECEPTION_WAYS,
  REGISTER_ACTS,
  type RegisterAct,
} from '#domain/registers/words.ts'
import type { Kept } from './load.ts'

export type Shown = z.input<typeof RegisterItem>
/** What an item is shown with beside its own rows. */
export type Beside = {
  who: Keeper
  today: string
  unitName: (id: number) => string
  place: (code: number) => string
  files: Shown['files']
}

/** A day as `2026年11月21日`. */
const sayDay = (day: Day): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

type Facts = Pick<Shown, 'title' | 'text' | 'facts'>
const fact = (label: string, text: string) => (text === '' ? [] : [{ label, text }])

function factsOf(item: Item, { unitName, place }: Beside): Facts {
  const unit = unitName(item.unit_id)
  switch (item.kind) {
    case 'measure': {
      const { number, text, source, due_on, units } = item.body
      const others = units.filter((id) => id !== item.unit_id).map(unitName)
      return {
        title: `第 ${number} 条`,
        text,
        facts: [
          ...fact('牵头单位', unit),
          ...fact('责任单位', others.join('、')),
          ...fact('最晚', sayDay(due_on)),
          ...fact('出自', source),
        ],
      }
    }
    case 'paper': {
      const { paper_kind, title, number, on, kept_at, text } = item.body
      return {
        title,
        text,
        facts: [
          ...fact('种类', PAPER_KINDS[paper_kind]),
          ...fact('单位', unit),
          ...fact('文号', number),
          ...fact('印发', sayDay(on)),
          ...fact('原件在', kept_at),
        ],
      }
    }
    case 'site': {
      const { text, since } = item.body
      return {
        title: place(item.place_code),
        text,
        facts: [...fact('包抓单位', unit), ...fact('从哪天起', sayDay(since))],
      }
    }
    case 'reception': {
      const { way, leader, leader_post, on, where } = item.body
      return {
        title: `${leader}（${leader_post}）${RECEPTION_WAYS[way]}`,
        text: '',
        facts: [...fact('哪天', sayDay(on)), ...fact('在哪里', where), ...fact('安排的单位', unit)],
      }
    }
  }
}

/** What one entry says, in a sentence; the day it happened, where it was written down later. */
function words(entry: Entry): string {
  const dayOf = (on: Day): string => (on === entry.on ? '' : `${sayDay(on)}，`)
  switch (entry.act) {
    case 'report': {
      const { on, text, done } = entry.body
      return `${dayOf(on)}${text}${done ? '（报完成）' : ''}`
    }
    case 'confirm':
      return `${LOOKED[entry.body.how]}：${entry.body.text}`
    case 'hold': {
      const { on, came, text } = entry.body
      return `${dayOf(on)}来了 ${came} 位：${text}`
    }
    default:
      return entry.body.text
  }
}

const ON_LINE = ['report', 'confirm', 'send_back'] as const
const ON_ITEM = ['report', 'hold', 'end'] as const

/** Words of a state where the register has words of its own for it. */
function stateSays(kept: Kept, state: Shown['state'], lines: readonly Line[]): string {
  const { item, entries } = kept
  const [only] = lines
  // A paper stands where its one line stands.
  if (item.kind === 'paper' && state !== 'ended' && only) return lineSays(kept, only)
  if (item.kind === 'reception' && state === 'done')
    return entries.some(({ line }) => line !== null) ? '答应的都办了' : '已经接待'
  if (item.kind === 'site' && state === 'going_on') return '正在示范'
  return ITEM_STATES[state]
}

const lineSays = (kept: Kept, { state }: Line): string =>
  kept.item.kind === 'paper' ? { ...LINE_STATES, claimed: '等核对', confirmed: '核对过' }[state] : LINE_STATES[state]

/**
 * An item as who asks sees it, with what she may write under it. A unit something was promised for in a reception sees its own
 * lines with what was written about them, and nothing of the rest.
 */
export function shown(kept: Kept, beside: Beside): Shown {
  const { id, item, entries, made } = kept
  const { who, today, unitName } = beside
  const all = linesOf(item, entries, today)
  const whole = seesAll(who, item)
  const lines = linesSeen(who, item, all)
  const { state, late } = standing(item, entries, lines, today)
  const can = (acts: readonly RegisterAct[], line: Line | null) =>
    acts.filter((act) => whyNot(act, who, item, entries, line, all) === null)
  return {
    id,
    kind: item.kind,
    ...factsOf(item, beside),
    unit_name: unitName(item.unit_id),
    state,
    state_says: stateSays(kept, state, all),
    late,
    lines: lines.map((line) => ({
      ...line,
      unit_name: unitName(line.unit_id),
      state_says: lineSays(kept, line),
      can: can(ON_LINE, line),
    })),
    entries: entries
      .filter(({ line }) => whole || lines.some(({ nth }) => nth === line))
      .map((entry) => {
        const line = entry.line === null ? undefined : all[entry.line]
        const { nth, act, on, by, unit_name } = entry
        const whose = line ? unitName(line.unit_id) : ''
        return {
          ...{ nth, act, act_says: REGISTER_ACTS[act], on, by, unit_name, line: entry.line },
          of: lines.length > 1 && whose !== unit_name ? whose : '',
          text: words(entry),
        }
      }),
    files: whole ? beside.files : [],
    made,
    can: can(ON_ITEM, null),
  }
}
