import { sql } from 'kysely'
import type { GuidanceKind } from '#domain/disputes/parts.ts'
import { GUIDANCE_KINDS } from '#domain/mediation/guidance-inputs.ts'
import { mayDo, rolesWith } from '#domain/organisations/mediator-rights.ts'
import type { Role } from '#domain/organisations/words.ts'
import { COMMITTEE_KINDS, MEDIATING_ROLES } from '#domain/organisations/words.ts'
import { type Actor, type Named, NOTHING_NAMED, type PersonCard, type Row } from '#domain/step.ts'
import type { Trx } from '../db/connection.ts'
import { lastNumber, memberById } from '../identity/members.ts'
import { type About, useCode as spendCode } from '../identity/one-time-codes.ts'
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

/** People with a post in one of these roles now, by their ids. */
const withRole = (trx: Trx, ids: readonly string[], roles: readonly Role[]) =>
  trx
    .selectFrom('people')
    .innerJoin('posts', 'posts.person_id', 'people.id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select(['people.id as person_id', 'people.name', 'units.id as unit_id', 'units.name as unit_name', 'posts.role'])
    .where('people.id', 'in', ids)
    .where('people.left_on', 'is', null)
    .where('posts.role', 'in', roles)
    .where(
      sql<boolean>`posts.from_on <= (select setting('app.today'))::date and (posts.until is null or posts.until >= (select setting('app.today'))::date)`,
    )
    .orderBy('posts.from_on')
    .execute()

/**
 * People who may mediate now, by their ids; one card a person, that of a post in which she leads where she has one. Whoever may
 * not is simply not among them.
 */
async function mediatorsOf(trx: Trx, ids: readonly string[]): Promise<PersonCard[]> {
  if (ids.length === 0) return []
  const rows = (await withRole(trx, ids, MEDIATING_ROLES)).map((row) => ({ ...row, role: row.role as Role }))
  return ids.flatMap((id) => {
    const hers = rows.filter((it) => it.person_id === id)
    return hers.find((it) => mayDo(it.role, 'lead')) ?? hers[0] ?? []
  })
}

/** Whoever may be asked for this kind of opinion, under this id; null where nobody may. */
async function adviserUnder(trx: Trx, id: unknown, kind: unknown): Promise<PersonCard | null> {
  if (typeof id !== 'string' || typeof kind !== 'string' || !Object.hasOwn(GUIDANCE_KINDS, kind)) return null
  const [row] = await withRole(trx, [id], rolesWith(kind as GuidanceKind))
  return row ? { ...row, role: row.role as Role } : null
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
  const [unit, units, people, candidates, committee, proved_by_code, colleague, member, members_before, adviser] =
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
      asks('adviser') ? adviserUnder(trx, input.person_id, input.kind) : null,
    ])
  return { unit, units, people, colleague, adviser, candidates, committee, proved_by_code, member, members_before }
}
