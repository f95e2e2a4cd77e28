import { z } from 'zod'
import { IDENTITY_PAPERS, type IdentityPaper } from '#domain/identity/inputs.ts'
import { ObligationView, StaffAgreement, VisitView } from './agreements.ts'
import { Beside } from './beside.ts'
import { DossierView } from './dossier.ts'
import { endpoint } from './endpoint.ts'
import { EvidenceView } from './evidence.ts'
import { StaffMediation } from './mediation.ts'
import { OversightView } from './oversight.ts'
import { ReferralView } from './referrals.ts'
import { SignedByHandView } from './returned.ts'
import { SealedView } from './sealed.ts'
import { SealsView } from './seals.ts'
import { ServiceView } from './service.ts'
import { Can, ClockCard, Day, Instant, Paper, PlaceCode, StageName, StoryLine, UnitCard, writable } from './shared.ts'
import { TriageView } from './triage.ts'

const papers = Object.keys(IDENTITY_PAPERS) as [IdentityPaper, ...IdentityPaper[]]
const fileParams = z.strictObject({ file_id: z.uuid() })

/** What became of a message where the county has no gateway: the same for all, so a page says it once. */
export const NOT_CONNECTED = '短信通道未接通，由人转告'

const PartyDetailsView = z.object({
  sex: z.enum(['female', 'male']).nullable(),
  ethnicity: z.string(),
  occupation: z.string(),
  /** Null: said, and not shown, because somebody may be in danger. */
  address: z.string().nullable(),
  legal_representative: z.string(),
  post_title: z.string(),
})

const CourtPersonView = z.object({
  name: z.string(),
  phone: z.string(),
  on: Day,
  by: z.string(),
  before: z.array(z.object({ name: z.string(), phone: z.string(), on: Day, until: Day, because: z.string() })),
})

export const StaffDispute = z
  .object({
    /** The reader was asked for her opinion and carries nothing of it: only her questions stand here. */
    advises: z.boolean(),
    file: z.object({
      id: z.uuid(),
      code: z.string(),
      short_code: z.string(),
      received_at: Instant,
      place: z.array(z.string()),
      place_code: PlaceCode,
      responsible: UnitCard,
      /** Where that unit is: one level up and down is counted from there. */
      responsible_place: PlaceCode,
      stage: StageName,
      stage_says: z.string(),
    }),
    dispute: z.object({
      id: z.uuid(),
      status: z.string(),
      version: z.int(),
      channel: z.string(),
      other_side: z.string(),
      where_text: z.string(),
      what_happened: z.string(),
      wish: z.string(),
      channel_says: z.string(),
      dispute_type: z.string().nullable(),
      dispute_type_says: z.string().nullable(),
      hand_over: z.object({ from_unit: z.string(), paper: z.string(), number: z.string(), on: Day }).nullable(),
      /** A court entrusted it, and whom there to turn to; the people before, with why they changed. */
      from_court: z.boolean(),
      court_person: CourtPersonView.nullable(),
      reported_by: z.string().nullable(),
      /** Whoever reported asked that nobody hear of him. */
      reporter_protected: z.boolean(),
      may_see_reporter: z.boolean(),
      false_because: z.string().nullable(),
      /** Somebody found that there is no such dispute, and another person has to say so too. */
      false_proposed: z.object({ name: z.string(), checked: z.string(), because: z.string(), on: Day }).nullable(),
      /** The days it came up again after closing, and until when it still may under this code. */
      rebounds: z.array(Day),
      rebound_until: Day.nullable(),
      suspicions: z.array(
        z.object({
          file_id: z.uuid(),
          short_code: z.string(),
          level: z.string(),
          reasons: z.array(z.string()),
        }),
      ),
      merged_into: z.object({ file_id: z.uuid(), short_code: z.string(), because: z.string() }).nullable(),
      merged_here: z.array(z.object({ file_id: z.uuid(), short_code: z.string() })),
      triage: TriageView.nullable(),
      missing: z.array(z.string()),
      /** What it still lacks, each with the rule that asks for it and the step by which it is entered; only for who handles it. */
      lacking: z.array(
        z.object({
          says: z.string(),
          asked_by: z.string(),
          step: z.string(),
          party_id: z.uuid().nullable(),
          part_id: z.uuid().nullable(),
        }),
      ),
      refused_because: z.string().nullable(),
      /** Signs of violence, crime or abuse: words and people only for those who handle the file. */
      dangers: z.array(
        z.object({
          id: z.uuid(),
          kind_says: z.string(),
          flags: z.boolean(),
          must: z.boolean(),
          /** What this kind is reported under. */
          law: z.array(z.string()),
          what: z.string(),
          who: z.string(),
          seen_at: Instant,
          at: Instant,
          by: z.string(),
          told: z.object({ received_by: z.string(), how: z.string(), by: z.string(), at: Instant }).nullable(),
          declined: z.object({ because: z.string(), by: z.string(), at: Instant }).nullable(),
        }),
      ),
      closing_note: z.string().nullable(),
      /** Notes on health, violence or somebody's state of mind: their number for those who handle the file, no word of them. */
      sealed: SealedView,
      can: Can,
    }),
    tasks: z.array(
      z.object({
        id: z.uuid(),
        status: z.string(),
        status_says: z.string(),
        version: z.int(),
        unit_id: z.int(),
        unit_name: z.string(),
        /** Assisting the one that leads. */
        assists: z.boolean(),
        route_says: z.string().nullable(),
        because: z.string().nullable(),
        /** What the rules had proposed, where it was decided otherwise; `because` is why. */
        instead_of: z.object({ route_says: z.string(), unit_name: z.string().nullable() }).nullable(),
        from_unit_name: z.string().nullable(),
        objection: z.object({ reason: z.string(), basis: z.string(), on: Day }).nullable(),
        /** Which of the clocks are about it. */
        clocks: z.array(z.uuid()),
        /** How often it was returned. */
        returns: z.int(),
        /** The common superior that has to decide who handles it, where it was returned twice. */
        decider_name: z.string().nullable(),
        /** Who decided, where somebody above did: it binds. */
        decided: z.object({ by: z.string(), on: Day }).nullable(),
        conferences: z.array(
          z.object({
            convened_by: z.string(),
            on: Day,
            at: Instant,
            place: z.string(),
            agenda: z.string(),
            units: z.array(z.string()),
            decision: z.object({ text: z.string(), on: Day, by: z.string() }).nullable(),
          }),
        ),
        duties: z.array(
          z.object({
            id: z.uuid(),
            what: z.string(),
            by: Day,
            done: z.object({ on: Day, note: z.string() }).nullable(),
          }),
        ),
        diverted: z
          .object({
            route_says: z.string(),
            to: z.string(),
            docket_no: z.string(),
            chosen_by: z.array(z.string()),
            on: Day,
            result: z.object({ says: z.string(), note: z.string(), on: Day }).nullable(),
          })
          .nullable(),
        /** Who of the unit took it on; where she works there no more, the unit has it again. */
        held_by: z
          .object({ person_id: z.uuid(), name: z.string(), me: z.boolean(), works_there: z.boolean() })
          .nullable(),
        outcome_says: z.string().nullable(),
        outcome_note: z.string().nullable(),
        can: Can,
      }),
    ),
    parties: z.array(
      z.object({
        id: z.uuid(),
        side: z.enum(['applicant', 'respondent', 'third']),
        side_says: z.string(),
        kind: z.enum(['person', 'organisation', 'group']),
        kind_says: z.string(),
        status: z.string(),
        name: z.string(),
        speaks: z.string().nullable(),
        members: z.int().nullable(),
        /** Who gave the way to reach her: a code sent to what the other side supplied proves nothing. */
        reach_from: z.enum(['self', 'staff', 'other_side']),
        /** Plain to those who handle the file, masked to all others (domain 10.3). */
        reach: z.string().nullable(),
        reach_open: z.boolean(),
        identity_paper: z.enum(papers).nullable(),
        /** What the printed forms ask besides, for who handles the file; null where nobody said any of it. */
        details: PartyDetailsView.nullable(),
        /** Masked to everybody: seeing it is a reveal, with a reason. */
        identity_number: z.string().nullable(),
        /** Nobody reads her way to be reached without saying why: somebody may be in danger. */
        in_danger: z.boolean(),
        ...Beside.shape,
        can: Can,
      }),
    ),
    mediations: z.array(StaffMediation),
    agreements: z.array(StaffAgreement),
    obligations: z.array(ObligationView),
    visits: z.array(VisitView),
    /** Who was sent to another service, and what came of it. */
    referrals: z.array(ReferralView),
    /** What was handed in to prove something (D-06), for who handles the file. */
    evidence: z.array(EvidenceView),
    /** Papers with places for hands: what came back signed. For who reads them. */
    signed_by_hand: z.array(SignedByHandView),
    /** Colour, supervision, package, reports upward, the ledger; null where the reader is here for a slip or an opinion alone. */
    oversight: OversightView.nullable(),
    /** This reader is here for a referral alone: all but the slip is left out. */
    slip_only: z.boolean(),
    /** A slip is on its way to this reader's unit, whose predecessor is giving way to it: it opens once it has gone over. */
    slip_coming: z.boolean(),
    clocks: z.array(ClockCard),
    story: z.array(StoryLine),
    papers: z.array(Paper),
    /** What must lie in the dossier and what is missing; null where this reader does not handle the file. */
    dossier: DossierView.nullable(),
    seals: SealsView,
    /** How each notice reached each person; none where this reader does not handle the file. */
    service: ServiceView,
    messages: z.array(
      z.object({
        id: z.uuid(),
        /** To a party's phone, or a report to the police. */
        kind: z.enum(['text_message', 'police_report']),
        to: z.string(),
        wording: z.string(),
        state: z.enum(['waiting', 'sent', 'no_channel', 'given_up']),
        state_says: z.string(),
        at: Instant,
      }),
    ),
  })
  .meta({ id: 'StaffDispute' })
export type StaffDispute = z.output<typeof StaffDispute>

export const file = endpoint({
  id: 'file',
  method: 'GET',
  path: '/api/disputes/:file_id',
  summary: '一件纠纷的全部（查看会留痕，当事人可以看到）',
  who: ['staff'],
  params: fileParams,
  reply: StaffDispute,
})

export const revealReporter = endpoint({
  id: 'reveal_reporter',
  method: 'POST',
  path: '/api/disputes/:file_id/reporter/looks',
  summary: '查看要求保密的报告人：单独写明理由，单独留痕，不告诉任何当事人',
  who: ['staff'],
  params: fileParams,
  body: z.strictObject({
    reason: writable(
      z.string().trim().min(10, '请写明为什么非看不可（至少 10 个字）。').max(200, '最多 200 个字，请写短一些。'),
    ),
  }),
  reply: z.object({ value: z.string() }),
})

export const reveal = endpoint({
  id: 'reveal',
  method: 'POST',
  path: '/api/disputes/:file_id/looks',
  summary: '查看一个被遮盖的联系方式或证件号码：写明理由，当事人可以看到',
  who: ['staff'],
  params: fileParams,
  body: z.strictObject({
    party_id: z.uuid(),
    what: z.enum(['reach', 'identity_number']),
    reason: writable(
      z.string().trim().min(4, '请写明为什么要看（至少 4 个字）。').max(200, '最多 200 个字，请写短一些。'),
    ),
  }),
  reply: z.object({ value: z.string() }),
})
