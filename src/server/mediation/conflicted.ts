import { CompiledQuery } from 'kysely'
import { LIVE_MEDIATION, type Part } from '#domain/disputes/parts.ts'
import { isConflicted } from '#domain/mediation/standing.ts'
import { ask, type Trx } from '../db/connection.ts'

type Row = { file_id: string; parties: Part<'party'>[]; mediations: Part<'mediation'>[] }

/**
 * Those of these files in which this person mediates now and stands too near to a party: lists mask them for her as the page
 * of the file does (INV-5). Only files she mediates in are read.
 */
export async function conflictedIn(trx: Trx, personId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await ask<Row>(
    trx,
    CompiledQuery.raw(MEDIATED, [`{${ids.join(',')}}`, `{${LIVE_MEDIATION.join(',')}}`, personId]),
  )
  return new Set(
    rows
      .filter(({ parties, mediations }) => isConflicted({ parts: [...parties, ...mediations] }, mediations, personId))
      .map((row) => row.file_id),
  )
}

const MEDIATED = `select m.file_id,
      jsonb_agg(jsonb_build_object('part', 'mediation', 'id', m.id, 'status', m.status, 'version', m.version, 'facts', m.facts)) as mediations,
      (select jsonb_agg(jsonb_build_object('part', 'party', 'id', p.id, 'status', p.status, 'version', p.version,
          'facts', p.facts || jsonb_build_object('side', p.side, 'name', p.name)))
        from parties p where p.file_id = m.file_id) as parties
    from mediations m
    where m.file_id = any ((select $1::uuid[])::uuid[]) and m.status = any ($2::text[])
      and m.facts -> 'mediators' @> jsonb_build_array(jsonb_build_object('person_id', $3::text))
    group by m.file_id`
