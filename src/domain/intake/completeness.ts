import type { Day } from '../clocks/calendar.ts'
import { ENDED_DISPUTE, type Part, partsOf } from '../disputes/parts.ts'
import { name_agent, name_guardian } from '../identity/beside-steps.ts'
import { capacityOf } from '../identity/capacity.ts'
import { name_representatives } from '../identity/group-steps.ts'
import { record_session } from '../mediation/session-steps.ts'
import { triage } from '../triage/steps.ts'
import { correct_party, name_party } from './desk-steps.ts'
import { NOT_KNOWN_YET } from './inputs.ts'
import { ask_supplement, record_identity } from './steps.ts'

/** The rows by which what is missing is entered; what asks for it is each row's own law. */
const ENTERED_BY = {
  name_party,
  correct_party,
  ask_supplement,
  record_identity,
  triage,
  name_agent,
  name_guardian,
  name_representatives,
  record_session,
} as const
export type EnteredBy = keyof typeof ENTERED_BY

/** Something a file still lacks: what, which rule asks for it, by which step it is entered, and on whom or what. */
export type Lacking = {
  says: string
  asked_by: string
  step: EnteredBy
  /** On the page where it is written down: which field it is. */
  field: 'other_side' | 'where_text' | 'wish' | 'dispute_type' | 'party' | 'paper'
  party_id: string | null
  part_id: string | null
}

/** What somebody told, as a form or a file holds it. Null where it is not known here whether it is there. */
export type ToldOf = {
  where_text: string
  wish: string
  dispute_type: string | null
  parties: readonly {
    id: string | null
    side: string
    kind: string
    name: string
    reached: boolean
    speaks: boolean
    identity: boolean | null
  }[]
}

const lack = (
  step: EnteredBy,
  field: Lacking['field'],
  says: string,
  { party_id = null, part_id = null }: Partial<Pick<Lacking, 'party_id' | 'part_id'>> = {},
): Lacking => ({ says, asked_by: ENTERED_BY[step].law.join('；'), step, field, party_id, part_id })

const isOpen = (text: string): boolean => text.trim() === '' || text.trim() === NOT_KNOWN_YET

/**
 * What is still missing of what somebody told (数据采录详实, S3-45): named one by one, each with the rule that asks for it. Never a
 * score and never a ground to turn anybody away: a request counts from the moment it is made, however little it says.
 */
export function lackingIn(told: ToldOf): Lacking[] {
  const found: Lacking[] = []
  if (told.parties.every(({ side, name }) => side === 'applicant' || name.trim() === ''))
    found.push(lack('name_party', 'other_side', '对方是谁'))
  for (const { id, side, kind, name, reached, speaks, identity } of told.parties) {
    if (name.trim() === '') continue
    const on = { party_id: id }
    if (!reached) found.push(lack('correct_party', 'party', `怎样联系${name}`, on))
    if (kind === 'organisation' && !speaks) found.push(lack('name_agent', 'party', `谁代表${name}说话`, on))
    if (kind === 'group' && !speaks) found.push(lack('name_representatives', 'party', `${name}推选谁做代表`, on))
    if (identity === false && side === 'applicant')
      found.push(lack('record_identity', 'party', `${name}的证件（核对后登记）`, on))
  }
  if (isOpen(told.where_text)) found.push(lack('ask_supplement', 'where_text', '发生在哪里：具体地点'))
  if (isOpen(told.wish)) found.push(lack('ask_supplement', 'wish', '希望怎样解决'))
  if (told.dispute_type === null) found.push(lack('triage', 'dispute_type', '纠纷类型'))
  return found
}

/** The same of a whole file, with the papers its parts still want. Of one that is over, or is no dispute yet, nothing. */
export function lackingOf(parts: readonly Part[], today: Day): Lacking[] {
  const [dispute] = partsOf(parts, 'dispute')
  if (!dispute || dispute.status === 'clue' || ENDED_DISPUTE.includes(dispute.status)) return []
  const present = partsOf(parts, 'party').filter(({ status }) => status === 'present')
  const { where_text, wish, dispute_type = null } = dispute.facts
  const told = lackingIn({
    where_text,
    wish,
    dispute_type,
    parties: present.map(({ id, facts }) => ({
      id,
      side: facts.side,
      kind: facts.kind ?? 'person',
      name: facts.name,
      // Whoever acts for her can be reached for her.
      reached: facts.reach_id !== null || (facts.agents ?? []).length > 0,
      speaks: Boolean(facts.speaks) || (facts.agents ?? []).length > 0 || (facts.representatives ?? []).length > 0,
      identity: facts.identity_paper !== null,
    })),
  })
  const guardians = present
    .filter(({ facts }) => capacityOf(facts.capacity, today) !== 'full' && !facts.guardian)
    .map(({ id, facts }) => lack('name_guardian', 'party', `${facts.name}的监护人`, { party_id: id }))
  const records = partsOf(parts, 'mediation')
    .filter(({ status, facts }) => status === 'in_session' && facts.sessions.length === 0)
    .map(({ id }) => lack('record_session', 'paper', '这次调解的记录', { part_id: id }))
  return [...told, ...guardians, ...records]
}
