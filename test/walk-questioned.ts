import { type Asked, facts, how } from './walk-answers.ts'
import { saidBy } from './walk-beside.ts'
import { STRANGER } from './world-of-rules.ts'

const GROUNDS = ['relative', 'interest', 'other_relation', 'conduct'] as const

/** One of its mediators, or somebody who is none; now and then the very one that was asked about already. */
export function askOther(it: Asked) {
  const { mediators = [] } = facts('mediation', it.part) ?? {}
  const kind = it.pick(['change', 'recusal'] as const)
  return {
    ...saidBy(it, 'choose_mediator'),
    ...how(it),
    kind,
    person_id: it.honest
      ? (it.pick(mediators)?.person_id ?? STRANGER)
      : it.pick([STRANGER, mediators[0]?.person_id ?? STRANGER]),
    ground: kind === 'recusal' ? it.pick(GROUNDS) : null,
    note: '',
  }
}

/** A request that waits for an answer; or one that does not exist. */
export function requestId(it: Asked): string {
  const open = (facts('mediation', it.part)?.other_mediator ?? []).filter(({ answered }) => answered === null)
  return it.honest ? (it.pick(open)?.id ?? STRANGER) : it.pick([STRANGER, open.at(-1)?.id ?? STRANGER])
}

/** Now and then all of them want whoever was taken out back, and now and then only one does. */
export function askedBack(it: Asked) {
  const { parties = [] } = facts('mediation', it.part) ?? {}
  return { wished_back_by: it.pick([[], [], [...parties], parties.slice(0, 1)]) }
}
