import { sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import { ask, insertInto, type Trx } from '../db/connection.ts'
import type { Asker } from '../http/caller.ts'
import { newId } from '../ids.ts'

/** What can be looked at: the page, one hidden value (with a reason), an invitation's secret link. */
export type Look =
  | 'page'
  | 'reach'
  | 'identity_number'
  | 'invitation'
  | 'reporter'
  | 'sealed_note'
  | 'agent_page'
  | 'evidence'

/** The one writer of `looks`: looking takes no lock, changes no version, and is never forgotten. */
export const writeLook = (
  trx: Trx,
  fileId: string,
  { session }: Extract<Asker, { kind: 'staff' }>,
  what: Look,
  of?: { party: string | null; reason: string | null; note?: string },
) =>
  ask(
    trx,
    insertInto('looks', {
      id: newId(now()),
      file_id: fileId,
      person_id: session.actor.person_id,
      post_id: session.actor.post_id,
      what,
      of_party: of?.party ?? null,
      reason: of?.reason ?? null,
      of_note: of?.note ?? null,
      at: now(),
    }),
  )

/** That somebody of an office looked at the pictures of one item of evidence, or of one paper: once a person, item and day of the county. */
export async function writeLookOfDay(
  trx: Trx,
  fileId: string,
  asker: Extract<Asker, { kind: 'staff' }>,
  of: { party: string | null; reason: string },
  what: Look = 'evidence',
): Promise<void> {
  const dayBegan = `${dayIn(now())}T00:00:00+08:00`
  const { rows } = await sql`select from looks
    where file_id = ${fileId}::uuid and person_id = ${asker.session.actor.person_id}::uuid and what = ${what}
      and reason = ${of.reason} and at >= ${dayBegan}::timestamptz limit 1`.execute(trx)
  if (rows.length === 0) await writeLook(trx, fileId, asker, what, of)
}

/**
 * A party opened her own page: kept once for each state of the file, so that it can be said whether she opened it since a
 * paper was made. It says that the page was opened by her link, and never that she received anything.
 */
export function writeOwnLook(trx: Trx, fileId: string, partyId: string) {
  const at = now()
  return sql`insert into looks (id, file_id, party_id, what, at)
    select ${newId(at)}::uuid, f.id, ${partyId}::uuid, 'page', ${at}::timestamptz from files f
    where f.id = ${fileId}::uuid and not exists (
      select from looks l where l.party_id = ${partyId}::uuid and l.what = 'page' and l.at >= f.moved_at)`.execute(trx)
}

/** Her agent opened the page by his own link: kept likewise, with his name, and never taken for her having opened it. */
export function writeAgentLook(trx: Trx, fileId: string, partyId: string, agentName: string) {
  const at = now()
  return sql`insert into looks (id, file_id, party_id, what, reason, at)
    select ${newId(at)}::uuid, f.id, ${partyId}::uuid, 'agent_page', ${agentName}, ${at}::timestamptz from files f
    where f.id = ${fileId}::uuid and not exists (
      select from looks l where l.party_id = ${partyId}::uuid and l.what = 'agent_page' and l.reason = ${agentName}
        and l.at >= f.moved_at)`.execute(trx)
}

/** What her own agents opened, newest first. */
async function looksOfAgents(trx: Trx, fileId: string, partyId: string) {
  const rows = await trx
    .selectFrom('looks')
    .select(['at', 'reason as name'])
    .where('file_id', '=', fileId)
    .where('party_id', '=', partyId)
    .where('what', '=', 'agent_page')
    .orderBy('at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map(({ at, name }) => ({ at, who: `您的代理人${name ?? ''}`, what: 'page' as const, reason: null }))
}

const MOST = 200

/** The whole dossier was taken along: that much every party of the file may read. */
const WHOLE = { volume: '下载整卷', archive: '下载档案包' } as const
export const takingWhole = (what: keyof typeof WHOLE): string => WHOLE[what]
const TAKEN = '下载文书 '
/** The reason kept with the look of whoever took a paper along: which one, and never its title. */
export const takingOf = (paperId: string): string => `${TAKEN}${paperId}`

const SEEN = '看签好的扫描件 '
/** The reason kept where pictures of a paper that came back signed were looked at: nobody took it along. */
export const seeingOf = (paperId: string): string => `${SEEN}${paperId}`
/** Which paper a reason is about; null where it is about none. */
const paperIn = (reason: string | null): string | null =>
  [TAKEN, SEEN].flatMap((it) => (reason?.startsWith(it) ? [reason.slice(it.length)] : []))[0] ?? null

/** Titles of the papers among these that are this party's: what is for the applicants, and what names her. */
async function titlesFor(trx: Trx, fileId: string, reader: Reader, reasons: readonly (string | null)[]) {
  const ids = new Set(reasons.flatMap((it) => paperIn(it) ?? []))
  if (ids.size === 0) return new Map<string, string>()
  const rows = await trx
    .selectFrom('papers')
    .select(['id', 'for_parties', sql<string>`content ->> 'title'`.as('title')])
    .where('file_id', '=', fileId)
    .where('id', 'in', [...ids])
    .execute()
  const hers = rows.filter((it) => it.for_parties?.includes(reader.id) ?? reader.applicant)
  return new Map(
    hers.flatMap(({ id, title }) => [
      [takingOf(id), `下载文书：${title}`],
      [seeingOf(id), `看签好的扫描件：${title}`],
    ]),
  )
}

/** Who reads the list, and whether the request is hers. */
type Reader = { id: string; applicant: boolean }

/**
 * Who looked at a file, newest first, in words its party can read. Which paper an office took along is told to whom that
 * paper is: to everybody else it opened the page, since the title of a report of danger or of a protection order tells all.
 */
export async function looksAt(trx: Trx, fileId: string, reader: Reader) {
  const partyId = reader.id
  const byAgents = await looksOfAgents(trx, fileId, partyId)
  const rows = await trx
    .selectFrom('looks')
    .innerJoin('people', 'people.id', 'looks.person_id')
    .innerJoin('posts', 'posts.id', 'looks.post_id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select(['looks.at', 'looks.what', 'looks.reason', 'people.name', 'units.name as unit_name'])
    .where('looks.file_id', '=', fileId)
    // That there is a protected reporter at all would give him away; that there is a sealed note may harm whom it is about.
    .where('looks.what', 'not in', ['reporter', 'sealed_note'])
    // What the office itself collected may not have been shown to her: that it was opened is not told either.
    .where((eb) => eb.or([eb('looks.what', '<>', 'evidence'), eb('looks.of_party', '=', partyId)]))
    // Why somebody looked at another's phone is the other's to read.
    .where((eb) => eb.or([eb('looks.of_party', 'is', null), eb('looks.of_party', '=', partyId)]))
    .orderBy('looks.at', 'desc')
    .limit(MOST)
    .execute()
  const titles = await titlesFor(
    trx,
    fileId,
    reader,
    rows.map((it) => it.reason),
  )
  const byOffices = rows.map(({ name, unit_name, what, reason, at }) => ({
    at,
    // A paper taken along is told by its title, where it is hers; a sheet of the file itself, by its own.
    reason: reason !== null && paperIn(reason) !== null ? (titles.get(reason) ?? null) : reason,
    who: `${unit_name} ${name}`,
    what: what as Exclude<Look, 'reporter' | 'sealed_note' | 'agent_page'>,
  }))
  return [...byOffices, ...byAgents].sort((one, other) => (one.at < other.at ? 1 : -1)).slice(0, MOST)
}
