import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { dropWording, releaseWording, type WordingPiece, type wordings, writeWording } from '#contract/wordings.ts'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import { keepsTheRules } from '#domain/clocks/keepers.ts'
import { editionOfWording, FIRST_WORDING_OF_COUNTY, versionInForce } from '#domain/documents/wording-book.ts'
import { faultsOfWording, PIECES, wordingFrom } from '#domain/documents/wording-rules.ts'
import { latestBuiltIn, PIECE_NAMES, type Piece, type Wording, wordingOf } from '#domain/documents/wordings.ts'
import { isTestTime, now } from '../clock.ts'
import { keep } from '../clocks/keep-rules.ts'
import type { Trx } from '../db/connection.ts'
import { unscoped } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { Asked } from '../http/serve.ts'
import type { World } from '../world.ts'

const writtenOf = (trx: Trx) =>
  trx
    .selectFrom('wording_versions as v')
    .innerJoin('people as p', 'p.id', 'v.by_person')
    .leftJoin('wording_releases as r', (on) => on.onRef('r.piece', '=', 'v.piece').onRef('r.version', '=', 'v.version'))
    .leftJoin('people as d', 'd.id', 'r.by_person')
    .select([
      'v.piece',
      'v.version',
      'v.above',
      'v.body',
      'v.effective_on',
      'v.because',
      'v.at',
      'v.by_person',
      'p.name as by',
    ])
    .select(['r.verdict', 'r.because as decided_because', 'r.at as decided_at', 'd.name as decided_by'])
    .orderBy('v.version', 'desc')
    .execute()
type Row = Awaited<ReturnType<typeof writtenOf>>[number]
type Shown = z.input<typeof WordingPiece>

const bodyOf = (row: Row): Wording => row.body as Wording
const releasedOf = (rows: readonly Row[]) => rows.filter((it) => it.verdict === 'released')

/** The text of a piece that papers of a day name. */
function textOn(rows: readonly Row[], piece: Piece, on: Day): { version: number; body: Wording } {
  const version = versionInForce(releasedOf(rows), piece, on)
  const row = rows.find((it) => it.piece === piece && it.version === version)
  return { version, body: row ? bodyOf(row) : wordingOf(piece, version) }
}

const STATES = {
  in_force: '现在用的',
  to_come: '到日子起用',
  past: '以前用过',
  overtaken: '没轮到用，被后一版代替',
  waiting: '等另一位发布',
  dropped: '没有用',
} as const

function stateOf(rows: readonly Row[], row: Row, present: number, today: Day): keyof typeof STATES {
  if (row.verdict === null) return 'waiting'
  if (row.verdict === 'dropped') return 'dropped'
  // A newer one began no later than this: no paper ever named it, nor will.
  if (versionInForce(releasedOf(rows), row.piece, row.effective_on) !== row.version) return 'overtaken'
  if (row.effective_on > today) return 'to_come'
  return row.version === present ? 'in_force' : 'past'
}

function pieceShown(rows: readonly Row[], piece: Piece, today: Day, person: string | null): Shown {
  const { says, stands_on, why_fixed, keeps } = PIECES[piece]
  const { version: present, body: now } = textOn(rows, piece, today)
  const own = rows.filter((it) => it.piece === piece)
  const waiting = own.find((it) => it.verdict === null)
  const builtIn = latestBuiltIn(piece)
  const behind = own.some((it) => it.version === present && it.above < builtIn)
  return {
    ...{ piece, says, stands_on, why_fixed, keeps: [...keeps], now, behind },
    versions: [
      ...own.map((row): Shown['versions'][number] => {
        const state = stateOf(rows, row, present, today)
        return {
          ...{ version: row.version, edition: editionOfWording(row.version), state, state_says: STATES[state] },
          ...{ body: bodyOf(row), effective_on: row.effective_on, because: row.because },
          ...{ written_by: row.by, written_at: row.at, decided_by: row.decided_by ?? '' },
          ...{ decided_at: row.decided_at, decided_because: row.decided_because ?? '' },
        }
      }),
      {
        ...{ version: builtIn, edition: null, body: wordingOf(piece, builtIn), effective_on: null },
        ...(present === builtIn
          ? { state: 'in_force' as const, state_says: STATES.in_force }
          : { state: 'past' as const, state_says: behind ? '软件带来的新文字，本县还没有用' : STATES.past }),
        ...{ because: '随软件带来的。', written_by: '', written_at: null },
        ...{ decided_by: '', decided_at: null, decided_because: '' },
      },
    ],
    waiting: waiting
      ? {
          version: waiting.version,
          mine: waiting.by_person === person,
          may_release: person !== null && waiting.by_person !== person,
        }
      : null,
  }
}

/** Every piece of fixed wording: the present text, where it stands, and how it came to read so. */
export const wordingsOf = (world: World, asker: Asker): Promise<z.input<(typeof wordings)['reply']>> =>
  unscoped(world.pool, async (db) => {
    const rows = await writtenOf(db)
    const today = dayIn(now())
    const keeper = asker.kind === 'staff' && keepsTheRules(asker.actor) ? asker.actor.person_id : null
    return { pieces: PIECE_NAMES.map((piece) => pieceShown(rows, piece, today, keeper)), may_write: keeper !== null }
  })

type Given<E extends Endpoint> = Pick<Asked<E>, 'asker' | 'key' | 'params' | 'body'>
const fault = (path: string, says: string) => new Problem('bad_input', { faults: [{ path, says }] })

/**
 * Puts a new version of a piece forward: nothing changes until another person releases it.
 * @throws Problem not_yours · bad_input · wording_waits where one waits already · edition_changed
 */
export const wordingWritten = (world: World, { asker, key, params, body }: Given<typeof writeWording>) =>
  keep(world, { endpoint: writeWording, asker, key, of: params, body }, false, async ({ trx, by, at, today }) => {
    const { piece } = params
    const rows = await writtenOf(trx)
    const own = rows.filter((it) => it.piece === piece)
    if (own.some((it) => it.verdict === null)) throw new Problem('wording_waits')
    const newest = own[0]?.version ?? 0
    if (newest !== body.base_version) throw new Problem('edition_changed')
    const wording = wordingFrom(piece, body.label, body.lines)
    const faults = faultsOfWording(piece, wording, textOn(rows, piece, body.effective_on).body)
    if (faults.length > 0) throw new Problem('bad_input', { faults })
    if (body.effective_on < today) throw fault('effective_on', '从今天或者以后的日子起用；已经做出的文书不变。')
    const version = newest === 0 ? FIRST_WORDING_OF_COUNTY : newest + 1
    await trx
      .insertInto('wording_versions')
      .values({
        ...{
          piece,
          version,
          above: latestBuiltIn(piece),
          body: JSON.stringify(wording),
          effective_on: body.effective_on,
          because: body.reason,
          at,
        },
        ...{ by_person: by.person_id, by_post: by.post_id, test_time: isTestTime() },
      })
      .execute()
    return { id: `${piece} ${version}`, notes: ['请另一位同事看过再发布；没有发布以前，文书照原来的写。'] }
  })

/** The version that waits under this number. @throws Problem no_wording_waits */
async function waitingUnder(trx: Trx, piece: Piece, version: number): Promise<Row> {
  const row = (await writtenOf(trx)).find((it) => it.piece === piece && it.version === version)
  if (!row || row.verdict !== null) throw new Problem('no_wording_waits')
  return row
}

type Deciding = Parameters<Parameters<typeof keep>[3]>[0]
const decided = (
  { trx, by, at }: Deciding,
  row: Row,
  verdict: 'released' | 'dropped',
  because: string,
): Promise<unknown> =>
  trx
    .insertInto('wording_releases')
    .values({
      ...{ piece: row.piece, version: row.version, written_by: row.by_person, verdict, because, at },
      ...{ by_person: by.person_id, by_post: by.post_id, test_time: isTestTime() },
    })
    .execute()

/**
 * Releases what another person wrote: from its day on, new papers name it; papers that were made keep what they name.
 * @throws Problem not_yours · no_wording_waits · own_wording where she wrote it herself · wording_day_past
 */
export const wordingReleased = (world: World, { asker, key, params, body }: Asked<typeof releaseWording>) =>
  keep(world, { endpoint: releaseWording, asker, key, of: params, body }, false, async (keeping) => {
    const { by, today } = keeping
    const row = await waitingUnder(keeping.trx, params.piece, params.version)
    if (row.by_person === by.person_id) throw new Problem('own_wording')
    if (row.effective_on < today) throw new Problem('wording_day_past')
    await decided(keeping, row, 'released', '')
    const notes =
      row.effective_on === today ? ['从现在起，新做的文书用这一版。'] : [`${row.effective_on} 起，新做的文书用这一版。`]
    return { id: `${params.piece} ${params.version}`, notes }
  })

/** Drops what waits: whoever wrote it takes it back, or another sends it back with a reason. @throws Problem not_yours · no_wording_waits */
export const wordingDropped = (world: World, { asker, key, params, body }: Asked<typeof dropWording>) =>
  keep(world, { endpoint: dropWording, asker, key, of: params, body }, false, async (keeping) => {
    const row = await waitingUnder(keeping.trx, params.piece, params.version)
    await decided(keeping, row, 'dropped', body.reason)
    return { id: `${params.piece} ${params.version}`, notes: [] }
  })
