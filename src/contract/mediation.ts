import { z } from 'zod'
import { GUESTS, type Guest } from '#domain/mediation/appointment-inputs.ts'
import { MOST_MINUTES, USUAL_MINUTES } from '#domain/mediation/appointments.ts'
import { endpoint } from './endpoint.ts'
import { Can, Day, Instant } from './shared.ts'

const Answer = z.enum(['asked', 'agreed', 'another_time', 'refused'])
const slot = { id: z.uuid(), at: Instant, place: z.string() }
const meeting = z
  .object({
    at: Instant,
    place: z.string(),
    mode_says: z.string(),
    minutes: z.int(),
    room: z.string().nullable(),
    /** Who else was asked to come, in words. */
    guests: z.array(z.string()),
    bring: z.string(),
  })
  .nullable()
const GuestAs = z.enum(Object.keys(GUESTS) as [Guest, ...Guest[]])
/** When a mediator has another meeting that crosses this one: the time alone, never which file or whose. */
const Busy = z.object({ person_id: z.uuid(), name: z.string(), at: Instant, minutes: z.int() })

/** What became of a party's wish for another mediator: by whom, with which reason; on a paper to all of them. */
const answered = z
  .object({
    result: z.enum(['granted', 'kept', 'taken_back']),
    says: z.string(),
    because: z.string(),
    /** What the court said, where it entrusted the matter. */
    court: z.string(),
    by: z.string(),
    at: Instant,
  })
  .nullable()
const request = {
  id: z.uuid(),
  /** Who asks, and whether through an agent. */
  name: z.string(),
  kind: z.enum(['change', 'recusal']),
  kind_says: z.string(),
  person_id: z.uuid(),
  mediator: z.string(),
  at: Instant,
  /** By when it is answered; null once it is. */
  due_on: Day.nullable(),
  answered,
}

/** A mediation as those see it who carry it. */
export const StaffMediation = z
  .object({
    id: z.uuid(),
    task_id: z.uuid(),
    status: z.string(),
    status_says: z.string(),
    version: z.int(),
    in_name_of: z.string(),
    /** Its docket number; null where it has none (yet, or no more). */
    docket_no: z.string().nullable(),
    /** Numbers taken in error: used up for good. */
    dockets_voided: z.array(z.object({ no: z.string(), because: z.string(), by: z.string(), at: Instant })),
    matter: z.string(),
    parties: z.array(
      z.object({
        party_id: z.uuid(),
        name: z.string(),
        answer: Answer,
        answer_says: z.string(),
        at: Instant.nullable(),
        note: z.string(),
        /** An invitation of hers that still opens the file: it can be shown or printed again. */
        invited: z.boolean(),
      }),
    ),
    attempts: z.array(
      z.object({
        party: z.string(),
        at: Instant,
        how: z.string(),
        by: z.string(),
        result: z.string(),
        note: z.string(),
      }),
    ),
    mediators: z.array(
      z.object({
        person_id: z.uuid(),
        name: z.string(),
        /** How she stands to the parties of this moment: red stops the mediation until all waive it or she is replaced. */
        level: z.enum(['red', 'amber', 'green']),
        reasons: z.array(z.string()),
        /** Beside one who leads: she signs nothing and closes nothing. */
        assists: z.boolean(),
      }),
    ),
    /** Who asked for another mediator, or that one stands back, newest last. */
    other_mediator: z.array(
      z.object({
        ...request,
        ground_says: z.string().nullable(),
        note: z.string(),
        /** Her first change: it is granted without a reason, unless there is really nobody else (本县约定). */
        free: z.boolean(),
      }),
    ),
    /** Whether a court entrusted it: then the court may decide about it too (特邀调解规定 15). */
    from_court: z.boolean(),
    /** Whom a mediator asked for an opinion: the words only for who mediates here, and for who was asked her own. */
    guidance: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        unit_name: z.string(),
        role_says: z.string(),
        kind_says: z.string(),
        question: z.string().nullable(),
        asked_by: z.string(),
        at: Instant,
        opinion: z.string().nullable(),
        /** What she said about knowing anybody of it; empty: nothing. */
        disclosed: z.string(),
        answered_at: Instant.nullable(),
        ended: z.object({ because: z.string(), at: Instant }).nullable(),
        /** It waits for an opinion; whether for mine. */
        open: z.boolean(),
        mine: z.boolean(),
      }),
    ),
    /** Each time the limit was put off, and how each of them agreed. */
    extensions: z.array(
      z.object({
        until: Day,
        days: z.int(),
        agreed: z.array(z.object({ name: z.string(), how_says: z.string() })),
      }),
    ),
    /** Those who could go on in a new one, where this one ended because of somebody. */
    may_go_on: z.array(z.uuid()),
    gone_on_in: z.uuid().nullable(),
    goes_on_from: z.uuid().nullable(),
    suspended_for: z.object({ says: z.string(), resumes: Day.nullable() }).nullable(),
    /** Where somebody is in danger: whether all may meet, whose wish is still to be asked, and what was said. */
    joint: z
      .object({
        may: z.boolean(),
        ask: z.array(z.uuid()),
        wishes: z.array(z.object({ name: z.string(), wish: z.boolean(), at: Instant })),
      })
      .nullable(),
    chosen_by: z.enum(['parties', 'committee']).nullable(),
    /**
     * Whom a granted request took out: she comes back only where all parties ask for it in writing, and, where it was for a relation,
     * waive that too.
     */
    taken_out: z.array(z.object({ person_id: z.uuid(), name: z.string(), of_relation: z.boolean() })),
    disclosed: z.array(z.string()),
    slots: z.array(z.object({ ...slot, ticked: z.array(z.string()), by_all: z.boolean() })),
    meeting,
    /** The room of the meeting, so that moving it by an hour keeps it. */
    room_id: z.int().nullable(),
    /** Who else was asked to come, for the form that moves the meeting. */
    guests: z.array(
      z.object({
        ...{ name: z.string(), as_what: GuestAs, person_id: z.uuid().nullable() },
        /** Booked by who she is for a meeting ahead, and not in that office any more. */
        gone: z.boolean(),
      }),
    ),
    reminded_on: Day.nullable(),
    busy: z.array(Busy),
    /** What was said to the office by somebody a time would not do for; the other side does not read it. */
    could_not_come: z.array(z.object({ name: z.string(), meeting_at: Instant, note: z.string(), at: Instant })),
    /** Who did not come to what was arranged: a record, without consequence. */
    no_shows: z.array(z.object({ meeting_at: Instant, names: z.string(), said: z.string(), by: z.string() })),
    rights_told: z.object({ by: z.string(), at: Instant }).nullable(),
    sessions: z.array(
      z.object({
        at: Instant,
        place: z.string(),
        mode: z.string(),
        mode_says: z.string(),
        present: z.string(),
        /** Who else took part. */
        helpers: z.string(),
        /** Back-to-back: with whom. */
        with: z.string().nullable(),
        text: z.string(),
        /** Only for whoever wrote it; null for everybody else, who is told that there is one. */
        private_note: z.string().nullable(),
        has_private_note: z.boolean(),
        result_says: z.string(),
      }),
    ),
    ended: z.object({ says: z.string(), note: z.string() }).nullable(),
    can: Can,
  })
  .meta({ id: 'StaffMediation' })
export type StaffMediation = z.output<typeof StaffMediation>

/** A mediation as one of its parties sees it: nothing said apart, nothing of how the other side was reached. */
export const PartyMediation = z
  .object({
    id: z.uuid(),
    status: z.string(),
    status_says: z.string(),
    in_name_of: z.string(),
    docket_no: z.string().nullable(),
    matter: z.string(),
    parties: z.array(z.object({ name: z.string(), me: z.boolean(), answer: Answer, answer_says: z.string() })),
    /** What I answered. */
    my_answer: Answer,
    mediators: z.array(z.object({ person_id: z.uuid(), name: z.string(), assists: z.boolean() })),
    /** Who asked for another mediator; why, only where it was me. */
    other_mediator: z.array(
      z.object({ ...request, mine: z.boolean(), ground_says: z.string().nullable(), note: z.string() }),
    ),
    from_court: z.boolean(),
    slots: z.array(z.object({ ...slot, ticked: z.boolean(), by_all: z.boolean() })),
    meeting,
    /** The last meeting that was called off or came to nothing, until another is arranged: not by whom or why. */
    called_off: Instant.nullable(),
    sessions: z.array(
      z.object({ at: Instant, place: z.string(), mode_says: z.string(), text: z.string(), result_says: z.string() }),
    ),
    ended: z.object({ says: z.string() }).nullable(),
    can: Can,
  })
  .meta({ id: 'PartyMediation' })
export type PartyMediation = z.output<typeof PartyMediation>

/** Who could mediate, with what her name alone tells about the parties: a reason to ask, never a score. */
export const mediatorChoices = endpoint({
  id: 'mediator_choices',
  method: 'GET',
  path: '/api/disputes/:file_id/mediations/:part_id/mediators',
  summary: '可以选的调解员，以及和当事人有没有关系的提示',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), part_id: z.uuid() }),
  reply: z.object({
    mediators: z.array(
      z.object({
        person_id: z.uuid(),
        name: z.string(),
        role_says: z.string(),
        unit_name: z.string(),
        /** Beside one who leads: an invited mediator. */
        assists: z.boolean(),
        /** How many mediations she has open: so that work is spread, not people compared. */
        open: z.int(),
        relation: z.enum(['none', 'ask', 'related', 'same_person']),
        says: z.array(z.string()),
        /** What speaks for asking her and what against: area, trade, work in hand, relation; never how her cases ended. */
        speaks_for: z.array(z.string()),
        speaks_against: z.array(z.string()),
      }),
    ),
  }),
})

/** What a meeting at a time could be held in, and which of its mediators has another one then: before anything is told. */
export const meetingChoices = endpoint({
  id: 'meeting_choices',
  method: 'GET',
  path: '/api/disputes/:file_id/mediations/:part_id/meeting-choices',
  summary: '某个时间可以用的调解室，以及调解员那个时间有没有别的安排（只说时间）',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), part_id: z.uuid() }),
  query: z.strictObject({
    at: z.iso.datetime(),
    minutes: z.coerce.number().int().min(15).max(MOST_MINUTES).default(USUAL_MINUTES),
  }),
  reply: z.object({
    rooms: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        unit_name: z.string(),
        address: z.string(),
        /** What it is taken with then; null where it is free. */
        taken: z.object({ at: Instant, minutes: z.int() }).nullable(),
      }),
    ),
    busy: z.array(Busy),
    /** Who may be booked by who she is, each with what she has then: the hours alone. */
    officials: z.array(
      z.object({
        person_id: z.uuid(),
        name: z.string(),
        unit_name: z.string(),
        role_says: z.string(),
        as_what: GuestAs,
        taken: z.object({ at: Instant, minutes: z.int() }).nullable(),
      }),
    ),
  }),
})
/** Whom a mediator may ask for an opinion, and for what; nobody with a relation to a party is among them. */
export const adviserChoices = endpoint({
  id: 'adviser_choices',
  method: 'GET',
  path: '/api/disputes/:file_id/mediations/:part_id/advisers',
  summary: '可以请教的专家、特邀调解员和别的调解员：在本县名单里，和当事人没有关系',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), part_id: z.uuid() }),
  reply: z.object({
    advisers: z.array(
      z.object({
        person_id: z.uuid(),
        name: z.string(),
        role_says: z.string(),
        unit_name: z.string(),
        kinds: z.array(z.enum(['analyse', 'confer', 'guide'])),
      }),
    ),
  }),
})
