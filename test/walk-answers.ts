import { type Part, type PartKind, partsOf } from '#domain/disputes/parts.ts'
import type { Docket } from '#domain/documents/docket.ts'
import type { Member } from '#domain/identity/beside.ts'
import { tookOut } from '#domain/mediation/questioned.ts'
import { mayDo } from '#domain/organisations/mediator-rights.ts'
import { parentOf } from '#domain/organisations/places.ts'
import type { Here } from '#domain/step.ts'
import { TRIAGE_QUESTIONS } from '#domain/triage/types.ts'
import { FAULTY, SOUND, type Terms, TOO_MANY, terms, UNLAWFUL_SENTENCES } from './terms.ts'
import { MEDIATORS, NAMES, NAMESAKE, PLACE, PUMP_HOUSE, RELATED, STRANGER, UNITS, uuid } from './world-of-rules.ts'

/** What a walk may look at when it fills in a form; `honest` is false where it should meet a guard, if it can. */
export type Asked = {
  here: Here
  part: Part | null
  /** The lists of groups, which no decision sees whole. */
  members: readonly Member[]
  honest: boolean
  /** One of a list, by the chance of this command. */
  pick: <T>(list: readonly T[]) => T
}

export const SEALED = { sealed: uuid(77) }
export const facts = <K extends PartKind>(kind: K, part: Part | null) =>
  part?.part === kind ? (part as Part<K>).facts : undefined
export const presentOf = ({ here }: Asked) => partsOf(here.parts, 'party').filter((it) => it.status === 'present')
export const sideOf = (it: Asked, applicant: boolean) =>
  presentOf(it).filter((party) => (party.facts.side === 'applicant') === applicant)
export const anyParty = (it: Asked): string =>
  it.honest ? (it.pick(partsOf(it.here.parts, 'party'))?.id ?? STRANGER) : it.pick([STRANGER, anyOne(it)])
export const anyOne = ({ here, pick }: Asked): string => pick(partsOf(here.parts, 'party'))?.id ?? STRANGER

/** Who is said to have said it: nobody where a party acts herself; staff name one of those it is about. */
export function said(it: Asked, among?: readonly string[]): { said_by?: string } {
  if (it.here.actor.kind === 'party') return {}
  const own = among ?? facts('mediation', it.part)?.parties ?? sideOf(it, true).map((party) => party.id)
  const speaker = it.honest ? it.pick(own) : it.pick([undefined, STRANGER, anyOne(it)])
  return speaker === undefined ? {} : { said_by: speaker }
}
export const how = ({ pick }: Asked) => ({ how: pick(['spoken', 'written', 'clicked'] as const) })

/** A group under one name: wage earners of one site. */
const MANY = {
  kind: 'group',
  name: '三号楼务工人员',
  reach: SEALED,
  reach_from: 'self',
  speaks: '',
  members: 12,
} as const

export const one = (it: Asked, side: 'applicant' | 'respondent' | 'third') => {
  const office = it.pick([false, false, false, true]) && side !== 'applicant'
  if (it.pick([true, ...Array<boolean>(7).fill(false)])) return { ...MANY, side }
  return {
    side,
    kind: office ? ('organisation' as const) : ('person' as const),
    name: office ? PUMP_HOUSE : it.pick(NAMES),
    ...(it.pick([true, true, false]) ? { reach: SEALED } : {}),
    reach_from: it.pick(['self', 'staff', 'other_side'] as const),
    speaks: office ? '站长' : '',
  }
}
export const people = (it: Asked) =>
  it.pick([
    () => [one(it, 'applicant'), one(it, 'respondent')],
    () => [one(it, 'applicant'), one(it, 'applicant'), one(it, 'respondent'), one(it, 'respondent')],
    () => [one(it, 'applicant'), one(it, 'respondent'), one(it, 'third')],
    () => [one(it, 'applicant')],
  ])()
export const matter = (it: Asked) => ({
  place_code: PLACE,
  where_text: '',
  what_happened: it.pick(['水沟被占。', '工钱没有结。']),
  wish: '还不知道',
  dispute_type: it.pick([null, 'M02', 'M01'] as const),
})
export const PAPER = { from_unit: '枫溪县人民法院', paper: '委托移送函', number: '无文号', on: '2026-01-04' }
export const triageFacts = (it: Asked) => ({
  ...Object.fromEntries(Object.keys(TRIAGE_QUESTIONS).map((question) => [question, null])),
  dispute_type: it.pick(['M02', 'M02', 'M06', 'M01'] as const),
  amount_yuan: null,
  violence: it.pick([null, null, null, true]),
  administrative_act: it.pick([null, null, null, null, null, true]),
  already_with: 'none' as const,
  people_count: null,
  accident_liability_received_on: null,
  right_known_on: null,
  left_job_on: null,
  enterprise_matter: null,
  audiences: [],
  languages: [],
  because: it.honest ? '当事人后来说清楚了。' : '',
})
export const unitId = (it: Asked): number => {
  const held = partsOf(it.here.parts, 'task').map((task) => task.facts.unit_id)
  const own = it.here.actor.kind === 'staff' ? it.here.actor.unit_id : 0
  const free = UNITS.map((unit) => unit.id).filter((id) => id !== own && !held.includes(id))
  return it.honest && free.length > 0 ? it.pick(free) : it.pick([99, own || 99, held[0] ?? 99])
}

/** A unit one level up or down from where the actor works, as long as it holds nothing of this file. */
export function levelFrom(it: Asked, up: boolean): number {
  const own = it.here.own_unit?.place_code ?? 0
  const held = partsOf(it.here.parts, 'task').map((task) => task.facts.unit_id)
  const fit = UNITS.filter(({ id, place_code }) => {
    const [lower, upper] = up ? [own, place_code] : [place_code, own]
    return !held.includes(id) && lower !== undefined && parentOf(lower) === upper
  })
  return it.pick(fit)?.id ?? unitId(it)
}

/** Two sides that are free; or, not honest, some who left, are in another mediation, or are of one side. */
export function sides(it: Asked): string[] {
  const busy = partsOf(it.here.parts, 'mediation')
    .filter((mediation) => mediation.facts.ended === undefined && mediation.status !== 'agreed')
    .flatMap((mediation) => mediation.facts.parties)
  const free = (applicant: boolean) =>
    sideOf(it, applicant)
      .map((party) => party.id)
      .filter((id) => !busy.includes(id))
  const [asking, others] = [free(true), free(false)]
  const [first, second] = [asking[0], others[0]]
  if (it.honest && first && second)
    return it.pick([
      [first, second],
      [...asking, ...others],
    ])
  return it.pick([
    [first ?? STRANGER, asking[1] ?? STRANGER],
    [anyOne(it), anyOne(it)],
    [...busy, STRANGER, STRANGER].slice(0, 2),
  ])
}

export function mediators(it: Asked) {
  const parties = facts('mediation', it.part)?.parties ?? []
  const out = it.part?.part === 'mediation' ? tookOut(it.part) : new Set()
  const free = MEDIATORS.filter(({ person_id }) => person_id !== NAMESAKE && person_id !== RELATED)
  const still = free.filter(({ person_id }) => !out.has(person_id))
  const usual = it.honest && still.some(({ role }) => mayDo(role, 'lead')) ? still : free
  const leading = usual.filter(({ role }) => mayDo(role, 'lead'))
  const assisting = usual.filter(({ role }) => !mayDo(role, 'lead')).map(({ person_id }) => person_id)
  const own = leading.filter((card) => card.unit_id === facts('mediation', it.part)?.unit_id)
  const waived = it.pick([[], parties])
  const chosen = it.honest
    ? it.pick([
        [it.pick(own.length > 0 ? own : leading).person_id],
        [it.pick(leading).person_id, ...assisting],
        it
          .pick([own, leading])
          .slice(0, 2)
          .map((card) => card.person_id),
      ])
    : it.pick([[NAMESAKE], [RELATED], [STRANGER], [it.pick(usual).person_id]])
  const disclosed = it.honest ? '' : it.pick(['', '和申请人是远房亲戚'])
  return {
    mediators: chosen.length > 0 ? chosen : [it.pick(usual).person_id],
    chosen_by: it.pick(['parties', 'committee'] as const),
    disclosed: it.honest && waived.length > 0 ? it.pick(['', '同村']) : disclosed,
    waived_by: waived,
  }
}

export const later = ({ here }: Asked, days: number): string =>
  new Date(Date.parse(here.now) + days * 86_400_000).toISOString()
export const time = (it: Asked): string => (it.honest ? later(it, it.pick([1, 3])) : later(it, -2))

/** The terms of an agreement among the parties of this mediation: sound, or with one thing wrong. */
export function theTerms(it: Asked, makers = SOUND): Terms {
  const mediation =
    it.part?.part === 'agreement'
      ? partsOf(it.here.parts, 'mediation').find((each) => each.id === facts('agreement', it.part)?.mediation_id)
      : it.part
  const all = facts('mediation', mediation ?? null)?.parties ?? [uuid(1), uuid(2)]
  const [a = STRANGER, b = STRANGER, c = a] = all
  if (it.honest) return terms(...it.pick(makers)({ a, b, all, today: it.here.today }))
  if (all.length > 3 && it.pick([true, false, false, false]))
    return terms(...TOO_MANY({ a, b, all, today: it.here.today }))
  if (it.pick([true, true, false])) return terms(...it.pick(Object.values(FAULTY))({ a, b, c, stranger: STRANGER }))
  const what = it.pick(Object.values(UNLAWFUL_SENTENCES))
  const sound = terms(...it.pick(makers)({ a, b, all, today: it.here.today }))
  return it.pick([
    { ...sound, clauses: sound.clauses.map((clause) => ({ ...clause, what })) },
    { ...sound, undertakings: [{ who: '村委会', what }] },
  ])
}
export const edition = (it: Asked) => ({ edition: (facts('agreement', it.part)?.edition ?? 1) + (it.honest ? 0 : 1) })
export const signer = (it: Asked): string => {
  const { parties = [], signatures = [] } = facts('agreement', it.part) ?? {}
  const missing = parties.filter((id) => !signatures.some((each) => 'party' in each.who && each.who.party === id))
  return it.honest && missing.length > 0 ? it.pick(missing) : it.pick([STRANGER, parties[0] ?? STRANGER])
}
export const money = (it: Asked) => {
  const open = facts('obligation', it.part)
  return open?.amount === null && open.nature === 'pay' && it.honest ? '4321.50' : it.pick([null, null, '99'])
}

/** The next number of the one committee of the walk: it counts on, also after numbers that were voided. */
export function nextDocket(parts: readonly Part[]): Docket {
  const given = partsOf(parts, 'mediation').flatMap(({ facts }) => [
    ...(facts.docket ? [facts.docket] : []),
    ...(facts.dockets_voided ?? []),
  ])
  const n = given.length + 1
  return { committee: 5, year: 2026, n, no: `（2026）石桥村人调字第${n}号` }
}
