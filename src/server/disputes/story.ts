import { sql } from 'kysely'
import type { z } from 'zod'
import type { StoryLine } from '#contract/shared.ts'
import type { Part } from '#domain/disputes/parts.ts'
import { MISSING, REFUSAL_GROUNDS, WITHDRAWAL_REASONS } from '#domain/intake/inputs.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { RESOLVED_HOW, UNRESOLVED_WHY } from '#domain/triage/inputs.ts'
import type { Trx } from '../db/connection.ts'

type Said = { kind: string; name?: string; unit_name?: string; party_id?: string }

const by = (actor: Said, parties: readonly Part<'party'>[]): string => {
  if (actor.kind === 'staff') return `${actor.unit_name} ${actor.name}`
  if (actor.kind === 'party') return parties.find((party) => party.id === actor.party_id)?.facts.name ?? '当事人'
  return actor.kind === 'system' ? '系统按期限自动' : (parties[0]?.facts.name ?? '申请人')
}

const word = (list: Record<string, unknown>, key: unknown): string => {
  const entry = list[String(key)]
  return typeof entry === 'string' ? entry : ((entry as { says?: string } | undefined)?.says ?? '')
}

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

/** What a line adds in words to the step's own name; null where the name says it all. */
function noteOf(step: string, input: Record<string, unknown>, parties: readonly Part<'party'>[]): string | null {
  switch (step) {
    case 'ask_supplement':
      return [...(input.missing as string[]).map((code) => word(MISSING, code)), input.note].filter(Boolean).join('；')
    case 'supply_supplement':
      return String(input.text)
    case 'refuse':
      return `${word(REFUSAL_GROUNDS, input.ground)}。${input.explanation}`
    case 'withdraw':
      return [
        word(WITHDRAWAL_REASONS, input.reason),
        parties.filter((party) => party.id === input.said_by).map((party) => `${party.facts.name}说的，工作人员登记`),
      ]
        .flat()
        .join('；')
    case 'resolve_task':
      return `${word(RESOLVED_HOW, input.how)}。${input.account}`
    case 'leave_unresolved':
      return `${word(UNRESOLVED_WHY, input.why)}。${input.account}`
    case 'accept_here':
    case 'close':
      return input.note ? String(input.note) : null
    default:
      return null
  }
}

/** The file's events as a story: who, when, by which article. The same lines serve staff and the party. */
export async function storyOf(
  trx: Trx,
  fileId: string,
  parties: readonly Part<'party'>[],
): Promise<z.input<typeof StoryLine>[]> {
  const rows = await trx
    .selectFrom('events')
    .select(['seq', 'step', 'actor', 'input', 'occurred_at', 'recorded_at', 'test_time'])
    .where('file_id', '=', fileId)
    .orderBy('seq')
    .execute()
  return rows.map(({ actor, input, ...row }) => {
    const known = TABLE[row.step as StepName]
    return {
      ...row,
      says: known?.says ?? row.step,
      by: by(actor as Said, parties),
      entered_later: row.occurred_at !== row.recorded_at,
      law: [...(known?.law ?? [])],
      note: noteOf(row.step, input as Record<string, unknown>, parties),
    }
  })
}
