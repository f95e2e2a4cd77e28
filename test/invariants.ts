import { isDeepStrictEqual } from 'node:util'
import { dayIn } from '#domain/clocks/calendar.ts'
import { DANGERS } from '#domain/danger/inputs.ts'
import { dangersIn, mayMeet, openDangers } from '#domain/danger/violence.ts'
import { decide, hatFor } from '#domain/decide.ts'
import type { Consequence, Folded } from '#domain/disputes/consequences.ts'
import {
  type Clock,
  ENDED_DISPUTE,
  ENDED_TASK,
  LIVE_MEDIATION,
  LIVE_REFERRAL,
  type Part,
  partsOf,
} from '#domain/disputes/parts.ts'
import { drawn } from '#domain/documents/forms.ts'
import { type FoldedEvent, fold } from '#domain/fold.ts'
import { refusalOf } from '#domain/guards.ts'
import { inForce } from '#domain/identity/beside.ts'
import { POWER_GUARDS } from '#domain/identity/beside-guards.ts'
import { ownStart } from '#domain/intake/earliest-start.ts'
import { livePackage, liveSupervisions } from '#domain/ledger/ending.ts'
import { openGuidance } from '#domain/mediation/asked.ts'
import { leaversOf } from '#domain/mediation/leavers.ts'
import { standingsOf } from '#domain/mediation/standing.ts'
import type { Here, Row } from '#domain/step.ts'
import { TABLE } from '#domain/table.ts'
import { LAWFUL_ROUTES } from '#domain/triage/routes.ts'
import { AGREEMENT_INVARIANTS } from './invariants-of-agreements.ts'
import { CLOCK_INVARIANTS } from './invariants-of-clocks.ts'
import { NUMBER_INVARIANTS } from './invariants-of-numbers.ts'
import { SUCCESSION_INVARIANTS } from './invariants-of-successions.ts'
import type { Tried } from './walk.ts'
import { faultOfPaper } from './whole-papers.ts'

/** A step that was taken: what was before it, what is after it, and all that happened so far. */
export type Moment = Tried & {
  consequences: readonly Consequence[]
  /** What the step made or changed. */
  moved: { parts: readonly Part[]; clocks: readonly Clock[] }
  events: readonly FoldedEvent[]
  /** What somebody would stand before now, after the step, with so many fresh identifiers. */
  hereFor: (actor: Here['actor'], ids: number) => Here
}
/** Says what is broken, or null. */
export type Invariant = (it: Moment) => string | null

/** What a file is opened with: its first event stands on it, and is no step taken on it. */
const OPENED_FIRST: readonly string[] = ['dispute', 'complaint']
const only = (faults: readonly (string | null | false)[]): string | null => faults.find((it) => it) || null
const disputeOf = (state: Folded) => partsOf(state.parts, 'dispute')[0]
const ended = (state: Folded): boolean => ENDED_DISPUTE.includes(disputeOf(state)?.status ?? 'clue')
const liveOf = (state: Folded) => partsOf(state.parts, 'mediation').filter((it) => LIVE_MEDIATION.includes(it.status))
const was = <P extends Part>({ before }: Moment, part: P): P | undefined =>
  before.parts.find((it) => it.id === part.id) as P | undefined

/** Whether two lists name the same, each as often, in whatever order. */
const areSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && (one.length === 0 || isDeepStrictEqual([...one].sort(), [...other].sort()))

/** Of each form so many are read whole: thousands of them are alike. */
const EACH_FORM = 150
const PAPERS_SEEN = new Map<string, number>()
/** From here on papers are read as if none had been. */
export const readPapersAnew = (): void => PAPERS_SEEN.clear()

/** With the file ends whatever leaders ask after in it. */
const OVERSIGHT = ['supervision:lifted', 'package:ended'] as const
/** What may move beside the part a step is taken on, and by which steps. */
const MOVED_BESIDE: Readonly<Record<string, readonly string[]>> = {
  withdraw: ['task:unresolved', 'mediation:withdrawn', 'agreement:void', 'referral:without_result', ...OVERSIGHT],
  close: OVERSIGHT,
  refuse: OVERSIGHT,
  dismiss_clue: OVERSIGHT,
  merge: OVERSIGHT,
  take_back_filing: OVERSIGHT,
  step_back: ['mediation:failed', 'agreement:void', 'referral:without_result'],
  put_in_effect: ['mediation:agreed', 'task:resolved'],
  seal_agreement: ['mediation:agreed', 'task:resolved'],
  agree_orally: ['task:resolved'],
  settle_in_part: ['mediation:agreed', 'task:resolved'],
  refuse_mediation: ['agreement:void', 'mediation:refused', 'mediation:failed'],
  cannot_reach: ['agreement:void'],
  decline_mediation: ['agreement:void'],
  leave: ['agreement:void', 'mediation:refused', 'mediation:failed'],
  expire_mediation: ['agreement:void'],
  end_mediation: ['agreement:void'],
  settle_themselves: ['agreement:void'],
  confirm_performed: ['obligation:due'],
  waive: ['obligation:due'],
  confirm_last_payment: ['obligation:due'],
  let_go: ['party:left', 'referral:without_result'],
  approve_false: ['task:unresolved', 'referral:without_result', ...OVERSIGHT],
}
/** Papers that end something carry the list of other ways (INV-2), and which steps must make one of them. */
const ENDING_FORMS: readonly string[] = ['D-13', 'D-13n', 'D-16', 'D-16f', 'D-22r', 'D-22b', 'D-13r', 'D-20', 'F-34']
const ENDING_STEPS: Readonly<Record<string, string>> = {
  refuse: 'D-16',
  withdraw: 'D-22r',
  take_back_filing: 'D-22b',
  step_back: 'D-22r',
  leave_unresolved: 'D-13r',
  close: 'D-20',
  approve_false: 'D-16f',
  divert_task: 'F-34',
  refuse_mediation: 'D-13n',
  cannot_reach: 'D-13n',
  decline_mediation: 'D-16',
  leave: 'D-13',
  end_mediation: 'D-13',
  expire_mediation: 'D-13',
}
const listsRoutes = (it: Extract<Consequence, { kind: 'ask_paper' }>): boolean =>
  drawn(it.content).blocks.some((block) => block.kind === 'list' && block.items.length === LAWFUL_ROUTES.length)

const LISTS = ['parts', 'clocks', 'involvements', 'links', 'papers', 'effects'] as const
let known: { of: Folded; ids: Set<string> } | null = null
/** Every identifier of a state: what was known after the last step goes on, and is gathered anew where another walk does. */
function idsIn(state: Folded): Set<string> {
  const ids = known?.of === state ? known.ids : new Set(LISTS.flatMap((list) => state[list].map((it) => it.id)))
  known = null
  return ids
}
/** The identifiers a step added at the end of any list; null where one that was there is gone or stands elsewhere. */
function idsAdded(before: Folded, after: Folded): string[] | null {
  const added: string[] = []
  for (const list of LISTS) {
    const [then, now] = [before[list], after[list]]
    if (then === now) continue
    for (let at = 0; at < then.length; at += 1) if (then[at]?.id !== now[at]?.id) return null
    for (let at = then.length; at < now.length; at += 1) added.push(now[at]?.id ?? '')
  }
  return added
}

/** Invariants of the life-cycle (threats 3.1), each by its number, checked after every step of a walk. */
export const INVARIANTS: Readonly<Record<string, Invariant>> = {
  // A state folded wrongly stays wrong: the whole log is folded anew for one step in twenty, and when the file is over.
  I1_state_is_what_events_say: ({ events, after }) =>
    (events.length % 20 === 1 || ended(after)) && !isDeepStrictEqual(fold(events), after) ? 'fold differs' : null,
  I1_version_counts_steps: (it) =>
    only(
      it.moved.parts.map((part) => {
        const steps =
          it.events.filter((event) => event.part_id === part.id).length - (OPENED_FIRST.includes(part.part) ? 1 : 0)
        return part.version !== 1 + steps && `${part.part} is of version ${part.version} after ${steps} steps`
      }),
    ),
  I2_events_without_gap: ({ events }) => (events.at(-1)?.seq === events.length ? null : 'the numbers have a gap'),
  I3_nothing_is_deleted_and_no_id_used_twice: ({ before, after, here }) => {
    const added = idsAdded(before, after)
    if (!added) return 'something is gone'
    const ids = idsIn(before)
    for (const id of added) {
      if (ids.has(id)) return 'one id stands for two things'
      if (!here.ids.includes(id)) return 'an id that nobody supplied'
      ids.add(id)
    }
    known = { of: after, ids }
    return null
  },
  I4_time_is_between_request_and_now: ({ here, after }) =>
    here.occurred_at <= here.now && here.occurred_at.slice(0, 16) >= (after.file?.received_at ?? '').slice(0, 16)
      ? null
      : 'it happened before the request or after now',
  I5_same_question_same_answer: ({ row, here, part, input, decision, events }) =>
    events.length % 8 === 0 && !isDeepStrictEqual(decide(row, here, part, input), decision)
      ? 'two answers to one question'
      : null,
  I6_only_rows_move: (it) =>
    only(
      it.after.parts.map((now, at) => {
        if (now === it.before.parts[at] && now.id !== it.part?.id) return null
        const then = was(it, now)
        if (!then || (then.status === now.status && now.id !== it.part?.id)) return null
        const said = `${now.part} went ${then.status} → ${now.status}`
        if (now.id !== it.part?.id) return !MOVED_BESIDE[it.name]?.includes(`${now.part}:${now.status}`) && said
        return (!it.row.from.includes(then.status) || now.status !== (it.row.to ?? then.status)) && said
      }),
    ),
  I7_ended_is_ended: ({ after }) => {
    if (!ended(after)) return null
    return only([
      partsOf(after.parts, 'task').some((task) => !ENDED_TASK.includes(task.status)) && 'a task without result',
      liveOf(after).length > 0 && 'a mediation goes on',
      partsOf(after.parts, 'agreement').some((part) => ['drafting', 'signing'].includes(part.status)) && 'a draft',
      partsOf(after.parts, 'visit').some((part) => part.status === 'due') && 'a visit is due',
      partsOf(after.parts, 'referral').some((part) => LIVE_REFERRAL.includes(part.status)) && 'a referral is out',
      (liveSupervisions(after).length > 0 || livePackage(after) !== undefined) && 'a supervision or a package goes on',
      (partsOf(after.parts, 'dispute')[0]?.facts.colour ?? null) !== null && 'it has a colour',
    ])
  },
  I7_closing_only_when_all_is_done: ({ name, after }) => {
    if (name !== 'close') return null
    const { parts } = after
    const lost = (clause: number | null | undefined, agreement: string): boolean =>
      partsOf(parts, 'obligation').some(
        (it) =>
          it.facts.agreement_id === agreement && it.facts.clause === clause && it.status === 'sent_to_enforcement',
      )
    const done = partsOf(parts, 'obligation').every(
      ({ status, facts }) =>
        ['performed', 'waived', 'sent_to_enforcement'].includes(status) ||
        (status === 'due' && facts.runs !== null && facts.runs.until === null) ||
        (status === 'waiting' && lost(facts.waiting_for?.after_clause, facts.agreement_id)),
    )
    const agreed = partsOf(parts, 'agreement').filter((it) => it.status === 'in_effect')
    const visited = agreed.every((it) =>
      partsOf(parts, 'visit').some((visit) => visit.facts.agreement_id === it.id && visit.status !== 'due'),
    )
    return only([
      !done && 'something is still owed',
      !visited && 'an agreement nobody was visited for',
      partsOf(parts, 'task').length === 0 && 'nothing was handled',
    ])
  },
  I8_one_responsible_unit: ({ after }) => {
    const now = after.involvements.filter((it) => it.as_what === 'responsible' && it.until === null)
    const [one] = now
    return now.length === 1 && one && 'unit' in one.who && one.who.unit === after.file?.responsible_unit
      ? null
      : `${now.length} responsible units, or not the one of the file`
  },
  I8_sender_answers_until_signed: ({ name, before, after }) =>
    before.file &&
    before.file.responsible_unit !== after.file?.responsible_unit &&
    // A unit that has gone answers for nothing, and whoever comes after it by an act of administration has nothing to sign.
    !['sign_off', 'accept_here', 'take_back', 'succeed_unit', 'succeed_examiner'].includes(name)
      ? 'another unit answers for it, and nobody signed'
      : null,
  I8_one_lead: ({ after }) =>
    partsOf(after.parts, 'task').filter((it) => !it.facts.assists && !ENDED_TASK.includes(it.status)).length > 1
      ? 'two leads'
      : null,
  I8_only_who_is_asked_is_consulted: ({ after }) => {
    const asked = partsOf(after.parts, 'task').flatMap(({ status, facts }) => [
      ...(status === 'objected' && facts.decider ? [facts.decider.involvement] : []),
      ...(status === 'coordinating' ? (facts.conferences?.at(-1)?.units ?? []).map((it) => it.involvement) : []),
    ])
    const questions = partsOf(after.parts, 'mediation').flatMap((it) => openGuidance(it))
    const open = after.involvements.filter((it) => it.as_what === 'consulted' && it.until === null).map((it) => it.id)
    const kept = livePackage(after)
    const leading = kept ? [kept.facts.involvement] : []
    return areSame([...asked, ...leading, ...questions.map((it) => it.involvement)], open)
      ? null
      : 'somebody looks on, or cannot look'
  },
  I31_who_was_sent_somebody_sees_it_while_an_answer_is_awaited: ({ after }) => {
    const out = partsOf(after.parts, 'referral').filter((it) => LIVE_REFERRAL.includes(it.status))
    const sees = after.involvements.filter((it) => it.as_what === 'referred_to' && it.until === null)
    return areSame(
      out.flatMap((it) => it.facts.involvement ?? []),
      sees.map((it) => it.id),
    )
      ? null
      : 'a unit reads on, or cannot read its slip'
  },
  a_referral_stands_on_consent_and_on_nothing_else: ({ name, after, hereFor }) => {
    const out = partsOf(after.parts, 'referral').filter((it) => LIVE_REFERRAL.includes(it.status))
    if (out.length === 0) return null
    const present = partsOf(after.parts, 'party').filter((it) => it.status === 'present')
    const row = TABLE.withdraw_referral as Row
    return only([
      ended(after) && 'the file is over and a referral is out',
      ...out.flatMap((part) => [
        !part.facts.agreed_by.includes(part.facts.for_party) && `${name}: sent without her own word`,
        ...present
          .filter((it) => part.facts.agreed_by.includes(it.id))
          .map((it) => {
            const here = hereFor({ kind: 'party', party_id: it.id, name: '' }, 0)
            const able = hatFor(row, here, part) !== undefined
            const kept = row.needs.some((guard) => refusalOf(guard, here, { note: '' }, part) !== null)
            return (!able || kept) && 'whoever agreed cannot take it back'
          }),
      ]),
    ])
  },
  I12_somebody_leads_and_who_assists_signs_nothing: ({ after }) =>
    only([
      partsOf(after.parts, 'mediation').some(
        ({ facts }) => facts.mediators.length > 0 && facts.mediators.every((it) => it.assists),
      ) && 'a mediation that nobody leads',
      partsOf(after.parts, 'agreement').some(({ facts }) => {
        const known = partsOf(after.parts, 'mediation').find((it) => it.id === facts.mediation_id)?.facts.mediators
        return facts.signatures.some(
          ({ who }) => 'person' in who && known?.some((it) => it.person_id === who.person && it.assists),
        )
      }) && 'signed by somebody who only assists',
    ]),
  I8_after_two_returns_the_superior_decides_and_it_binds: ({ name, part, before, after }) => {
    if (part?.part !== 'task') return null
    const [then, now] = [before, after].map((state) => partsOf(state.parts, 'task').find((it) => it.id === part.id))
    if (!then || !now) return null
    const returned = name === 'object_dispatch' && (now.facts.returns ?? 0) >= 2
    return only([
      returned && !now.facts.decider && 'returned twice, and nobody above decides',
      (now.facts.returns ?? 0) > 2 && 'returned a third time',
      then.status === 'objected' &&
        (then.facts.returns ?? 0) >= 2 &&
        now.status === 'dispatched' &&
        name !== 'decide_handler' &&
        'sent on by somebody who may not',
      then.facts.decided !== undefined &&
        ['object_dispatch', 'pass_up', 'pass_down'].includes(name) &&
        'a decision did not bind',
    ])
  },
  false_report_is_never_in_one_hand: ({ before, after, here }) => {
    const [then, now] = [disputeOf(before), disputeOf(after)]
    if (then?.status === 'false_report' || now?.status !== 'false_report' || here.actor.kind !== 'staff') return null
    const { person_id } = here.actor
    const reporters = before.involvements.filter((it) => it.as_what === 'reporting')
    return only([
      then?.status !== 'clue' && !then?.facts.false_proposed && 'nobody proposed it',
      then?.facts.false_proposed?.person_id === person_id && 'one person proposed and approved it',
      reporters.some((it) => 'person' in it.who && it.who.person === person_id) && 'who reported it dismissed it',
    ])
  },
  I22_a_result_is_owed_since_it_was_first_handled: ({ before, after }) => {
    const first = (state: Folded, task: string) =>
      state.clocks
        .filter((it) => it.rule === 'T-85' && it.part_id === task)
        // A day lent by a matter merged in goes with it again when the two are parted.
        .map((it) => ownStart(disputeOf(state)?.facts ?? {}, it))
        .sort()[0]
    return only(
      partsOf(after.parts, 'task').map(({ id }) => {
        const running = after.clocks.find((it) => it.rule === 'T-85' && it.part_id === id && it.state === 'running')
        const since = running && first(before, id)
        return since !== undefined && running !== undefined && running.started_on > since && 'handled, it grew younger'
      }),
    )
  },
  I9_merged_points_to_one: ({ after }) => {
    const dispute = disputeOf(after)
    const into = dispute?.facts.merged_into
    return only([
      (dispute?.status === 'merged') !== (into !== null && into !== undefined) && 'merged into nothing',
      into?.file_id === after.file?.id && into !== undefined && 'merged into itself',
      dispute?.status === 'merged' && (dispute.facts.merged_here ?? []).length > 0 && 'merged, and others into it',
    ])
  },
  I10_no_session_without_consent: (it) =>
    only(
      partsOf(it.moved.parts, 'mediation').map((part) => {
        const agreed = part.facts.parties.every((id) => part.facts.consents[id]?.answer === 'agreed')
        const goesOn = LIVE_MEDIATION.includes(part.status) && part.status !== 'seeking_consent'
        return (goesOn || part.status === 'agreed') && !agreed && `${part.status} though somebody has not agreed`
      }),
    ),
  I10_nobody_who_refused_is_in_a_live_mediation: ({ after }) =>
    only(
      liveOf(after).map(
        (part) => Object.values(part.facts.consents).some((it) => it.answer === 'refused') && `${part.status} goes on`,
      ),
    ),
  I10_who_left_is_in_none: ({ after }) => {
    const left = partsOf(after.parts, 'party').filter((it) => it.status === 'left')
    return liveOf(after).some((part) => left.some((it) => part.facts.parties.includes(it.id)))
      ? 'somebody who left is in a live mediation'
      : null
  },
  I10_every_mediation_begins_with_asking: (it) =>
    only(
      partsOf(it.moved.parts, 'mediation')
        .filter((part) => !was(it, part))
        .map(
          (part) => !Object.values(part.facts.consents).every(({ answer }) => answer === 'asked') && 'an old consent',
        ),
    ),
  I10_who_left_is_put_into_no_new_one: (it) => {
    if (it.name !== 'go_on' || it.part?.part !== 'mediation') return null
    const { parties, task_id } = it.part.facts
    const fresh = partsOf(it.after.parts, 'mediation').filter((part) => !was(it, part))
    const left = leaversOf(it.before, task_id)
    return only([
      fresh.length !== 1 && 'it opened not one mediation',
      fresh.some((part) => part.facts.parties.some((id) => left.has(id) || !parties.includes(id))) &&
        'somebody who left',
      fresh.some(
        ({ facts }) =>
          facts.sessions.length + facts.slots.length + facts.mediators.length > 0 || facts.disclosure || facts.declared,
      ) && 'something of the old one is in it',
    ])
  },
  I10_one_live_mediation_a_party: ({ after }) => {
    const all = liveOf(after).flatMap((part) => part.facts.parties)
    return new Set(all).size < all.length ? 'somebody is in two' : null
  },
  I10_nobody_can_be_kept: ({ after, hereFor, events }) => {
    const present = partsOf(after.parts, 'party').filter((it) => it.status === 'present')
    return only(
      liveOf(after).flatMap((part) =>
        present
          .filter((it) => part.facts.parties.includes(it.id))
          .map((it) => {
            const row: Row = part.status === 'seeking_consent' ? TABLE.refuse_mediation : TABLE.leave
            const input = { how: 'clicked', reason: 'not_said', note: '' }
            const whole = events.length % 8 === 0
            const here = hereFor({ kind: 'party', party_id: it.id, name: '' }, whole ? row.ids : 0)
            const kept = `a party of a mediation in ${part.status} cannot leave it`
            // Everything that could refuse her is asked after every step, what her leaving brings about after one in eight.
            if (!whole) {
              const able = row.from.includes(part.status) && hatFor(row, here, part) !== undefined
              return !(able && row.needs.every((guard) => refusalOf(guard, here, input, part) === null)) && kept
            }
            const answer = decide(row, here, part, input)
            return !answer.ok && `${kept}: ${answer.why}`
          }),
      ),
    )
  },
  I11_endings_name_the_other_ways: ({ name, consequences }) => {
    const papers = consequences.filter((it) => it.kind === 'ask_paper')
    const form = ENDING_STEPS[name]
    return only([
      form !== undefined && !papers.some((it) => it.form === form) && `${name} made no ${form}`,
      ...papers.map((it) => ENDING_FORMS.includes(it.form) && !listsRoutes(it) && `${it.form} without the other ways`),
    ])
  },
  I11_everybody_in_it_is_told: (it) => {
    if (ENDING_STEPS[it.name] === undefined) return null
    const over = liveOf(it.before).filter((part) => !liveOf(it.after).some((now) => now.id === part.id))
    const told = it.consequences.flatMap((each) => (each.kind === 'ask_paper' ? (each.for_parties ?? []) : []))
    return over.every((part) => part.facts.parties.every((id) => told.includes(id))) ? null : 'somebody got no paper'
  },
  I12_who_mediates_is_involved_and_who_did_is_not: ({ after, here }) => {
    const mediating = after.involvements.filter((it) => it.as_what === 'mediating')
    const seesOn = (person: string) =>
      mediating.some((it) => 'person' in it.who && it.who.person === person && it.until === null)
    const now = liveOf(after).flatMap((part) => part.facts.mediators.map((it) => it.person_id))
    const agreed = partsOf(after.parts, 'mediation').filter((it) => it.status === 'agreed')
    const may = new Set([...now, ...agreed.flatMap((part) => part.facts.mediators.map((it) => it.person_id))])
    return only([
      now.some((person) => !seesOn(person)) && 'a mediator does not see her file',
      mediating.some(
        ({ who, until }) => 'person' in who && !may.has(who.person) && (until === null || until > here.today),
      ) && 'somebody who mediates no more still sees it',
      ended(after) && mediating.some((it) => it.until === null) && 'the file is over and a mediator still sees it',
    ])
  },
  I12_nothing_is_done_by_a_mediator_who_is_related: ({ name, before, part, row }) => {
    const id = part?.part === 'agreement' ? part.facts.mediation_id : part?.id
    const mediation = partsOf(before.parts, 'mediation').find((it) => it.id === id)
    const done = [
      'begin_session',
      'record_session',
      'sign_as_mediator',
      'seal_agreement',
      'put_in_effect',
      'settle_in_part',
      'agree_orally',
    ]
    return mediation &&
      row.on !== 'nothing' &&
      done.includes(name) &&
      standingsOf(before, mediation).some((it) => it.level === 'red')
      ? 'and not everybody waived it'
      : null
  },
  I38_a_danger_is_told_or_somebody_answers_for_it: ({ name, after, consequences }) => {
    const open = openDangers(after)
    const clock = after.clocks.some((it) => it.rule === 'T-52' && it.state === 'running')
    const sent = consequences.some((it) => it.kind === 'send_effect' && it.effect === 'police_report')
    return only([
      open.length > 0 !== clock && 'a danger nobody owes to the police, or a clock of none',
      (name === 'report_danger') !== sent && 'a report without its message',
      name === 'no_report_because' &&
        dangersIn(after).some((it) => it.declined && DANGERS[it.kind].must) &&
        'what must be reported was declined',
    ])
  },
  I38_nobody_in_danger_is_put_at_one_table: ({ name, before, part, input }) => {
    const mediation = partsOf(before.parts, 'mediation').find((it) => it.id === part?.id)
    const mode = name === 'begin_session' ? mediation?.facts.meeting?.mode : (input as { mode?: string }).mode
    return mediation && ['notify_session', 'begin_session', 'record_session'].includes(name)
      ? mayMeet(before, mediation, mode)
        ? null
        : 'without her own wish'
      : null
  },
  I13_no_mediator_is_a_party: ({ after }) =>
    liveOf(after).some((part) =>
      partsOf(after.parts, 'party').some(
        // A firm may bear somebody's name; it is not she.
        (it) =>
          part.facts.parties.includes(it.id) &&
          (it.facts.kind ?? 'person') === 'person' &&
          part.facts.mediators.some(({ name }) => name === it.facts.name),
      ),
    )
      ? 'a party mediates her own dispute'
      : null,
  I22_what_never_changes: ({ before, after }) => {
    const [then, now] = [before.file, after.file]
    return !then ||
      (then.received_at === now?.received_at && then.code === now.code && then.short_code === now.short_code)
      ? null
      : 'the time of the request or a code changed'
  },
  I30_what_is_said_apart_stays_apart: ({ name, after, part, consequences }) => {
    if (name !== 'record_session') return null
    const said = partsOf(after.parts, 'mediation')
      .find((it) => it.id === part?.id)
      ?.facts.sessions.at(-1)
    if (said?.mode !== 'back_to_back') return null
    return said.text === '' && !consequences.some((it) => it.kind === 'ask_paper') ? null : 'it makes a paper'
  },
  papers_are_whole: ({ consequences }) => {
    const asked = consequences.flatMap((it) => (it.kind === 'ask_paper' ? [it] : []))
    return only(
      asked.map(({ form, content }) => {
        const seen = PAPERS_SEEN.get(form) ?? 0
        PAPERS_SEEN.set(form, seen + 1)
        return seen < EACH_FORM ? faultOfPaper(content) : null
      }),
    )
  },
  an_agent_does_by_his_link_only_what_his_powers_cover: ({ here, row, name }) => {
    const { actor } = here
    if (actor.kind !== 'party' || actor.agent_id === undefined) return null
    const party = partsOf(here.parts, 'party').find((it) => it.id === actor.party_id)
    const agent = party?.facts.agents?.find((it) => it.id === actor.agent_id)
    return only([
      party?.status !== 'present' && `${name} for a party who has left`,
      (!agent || !inForce(agent, here.now)) && `${name} without an authority`,
      !row.needs.some((guard) => (POWER_GUARDS as readonly string[]).includes(guard)) && `${name} is hers alone`,
    ])
  },
  I14_no_agent_signs_what_is_hers_by_nature: ({ after }) =>
    partsOf(after.parts, 'agreement').some(
      ({ facts }) => facts.identity_relation && facts.signatures.some((it) => it.by_agent !== undefined),
    )
      ? 'an agent signed about an identity relation'
      : null,
  I12_nobody_begins_while_a_party_waits_for_another_mediator: ({ name, here, part }) => {
    const began = [
      'begin_session',
      'sign_as_mediator',
      'seal_agreement',
      'put_in_effect',
      'settle_in_part',
      'agree_orally',
    ]
    if (!began.includes(name)) return null
    const id = part?.part === 'agreement' ? part.facts.mediation_id : part?.id
    const mediation = partsOf(here.parts, 'mediation').find((it) => it.id === id)
    const open = (mediation?.facts.other_mediator ?? []).some((it) => !it.answered && it.at <= here.occurred_at)
    return open ? `${name} while a mediator is asked about` : null
  },
  I20_a_request_for_another_mediator_has_its_clock: ({ after }) => {
    for (const { facts, status } of partsOf(after.parts, 'mediation')) {
      for (const { id, answered } of facts.other_mediator ?? []) {
        const clock = after.clocks.find((it) => it.id === id)
        const waits = answered === null && LIVE_MEDIATION.includes(status)
        if (!clock || waits !== (clock.state === 'running')) return `its clock is ${clock?.state ?? 'missing'}`
      }
    }
    return null
  },
  links_open_only_what_they_may: ({ after, here, consequences }) => {
    const open = after.links.filter((it) => it.until === null || it.until >= here.today)
    const own = open.filter((it) => it.purpose === 'own').map((it) => it.party_id)
    const named = consequences.flatMap((it) =>
      it.kind === 'send_effect' && it.effect === 'text_message' && it.link_id !== undefined ? [it.link_id] : [],
    )
    return only([
      new Set(own).size < own.length && 'two own links of one party',
      open.some((link) => {
        if (link.purpose !== 'agent') return link.agent_id !== undefined
        const party = partsOf(after.parts, 'party').find((it) => it.id === link.party_id)
        const agent = party?.facts.agents?.find((it) => it.id === link.agent_id)
        return party?.status !== 'present' || !agent || !inForce(agent, here.now)
      }) && 'a link of an agent who is none any more',
      named.some((id) => !after.links.some((it) => it.id === id)) && 'a message with a link that is none',
      after.links.some(
        (it) =>
          !partsOf(after.parts, 'party').some((party) => party.id === it.party_id) &&
          !partsOf(after.parts, 'complaint').some((complaint) => complaint.facts.by_party === it.party_id),
      ) && 'a link of nobody',
    ])
  },
  a_complaint_is_examined_by_another_unit_and_seen_by_nobody_else: ({ after, here }) => {
    const [complaint] = partsOf(after.parts, 'complaint')
    if (!complaint) return after.file?.kind === 'complaint' ? 'a complaint without what was said' : null
    return only([
      after.file?.place_code !== null && 'it lies in an area',
      after.parts.length > 1 && 'something else is in its file',
      after.involvements.some(
        ({ who, until }) =>
          !('unit' in who) || (who.unit !== complaint.facts.unit_id && (until === null || until >= here.today)),
      ) && 'somebody else is involved',
      after.links.some((it) => it.party_id !== complaint.facts.by_party) && 'somebody else has a link',
      after.papers.some((it) => !it.form.startsWith('F-4')) && 'a paper of a dispute',
    ])
  },
  late_entry_is_dated_when_it_happened: (it) =>
    only(
      partsOf(it.moved.parts, 'agreement').map(
        (part) =>
          part.status === 'in_effect' &&
          was(it, part)?.status !== 'in_effect' &&
          part.facts.effective_on !== dayIn(it.here.occurred_at) &&
          'in effect on another day than it happened',
      ),
    ),
  ...CLOCK_INVARIANTS,
  ...AGREEMENT_INVARIANTS,
  ...NUMBER_INVARIANTS,
  ...SUCCESSION_INVARIANTS,
}

const ALL = Object.entries(INVARIANTS).map(([name, holds]) => ({ name, holds }))

/** The first invariant a step broke, by its name; null where it kept all. */
export function brokenBy(moment: Moment): string | null {
  for (const { name, holds } of ALL) {
    const fault = holds(moment)
    if (fault) return `${name}: ${moment.name}: ${fault}`
  }
  return null
}
