import type { z } from 'zod'
import type { GuessShown, Trial } from '#contract/editions.ts'
import {
  firstWords,
  GUESS_TOPICS,
  type Guess,
  type GuessWord,
  guessTopics,
  newGuesses,
  trialSays,
} from '#domain/triage/guess.ts'
import { DISPUTE_TYPES, type DisputeType } from '#domain/triage/types.ts'
import type { Trx } from '../db/connection.ts'
import type { Scope } from '../db/scope.ts'
import { currentEdition } from './editions.ts'

/** The list of words that holds now, and which edition it is. */
export async function wordsNow(trx: Trx): Promise<{ version: number; words: GuessWord[] }> {
  const { version, body } = await currentEdition(trx, 'guess_words')
  return { version, words: version === 0 ? firstWords() : (body as { words: GuessWord[] }).words }
}

/** What the words of a file speak for, for the rules to store beside what they answer. */
export async function guessFor(trx: Trx, fileId: string): Promise<{ version: number; topics: Guess[] } | null> {
  const [row, { version, words }] = await Promise.all([
    trx.selectFrom('disputes').select(['what_happened', 'wish']).where('file_id', '=', fileId).executeTakeFirst(),
    wordsNow(trx),
  ])
  return row ? { version, topics: guessTopics(`${row.what_happened}\n${row.wish}`, words) } : null
}

export const shownGuess = ({ topic, words }: Guess): z.input<typeof GuessShown> => {
  const of: { says: string; type: DisputeType; asks?: string } = GUESS_TOPICS[topic]
  return {
    topic,
    says: of.says,
    dispute_type: of.type,
    type_says: DISPUTE_TYPES[of.type],
    asks: of.asks ?? null,
    words,
  }
}

/** So many of the newest files are guessed anew: a year of a town, a fortnight of a county. */
const LOOKED_AT = 200
const SHOWN = 20

/** What another list would have said of the newest files of the asker's area (domain 5, C: a trial before a change). */
export async function tryWords(trx: Trx, scope: Scope, words: readonly GuessWord[]): Promise<z.input<typeof Trial>> {
  const [{ words: before }, rows] = await Promise.all([
    wordsNow(trx),
    trx
      .selectFrom('files')
      .innerJoin('disputes', 'disputes.file_id', 'files.id')
      .select(['files.id', 'files.short_code', 'disputes.what_happened', 'disputes.wish', 'disputes.dispute_type'])
      .where('files.place_code', '>=', scope.lo)
      .where('files.place_code', '<=', scope.hi)
      .orderBy('files.received_at', 'desc')
      .limit(LOOKED_AT)
      .execute(),
  ])
  const changed = newGuesses(
    rows.map((row) => ({ ...row, text: `${row.what_happened}\n${row.wish}` })),
    before,
    words,
  )
  return {
    looked_at: rows.length,
    changed: changed.length,
    says: trialSays(rows.length, changed.length),
    lines: changed.slice(0, SHOWN).map(({ of, before, after }) => ({
      file_id: of.id,
      short_code: of.short_code,
      before,
      after,
      type_says: of.dispute_type === null ? null : (DISPUTE_TYPES[of.dispute_type as DisputeType] ?? null),
    })),
  }
}
