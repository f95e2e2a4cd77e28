import { type Clause, faultsOfClauses, type OutsideFact, type Undertaking } from './agreements/clauses.ts'
import { MOST_OBLIGATIONS, obligationsOf } from './agreements/due.ts'
import { hasSpoken } from './agreements/payments.ts'
import { PERFORMANCE_GUARDS } from './agreements/performance-guards.ts'
import { unlawfulInAgreement } from './agreements/unlawful.ts'
import { type SaidOfAgreement, writingForced } from './agreements/writing.ts'
import { dayIn, daysBetween } from './clocks/calendar.ts'
import { COMPLAINT_GUARDS } from './complaints/guards.ts'
import { DANGERS } from './danger/inputs.ts'
import { mayMeet, openDangers } from './danger/violence.ts'
import { isUnderTask } from './disputes/held.ts'
import { heldOpenBy } from './disputes/held-open.ts'
import { reboundUntil } from './disputes/look-back.ts'
import { ENDED_TASK, type Part, partsOf } from './disputes/parts.ts'
import { liveMediations, unfinishedAgreements } from './disputes/people.ts'
import { SERVICE_GUARDS } from './documents/service-guards.ts'
import { BESIDE_GUARDS } from './identity/beside-guards.ts'
import { capacityOf } from './identity/capacity.ts'
import { BATCH_GUARDS } from './intake/batch-guards.ts'
import { PAPER_CHANNELS } from './intake/channels.ts'
import { LEDGER_GUARDS } from './ledger/guards.ts'
import { ADVISER_GUARDS } from './mediation/adviser-guards.ts'
import { APPOINTMENT_GUARDS } from './mediation/appointment-guards.ts'
import { whoMayGoOn } from './mediation/leavers.ts'
import { limitOf } from './mediation/limits.ts'
import { relationsOf } from './mediation/relations.ts'
import { isConflicted, standingsOf, waivable } from './mediation/standing.ts'
import { type PlaceCode, parentOf } from './organisations/places.ts'
import { SUCCESSION_GUARDS } from './organisations/succession-guards.ts'
import { COMMITTEE_KINDS } from './organisations/words.ts'
import { REFERRAL_GUARDS } from './referrals/guards.ts'
import type { RefusalCode } from './refusals.ts'
import type { Here } from './step.ts'
import { servesTypeOf } from './triage/choose-unit.ts'
import { MATRICES, MATRIX_VERSION } from './triage/matrix.ts'

export type Guard = (here: Here, input: unknown, part: Part | null) => RefusalCode | null
/** What a guard reads of an input whose schema its rows already checked. */
const reading = <T>(input: unknown): T => input as T

const present = ({ parts }: Here) => partsOf(parts, 'party').filter((party) => party.status === 'present')
const mediationOf = ({ parts }: Here, part: Part | null): Part<'mediation'> | undefined =>
  part?.part === 'mediation'
    ? part
    : part?.part === 'agreement'
      ? partsOf(parts, 'mediation').find((it) => it.id === part.facts.mediation_id)
      : undefined
const leadTask = ({ parts }: Here) =>
  partsOf(parts, 'task').find((task) => !task.facts.assists && !ENDED_TASK.includes(task.status))

/** Whether the one is the place right above the other: a village's town, a town's county. */
const isOneLevelUp = (place: PlaceCode | undefined, above: PlaceCode | undefined): boolean =>
  place !== undefined && above !== undefined && parentOf(place) === above

/** Whether how much is owed was left open: by the agreement, or fixed later from a paper. */
const amountOpen = ({ facts }: Part<'obligation'>): boolean =>
  (facts.nature === 'pay' || facts.nature === 'continue') && (facts.amount === null || facts.amount_later !== null)

/** Those it is owed to who have not said yet that they have theirs. */
const unconfirmed = (part: Part | null): string[] =>
  part?.part === 'obligation' ? part.facts.creditors.filter((id) => !hasSpoken(part.facts, id)) : []

/** A party speaks for herself: naming another as the speaker would put words into her mouth. */
function herOwnWords(partyId: string, input: unknown): RefusalCode | null {
  const said_by = reading<{ said_by?: string } | undefined>(input)?.said_by
  return said_by === undefined || said_by === partyId ? null : 'speaker_not_in_file'
}

/** As many letters of an instant as reach to the minute: people write no seconds. */
const MINUTE = 16
/** How many days on which somebody tried in vain make "cannot be reached" (本县约定). */
const DAYS_TRIED = 2
/** In how many last days of a limit it may be put off (本县约定). */
const LAST_DAYS = 10

/**
 * The closed set of legal conditions. A guard gives the code it refuses with, or null. Asked without input (what may I
 * do?), a guard about the input has nothing to refuse.
 */
export const GUARDS = {
  ...BESIDE_GUARDS,
  ...SUCCESSION_GUARDS,
  ...REFERRAL_GUARDS,
  ...LEDGER_GUARDS,
  ...ADVISER_GUARDS,
  /** 结案前每个办理事项都有结果 (threats I7). */
  every_task_ended: ({ parts }) => {
    const tasks = partsOf(parts, 'task')
    if (tasks.length === 0) return 'nothing_handled'
    return tasks.every((task) => ENDED_TASK.includes(task.status)) ? null : 'task_still_open'
  },
  /** 协议没有履行完不结案：每一项义务都有结果，持续性的按回访所见在履行。 */
  every_obligation_ended: ({ parts }) => (heldOpenBy(parts).length > 0 ? 'obligations_open' : null),
  every_visit_made: ({ parts }) =>
    partsOf(parts, 'visit').some((visit) => visit.status === 'due') ? 'visit_open' : null,
  /** 补正一次性告知：不能一次一次地要，把期限拖下去。 */
  not_asked_before: ({ clocks }) => (clocks.some((clock) => clock.rule === 'T-05') ? 'already_asked' : null),
  /** 补充材料的期限确已届满：系统不得提前催告。 */
  supplement_overdue: ({ clocks, today }) =>
    clocks.some((clock) => clock.rule === 'T-05' && clock.state === 'running' && clock.due_on < today)
      ? null
      : 'not_due_yet',
  /** 工作人员替当事人登记她的话，必须写明是谁说的：没有人能替别人撤回、同意、退出。 */
  speaker_named: ({ actor, parts }, input, part) => {
    if (actor.kind === 'party') return herOwnWords(actor.party_id, input)
    if (input === undefined || actor.kind !== 'staff') return null
    const { said_by } = reading<{ said_by?: string }>(input)
    if (said_by === undefined) return 'speaker_not_named'
    const among =
      part?.part === 'mediation' || part?.part === 'agreement'
        ? part.facts.parties
        : part?.part === 'referral'
          ? part.facts.agreed_by
          : null
    const speaker = partsOf(parts, 'party').find((party) => party.id === said_by)
    return speaker && (among === null || among.includes(said_by)) ? null : 'speaker_not_in_file'
  },
  /** 撤回是提出的人的事：对方不能替他撤回；几个人提出的，一个人撤不了大家的。 */
  sole_applicant: ({ actor, parts }, input) => {
    const applicants = partsOf(parts, 'party').filter(
      (party) => party.facts.side === 'applicant' && party.status === 'present',
    )
    if (applicants.length > 1) return 'other_applicants'
    const said_by = reading<{ said_by?: string } | undefined>(input)?.said_by
    return actor.kind === 'staff' && said_by !== undefined && !applicants.some((party) => party.id === said_by)
      ? 'speaker_not_applicant'
      : null
  },
  /** 还有别的提出人，这一位才能单独退出；只有一位时是撤回。 */
  another_applicant: ({ parts }, _, part) =>
    part?.part === 'party' &&
    part.facts.side === 'applicant' &&
    !partsOf(parts, 'party').some(
      (party) => party.id !== part.id && party.facts.side === 'applicant' && party.status === 'present',
    )
      ? 'last_applicant'
      : null,
  /** 债权人的话只能由债权人说：确认收到、免除。 */
  creditor_speaks: ({ actor }, input, part) => {
    if (actor.kind === 'party') return herOwnWords(actor.party_id, input)
    if (input === undefined || actor.kind !== 'staff' || part?.part !== 'obligation') return null
    const { said_by } = reading<{ said_by?: string }>(input)
    if (said_by === undefined) return 'speaker_not_named'
    return part.facts.creditors.includes(said_by) ? null : 'speaker_not_in_file'
  },
  /** 几个人收的，各自说各自的 (民法典 五百一十七)：说过的不用再说。 */
  not_confirmed_yet: ({ actor }, input, part) => {
    if (part?.part !== 'obligation') return null
    const speaker = actor.kind === 'party' ? actor.party_id : reading<{ said_by?: string } | undefined>(input)?.said_by
    return speaker !== undefined && hasSpoken(part.facts, speaker) ? 'confirmed_already' : null
  },
  others_confirmed: (_, __, part) => (unconfirmed(part).length > 1 ? 'others_not_confirmed' : null),
  others_unconfirmed: (_, __, part) => (unconfirmed(part).length > 1 ? null : 'last_to_confirm'),
  debtor_speaks: ({ actor }, input, part) => {
    if (actor.kind === 'party') return herOwnWords(actor.party_id, input)
    if (input === undefined || actor.kind !== 'staff' || part?.part !== 'obligation') return null
    const { said_by } = reading<{ said_by?: string }>(input)
    if (said_by === undefined) return 'speaker_not_named'
    return part.facts.debtors.includes(said_by) ? null : 'speaker_not_in_file'
  },
  /** 证件登记在本件的当事人名下；到场的、被回访的、书面同意的，也都是本件的人。 */
  party_in_file: ({ parts }, input) => {
    if (input === undefined) return null
    const it =
      reading<
        Partial<
          Record<'party_id' | 'with' | 'satisfaction_by', string | null> &
            Record<'present' | 'visited' | 'waived_by' | 'endangered' | 'agreed_by' | 'guardians', string[]>
        >
      >(input)
    const lists = [it.present, it.visited, it.waived_by, it.endangered, it.agreed_by, it.guardians]
    const named = [it.party_id, it.with, it.satisfaction_by, ...lists.flatMap((list) => list ?? [])]
    const known = new Set(partsOf(parts, 'party').map((party) => party.id))
    return named.every((id) => id === null || id === undefined || known.has(id)) ? null : 'party_not_in_file'
  },
  party_in_mediation: (here, input, part) => {
    if (input === undefined) return null
    const { party_id } = reading<{ party_id: string }>(input)
    return mediationOf(here, part)?.facts.parties.includes(party_id) ? null : 'party_not_in_file'
  },
  /** 换链接的是本来就有自己链接、还在本件里的人：还没同意的用邀请，退出了的不再给。 */
  has_own_link: ({ links, parts }, input) => {
    if (input === undefined) return null
    const { party_id } = reading<{ party_id: string }>(input)
    const here = partsOf(parts, 'party').some((party) => party.id === party_id && party.status === 'present')
    return here && links.some((link) => link.party_id === party_id && link.purpose === 'own') ? null : 'no_own_link'
  },
  /** 改了名字也不能让当事人和正在调解的调解员成了同一个人 (I13)。 */
  name_is_no_mediator: (here, input) => {
    if (input === undefined) return null
    const { party_id, name } = reading<{ party_id: string; name?: string | undefined }>(input)
    return liveMediations(here).some(
      (it) => it.facts.parties.includes(party_id) && it.facts.mediators.some((mediator) => mediator.name === name),
    )
      ? 'mediator_is_party'
      : null
  },
  /** 所选的地方有受理单位。 */
  has_receiver: ({ receiver }) => (receiver ? null : 'no_receiver'),
  /** 移送来的写明哪个单位、凭什么文书。 */
  hand_over_named: (_, input) => {
    if (input === undefined) return null
    const { channel, hand_over } = reading<{ channel: string; hand_over?: object | undefined }>(input)
    return PAPER_CHANNELS.includes(channel) && !hand_over ? 'channel_needs_paper' : null
  },
  ...BATCH_GUARDS,
  unit_known: ({ named }, input) => (input === undefined || named.unit ? null : 'no_such_unit'),
  unit_is_other: ({ actor, named, parts }, input, part) => {
    if (input === undefined || !named.unit) return null
    if (actor.kind === 'staff' && named.unit.id === actor.unit_id && part?.part !== 'task') return 'unit_is_own'
    const holding = partsOf(parts, 'task').some(
      (task) => task.id !== part?.id && task.facts.unit_id === named.unit?.id && !ENDED_TASK.includes(task.status),
    )
    return holding ? 'unit_holds_task' : null
  },
  /** 先研判后交办：建议和理由留痕 (domain 2.4 row 5). */
  triaged: ({ parts }) => (partsOf(parts, 'dispute')[0]?.facts.triage ? null : 'not_triaged'),
  /** 主办只有一个，协办跟着主办 (threats I8). */
  one_lead: (here, input) => {
    if (input === undefined) return null
    const { assists } = reading<{ assists: boolean }>(input)
    const lead = leadTask(here) !== undefined
    if (assists) return lead ? null : 'lead_missing'
    return lead ? 'lead_exists' : null
  },
  objection_in_time: ({ clocks, today }, _, part) =>
    clocks.some(
      (clock) =>
        clock.part_id === part?.id &&
        (clock.rule === 'T-04' || clock.rule === 'T-04p') &&
        clock.state === 'running' &&
        clock.due_on < today,
    )
      ? 'objection_too_late'
      : null,
  /** 办出过结果、调解过的，就不是“没有这件纠纷”。 */
  never_handled: ({ parts }) =>
    partsOf(parts, 'task').some((it) => it.status === 'resolved') ||
    partsOf(parts, 'mediation').some((it) => it.facts.sessions.length > 0)
      ? 'was_handled'
      : null,
  /** 工作人员替本人登记同意的，要写明怎样确认是本人：“自己点的”只有本人能点。 */
  how_known: ({ actor }, input) =>
    input !== undefined && actor.kind === 'staff' && reading<{ how?: string }>(input).how === 'signed_in'
      ? 'how_not_said'
      : null,
  /** 退回两次的，交办单位和接收单位都不再自己定，由共同的上级定 (domain 2.4 row 8)。 */
  sender_decides: (_, __, part) => (part?.part === 'task' && part.facts.decider ? 'superior_decides' : null),
  /** 上级指定了的，不再退、不再转 (domain 2.4 row 8)。 */
  not_decided: (_, __, part) => (part?.part === 'task' && part.facts.decided ? 'handler_decided' : null),
  /** 会商、上交下交、导入其他途径都是主办的事；协办的只办自己那一份。 */
  task_leads: (_, __, part) => (part?.part === 'task' && part.facts.assists ? 'not_lead' : null),
  units_known: ({ named }, input) => {
    if (input === undefined) return null
    const { unit_ids } = reading<{ unit_ids: number[] }>(input)
    return unit_ids.every((id) => named.units.some((it) => it.id === id)) ? null : 'no_such_unit'
  },
  /** 逐级：只交给正上一级的单位。 */
  unit_above: ({ named, own_unit }, input) =>
    input === undefined || !named.unit || isOneLevelUp(own_unit?.place_code, named.unit.place_code)
      ? null
      : 'not_one_level_up',
  unit_below: ({ named, own_unit }, input) =>
    input === undefined || !named.unit || isOneLevelUp(named.unit.place_code, own_unit?.place_code)
      ? null
      : 'not_one_level_down',
  /** 会商只能给签收了的单位定事：没签收的由交办单位负责，定了也没有人办。 */
  duties_on_tasks: ({ parts, today }, input, part) => {
    if (input === undefined) return null
    const { duties } = reading<{ duties: { task_id: string; by: string }[] }>(input)
    const held = partsOf(parts, 'task').filter((task) => task.status === 'in_handling' || task.id === part?.id)
    if (!duties.every((duty) => held.some((task) => task.id === duty.task_id))) return 'duty_without_task'
    return duties.every((duty) => duty.by >= today) ? null : 'duty_day_past'
  },
  duty_open: ({ clocks }, input, part) => {
    const open = clocks.filter((it) => it.rule === 'R-24' && it.part_id === part?.id && it.state === 'running')
    const duty = reading<{ duty: string } | undefined>(input)?.duty
    return open.some((it) => duty === undefined || it.id === duty) ? null : 'no_such_duty'
  },
  /** 换一条途径是提出的人自己选的，几个人提出的要每一位都选了 (人民调解法 3)。 */
  chosen_by_applicants: (here, input) => {
    if (input === undefined) return null
    const { chosen_by } = reading<{ chosen_by: string[] }>(input)
    const known = present(here)
    if (!chosen_by.every((id) => known.some((it) => it.id === id))) return 'speaker_not_in_file'
    const applicants = known.filter((it) => it.facts.side === 'applicant')
    return applicants.every((it) => chosen_by.includes(it.id)) ? null : 'not_every_applicant_chose'
  },
  dispute_open: ({ parts }) => (partsOf(parts, 'dispute')[0]?.status === 'open' ? null : 'file_not_open'),
  no_other_lead: (here) => (leadTask(here) ? 'other_lead' : null),
  not_proposed_false: ({ parts }) =>
    partsOf(parts, 'dispute')[0]?.facts.false_proposed ? 'false_already_proposed' : null,
  false_proposed: ({ parts }) => (partsOf(parts, 'dispute')[0]?.facts.false_proposed ? null : 'nothing_proposed'),
  /** 核实无此纠纷要两个人：提出或者上报的人不能自己批准 (domain 2.2, FALSE_REPORT)。 */
  another_person: ({ actor, parts, involvements }) => {
    const { person_id } = actor.kind === 'staff' ? actor : { person_id: '' }
    const reported = involvements.some(
      (it) => it.as_what === 'reporting' && 'person' in it.who && it.who.person === person_id,
    )
    const proposed = partsOf(parts, 'dispute')[0]?.facts.false_proposed?.person_id === person_id
    return reported || proposed ? 'same_person' : null
  },
  no_mediation_live: (here) => (liveMediations(here).length > 0 ? 'mediation_running' : null),
  /** 结案后 180 日内又起来的，在原来的编号下办 (domain 2.4 row 32；本县约定)。 */
  within_look_back: (here) => {
    const until = reboundUntil(here)
    return until === null || here.today <= until ? null : 'look_back_over'
  },
  speaker_if_named: ({ actor, parts }, input) => {
    if (actor.kind === 'party') return herOwnWords(actor.party_id, input)
    const said_by = reading<{ said_by?: string } | undefined>(input)?.said_by
    return said_by === undefined || partsOf(parts, 'party').some((it) => it.id === said_by)
      ? null
      : 'speaker_not_in_file'
  },
  /** 没有要办的了，就不用再说归谁办。 */
  duty_left: (here, _, part) =>
    part?.part === 'task' &&
    !here.clocks.some(
      (clock) => (clock.state === 'running' || clock.state === 'paused') && isUnderTask(here, clock, part),
    )
      ? 'nothing_left_to_do'
      : null,
  not_mine_yet: ({ actor }, _, part) =>
    part?.part === 'task' && actor.kind === 'staff' && part.facts.held_by?.person_id === actor.person_id
      ? 'held_already'
      : null,
  is_held: (_, __, part) => (part?.part === 'task' && part.facts.held_by ? null : 'held_by_nobody'),
  /** 交给的是本单位现在在岗、能办事的人；已经归她办的不用再交。 */
  colleague_known: ({ named }, input, part) => {
    if (input === undefined || part?.part !== 'task') return null
    if (named.colleague?.unit_id !== part.facts.unit_id) return 'not_a_colleague'
    return part.facts.held_by?.person_id === named.colleague.person_id ? 'given_already' : null
  },
  no_mediation_on_task: (here, _, part) =>
    liveMediations(here).some((it) => it.facts.task_id === part?.id) ? 'mediation_running' : null,
  not_itself: ({ file }, input) =>
    input !== undefined && reading<{ file_id: string }>(input).file_id === file?.id ? 'file_self' : null,
  merged_here: ({ parts }, input) => {
    if (input === undefined) return null
    const { file_id } = reading<{ file_id: string }>(input)
    return partsOf(parts, 'dispute')[0]?.facts.merged_here?.some((it) => it.file_id === file_id)
      ? null
      : 'not_merged_here'
  },
  /** 并案只有一层：已经并进了别件的，不再并入另一件 (threats I9)。 */
  holds_none_merged: ({ parts }) =>
    (partsOf(parts, 'dispute')[0]?.facts.merged_here ?? []).length > 0 ? 'holds_merged' : null,
  /** 随那一件来的人还在这里调解，或者受这里的协议约束，不能随它离开。 */
  comers_free: (here, input) => {
    if (input === undefined) return null
    const { file_id } = reading<{ file_id: string }>(input)
    const comers = present(here).filter((party) => party.facts.came_from?.file_id === file_id)
    const bound = [
      ...liveMediations(here),
      ...partsOf(here.parts, 'agreement').filter((it) => it.status === 'in_effect'),
    ].flatMap((it) => it.facts.parties)
    if (comers.some((party) => bound.includes(party.id))) return 'comers_bound'
    // Whoever asked here first may have left since: a dispute is never without an applicant.
    const stays = present(here).some((party) => party.facts.side === 'applicant' && !comers.includes(party))
    return stays ? null : 'last_applicant'
  },
  no_agreement_in_effect: ({ parts }) =>
    partsOf(parts, 'agreement').some((it) => it.status === 'in_effect') ? 'agreement_in_effect' : null,
  /** 行业性、专业性调委会只办本行业的纠纷 (人民调解法 34)；类型还不知道的，先收下。 */
  of_its_kind: ({ parts, own_unit }) => {
    const type = partsOf(parts, 'dispute')[0]?.facts.dispute_type
    if (!own_unit || !type) return null
    return servesTypeOf(own_unit, type, MATRICES[MATRIX_VERSION]) ? null : 'not_of_its_kind'
  },
  /** 人民调解委员会不受理的事项 (人民调解工作若干规定 22): 由别的机关依职权调解的不在此列。 */
  may_be_mediated: ({ parts, own_unit }) => {
    if (!own_unit) return null
    const peoples = COMMITTEE_KINDS.includes(own_unit.kind) || own_unit.kind.endsWith('_centre')
    return peoples && partsOf(parts, 'dispute')[0]?.facts.triage?.may_be_mediated === false ? 'not_for_mediation' : null
  },
  two_sides: (here, input) => {
    if (input === undefined) return null
    const { parties } = reading<{ parties: string[] }>(input)
    const chosen = present(here).filter((party) => parties.includes(party.id))
    if (chosen.length < new Set(parties).size) return 'party_has_left'
    const sides = new Set(chosen.map((party) => party.facts.side))
    return sides.has('applicant') && (sides.has('respondent') || sides.has('third')) ? null : 'one_side_missing'
  },
  in_no_other_mediation: (here, input) => {
    if (input === undefined) return null
    const { parties } = reading<{ parties: string[] }>(input)
    return liveMediations(here).some((it) => it.facts.parties.some((id) => parties.includes(id)))
      ? 'already_in_mediation'
      : null
  },
  /** 自愿 (INV-1; 人民调解法 17、26): 每一位当事人都同意，而且没有收回。 */
  everybody_agreed: (here, _, part) => {
    const mediation = mediationOf(here, part)
    return mediation?.facts.parties.every((id) => mediation.facts.consents[id]?.answer === 'agreed')
      ? null
      : 'not_everybody_agreed'
  },
  tried_enough: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { party_id } = reading<{ party_id: string }>(input)
    const days = part.facts.attempts
      .filter((it) => it.party_id === party_id && it.result !== 'reached')
      .map((it) => dayIn(it.at))
    return new Set(days).size >= DAYS_TRIED ? null : 'attempts_too_few'
  },
  mediators_known: ({ named }, input) => {
    if (input === undefined) return null
    const { mediators } = reading<{ mediators: string[] }>(input)
    return mediators.every((id) => named.people.some((it) => it.person_id === id)) ? null : 'not_a_mediator'
  },
  /** 回避 (INV-5): 当事人不能调自己的事；有关系的要全体当事人书面同意。 */
  mediators_free: (here, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { disclosed, waived_by } = reading<{ disclosed: string; waived_by: string[] }>(input)
    const found = here.named.people.flatMap((it) => relationsOf(it, here, part))
    if (found.some((it) => it.level === 'same_person')) return 'mediator_is_party'
    if (found.every((it) => it.level !== 'related') && disclosed === '') return null
    return part.facts.parties.every((id) => waived_by.includes(id)) ? null : 'relation_not_waived'
  },
  /** 关系随时重新核对 (INV-5；threats I12)：有关系、没有全体书面同意的，不能开始、记录、签名、生效。 */
  mediators_clear: (here, _, part) => {
    const mediation = mediationOf(here, part)
    return mediation && standingsOf(here, mediation).some((it) => it.level === 'red') ? 'relation_found' : null
  },
  mediator_of_this: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { person_id } = reading<{ person_id: string }>(input)
    return part.facts.mediators.some((it) => it.person_id === person_id) ? null : 'not_a_mediator'
  },
  /** 谁的关系，谁不能自己登记“大家都不介意” (INV-5)。 */
  not_her_relation: (here, _, part) => {
    const { actor } = here
    if (part?.part !== 'mediation' || actor.kind !== 'staff') return null
    return isConflicted(here, [part], actor.person_id) ? 'own_relation' : null
  },
  relation_to_waive: (here, _, part) =>
    part?.part === 'mediation' && waivable(here, part).length > 0 ? null : 'no_relation_open',
  /** 不回避要全体当事人书面同意 (特邀调解规定 15)，少一位也不行。 */
  everybody_waives: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { waived_by } = reading<{ waived_by: string[] }>(input)
    return part.facts.parties.every((id) => waived_by.includes(id)) ? null : 'relation_not_waived'
  },
  /** 另开一场，是因为有一位不愿意、退出了或者联系不上；只另开一次。 */
  ended_by_one: (_, __, part) => {
    if (part?.part !== 'mediation') return null
    if (part.facts.gone_on_in !== undefined) return 'gone_on_already'
    return typeof part.facts.ended?.party_id === 'string' ? null : 'not_ended_by_one'
  },
  task_in_hand: ({ parts }, _, part) =>
    part?.part === 'mediation' &&
    partsOf(parts, 'task').some((task) => task.id === part.facts.task_id && task.status === 'in_handling')
      ? null
      : 'task_not_in_hand',
  /** 退出的人不会被放进另一场 (INV-1)：除非她自己后来又同意了。 */
  without_leavers: (here, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { parties } = reading<{ parties: string[] }>(input)
    const may = whoMayGoOn(here, part)
    return parties.every((id) => may.includes(id)) ? null : 'left_this_matter'
  },
  /** 临近期限才谈延长，过了期限不再延长 (人民调解工作若干规定 33)。 */
  limit_near: (here, _, part) => {
    const limit = part && limitOf(here, part)
    if (!limit) return 'no_limit_running'
    if (limit.due_on < here.today) return 'limit_is_over'
    return daysBetween(here.today, limit.due_on) > LAST_DAYS ? 'too_early_to_extend' : null
  },
  /** 延长要每一位同意 (人民调解工作若干规定 33)：谁、怎样说的，一位一位写明。 */
  everybody_extends: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { agreed } = reading<{ agreed: { party_id: string }[] }>(input)
    const said = agreed.map((it) => it.party_id)
    if (said.some((id) => !part.facts.parties.includes(id))) return 'party_not_in_file'
    return part.facts.parties.every((id) => said.includes(id)) ? null : 'not_everybody_extends'
  },
  limit_passed: (here, _, part) => {
    const limit = part && limitOf(here, part)
    return limit && limit.due_on < here.today ? null : 'limit_not_passed'
  },
  /** 有暴力风险的不自动面对面：要有危险的一方自己愿意 (domain 10.4)。 */
  joint_wished: (here, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    return mayMeet(here, part, reading<{ mode: string }>(input).mode) ? null : 'joint_not_wished'
  },
  /** 约好面对面以后才发现有暴力风险的，也不照原来的安排开始。 */
  meeting_wished: (here, _, part) =>
    part?.part !== 'mediation' || mayMeet(here, part, part.facts.meeting?.mode) ? null : 'joint_not_wished',
  /** 虚假调解的嫌疑先暂停、报告、核实，不能一怀疑就不办了 (INV-12；特邀调解规定 18)。 */
  sham_looked_into: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { reason } = reading<{ reason: string }>(input)
    const suspended = part.status === 'suspended' && part.facts.suspended_for?.reason === 'sham_suspected'
    return reason === 'sham_suspected' && !suspended ? 'sham_suspend_first' : null
  },
  seen_before: ({ now }, input) => {
    if (input === undefined) return null
    const { seen_at } = reading<{ seen_at: string }>(input)
    return seen_at.slice(0, MINUTE) > now.slice(0, MINUTE) ? 'occurred_in_future' : null
  },
  danger_open: (here) => (openDangers(here).length > 0 ? null : 'no_danger_open'),
  /** 涉及未成年人、无行为能力人受侵害的必须报告，谁也不能决定不报 (反家庭暴力法 14；未成年人保护法 11)。 */
  report_may_be_declined: (here) => {
    const dependent = (id: string) =>
      partsOf(here.parts, 'party').some((it) => it.id === id && capacityOf(it.facts.capacity, here.today) !== 'full')
    const must = openDangers(here).some((it) => DANGERS[it.kind].must || it.endangered.some(dependent))
    return must ? 'report_mandatory' : null
  },
  /** 激化风险没有报告、也没有负责人的决定，不能结案 (threats I38)。 */
  danger_answered: (here) => (openDangers(here).length > 0 ? 'danger_not_reported' : null),
  time_offered: (_, input, part) => {
    if (input === undefined || part?.part !== 'mediation') return null
    const { slots } = reading<{ slots: string[] }>(input)
    return slots.every((id) => part.facts.slots.some((slot) => slot.id === id)) ? null : 'no_such_time'
  },
  times_ahead: ({ occurred_at }, input) => {
    if (input === undefined) return null
    const { times, at } = reading<{ times?: { at: string }[]; at?: string }>(input)
    // Written down afterwards, it was ahead when it was said.
    const asked = [...(times ?? []).map((it) => it.at), ...(at === undefined ? [] : [at])]
    return asked.every((it) => it.slice(0, MINUTE) >= occurred_at.slice(0, MINUTE)) ? null : 'too_early'
  },
  no_agreement_open: (here, _, part) => (unfinishedAgreements(here, part?.id).length > 0 ? 'agreement_open' : null),
  clauses_sound: (here, input, part) => {
    const mediation = mediationOf(here, part)
    if (input === undefined || !mediation) return null
    const { clauses } = reading<{ clauses: Clause[] }>(input)
    // Who stands surety agrees and signs like everybody else (民法典 685): she is in this mediation or binds herself to nothing.
    const [fault] = faultsOfClauses(clauses, mediation.facts.parties)
    if (fault) return fault.code
    return obligationsOf(clauses, here.today, here.calendar).length > MOST_OBLIGATIONS ? 'obligations_too_many' : null
  },
  /** 放弃诉讼、信访、报案的话不得写进协议 (INV-2; 人民调解法 3): 拒绝时告诉是哪一条。 */
  clauses_lawful: (_, input) => {
    if (input === undefined) return null
    const { clauses, undertakings, outside_facts } = reading<{
      clauses: Clause[]
      undertakings: Undertaking[]
      outside_facts: OutsideFact[]
    }>(input)
    return unlawfulInAgreement(clauses, undertakings, outside_facts)[0]?.code ?? null
  },
  oral_allowed: (_, input) => {
    if (input === undefined) return null
    const said = reading<SaidOfAgreement & { clauses: Clause[] }>(input)
    const why = writingForced(said.clauses, said)
    return why && (`writing_${why}` as const)
  },
  /** 先同意，后调解 (threats I10)。 */
  after_consents: ({ occurred_at }, _, part) => {
    if (part?.part !== 'mediation') return null
    const latest = Object.values(part.facts.consents).map((it) => it.at ?? '')
    return latest.every((at) => at.slice(0, MINUTE) <= occurred_at.slice(0, MINUTE)) ? null : 'before_consent'
  },
  /** 最后一个签字之后才生效 (threats I14)：倒填日子会把 30 日的窗口缩短。 */
  after_last_signature: ({ occurred_at }, _, part) =>
    part?.part === 'agreement' &&
    part.facts.signatures.some((it) => it.at.slice(0, MINUTE) > occurred_at.slice(0, MINUTE))
      ? 'before_signature'
      : null,
  every_party_signed: (_, __, part) =>
    part?.part === 'agreement' &&
    part.facts.parties.every((id) => part.facts.signatures.some((it) => 'party' in it.who && it.who.party === id))
      ? null
      : 'not_everybody_signed',
  /** 签名的要是现在的调解员：换下来的人签的不算 (人民调解法 29)。 */
  mediator_signed: (here, _, part) => {
    const mediators = mediationOf(here, part)?.facts.mediators ?? []
    const signed =
      part?.part === 'agreement' &&
      part.facts.signatures.some(({ who }) => 'person' in who && mediators.some((it) => it.person_id === who.person))
    return signed ? null : 'mediator_not_signed'
  },
  /** 暂停着（等鉴定、怀疑虚假调解）的，协议不生效 (INV-12)。 */
  mediation_goes_on: (here, _, part) =>
    mediationOf(here, part)?.status === 'suspended' ? 'mediation_suspended' : null,
  signs_once: ({ actor }, input, part) => {
    if (part?.part !== 'agreement') return null
    const { signatures, parties } = part.facts
    const said = reading<{ party_id?: string } | undefined>(input)?.party_id
    const party = actor.kind === 'party' ? actor.party_id : said
    if (party !== undefined && !parties.includes(party)) return 'signer_not_in_agreement'
    return signatures.some((it) => 'party' in it.who && it.who.party === party) ? 'already_signed' : null
  },
  mediator_signs_once: ({ actor }, _, part) =>
    part?.part === 'agreement' &&
    part.facts.signatures.some(
      (it) => 'person' in it.who && actor.kind === 'staff' && it.who.person === actor.person_id,
    )
      ? 'already_signed'
      : null,
  /** 签的是看过的那一版 (threats I14、I15). */
  edition_read: (_, input, part) =>
    input === undefined ||
    part?.part !== 'agreement' ||
    (reading<{ edition?: number }>(input).edition ?? part.facts.edition) === part.facts.edition
      ? null
      : 'terms_changed',
  /** 验证码只发到不是对方提供的电话 (issue: A dispute walks, 8)。 */
  phone_is_hers: ({ actor, parts }) => {
    const me = actor.kind === 'party' && partsOf(parts, 'party').find((party) => party.id === actor.party_id)
    return me && me.facts.reach_from === 'other_side' ? 'phone_from_other_side' : null
  },
  /** 在屏幕上签字要用一次性验证码，发到不是对方提供的电话 (issue: A dispute walks, 8)。 */
  known_by_code: ({ named }, input) => (input === undefined || named.proved_by_code ? null : 'code_not_proved'),
  /** 身份关系的协议不能只用电子签名 (电子签名法 3；INV-6)。 */
  screen_allowed: ({ parts }, _, part) => {
    const facts = partsOf(parts, 'dispute')[0]?.facts
    const said = part?.part === 'agreement' && part.facts.identity_relation === true
    return said || facts?.dispute_type === 'M01' || facts?.triage?.facts.inheritance === true ? 'paper_only' : null
  },
  condition_free: ({ parts }, input, part) => {
    if (input === undefined || part?.part !== 'obligation') return null
    const { agreement_id, waiting_for } = part.facts
    const first = waiting_for?.after_clause
    if (first === null || first === undefined) return null
    const before = partsOf(parts, 'obligation').filter(
      (it) => it.facts.agreement_id === agreement_id && it.facts.clause === first,
    )
    return before.every((it) => it.status === 'performed' || it.status === 'waived')
      ? null
      : 'condition_waits_for_clause'
  },
  amount_known: (_, input, part) => {
    if (input === undefined || part?.part !== 'obligation') return null
    const { amount } = reading<{ amount?: string | null }>(input)
    return part.facts.nature === 'pay' && part.facts.amount === null && !amount ? 'amount_not_known' : null
  },
  /** 协议写定的金额谁也不能另改；约定以后再定的才补 (threats I25)。 */
  amount_open: (_, __, part) => (part?.part === 'obligation' && !amountOpen(part) ? 'amount_agreed' : null),
  amount_as_agreed: (_, input, part) => {
    if (input === undefined || part?.part !== 'obligation') return null
    const { amount } = reading<{ amount?: string | null }>(input)
    return amount && amount !== part.facts.amount && !amountOpen(part) ? 'amount_agreed' : null
  },
  obligation_overdue: ({ today }, _, part) =>
    part?.part === 'obligation' && part.facts.due_on !== null && part.facts.due_on < today ? null : 'not_overdue',
  /** 有日子的要等过期；没有约定日子的，权利人可以随时要求履行 (民法典 511)。 */
  claimable: (_, __, part) =>
    part?.part === 'obligation' && part.status === 'due' && part.facts.due_on !== null ? 'not_overdue' : null,
  not_reminded_yet: (_, input, part) => {
    if (input === undefined || part?.part !== 'obligation') return null
    const { days } = reading<{ days: number }>(input)
    return part.facts.reminded?.includes(days) ? 'reminded_already' : null
  },
  ...COMPLAINT_GUARDS,
  ...PERFORMANCE_GUARDS,
  ...APPOINTMENT_GUARDS,
  ...SERVICE_GUARDS,
} as const satisfies Record<string, Guard>
export type GuardName = keyof typeof GUARDS

/** Asks one guard by name. */
export const refusalOf: (name: GuardName, ...of: Parameters<Guard>) => RefusalCode | null = (name, ...of) => {
  const guard: Guard = GUARDS[name]
  return guard(...of)
}
