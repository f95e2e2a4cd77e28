import { sql } from 'kysely'
import type { z } from 'zod'
import type { DocketLine, docketBook, docketSheet } from '#contract/dockets.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { LIVE_MEDIATION, type Part, STATUSES, type StatusOf } from '#domain/disputes/parts.ts'
import { CHANNELS, type Channel } from '#domain/intake/channels.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { namedLines, type Staff } from '../disputes/list-line.ts'
import { maskNamesIn } from '../identity/masks.ts'
import { namesOfPeople } from '../identity/names-hidden.ts'
import { ledgerLines } from '../ledger/lines.ts'
import { type Column, printedWorkbook } from '../ledger/sheet.ts'
import { logExport } from '../organisations/log-export.ts'
import type { World } from '../world.ts'

type Book = { committee: number; name: string; year: number; last: number }
type Line = z.input<typeof DocketLine>
const PAGE = 100
const MOST_ROWS = 5_000

/**
 * The books of committees in the area of a post, of her own place, and of what was merged into her unit, the newest year first: how
 * far they have come is no secret there.
 */
async function booksOf(trx: Trx, { actor, scope }: Staff): Promise<Book[]> {
  const units = `{${scope.units.join(',')}}`
  const rows = await trx
    .selectFrom('docket_books as b')
    .innerJoin('units as u', 'u.id', 'b.committee')
    .select(['b.committee', 'u.name', 'b.year', 'b.last'])
    .where('b.last', '>', 0)
    .where(
      sql<boolean>`(u.place_code between ${scope.lo} and ${scope.hi} or u.place_code = ${actor.place_code}
        or u.id = any ((select with_predecessors(${units}::bigint[]))::bigint[]))`,
    )
    .orderBy('b.year', 'desc')
    .orderBy('u.place_code')
    .orderBy('u.id')
    .execute()
  return rows.map((row) => ({ ...row, committee: Number(row.committee) }))
}

/** The book asked for; else that of her own unit or, where it keeps none, the first of its area. */
const chosen = (
  books: readonly Book[],
  asked: { committee?: number | undefined; year?: number | undefined },
  own: number,
) => {
  const of = (committee: number | undefined) =>
    books.find((it) => it.committee === committee && (asked.year === undefined || it.year === asked.year))
  if (asked.committee !== undefined) return of(asked.committee) ?? null
  return of(own) ?? books.find((it) => asked.year === undefined || it.year === asked.year) ?? null
}

/** What a mediation came to; how far one has come that goes on stands in its file. */
const resultOf = (status: StatusOf<'mediation'>): string =>
  LIVE_MEDIATION.includes(status) ? '正在调解' : STATUSES.mediation[status]

/** Who stands by name in these files, for a reader before whom their names are masked. */
async function hiddenIn(
  trx: Trx,
  asker: Staff,
  world: World,
  files: readonly string[],
): Promise<Map<string, string[]>> {
  if (files.length === 0) return new Map()
  const [lines, parties] = await Promise.all([
    namedLines(trx, asker, world, files),
    trx
      .selectFrom('parties')
      .select(['file_id', sql<Part<'party'>['facts']>`facts || jsonb_build_object('name', name)`.as('facts')])
      .where('file_id', 'in', files)
      .execute(),
  ])
  const plain = new Set(lines.filter((it) => it.plain).map((it) => it.line.file_id))
  return new Map(
    files
      .filter((file) => !plain.has(file))
      .map((file) => [file, namesOfPeople(parties.filter((it) => it.file_id === file))]),
  )
}

/** Numbers of a book whose files the asker may see, the newest first. */
async function linesIn(
  trx: Trx,
  asker: Staff,
  world: World,
  book: Book,
  before: number,
  most: number,
): Promise<{ lines: Line[]; more: boolean }> {
  const rows = await trx
    .selectFrom('dockets as k')
    .innerJoin('disputes as d', 'd.file_id', 'k.file_id')
    .innerJoin('mediations as m', 'm.id', 'k.mediation_id')
    .select(['k.n', 'k.no', 'k.given_at', 'k.file_id', 'k.voided_at', 'k.voided_because', 'm.status'])
    .select([
      'd.channel',
      sql<string | null>`m.facts ->> 'accepted_on'`.as('accepted_on'),
      sql<string | null>`case when d.status in ('closed', 'archived') then d.facts ->> 'closed_on' end`.as('closed_on'),
    ])
    .where('k.committee', '=', book.committee)
    .where('k.year', '=', book.year)
    .where('k.n', '<', before)
    .orderBy('k.n', 'desc')
    .limit(most + 1)
    .execute()
  const more = rows.length > most
  if (more) rows.pop()
  const files = [...new Set(rows.map((row) => row.file_id))]
  const known = new Map((await ledgerLines(trx, asker, world, files)).map((it) => [it.line.file_id, it]))
  const hidden = await hiddenIn(trx, asker, world, [
    ...new Set(rows.filter((row) => row.voided_at !== null).map((row) => row.file_id)),
  ])
  const lines = rows.flatMap((row): Line[] => {
    const file = known.get(row.file_id)
    if (!file) return []
    return [
      {
        n: row.n,
        no: row.no,
        on: row.accepted_on ?? dayIn(row.given_at),
        file_id: row.file_id,
        short_code: file.line.short_code,
        people: file.people,
        type_says: file.type_says,
        source_says: CHANNELS[row.channel as Channel] ?? '',
        // A voided number came to nothing; what became of the mediation stands on the line of its next one.
        result_says: row.voided_at ? '作废' : resultOf(row.status as StatusOf<'mediation'>),
        closed_on: row.closed_on,
        // Words somebody wrote, in which people may stand by name.
        voided: row.voided_at
          ? {
              on: dayIn(row.voided_at),
              because: maskNamesIn(row.voided_because ?? '', hidden.get(row.file_id) ?? []),
            }
          : null,
      },
    ]
  })
  return { lines, more }
}

type Counts = { seen: number; standing: number; voided: number }

/** What of a book the asker may see, and what stands in it altogether, in numbers. */
async function countsOf(trx: Trx, { committee, year }: Book): Promise<Counts> {
  const { rows } = await sql<Counts>`select k.standing, k.voided,
    (select count(*)::int from dockets where committee = ${committee} and year = ${year}) as seen
    from docket_counts(${committee}, ${year}) k`.execute(trx)
  return rows[0] ?? NONE
}

const NONE: Counts = { seen: 0, standing: 0, voided: 0 }

/** How the numbers of a book run: counted from what stands in it, so that one that is missing is said and never talked away. */
const runs = ({ last }: Book, { standing, voided }: Counts, unseen: number): string =>
  [
    standing === last
      ? `第 1 号到第 ${last} 号连着编，没有缺号`
      : `编到第 ${last} 号，簿上只有 ${standing} 号，对不上（缺号），请管理员运行检查`,
    voided > 0 && `其中作废 ${voided} 号，理由写在下面`,
    unseen > 0 && `另有 ${unseen} 号的案卷不归您看，只留号`,
  ]
    .filter(Boolean)
    .join('；')

/** A register book as whoever asks may see it. */
export const docketBookOf = (
  world: World,
  asker: Staff,
  asked: z.output<(typeof docketBook)['query']>,
): Promise<z.input<(typeof docketBook)['reply']>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const books = await booksOf(trx, asker)
    const book = chosen(books, asked, asker.actor.unit_id)
    const counts = book ? await countsOf(trx, book) : NONE
    const before = asked.before ?? Number.MAX_SAFE_INTEGER
    const { lines, more } = book
      ? await linesIn(trx, asker, world, book, Math.min(before, 2_000_000_000), PAGE)
      : { lines: [], more: false }
    const unseen = counts.standing - counts.seen
    return {
      books,
      book,
      lines,
      more,
      voided: counts.voided,
      unseen,
      says: book ? runs(book, counts, unseen) : '',
    }
  })

const COLUMNS: readonly Column<Line>[] = [
  ['卷号', 30, (it) => it.no],
  ['受理日期', 12, (it) => it.on],
  ['当事人', 24, (it) => it.people],
  ['纠纷类型', 18, (it) => it.type_says],
  ['案件来源', 18, (it) => it.source_says],
  ['调解结果', 16, (it) => it.result_says],
  ['结案日期', 12, (it) => it.closed_on ?? ''],
  ['作废', 32, (it) => (it.voided ? `${it.voided.on} 作废：${it.voided.because}` : '')],
  ['编号', 12, (it) => it.short_code],
]

/** The same as a workbook, first number first, as a book is read; that it left stands in the log. */
export const docketSheetOf = (
  world: World,
  asker: Staff,
  asked: z.output<(typeof docketSheet)['query']>,
): Promise<z.input<(typeof docketSheet)['reply']>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const book = chosen(await booksOf(trx, asker), asked, asker.actor.unit_id)
    const counts = book ? await countsOf(trx, book) : NONE
    const { lines, more } = book
      ? await linesIn(trx, asker, world, book, 2_000_000_000, MOST_ROWS)
      : { lines: [], more: false }
    lines.reverse()
    const at = now()
    const query: [string, string][] = [
      ['调委会', book?.name ?? '没有'],
      ['年度', String(book?.year ?? '')],
    ]
    await logExport(trx, asker, {
      at,
      query: `案件登记簿；${query.map(([label, words]) => `${label} ${words}`).join('；')}`,
      lines: lines.length,
    })
    const by = `${asker.actor.unit_name} ${asker.actor.name}`
    const bytes = await printedWorkbook(
      '案件登记簿',
      COLUMNS,
      lines,
      { query, by, at, more },
      {
        title: '人民调解案件登记簿',
        unit: '条',
        note: book ? `${runs(book, counts, counts.standing - counts.seen)}。姓名遮盖和列表一样。` : '还没有编过卷号。',
      },
    )
    return { name: `案件登记簿-${dayIn(at)}.xlsx`, base64: bytes.toString('base64'), count: lines.length, more }
  })
