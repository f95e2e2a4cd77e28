import type { z } from 'zod'
import type { PartyMediation, StaffMediation } from '#contract/mediation.ts'
import { DANGERS } from '#domain/danger/inputs.ts'
import { dangersIn, wishesMissing } from '#domain/danger/violence.ts'
import { canTake } from '#domain/decide.ts'
import { entrustedByCourt } from '#domain/disputes/court-person.ts'
import { type MediatorRequest, type Part, partsOf, STATUSES } from '#domain/disputes/parts.ts'
import { REFUSAL_GROUNDS } from '#domain/intake/inputs.ts'
import type { Guest } from '#domain/mediation/appointment-inputs.ts'
import { USUAL_MINUTES } from '#domain/mediation/appointments.ts'
import { openGuidance } from '#domain/mediation/asked.ts'
import {
  ENDING_REASONS,
  EXTENSION_HOWS,
  SESSION_MODES,
  SESSION_RESULTS,
  type SessionMode,
  SUSPENSION_REASONS,
} from '#domain/mediation/desk-inputs.ts'
import { GUIDANCE_KINDS } from '#domain/mediation/guidance-inputs.ts'
import { REFUSAL_REASONS } from '#domain/mediation/inputs.ts'
import { whoMayGoOn } from '#domain/mediation/leavers.ts'
import { guestWords } from '#domain/mediation/officials.ts'
import { hasFreeChange, REQUEST_GROUNDS, whoIsOut } from '#domain/mediation/questioned.ts'
import { REQUEST_KINDS } from '#domain/mediation/questioned-inputs.ts'
import { standingsOf } from '#domain/mediation/standing.ts'
import { ROLES } from '#domain/organisations/words.ts'
import type { Here } from '#domain/step.ts'
import { OFFERED } from '#domain/table.ts'
import type { Gone } from './officials.ts'

type Mediation = Part<'mediation'>
export type Busy = z.input<typeof StaffMediation>['busy'][number] & { mediation_id: string }
/** How a name is shown to this reader: plain to who handles the file, masked to all others. */
type Named = (name: string) => string

const ANSWERS = { asked: '还没有回复', agreed: '同意', another_time: '想换个时间', refused: '不同意' } as const

/** Why a mediation ended, in words; the words of a reason stand where its list is. */
const ENDINGS: Record<string, string> = {
  ...ENDING_REASONS,
  ...REFUSAL_REASONS,
  ...Object.fromEntries(Object.entries(REFUSAL_GROUNDS).map(([code, { says }]) => [code, says])),
  not_said: '不同意，没有说明原因',
  party_left: '有当事人退出',
  applicant_withdrew: '申请人撤回',
  settled_between_themselves: '双方自行和解',
  settled_in_part: '谈成一部分，其余的不再调解',
}
const endingOf = ({ facts }: Mediation) =>
  facts.ended ? { says: ENDINGS[facts.ended.reason] ?? facts.ended.reason, note: facts.ended.note } : null

const namesIn = (here: Here, named: Named) => {
  const known = new Map(partsOf(here.parts, 'party').map((party) => [party.id, named(party.facts.name)]))
  return (ids: readonly string[]): string => ids.map((id) => known.get(id) ?? '').join('、')
}

const meetingOf = ({ facts }: Mediation) =>
  facts.meeting
    ? {
        at: facts.meeting.at,
        place: facts.meeting.place,
        mode_says: SESSION_MODES[facts.meeting.mode as SessionMode] ?? facts.meeting.mode,
        minutes: facts.meeting.minutes ?? USUAL_MINUTES,
        room: facts.meeting.room?.name ?? null,
        guests: (facts.meeting.guests ?? []).map(guestWords),
        bring: facts.meeting.bring ?? '',
      }
    : null

const byAll = (mediation: Mediation, ticked: readonly string[]): boolean =>
  mediation.facts.parties.every((id) => ticked.includes(id))

/**
 * A mediation for its office. `open`: whether this reader handles the file; the record of a joint session is for those alone,
 * and a note taken apart for whoever wrote it (`notes` holds what this reader may open, by reference).
 */
export function staffMediation(
  here: Here,
  mediation: Mediation,
  reader: {
    open: boolean
    named: Named
    notes: ReadonlyMap<string, string>
    busy?: readonly Busy[]
    gone?: readonly Gone[]
  },
): z.input<typeof StaffMediation> {
  const { facts } = mediation
  const names = namesIn(here, reader.named)
  const ended = endingOf(mediation)
  const can = canTake(OFFERED, here, mediation)
  // Whoever answers a party about her mediator reads what she says of him.
  const answers = reader.open || can.includes('keep_mediator')
  return {
    id: mediation.id,
    task_id: facts.task_id,
    status: mediation.status,
    status_says: STATUSES.mediation[mediation.status],
    version: mediation.version,
    in_name_of: facts.in_name_of,
    docket_no: facts.docket?.no ?? null,
    dockets_voided: (facts.dockets_voided ?? []).map(({ no, because, by, at }) => ({ no, because, by, at })),
    matter: facts.matter,
    parties: facts.parties.map((id) => {
      const consent = facts.consents[id]
      const answer = consent?.answer ?? 'asked'
      return {
        party_id: id,
        name: names([id]),
        answer,
        answer_says: ANSWERS[answer],
        at: consent?.at ?? null,
        note: reader.open ? (consent?.note ?? '') : '',
        invited: here.links.some(
          (link) =>
            link.party_id === id && link.purpose === 'invitation' && (link.until === null || link.until >= here.today),
        ),
      }
    }),
    attempts: reader.open ? facts.attempts.map(({ party_id, ...it }) => ({ ...it, party: names([party_id]) })) : [],
    mediators: standingsOf(here, mediation).map(({ reasons, ...it }) => ({
      ...it,
      assists: assisting(mediation).includes(it.person_id),
      reasons: reader.open ? reasons : [],
    })),
    other_mediator: (facts.other_mediator ?? []).map((it) => ({
      ...requestView(here, it, names),
      ground_says: answers && it.ground ? REQUEST_GROUNDS[it.ground].says : null,
      note: answers ? it.note : '',
      free: it.answered === null && hasFreeChange(mediation, it),
    })),
    from_court: entrustedByCourt(partsOf(here.parts, 'dispute')[0]?.facts),
    guidance: guidanceView(here, mediation, reader),
    extensions: (facts.extensions ?? []).map(({ until, days, agreed }) => ({
      until,
      days,
      agreed: agreed.map(({ party_id, how }) => ({ name: names([party_id]), how_says: EXTENSION_HOWS[how] })),
    })),
    may_go_on: facts.ended?.party_id && !facts.gone_on_in ? whoMayGoOn(here, mediation) : [],
    gone_on_in: facts.gone_on_in ?? null,
    goes_on_from: facts.goes_on_from ?? null,
    suspended_for: facts.suspended_for ? suspension(facts.suspended_for, reader.open) : null,
    joint: jointView(here, mediation, reader.open, names),
    chosen_by: facts.chosen_by ?? null,
    taken_out: answers ? whoIsOut(mediation) : [],
    disclosed: reader.open ? (facts.disclosure?.says ?? []) : [],
    slots: facts.slots.map(({ ticked, ...slot }) => ({
      ...slot,
      ticked: ticked.map((id) => names([id])),
      by_all: byAll(mediation, ticked),
    })),
    meeting: meetingOf(mediation),
    room_id: facts.meeting?.room?.id ?? null,
    guests: (facts.meeting?.guests ?? []).map(({ name, as_what, person_id = null }) => ({
      ...{ name, as_what: as_what as Guest, person_id },
      gone: (reader.gone ?? []).some(
        (it) => it.mediation_id === mediation.id && it.person_id === person_id && it.as_what === as_what,
      ),
    })),
    reminded_on: facts.meeting?.reminded_on ?? null,
    busy: reader.open
      ? (reader.busy ?? []).flatMap(({ mediation_id, ...it }) => (mediation_id === mediation.id ? [it] : []))
      : [],
    could_not_come: reader.open
      ? (facts.could_not_come ?? []).map(({ party_id, meeting_at, note, at }) => ({
          ...{ name: names([party_id]), meeting_at, note, at },
        }))
      : [],
    no_shows: reader.open
      ? (facts.no_shows ?? []).map(({ absent, meeting_at, said, by }) => ({
          names: names(absent),
          meeting_at,
          said,
          by,
        }))
      : [],
    rights_told: facts.rights_told ? { by: facts.rights_told.by, at: facts.rights_told.at } : null,
    sessions: facts.sessions.map((it) => ({
      at: it.at,
      place: it.place,
      mode: it.mode,
      mode_says: SESSION_MODES[it.mode as SessionMode] ?? it.mode,
      present: names(it.present),
      with: it.with === null ? null : names([it.with]),
      helpers: reader.open ? (it.helpers ?? '') : '',
      text: reader.open ? it.text : '',
      private_note: it.notes ? (reader.notes.get(it.notes.sealed) ?? null) : null,
      has_private_note: it.notes !== null,
      result_says: SESSION_RESULTS[it.result],
    })),
    ended: ended && { ...ended, note: reader.open ? ended.note : '' },
    can,
  }
}

const ANSWERED = {
  granted: '同意，换了人',
  kept: '不换，仍由这位调解员调解',
  taken_back: '提的人收回了',
} as const

/** A wish for another mediator, as everybody in it may read it. Its clock has its id. */
const requestView = (here: Here, it: MediatorRequest, names: (ids: readonly string[]) => string) => ({
  id: it.id,
  name: it.by_agent === undefined ? names([it.party_id]) : `${names([it.party_id])}（代理人提出）`,
  kind: it.kind,
  kind_says: REQUEST_KINDS[it.kind],
  person_id: it.person_id,
  mediator: it.name,
  at: it.at,
  due_on: it.answered === null ? (here.clocks.find((clock) => clock.id === it.id)?.due_on ?? null) : null,
  answered: it.answered && { ...it.answered, says: ANSWERED[it.answered.result] },
})

const assisting = ({ facts }: Mediation): string[] =>
  facts.mediators.filter((it) => it.assists).map(({ person_id }) => person_id)

/**
 * Who was asked and what came: that there was a question is for those who handle the file, its words and the opinion for who
 * mediates here and for who was asked.
 */
function guidanceView(here: Here, mediation: Mediation, reader: { open: boolean; notes: ReadonlyMap<string, string> }) {
  const { actor } = here
  const me = actor.kind === 'staff' ? actor.person_id : ''
  const mediates = mediation.facts.mediators.some(({ person_id }) => person_id === me)
  const open = openGuidance(mediation)
  return (mediation.facts.guidance ?? [])
    .filter(({ person_id }) => reader.open || person_id === me)
    .map((it) => {
      const words = (sealed: string | undefined) =>
        (mediates || it.person_id === me) && sealed !== undefined ? (reader.notes.get(sealed) ?? null) : null
      return {
        id: it.id,
        name: it.name,
        unit_name: it.unit_name,
        role_says: ROLES[it.role],
        kind_says: GUIDANCE_KINDS[it.kind],
        question: words(it.question.sealed),
        asked_by: it.asked_by,
        at: it.at,
        opinion: words(it.answer?.opinion.sealed),
        disclosed: mediates || it.person_id === me ? (it.answer?.disclosed ?? '') : '',
        answered_at: it.answer?.at ?? null,
        ended: it.ended ?? null,
        open: open.includes(it),
        mine: it.person_id === me,
      }
    })
}

/** How an ending is told to a party: another's reasons stay hers, and who is suspected of a sham is not told so (INV-12). */
function toldTo(me: string, { facts }: Mediation, says: string): string {
  const { reason = '', party_id = null } = facts.ended ?? {}
  if (reason === 'sham_suspected') return '需要核实有关情况'
  const hers = reason in REFUSAL_REASONS || reason === 'party_left'
  return hers && party_id !== null && party_id !== me ? '有一方不同意继续' : says
}

const suspension = ({ reason, resumes }: NonNullable<Mediation['facts']['suspended_for']>, open: boolean) => ({
  says: open ? (SUSPENSION_REASONS[reason as keyof typeof SUSPENSION_REASONS] ?? reason) : '',
  resumes,
})

/** Whether they may be put at one table, and who said what about it; null where nothing was reported. */
function jointView(here: Here, mediation: Mediation, open: boolean, names: (ids: readonly string[]) => string) {
  if (!dangersIn(here).some((it) => DANGERS[it.kind].flags)) return null
  const missing = wishesMissing(here, mediation)
  return {
    may: missing.length === 0,
    ask: open ? missing : [],
    wishes: open
      ? Object.entries(mediation.facts.joint_wishes ?? {}).map(([id, { wish, at }]) => ({
          name: names([id]),
          wish,
          at,
        }))
      : [],
  }
}

/** A mediation for one of its parties. */
export function partyMediation(here: Here, mediation: Mediation, me: string): z.input<typeof PartyMediation> {
  const { facts } = mediation
  const names = namesIn(here, (name) => name)
  const ended = endingOf(mediation)
  return {
    id: mediation.id,
    status: mediation.status,
    status_says: STATUSES.mediation[mediation.status],
    in_name_of: facts.in_name_of,
    docket_no: facts.docket?.no ?? null,
    matter: facts.matter,
    parties: facts.parties.map((id) => {
      const answer = facts.consents[id]?.answer ?? 'asked'
      return { name: names([id]), me: id === me, answer, answer_says: ANSWERS[answer] }
    }),
    my_answer: facts.consents[me]?.answer ?? 'asked',
    mediators: facts.mediators.map(({ person_id, name, assists = false }) => ({ person_id, name, assists })),
    other_mediator: (facts.other_mediator ?? []).map((it) => ({
      ...requestView(here, it, names),
      mine: it.party_id === me,
      ground_says: it.party_id === me && it.ground ? REQUEST_GROUNDS[it.ground].says : null,
      note: it.party_id === me ? it.note : '',
    })),
    from_court: entrustedByCourt(partsOf(here.parts, 'dispute')[0]?.facts),
    slots: facts.slots.map(({ ticked, ...slot }) => ({
      ...slot,
      ticked: ticked.includes(me),
      by_all: byAll(mediation, ticked),
    })),
    meeting: meetingOf(mediation),
    called_off: facts.called_off ?? null,
    // What was said apart is nobody's but the mediator's: not even that it took place.
    sessions: facts.sessions
      .filter((it) => it.mode !== 'back_to_back')
      .map((it) => ({
        at: it.at,
        place: it.place,
        mode_says: SESSION_MODES[it.mode as SessionMode] ?? it.mode,
        text: it.text,
        result_says: SESSION_RESULTS[it.result],
      })),
    // Why the other side would not is hers to tell; that they settled, or that nobody was reached, is no secret.
    ended: ended && { says: toldTo(me, mediation, ended.says) },
    can: canTake(OFFERED, here, mediation),
  }
}
