import { CompiledQuery } from 'kysely'
import type { MediationFacts, Part } from '#domain/disputes/parts.ts'
import { DOCKET_KINDS, type Docket, docketIn, shortNameOf } from '#domain/documents/docket.ts'
import { COMMITTEE_KINDS } from '#domain/organisations/words.ts'
import type { Here, Named, Row } from '#domain/step.ts'
import { ask, insertInto, type Statement, type Trx } from '../db/connection.ts'

type Book = { committee: number; called: string; last: number; pattern: string | null }
type Committee = { id: number; name: string; short_name: string | null; county: string }

/** A committee by its id, or by its name where a mediation began before ids were kept; no other kind of unit keeps a book. */
const COMMITTEE = `select u.id, u.name, u.short_name, (select name from county) as county from units u
  where u.kind = any ($1::text[]) and (u.id = $2::bigint or $2::bigint is null and u.name = $3)`

/**
 * The book of a committee and a year, locked until this transaction ends: whoever wants the next number waits. Nothing is changed:
 * where the step is refused, rolled back, or was answered before, the number is free again.
 */
const HOLD = `select b.committee, b.called, b.last, (select p.pattern from docket_patterns p
    where p.kind = 'peoples' and p.from_on <= $5::date order by p.version desc limit 1) as pattern
  from docket_books b where b.committee = (select id from (${COMMITTEE}) c) and b.year = $4 for update of b`

const BEGIN = `insert into docket_books (committee, year, called, last) values ($1, $2, $3, 0) on conflict do nothing`

/**
 * Begins the book of a year. How the committee is called in it is fixed with it: a name changed later holds from the next book, since
 * under the new one another committee may have given numbers this year. Where its short name is another book's (two committees whose
 * names differ in what the short name leaves out), it is called by its whole name, which no other unit has.
 */
async function beginBook(trx: Trx, { id, name, short_name, county }: Committee, year: number): Promise<void> {
  for (const called of [shortNameOf({ name, short_name }, county), name])
    await trx.executeQuery(CompiledQuery.raw(BEGIN, [id, year, called]))
}

async function nextDocket(trx: Trx, { facts }: Part<'mediation'>, today: Here['today']): Promise<Docket | null> {
  const id = facts.committee_id === undefined ? (facts.docket?.committee ?? null) : facts.committee_id
  if (facts.committee_id === null) return null
  // The Shanghai year of the day it is recorded on: `today` was read under the file's lock.
  const year = Number(today.slice(0, 4))
  const whose = [`{${COMMITTEE_KINDS.join(',')}}`, id, facts.in_name_of]
  const hold = async () => (await ask<Book>(trx, CompiledQuery.raw(HOLD, [...whose, year, today])))[0]
  let book = await hold()
  if (!book) {
    const [committee] = await ask<Committee>(trx, CompiledQuery.raw(COMMITTEE, whose))
    if (!committee) return null
    await beginBook(trx, committee, year)
    book = await hold()
  }
  if (!book) throw new Error(`no book of ${year} for ${facts.in_name_of}`)
  const n = book.last + 1
  const no = docketIn(book.pattern ?? DOCKET_KINDS.peoples.pattern, { year, unit: book.called, n })
  return { committee: Number(book.committee), year, n, no }
}

/**
 * Adds the next docket number where a row asks for one: after everything else the step looks up, so that the book is held for little
 * more than the step itself; for a row of steps taken together (on the spot), from this one to the last.
 */
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
