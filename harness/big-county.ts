import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import canonicalize from 'canonicalize'
import pg from 'pg'
import { prepareDatabase } from '#server/db/prepare.ts'
import { pathOfBytes, sha256Of } from '#server/seals/kept-bytes.ts'
import { loadDisputes } from '../bench/load-disputes.ts'
import { countyWorld } from './county-world.ts'

const AT = '2026-06-10T04:00:00.000Z'
const BATCH = 2000

type EventRow = Record<string, unknown> & {
  file_id: string
  seq: number
  occurred_at: Date
  recorded_at: Date
  algorithm: string
}

/** Gives what was loaded past the door the chains the door would have made: each event its hash, each file its head. */
async function chain(client: pg.Client): Promise<void> {
  // The receipts are told of by the event they came with, as the door does it.
  await client.query(`update events e set consequences = e.consequences || jsonb_build_object('kind', 'ask_paper', 'id', p.id, 'form', p.form, 'content', p.content)
    from papers p where p.file_id = e.file_id and p.event_seq = e.seq`)
  let after: [string, number] = ['00000000-0000-0000-0000-000000000000', 0]
  let last = { file: '', hash: Buffer.alloc(32) }
  for (;;) {
    const { rows } = await client.query<EventRow>(
      'select * from events where (file_id, seq) > ($1::uuid, $2) order by file_id, seq limit $3',
      [...after, BATCH],
    )
    const hashes = rows.map((row) => {
      const { algorithm, prev_hash: _, hash: __, occurred_at, recorded_at, ...event } = row
      const before = last.file === row.file_id ? last.hash : Buffer.alloc(32)
      const text = canonicalize({
        ...event,
        occurred_at: occurred_at.toISOString(),
        recorded_at: recorded_at.toISOString(),
      })
      last = {
        file: row.file_id,
        hash: createHash(algorithm)
          .update(before)
          .update(text ?? '', 'utf8')
          .digest(),
      }
      return { before, hash: last.hash }
    })
    await client.query(
      `update events e set prev_hash = n.before, hash = n.hash
       from unnest($1::uuid[], $2::int[], $3::bytea[], $4::bytea[]) n (file, seq, before, hash) where e.file_id = n.file and e.seq = n.seq`,
      [
        rows.map((row) => row.file_id),
        rows.map((row) => row.seq),
        hashes.map(({ before }) => before),
        hashes.map(({ hash }) => hash),
      ],
    )
    const end = rows.at(-1)
    if (!end || rows.length < BATCH) break
    after = [end.file_id, end.seq]
  }
  await client.query(
    `update files f set head_seq = e.seq, head_hash = e.hash from (select distinct on (file_id) file_id, seq, hash from events order by file_id, seq desc) e
     where e.file_id = f.id`,
  )
}

/** How many bytes the database and the files of an installation are. */
export type Grown = { database: number; files: number; disputes: number }

/**
 * Grows an empty installation to so many bytes: half of them rows of disputes with whole chains, half files of 64 KB to 4 MB, as a county's
 * years would. @param bytes of both together, reached within a tenth
 */
export async function growCounty(of: { ownerUrl: string; dataDir: string; bytes: number }): Promise<Grown> {
  const { ownerUrl, dataDir, bytes } = of
  const { serverUrl } = await prepareDatabase({ ownerUrl, dataDir })
  const { pool } = await countyWorld({ serverUrl, dataDir, port: 0, connections: 1 })
  await pool.end()
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const sizeNow = async (): Promise<number> =>
      Number((await client.query('select pg_database_size(current_database())::text as n')).rows[0]?.n)
    const empty = await sizeNow()
    /** What a dispute of the bench takes with its indexes, in bytes, once its chain is made: measured here at 80 MB. */
    const disputes = Math.max(500, Math.round((bytes / 2 - empty) / BYTES_PER_DISPUTE))
    await loadDisputes({ ownerUrl, dataDir, many: disputes, now: AT })
    await chain(client)
    let files = 0
    for (let nth = 0; files < bytes / 2; nth += 1) {
      const content = randomBytes([65_536, 262_144, 1_048_576, 4_194_304][nth % 4] ?? 65_536)
      const sha256 = sha256Of(content).toString('hex')
      const path =
        nth % 3 === 0 ? pathOfBytes(dataDir, sha256) : join(dataDir, 'blobs/originals', sha256.slice(0, 2), sha256)
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      writeFileSync(path, content, { mode: 0o400 })
      files += content.length
    }
    return { database: await sizeNow(), files, disputes }
  } finally {
    await client.end()
  }
}
const BYTES_PER_DISPUTE = 26_000
