import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileLine } from '#contract/disputes.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { readShortCode } from '#domain/disputes/codes.ts'
import type { Clock, Part } from '#domain/disputes/parts.ts'
import { STAGES, type Stage, stageOf } from '#domain/disputes/stage.ts'
import { now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import type { Trx } from '../db/connection.ts'
import { inArea, inScope, involvingMe, type Scope } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { maskName } from '../identity/masks.ts'
import { secretHash } from '../identity/write.ts'
import type { World } from '../world.ts'

type Staff = Extract<Asker, { kind: 'staff' }>
type Line = z.input<typeof FileLine>

const PAGE = 50
/** Before every identifier: a page asked for by time alone begins strictly before it. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

type ClockRow = Pick<Clock, 'id' | 'rule' | 'act' | 'started_on' | 'due_on' | 'state'> & {
  owes_kind: 'unit' | 'person' | 'party'
}

/** A list names the file's own unit, and says where it is the party who owes. */
const owner = ({ owes_kind: kind }: ClockRow, unit: string) => ({ kind, says: kind === 'unit' ? unit : '当事人' })

/** The rows a line is made of. Everything a list shows comes in one query, entered by the scope it is given. */
const lineRows = (trx: Trx, person: string | null) =>
  trx
    .selectFrom('files')
    .innerJoin('disputes', 'disputes.file_id', 'files.id')
    .innerJoin('units', 'units.id', 'files.responsible_unit')
    .select([
      'files.id as file_id',
      'files.short_code',
      'files.place_code',
      'files.received_at',
      'files.responsible_unit',
      'units.name as unit_name',
      'disputes.id as dispute_id',
      'disputes.status',
      'disputes.other_side',
      sql<string>`left(disputes.what_happened, 60)`.as('excerpt'),
      sql<
        string | null
      >`(select p.name from parties p where p.file_id = files.id and p.side = 'applicant' order by p.id limit 1)`.as(
        'applicant',
      ),
      sql<string[] | null>`(select array_agg(t.status order by t.id) from tasks t where t.file_id = files.id)`.as(
        'task_statuses',
      ),
      sql<number[] | null>`(select array_agg(t.unit_id::int order by t.id) from tasks t where t.file_id = files.id)`.as(
        'task_units',
      ),
      sql<ClockRow | null>`(select to_jsonb(c) from clocks c where c.file_id = files.id and c.state = 'running' order by c.due_on, c.id limit 1)`.as(
        'clock',
      ),
      sql<string[]>`(select array_agg(p.name order by p.code) from places p where p.code in (
        files.place_code - files.place_code % 1000000, files.place_code - files.place_code % 1000, files.place_code)
        and p.level <> 'county')`.as('place'),
      sql<boolean>`exists (select from events e where e.file_id = files.id
        and e.recorded_at > coalesce((select max(l.at) from looks l where l.file_id = files.id and l.person_id = ${person}::uuid), '-infinity'))`.as(
        'new',
      ),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof lineRows>['execute']>>[number]

function toLine(row: Row, actor: Staff['actor'], today: string, world: World): Line {
  const parts = [
    { part: 'dispute', id: row.dispute_id, status: row.status, version: 1, facts: {} },
    ...(row.task_statuses ?? []).map((status) => ({ part: 'task', id: '', status, version: 1, facts: {} })),
  ] as unknown as Part[]
  const stage = stageOf(parts)
  const mine = row.responsible_unit === actor.unit_id || (row.task_units ?? []).includes(actor.unit_id)
  const name = row.applicant ?? ''
  return {
    file_id: row.file_id,
    short_code: row.short_code,
    applicant: mine ? name : maskName(name),
    other_side: row.other_side,
    place: row.place ?? [],
    stage,
    stage_says: STAGES[stage],
    received_at: row.received_at,
    unit_name: row.unit_name,
    excerpt: row.excerpt,
    clock: row.clock && clockCard(row.clock, owner(row.clock, row.unit_name), today, world.calendar),
    new: row.new,
  }
}

const lines = (rows: Row[], asker: Staff, world: World): Line[] =>
  rows.map((row) => toLine(row, asker.actor, dayIn(now()), world))

/**
 * My desk: files on which my unit owes something now, the most urgent first; then files of my unit on which something
 * happened that I have not seen.
 */
export const deskOf = (world: World, asker: Staff): Promise<Line[]> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const { unit_id, person_id } = asker.actor
    const [owing, news] = await Promise.all([
      lineRows(trx, person_id)
        .innerJoin('clocks as owed', 'owed.file_id', 'files.id')
        .where('owed.owes_unit', '=', unit_id)
        .where('owed.state', '=', 'running')
        .orderBy('owed.due_on')
        .orderBy('owed.id')
        .limit(PAGE * 4)
        .execute(),
      lineRows(trx, person_id)
        .where('files.responsible_unit', '=', unit_id)
        .where(
          sql<boolean>`(select e.actor ->> 'kind' in ('party', 'anyone', 'system') and e.recorded_at > coalesce(
            (select max(l.at) from looks l where l.file_id = files.id and l.person_id = ${person_id}::uuid), '-infinity')
            from events e where e.file_id = files.id and e.seq = files.head_seq)`,
        )
        .orderBy('files.received_at', 'desc')
        .limit(PAGE)
        .execute(),
    ])
    const seen = new Set<string>()
    const unique = [...owing, ...news].filter((row) => !seen.has(row.file_id) && seen.add(row.file_id))
    return lines(unique, asker, world)
  })

/** Stages as statuses, for filtering where the stage is decided by the dispute alone; others are narrowed in SQL by tasks. */
const STAGE_WHERE: Record<Stage, ReturnType<typeof sql<boolean>>> = {
  registered: sql<boolean>`disputes.status = 'registered'`,
  supplementing: sql<boolean>`disputes.status = 'supplementing'`,
  closed: sql<boolean>`disputes.status = 'closed'`,
  withdrawn: sql<boolean>`disputes.status = 'withdrawn'`,
  not_accepted: sql<boolean>`disputes.status = 'not_accepted'`,
  in_handling: sql<boolean>`disputes.status = 'open' and exists (select from tasks t where t.file_id = files.id and t.status = 'in_handling')`,
  settled: sql<boolean>`disputes.status = 'open' and exists (select from tasks t where t.file_id = files.id and t.status = 'resolved')
    and not exists (select from tasks t where t.file_id = files.id and t.status = 'in_handling')`,
  unresolved: sql<boolean>`disputes.status = 'open' and not exists (select from tasks t where t.file_id = files.id and t.status in ('resolved', 'in_handling'))`,
}

const entering = (scope: Scope, by: 'area' | 'mine') => (by === 'area' ? inArea(scope) : involvingMe(scope))

/** A page of a list, newest request first. `before` is the received_at of the last line of the page before. */
export const filesOf = (
  world: World,
  asker: Staff,
  asked: {
    scope: 'area' | 'mine'
    stage?: Stage | undefined
    before?: string | undefined
    before_id?: string | undefined
  },
) =>
  inScope(world.pool, asker.scope, async (trx) => {
    let query = lineRows(trx, asker.actor.person_id).where(entering(asker.scope, asked.scope))
    if (asked.stage) query = query.where(STAGE_WHERE[asked.stage])
    if (asked.before)
      query = query.where(
        sql<boolean>`(files.received_at, files.id) < (${asked.before}::timestamptz, ${asked.before_id ?? FIRST_ID}::uuid)`,
      )
    const rows = await query
      .orderBy('files.received_at', 'desc')
      .orderBy('files.id', 'desc')
      .limit(PAGE + 1)
      .execute()
    return { lines: lines(rows.slice(0, PAGE), asker, world), more: rows.length > PAGE }
  })

/** Finds by short code, whole code, phone, identity number or exact name, in what the asker may see. */
export const findFiles = (world: World, asker: Staff, words: string): Promise<Line[]> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const hashes = [secretHash(world, 'reach', words), secretHash(world, 'identity_number', words)].filter(
      (hash) => hash !== null,
    )
    const found = (scope: 'area' | 'mine') =>
      lineRows(trx, asker.actor.person_id)
        .where(entering(asker.scope, scope))
        .where(
          sql<boolean>`(files.short_code = ${readShortCode(words) ?? ''} or files.code = ${words.trim()}
            or files.id in (select p.file_id from parties p where p.name = ${words.trim()})
            or files.id in (select s.file_id from sealed_values s where s.search_hash = any (${hashes}::bytea[])))`,
        )
        .orderBy('files.received_at', 'desc')
        .limit(PAGE)
        .execute()
    const [area, mine] = await Promise.all([found('area'), found('mine')])
    const seen = new Set<string>()
    return lines(
      [...area, ...mine].filter((row) => !seen.has(row.file_id) && seen.add(row.file_id)),
      asker,
      world,
    )
  })
