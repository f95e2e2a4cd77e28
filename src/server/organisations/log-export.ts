import { isTestTime } from '../clock.ts'
import { insertInto, type Trx } from '../db/connection.ts'
import type { Staff } from '../disputes/list-line.ts'
import { newId } from '../ids.ts'

/** What left the product: the query in words, and how many files, or lines of a register, were in it. */
type Exported = { at: string; query: string } & ({ files: number } | { lines: number })

/**
 * That somebody took a part of the ledger out of the product, in the log the guardians read: who, from which post, by which query,
 * how many. Written in the transaction that makes the workbook: without its line in the log, none is given out.
 */
export async function logExport(trx: Trx, { actor }: Staff, { at, ...exported }: Exported): Promise<void> {
  const row = {
    id: newId(at),
    at,
    by_person: actor.person_id,
    by_post: actor.post_id,
    change: 'export_ledger',
    about: `${actor.unit_name} ${actor.name}`,
    person_id: actor.person_id,
    before: null,
    after: JSON.stringify(exported),
    reason: '导出不要求写理由',
    test_time: isTestTime(),
  }
  await trx.executeQuery(insertInto('administration_log', row))
}
