import { addDays } from '#domain/clocks/calendar.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import type { StepName } from '#domain/table.ts'
import { FOR_PAPER, ON_THE_SPOT } from './terms.ts'
import {
  type Asked,
  anyOne,
  anyParty,
  edition,
  facts,
  how,
  matter,
  mediators,
  money,
  one,
  PAPER,
  people,
  presentOf,
  SEALED,
  said,
  sides,
  signer,
  theTerms,
  time,
  triageFacts,
  unitId,
} from './walk-answers.ts'
import { NAMES, PLACE, STAFF, STRANGER, uuid } from './world-of-rules.ts'

/** Those it is owed to who have not said that they have theirs; now and then one who has. */
const awaited = (it: Asked): string[] => {
  const { creditors = [], received_by = {} } = facts('obligation', it.part) ?? {}
  const left = creditors.filter((id) => received_by[id] === undefined)
  return left.length > 0 && it.pick([true, true, false]) ? left : creditors
}

type Filler = (it: Asked) => unknown
/** How each row's form is filled in. The type demands one for every row of the table. */
export const INPUTS: Record<StepName, Filler> = {
  register: (it) => ({
    your_name: it.pick(NAMES),
    reach: SEALED,
    other_side: '还不知道',
    place_code: PLACE,
    where_text: '',
    what_happened: '水沟被占。',
    wish: '还不知道',
  }),
  take_down: (it) => ({
    channel: it.honest ? it.pick(['CH03', 'CH05', 'CH07', 'CH08']) : 'CH07',
    ...matter(it),
    parties: people(it),
    ...(it.honest ? { hand_over: PAPER } : {}),
  }),
  hand_over: (it) => ({
    channel: it.pick(['CH07', 'CH08', 'CH09']),
    ...matter(it),
    parties: people(it),
    hand_over: PAPER,
  }),
  report_clue: () => ({
    channel: 'CH01',
    place_code: PLACE,
    where_text: '',
    what_happened: '两家在吵。',
    reported_by: '',
  }),
  take_up_clue: (it) => ({ parties: people(it), wish: '还不知道', dispute_type: null }),
  dismiss_clue: () => ({ because: '去看过，没有纠纷。' }),
  ask_supplement: (it) => ({ missing: [it.pick(['wish', 'evidence'] as const)], note: it.pick(['', '带上合同']) }),
  supply_supplement: (it) => ({
    text: '补充。',
    ...(it.pick([true, false]) ? { other_side: '邢大山' } : {}),
    ...said(it),
  }),
  lapse_supplement: () => ({}),
  record_identity: (it) => ({ party_id: anyParty(it), paper: 'other', number: SEALED }),
  name_party: (it) => one(it, it.pick(['respondent', 'respondent', 'third', 'applicant'] as const)),
  correct_party: (it) => ({
    party_id: anyParty(it),
    ...(it.pick([true, false]) ? { reach: SEALED } : { name: it.pick(NAMES.slice(1)) }),
    reach_from: it.pick(['self', 'staff', 'other_side'] as const),
    because: '号码写错了',
  }),
  renew_link: (it) => ({ party_id: anyParty(it), because: '手机丢了' }),
  suspect_duplicate: () => ({
    suspicions: [{ file_id: uuid(500), short_code: 'AAAA-BBBB', level: 'same_matter', reasons: ['同一处水沟'] }],
  }),
  not_duplicate: () => ({ because: '不是同一处。' }),
  merge: (it) => ({
    file_id: it.honest ? uuid(500) : (it.here.file?.id ?? uuid(500)),
    short_code: 'AAAA-BBBB',
    because: '同一件事。',
  }),
  take_in: (it) => ({
    file_id: it.honest ? it.pick([uuid(501), uuid(502)]) : (it.here.file?.id ?? uuid(501)),
    short_code: 'CCCC-DDDD',
    since: addDays(it.here.today, -it.pick([0, 2, 200])),
    reporters: [
      {
        party_id: uuid(601),
        side: it.pick(['applicant', 'respondent'] as const),
        kind: 'person',
        name: it.pick(NAMES),
        reach: SEALED,
        reach_from: 'self',
      },
    ],
  }),
  unmerge: () => ({ because: '不是一件事。' }),
  let_go: (it) => {
    const held = partsOf(it.here.parts, 'dispute')[0]?.facts.merged_here ?? []
    return { file_id: it.honest ? (it.pick(held)?.file_id ?? uuid(501)) : uuid(599), because: '并错了。' }
  },
  triage: triageFacts,
  dispatch: (it) => {
    const lead = partsOf(it.here.parts, 'task').some(
      (task) => !task.facts.assists && ['dispatched', 'objected', 'in_handling'].includes(task.status),
    )
    return {
      unit_id: unitId(it),
      route: it.pick(['peoples_mediation_village', 'police'] as const),
      assists: it.honest ? lead : !lead,
      because: '就近。',
    }
  },
  sign_off: () => ({ note: '' }),
  object_dispatch: () => ({ reason: '不在本辖区', basis: '职责规定' }),
  confirm_dispatch: () => ({ because: '属于其职责' }),
  reassign: (it) => ({ unit_id: unitId(it), because: '改由就近的单位办' }),
  take_on: () => ({}),
  give_to: (it) => {
    const own = it.here.actor.kind === 'staff' ? it.here.actor.unit_id : 0
    const there = STAFF.filter((each) => (each.unit_id === own) === it.honest)
    return { person_id: it.pick(there)?.person_id ?? STRANGER, note: it.pick(['', '您熟悉这一片']) }
  },
  give_back: (it) => ({ note: it.pick(['', '下周出差']) }),
  accept_here: (it) => ({ note: it.pick(['', '先到现场看']) }),
  refuse: (it) => ({ ground: it.pick(['already_with_authority', 'reserved_by_law']), explanation: '法院已经立案。' }),
  withdraw: (it) => ({ reason: 'not_said', ...said(it) }),
  step_back: (it) => ({ note: it.pick(['', '不想再争了']) }),
  propose_mediation: (it) => ({
    parties: sides(it),
    matter: '修沟的费用',
    begun_by: it.pick(['applicant', 'committee']),
  }),
  record_contact: (it) => ({
    party_id: it.honest ? it.pick(facts('mediation', it.part)?.parties ?? [STRANGER]) : STRANGER,
    how: it.pick(['phone', 'visit'] as const),
    result: it.pick(['reached', 'no_answer', 'moved_away'] as const),
    note: '',
  }),
  invite: (it) => ({
    party_id: it.honest ? it.pick(facts('mediation', it.part)?.parties ?? [STRANGER]) : STRANGER,
    how: it.pick(['text_message', 'qr', 'paper'] as const),
  }),
  agree_to_mediation: (it) => ({ ...said(it), ...how(it) }),
  ask_other_time: (it) => ({ ...said(it), ...how(it), note: '农忙以后' }),
  refuse_mediation: (it) => ({ ...said(it), ...how(it), reason: 'not_said', note: '' }),
  cannot_reach: (it) => {
    // Whom they tried for most often.
    const { attempts = [], parties = [STRANGER] } = facts('mediation', it.part) ?? {}
    const tried = (id: string) => attempts.filter((each) => each.party_id === id && each.result !== 'reached').length
    const [party_id = STRANGER] = [...parties].sort((one, other) => tried(other) - tried(one))
    return { party_id: it.honest ? party_id : it.pick([STRANGER, parties.at(-1) ?? STRANGER]), note: '' }
  },
  decline_mediation: () => ({ ground: 'reserved_by_law', explanation: '只能由法院处理。' }),
  accept_mediation: () => ({ note: '' }),
  assign_mediator: mediators,
  replace_mediator: (it) => ({ ...mediators(it), because: '当事人要求换人' }),
  offer_times: (it) => ({
    times: [
      { at: time(it), place: '村委会' },
      { at: time(it), place: '田边' },
    ],
  }),
  tick_times: (it) => {
    const slots = (facts('mediation', it.part)?.slots ?? []).map((slot) => slot.id)
    return { ...said(it), slots: it.honest ? slots.slice(0, 1) : [STRANGER] }
  },
  notify_session: (it) => ({ at: time(it), place: '村委会', mode: it.pick(['joint', 'on_site'] as const) }),
  begin_session: (it) => ({
    rights_told: true,
    present: facts('mediation', it.part)?.parties ?? [STRANGER],
    open_to_public: it.pick([true, false]),
  }),
  record_session: (it) => {
    const [first = STRANGER] = facts('mediation', it.part)?.parties ?? []
    const apart = it.pick([true, false])
    return {
      mode: apart ? 'back_to_back' : 'joint',
      place: '村委会',
      present: [first],
      helpers: '',
      with: apart ? first : null,
      text: apart ? '' : '各说各的。',
      ...(apart ? { private_note: SEALED } : {}),
      result: it.pick(['goes_on', 'agreed', 'failed'] as const),
    }
  },
  suspend_mediation: (it) => ({ reason: it.pick(['appraisal', 'sham_suspected']), note: '', resumes: null }),
  resume_mediation: () => ({ note: '' }),
  leave: (it) => ({ ...said(it), ...how(it), note: '' }),
  end_mediation: () => ({ reason: 'too_far_apart', note: '' }),
  settle_themselves: (it) => ({ ...said(it), said_by: said(it).said_by ?? anyOne(it), account: '两家自己说好了。' }),
  draft_agreement: (it) => theTerms(it),
  revise_agreement: (it) => theTerms(it),
  lay_out_agreement: () => ({ note: '' }),
  take_back_agreement: () => ({ because: '金额写错' }),
  ask_code: edition,
  sign_agreement: (it) => ({ ...edition(it), understood: true }),
  record_signature: (it) => ({ ...edition(it), party_id: signer(it), known_by: 'identity_paper' }),
  sign_as_mediator: edition,
  put_in_effect: () => ({ sealed: true }),
  agree_orally: (it) => {
    const flags = {
      a_party_asks_for_writing: false,
      not_all_performed: false,
      major: false,
      identity_relation: false,
      immovable: false,
    }
    if (it.honest) return { ...theTerms(it, ON_THE_SPOT), ...flags }
    const flag = it.pick(Object.keys(flags))
    return it.pick([
      () => ({ ...theTerms({ ...it, honest: true }, ON_THE_SPOT), ...flags, [flag]: true }),
      () => ({ ...theTerms({ ...it, honest: true }), ...flags }),
      () => ({ ...theTerms({ ...it, honest: true }, FOR_PAPER), ...flags }),
      () => ({ ...theTerms(it), ...flags }),
    ])()
  },
  meet_condition: () => ({ note: '鉴定出来了' }),
  fix_amount: () => ({ amount: '5000', basis: '鉴定意见' }),
  claim_performed: (it) => ({ ...said(it, facts('obligation', it.part)?.debtors), note: '' }),
  confirm_share: (it) => ({ ...said(it, awaited(it)), note: '', amount: money(it) }),
  confirm_performed: (it) => ({ ...said(it, awaited(it)), note: '', amount: money(it) }),
  deny_performed: (it) => ({ ...said(it, facts('obligation', it.part)?.creditors), note: '差五百' }),
  waive: (it) => ({ ...said(it, facts('obligation', it.part)?.creditors), note: '' }),
  remind: (it) => ({ days: it.pick([-3, 0, 3]) }),
  breach: () => ({}),
  send_to_enforcement: () => ({ note: '' }),
  record_visit: (it) => ({
    how: 'phone',
    visited: presentOf(it)
      .map((party) => party.id)
      .slice(0, 1),
    performance: it.pick(['all', 'partly'] as const),
    satisfaction: 'not_said',
    trouble: false,
    account: '都好。',
  }),
  visit_not_reached: () => ({ note: '' }),
  resolve_task: () => ({ how: 'matter_put_right', account: '墙退回一尺。' }),
  leave_unresolved: () => ({ why: 'too_far_apart', account: '谈了两次。' }),
  close: (it) => ({ note: it.pick(['', '已回访']) }),
}
