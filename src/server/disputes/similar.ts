import { sql } from 'kysely'
import { wordsSharedWith } from '#domain/intake/words.ts'
import type { Trx } from '../db/connection.ts'
import { plannedAnew, plannedOnce } from './list-line.ts'

/** What the rules for duplicates (src/domain/intake/similar.ts) are given about a file. */
export type SimilarFacts = {
  file_id: string
  short_code: string
  place_code: number
  received_at: string
  dispute_type: string | null
  what_happened: string
  other_side: string
  where_text: string
  parties: { side: string; name: string }[]
}
/** A file that may be the same matter, and what of its people is the same without telling what it is. */
export type SimilarFile = SimilarFacts & { same_reach: boolean; same_identity: boolean }

const MOST = 20
/** Looked at in the database, by evidence; what is told almost alike is then chosen among them by the words themselves. */
const CONSIDERED = 60

type Hit = {
  file_id: string
  same_reach: boolean
  same_identity: boolean
  same_name: boolean
  shared_bands: number
  near: boolean
}

export const factsOf = async (trx: Trx, ids: readonly string[]): Promise<Map<string, SimilarFacts>> => {
  const { rows } = await sql<SimilarFacts>`
    select f.id as file_id, f.short_code, f.place_code, f.received_at, d.dispute_type,
      d.what_happened, d.other_side, d.where_text,
      coalesce((select jsonb_agg(jsonb_build_object('side', p.side, 'name', p.name) order by p.id)
        from parties p where p.file_id = f.id), '[]') as parties
    from files f join disputes d on d.file_id = f.id
    where f.id = any ((select ${`{${ids.join(',')}}`}::uuid[])::uuid[])`.execute(trx)
  return new Map(rows.map((row) => [row.file_id, row]))
}

/**
 * Files that may be the same matter as one, for the rules to judge: the same place within 90 days, the same phone, identity
 * number or name within a year, or nearly the same words in the same town within a year. Only files this asker may see are
 * looked at, so that no person is followed across areas (threats 31).
 * @returns the file itself and at most 20 others; null where the file is not visible
 */
export async function similarFiles(
  trx: Trx,
  fileId: string,
): Promise<{ file: SimilarFacts; candidates: SimilarFile[] } | null> {
  const [, { rows }] = await Promise.all([
    plannedAnew(trx),
    sql<Hit>`select * from similar_files(${fileId}::uuid, ${CONSIDERED}::integer)`.execute(trx),
  ])
  const [, facts] = await Promise.all([plannedOnce(trx), factsOf(trx, [fileId, ...rows.map((row) => row.file_id)])])
  const file = facts.get(fileId)
  if (!file) return null
  const shared = wordsSharedWith(file.what_happened)
  const candidates = rows
    .map((hit) => ({ hit, about: facts.get(hit.file_id) }))
    .filter((it): it is { hit: Hit; about: SimilarFacts } => it.about !== undefined)
    .map(({ hit, about }) => ({ hit, about, words: shared(about.what_happened) }))
    .sort((one, other) => evidence(other) - evidence(one))
    .slice(0, MOST)
    .map(({ hit, about }) => ({ ...about, same_reach: hit.same_reach, same_identity: hit.same_identity }))
  return { file, candidates }
}

/** How much speaks for showing a pair of files: of the files, never of a person. */
const evidence = ({ hit, words }: { hit: Hit; words: number }): number =>
  10 * words + 4 * Number(hit.same_identity) + 3 * Number(hit.same_reach) + 2 * Number(hit.same_name) + Number(hit.near)
