import { CompiledQuery } from 'kysely'
import type { MediationFacts, Part } from '#domain/disputes/parts.ts'
import { DOCKET_KINDS, type Docket, docketIn, shortNameOf } from '#domain/documents/docket.ts'
import { COMMITTEE_KINDS } from '#domain/organisations/words.ts'
import type { Here, Named, Row } from '#domain/step.ts'
import { insertInto, type Statement, type Trx } from '../db/connection.ts'

type Book = {
  committee: number
  name: string
  short_name: string | null
  county: string
  last: number
  pattern: string | null
}

/**
 * The book of the committee in whose name a unit mediates, locked until this transaction ends: whoever wants the next number
 * waits. Nothing is changed: where the step is refused, rolled back, or was answered before, the number is free again.
 */
const HOLD = `with held as (
    select u.id, u.name, u.short_name from units u
    where u.name = $1 or u.id = $2 or (u.kind = any ($3::text[]) and u.until is null
      and u.place_code = (select own.place_code from units own where own.id = $2))
    order by u.name = $1 desc, u.kind = any ($3::text[]) desc, u.id = $2 desc, u.id limit 1),
  book as (
    insert into docket_books (committee, year, last) select id, $4, 0 from held
    on conflict (committee, year) do update set last = docket_books.last returning committee, last)
  select book.committee, held.name, held.short_name, book.last, (select name from county) as county, (select p.pattern from docket_patterns p
    where p.kind = 'peoples' and p.from_on <= $5::date order by p.version desc limit 1) as pattern
  from held join book on book.committee = held.id`

async function nextDocket(trx: Trx, { facts }: Part<'mediation'>, today: Here['today']): Promise<Docket> {
  // The Shanghai year of the day it is recorded on: `today` was read under the file's lock.
  const year = Number(today.slice(0, 4))
  const { rows } = await trx.executeQuery<Book>(
    CompiledQuery.raw(HOLD, [facts.in_name_of, facts.unit_id, `{${COMMITTEE_KINDS.join(',')}}`, year, today]),
  )
  const [book] = rows
  if (!book) throw new Error(`no committee for unit ${facts.unit_id}`)
  const n = book.last + 1
  const no = docketIn(book.pattern ?? DOCKET_KINDS.peoples.pattern, { year, unit: shortNameOf(book, book.county), n })
  return { committee: Number(book.committee), year, n, no }
}

/** Adds the next docket number where a row asks for one: the last thing looked up, so that the book is held for a moment only. */
export async function withDocket(trx: Trx, row: Row, here: Here, partId: string | null, named: Named): Promise<Named> {
  if (!row.asks.includes('docket')) return named
  const part = here.parts.find((it) => it.id === partId)
  if (part?.part !== 'mediation' || part.facts.kind !== 'peoples' || !row.from.includes(part.status)) return named
  return { ...named, docket: await nextDocket(trx, part, here.today) }
}

/** The one writer of `dockets` and of how far their books have come. */
export function writeDocket(
  trx: Trx,
  fileId: string,
  at: string,
  { id, facts }: { id: string; facts: Partial<MediationFacts> },
): Statement[] {
  const { docket, dockets_voided } = facts
  const voided = dockets_voided?.at(-1)
  return [
    ...(voided
      ? [
          trx
            .updateTable('dockets')
            .set({ voided_at: at, voided_because: voided.because })
            .where('committee', '=', voided.committee)
            .where('year', '=', voided.year)
            .where('n', '=', voided.n)
            .compile(),
        ]
      : []),
    ...(docket
      ? [
          trx
            .updateTable('docket_books')
            .set({ last: docket.n })
            .where('committee', '=', docket.committee)
            .where('year', '=', docket.year)
            .compile(),
          insertInto('dockets', { ...docket, kind: 'peoples', file_id: fileId, mediation_id: id, given_at: at }),
        ]
      : []),
  ]
}
