import { ENDED_TASK, partsOf } from '../disputes/parts.ts'
import { standingsOf } from '../mediation/standing.ts'
import { ADVISING_ROLES } from '../organisations/words.ts'
import type { Actor, Here } from '../step.ts'

/**
 * Whether this person may take the whole dossier along: of the unit that answers for the file, of the one that leads it now or
 * brought it to its end, or mediating in it. Who only assisted, or had it once, reads what her part needs on the page, and carries
 * nobody's records away (domain 10.3).
 */
export function takesWhole(actor: Actor, { file, parts }: Pick<Here, 'file' | 'parts'>): boolean {
  if (actor.kind !== 'staff') return false
  const leads = partsOf(parts, 'task').filter(({ facts }) => !facts.assists)
  const last = leads.at(-1)
  const leading = leads.filter((it) => !ENDED_TASK.includes(it.status) || (it === last && it.status === 'resolved'))
  const ours = actor.unit_id === file?.responsible_unit || leading.some(({ facts }) => facts.unit_id === actor.unit_id)
  if (ours && !ADVISING_ROLES.includes(actor.role)) return true
  return partsOf(parts, 'mediation').some((it) =>
    standingsOf({ parts }, it).some((one) => one.person_id === actor.person_id && one.level !== 'red'),
  )
}
