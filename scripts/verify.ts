/**
 * npm run verify：逐件核对事件链、每日签名、文书，以及各表与事件是否一致。用法：npm run verify
 * For chains, days and papers it shares no code with what writes them: it reads the rows and does the sums again by its
 * own hand. That the other rows are what the events say is asked of `checkInvariants`.
 */
import { verify as checkSignature, createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import type pg from 'pg'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { readConfig } from '#server/config.ts'
import { makePool } from '#server/db/connection.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { sealRoots } from '#server/seals/keys.ts'
import { openFiles } from '#server/storage/files.ts'
import type { S3 } from '#server/storage/s3-store.ts'
import { originalKey, type Store } from '#server/storage/store.ts'
import { recordWholeCheck } from '#server/upkeep/checks.ts'
import { type Finding, type SealStore, verifySeals } from './verify-seals.ts'
import { withDatabase } from './with-database.ts'

export type Verified = {
  files: number
  events: number
  papers: number
  copies: number
  days: number
  findings: Finding[]
}

type EventRow = {
  file_id: string
  seq: number
  id: string
  step: string
  part: string
  part_id: string
  actor: unknown
  input: unknown
  consequences: unknown
  occurred_at: Date
  recorded_at: Date
  test_time: boolean
  algorithm: string
  prev_hash: Buffer
  hash: Buffer
}

const BATCH = 5000

/** The hash an event should have: the hash before it, then the event in canonical JSON. */
function expectedHash(row: EventRow): Buffer {
  const { algorithm, prev_hash, hash: _, occurred_at, recorded_at, ...event } = row
  const text =
    canonicalize({ ...event, occurred_at: occurred_at.toISOString(), recorded_at: recorded_at.toISOString() }) ?? ''
  return createHash(algorithm).update(prev_hash).update(text, 'utf8').digest()
}

async function verifyChains(client: pg.Client, findings: Finding[]): Promise<{ files: number; events: number }> {
  const { rows: heads } = await client.query<{ id: string; head_seq: number; head_hash: Buffer }>(
    'select id, head_seq, head_hash from files order by id',
  )
  const headOf = new Map(heads.map((head) => [head.id, head]))
  const ends = new Map<string, { seq: number; hash: Buffer }>()
  let events = 0
  let after: [string, number] = ['00000000-0000-0000-0000-000000000000', 0]
  for (;;) {
    const { rows } = await client.query<EventRow>(
      'select * from events where (file_id, seq) > ($1::uuid, $2) order by file_id, seq limit $3',
      [...after, BATCH],
    )
    for (const row of rows) {
      const before = ends.get(row.file_id)
      const where = `纠纷 ${row.file_id} 第 ${row.seq} 步（${row.step}）`
      if (row.seq !== (before?.seq ?? 0) + 1) findings.push({ where, says: `缺少第 ${(before?.seq ?? 0) + 1} 步` })
      if (!row.prev_hash.equals(before?.hash ?? Buffer.alloc(32))) findings.push({ where, says: '与前一步接不上' })
      if (!row.hash.equals(expectedHash(row))) findings.push({ where, says: '内容被改过' })
      ends.set(row.file_id, { seq: row.seq, hash: row.hash })
    }
    events += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) break
    after = [last.file_id, last.seq]
  }
  for (const [id, head] of headOf) {
    const end = ends.get(id)
    if (end?.seq !== head.head_seq || !end.hash.equals(head.head_hash))
      findings.push({ where: `纠纷 ${id}`, says: '最后一步与档案登记的不一致（可能被截断）' })
  }
  for (const id of ends.keys()) if (!headOf.has(id)) findings.push({ where: `纠纷 ${id}`, says: '有步骤而没有档案' })
  return { files: heads.length, events }
}

/** Each signed day: its lines hashed again, its signature checked with the installation's public key. */
async function verifyDays(client: pg.Client, key: KeyObject, findings: Finding[]): Promise<number> {
  const { rows: days } = await client.query<{ day: string; algorithm: string; root: Buffer; signature: Buffer }>(
    "select to_char(day, 'YYYY-MM-DD') as day, algorithm, root, signature from day_heads order by day",
  )
  for (const { day, algorithm, root, signature } of days) {
    const span = `>= ($1::date)::timestamp at time zone 'Asia/Shanghai' and %s < ($1::date + 1)::timestamp at time zone 'Asia/Shanghai'`
    const events = await client.query<{ line: string }>(
      `select distinct on (file_id) file_id || ' ' || seq || ' ' || encode(hash, 'hex') as line from events
       where recorded_at ${span.replace('%s', 'recorded_at')} order by file_id, seq desc`,
      [day],
    )
    const looks = await client.query<{ line: string }>(
      `select jsonb_build_array(id, file_id, person_id, post_id, party_id, what, of_party, reason, extract(epoch from at)::text)::text as line from looks
       where at ${span.replace('%s', 'at')} order by id`,
      [day],
    )
    const text = JSON.stringify([day, events.rows.map((row) => row.line), looks.rows.map((row) => row.line)])
    if (!createHash(algorithm).update(text, 'utf8').digest().equals(root))
      findings.push({ where: `${day}`, says: '当天的记录与签名时不一致' })
    if (!checkSignature(null, Buffer.concat([Buffer.from(`fengqiao day ${day} `), root]), key, signature))
      findings.push({ where: `${day}`, says: '当天的签名不对' })
  }
  return days.length
}

/** Each paper as it stands against the paper its event tells of: the event is in the chain, so the paper is too. */
async function verifyPapers(client: pg.Client, findings: Finding[]): Promise<number> {
  const { rows } = await client.query<{ id: string; file_id: string; said: unknown; kept: unknown }>(
    `select coalesce(p.id::text, c ->> 'id') as id, coalesce(p.file_id, e.file_id) as file_id,
       jsonb_build_object('form', c -> 'form', 'content', c -> 'content') as said,
       jsonb_build_object('form', p.form, 'content', p.content) as kept
     from (select file_id, seq, c from events, jsonb_array_elements(consequences) c where c ->> 'kind' = 'ask_paper') as e
     full join papers p on p.id = (c ->> 'id')::uuid and p.file_id = e.file_id and p.event_seq = e.seq`,
  )
  for (const { id, file_id, said, kept } of rows) {
    if (canonicalize(said) !== canonicalize(kept))
      findings.push({ where: `纠纷 ${file_id} 的文书 ${id}`, says: '与出具时不一致' })
  }
  return rows.length
}

/**
 * Checks every chain, every paper with its sealed copies, and every signed day of a database. `key` null leaves the days'
 * signatures unchecked, `dataDir` null the copies.
 */
export async function verifyAll(
  client: pg.Client,
  key: KeyObject | null,
  dataDir: string | null = null,
): Promise<Verified> {
  const findings: Finding[] = []
  const counted = await verifyChains(client, findings)
  const papers = await verifyPapers(client, findings)
  const sealed =
    dataDir === null
      ? { copies: 0, findings: [] }
      : await verifySeals(client, storeIn(dataDir), rootsIn(dataDir), checkKeyIn(dataDir))
  findings.push(...sealed.findings)
  const days = key ? await verifyDays(client, key, findings) : 0
  return { ...counted, papers, copies: sealed.copies, days, findings }
}

/**
 * Each file that evidence was made of, and each that a signed page came back on, read from its store and its fingerprint counted again: what was handed in is what is kept (threats
 * I39). The fingerprint is the event's, which is in the chain.
 */
export async function verifyFiles(client: pg.Client, store: Store, findings: Finding[]): Promise<number> {
  const { rows } = await client.query<{ file_id: string; sha256: string; what: string }>(
    `select e.file_id, c #>> '{facts,file,sha256}' as sha256,
       '第 ' || (c #>> '{facts,number}') || ' 号证据（' || (c #>> '{facts,file,name}') || '）' as what
     from events e, jsonb_array_elements(e.consequences) c
     where e.step = 'provide_evidence' and c ->> 'part' = 'evidence' and c #>> '{facts,file,sha256}' is not null
     union all
     -- What came with this step stands last.
     select e.file_id, p #>> '{file,sha256}',
       '交回的' || (c #>> '{facts,returned_papers,-1,title}') || '第 ' || (p ->> 'page') || ' 页（' || (p #>> '{file,name}') || '）'
     from events e, jsonb_array_elements(e.consequences) c, jsonb_array_elements(c #> '{facts,returned_papers,-1,pages}') p
     where e.step = 'return_signed_paper' order by 2`,
  )
  let last = { sha256: '', says: '' }
  for (const { file_id, sha256, what } of rows) {
    if (last.sha256 !== sha256) last = { sha256, says: await faultOfFile(store, sha256) }
    if (last.says !== '') findings.push({ where: `纠纷 ${file_id} ${what}`, says: last.says })
  }
  return rows.length
}

async function faultOfFile(store: Store, sha256: string): Promise<string> {
  const bytes = await store.read(originalKey(sha256)).catch(() => null)
  if (!bytes) return '文件不见了，或者存放的地方连不上'
  const hash = createHash('sha256')
  for await (const piece of bytes) hash.update(piece as Buffer)
  return hash.digest('hex') === sha256 ? '' : '文件被改过'
}

const rootsIn = (dataDir: string) => sealRoots(dataDir, (name) => existsSync(join(dataDir, 'keys', name)))
const checkKeyIn = (dataDir: string): KeyObject | null => {
  const path = join(dataDir, 'keys/check-signing.pem')
  return existsSync(path) ? createPrivateKey(readFileSync(path)) : null
}
/** The sealed files under a data folder: `issued/ab/abcdef…`. */
export const storeIn = (dataDir: string): SealStore => ({
  read: (sha256) => {
    const path = join(dataDir, 'issued', sha256.slice(0, 2), sha256)
    return existsSync(path) ? readFileSync(path) : null
  },
  list: () =>
    (existsSync(join(dataDir, 'issued'))
      ? readdirSync(join(dataDir, 'issued'), { recursive: true, withFileTypes: true })
      : []
    )
      .filter((it) => it.isFile())
      .map(({ name, parentPath }) => ({
        name,
        hours: (Date.now() - statSync(join(parentPath, name)).mtimeMs) / 3_600_000,
      })),
})

/**
 * Chains, days, papers, sealed copies and every file of an installation, and its anchor: the last signed day with its head, to be held beside
 * the one that was printed. What the other tables say is asked of `checkInvariants`. @param s3 where files are not under `dataDir`
 */
export async function verifyInstallation(
  client: pg.Client,
  dataDir: string,
  s3: S3 | null,
): Promise<Verified & { evidence: number; anchor: { day: string; root: string } | null }> {
  const key = createPublicKey(readFileSync(join(dataDir, 'keys/head-signing.pem')))
  const verified = await verifyAll(client, key, dataDir)
  const { store } = openFiles({ dataDir, s3, clamdSocket: null })
  const evidence = await verifyFiles(client, store, verified.findings)
  const { rows } = await client.query<{ day: string; root: string }>(
    "select to_char(day, 'YYYY-MM-DD') as day, encode(root, 'hex') as root from day_heads order by day_heads.day desc limit 1",
  )
  return { ...verified, evidence, anchor: rows[0] ?? null }
}

if (import.meta.main) {
  const result = await withDatabase(async (client, ownerUrl, dataDir) => {
    const read = readConfig(process.env)
    const verified = await verifyInstallation(client, dataDir, read.ok ? read.config.s3 : null)
    const pool = makePool(ownerUrl, 2)
    const rows = await checkInvariants({ pool, calendar })
    await pool.end()
    verified.findings.push(...rows.map((says) => ({ where: '纠纷', says })))
    await recordWholeCheck(client, { ...verified, findings: verified.findings.length })
    return verified
  })
  for (const { where, says } of result.findings) console.log(`✘ ${where}：${says}`)
  console.log(
    `已核对 ${result.files} 件纠纷、${result.events} 步、${result.papers} 份文书、${result.copies} 份盖章件、${result.evidence} 个证据和签字件文件、${result.days} 个签名日：${result.findings.length === 0 ? '全部一致' : `发现 ${result.findings.length} 处问题`}`,
  )
  process.exit(result.findings.length === 0 ? 0 : 1)
}
