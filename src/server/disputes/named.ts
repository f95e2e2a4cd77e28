import { sql } from 'kysely'
import type { Role } from '#domain/organisations/words.ts'
import { COMMITTEE_KINDS, MEDIATING_ROLES } from '#domain/organisations/words.ts'
import { type Actor, type Named, NOTHING_NAMED, type PersonCard, type Row } from '#domain/step.ts'
import type { Trx } from '../db/connection.ts'
import { noticesNamed } from '../documents/notices.ts'
import { lastNumber, memberById } from '../identity/members.ts'
import { type About, useCode as spendCode } from '../identity/one-time-codes.ts'
import { roomNamed } from '../mediation/taken.ts'
import { candidatesOf, committeeOf, unitInUse, unitsInUse } from '../organisations/find.ts'
import { handlerAt } from '../organisations/find-handlers.ts'

export type ShownCode = { id: string } & About
type Asking = {
  actor: Actor
  fileId: string | null
  partId?: string | null
  input: Record<string, unknown>
  code?: ShownCode
}

/** People who may mediate now, by their ids; one card a person. Whoever may not is simply not among them. */
async function mediatorsOf(trx: Trx, ids: readonly string[]): Promise<PersonCard[]> {
  if (ids.length === 0) return []
  const rows = await trx
    .selectFrom('people')
    .innerJoin('posts', 'posts.person_id', 'people.id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select(['people.id as person_id', 'people.name', 'units.id as unit_id', 'units.name as unit_name', 'posts.role'])
    .where('people.id', 'in', ids)
    .where('people.left_on', 'is', null)
    .where('posts.role', 'in', MEDIATING_ROLES)
    .where(
      sql<boolean>`posts.from_on <= (select setting('app.today'))::date and (posts.until is null or posts.until >= (select setting('app.today'))::date)`,
    )
    .orderBy('posts.from_on')
    .execute()
  return ids.flatMap((id) => {
    const row = rows.find((it) => it.person_id === id)
    return row ? [{ ...row, role: row.role as Role }] : []
  })
}

const numbersIn = (value: unknown): number[] =>
  Array.isArray(value) ? value.map(Number).filter(Number.isSafeInteger) : []
const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : []

/** What a row asks for beside the file, looked up in the same transaction. */
export async function namedFor(trx: Trx, row: Row, asking: Asking, at: string): Promise<Named> {
  const { actor, fileId, partId, input, code } = asking
  if (row.asks.length === 0) return NOTHING_NAMED
  const asks = (what: keyof Named) => row.asks.includes(what)
  const [unit, units, people, candidates, committee, proved_by_code, colleague, member, members_before, room, notices] =
    await Promise.all([
      asks('unit') ? unitInUse(trx, Number(input.unit_id)) : null,
      asks('units') ? unitsInUse(trx, numbersIn(input.unit_ids)) : [],
      asks('people') ? mediatorsOf(trx, textsIn(input.mediators)) : [],
      asks('candidates') && fileId ? candidatesOf(trx, fileId) : [],
      asks('committee') && actor.kind === 'staff' ? committeeOf(trx, actor.unit_id, COMMITTEE_KINDS) : null,
      asks('proved_by_code') && code ? spendCode(trx, code.id, at, code) : false,
      asks('colleague') && actor.kind === 'staff' ? handlerAt(trx, actor.unit_id, String(input.person_id)) : null,
      asks('member') && fileId ? memberById(trx, fileId, String(input.member_id)) : null,
      asks('members_before') && partId ? lastNumber(trx, partId) : 0,
      asks('room') && fileId && partId ? roomNamed(trx, fileId, partId, input) : null,
      asks('notices') && fileId ? noticesNamed(trx, fileId, textsIn(input.notices)) : [],
    ])
  return {
    ...{ unit, units, people, colleague, candidates, committee, proved_by_code, member, members_before },
    ...{ room, notices },
  }
}
