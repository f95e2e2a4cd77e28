import { sql } from 'kysely'
import type { DisputeFacts, Part } from '#domain/disputes/parts.ts'
import { minhash, searchTokens } from '#domain/intake/words.ts'
import { insertInto, type Statement, type Trx } from '../db/connection.ts'
import { changePart, type PartChange } from '../disputes/part-table.ts'
import { wordsVector } from './words-query.ts'

/** The facts that have columns of their own; the rest live in `facts`. */
const COLUMNS = ['channel', 'other_side', 'where_text', 'what_happened', 'wish', 'dispute_type'] as const

const split = (facts: Partial<DisputeFacts>) => {
  const { channel, other_side, where_text, what_happened, wish, dispute_type, ...rest } = facts
  const own = { channel, other_side, where_text, what_happened, wish, dispute_type }
  return {
    columns: Object.fromEntries(COLUMNS.filter((name) => own[name] !== undefined).map((name) => [name, own[name]])),
    rest,
  }
}

/** The facts a dispute is found by, each with the letter its tokens are marked with. */
const FOUND_BY = { what_happened: 'A', other_side: 'B', where_text: 'C', wish: 'D' } as const
type Found = keyof typeof FOUND_BY
const FIELDS = Object.keys(FOUND_BY) as Found[]

const vectorOf = (facts: Partial<Record<Found, string>>): string =>
  FIELDS.map((field) => wordsVector(searchTokens(facts[field] ?? ''), FOUND_BY[field])).join(' ')

/** Each token with the letter of its field: what the stored words of a dispute must come to, in whatever order. */
export const tokensWithFields = (facts: Record<Found, string>): string[] =>
  FIELDS.flatMap((field) => searchTokens(facts[field]).map((token) => `${token} ${FOUND_BY[field]}`)).sort()

/** What the row of words of a dispute holds: the one place that says what a dispute is found and compared by. */
export const wordsOf = (facts: Record<Found, string>) => ({
  tokens: vectorOf(facts),
  minhash: minhash(facts.what_happened),
})

/** The one writer of `disputes`, and with it of `dispute_words`. */
export const openDispute = (
  fileId: string,
  part: { id: string; status: Part<'dispute'>['status']; facts: DisputeFacts },
): Statement[] => {
  const { channel, other_side, where_text, what_happened, wish, dispute_type, ...rest } = part.facts
  return [
    insertInto('disputes', {
      id: part.id,
      file_id: fileId,
      status: part.status,
      version: 1,
      channel,
      other_side,
      where_text,
      what_happened,
      wish,
      dispute_type: dispute_type ?? null,
      facts: JSON.stringify(rest),
    }),
    insertInto('dispute_words', { file_id: fileId, ...wordsOf(part.facts) }),
  ]
}

/** Puts the words of changed fields in the place of the old ones; the other fields' words stay as they are. */
function changeWords(trx: Trx, id: string, facts: Partial<DisputeFacts>): Statement[] {
  const changed = FIELDS.filter((field) => facts[field] !== undefined)
  if (changed.length === 0) return []
  const kept = FIELDS.filter((field) => facts[field] === undefined).map((field) => FOUND_BY[field].toLowerCase())
  return [
    trx
      .updateTable('dispute_words')
      .set({
        tokens: sql`ts_filter(tokens, ${`{${kept.join(',')}}`}::"char"[]) || ${vectorOf(facts)}::tsvector`,
        ...(facts.what_happened === undefined ? {} : { minhash: minhash(facts.what_happened) }),
      })
      .where('file_id', '=', (disputes) => disputes.selectFrom('disputes').select('file_id').where('id', '=', id))
      .compile(),
  ]
}

export const changeDispute = (
  trx: Trx,
  change: PartChange<Part<'dispute'>['status'], Partial<DisputeFacts>>,
): Statement[] => {
  const { columns, rest } = split(change.facts ?? {})
  return [
    changePart('disputes', change.facts ? { ...change, facts: rest } : change, columns),
    ...changeWords(trx, change.id, change.facts ?? {}),
  ]
}
