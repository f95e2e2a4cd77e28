import { z } from 'zod'
import { HATS } from '#domain/hats.ts'
import type { Row } from '#domain/step.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { type Caller, type Endpoint, nothing } from './endpoint.ts'
import { Receipt } from './intake.ts'
import { AskedInstant, StepReply } from './shared.ts'

/** What an address calls the parts of a dispute. */
const SEGMENT = { task: 'tasks', party: 'parties' } as const

/** Which callers can wear which hats; a row only the system takes has no address. */
const CALLER: Record<keyof typeof HATS, Caller | null> = {
  anyone: 'anyone',
  applicant: 'party',
  clerk: 'staff',
  clerk_above: 'staff',
  system: null,
}

const addressOf = (name: string, row: Row): `/${string}` =>
  row.on === 'nothing'
    ? `/api/disputes/steps/${name}`
    : row.on === 'dispute'
      ? `/api/disputes/:file_id/steps/${name}`
      : `/api/disputes/:file_id/${SEGMENT[row.on]}/:part_id/steps/${name}`

const paramsOf = (row: Row): z.ZodObject =>
  row.on === 'nothing'
    ? nothing
    : row.on === 'dispute'
      ? z.strictObject({ file_id: z.uuid() })
      : z.strictObject({ file_id: z.uuid(), part_id: z.uuid() })

/** Any step may say when it happened, where that was earlier (事后登记). */
const withOccurredAt = (input: z.ZodObject): z.ZodObject => input.safeExtend({ occurred_at: AskedInstant.optional() })

export type Act = Endpoint & { step: StepName; row: Row }

/** The operations of the step table: one a row, made from the row; nothing here is written by hand. */
export const ACTS: readonly Act[] = (Object.entries(TABLE) as [StepName, Row][])
  .map(([name, row]): Act => {
    const callers = row.by.map((hat) => CALLER[hat]).filter((caller) => caller !== null)
    return {
      id: name,
      step: name,
      row,
      method: 'POST',
      path: addressOf(name, row),
      summary: row.says,
      who: [...new Set(callers)],
      params: paramsOf(row),
      query: nothing,
      body: row.on === 'nothing' ? row.input : withOccurredAt(row.input),
      reply: row.on === 'nothing' ? Receipt : StepReply,
      status: row.on === 'nothing' ? 201 : 200,
      extras: { 'x-from': row.from, 'x-to': row.to, 'x-by': row.by.map((hat) => HATS[hat].says), 'x-law': row.law },
    }
  })
  .filter((act) => act.who.length > 0)
