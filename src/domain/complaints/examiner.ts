import type { PlaceCode } from '../organisations/places.ts'
import type { Role, UnitKind } from '../organisations/words.ts'
import type { Receiver } from '../step.ts'
import { COMPLAINT_KINDS, type ComplaintKind } from './inputs.ts'

/** The dispute a complaint is about, as far as it has to be known to open one: read in the asker's own scope. */
export type Complained = {
  file_id: string
  short_code: string
  place_code: PlaceCode
  /** Whether the dispute is over. */
  over: boolean
  unit: { id: number; name: string }
  parties: readonly { id: string; name: string }[]
  /** Units that handle the dispute, and those where somebody works who mediates it: they are complained of. */
  unit_ids: readonly number[]
  /** Who mediates or mediated it. */
  mediators: readonly string[]
  /** Units of its area where somebody can examine it, the nearest first. */
  candidates: readonly Receiver[]
}

/** Who may examine a complaint at the unit it went to. */
export const EXAMINING_ROLES: readonly Role[] = [
  'justice_officer',
  'town_intake',
  'town_director',
  'county_intake',
  'county_dispatcher',
]

type Examiner = { kinds: readonly UnitKind[]; because: string }
const OF_MEDIATORS: Examiner = {
  kinds: ['justice_office', 'justice_bureau'],
  because: '调解员的做法，由指导人民调解工作的司法行政机关查（人民调解法 第五条；由它来查是本县约定，可以调整）',
}
const CENTRES: Examiner = {
  kinds: ['town_centre', 'county_centre'],
  because: '由上级综治中心查（本县约定），不归被说的单位自己查',
}

/** Who examines what: the first kind of office that has somebody and is not complained of itself (本县约定, but for the law named). */
export const EXAMINERS: Readonly<Record<ComplaintKind, readonly Examiner[]>> = {
  not_solved: [CENTRES, OF_MEDIATORS],
  mediator_conduct: [OF_MEDIATORS, CENTRES],
  told_not_to_sue: [CENTRES, OF_MEDIATORS],
  service: [CENTRES, OF_MEDIATORS],
}

/**
 * The unit that examines, with the reason shown to whoever complained: never one that handles the dispute or where one of
 * its mediators works. Null where there is none.
 */
export function examinerOf(
  kind: ComplaintKind,
  { unit_ids, candidates }: Pick<Complained, 'unit_ids' | 'candidates'>,
): { unit: Receiver; because: string } | null {
  const free = candidates.filter(({ id }) => !unit_ids.includes(id))
  for (const { kinds, because } of EXAMINERS[kind]) {
    const unit = free.find((it) => kinds.includes(it.kind))
    if (unit) return { unit, because }
  }
  return null
}

/**
 * Who examines a complaint once one unit gave way to another: the successor, unless it or the unit it takes the place of is
 * complained of; then another, chosen anew by the same table. `because` is null where the reason stays what it was. Null where
 * there is none.
 */
export function examinerAfter(
  kind: ComplaintKind,
  complained: Pick<Complained, 'unit_ids' | 'candidates'>,
  { from_unit }: { from_unit: number },
  successor: Receiver,
): { unit: Receiver; because: string | null } | null {
  const { unit_ids, candidates } = complained
  const both = [from_unit, successor.id]
  if (!areComplainedOf(complained, both)) return { unit: successor, because: null }
  return examinerOf(kind, { unit_ids: [...unit_ids, ...both], candidates })
}

/** Whether one of these units handles the dispute, or one of its mediators works there. */
export const areComplainedOf = ({ unit_ids }: Pick<Complained, 'unit_ids'>, units: readonly number[]): boolean =>
  units.some((id) => unit_ids.includes(id))

export const kindSays = (kind: ComplaintKind): string => COMPLAINT_KINDS[kind].says
