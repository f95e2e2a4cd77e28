import type { MediationFacts } from '../disputes/parts.ts'
import { HANDING_ROLES } from '../organisations/words.ts'
import type { Here, OfficialCard } from '../step.ts'
import { GUESTS, type Guest } from './appointment-inputs.ts'

type GuestFacts = NonNullable<NonNullable<MediationFacts['meeting']>['guests']>[number]

/**
 * As what somebody with this post may be booked for a meeting: a post of the court as a judge, an expert of the county's list as such,
 * an office's own people as theirs; null for all others. Who mediates is no guest: she is assigned, and discloses first (INV-5).
 */
export function comesAs({ role, unit_kind }: Pick<OfficialCard, 'role' | 'unit_kind'>): Guest | null {
  const ofTheCourt = unit_kind === 'court' || unit_kind === 'tribunal'
  if (role === 'court_liaison') return ofTheCourt ? 'judge' : null
  if (role === 'expert') return 'expert'
  return HANDING_ROLES.includes(role) || role === 'justice_officer' ? 'office' : null
}

/** Guests as a meeting keeps them: whoever was booked by who she is stands there under the name and unit of her post. */
export const withPosts = (
  guests: readonly { name: string; as_what: Guest; person_id?: string | undefined }[],
  found: readonly OfficialCard[],
): GuestFacts[] =>
  guests.map(({ name, as_what, person_id }) => {
    const official = found.find((it) => it.person_id === person_id && comesAs(it) === as_what)
    return official
      ? { name: official.name, as_what, person_id: official.person_id, unit_name: official.unit_name }
      : { name, as_what }
  })

/** A guest in words: 枫溪县人民法院 裴思齐（法官（指导调解））. */
export const guestWords = ({ name, as_what, unit_name }: GuestFacts): string =>
  `${unit_name ? `${unit_name} ${name}` : name}（${GUESTS[as_what as Guest] ?? as_what}）`

/** Who is booked for which time from now on: what lies behind is history, and stands in the log. */
export function bookedFor(
  { now }: Pick<Here, 'now'>,
  { booked = [] }: Pick<MediationFacts, 'booked'>,
  at: string,
  guests: readonly GuestFacts[],
): Pick<MediationFacts, 'booked'> {
  const ahead = booked.filter((it) => it.at > now)
  const more = guests.flatMap(({ person_id }) =>
    person_id === undefined || ahead.some((it) => it.person_id === person_id && it.at === at)
      ? []
      : [{ person_id, at }],
  )
  return ahead.length + more.length + booked.length === 0 ? {} : { booked: [...ahead, ...more] }
}
