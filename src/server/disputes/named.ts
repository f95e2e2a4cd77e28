import { sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { Complained } from '#domain/complaints/examiner.ts'
import type { GuidanceKind } from '#domain/disputes/parts.ts'
import { GUIDANCE_KINDS } from '#domain/mediation/guidance-inputs.ts'
import { mayDo, rolesWith } from '#domain/organisations/mediator-rights.ts'
import type { Role } from '#domain/organisations/words.ts'
import { COMMITTEE_KINDS, MEDIATING_ROLES } from '#domain/organisations/words.ts'
import { type Actor, type Named, NOTHING_NAMED, type PersonCard, type Row } from '#domain/step.ts'
import { complainedOf } from '../complaints/find.ts'
import type { Trx } from '../db/connection.ts'
import { noticesNamed, paperNamed } from '../documents/notices.ts'
import { lastNumber, memberById } from '../identity/members.ts'
import { type About, useCode as spendCode } from '../identity/one-time-codes.ts'
import { batchNamed } from '../intake/find-batch.ts'
import { officialsOf } from '../mediation/officials.ts'
import { roomNamed } from '../mediation/taken.ts'
import { candidatesOf, committeeOf, unitInUse, unitsInUse } from '../organisations/find.ts'
import { handlerAt, workersOf } from '../organisations/find-handlers.ts'
import { keepScans, paperToSign } from '../returned/find.ts'
import { signingCopyNamed } from '../signing/copies.ts'
import { uploadNamed } from '../storage/rows.ts'
import { atHandOf } from '../triage/at-hand.ts'
import { guessFor } from '../triage/guess.ts'

export type ShownCode = { id: string } & About
type Asking = {
  actor: Actor
  fileId: string | null
  partId?: string | null
  input: Record<string, unknown>
  code?: ShownCode
  complained?: Complained
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

/** Of lines that may name somebody by who she is, those ids. */
const idsIn = (value: unknown): string[] =>
  Array.isArray(value) ? textsIn(value.map((it: { person_id?: unknown }) => it.person_id)) : []

/** What a row asks for beside the file, looked up in the same transaction. */
export async function namedFor(trx: Trx, row: Row, asking: Asking, at: string): Promise<Named> {
  const { actor, fileId, partId, input, code, complained } = asking
  if (row.asks.length === 0) return NOTHING_NAMED
  const asks = (what: keyof Named) => row.asks.includes(what)
  const staff = actor.kind === 'staff' ? actor : null
  const reads = fileId !== null && (asks('candidates') || asks('at_hand'))
  const candidates = reads ? candidatesOf(trx, fileId) : Promise.resolve([])
  return allOf<Named>({
    ...NOTHING_NAMED,
    ...(asks('unit') && { unit: unitInUse(trx, Number(input.unit_id)) }),
    ...(asks('units') && { units: unitsInUse(trx, numbersIn(input.unit_ids)) }),
    ...(asks('people') && { people: mediatorsOf(trx, textsIn(input.mediators)) }),
    ...(asks('candidates') && { candidates }),
    ...(asks('at_hand') && fileId && { at_hand: candidates.then((units) => atHandOf(trx, fileId, units, dayIn(at))) }),
    ...(asks('guess') && fileId && { guess: guessFor(trx, fileId) }),
    ...(asks('committee') && staff && { committee: committeeOf(trx, staff.unit_id, COMMITTEE_KINDS) }),
    ...(asks('signing_copy') && partId && { signing_copy: signingCopyNamed(trx, partId, input.edition) }),
    ...(asks('proved_by_code') && code && { proved_by_code: spendCode(trx, code.id, at, code) }),
    ...(asks('colleague') && staff && { colleague: handlerAt(trx, staff.unit_id, String(input.person_id)) }),
    ...(asks('handlers') && { handlers: workersOf(trx, Number(input.unit_id)) }),
    ...(asks('member') && fileId && { member: memberById(trx, fileId, String(input.member_id)) }),
    ...(asks('members_before') && partId && { members_before: lastNumber(trx, partId) }),
    ...(asks('complained') && (complained ? { complained } : fileId && { complained: complainedOf(trx, fileId) })),
    ...(asks('room') && fileId && partId && { room: roomNamed(trx, fileId, partId, input) }),
    ...(asks('guests') && fileId && { guests: officialsOf(trx, fileId, idsIn(input.guests)) }),
    ...(asks('notices') && fileId && { notices: noticesNamed(trx, fileId, textsIn(input.notices)) }),
    ...(asks('paper') && fileId && { paper: paperNamed(trx, fileId, input.paper_id) }),
    ...(asks('to_sign') && fileId && { to_sign: paperToSign(trx, fileId, input.paper_id) }),
    ...(asks('scans') && fileId && { scans: keepScans(trx, actor, fileId, input) }),
    ...(asks('adviser') && { adviser: adviserUnder(trx, input.person_id, input.kind) }),
    ...(asks('upload') && fileId && { upload: uploadNamed(trx, actor, fileId, input.upload_id) }),
    ...(asks('batch') && staff && { batch: batchNamed(trx, staff.person_id, input.batch_id) }),
  })
}

type Promised<T> = { [K in keyof T]: T[K] | Promise<T[K]> }
/** All of a record of promises, under their names. */
async function allOf<T extends object>(promised: Promised<T>): Promise<T> {
  // All are over before one that failed is told: what is still being asked would run on a connection given back.
  await Promise.allSettled(Object.values(promised))
  const found = await Promise.all(Object.entries(promised).map(async ([name, value]) => [name, await value] as const))
  return Object.fromEntries(found) as T
}
