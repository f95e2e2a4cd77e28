import { sql } from 'kysely'
import type { z } from 'zod'
import type { StoryLine } from '#contract/shared.ts'
import { DANGERS, type DangerKind } from '#domain/danger/inputs.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { nameOfActing } from '#domain/disputes/people.ts'
import { isOversightClock } from '#domain/ledger/colours.ts'
import { sealsIn } from '#domain/seals/seal.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { question, type Trx } from '../db/connection.ts'
import { noteOf } from './story-notes.ts'

type Said = { kind: string; name?: string; unit_name?: string; party_id?: string; agent_id?: string }

/** Files that go over one by one: the administrator gave them over in one act, and no clock did. */
const HANDED_OVER: readonly string[] = ['succeed_person', 'succeed_unit', 'succeed_place']

const by = (actor: Said, parties: readonly Part<'party'>[], step: string): string => {
  if (actor.kind === 'staff') return `${actor.unit_name} ${actor.name}`
  if (actor.kind === 'party') {
    const party = parties.find((it) => it.id === actor.party_id)
    return party ? nameOfActing(party, actor.agent_id) : '当事人'
  }
  if (actor.kind === 'system') return HANDED_OVER.includes(step) ? '系统管理员交接' : '到时自动'
  return parties.find((party) => party.facts.side === 'applicant')?.facts.name ?? '申请人'
}

/** Whoever acted herself said it herself: only what an office wrote down for her names who said it. */
const inWords = ({ said_by, ...input }: Record<string, unknown>, { kind }: Said): Record<string, unknown> =>
  kind === 'staff' ? { said_by, ...input } : input

/** When somebody in an office last did something on a file. */
export const lastWorkOn = (trx: Trx, fileId: string) =>
  trx
    .selectFrom('events')
    .select('recorded_at as at')
    .where('file_id', '=', fileId)
    .where(sql<string>`actor ->> 'kind'`, '=', 'staff')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Parts whose story every party of the file may read; what came before is between the applicant and the office. */
const SHARED: readonly string[] = ['mediation', 'agreement', 'obligation', 'visit', 'referral']
const asIds = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/**
 * Who reads. `open`: staff who handle the file; to others the lines stand without their words (INV-4). `forParty`: a party,
 * who reads what is told to everybody, and of what was said apart not even that it was. `throughAgent`: her agent reads, and not
 * where she was sent for help.
 */
export type Reader = { open: boolean; forParty: Part<'party'> | null; throughAgent?: boolean }

/** Whether this part is between parties she is one of: whoever left one mediation does not read the next. */
function isAmong(parts: readonly Part[], id: string, party: string): boolean {
  const part = parts.find((it) => it.id === id)
  if (part?.part === 'mediation' || part?.part === 'agreement') return part.facts.parties.includes(party)
  if (part?.part === 'referral') return part.facts.agreed_by.includes(party)
  return part?.part === 'obligation' || part?.part === 'visit' ? isAmong(parts, part.facts.agreement_id, party) : true
}

/**
 * What a line about a danger is done under: only what is written for its kind, and for the kinds that were open when the
 * police heard of them. Every other line is done under its step's own articles.
 */
function lawsOf(rows: readonly { step: string; input: Record<string, unknown> }[]): (readonly string[])[] {
  const open = new Set<string>()
  return rows.map(({ step, input }) => {
    const law = TABLE[step as StepName]?.law ?? []
    if (step === 'report_danger') {
      const own = DANGERS[input.kind as DangerKind]?.law ?? law
      for (const article of own) open.add(article)
      return own
    }
    if (step !== 'police_told' && step !== 'no_report_because') return law
    const told = [...open]
    open.clear()
    return step === 'police_told' && told.length > 0 ? told : law
  })
}

/** Steps that leave something sealed and nothing else. */
const SEALING: readonly string[] = ['seal_note', 'seal_session_note'] satisfies StepName[]

const hasSealed = (parts: readonly Part[], sealId: unknown, { id, facts }: Part<'party'>): boolean => {
  const seal = sealsIn(parts).find((it) => it.id === sealId)
  return seal?.for_parties?.includes(id) ?? facts.side === 'applicant'
}

type Told = { step: string; part: string; part_id: string; input: Record<string, unknown> }

function mayRead(row: Told, { open, forParty, throughAgent = false }: Reader, parts: readonly Part[]): boolean {
  // Of what is sealed nobody reads more than how much there is.
  if (SEALING.includes(row.step)) return false
  // That somebody was sent for help at all says too much to who does not handle the file.
  if (forParty === null) return open || (row.step !== 'refer' && row.part !== 'referral')
  if (throughAgent && (row.step === 'refer' || row.part === 'referral')) return false
  if (row.step === 'recount' && (row.input.moved as MovedDay[]).length === 0) return false
  if (TABLE[row.step as StepName]?.told === 'office') return false
  if (row.step === 'record_session' && row.input.mode === 'back_to_back') return false
  // Where somebody was sent is between her and the office, on whichever side she stands.
  if (row.step === 'refer') return [row.input.said_by, ...asIds(row.input.also_agreed)].includes(forParty.id)
  // Whoever has the sealed paper reads that its seal was taken back, on whichever side she stands.
  if (row.step === 'revoke_seal') return hasSealed(parts, row.input.seal_id, forParty)
  if (SHARED.includes(row.part)) return isAmong(parts, row.part_id, forParty.id)
  // Whoever came with another file asked there: what the first applicant told the office is between those two.
  const asked = forParty.facts.side === 'applicant' && !forParty.facts.came_from
  return asked || row.step === 'close' || row.step === 'rebound'
}

/** Why somebody would not talk, or when she could, is told to the office and not to the other side. */
const REASONS: readonly string[] = [
  ...['refuse_mediation', 'leave', 'ask_other_time', 'cannot_come', 'step_back', 'withdraw', 'rebound'],
  'refuse_change',
  // What she has against a mediator is between her and who decides.
  ...['ask_other_mediator', 'drop_other_mediator'],
]
/** What was said to the office by one of them, or found out about one, is not for the others: the line stands without it. */
const OFFICE_WORDS: readonly string[] = [
  ...['record_visit', 'visit_not_reached', 'cannot_reach', 'urge', 'offer_change', 'send_to_enforcement'],
  ...['coordinate', 'end_coordination'],
]

/** Whether the words of a line are for this reader. */
function mayReadWords(step: string, actor: Said, input: Record<string, unknown>, { open, forParty }: Reader): boolean {
  if (forParty === null) return open
  if (OFFICE_WORDS.includes(step) || input.reason === 'sham_suspected') return false
  if (!REASONS.includes(step)) return true
  return (actor.party_id ?? input.said_by) === forParty.id
}

type MovedDay = { rule: string; part: string; from: string; to: string }

/** Days that holidays moved, as this reader may know them: what offices ask of each other and what the police are told is no party's. */
export const movedFor = (moved: unknown, { forParty }: Pick<Reader, 'forParty'>): MovedDay[] =>
  ((moved ?? []) as MovedDay[]).filter((it) => forParty === null || !(isOversightClock(it) || it.rule === 'T-52'))

const eventRows = question((trx, fileId: string) =>
  trx
    .selectFrom('events')
    .select(['seq', 'step', 'part', 'part_id', 'actor', 'input', 'occurred_at', 'recorded_at', 'test_time'])
    .select(
      sql<string | null>`case when step = 'give_to' then consequences #>> '{0,facts,held_by,name}' end`.as('given_to'),
    )
    // Where holidays came between: each day from what to what. Where somebody was sent is nobody else's.
    .select(
      sql<unknown>`case when step = 'recount' then (
        select jsonb_agg(jsonb_build_object('rule', moved.rule, 'part', moved.part, 'to', it ->> 'due_on', 'from', (
          select was ->> 'due_on' from events before, jsonb_array_elements(before.consequences) was
          where before.file_id = events.file_id and before.seq < events.seq and was ->> 'id' = it ->> 'id' and was ? 'due_on'
          order by before.seq desc limit 1)))
        from jsonb_array_elements(events.consequences) it join clocks moved on moved.id = (it ->> 'id')::uuid
        where moved.part <> 'referral') end`.as('moved'),
    )
    .where('file_id', '=', fileId)
    .orderBy('seq'),
)

/** The file's events as a story: who, when, by which article. */
export async function storyOf(
  trx: Trx,
  fileId: string,
  parts: readonly Part[],
  reader: Reader,
): Promise<z.input<typeof StoryLine>[]> {
  const rows = await eventRows(trx, fileId)
  const parties = partsOf(parts, 'party')
  const laws = lawsOf(rows.map(({ step, input }) => ({ step, input: input as Record<string, unknown> })))
  return rows
    .map(({ given_to, moved, ...row }, at) => ({
      ...row,
      law: laws[at] ?? [],
      input: { ...(row.input as Record<string, unknown>), given_to, moved: movedFor(moved, reader) },
    }))
    .filter((row) => mayRead(row, reader, parts))
    .map(({ actor, input, law, part: _, part_id, ...row }) => {
      const known = TABLE[row.step as StepName]
      const words = mayReadWords(row.step, actor as Said, input, reader)
      return {
        ...row,
        says: known?.says ?? row.step,
        by: by(actor as Said, parties, row.step),
        entered_later: row.occurred_at !== row.recorded_at,
        law: [...law],
        note: words
          ? noteOf(row.step, inWords(input, actor as Said), {
              parties,
              part: parts.find((it) => it.id === part_id) ?? null,
            })
          : null,
      }
    })
}
