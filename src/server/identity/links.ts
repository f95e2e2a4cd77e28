import { createHash, createHmac } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import type { Consequence } from '#domain/disputes/consequences.ts'
import type { Link } from '#domain/disputes/parts.ts'
import { now } from '../clock.ts'
import { insertInto, question, type Statement, type Trx } from '../db/connection.ts'
import type { Links } from '../db/types.ts'
import { qrSvg } from '../render/qr.ts'
import type { World } from '../world.ts'

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

/**
 * The secret of a link: 26 letters, about 128 bits, recomputable from the installation's key, so that a repeated request
 * gets the same receipt and a message is filled in at its delivery, while the database only ever holds the secret's hash.
 */
export function linkToken(world: Pick<World, 'keys'>, linkId: string): string {
  const bytes = createHmac('sha512', world.keys.link).update(linkId).digest()
  return Array.from(bytes.subarray(0, 26), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** The address a link opens; its secret stands after #, which no browser sends. */
export const linkAddress = (world: Pick<World, 'keys' | 'publicUrl'>, linkId: string): string =>
  `${world.publicUrl}/my#${linkToken(world, linkId)}`

/** A link as it is handed to a person: its address, and the same as a picture to scan. Never kept, never logged. */
export function linkToShow(world: World, linkId: string): { link: string; link_qr_svg: string } {
  const link = linkAddress(world, linkId)
  return { link, link_qr_svg: qrSvg(link) }
}

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(`link ${token}`).digest()

export type HolderLink = Extract<Consequence, { purpose: Link['purpose'] }>

/**
 * The one writer of `links`: opens a link to a party, or, under the id of one that exists, changes its last day. A last day
 * that is already past is a revocation: it holds from this moment and is never taken back, whatever day is set later.
 * @param at the instant of the step (ISO)
 */
export function openLink(world: Pick<World, 'keys'>, trx: Trx, fileId: string, at: string, it: HolderLink): Statement {
  const { id, purpose, until } = it
  const revoked_at = until !== null && until < dayIn(at) ? at : null
  const row = {
    id,
    token_hash: hashOfToken(linkToken(world, id)),
    file_id: fileId,
    party_id: it.who.holder,
    purpose,
    agent_id: it.who.agent ?? null,
    until,
    made_at: at,
    revoked_at,
  }
  // One without a last day is new. Said plainly, because an insert that may become an update has the policies of both
  // planned and checked at every run: 1.4 ms of the 4 a filing has.
  if (until === null) return insertInto('links', row)
  return trx
    .insertInto('links')
    .values(row)
    .onConflict((on) =>
      on.column('id').doUpdateSet({ until, revoked_at: sql`coalesce(links.revoked_at, excluded.revoked_at)` }),
    )
    .compile()
}

/** Whether a link opens nothing any more on this day. Its last day still counts. */
export const isOver = (link: { until: string | null; revoked_at: string | null }, today: Day): boolean =>
  link.revoked_at !== null || (link.until !== null && link.until < today)

const COLUMNS = ['id', 'party_id', 'purpose', 'until', 'agent_id'] as const
export type LinkRow = Pick<Selectable<Links>, (typeof COLUMNS)[number]>

/** A link as the log knows it: what `fold` must give. */
export const linkFrom = ({ agent_id, ...row }: LinkRow): Link => ({
  ...row,
  purpose: row.purpose as Link['purpose'],
  ...(agent_id === null ? {} : { agent_id }),
})

const linkRows = question((trx, fileId: string) =>
  trx.selectFrom('links').select(COLUMNS).where('file_id', '=', fileId).orderBy('id'),
)

/** The links of a file, in the order of their ids. */
export const linksOf = async (trx: Trx, fileId: string): Promise<Link[]> => (await linkRows(trx, fileId)).map(linkFrom)

/** The agent's link that one step opened, where it still opens the file. */
export async function agentLinkOf(
  trx: Trx,
  of: { file_id: string; event_seq: number },
): Promise<{ id: string } | null> {
  const event = await trx
    .selectFrom('events')
    .select('consequences')
    .where('file_id', '=', of.file_id)
    .where('seq', '=', of.event_seq)
    .executeTakeFirstOrThrow()
  const [known, rows] = [
    (event.consequences as Consequence[]).flatMap((it) => ('purpose' in it && it.purpose === 'agent' ? [it.id] : [])),
    await trx
      .selectFrom('links')
      .select(['id', 'until', 'revoked_at'])
      .where('file_id', '=', of.file_id)
      .where('purpose', '=', 'agent')
      .execute(),
  ]
  return rows.find((row) => known.includes(row.id) && !isOver(row, dayIn(now()))) ?? null
}

/** Whose link this is, in a transaction whose scope shows its hash; null when unknown. Whether it is over is told too. */
export async function holderOfLink(trx: Trx, hash: Buffer) {
  const [row] = await linkUnder(trx, hash)
  return row
}
const linkUnder = question((trx, hash: Buffer) =>
  trx
    .selectFrom('links')
    .select(['id', 'file_id', 'party_id', 'agent_id', 'purpose', 'until', 'revoked_at'])
    .where('token_hash', '=', hash),
)

/** The newest invitation of a party that still opens her file; null where there is none. */
export async function liveInvitation(trx: Trx, fileId: string, partyId: string, today: Day) {
  const rows = await trx
    .selectFrom('links')
    .select(['id', 'until', 'revoked_at'])
    .where('file_id', '=', fileId)
    .where('party_id', '=', partyId)
    .where('purpose', '=', 'invitation')
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.find((row) => !isOver(row, today)) ?? null
}
