import { sql } from 'kysely'
import type { z } from 'zod'
import type { batch, batches, batchReceipts, undoBatch } from '#contract/batches.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { STAGES, type Stage } from '#domain/disputes/stage.ts'
import { BATCH_SHAPES, type BatchShape } from '#domain/intake/batch-rows.ts'
import { CHANNELS, type Channel } from '#domain/intake/channels.ts'
import { now, secondsAfter } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { linesByIds, type Staff } from '../disputes/list-line.ts'
import { takeStep } from '../disputes/take-step.ts'
import { fewAtOnce } from '../few-at-once.ts'
import { Problem } from '../http/problem.ts'
import { linkToShow } from '../identity/links.ts'
import type { World } from '../world.ts'
import { clerk, filedLines, keyOfLine, LINES_AT_ONCE } from './batches.ts'

const LISTED = 100
const ROWS = 100
const RECEIPTS = 100
/** As many are taken back in one request; asked again it goes on. */
const TAKEN_BACK = 50
const DAY = 86_400

/** Batches of the asker's unit, or one of them. */
const cards = (trx: Trx, { actor }: Staff, id: string | null) => {
  const found = trx
    .selectFrom('batches')
    .innerJoin('people', 'people.id', 'batches.filed_by')
    .selectAll('batches')
    .select([
      'people.name as filed_by_name',
      sql<number>`(select count(*)::int from disputes d where d.batch_id = batches.id)`.as('filed'),
    ])
    .where('batches.unit_id', '=', actor.unit_id)
    .orderBy('batches.begun_at', 'desc')
    .limit(LISTED)
  return (id === null ? found : found.where('batches.id', '=', id)).execute()
}
type Row = Awaited<ReturnType<typeof cards>>[number]

const card = (row: Row) => ({
  batch_id: row.id,
  number: row.number,
  shape_says: BATCH_SHAPES[row.shape as BatchShape],
  channel_says: CHANNELS[row.channel as Channel],
  begun_at: row.begun_at,
  filed_by: row.filed_by_name,
  total: row.lines,
  filed: row.filed,
  left_out: row.left_out,
  undone: row.undone_at && row.undone_because ? { at: row.undone_at, because: row.undone_because } : null,
})

const isFresh = (row: Row): boolean => now() <= secondsAfter(row.begun_at, DAY)

/** @throws Problem not_found where it is not one of the asker's unit's */
async function one(trx: Trx, asker: Staff, id: string): Promise<Row> {
  const [row] = await cards(trx, clerk(asker), id)
  if (!row) throw new Problem('not_found')
  return row
}

export const listBatches = (world: World, asker: Staff): Promise<z.input<typeof batches.reply>> =>
  inScope(world.pool, clerk(asker).scope, async (trx) => ({ batches: (await cards(trx, asker, null)).map(card) }))

/** A page of a batch: what became of its files, and its lines after one of them. */
export const showBatch = (
  world: World,
  asker: Staff,
  id: string,
  after: number,
): Promise<z.input<typeof batch.reply>> =>
  inScope(world.pool, clerk(asker).scope, async (trx) => {
    const row = await one(trx, asker, id)
    const { rows: stages } = await sql<{ stage: Stage; files: number }>`
      select f.stage, count(*)::int as files from disputes d join files f on f.id = d.file_id
      where d.batch_id = ${id}::uuid group by f.stage order by count(*) desc, f.stage`.execute(trx)
    const filed = (await filedLines(trx, id)).filter(({ line }) => line > after)
    const page = filed.slice(0, ROWS)
    const lines = await linesByIds(
      trx,
      asker,
      world,
      page.map(({ file_id }) => file_id),
    )
    const found = new Map(lines.map((line) => [line.file_id, line]))
    const mine = row.filed_by === asker.actor.person_id
    return {
      ...card(row),
      stages: stages.map(({ stage, files }) => ({ stage, says: STAGES[stage], files })),
      rows: page.flatMap(({ line, file_id }) => {
        const file = found.get(file_id)
        return file ? [{ line, file }] : []
      }),
      more: filed.length > ROWS,
      may_undo: mine && isFresh(row) && row.filed > 0,
      may_print: mine && isFresh(row) && row.undone_at === null,
    }
  })

/**
 * Receipts with the applicants' own links, as the window gives one for each file it writes down: to whoever wrote them down, on the
 * day she did, and only where nothing has happened since. Afterwards a link is renewed by its own step.
 * @throws Problem not_found; not_yours where another wrote it down, or the day is over
 */
export const receiptsOf = (
  world: World,
  asker: Staff,
  id: string,
  after: number,
): Promise<z.input<typeof batchReceipts.reply>> =>
  inScope(world.pool, clerk(asker).scope, async (trx) => {
    const row = await one(trx, asker, id)
    if (row.filed_by !== asker.actor.person_id || !isFresh(row) || row.undone_at) throw new Problem('not_yours')
    const rows = await trx
      .selectFrom('disputes')
      .innerJoin('files', 'files.id', 'disputes.file_id')
      .innerJoin('units', 'units.id', 'files.responsible_unit')
      .innerJoin('parties', (on) => on.onRef('parties.file_id', '=', 'files.id').on('parties.side', '=', 'applicant'))
      .innerJoin('links', (on) =>
        on
          .onRef('links.party_id', '=', 'parties.id')
          .on('links.purpose', '=', 'own')
          .on('links.until', 'is', null)
          .on('links.revoked_at', 'is', null),
      )
      .select([
        'disputes.batch_line as line',
        'parties.name as holder',
        'disputes.other_side',
        'files.short_code',
        'files.code',
        'files.received_at',
        'units.name as unit_name',
        'units.phone as unit_phone',
        'links.id as link_id',
      ])
      .where('disputes.batch_id', '=', id)
      .where('disputes.batch_line', '>', after)
      .where('disputes.version', '=', 1)
      .where('disputes.status', '=', 'registered')
      .orderBy('disputes.batch_line')
      .limit(RECEIPTS + 1)
      .execute()
    return {
      receipts: rows
        .slice(0, RECEIPTS)
        .map(({ link_id, line, ...receipt }) => ({ ...receipt, line: line ?? 0, ...linkToShow(world, link_id) })),
      more: rows.length > RECEIPTS,
    }
  })

/** Files of a batch that stand as they were written down, and those that do not. */
const standing = async (trx: Trx, id: string) => {
  const rows = await trx
    .selectFrom('disputes')
    .innerJoin('files', 'files.id', 'disputes.file_id')
    .select([
      'files.id as file_id',
      'files.short_code',
      'disputes.batch_line as line',
      'disputes.id as part_id',
      sql<boolean>`disputes.facts ? 'taken_back_because'`.as('taken_back'),
    ])
    .where('disputes.batch_id', '=', id)
    .orderBy('disputes.batch_line')
    .execute()
  return rows.map((row) => ({ ...row, line: row.line ?? 0 }))
}

/**
 * Takes back the files of a batch one by one, each by its own row and as an event of its own; whoever touched one since keeps it.
 * Nothing is deleted. @throws Problem not_found; not_yours; batch_day_over
 */
export async function undo(
  world: World,
  asker: Staff,
  id: string,
  because: string,
): Promise<z.input<typeof undoBatch.reply>> {
  const { actor, scope } = clerk(asker)
  const { files, reason } = await inScope(world.pool, scope, async (trx) => {
    const row = await one(trx, asker, id)
    if (row.filed_by !== actor.person_id) throw new Problem('not_yours')
    if (!isFresh(row)) throw new Problem('batch_day_over')
    // From here on no line is added; asked again, it is the same taking back.
    const reason = row.undone_because ?? because
    await trx
      .updateTable('batches')
      .set({ undone_at: now(), undone_because: because })
      .where('id', '=', id)
      .where('undone_at', 'is', null)
      .execute()
    return { files: await standing(trx, id), reason }
  })
  const kept: z.input<typeof undoBatch.reply>['kept'] = []
  const standingStill = files.filter((file) => !file.taken_back)
  let taken_back = files.length - standingStill.length
  let tried = 0
  let left = 0
  await fewAtOnce(LINES_AT_ONCE, standingStill, async ({ file_id, line, short_code }) => {
    if (tried >= TAKEN_BACK) {
      left += 1
      return
    }
    tried += 1
    try {
      await takeStep(world, {
        actor,
        scope: { ...scope, today: dayIn(now()) },
        step: 'take_back_filing',
        fileId: file_id,
        partId: null,
        input: { because: reason },
        occurredAt: null,
        key: keyOfLine(world, id, line, 'take back'),
      })
      taken_back += 1
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error
      // Whoever touched it keeps it: it does not count as one of those taken back now.
      tried -= 1
      kept.push({ line, short_code, says: error.code === 'wrong_state' ? '已经到了别的阶段' : error.message })
    }
  })
  return { taken_back, kept: kept.sort((one, other) => one.line - other.line), left }
}
