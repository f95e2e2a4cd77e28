import { sql } from 'kysely'
import type { z } from 'zod'
import type { StoryLine } from '#contract/shared.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import type { Trx } from '../db/connection.ts'
import { noteOf } from './story-notes.ts'

type Said = { kind: string; name?: string; unit_name?: string; party_id?: string }

const by = (actor: Said, parties: readonly Part<'party'>[]): string => {
  if (actor.kind === 'staff') return `${actor.unit_name} ${actor.name}`
  if (actor.kind === 'party') return parties.find((party) => party.id === actor.party_id)?.facts.name ?? '当事人'
  if (actor.kind === 'system') return '系统按期限自动'
  return parties.find((party) => party.facts.side === 'applicant')?.facts.name ?? '申请人'
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

/** Parts whose story every party of the file may read; what came before is between the applicant and the office. */
const SHARED: readonly string[] = ['mediation', 'agreement', 'obligation', 'visit']

/**
 * Who reads. `open`: staff who handle the file; to others the lines stand without their words (INV-4). `forParty`: a party,
 * who reads what is told to everybody, and of what was said apart not even that it was.
 */
export type Reader = { open: boolean; forParty: Part<'party'> | null }

function mayRead(row: { step: string; part: string; input: Record<string, unknown> }, { forParty }: Reader): boolean {
  if (forParty === null) return true
  if (TABLE[row.step as StepName]?.told === 'office') return false
  if (row.step === 'record_session' && row.input.mode === 'back_to_back') return false
  return forParty.facts.side === 'applicant' || SHARED.includes(row.part) || row.step === 'close'
}

/** The file's events as a story: who, when, by which article. */
export async function storyOf(
  trx: Trx,
  fileId: string,
  parts: readonly Part[],
  reader: Reader,
): Promise<z.input<typeof StoryLine>[]> {
  const rows = await trx
    .selectFrom('events')
    .select(['seq', 'step', 'part', 'part_id', 'actor', 'input', 'occurred_at', 'recorded_at', 'test_time'])
    .where('file_id', '=', fileId)
    .orderBy('seq')
    .execute()
  const parties = partsOf(parts, 'party')
  return rows
    .map((row) => ({ ...row, input: row.input as Record<string, unknown> }))
    .filter((row) => mayRead(row, reader))
    .map(({ actor, input, part: _, part_id, ...row }) => {
      const known = TABLE[row.step as StepName]
      const words = reader.forParty !== null || reader.open
      return {
        ...row,
        says: known?.says ?? row.step,
        by: by(actor as Said, parties),
        entered_later: row.occurred_at !== row.recorded_at,
        law: [...(known?.law ?? [])],
        note: words ? noteOf(row.step, input, { parties, part: parts.find((it) => it.id === part_id) ?? null }) : null,
      }
    })
}
