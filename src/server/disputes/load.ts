import { CompiledQuery, sql } from 'kysely'
import type { Clock, File, Involvement, Link, Part } from '#domain/disputes/parts.ts'
import type { Receiver } from '#domain/step.ts'
import { clocksOf } from '../clocks/find.ts'
import { question, type Trx } from '../db/connection.ts'
import { partiesOf } from '../identity/find.ts'
import { linksOf } from '../identity/links.ts'
import { disputePart } from '../intake/find.ts'
import { responsibleUnitOf } from '../organisations/find.ts'
import { tasksOf } from '../triage/find.ts'

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

const seeing = (trx: Trx, fileId: string) =>
  trx
    .selectFrom('files')
    .where('files.id', '=', fileId)
    .select([
      'id',
      'kind',
      'code',
      'short_code',
      'place_code',
      'responsible_unit',
      'received_at',
      'head_seq',
      'head_hash',
      sql<string>`set_config('app.seen', files.id::text, true)`.as('seen'),
    ])
const see = question(seeing)
const seeAndLock = question((trx, fileId: string) => seeing(trx, fileId).forNoKeyUpdate())

/**
 * Establishes that the file is visible in this transaction's scope and marks it seen, in one round trip; null where it
 * is not there for this reader. `lock` keeps others from stepping on it (but not from reading) until the transaction ends.
 */
export async function seeFile(trx: Trx, fileId: string, lock: boolean): Promise<(File & { head: Head }) | null> {
  const [row] = await (lock ? seeAndLock : see)(trx, fileId)
  if (!row) return null
  const { head_seq, head_hash, seen: _, kind, ...file } = row
  return { ...file, kind: kind as File['kind'], head: { seq: head_seq, hash: head_hash } }
}

const involvementRows = question((trx, fileId: string) =>
  trx.selectFrom('involvements').selectAll().where('file_id', '=', fileId).orderBy('id'),
)

export async function involvementsOf(trx: Trx, fileId: string): Promise<Involvement[]> {
  const rows = await involvementRows(trx, fileId)
  return rows.map((row) => ({
    id: row.id,
    who: row.unit_id === null ? { person: row.person_id ?? '' } : { unit: row.unit_id },
    as_what: row.as_what as Involvement['as_what'],
    until: row.until,
  }))
}

const PARTS = `select 'mediation' as part, id, status, version, facts from mediations where file_id = $1
  union all select 'agreement', id, status, version, facts from agreements where file_id = $1
  union all select 'obligation', id, status, version, facts from obligations where file_id = $1
  union all select 'visit', id, status, version, facts from visits where file_id = $1
  union all select 'complaint', id, status, version, facts from complaints where file_id = $1
  union all select 'referral', id, status, version, facts from referrals where file_id = $1
  union all select 'supervision', id, status, version, facts from supervisions where file_id = $1
  union all select 'package', id, status, version, facts from packages where file_id = $1
  union all select 'evidence', id, status, version, facts from evidence where file_id = $1
  order by id`

/** The parts of one shape, oldest first: one question instead of five. */
async function laterParts(trx: Trx, fileId: string): Promise<Part[]> {
  const { rows } = await trx.executeQuery<Part>(CompiledQuery.raw(PARTS, [fileId]))
  return rows
}

/**
 * The whole file as the domain needs it. All statements travel together: the rows of an invisible file are invisible too,
 * so nothing has to wait for the answer whether it may be seen. Null where it is not visible.
 */
export async function loadFile(trx: Trx, fileId: string, lock: boolean): Promise<Loaded | null> {
  const [seen, dispute, tasks, parties, later, clocks, involvements, links, responsible] = await Promise.all([
    seeFile(trx, fileId, lock),
    disputePart(trx, fileId),
    tasksOf(trx, fileId),
    partiesOf(trx, fileId),
    laterParts(trx, fileId),
    clocksOf(trx, fileId),
    involvementsOf(trx, fileId),
    linksOf(trx, fileId),
    responsibleUnitOf(trx, fileId),
  ])
  if (!seen || !responsible || (seen.kind === 'dispute' && !dispute)) return null
  const { head, ...file } = seen
  return {
    file,
    head,
    parts: [...(dispute ? [dispute] : []), ...tasks, ...parties, ...later],
    clocks,
    involvements,
    links,
    responsible,
  }
}
