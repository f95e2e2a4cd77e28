import { sql } from 'kysely'
import type { Member, MemberFacts, Tick } from '#domain/identity/beside.ts'
import { insertInto, type Trx } from '../db/connection.ts'

/** The one writer of `members`: a row for each one a group party stands for. */
export const openMember = (fileId: string, id: string, { ticked, ...facts }: MemberFacts) =>
  insertInto('members', { id, file_id: fileId, ...facts, ticked: ticked === null ? null : JSON.stringify(ticked) })

export const tickMember = (trx: Trx, id: string, { ticked }: Pick<MemberFacts, 'ticked'>) =>
  trx
    .updateTable('members')
    .set({ ticked: ticked === null ? null : sql`${JSON.stringify(ticked)}::jsonb` } as never)
    .where('id', '=', id)
    .compile()

const COLUMNS = ['id', 'party_id', 'number', 'name', 'reach_id', 'amount', 'ticked'] as const
type Row = Omit<Member, 'ticked'> & { ticked: unknown }
const memberOf = (row: Row): Member => ({ ...row, ticked: row.ticked as Tick | null })

/** One of a list, by its id: a step about one household loads that one alone. */
export async function memberById(trx: Trx, fileId: string, id: string): Promise<Member | null> {
  const row = await trx
    .selectFrom('members')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('file_id', '=', fileId)
    .executeTakeFirst()
  return row ? memberOf(row) : null
}

/** The highest number given in a party's list; 0 where it is empty. */
export async function lastNumber(trx: Trx, partyId: string): Promise<number> {
  const row = await trx
    .selectFrom('members')
    .select('number')
    .where('party_id', '=', partyId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? 0
}

/** A page of a party's list, from after a number on. */
export async function membersAfter(
  trx: Trx,
  of: { file_id: string; party_id: string },
  after: number,
  most: number,
): Promise<Member[]> {
  const rows = await trx
    .selectFrom('members')
    .select(COLUMNS)
    .where('file_id', '=', of.file_id)
    .where('party_id', '=', of.party_id)
    .where('number', '>', after)
    .orderBy('number')
    .limit(most)
    .execute()
  return rows.map(memberOf)
}

/** The whole of a file's lists: only for checking rows against events. */
export async function allMembers(trx: Trx, fileId: string): Promise<Member[]> {
  const rows = await trx.selectFrom('members').select(COLUMNS).where('file_id', '=', fileId).execute()
  return rows.map(memberOf)
}

/** How many stand in a party's list, and how many of them are ticked. */
export async function countMembers(trx: Trx, fileId: string, partyId: string) {
  const row = await trx
    .selectFrom('members')
    .select([
      sql<number>`count(*)::int`.as('all'),
      sql<number>`(count(*) filter (where ticked ->> 'what' = 'paid'))::int`.as('paid'),
      sql<number>`(count(*) filter (where ticked ->> 'what' = 'received'))::int`.as('received'),
    ])
    .where('file_id', '=', fileId)
    .where('party_id', '=', partyId)
    .executeTakeFirst()
  return { all: row?.all ?? 0, paid: row?.paid ?? 0, received: row?.received ?? 0 }
}
