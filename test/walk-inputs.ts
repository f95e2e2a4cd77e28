import { cents, yuan } from '#domain/agreements/amounts.ts'
import { awaitedIn } from '#domain/agreements/change.ts'
import { hasSpoken, restOf } from '#domain/agreements/payments.ts'
import { addDays } from '#domain/clocks/calendar.ts'
import { COMPLAINT_KINDS } from '#domain/complaints/inputs.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { whoMayGoOn } from '#domain/mediation/leavers.ts'
import { ADVISING_ROLES } from '#domain/organisations/words.ts'
import { sealsIn } from '#domain/seals/seal.ts'
import type { StepName } from '#domain/table.ts'
import { FOR_PAPER, ON_THE_SPOT } from './terms.ts'
import {
  type Asked,
  anyOne,
  anyParty,
  edition,
  facts,
  how,
  levelFrom,
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
import {
  addMembers,
  cameWith,
  choosing,
  endAgency,
  endHelp,
  giveAgentLink,
  nameAgent,
  nameGuardian,
  nameHelper,
  nameRepresentatives,
  recordCapacity,
  saidBy,
  saidWith,
  signedBeside,
  there,
} from './walk-beside.ts'
import { EVIDENCE_INPUTS } from './walk-evidence.ts'
import { onGlass } from './walk-glass.ts'
import { LEDGER_INPUTS } from './walk-ledger.ts'
import { askedBack, askOther, requestId } from './walk-questioned.ts'
import { refer } from './walk-referrals.ts'
import { RETURNED_INPUTS } from './walk-returned.ts'
import { succeedPerson, succeedPlace, succeedUnit } from './walk-succession.ts'
import { ADVISERS, JUDGE, NAMES, NAMESAKE, PLACE, SHEET, STAFF, STRANGER, uuid } from './world-of-rules.ts'

/** Those it is owed to who have not said that they have theirs; now and then one who has. */
const awaited = (it: Asked): string[] => {
  const { creditors = [], ...owing } = facts('obligation', it.part) ?? {}
  const left = creditors.filter((id) => !hasSpoken(owing, id))
  return left.length > 0 && it.pick([true, true, false]) ? left : creditors
}

const firm = (it: Asked) => ({ ...one(it, 'applicant'), kind: 'organisation' as const, is_enterprise: true })
/** A question that waits for who acts, or for anybody; or one that does not exist. */
const guidanceId = (it: Asked): string => {
  const { guidance = [] } = facts('mediation', it.part) ?? {}
  const open = guidance.filter(({ answer, ended }) => !answer && !ended)
  const { actor } = it.here
  const hers = open.filter(({ person_id }) => actor.kind === 'staff' && person_id === actor.person_id)
  return it.honest
    ? (it.pick(hers.length > 0 ? hers : open)?.id ?? STRANGER)
    : it.pick([STRANGER, guidance[0]?.id ?? STRANGER])
}

type Filler = (it: Asked) => unknown
/** Of what is not honest, mostly one thing: who signs what is right, and how it is signed is not. */
const honestBut = (it: Asked): Asked => ({ ...it, honest: it.honest || it.pick([true, true, false]) })

const bothOf = (it: Asked) => {
  const { debtors = [], creditors = [] } = facts('obligation', it.part) ?? {}
  return [...debtors, ...creditors]
}
/** A payment that waits for an answer, or one that does not exist. */
const paymentId = (it: Asked): string => {
  const waiting = (facts('obligation', it.part)?.payments ?? []).filter(({ state }) => state === 'claimed')
  return it.honest ? (it.pick(waiting)?.id ?? STRANGER) : it.pick([STRANGER, waiting[0]?.id ?? STRANGER])
}
/** The rest in so many parts that add up to it. */
const inParts = (it: Asked, parts: number): { due_on: string; amount: string }[] => {
  const rest = cents(restOf({ amount: '1.00', ...facts('obligation', it.part) }) ?? '1.00')
  const each = rest / BigInt(parts)
  return Array.from({ length: parts }, (_, at) => ({
    due_on: addDays(it.here.today, 20 * (at + 1)),
    amount: yuan(at === 0 ? rest - each * BigInt(parts - 1) : each),
  })).filter(({ amount }) => cents(amount) > 0n)
}
const proposed = (it: Asked) => {
  const nothing = { due_on: null, amount: null, instalments: [], why: '' }
  const isSum = facts('obligation', it.part)?.nature === 'pay'
  if (it.honest)
    return it.pick([
      { ...nothing, due_on: addDays(it.here.today, it.pick([1, 30])) },
      { ...nothing, ...(isSum ? { instalments: inParts(it, 2) } : { due_on: it.here.today }) },
    ])
  const paid = facts('obligation', it.part)?.payments?.some(({ state }) => state === 'confirmed')
  if (paid) return { ...nothing, amount: '0.01', due_on: it.here.today }
  return it.pick([
    nothing,
    { ...nothing, due_on: addDays(it.here.today, -1) },
    { ...nothing, amount: '0.01', due_on: it.here.today },
    { ...nothing, amount: '0.01', due_on: addDays(it.here.today, 9) },
    { ...nothing, instalments: [{ due_on: it.here.today, amount: '0.03' }] },
  ])
}
/** Of several, who gave it and who has it; not honest: nobody is named, or a stranger. */
const between = (it: Asked): { paid_to?: string; paid_by?: string } => {
  const { debtors = [], creditors = [] } = facts('obligation', it.part) ?? {}
  if (!it.honest) return it.pick([{}, { paid_to: STRANGER }, { paid_by: STRANGER }])
  return {
    ...(creditors.length > 1 ? { paid_to: it.pick(creditors) } : {}),
    ...(debtors.length > 1 ? { paid_by: it.pick(debtors) } : {}),
  }
}
const payment = (it: Asked) => {
  const owing = facts('obligation', it.part)
  const rest = restOf({ amount: '1.00', ...owing }) ?? '1.00'
  const part = yuan(cents(rest) / 2n)
  return {
    amount:
      it.honest && cents(rest) > 0n ? it.pick([rest, cents(part) > 0n ? part : rest]) : it.pick(['999999', '0.01']),
    on: addDays(it.here.today, it.honest ? 0 : 3),
    how: it.pick(['cash', 'transfer', 'in_kind'] as const),
    what: '两袋米',
    proof: '',
    ...between(it),
  }
}
const agreeing = (it: Asked) => {
  const { proposal } = facts('obligation', it.part) ?? {}
  const awaited = it.part?.part === 'obligation' ? awaitedIn(it.part) : []
  return {
    ...said(it, it.honest && awaited.length > 0 ? awaited : bothOf(it)),
    how: it.pick(['in_person', 'by_phone', 'signed_in']),
    proposal_id: it.honest ? (proposal?.id ?? STRANGER) : it.pick([STRANGER, proposal?.id ?? STRANGER]),
  }
}
/** Those a payment was given to, where it says so; else all it is owed to. */
const receivers = (it: Asked): string[] | undefined => {
  const { creditors, payments = [] } = facts('obligation', it.part) ?? {}
  const to = payments.filter((each) => each.state === 'claimed').flatMap((each) => each.to ?? [])
  return it.honest && to.length > 0 ? to : creditors
}
/** A danger that was reported in another file and told to the police there. */
const ANSWERED_DANGER = {
  ...{ id: uuid(650), kind: 'violence', what: '扬言要打人。', seen_at: '2026-01-04T01:00:00.000Z' },
  ...{ at: '2026-01-04T01:10:00.000Z', by: '苗秀禾', who: '' },
  told: { received_by: '柳河派出所', how: '打电话', by: '苗秀禾', at: '2026-01-04T01:20:00.000Z' },
  declined: null,
}
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
    channel: it.honest ? it.pick(['CH03', 'CH05', 'CH07', 'CH08']) : it.pick(['CH07', 'CH15']),
    ...matter(it),
    parties: people(it),
    ...(it.honest ? { hand_over: PAPER } : {}),
    // A firm by the green lane, a line of a sheet, or neither.
    ...it.pick([
      () => ({}),
      () => (it.honest ? { channel: 'CH15', parties: [firm(it), one(it, 'respondent')] } : {}),
      () => ({ batch_id: it.pick([SHEET.id, SHEET.id, SHEET.id, STRANGER]), batch_line: 2 }),
    ])(),
  }),
  take_back_filing: () => ({ because: '选错了表。' }),
  hand_over: (it) => ({
    channel: it.pick(['CH07', 'CH08', 'CH09']),
    ...matter(it),
    parties: people(it),
    hand_over: PAPER,
  }),
  report_clue: (it) => ({
    channel: 'CH01',
    place_code: PLACE,
    where_text: '',
    what_happened: '两家在吵。',
    reported_by: '',
    ...(it.pick([true, false]) ? { protected_reporter: SEALED } : {}),
  }),
  take_up_clue: (it) => ({ parties: people(it), wish: '还不知道', dispute_type: null }),
  dismiss_clue: () => ({ because: '去看过，没有纠纷。' }),
  ask_supplement: (it) => ({ missing: [it.pick(['wish', 'evidence'] as const)], note: it.pick(['', '带上合同']) }),
  supply_supplement: (it) => ({
    text: '补充。',
    ...(it.pick([true, false]) ? { other_side: '邢大山' } : {}),
    ...saidBy(it, 'give_evidence'),
  }),
  recount: () => ({}),
  lapse_supplement: () => ({}),
  record_identity: (it) => ({ party_id: anyParty(it), paper: 'other', number: SEALED }),
  name_party: (it) => one(it, it.pick(['respondent', 'respondent', 'third', 'applicant'] as const)),
  name_court_person: () => ({ name: '裴思齐', phone: '0960-5550000' }),
  change_court_person: () => ({ name: '路明', phone: '0960-5550001', because: '岗位调整。' }),
  correct_party: (it) => ({
    party_id: anyParty(it),
    ...(it.pick([true, false]) ? { reach: SEALED } : { name: it.pick(NAMES.slice(1)) }),
    reach_from: it.pick(['self', 'staff', 'other_side'] as const),
    because: '号码写错了',
  }),
  record_service: (it) => {
    const party_id = anyParty(it)
    const { agents = [] } = partsOf(it.here.parts, 'party').find((one) => one.id === party_id)?.facts ?? {}
    const lawful = it.here.own_unit?.kind === 'police_station'
    const how = it.honest
      ? it.pick(
          lawful ? (['by_hand', 'told', 'post', 'left'] as const) : (['by_hand', 'told', 'post', 'agent'] as const),
        )
      : it.pick(['by_hand', 'household', 'agent', 'left', 'posted_up', 'post'] as const)
    const fits = how === 'left' ? 'left_there' : how === 'post' ? it.pick(['sent', 'returned'] as const) : 'received'
    return {
      party_id,
      notices: [it.honest ? it.pick([uuid(400), uuid(401)]) : it.pick([uuid(400), uuid(402), STRANGER])],
      how,
      result: it.honest ? fits : it.pick(['received', 'sent', 'left_there'] as const),
      received_by: '本人',
      ...(how === 'agent' ? { by_agent: it.pick(agents)?.id ?? STRANGER } : {}),
      ...{ post_number: '1', witnesses: '邻居', basis: '某法', note: '' },
    }
  },
  renew_link: (it) => ({ party_id: anyParty(it), because: '手机丢了' }),
  name_agent: nameAgent,
  give_agent_link: giveAgentLink,
  end_agency: endAgency,
  record_capacity: recordCapacity,
  complete_party: () => ({
    sex: null,
    ethnicity: '',
    occupation: '务农',
    address: '',
    legal_representative: '',
    post_title: '',
  }),
  name_guardian: nameGuardian,
  name_helper: nameHelper,
  end_help: endHelp,
  name_representatives: nameRepresentatives,
  add_members: addMembers,
  tick_member: (it) => ({
    member_id: it.honest
      ? (it.pick(it.members.filter((each) => each.party_id === it.part?.id))?.id ?? STRANGER)
      : STRANGER,
    what: it.pick(['paid', 'received', null] as const),
    note: '',
  }),
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
        ...cameWith(it),
      },
    ],
    stood_still: it.pick([0, 0, 2]),
    dangers: it.pick([false, false, true]) ? [{ ...ANSWERED_DANGER, endangered: [uuid(601)] }] : [],
    violence: it.pick([false, false, false, true]),
  }),
  unmerge: (it) => ({
    because: '不是一件事。',
    people: it.pick([false, true])
      ? partsOf(it.here.parts, 'party')
          .slice(0, 1)
          .map(({ id }) => ({ party_id: id, ...cameWith(it) }))
      : [],
    dangers: it.pick([false, false, true]) ? [{ ...ANSWERED_DANGER, endangered: [anyOne(it)] }] : [],
  }),
  let_go: (it) => {
    const held = partsOf(it.here.parts, 'dispute')[0]?.facts.merged_here ?? []
    return { file_id: it.honest ? (it.pick(held)?.file_id ?? uuid(501)) : uuid(599), because: '并错了。' }
  },
  triage: triageFacts,
  dispatch: (it) => {
    const lead = partsOf(it.here.parts, 'task').some(
      (task) => !task.facts.assists && ['dispatched', 'objected', 'in_handling', 'coordinating'].includes(task.status),
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
  decide_handler: (it) => ({
    unit_id: it.pick([unitId(it), facts('task', it.part)?.unit_id ?? 1]),
    because: '职责在它',
  }),
  pass_up: (it) => ({ unit_id: levelFrom(it, it.honest), because: '本级办不了' }),
  pass_down: (it) => ({ unit_id: levelFrom(it, !it.honest), because: '就近办' }),
  coordinate: (it) => ({
    unit_ids: it.honest ? it.pick([[2], [2, 6], [3, 5]]) : [99],
    at: it.here.now,
    place: '镇综治中心',
    agenda: '谁来修沟',
  }),
  end_coordination: (it) => ({
    decision: '两家一起修',
    duties: it.pick([
      [],
      [
        {
          task_id: it.honest ? (it.part?.id ?? STRANGER) : (it.pick([STRANGER, it.part?.id, it.part?.id]) ?? STRANGER),
          what: '丈量水沟',
          by: addDays(it.here.today, it.honest ? it.pick([0, 5]) : it.pick([-3, 5])),
        },
      ],
    ]),
  }),
  finish_duty: (it) => {
    const open = (facts('task', it.part)?.duties ?? []).filter((duty) => duty.done === null)
    return { duty: it.honest ? (it.pick(open)?.id ?? STRANGER) : STRANGER, note: '量好了' }
  },
  divert_task: (it) => {
    const applicants = partsOf(it.here.parts, 'party').filter(
      (party) => party.facts.side === 'applicant' && party.status === 'present',
    )
    const all = applicants.map((party) => party.id)
    const chosen_by = it.honest && all.length > 0 ? all : it.pick([[STRANGER], [all[0] ?? STRANGER], [anyOne(it)]])
    return { route: 'court', to: '枫溪县人民法院', docket_no: '', chosen_by, account: '她想打官司。' }
  },
  note_route_result: (it) => ({
    result: it.pick(['taken', 'not_taken', 'settled'] as const),
    docket_no: it.pick(['', '（2026）民初3号']),
    note: '法院来电',
  }),
  take_back: () => ({ because: '那边没有立案' }),
  propose_false: () => ({ checked: '到场问了两家', because: '是误会' }),
  approve_false: () => ({ note: '电话问过' }),
  reject_false: () => ({ because: '再去看看' }),
  rebound: (it) => ({
    what: '又把沟堵上了。',
    ...(it.honest ? {} : { said_by: it.pick([STRANGER, anyOne(it)]) }),
  }),
  take_on: () => ({}),
  give_to: (it) => {
    const own = it.here.actor.kind === 'staff' ? it.here.actor.unit_id : 0
    const there = STAFF.filter((each) => (each.unit_id === own) === it.honest)
    return { person_id: it.pick(there)?.person_id ?? STRANGER, note: it.pick(['', '您熟悉这一片']) }
  },
  succeed_person: succeedPerson,
  succeed_unit: succeedUnit,
  succeed_examiner: succeedUnit,
  succeed_place: succeedPlace,
  give_back: (it) => ({ note: it.pick(['', '下周出差']) }),
  accept_here: (it) => ({ note: it.pick(['', '先到现场看']) }),
  refuse: (it) => ({ ground: it.pick(['already_with_authority', 'reserved_by_law']), explanation: '法院已经立案。' }),
  withdraw: (it) => ({ reason: 'not_said', ...saidBy(it, 'apply_end') }),
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
  agree_to_mediation: (it) => ({ ...saidWith(it, 'apply_end'), ...how(it) }),
  ask_other_time: (it) => ({ ...saidBy(it, 'take_part'), ...how(it), note: '农忙以后' }),
  refuse_mediation: (it) => ({ ...saidBy(it, 'apply_end'), ...how(it), reason: 'not_said', note: '' }),
  cannot_reach: (it) => {
    // Whom they tried for most often.
    const { attempts = [], parties = [STRANGER] } = facts('mediation', it.part) ?? {}
    const tried = (id: string) => attempts.filter((each) => each.party_id === id && each.result !== 'reached').length
    const [party_id = STRANGER] = [...parties].sort((one, other) => tried(other) - tried(one))
    return { party_id: it.honest ? party_id : it.pick([STRANGER, parties.at(-1) ?? STRANGER]), note: '' }
  },
  decline_mediation: () => ({ ground: 'reserved_by_law', explanation: '只能由法院处理。' }),
  accept_mediation: () => ({ note: '' }),
  void_docket: () => ({ because: '登记错了，换一个号' }),
  assign_mediator: (it) => ({ ...mediators(it), ...choosing(it, 'choose_mediator') }),
  replace_mediator: (it) => ({
    ...mediators(it),
    ...choosing(it, 'choose_mediator'),
    ...askedBack(it),
    because: '当事人要求换人',
  }),
  ask_other_mediator: askOther,
  drop_other_mediator: (it) => ({ ...saidBy(it, 'choose_mediator'), request_id: requestId(it), note: '' }),
  grant_other_mediator: (it) => ({
    ...mediators(it),
    ...choosing(it, 'choose_mediator'),
    ...askedBack(it),
    because: '当事人要求换人',
    request_id: requestId(it),
    court: '',
  }),
  keep_mediator: (it) => ({
    request_id: requestId(it),
    why: it.honest ? it.pick(['no_ground', 'nobody_else'] as const) : 'no_ground',
    because: '问过双方',
    court: '',
  }),
  offer_times: (it) => ({
    times: [
      { at: time(it), place: '村委会' },
      { at: time(it), place: '田边' },
    ],
  }),
  tick_times: (it) => {
    const slots = (facts('mediation', it.part)?.slots ?? []).map((slot) => slot.id)
    return { ...saidBy(it, 'take_part'), slots: it.honest ? slots.slice(0, 1) : [STRANGER] }
  },
  notify_session: (it) => ({
    at: time(it),
    place: '村委会',
    mode: it.pick(['joint', 'on_site'] as const),
    minutes: 120,
    room_id: it.honest ? it.pick([null, null, 1, 2]) : it.pick([1, 2, 99]),
    guests: it.pick([
      [],
      [{ name: '法庭庭长', as_what: 'judge' as const }],
      [{ name: JUDGE.name, as_what: it.honest ? ('judge' as const) : ('expert' as const), person_id: JUDGE.person_id }],
      [{ name: JUDGE.name, as_what: 'judge' as const, person_id: it.honest ? JUDGE.person_id : NAMESAKE }],
      // Whoever mediates it is no guest.
      it.honest
        ? []
        : (facts('mediation', it.part)?.mediators ?? [])
            .slice(0, 1)
            .map(({ person_id, name }) => ({ name, as_what: 'office' as const, person_id })),
    ]),
    guests_agreed: true,
    bring: '',
  }),
  cannot_come: (it) => ({ ...saidBy(it, 'take_part'), ...how(it), note: '那天赶集' }),
  cancel_session: () => ({ because: '调解员病了' }),
  record_no_show: (it) => ({
    absent: it.pick([it.honest, true]) ? (facts('mediation', it.part)?.parties ?? [STRANGER]).slice(0, 1) : [STRANGER],
    said: '',
  }),
  remind_session: () => ({}),
  begin_session: (it) => ({
    rights_told: true,
    present: facts('mediation', it.part)?.parties ?? [STRANGER],
    open_to_public: it.pick([true, false]),
    ...there(it, 'take_part'),
  }),
  record_inquiry: () => ({
    ...{ person: '季老五', relation: '邻居', place: '村委会', others: '', told: true as const },
    lines: [{ asks: '看见了什么？', says: '看见沟被土填了。' }],
  }),
  record_session: (it) => {
    const [first = STRANGER] = facts('mediation', it.part)?.parties ?? []
    const apart = it.pick([true, false])
    return {
      ...choosing(it, 'take_part'),
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
  leave: (it) => ({ ...saidBy(it, 'apply_end'), ...how(it), note: '' }),
  end_mediation: (it) => ({ reason: it.honest ? 'too_far_apart' : 'sham_suspected', note: '' }),
  settle_themselves: (it) => ({ ...said(it), said_by: said(it).said_by ?? anyOne(it), account: '两家自己说好了。' }),
  declare_relation: (it) => {
    const { mediators: known = [], parties = [STRANGER] } = facts('mediation', it.part) ?? {}
    return {
      person_id: it.honest ? (it.pick(known)?.person_id ?? STRANGER) : it.pick([STRANGER, NAMESAKE]),
      party_id: it.honest ? it.pick(parties) : it.pick([STRANGER, it.pick(parties)]),
      says: '是表亲',
    }
  },
  ask_guidance: (it) => {
    const kind = it.pick(['analyse', 'confer', 'guide'] as const)
    const { mediators: known = [], guidance = [] } = facts('mediation', it.part) ?? {}
    const able = ADVISERS.filter((card) => ADVISING_ROLES.includes(card.role) && card.person_id !== NAMESAKE)
    return {
      person_id: it.honest
        ? (it.pick(able)?.person_id ?? STRANGER)
        : it.pick([STRANGER, NAMESAKE, known[0]?.person_id ?? STRANGER, guidance.at(-1)?.person_id ?? STRANGER]),
      kind,
      question: SEALED,
    }
  },
  give_guidance: (it) => ({ guidance_id: guidanceId(it), opinion: SEALED, disclosed: '' }),
  end_guidance: (it) => ({ guidance_id: guidanceId(it), because: '不用答了。' }),
  waive_relation: (it) => {
    const parties = facts('mediation', it.part)?.parties ?? []
    return { on_paper: true, waived_by: it.honest ? parties : it.pick([parties.slice(1), [...parties, STRANGER]]) }
  },
  extend_mediation: (it) => {
    const agreed = (facts('mediation', it.part)?.parties ?? [STRANGER]).map((party_id) => ({
      party_id,
      how: it.pick(['spoken', 'written'] as const),
    }))
    return {
      days: it.pick([1, 15, 30]),
      because: '',
      agreed: it.honest ? agreed : it.pick([agreed.slice(0, 1), [...agreed, { party_id: STRANGER, how: 'spoken' }]]),
    }
  },
  expire_mediation: () => ({ note: '' }),
  go_on: (it) => {
    const may = it.part?.part === 'mediation' ? whoMayGoOn(it.here, it.part) : []
    return {
      matter: '修沟的费用',
      parties: it.honest && may.length > 1 ? may : (facts('mediation', it.part)?.parties ?? [STRANGER, STRANGER]),
    }
  },
  report_danger: (it) => ({
    kind: it.pick(['violence', 'crime', 'public_order', 'self_harm', 'minor_abuse'] as const),
    what: '扬言要打人。',
    seen_at: it.honest ? it.here.now : addDays(it.here.today, 2).concat('T00:00:00.000Z'),
    endangered: it.honest ? it.pick([[], [anyOne(it)]]) : [STRANGER],
    who: '',
  }),
  ...LEDGER_INPUTS,
  ...EVIDENCE_INPUTS,
  ...RETURNED_INPUTS,
  refer,
  seal_note: () => ({ sealed_kind: SEALED, sealed_text: SEALED }),
  seal_session_note: () => ({ sealed_text: SEALED }),
  referral_taken: () => ({ taken_by: '窗口 李', note: '' }),
  referral_decided: () => ({ what: '给予援助。' }),
  referral_came_back: (it) => ({
    result: '办好了。',
    paper: '意见书',
    paper_number: '',
    paper_on: it.pick([null, addDays(it.here.today, it.honest ? 0 : 2)]),
  }),
  referral_without_result: (it) => ({ reason: it.pick(['declined', 'no_answer'] as const), note: '那边不办。' }),
  withdraw_referral: (it) => ({ ...said(it, facts('referral', it.part)?.agreed_by), note: '' }),
  police_told: () => ({ received_by: '柳河派出所 值班民警', how: 'phone', note: '' }),
  no_report_because: () => ({ because: '当面核实过，是误会。' }),
  complain: (it) => ({
    about_file: uuid(it.honest ? 901 : it.pick([901, 902, 903])),
    kind: it.pick(Object.keys(COMPLAINT_KINDS)),
    conducts: it.pick([[], ['partial']]),
    whom: '',
    what: '答应的事一直没有办。',
    ...(it.here.actor.kind === 'party'
      ? {}
      : { said_by: it.honest ? STRANGER : it.pick([STRANGER, STRANGER, uuid(5), undefined]) }),
  }),
  renew_complaint_link: () => ({ because: '手机丢了。' }),
  take_up_complaint: () => ({}),
  answer_complaint: (it) => ({
    finding: it.pick(it.honest ? ['not_upheld'] : ['upheld', 'partly', 'not_upheld']),
    found: '问了两边，看了记录。',
    measures: it.honest ? it.pick([[], ['put_right']]) : it.pick([[], ['goes_on'], ['criticised']]),
    again: '',
  }),
  withdraw_complaint: () => ({}),
  wish_joint: (it) => ({
    said_by: said(it).said_by ?? anyOne(it),
    wish: it.honest,
    how: it.pick(['spoken', 'written'] as const),
  }),
  // One in three is about who belongs to whom: that each signs herself.
  draft_agreement: (it) => ({ ...theTerms(it), identity_relation: it.pick([false, false, true]) }),
  revise_agreement: (it) => theTerms(it),
  lay_out_agreement: () => ({ note: '' }),
  take_back_agreement: () => ({ because: '金额写错' }),
  ask_code: edition,
  sign_agreement: (it) => {
    const by = honestBut(it)
    return { ...edition(by), ...onGlass(it, it.here.actor.kind === 'party' ? it.here.actor.party_id : '') }
  },
  sign_on_our_device: (it) => {
    const by = honestBut(it)
    const party_id = signer(by)
    const { by_agent } = signedBeside(by, party_id)
    return {
      ...edition(by),
      ...{ party_id, known_by: 'identity_paper' },
      ...(by_agent ? { by_agent } : {}),
      ...onGlass(it, party_id),
    }
  },
  record_signature: (it) => {
    const by = honestBut(it)
    const party_id = signer(by)
    const finger = it.honest
      ? it.pick([
          { by_finger: false, witness: '' },
          { by_finger: true, witness: '看瓜老人' },
        ])
      : it.pick([
          { by_finger: true, witness: '' },
          { by_finger: true, witness: it.pick(NAMES) },
        ])
    return { ...edition(by), party_id, known_by: 'identity_paper', ...signedBeside(by, party_id), ...finger }
  },
  sign_as_mediator: edition,
  seal_agreement: edition,
  seal_paper: (it) => ({
    paper_id: it.honest ? uuid(410) : it.pick([uuid(410), uuid(411), uuid(412), STRANGER]),
    because: '当事人要盖章的一份。',
  }),
  revoke_seal: (it) => ({
    seal_id:
      it.honest || it.pick([true, true, false])
        ? (sealsIn(it.here.parts).find((one) => one.revoked === null)?.id ?? STRANGER)
        : STRANGER,
    why: it.honest ? ('sealed_wrongly' as const) : it.pick(['court_ruling', 'sealed_wrongly', 'not_used'] as const),
    court_paper: '',
    because: '盖错了。',
  }),
  put_in_effect: () => ({ sealed: true }),
  settle_in_part: (it) => ({ sealed: true, rest: '墙退不退', rest_then: it.pick(['goes_on', 'ends'] as const) }),
  agree_orally: (it) => {
    const flags = {
      a_party_asks_for_writing: false,
      not_all_performed: false,
      major: false,
      identity_relation: false,
      immovable: false,
    }
    if (it.honest) return { ...theTerms(it, ON_THE_SPOT), ...flags, ...there(it, 'settle', 'take_part') }
    const flag = it.pick(Object.keys(flags))
    return it.pick([
      () => ({ ...theTerms({ ...it, honest: true }, ON_THE_SPOT), ...flags, [flag]: true }),
      () => ({ ...theTerms({ ...it, honest: true }), ...flags }),
      () => ({ ...theTerms({ ...it, honest: true }, FOR_PAPER), ...flags }),
      () => ({ ...theTerms(it), ...flags }),
      () => ({ ...theTerms({ ...it, honest: true }, ON_THE_SPOT), ...flags, ...there(it, 'settle', 'take_part') }),
    ])()
  },
  meet_condition: () => ({ note: '鉴定出来了' }),
  fix_amount: () => ({ amount: '5000', basis: '鉴定意见' }),
  record_payment: (it) => ({ ...said(it, bothOf(it)), ...payment(it) }),
  confirm_payment: (it) => ({
    ...said(it, receivers(it)),
    payment_id: paymentId(it),
    note: '',
    accepts_in_kind: it.pick([true, true, true, false]),
    has_her_share: it.pick([true, false]),
    ...(it.honest && it.here.actor.kind === 'staff' ? { with_guardian: true } : {}),
  }),
  confirm_last_payment: (it) => ({
    ...said(it, receivers(it)),
    payment_id: paymentId(it),
    note: '',
    accepts_in_kind: it.pick([true, true, true, false]),
    has_her_share: it.pick([true, false]),
    ...(it.honest && it.here.actor.kind === 'staff' ? { with_guardian: true } : {}),
  }),
  deny_payment: (it) => ({
    ...said(it, receivers(it)),
    payment_id: paymentId(it),
    note: '没收到',
  }),
  check_payment: (it) => ({
    debtor_says: '说转了',
    creditor_says: '说没到',
    papers_seen: '',
    result: it.pick(['now_agree', 'still_differ'] as const),
  }),
  propose_change: (it) => ({ ...said(it, bothOf(it)), ...proposed(it) }),
  agree_change: agreeing,
  join_change: agreeing,
  refuse_change: (it) => ({ ...said(it, bothOf(it)), note: '' }),
  urge: () => ({ how: 'phone', answer: '说下个月有钱。' }),
  offer_change: () => ({ note: '' }),
  claim_performed: (it) => ({ ...said(it, facts('obligation', it.part)?.debtors), note: '' }),
  confirm_share: (it) => ({ ...said(it, awaited(it)), note: '', amount: money(it) }),
  confirm_performed: (it) => ({ ...said(it, awaited(it)), note: '', amount: money(it) }),
  deny_performed: (it) => ({ ...said(it, facts('obligation', it.part)?.creditors), note: '差五百' }),
  waive_share: (it) => ({ ...said(it, awaited(it)), note: '' }),
  waive: (it) => ({ ...said(it, awaited(it)), note: '' }),
  remind: (it) => ({ days: it.pick([-3, 0, 3]) }),
  breach: () => ({}),
  send_to_enforcement: (it) => ({
    note: '',
    confirmed_by_court: it.pick([true, false]),
    skipped_because: it.honest ? it.pick(['', '权利人要去法院']) : '',
  }),
  record_visit: (it) => ({
    how: 'phone',
    visited: [presentOf(it)[0]?.id ?? STRANGER],
    performance: it.pick(['all', 'partly'] as const),
    satisfaction: it.honest ? 'not_said' : 'satisfied',
    satisfaction_by: null,
    satisfaction_words: '',
    trouble: it.pick([false, false, true]),
    account: '都好。',
  }),
  say_satisfaction: (it) => ({ answer: it.pick(['satisfied', 'not_satisfied'] as const), words: '' }),
  visit_not_reached: () => ({ note: '' }),
  resolve_task: () => ({ how: 'matter_put_right', account: '墙退回一尺。' }),
  leave_unresolved: () => ({ why: 'too_far_apart', account: '谈了两次。' }),
  close: (it) => ({ note: it.pick(['', '已回访']) }),
}
