import { CompiledQuery, sql } from 'kysely'
import type { Clock, File, Involvement, Link, Part } from '#domain/disputes/parts.ts'
import type { Receiver } from '#domain/step.ts'
import { type ClockRow, clockFrom } from '../clocks/find.ts'
import { exact, question, type Trx } from '../db/connection.ts'
import { type PartyRow, partyFrom } from '../identity/find.ts'
import { type LinkRow, linkFrom } from '../identity/links.ts'
import { type DisputeRow, disputeFrom } from '../intake/find.ts'
import { type ReceiverRow, receiver } from '../organisations/find.ts'
import { type TaskRow, taskFrom } from '../triage/find.ts'

export type Head = { seq: number; hash: Buffer }
export type Loaded = {
  file: File
  parts: Part[]
  clocks: Clock[]
  involvements: Involvement[]
  links: Link[]
  responsible: Receiver
  head: Head
}

const marked = sql<string>`set_config('app.seen', files.id::text, true)`.as('seen')
const see = question((trx, fileId: string) => trx.selectFrom('files').where('files.id', '=', fileId).select(marked))
const lock = question((trx, fileId: string) =>
  trx.selectFrom('files').where('files.id', '=', fileId).select(marked).forNoKeyUpdate(),
)

/** Whether the file is visible in this transaction's scope; where it is, it is marked seen, in one round trip. */
export const seeFile = async (trx: Trx, fileId: string): Promise<boolean> => (await see(trx, fileId)).length > 0

type InvolvementRow = {
  id: string
  unit_id: number | null
  person_id: string | null
  as_what: string
  until: string | null
}

const involvementFrom = (row: InvolvementRow): Involvement => ({
  id: row.id,
  who: row.unit_id === null ? { person: row.person_id ?? '' } : { unit: row.unit_id },
  as_what: row.as_what as Involvement['as_what'],
  until: row.until,
})

/** What `whole_file` answers (migration 0062): the file's own columns, and the rows of each table as JSON, null where there are none. */
type WholeFile = File & {
  head_seq: number
  head_hash: Buffer
  seen: string
  dispute: DisputeRow | null
  tasks: TaskRow[] | null
  parties: PartyRow[] | null
  later: Part[] | null
  clocks: ClockRow[] | null
  involvements: InvolvementRow[] | null
  links: LinkRow[] | null
  responsible: ReceiverRow
}
const WHOLE_FILE = 'select * from whole_file($1)'
async function wholeFile(trx: Trx, fileId: string): Promise<WholeFile | null> {
  const { rows } = await trx.executeQuery<WholeFile>(CompiledQuery.raw(WHOLE_FILE, [fileId]))
  return rows[0] ?? null
}

/** An instant as every other reader gives it: JSON has it with the database's offset. */
const withInstant = (row: ClockRow): ClockRow =>
  row.due_at === null ? row : { ...row, due_at: new Date(row.due_at).toISOString() }

/** Every int8 that JSON brought: what is a column of its own (among them the id of the unit answerable) the connection looks at. */
function looksExact({ tasks, clocks, involvements, responsible }: WholeFile): void {
  exact(responsible.place_code)
  for (const { unit_id } of tasks ?? []) exact(unit_id)
  for (const { owes_unit } of clocks ?? []) if (owes_unit !== null) exact(owes_unit)
  for (const { unit_id } of involvements ?? []) if (unit_id !== null) exact(unit_id)
}

/**
 * The whole file as the domain needs it, and marked seen; null where it is not visible. It is asked once whether it may be seen, by the
 * function that gives its rows (docs/decisions/0091). `locked` keeps others from stepping on it (but not from reading) until
 * the transaction ends: the lock is a statement of its own before it, so that the rows are those its last holder left.
 * @throws RangeError where a number in it is beyond 2^53
 */
export async function loadFile(trx: Trx, fileId: string, locked: boolean): Promise<Loaded | null> {
  const [held, row] = await Promise.all([locked ? lock(trx, fileId) : [], wholeFile(trx, fileId)])
  if (!row || (locked && held.length === 0) || (row.kind === 'dispute' && !row.dispute)) return null
  looksExact(row)
  const {
    head_seq,
    head_hash,
    seen: _,
    dispute,
    tasks,
    parties,
    later,
    clocks,
    involvements,
    links,
    responsible,
    ...file
  } = row
  return {
    file,
    head: { seq: head_seq, hash: head_hash },
    parts: [
      ...(dispute ? [disputeFrom(dispute)] : []),
      ...(tasks ?? []).map(taskFrom),
      ...(parties ?? []).map(partyFrom),
      ...(later ?? []),
    ],
    clocks: (clocks ?? []).map((clock) => clockFrom(withInstant(clock))),
    involvements: (involvements ?? []).map(involvementFrom),
    links: (links ?? []).map(linkFrom),
    responsible: receiver(responsible),
  }
}
