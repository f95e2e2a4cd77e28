import { createPublicKey } from 'node:crypto'
import canonicalize from 'canonicalize'
import { sql } from 'kysely'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import { staysInHouse } from '#domain/documents/stays-in-house.ts'
import type { Trx } from '../db/connection.ts'
import type { Loaded } from '../disputes/load.ts'
import type { World } from '../world.ts'

/** A line of the chain as the package keeps it: the very text that was hashed, or nothing of it where it stays in the house. */
type ChainLine = {
  seq: number
  algorithm: string
  prev_hash: string
  hash: string
  recorded_at: string
  text: string | null
}
type HeadLine = { day: Day; algorithm: string; root: string; signature: string; seq: number; hash: string }

/** The chain of a file with the signed days it lies in, as files of the package. */
export type ChainFiles = {
  chain: string
  heads: string
  public_key: string
  last: string
  withheld: number
  unsigned: number
}

/**
 * The steps that were there when the file was read, and no later one: whether its words stay in the house is judged by what was
 * read. @throws Error where the chain does not end where the file said
 */
async function linesOf(trx: Trx, loaded: Loaded, homes: readonly string[]): Promise<ChainLine[]> {
  const { seq: last, hash: head } = loaded.head
  const rows = await trx
    .selectFrom('events')
    .selectAll()
    .where('file_id', '=', loaded.file.id)
    .where('seq', '<=', last)
    .orderBy('seq')
    .execute()
  const end = rows.at(-1)
  if (!end?.hash.equals(head) || rows.length !== last) throw new Error('the chain does not end at its head')
  return rows.map(({ algorithm, prev_hash, hash, ...event }) => ({
    ...{ seq: event.seq, algorithm, prev_hash: prev_hash.toString('hex'), hash: hash.toString('hex') },
    recorded_at: event.recorded_at,
    text: staysInHouse(loaded, event, homes) ? null : (canonicalize(event) ?? ''),
  }))
}

/** Of each day this file moved on: its last step of that day, and the head that was signed over it, where the day is over. */
async function headsOf(trx: Trx, lines: readonly ChainLine[]): Promise<{ heads: HeadLine[]; unsigned: number }> {
  const lastOf = new Map<Day, ChainLine>()
  for (const line of lines) lastOf.set(dayIn(line.recorded_at), line)
  const days = [...lastOf.keys()]
  const rows = await trx
    .selectFrom('day_heads')
    .select([sql<Day>`to_char(day, 'YYYY-MM-DD')`.as('on'), 'algorithm', 'root', 'signature'])
    .where('day', 'in', days)
    .orderBy('day_heads.day')
    .execute()
  const heads = rows.flatMap(({ on, algorithm, root, signature }) => {
    const last = lastOf.get(on)
    const head = { day: on, algorithm, root: root.toString('hex'), signature: signature.toString('base64url') }
    return last ? [{ ...head, seq: last.seq, hash: last.hash }] : []
  })
  return { heads, unsigned: days.length - heads.length }
}

/** The chain as it is kept, and the days that were signed over it. */
export async function chainFiles(
  world: World,
  trx: Trx,
  { loaded, homes }: { loaded: Loaded; homes: readonly string[] },
): Promise<ChainFiles> {
  const lines = await linesOf(trx, loaded, homes)
  const { heads, unsigned } = await headsOf(trx, lines)
  return {
    chain: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    heads: `${JSON.stringify(heads, null, 1)}\n`,
    public_key: String(createPublicKey(world.keys.head).export({ type: 'spki', format: 'pem' })),
    last: lines.at(-1)?.hash ?? '',
    withheld: lines.filter(({ text }) => text === null).length,
    unsigned,
  }
}
