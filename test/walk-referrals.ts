import { partsOf } from '#domain/disputes/parts.ts'
import { capacityOf } from '#domain/identity/capacity.ts'
import { REFERRAL_KIND_NAMES } from '#domain/referrals/kinds.ts'
import { type Asked, anyOne, presentOf, unitId } from './walk-answers.ts'
import { STRANGER } from './world-of-rules.ts'

/** How a walk sends somebody to another service; not honest: nowhere, twice, or without those who have to agree. */
export function refer(it: Asked) {
  const here = presentOf(it)
  const party = it.pick(here)
  const minor = party !== undefined && capacityOf(party.facts.capacity, it.here.today) !== 'full'
  const out = partsOf(it.here.parts, 'referral').find((each) => each.status === 'sent')
  const kind = it.honest || !out ? it.pick(REFERRAL_KIND_NAMES) : out.facts.kind
  const honest = {
    kind,
    unit_id: it.pick([null, unitId(it)]),
    to: '县里的窗口',
    to_reach: '',
    why: '她自己办不了。',
    said_by: party?.id ?? STRANGER,
    also_agreed: here.map((each) => each.id),
    ...(minor ? { with_guardian: true } : {}),
  }
  if (it.honest) return honest
  return it.pick([
    { ...honest, said_by: out?.facts.for_party ?? honest.said_by },
    { ...honest, unit_id: null, to: '' },
    { ...honest, kind: 'expert_opinion' as const, also_agreed: [] },
    { ...honest, unit_id: unitId(it) },
    { ...honest, said_by: it.pick([STRANGER, anyOne(it)]) },
    { ...honest, also_agreed: [STRANGER] },
  ])
}
