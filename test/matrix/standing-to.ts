import type { Role } from '#domain/organisations/words.ts'
import type { TestWorld } from '../world.ts'
import { type Relation, ROLES_ARE } from './policy.ts'

/** Somebody of an office, as the rows of people and posts have her. */
export type Official = {
  person_id: string
  unit_id: number
  unit_kind: string
  role: Role
  place_code: number
}
type Facts = Record<string, unknown>
type PartRow = { part: string; id: string; status: string; facts: Facts }
/** A file as its rows say it: read with the owner's eyes, past every policy. */
export type Told = {
  file: { id: string; kind: string; place_code: number | null; responsible_unit: number }
  parts: readonly PartRow[]
  involved: readonly { unit_id: number | null; person_id: string | null; as_what: string; until: string | null }[]
  report_to: number | null
}

const PARTS: Readonly<Record<string, string>> = {
  dispute: 'disputes',
  mediation: 'mediations',
  agreement: 'agreements',
  obligation: 'obligations',
  visit: 'visits',
  complaint: 'complaints',
  referral: 'referrals',
  supervision: 'supervisions',
  package: 'packages',
  evidence: 'evidence',
}
const ALL_PARTS = [
  ...Object.entries(PARTS).map(
    ([part, table]) => `select '${part}' as part, id, status, facts from ${table} where file_id = $1`,
  ),
  `select 'task', id, status, facts || jsonb_build_object('unit_id', unit_id) from tasks where file_id = $1`,
  `select 'party', id, status, jsonb_build_object('side', side) from parties where file_id = $1`,
].join(' union all ')

/** What the rows say of a file. */
export async function tell({ owner }: Pick<TestWorld, 'owner'>, fileId: string): Promise<Told> {
  const [files, parts, involved, reports] = await Promise.all([
    owner.query(
      'select id, kind, place_code::float8 as place_code, responsible_unit::int as responsible_unit from files where id = $1',
      [fileId],
    ),
    owner.query<PartRow>(ALL_PARTS, [fileId]),
    owner.query(
      'select unit_id::int as unit_id, person_id, as_what, until::text as until from involvements where file_id = $1',
      [fileId],
    ),
    owner.query(
      `select owes_unit::int as unit from clocks where file_id = $1 and rule = 'R-53' and state = 'running' limit 1`,
      [fileId],
    ),
  ])
  return {
    file: files.rows[0],
    parts: parts.rows,
    involved: involved.rows,
    report_to: reports.rows[0]?.unit ?? null,
  }
}

/** Whether a place lies in another: a county, a town and a village are so many digits of a code of fifteen. */
function liesIn(place: number, area: number): boolean {
  const size = [1e9, 1e6, 1e3].find((it) => area % it === 0) ?? 1
  return Math.floor(place / size) === Math.floor(area / size)
}

const does = (who: Official, what: string): boolean => ROLES_ARE.get(who.role)?.does.includes(what) === true

/** Whether somebody of an office may see a file at all on a day (threats I31, domain 10.3). */
export function maySee(who: Official, { file, involved, parts }: Told, today: string): boolean {
  const { sees } = ROLES_ARE.get(who.role) ?? { sees: 'nothing' }
  if (sees === 'nothing') return false
  // Whoever mediated what a complaint is about never sees the complaint, whatever else she may see.
  if (parts.some((it) => it.part === 'complaint' && (it.facts.mediators as string[]).includes(who.person_id)))
    return false
  if (sees === 'area' && file.place_code !== null && liesIn(file.place_code, who.place_code)) return true
  return involved.some(
    (it) =>
      (it.until === null || it.until >= today) &&
      (it.person_id === who.person_id || (sees !== 'herself' && it.unit_id === who.unit_id)),
  )
}

const LIVE = ['seeking_consent', 'accepted', 'assigned', 'notified', 'in_session', 'suspended']
type Mediator = { person_id: string; assists?: boolean }
type Asking = { person_id: string; answer?: unknown; ended?: unknown }
const mediatorsOf = (part: PartRow): Mediator[] => (part.facts.mediators ?? []) as Mediator[]
const askedOf = (part: PartRow): Asking[] =>
  ((part.facts.guidance ?? []) as Asking[]).filter((it) => it.answer === undefined && it.ended === undefined)

/** The mediations that stand behind a part. */
function mediationsOf({ parts }: Told, part: PartRow): PartRow[] {
  const all = parts.filter((it) => it.part === 'mediation')
  if (part.part === 'mediation') return [part]
  if (part.part === 'agreement') return all.filter((it) => it.id === part.facts.mediation_id)
  return ['dispute', 'referral', 'evidence'].includes(part.part) ? all.filter((it) => LIVE.includes(it.status)) : []
}

/** In which ways somebody of an office stands to a part of a file. */
export function standsAs(who: Official, told: Told, part: PartRow): Relation[] {
  const { file, parts, report_to } = told
  const { facts } = part
  const isHere = who.unit_id === file.responsible_unit
  const above =
    ['town_centre', 'county_centre'].includes(who.unit_kind) &&
    does(who, 'window') &&
    file.place_code !== null &&
    !isHere &&
    liesIn(file.place_code, who.place_code)
  const carrying = ['dispute', 'party', 'referral', 'evidence'].includes(part.part)
    ? file.responsible_unit
    : (facts.unit_id as number)
  const mediations = mediationsOf(told, part)
  const isNamed = (assists: boolean): boolean =>
    mediations.some((it) =>
      mediatorsOf(it).some(
        (one) => one.person_id === who.person_id && (one.assists === true || does(who, 'advises')) === assists,
      ),
    )
  const isAsked =
    part.part === 'mediation' || part.part === 'dispute'
      ? parts
          .filter((it) => it.part === 'mediation' && (part.part === 'dispute' || it.id === part.id))
          .some((it) => askedOf(it).some(({ person_id }) => person_id === who.person_id))
      : false
  const issuing =
    part.part === 'agreement'
      ? [facts.unit_id]
      : part.part === 'dispute'
        ? [
            file.responsible_unit,
            ...parts.filter((it) => ['task', 'mediation', 'agreement'].includes(it.part)).map((it) => it.facts.unit_id),
          ]
        : []
  const answersAbove = does(who, 'answers') && (isHere || above)
  const stands: Partial<Record<Relation, boolean>> = {
    window: does(who, 'window') && isHere,
    window_above: above,
    handles: does(who, 'handles') && who.unit_id === carrying,
    mediates: isNamed(false),
    assists: isNamed(true),
    advises: isAsked,
    answers_for_unit: answersAbove,
    answers_for_task: part.part === 'task' && does(who, 'answers') && who.unit_id === facts.unit_id,
    answers_above_mediator:
      part.part === 'mediation' &&
      does(who, 'answers') &&
      (answersAbove || who.unit_id === facts.unit_id) &&
      !mediatorsOf(part).some((it) => it.person_id === who.person_id),
    keeps_seal: does(who, 'answers') && issuing.includes(who.unit_id),
    holds_task:
      part.part === 'task' &&
      who.unit_id === facts.unit_id &&
      (facts.held_by as { person_id?: string } | null | undefined)?.person_id === who.person_id,
    decides_between:
      part.part === 'task' &&
      does(who, 'window') &&
      (facts.decider as { unit_id?: number } | null | undefined)?.unit_id === who.unit_id,
    supervises:
      part.part === 'dispute' &&
      does(who, 'supervises') &&
      file.place_code !== null &&
      liesIn(file.place_code, who.place_code),
    supervising_unit:
      ['supervision', 'package'].includes(part.part) && does(who, 'supervises') && who.unit_id === facts.by_unit,
    examines: part.part === 'complaint' && does(who, 'examines') && who.unit_id === facts.unit_id,
    referred_to: part.part === 'referral' && does(who, 'handles') && who.unit_id === facts.to_unit,
    reported_to: part.part === 'dispute' && does(who, 'window') && who.unit_id === report_to,
    wrote_sheet:
      part.part === 'dispute' &&
      does(who, 'window') &&
      (facts.batch as { by?: string } | null | undefined)?.by === who.person_id,
    grid_worker: who.role === 'grid_worker',
    court_desk: who.role === 'court_liaison',
  }
  return (Object.keys(stands) as Relation[]).filter((it) => stands[it] === true)
}

/** In which ways a party stands to a part of her file. */
export function partyStandsAs(partyId: string, { parts }: Told, part: PartRow): Relation[] {
  const me = parts.find((it) => it.part === 'party' && it.id === partyId && it.status === 'present')
  const among = (ids: unknown): boolean => me !== undefined && ((ids ?? []) as string[]).includes(partyId)
  const { facts } = part
  const stands: Partial<Record<Relation, boolean>> = {
    applicant: me?.facts.side === 'applicant',
    other_side: me !== undefined && me.facts.side !== 'applicant',
    herself: part.part === 'party' && me?.id === part.id,
    in_it:
      part.part === 'referral'
        ? among(facts.agreed_by)
        : ['mediation', 'agreement'].includes(part.part) && among(facts.parties),
    owes: part.part === 'obligation' && among(facts.debtors),
    is_owed: part.part === 'obligation' && among(facts.creditors),
    brought_it: part.part === 'evidence' && me !== undefined && facts.provider === partyId,
    complained: part.part === 'complaint' && facts.by_party === partyId,
  }
  return (Object.keys(stands) as Relation[]).filter((it) => stands[it] === true)
}
