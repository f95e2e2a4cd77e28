import { clocksOf } from '#server/clocks/find.ts'
import type { Trx } from '#server/db/connection.ts'
import type { Loaded } from '#server/disputes/load.ts'
import { partiesOf } from '#server/identity/find.ts'
import { linksOf } from '#server/identity/links.ts'
import { disputeFrom } from '#server/intake/find.ts'
import { unitById } from '#server/organisations/find.ts'
import { taskFrom } from '#server/triage/find.ts'

const LATER = {
  mediations: 'mediation',
  agreements: 'agreement',
  obligations: 'obligation',
  visits: 'visit',
  complaints: 'complaint',
  referrals: 'referral',
  supervisions: 'supervision',
  packages: 'package',
  evidence: 'evidence',
} as const

/** A file read table by table, each under its own policies and by the readers of every other question: what `loadFile` gives at once. */
export async function readApart(trx: Trx, fileId: string): Promise<Loaded> {
  const rowsOf = (table: keyof typeof LATER | 'tasks') =>
    trx
      .selectFrom(table as 'tasks')
      .selectAll()
      .where('file_id', '=', fileId)
      .orderBy('id')
      .execute()
  const [{ head_seq, head_hash, ...file }, disputes, tasks, parties, later, clocks, involvements, links] =
    await Promise.all([
      trx
        .selectFrom('files')
        .select(['id', 'kind', 'code', 'short_code', 'place_code', 'responsible_unit', 'received_at'])
        .select(['head_seq', 'head_hash'])
        .where('id', '=', fileId)
        .executeTakeFirstOrThrow(),
      trx.selectFrom('disputes').selectAll().where('file_id', '=', fileId).execute(),
      rowsOf('tasks'),
      partiesOf(trx, fileId),
      Promise.all(
        Object.entries(LATER).map(async ([table, part]) =>
          (await rowsOf(table as keyof typeof LATER)).map(({ id, status, version, facts }) => {
            return { part, id, status, version, facts }
          }),
        ),
      ),
      clocksOf(trx, fileId),
      trx.selectFrom('involvements').selectAll().where('file_id', '=', fileId).orderBy('id').execute(),
      linksOf(trx, fileId),
    ])
  return {
    file,
    head: { seq: head_seq, hash: head_hash },
    parts: [
      ...disputes.map(disputeFrom),
      ...tasks.map(taskFrom),
      ...parties,
      ...later.flat().sort((one, other) => (one.id < other.id ? -1 : 1)),
    ],
    clocks,
    involvements: involvements.map(({ id, unit_id, person_id, as_what, until }) => ({
      id,
      who: unit_id === null ? { person: person_id } : { unit: unit_id },
      as_what,
      until,
    })),
    links,
    responsible: await unitById(trx, file.responsible_unit),
  } as Loaded
}
