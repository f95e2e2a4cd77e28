import type { Selectable } from 'kysely'
import { CompiledQuery, sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { TABLE } from '#domain/table.ts'
import { now } from '../clock.ts'
import { crashPoint } from '../crash.ts'
import type { Statement, Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import type { Successions } from '../db/types.ts'
import { stepOn } from '../disputes/door.ts'
import { namedFor } from '../disputes/named.ts'
import { openExisting } from '../disputes/take-step.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { filesToGo, type Going, goingOf, scopeToHandOver, stepOf } from './files-to-go.ts'
import { workersOf } from './find-handlers.ts'

/** So many files go over in one transaction: few enough that nobody waits long for one of them. */
const AT_ONCE = 100
const SEEN = `select set_config('app.seen', $1, true)`

type Row = Selectable<Successions>

/** What the step of each file is given: the act, and who comes after, as things are at this moment. */
async function inputOf(trx: Trx, row: Row, going: Going): Promise<Record<string, unknown>> {
  const base = { succession: row.id }
  if (going.kind === 'place') return { ...base, from_place: going.from_place, to_place: going.to_place }
  if (going.kind === 'unit') {
    const unit = await trx
      .selectFrom('units')
      .select('name')
      .where('id', '=', going.from_unit)
      .executeTakeFirstOrThrow()
    return { ...base, from_unit: going.from_unit, from_name: unit.name, unit_id: going.to_unit }
  }
  const { person_id, unit_id, successor, mediates_no_more } = going
  const [person, there] = await Promise.all([
    trx.selectFrom('people').select('name').where('id', '=', person_id).executeTakeFirstOrThrow(),
    workersOf(trx, unit_id),
  ])
  // Whoever was to come after may have left meanwhile: then it is the unit's again, and nothing is lost.
  const takes = there.some((it) => it.person_id === successor) ? successor : null
  return { ...base, person_id, name: person.name, unit_id, successor: takes, mediates_no_more }
}

type Moved = { moved: number; stuck: number }

/**
 * So many files go over, each by a step of its own through the same decisions as every step, all in one transaction. The
 * files are locked in the order of their ids. Null where somebody else is at it already.
 */
async function moveSome(world: World, row: Row, going: Going, ids: readonly string[]): Promise<Moved | null> {
  const scope = scopeToHandOver(going, dayIn(now()))
  return inScope(world.pool, scope, async (trx, last) => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(990328, hashtext(${row.id})) as mine`.execute(trx)
    if (!rows[0]?.mine) return null
    const actor = { kind: 'system' } as const
    const input = await inputOf(trx, row, going)
    const writes: Statement[] = []
    const done: Moved = { moved: 0, stuck: 0 }
    for (const fileId of [...ids].sort()) {
      try {
        const opened = await openExisting(trx, world, fileId, actor)
        const [complaint] = partsOf(opened.here.parts, 'complaint')
        const step = stepOf(going.kind, opened.here.file?.kind)
        const named = await namedFor(trx, TABLE[step], { actor, fileId, input }, opened.here.now)
        const { statements } = stepOn(world, trx, opened, {
          ...{ step, partId: complaint?.id ?? null, input, named },
          occurredAt: null,
        })
        // A row may be added only to the file just seen.
        writes.push(CompiledQuery.raw(SEEN, [fileId]), ...statements)
        done.moved += 1
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        // Nothing left here is what was wanted; anything else stays to be tried again.
        if (error.code !== 'nothing_to_hand_over' && error.code !== 'wrong_state') done.stuck += 1
      }
    }
    last(writes)
    return done
  })
}

/** As many at once as will go; where one of them is at fault, the others go one by one, and it stays for somebody to look at. */
async function moveEach(world: World, row: Row, going: Going, ids: readonly string[]): Promise<Moved | null> {
  try {
    return await moveSome(world, row, going, ids)
  } catch (error) {
    const [only, ...others] = ids
    if (only === undefined || others.length === 0) {
      console.error(`交接 ${row.id}：案卷 ${only} 没有移交，稍后再试：`, error instanceof Error ? error.message : error)
      return { moved: 0, stuck: 1 }
    }
  }
  const all: Moved = { moved: 0, stuck: 0 }
  for (const id of ids) {
    const one = await moveEach(world, row, going, [id])
    if (one === null) return null
    all.moved += one.moved
    all.stuck += one.stuck
  }
  return all
}

const finish = (world: World, id: string) =>
  inScope(world.pool, nobody(dayIn(now())), (trx) =>
    trx
      .updateTable('successions')
      .set({ finished_at: now() })
      .where('id', '=', id)
      .where('finished_at', 'is', null)
      .execute(),
  )

/** Carries one act to its end, or for so many chunks. What comes in meanwhile is looked for once more at the end. */
async function carry(world: World, row: Row, chunks: number): Promise<void> {
  const going = goingOf(row)
  let left = chunks
  for (;;) {
    const ids = await inScope(world.pool, scopeToHandOver(going, dayIn(now())), (trx) => filesToGo(trx, going))
    let [moved, stuck] = [0, 0]
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      if (left <= 0) return
      left -= 1
      const done = await moveEach(world, row, going, ids.slice(at, at + AT_ONCE))
      if (done === null) return
      moved += done.moved
      stuck += done.stuck
      crashPoint('succession_between_chunks')
    }
    if (stuck > 0 && moved === 0) return
    if (moved === 0) break
  }
  await finish(world, row.id)
}

/**
 * Takes up every act that is not finished, the oldest first. It may run twice, late, or be cut off at any point: each file
 * goes over once, and what has gone is not looked at again.
 * @param chunks how much at most is done of each: all of it unless told
 */
export async function carryOnSuccessions(world: World, chunks = Number.POSITIVE_INFINITY): Promise<void> {
  const rows = await inScope(world.pool, nobody(dayIn(now())), (trx) =>
    trx.selectFrom('successions').selectAll().where('finished_at', 'is', null).orderBy('at').execute(),
  )
  for (const row of rows) await carry(world, row, chunks)
}
