import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { checkBatch, fileBatch } from '#contract/batches.ts'
import {
  applicantIn,
  BATCH_SHAPES,
  type BatchEntry,
  type BatchFault,
  faultsOfSheet,
  otherIn,
  readLine,
  shapeOf,
  twiceInSheet,
} from '#domain/intake/batch-rows.ts'
import { areaOf } from '#domain/organisations/places.ts'
import { INTAKE_ROLES } from '#domain/organisations/words.ts'
import { isTestTime, now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import type { Staff } from '../disputes/list-line.ts'
import { takeStep } from '../disputes/take-step.ts'
import { fewAtOnce } from '../few-at-once.ts'
import { Problem } from '../http/problem.ts'
import { newId } from '../ids.ts'
import type { World } from '../world.ts'
import { knownBefore } from './batch-known.ts'
import { readSheet } from './batch-sheet.ts'

type Asked = { workbook: string; channel: string; place_code: number }

/** So many files are opened in one request: it stays short, and whoever is cut off goes on where she was. */
const CHUNK = 50
/** So many lines are written at the same time: the disc confirms them together, and others find connections free. */
export const LINES_AT_ONCE = 4

/** Sheets are for who writes disputes down at a window. @throws Problem not_yours */
export function clerk(asker: Staff): Staff {
  if (!INTAKE_ROLES.includes(asker.actor.role)) throw new Problem('not_yours')
  return asker
}

/** Something that is the same for the same text and tells nothing of it. */
const keyed = (world: World, ...of: string[]): Buffer =>
  createHmac('sha256', world.keys.search)
    .update(['batch', ...of].join('\0'))
    .digest()

/** The Idempotency-Key of what is done to one line: sent again, it is the same act. */
export function keyOfLine(world: World, batchId: string, line: number, act: string): string {
  const hex = keyed(world, batchId, String(line), act).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

type Read = { entries: BatchEntry[]; lines: number; faults: BatchFault[]; hash: Buffer }

/** Reads and checks a sheet as a whole. */
async function readAll(world: World, { actor }: Staff, asked: Asked): Promise<Read> {
  const { lo, hi } = areaOf(actor.place_code)
  if (asked.place_code < lo || asked.place_code > hi) throw new Problem('place_not_ours')
  const { rows, lines, faults } = await readSheet(Buffer.from(asked.workbook, 'base64'))
  const hash = keyed(world, JSON.stringify(rows))
  if (lines === 0 && faults.length > 0) return { entries: [], lines, faults, hash }
  const places = await inScope(world.pool, nobody(now().slice(0, 10)), (trx) =>
    trx
      .selectFrom('places')
      .select(['code', 'name'])
      .where('code', '>=', lo)
      .where('code', '<=', hi)
      .where('level', 'in', ['town', 'village'])
      .where('until', 'is', null)
      .execute(),
  )
  const entries: BatchEntry[] = []
  for (const { line, cells } of rows) {
    const read = readLine(line, cells, { channel: asked.channel, place_code: asked.place_code, places })
    if (read.entry) entries.push(read.entry)
    faults.push(...read.faults)
  }
  faults.push(...faultsOfSheet(entries, lines))
  faults.sort((one, other) => one.line - other.line)
  return { entries, lines, faults, hash }
}

/** The batch this sheet was begun as in this unit, if it stands. */
const batchOfSheet = (trx: Trx, unitId: number, hash: Buffer) =>
  trx
    .selectFrom('batches')
    .innerJoin('people', 'people.id', 'batches.filed_by')
    .selectAll('batches')
    .select('people.name as filed_by_name')
    .where('unit_id', '=', unitId)
    .where('sheet_hash', '=', hash)
    .where('undone_at', 'is', null)
    .executeTakeFirst()

/** The lines of a batch that are files already. */
export async function filedLines(trx: Trx, batchId: string): Promise<{ line: number; file_id: string }[]> {
  const rows = await trx
    .selectFrom('disputes')
    .select(['batch_line', 'file_id'])
    .where('batch_id', '=', batchId)
    .orderBy('batch_line')
    .execute()
  return rows.map(({ batch_line, file_id }) => ({ line: batch_line ?? 0, file_id }))
}

/** The dry run. Writes nothing. @throws Problem not_yours, place_not_ours */
export async function check(world: World, asker: Staff, asked: Asked): Promise<z.input<typeof checkBatch.reply>> {
  const { actor, scope } = clerk(asker)
  const { entries, lines, faults, hash } = await readAll(world, asker, asked)
  const twice = twiceInSheet(entries)
  const shape = shapeOf(entries)
  const { known, begun, names } = await inScope(world.pool, scope, async (trx) => {
    const batch = lines > 0 ? await batchOfSheet(trx, actor.unit_id, hash) : undefined
    const codes = [...new Set(entries.map((it) => it.place_code))]
    const places = codes.length
      ? await trx.selectFrom('places').select(['code', 'name']).where('code', 'in', codes).execute()
      : []
    return {
      known: await knownBefore(world, trx, scope, entries, batch?.id ?? null),
      begun: batch && {
        batch_id: batch.id,
        number: batch.number,
        filed: (await filedLines(trx, batch.id)).length,
        by: batch.filed_by_name,
        mine: batch.filed_by === actor.person_id,
      },
      names: new Map(places.map(({ code, name }) => [code, name])),
    }
  })
  return {
    faults,
    total: lines,
    shape_says: shape && entries.length > 0 ? BATCH_SHAPES[shape] : null,
    lines: entries.map((entry) => ({
      line: entry.line,
      applicant: applicantIn(entry),
      other_side: otherIn(entry),
      place: [names.get(entry.place_code) ?? '', entry.where_text].filter(Boolean).join(' · '),
      what: entry.what_happened.slice(0, 80),
      amount: entry.amount,
      type_says: entry.type_says,
      twice: twice.get(entry.line) ?? [],
      known: known.get(entry.line) ?? [],
    })),
    begun: begun ?? null,
  }
}

/**
 * Writes down the next lines of a sheet, each by the row that a clerk at the window uses, in a transaction of its own, under a key
 * of its own. Sent again the same sheet goes on where it stopped and makes nothing twice.
 * @throws Problem bad_input with the faults by line; not_yours; place_not_ours; sheet_of_colleague
 */
export async function fileNext(
  world: World,
  asker: Staff,
  asked: Asked & { left_out: readonly number[] },
): Promise<z.input<typeof fileBatch.reply>> {
  const { actor, scope } = clerk(asker)
  const { entries, lines, faults, hash } = await readAll(world, asker, asked)
  if (faults.length > 0)
    throw new Problem('bad_input', {
      faults: faults.slice(0, 100).map(({ line, column, says }) => ({ path: `第 ${line} 行 ${column}`.trim(), says })),
    })
  const shape = shapeOf(entries)
  if (!shape) throw new Error('a sheet without a shape has no faults')
  const left_out = entries.map(({ line }) => line).filter((line) => asked.left_out.includes(line))
  const at = now()
  const { batch, filed } = await inScope(world.pool, scope, async (trx) => {
    const { rows } = await sql<{ n: number }>`select nextval('batch_numbers')::int as n`.execute(trx)
    await trx
      .insertInto('batches')
      .values({
        id: newId(at),
        number: `P${at.slice(0, 4)}-${String(rows[0]?.n ?? 0).padStart(4, '0')}`,
        unit_id: actor.unit_id,
        filed_by: actor.person_id,
        shape,
        channel: asked.channel,
        place_code: asked.place_code,
        sheet_hash: hash,
        lines,
        left_out,
        begun_at: at,
        test_time: isTestTime(),
      })
      .onConflict((on) =>
        on.columns(['unit_id', 'sheet_hash']).where('undone_at', 'is', null).doUpdateSet({ left_out }),
      )
      .execute()
    const batch = await batchOfSheet(trx, actor.unit_id, hash)
    if (!batch) throw new Error('a batch just begun is not there')
    // Whoever began it goes on with it: else one line could become two files, each under its own key.
    if (batch.filed_by !== actor.person_id) throw new Problem('sheet_of_colleague')
    return { batch, filed: new Set((await filedLines(trx, batch.id)).map(({ line }) => line)) }
  })
  const todo = entries.filter(({ line }) => !filed.has(line) && !left_out.includes(line))
  await fewAtOnce(LINES_AT_ONCE, todo.slice(0, CHUNK), async ({ line, amount: _, type_says: __, ...entry }) => {
    await takeStep(world, {
      actor,
      scope,
      step: 'take_down',
      fileId: null,
      partId: null,
      // Begun again by another door or at another place, it goes on as it was begun.
      input: { channel: batch.channel, ...entry, batch_id: batch.id, batch_line: line },
      occurredAt: null,
      key: keyOfLine(world, batch.id, line, 'file'),
    })
  })
  const done = Math.min(todo.length, CHUNK)
  return {
    batch_id: batch.id,
    number: batch.number,
    total: lines,
    filed: filed.size + done,
    left: todo.length - done,
  }
}
