import { isWithin } from '../organisations/places.ts'
import { GUARDIANS, OWN_FILES_ROLES, type Role, SUPERVISING_ROLES } from '../organisations/words.ts'
import { type Entry, type Item, isDone, isHeld, isOver, type Line, workedOn } from './lines.ts'
import type { Register, RegisterAct } from './words.ts'

/**
 * Who acts: herself, her post, and the units she answers for — her own and those that were merged into it. `area`: what her post
 * sees of the county besides; lo > hi is none.
 */
export type Keeper = {
  person_id: string
  role: Role
  unit_id: number
  place_code: number
  units: readonly number[]
  area: { lo: number; hi: number }
}

/** Who works for the unit as a whole; a grid worker or an adviser sees only what is her own. */
const works = ({ role }: Pick<Keeper, 'role'>): boolean => !GUARDIANS.includes(role) && !OWN_FILES_ROLES.includes(role)

/** Who may see the registers at all: their rows decide which. */
export const readsRegisters = works

/** Whose area it lies in, and who supervises there (本县约定): the town's director, the county's dispatcher, the county's leader. */
export const supervises = (who: Keeper, place_code: number): boolean =>
  SUPERVISING_ROLES.includes(who.role) && isWithin(place_code, who.place_code)

/** Who may write a new item: measures and sites who supervises; receptions the petition office too; a paper each unit its own. */
export function mayAdd(kind: Register, { role }: Pick<Keeper, 'role'>): boolean {
  if (kind === 'paper') return works({ role })
  return SUPERVISING_ROLES.includes(role) || (kind === 'reception' && role === 'petition_officer')
}

const ownUnit = (who: Keeper, unit: number): boolean => works(who) && who.units.includes(unit)

export type Why = 'not_yours' | 'register_over' | 'line_done' | 'nothing_to_confirm' | 'own_result' | 'already_held'

/** Whether she may judge a line at all: who supervises, who leads the measure, who arranged the reception. */
const mayJudge = (who: Keeper, item: Item): boolean =>
  supervises(who, item.place_code) || (item.kind !== 'paper' && ownUnit(who, item.unit_id))

/** What she did herself, or her unit: another unit’s other person looks at it (自己办的不由自己核实). */
const isHers = (who: Keeper, item: Item, entries: readonly Entry[], { nth, unit_id }: Line): boolean =>
  who.units.includes(unit_id) || workedOn(item, entries, nth).includes(who.person_id)

/** Who may end it: a paper its unit too, a reception not held yet whoever arranged it; all else who supervises where it was laid down. */
function mayEnd(who: Keeper, item: Item, entries: readonly Entry[]): boolean {
  if (supervises(who, item.laid_by)) return true
  const planned = item.kind === 'reception' && !isHeld(entries) && mayAdd('reception', who)
  return (item.kind === 'paper' || planned) && ownUnit(who, item.unit_id)
}

/** What was laid on a unit is not ended by whom it was laid on: that would go round the look at it. */
function whyNotEnd(who: Keeper, item: Item, entries: readonly Entry[], lines: readonly Line[]): Why | null {
  // What was done stays done; a paper that was checked may still be repealed.
  if (item.kind === 'paper') return null
  if (isDone(item, entries)) return 'register_over'
  const open = lines.filter(({ state }) => state !== 'confirmed')
  return open.some((line) => isHers(who, item, entries, line)) ? 'own_result' : null
}

/**
 * Why she may not write this under the item; null where she may. `line`: the one it is about, null for the item as a whole;
 * `lines`: all of it, as they stand.
 */
export function whyNot(
  act: RegisterAct,
  who: Keeper,
  item: Item,
  entries: readonly Entry[],
  line: Line | null,
  lines: readonly Line[],
): Why | null {
  const supervisor = supervises(who, item.place_code)
  const own = ownUnit(who, item.unit_id)
  const allowed = {
    // On a whole item only a site has progress of its own.
    report: line ? ownUnit(who, line.unit_id) : item.kind === 'site' && (own || supervisor),
    confirm: mayJudge(who, item),
    send_back: mayJudge(who, item),
    hold: item.kind === 'reception' && (supervisor || (own && mayAdd('reception', who))),
    end: mayEnd(who, item, entries),
  }[act]
  if (!allowed) return 'not_yours'
  if (isOver(entries)) return 'register_over'
  if (act === 'end') return whyNotEnd(who, item, entries, lines)
  if (act === 'hold') return isHeld(entries) ? 'already_held' : null
  if (line === null) return null
  if (line.state === 'confirmed') return 'line_done'
  if (act === 'report') return null
  if (isHers(who, item, entries, line)) return 'own_result'
  return line.state === 'claimed' ? null : 'nothing_to_confirm'
}

/** Whether she sees the item as a whole: a unit something was promised for in a reception sees its own lines alone. */
export const seesAll = (who: Keeper, item: Item): boolean =>
  item.kind !== 'reception' ||
  who.units.includes(item.unit_id) ||
  (item.place_code >= who.area.lo && item.place_code <= who.area.hi)

/** Those of its lines that she sees. */
export const linesSeen = (who: Keeper, item: Item, lines: readonly Line[]): Line[] =>
  lines.filter(({ unit_id }) => seesAll(who, item) || who.units.includes(unit_id))
