import { z } from 'zod'
import { MISSING, type Missing } from '#domain/intake/inputs.ts'
import { ObligationView, PartyAgreement } from './agreements.ts'
import { MyBeside } from './beside.ts'
import { endpoint } from './endpoint.ts'
import { MyEvidence } from './evidence.ts'
import { PartyMediation } from './mediation.ts'
import { MyReferral } from './referrals.ts'
import { MySeal } from './seals.ts'
import {
  Can,
  ClockCard,
  Day,
  Instant,
  LawfulRoute,
  Paper,
  PlaceCode,
  Print,
  RunningLimit,
  StageName,
  StoryLine,
  UnitCard,
} from './shared.ts'

const missing = Object.keys(MISSING) as [Missing, ...Missing[]]

/** What every page needs to know about where it is. */
export const countyInfo = endpoint({
  id: 'county_info',
  method: 'GET',
  path: '/api/county',
  summary: '本县名称、热线，以及是否演示或测试时间',
  who: ['anyone'],
  reply: z
    .object({
      name: z.string(),
      place_code: PlaceCode,
      hotline: z.string(),
      /** The one-click front page of the demo is open to this caller. */
      demo: z.boolean(),
      /** The set-up has not been done: nothing else can be. */
      set_up: z.boolean(),
      /** The time set for a test, where one is. */
      test_time: Instant.nullable(),
      routes: z.array(LawfulRoute),
    })
    .meta({ id: 'CountyInfo' }),
})
export type CountyInfo = z.output<typeof countyInfo.reply>

export const placesUnder = endpoint({
  id: 'places_under',
  method: 'GET',
  path: '/api/places',
  summary: '某地之下的地方；不给 parent 时列出县',
  who: ['anyone'],
  query: z.strictObject({ parent: z.coerce.number().int().optional() }),
  reply: z.object({
    places: z.array(z.object({ code: PlaceCode, name: z.string(), level: z.string(), kind: z.string() })),
    /** Who receives a request from the parent place itself. */
    receiver: UnitCard.nullable(),
  }),
})

const OwnLink = {
  /** Whose link it is: hers, and nobody else's. */
  holder: z.string(),
  /** The address of the file's own page; its secret stands after #, so that no server or log ever sees it. */
  link: z.string(),
  link_qr_svg: z.string(),
}

/** The receipt (收件回执): given at once, with the immutable time of the request and the secret link. */
export const Receipt = z
  .object({
    file_id: z.uuid(),
    code: z.string(),
    short_code: z.string(),
    received_at: Instant,
    unit: UnitCard,
    next: ClockCard,
    ...OwnLink,
    /** Where several asked together: the others, each with a link of her own. */
    others: z.array(z.object(OwnLink)),
    paper: Paper,
  })
  .meta({ id: 'Receipt' })
export type Receipt = z.output<typeof Receipt>

/** What an office gets that opened a file for others: the code to quote, and who has it now. Her link is hers alone. */
export const OpenedFile = z
  .object({
    file_id: z.uuid(),
    code: z.string(),
    short_code: z.string(),
    received_at: Instant,
    unit: UnitCard,
    next: ClockCard,
  })
  .meta({ id: 'OpenedFile' })

/** The party's own page: what she said, where it is, what comes next by when, who looked, what she may do. */
export const myDispute = endpoint({
  id: 'my_dispute',
  method: 'GET',
  path: '/api/my-dispute',
  summary: '当事人凭回执链接查看自己的事',
  who: ['party', 'agent'],
  reply: z
    .object({
      file_id: z.uuid(),
      party_id: z.uuid(),
      code: z.string(),
      short_code: z.string(),
      received_at: Instant,
      stage: StageName,
      stage_says: z.string(),
      place: z.array(z.string()),
      unit: UnitCard,
      /** On which side she stands: the one who asked sees her own words, the other side what the matter is. */
      side: z.enum(['applicant', 'respondent', 'third']),
      my_name: z.string(),
      /** Where her agent reads it by his own link: who he is, for whom, with which of the powers. */
      agent: z
        .object({
          name: z.string(),
          kind_says: z.string(),
          for_name: z.string(),
          powers_say: z.array(z.string()),
          lacks_say: z.array(z.string()),
          until: Day.nullable(),
        })
        .nullable(),
      said: z
        .object({
          your_name: z.string(),
          reach: z.string(),
          other_side: z.string(),
          where_text: z.string(),
          what_happened: z.string(),
          wish: z.string(),
        })
        .nullable(),
      /** Where her matter is handled together with another: its code, and her own way into it. */
      merged_into: z.object({ short_code: z.string(), link: z.string().nullable() }).nullable(),
      /** Her own link for life, where she came by an invitation and has agreed: to be kept instead of it. */
      own_link: z.string().nullable(),
      /** Whom at the court to turn to, where a court entrusted it; no name: nobody is named yet. */
      court_person: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
      /** Who stands beside her, as it is written down in her name. */
      beside: MyBeside,
      mediations: z.array(PartyMediation),
      agreements: z.array(PartyAgreement),
      obligations: z.array(ObligationView),
      /** Where she was sent with her consent, and what came of it. */
      referrals: z.array(MyReferral),
      /** What she handed in, and what was shown to her. */
      evidence: z.array(MyEvidence),
      missing: z.array(z.enum(missing)),
      clocks: z.array(ClockCard),
      /** What she may do at this moment, in one plain sentence. */
      right: z.object({ says: z.string(), law: z.string() }),
      /** Her own limits for court and arbitration, as far as what was asked tells them. */
      limits: z.array(RunningLimit),
      /** Whole days since anybody in an office did anything on it: said honestly. */
      idle_days: z.int(),
      story: z.array(StoryLine),
      papers: z.array(Paper),
      /** Sheets of her own she may print, filled with what is known. */
      prints: z.array(Print),
      /** Those of her papers that bear a seal: to take away as they were signed. */
      seals: z.array(MySeal),
      can: Can,
      routes: z.array(LawfulRoute),
    })
    .meta({ id: 'MyDispute' }),
})
export type MyDispute = z.output<typeof myDispute.reply>

/** One sheet that says all of her page for one without a phone: a print of the day, no paper of the file. */
export const Sheet = Paper.omit({ id: true, form: true }).meta({ id: 'Sheet' })
export type Sheet = z.output<typeof Sheet>

export const mySheet = endpoint({
  id: 'my_sheet',
  method: 'GET',
  path: '/api/my-dispute/sheet',
  summary: '当事人打印自己的办事情况单',
  who: ['party'],
  reply: Sheet,
})

export const partySheet = endpoint({
  id: 'party_sheet',
  method: 'GET',
  path: '/api/disputes/:file_id/parties/:part_id/sheet',
  summary: '经办人替没有手机的当事人打印办事情况单（查看会留痕）',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), part_id: z.uuid() }),
  reply: Sheet,
})

export const whoLooked = endpoint({
  id: 'who_looked',
  method: 'GET',
  path: '/api/my-dispute/looks',
  summary: '当事人查看谁看过自己的事',
  who: ['party'],
  reply: z.object({
    looks: z.array(
      z.object({
        at: Instant,
        who: z.string(),
        what: z.enum(['page', 'reach', 'identity_number', 'invitation', 'evidence']),
        reason: z.string().nullable(),
      }),
    ),
  }),
})
