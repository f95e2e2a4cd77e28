import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { files } from '#contract/lists.ts'
import { addDays, type Day, dayIn } from '#domain/clocks/calendar.ts'
import { readShortCode } from '#domain/disputes/codes.ts'
import { areaOf } from '#domain/organisations/places.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inArea, inScope } from '../db/scope.ts'
import { codesOfDocket } from '../documents/find-docket.ts'
import { secretHash } from '../identity/write.ts'
import { wordsQuery } from '../intake/words-query.ts'
import { placeNow } from '../organisations/find.ts'
import type { World } from '../world.ts'
import { type Line, linesByIds, ofEnterprise, plannedAnew, type Staff } from './list-line.ts'

export const PAGE = 50
/** Before every identifier: a page asked for by time alone begins strictly before it. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

type Asked = z.output<typeof files.query>

/** The first instant of a day in China. */
const begins = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString()

/** The filters as values: null where nothing is asked. */
const narrowing = (asked: Omit<Asked, 'stage' | 'text'> & Partial<Asked>, today: string, place: number | undefined) => {
  const area = place === undefined ? null : areaOf(place)
  return {
    lo: area?.lo ?? null,
    hi: area?.hi ?? null,
    stages: asked.stage ?? null,
    unit: asked.unit ?? null,
    type: asked.type ?? null,
    from: asked.from === undefined ? null : begins(asked.from),
    until: asked.to === undefined ? null : begins(addDays(asked.to, 1)),
    overdueOn: asked.overdue === undefined ? null : today,
    enterprise: asked.enterprise === undefined ? null : true,
    before: asked.before ?? null,
    beforeId: asked.before === undefined ? null : (asked.before_id ?? FIRST_ID),
  }
}
type Narrowing = ReturnType<typeof narrowing>

const NOT_NARROWED: Narrowing = {
  lo: null,
  hi: null,
  stages: null,
  unit: null,
  type: null,
  from: null,
  until: null,
  overdueOn: null,
  enterprise: null,
  before: null,
  beforeId: null,
}

/** So many that answer to a word or a name are gathered from the whole county; of more frequent ones the newest are looked at. */
const HITS = 3_000
/** How many of the newest files of the asker are read for words that stand in more files than that. */
const LOOKED = 4_000

type Keys = { words: string | null; codes: string[]; hashes: Buffer[]; name: string | null }

/** `capped`: what was asked for is so frequent that only the newest were looked at; there may be more among the older ones. */
type Found = { ids: string[]; capped: boolean }

/** Identifiers of files that answer to what was typed, through the one function that may use the index of words. */
async function found(
  trx: Trx,
  keys: Keys,
  entering: 'area' | 'mine' | 'both',
  by: Narrowing,
  exactFirst: boolean,
): Promise<Found> {
  const { rows } = await sql<{ file_id: string | null; capped: boolean }>`select file_id, capped from find_files(
    ${keys.words}::tsquery, ${keys.codes}::text[], ${keys.hashes}::bytea[], ${keys.name}::text,
    ${entering}::text, ${by.lo}::bigint, ${by.hi}::bigint, ${by.stages}::text[], ${by.unit}::bigint, ${by.type}::text,
    ${by.from}::timestamptz, ${by.until}::timestamptz, ${by.overdueOn}::date, ${by.enterprise}::boolean,
    ${by.before}::timestamptz, ${by.beforeId}::uuid, ${exactFirst}::boolean, ${PAGE + 1}::integer,
    ${HITS}::integer, ${LOOKED}::integer)`.execute(trx)
  return { ids: rows.flatMap((row) => row.file_id ?? []), capped: rows[0]?.capped ?? false }
}

const codesIn = (text: string): string[] => [readShortCode(text), text.trim()].filter((code) => code !== null)

/** The codes somebody typed, and those of the files whose docket number it is: a number is a number, its letters nobody's words. */
async function codesTyped(trx: Trx, text: string): Promise<{ all: string[]; byNumber: boolean }> {
  const numbered = await codesOfDocket(trx, text)
  return { all: [...codesIn(text), ...numbered], byNumber: numbered.length > 0 }
}

/** What narrows a list beside its scope and its place in it. */
function narrowed(by: Narrowing): RawBuilder<SqlBool>[] {
  const where: RawBuilder<SqlBool>[] = []
  if (by.lo !== null) where.push(sql`files.place_code between ${by.lo} and ${by.hi}`)
  if (by.stages) where.push(sql`files.stage = any (${by.stages}::text[])`)
  if (by.unit !== null) where.push(sql`files.responsible_unit = ${by.unit}`)
  if (by.type) where.push(sql`files.dispute_type = ${by.type}`)
  if (by.from) where.push(sql`files.received_at >= ${by.from}::timestamptz`)
  if (by.until) where.push(sql`files.received_at < ${by.until}::timestamptz`)
  if (by.overdueOn) where.push(sql`files.owed_on < ${by.overdueOn}::date`)
  if (by.enterprise) where.push(ofEnterprise)
  return where
}

type Listed = { id: string; received_at: string }

/** Files of the asker's area, newest request first. */
async function listedInArea(
  trx: Trx,
  { scope }: Staff,
  by: Narrowing,
  also: readonly RawBuilder<SqlBool>[],
  most: number,
): Promise<Listed[]> {
  const where = [inArea(scope), ...also, ...narrowed(by)]
  if (by.before) where.push(sql`(files.received_at, files.id) < (${by.before}::timestamptz, ${by.beforeId}::uuid)`)
  const { rows } = await sql<Listed>`select files.id, files.received_at from files where ${sql.join(where, sql` and `)}
    order by files.received_at desc, files.id desc limit ${most}`.execute(trx)
  return rows
}

/**
 * Files somebody is in, newest request first: read in that order from what she is in, however little of the county that is. `who`: a unit or
 * a person. Who is in a file in two ways is in it once.
 */
async function listedOf(
  trx: Trx,
  who: RawBuilder<SqlBool>,
  today: Day,
  by: Narrowing,
  also: readonly RawBuilder<SqlBool>[],
  most: number,
): Promise<Listed[]> {
  const where = [who, sql`(i.until is null or i.until >= ${today}::date)`, ...also, ...narrowed(by)]
  if (by.from) where.push(sql`i.received_at >= ${by.from}::timestamptz`)
  if (by.until) where.push(sql`i.received_at < ${by.until}::timestamptz`)
  if (by.before) where.push(sql`(i.received_at, i.file_id) < (${by.before}::timestamptz, ${by.beforeId}::uuid)`)
  const { rows } =
    await sql<Listed>`select i.file_id as id, i.received_at from involvements i join files on files.id = i.file_id
    where ${sql.join(where, sql` and `)}
    group by i.received_at, i.file_id order by i.received_at desc, i.file_id desc limit ${most}`.execute(trx)
  return rows
}

/** Identifiers of a page of files narrowed by everything but words, newest request first. */
async function listed(
  trx: Trx,
  asker: Staff,
  entering: 'area' | 'mine',
  by: Narrowing,
  also: readonly RawBuilder<SqlBool>[] = [],
  most = PAGE + 1,
): Promise<string[]> {
  if (entering === 'area') return (await listedInArea(trx, asker, by, also, most)).map((it) => it.id)
  const { units, person, today } = asker.scope
  const rows = await Promise.all([
    ...units.map((unit) => listedOf(trx, sql`i.unit_id = ${unit}`, today, by, also, most)),
    listedOf(trx, sql`i.person_id = ${person}::uuid`, today, by, also, most),
  ])
  const all = new Map(rows.flat().map((it) => [it.id, it.received_at]))
  return [...all]
    .sort(([one, at], [other, then]) => (at === then ? (one < other ? 1 : -1) : at < then ? 1 : -1))
    .slice(0, most)
    .map(([id]) => id)
}

/** The same for another view over the files (the ledger), narrowed by what it knows besides. `place`: as it is coded now. */
export const idsListed = (
  trx: Trx,
  asker: Staff,
  asked: Omit<Asked, 'stage' | 'text'>,
  place: number | undefined,
  also: readonly RawBuilder<SqlBool>[],
  most: number,
): Promise<string[]> => listed(trx, asker, asked.scope, narrowing(asked, dayIn(now()), place), also, most)

/** A page of lines; `capped` as in `Found`. */
type Page = { lines: Line[]; more: boolean; capped: boolean }

/** A page of a list, newest request first. `before` is the received_at of the last line of the page before. */
export const filesOf = (world: World, asker: Staff, asked: Asked): Promise<Page> =>
  inScope(world.pool, asker.scope, async (trx, _, end) => {
    // A list kept under the code a village had before shows the village.
    const place = asked.place === undefined ? undefined : await placeNow(trx, asked.place)
    const by = narrowing(asked, dayIn(now()), place)
    const [, { ids, capped }] = await Promise.all([plannedAnew(trx), pageOf(trx, asker, asked, by)])
    const lines = linesByIds(trx, asker, world, ids.slice(0, PAGE))
    end()
    return { lines: await lines, more: ids.length > PAGE, capped }
  })

/** Of what stands in an address only codes and words of the facts are looked for: never a name, a phone, a number. */
async function pageOf(trx: Trx, asker: Staff, asked: Asked, by: Narrowing): Promise<Found> {
  if (asked.text === undefined) return { ids: await listed(trx, asker, asked.scope, by), capped: false }
  const codes = await codesTyped(trx, asked.text)
  const keys = { words: codes.byNumber ? null : wordsQuery(asked.text), codes: codes.all, hashes: [], name: null }
  return found(trx, keys, asked.scope, by, false)
}

/**
 * Finds by short code, whole code, docket number, phone, identity number, name or its beginning, or words of the facts, in what the asker
 * may see: what answers exactly first, then the newest.
 */
export const findFiles = (world: World, asker: Staff, text: string): Promise<Page> =>
  inScope(world.pool, asker.scope, async (trx, _, end) => {
    const codes = await codesTyped(trx, text)
    const hashes = [secretHash(world, 'reach', text), secretHash(world, 'identity_number', text)]
    const keys = {
      // A code is a code: its letters and digits are nobody's words.
      words: readShortCode(text) === null && !codes.byNumber ? wordsQuery(text) : null,
      codes: codes.all,
      hashes: hashes.filter((hash) => hash !== null),
      name: text.trim(),
    }
    const [, { ids, capped }] = await Promise.all([plannedAnew(trx), found(trx, keys, 'both', NOT_NARROWED, true)])
    const lines = linesByIds(trx, asker, world, ids.slice(0, PAGE))
    end()
    return { lines: await lines, more: ids.length > PAGE, capped }
  })
