import { sql } from 'kysely'
import { type BatchEntry, shapeOf } from '#domain/intake/batch-rows.ts'
import { judging } from '#domain/intake/similar.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import type { Scope } from '../db/scope.ts'
import { factsOf, type SimilarFacts } from '../disputes/similar.ts'
import { secretHash } from '../identity/write.ts'
import type { World } from '../world.ts'

type Known = { file_id: string; short_code: string; says: string[] }
type Hit = { file_id: string; name: string | null; hash: string | null }

/** As many are shown beside a line; more would hide it. */
const SHOWN = 3
/** Of a name that very many files have, the newest are enough to see it. */
const LOOKED_AT = 2_000

/**
 * Files of the last year that may be the same matter as a line, by the same rules that compare two files (domain 2.5), with the
 * reasons. The one side that all lines share is not looked for: a bank's other files say nothing of this one. Only files the asker
 * may see are looked at (threats 31).
 */
export async function knownBefore(
  world: World,
  trx: Trx,
  scope: Scope,
  entries: readonly BatchEntry[],
  batchId: string | null,
): Promise<Map<number, Known[]>> {
  const side = shapeOf(entries) === 'many_applicants' ? 0 : 1
  const told = entries.map((entry) => {
    const { name = '', reach } = entry.parties[side] ?? {}
    return { entry, name, hash: reach ? (secretHash(world, 'reach', reach)?.toString('hex') ?? null) : null }
  })
  const names = [...new Set(told.map(({ name }) => name))]
  const hashes = [...new Set(told.flatMap(({ hash }) => hash ?? []))]
  if (names.length === 0) return new Map()
  const { rows } = await sql<Hit>`
    select h.file_id, h.name, h.hash from (
      select p.file_id, p.name, null as hash from parties p where p.name = any (${names}::text[])
      union all
      select s.file_id, null, encode(s.search_hash, 'hex') from sealed_values s
        where s.kind = 'reach' and s.search_hash = any (${hashes.map((hash) => Buffer.from(hash, 'hex'))}::bytea[])
    ) h join files on files.id = h.file_id join disputes d on d.file_id = files.id
    where files.received_at > ${now()}::timestamptz - interval '366 days' and d.batch_id is distinct from ${batchId}::uuid
      and (files.place_code between ${scope.lo} and ${scope.hi} or exists (
        select from involvements i where i.file_id = files.id
          and (i.unit_id = any (${`{${scope.units.join(',')}}`}::bigint[]) or i.person_id = ${scope.person}::uuid)
          and (i.until is null or i.until >= ${scope.today}::date)))
    order by files.received_at desc limit ${LOOKED_AT}`.execute(trx)
  const facts = await factsOf(trx, [...new Set(rows.map(({ file_id }) => file_id))])
  const byName = Map.groupBy(rows, ({ name }) => name)
  const byHash = Map.groupBy(rows, ({ hash }) => hash)
  const found = new Map<number, Known[]>()
  for (const { entry, name, hash } of told) {
    const reached = new Set((hash === null ? [] : (byHash.get(hash) ?? [])).map(({ file_id }) => file_id))
    const ids = new Set([...(byName.get(name) ?? []).map(({ file_id }) => file_id), ...reached])
    if (ids.size === 0) continue
    const judge = judging(compared(entry))
    const known = [...ids]
      .map((id) => facts.get(id))
      .filter((about): about is SimilarFacts => about !== undefined)
      .map((about) => ({ about, ...judge({ ...about, same_reach: reached.has(about.file_id), same_identity: false }) }))
      // Another file against the same side is a series, which this sheet is anyway.
      .filter(({ level }) => level === 'same_matter' || level === 'related')
      .sort((one, other) => other.score - one.score)
      .slice(0, SHOWN)
      .map(({ about, reasons }) => ({
        file_id: about.file_id,
        short_code: about.short_code,
        says: reasons.map(({ says }) => says),
      }))
    if (known.length > 0) found.set(entry.line, known)
  }
  return found
}

const compared = (entry: BatchEntry) => ({
  place_code: entry.place_code,
  received_at: now(),
  what_happened: entry.what_happened,
  other_side: entry.parties[1]?.name ?? '',
  where_text: entry.where_text,
  dispute_type: entry.dispute_type,
  parties: entry.parties.map(({ side, name }) => ({ side, name })),
})
