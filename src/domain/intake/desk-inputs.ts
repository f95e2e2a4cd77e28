import { z } from 'zod'
import { AskedDay } from '../clocks/inputs.ts'
import { noted, Reach, written } from '../identity/inputs.ts'
import { DISPUTE_TYPES, type DisputeType } from '../triage/types.ts'
import { HANDING_CHANNELS, WINDOW_CHANNELS } from './channels.ts'
import { beside, KnownDanger } from './coming-over.ts'
import { RegisterInput } from './inputs.ts'

const TYPES = Object.keys(DISPUTE_TYPES) as [DisputeType, ...DisputeType[]]

/** Somebody whose dispute it is, as staff write her down. A way to reach her may come later for the other side. */
export const PartyInput = z.strictObject({
  side: z.enum(['applicant', 'respondent', 'third'], { error: '请选择是哪一方。' }),
  kind: z.enum(['person', 'organisation', 'group']).default('person'),
  name: written(200, '请写下姓名或者名称。'),
  reach: Reach.optional(),
  /** Who gave this way to reach her. */
  reach_from: z.enum(['self', 'staff', 'other_side']).default('staff'),
  speaks: noted(60),
  members: z.int().min(2, '至少两个人。').max(100_000).optional(),
  /** A firm: what is of enterprises is found by it, and may come by the green lane. */
  is_enterprise: z.boolean().optional(),
})
export type PartyEntry = z.output<typeof PartyInput>

export const PARTY_SIDES = { applicant: '申请人', respondent: '对方当事人', third: '第三人' } as const
export const PARTY_KINDS = { person: '个人', organisation: '单位', group: '一群人' } as const

const HandOverInput = z.strictObject({
  from_unit: written(100, '请写明是哪个单位移送的。'),
  paper: written(100, '请写明凭什么文书移送（例如：委托移送函）。'),
  number: noted(60),
  on: AskedDay,
})

const what = {
  place_code: RegisterInput.shape.place_code,
  where_text: RegisterInput.shape.where_text,
  what_happened: RegisterInput.shape.what_happened,
  wish: RegisterInput.shape.wish,
  dispute_type: z.enum(TYPES).nullable().default(null),
}
const parties = z
  .array(PartyInput)
  .min(1, '请至少写下一位当事人。')
  .max(60, '一次最多写 60 位；人多的请选“一群人”并写人数。')
  .refine((list) => list.some((party) => party.side === 'applicant'), '请写明是谁提出来的（申请人）。')

/** Who told it, where he asked that nobody hear of him: sealed from the first moment. */
const protected_reporter = written(200, '请写下是谁、怎样联系他。').optional()

/** What a clerk writes down for somebody at the window, on the phone, or from a paper of another office. */
export const TakeDownInput = z.strictObject({
  channel: z.enum(WINDOW_CHANNELS, { error: '请选择是从哪里来的。' }),
  ...what,
  parties,
  hand_over: HandOverInput.optional(),
  protected_reporter,
  /** Where it is a line of a sheet that is written down as a whole: which, and the number of the line. */
  batch_id: z.uuid().optional(),
  batch_line: z.int().min(2).max(100_000).optional(),
})

/** What another office sends, itself, with its paper. */
export const HandOverFileInput = z.strictObject({
  channel: z.enum(HANDING_CHANNELS, { error: '请选择是哪一种移送。' }),
  ...what,
  parties,
  hand_over: HandOverInput,
})

/** A hint: where, what, and who says so. Nobody is a party yet. */
export const ClueInput = z.strictObject({
  channel: z.enum(['CH01', 'CH02', 'CH13', 'CH14']).default('CH01'),
  place_code: what.place_code,
  where_text: what.where_text,
  what_happened: what.what_happened,
  reported_by: noted(60),
  protected_reporter,
})

/** The clue is a dispute after all: who the people are and what they wish. */
export const TakeUpInput = z.strictObject({
  parties,
  wish: what.wish,
  dispute_type: what.dispute_type,
})

export const DismissInput = z.strictObject({
  because: written(1_000, '请写明怎样核实的、为什么不是纠纷。'),
})

/** A file written down with a sheet by mistake is taken back by whoever wrote it down, who says why. */
export const TakeBackFilingInput = z.strictObject({
  because: written(500, '请写明为什么撤回这一批（例如：选错了表）。'),
})

export const NamePartyInput = PartyInput

/** A better way to reach somebody, or a corrected name. */
export const CorrectPartyInput = z.strictObject({
  party_id: z.uuid(),
  name: written(200, '请写下姓名或者名称。').optional(),
  reach: Reach.optional(),
  reach_from: z.enum(['self', 'staff', 'other_side']).default('staff'),
  because: written(200, '请写明为什么要改。'),
})

export const SuspectInput = z.strictObject({
  suspicions: z
    .array(
      z.strictObject({
        file_id: z.uuid(),
        short_code: written(20, '请写明另一件的编号。'),
        level: z.enum(['same_matter', 'related', 'series']),
        reasons: z.array(written(200, '请写明理由。')).min(1).max(10),
      }),
    )
    .min(1, '请选择可能相同的那一件。')
    .max(10),
})

export const NotDuplicateInput = z.strictObject({ because: written(500, '请写明为什么不是同一件事。') })

/** Into which file it goes; `short_code` is what the papers say. */
export const MergeInput = z.strictObject({
  file_id: z.uuid(),
  short_code: written(20, '请写明另一件的编号。'),
  because: written(500, '请写明为什么是同一件事。'),
})

/** What the other file takes in: who reported there, so that nobody is lost, and since when. */
export const TakeInInput = z.strictObject({
  file_id: z.uuid(),
  short_code: written(20, '请写明另一件的编号。'),
  since: z.iso.date(),
  reporters: z
    .array(
      z.strictObject({
        party_id: z.uuid(),
        side: z.enum(['applicant', 'respondent', 'third']),
        kind: z.enum(['person', 'organisation', 'group']),
        name: written(200, '缺少姓名。'),
        reach: Reach.optional(),
        reach_from: z.enum(['self', 'staff', 'other_side']).default('self'),
        ...beside,
      }),
    )
    .max(200),
  /** How many days its first clock had stood still. */
  stood_still: z.int().min(0).optional(),
  dangers: z.array(KnownDanger).optional(),
  violence: z.boolean().optional(),
})

/** `people` and `dangers`: what goes back with those who had gone over, as it is by now; looked up, never asked for. */
export const UnmergeInput = z.strictObject({
  because: written(500, '请写明为什么要分开办。'),
  people: z.array(z.strictObject({ party_id: z.uuid(), ...beside })).optional(),
  dangers: z.array(KnownDanger).optional(),
})
export const LetGoInput = z.strictObject({ file_id: z.uuid(), because: written(500, '请写明为什么要分开办。') })

/** A link that was lost or seen by somebody else: the old one opens nothing any more. */
export const RenewLinkInput = z.strictObject({
  party_id: z.uuid({ error: '请选择给谁换链接。' }),
  because: written(200, '请写明为什么要换（例如：手机丢了）。'),
})
