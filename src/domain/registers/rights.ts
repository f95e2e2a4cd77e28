import { isWithin } from '../organisations/places.ts'
import { GUARDIANS, OWN_FILES_ROLES, type Role, SUPERVISING_ROLES } from '../organisations/words.ts'
import { type Entry, type Item, isDone, isHeld, isOver, type Line } from './lines.ts'
import type { Register, RegisterAct } from './words.ts'

/** Who acts: her post, and the units she answers for — her own and those that were merged into it. */
export type Keeper = { role: Role; unit_id: number; place_code: number; units: readonly number[] }

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

/** Why she may not write this under the item; null where she may. `line`: the one it is about, null for the item as a whole. */
export function whyNot(
  act: RegisterAct,
  who: Keeper,
  item: Item,
  entries: readonly Entry[],
  line: Line | null,
): Why | null {
  const supervisor = supervises(who, item.place_code)
  const own = ownUnit(who, item.unit_id)
  const allowed = {
    // On a whole item only a site has progress of its own.
    report: line ? ownUnit(who, line.unit_id) : item.kind === 'site' && (own || supervisor),
    confirm: mayJudge(who, item),
    send_back: mayJudge(who, item),
    hold: item.kind === 'reception' && (supervisor || (own && mayAdd('reception', who))),
    end: supervisor || (own && (item.kind === 'paper' || (item.kind === 'reception' && mayAdd('reception', who)))),
  }[act]
  if (!allowed) return 'not_yours'
  if (isOver(entries)) return 'register_over'
  // What was done stays done; a paper that was checked may still be repealed.
  if (act === 'end' && item.kind !== 'paper' && isDone(item, entries)) return 'register_over'
  if (act === 'hold') return isHeld(entries) ? 'already_held' : null
  if (line === null) return null
  if (line.state === 'confirmed') return 'line_done'
  if (act === 'report') return null
  // Looked at by somebody else: nobody calls her own unit's work done.
  if (who.units.includes(line.unit_id)) return 'own_result'
  return line.state === 'claimed' ? null : 'nothing_to_confirm'
}
