import { isWithin } from '../organisations/places.ts'
import { ADVISING_ROLES, AREA_ROLES } from '../organisations/words.ts'
import type { Actor, Here } from '../step.ts'
import type { Involvement } from './parts.ts'

/** What a file comes down to for somebody who is in it beside the matter: her own question, or the slip to her unit. */
export type CutDown = 'opinion' | 'slip' | null

/** What brings somebody to a file beside the matter: a slip, or a question to herself. A unit asked about the matter reads it. */
const isBeside = ({ who, as_what }: Involvement): boolean =>
  as_what === 'referred_to' || (as_what === 'consulted' && 'person' in who)

/**
 * To what this reader's page comes down; null where she reads the file. It is decided by what she is in this file, not by her role:
 * outside her area, whoever is there for an opinion, or for an opinion and a slip, reads her question; for a slip alone, the slip.
 * One involvement of any other kind and she reads the file. Whose role only advises reads what she mediates, and nothing else.
 * `units`: those whose files are hers to read, with units that give way to hers just now: what opens a file counts here as well.
 * What was answered today counts to the end of the day, as it opens the file so long (个人信息保护法 6).
 */
export function cutDownFor(
  actor: Actor,
  units: readonly number[],
  { file, involvements, today }: Pick<Here, 'file' | 'involvements' | 'today'>,
): CutDown {
  if (actor.kind !== 'staff') return null
  const place = file?.place_code ?? null
  if (AREA_ROLES.includes(actor.role) && place !== null && isWithin(place, actor.place_code)) return null
  const hers = involvements.filter(
    ({ who, until }) =>
      (until === null || until >= today) && ('unit' in who ? units.includes(who.unit) : who.person === actor.person_id),
  )
  const advises = ADVISING_ROLES.includes(actor.role)
  if (hers.length === 0) return advises ? 'opinion' : null
  if (hers.every((it) => it.as_what === 'referred_to')) return 'slip'
  const beside = hers.every((it) => isBeside(it) || (advises && it.as_what !== 'mediating'))
  return beside ? 'opinion' : null
}
