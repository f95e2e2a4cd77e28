import { randomBytes } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { Complained } from '#domain/complaints/examiner.ts'
import { disputeCode, shortCode } from '#domain/disputes/codes.ts'
import type { Consequence } from '#domain/disputes/consequences.ts'
import type { PlaceCode } from '#domain/organisations/places.ts'
import { type Actor, type Here, NOTHING_NAMED, type Row } from '#domain/step.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { now } from '../clock.ts'
import { readTiming } from '../clocks/timing.ts'
import { crashPoint } from '../crash.ts'
import type { Statement, Trx } from '../db/connection.ts'
import { byKey, inScope, type Scope } from '../db/scope.ts'
import { withDocket } from '../documents/dockets.ts'
import { Problem } from '../http/problem.ts'
import { newId } from '../ids.ts'
import { placeNow, receiverFor, unitById } from '../organisations/find.ts'
import type { World } from '../world.ts'
import { type Answered, answerBefore, bodyHash, keepAnswer, metByChance } from './answers.ts'
import { FIRST_PREVIOUS } from './chain.ts'
import { type Opened, type StepReply, stepOn } from './door.ts'
import { loadFile } from './load.ts'
import { namedFor, type ShownCode } from './named.ts'
import { nextDisputeNumber } from './numbers.ts'

export type { StepReply } from './door.ts'

export type Taking = {
  actor: Actor
  scope: Scope
  step: StepName
  fileId: string | null
  partId: string | null
  input: Record<string, unknown>
  /** When it happened, where that is not now (事后登记). */
  occurredAt: string | null
  /** The Idempotency-Key of the request; the system's own steps need none. */
  key: string | null
  /** A one-time code of the acting party that was given back right: it is used up in this very transaction. */
  code?: ShownCode
  /** The dispute a complaint is about, and where its file is opened. */
  complained?: Complained
  opens?: { place: PlaceCode; by: number }
}

/** A step taken: its answer, and what the file then is; `state` is null where the answer was given before. */
export type Taken = Answered & { state: Here | null; consequences: readonly Consequence[] }

export const askerOf = (actor: Actor): string =>
  actor.kind === 'staff' ? actor.person_id : actor.kind === 'party' ? (actor.agent_id ?? actor.party_id) : actor.kind

const EMPTY = { file: null, parts: [], clocks: [], involvements: [], links: [] } as const

/** A file about to be opened at a place: its receiving unit, its codes, its id. */
export async function openNew(
  trx: Trx,
  world: World,
  fileId: string,
  actor: Actor,
  asked: PlaceCode,
  at: string,
  /** Who receives it, where that is not the unit of the place: who settles a matter on the spot has it already. */
  by: number | null = null,
): Promise<Opened> {
  const [, found, sequence, own_unit, timing] = await Promise.all([
    byKey(trx),
    by === null ? receiverFor(trx, asked) : unitById(trx, by),
    nextDisputeNumber(trx),
    actor.kind === 'staff' ? unitById(trx, actor.unit_id) : null,
    readTiming(trx, world),
  ])
  // Whoever receives from a place has found it as it is now.
  const place = by === null && found ? asked : await placeNow(trx, asked)
  // A code printed long ago finds the village still: what comes in by it lies where the village is now.
  const receiver = by === null && place !== asked ? await receiverFor(trx, place) : found
  const here: Here = {
    ...EMPTY,
    actor,
    now: at,
    today: dayIn(at),
    occurred_at: at,
    ...timing,
    ids: [fileId],
    named: NOTHING_NAMED,
    receiver,
    own_unit,
    opening: receiver && {
      place_code: place,
      code: disputeCode({ place_code: place, unit_number: receiver.number, day: dayIn(at), sequence }),
      short_code: shortCode(randomBytes(8)),
    },
  }
  return { here, head: { seq: 0, hash: FIRST_PREVIOUS } }
}

/** A file that exists, under its lock until the transaction ends. @throws Problem not_found where it is not visible */
export async function openExisting(trx: Trx, world: World, fileId: string, actor: Actor): Promise<Opened> {
  const [, loaded, own_unit, timing] = await Promise.all([
    byKey(trx),
    loadFile(trx, fileId, true),
    actor.kind === 'staff' ? unitById(trx, actor.unit_id) : null,
    readTiming(trx, world),
  ])
  if (!loaded) throw new Problem('not_found')
  const { file, parts, clocks, involvements, links, responsible, head } = loaded
  // Taken under the file's lock: a step that waited for another is recorded after it (threats I4).
  const at = now()
  const here: Here = {
    file,
    parts,
    clocks,
    involvements,
    links,
    actor,
    now: at,
    today: dayIn(at),
    occurred_at: at,
    ...timing,
    ids: [],
    named: NOTHING_NAMED,
    receiver: responsible,
    own_unit,
    opening: null,
  }
  return { here, head }
}

/**
 * The only door through which a dispute moves: see it, lock it, decide, append the event, let each consequence be written
 * by its one writer. One transaction, all or nothing; nothing is drawn, hashed from disc or called outside under the lock.
 * @throws Problem not_found where the file is not visible; the domain's refusal; key_reused.
 */
export async function takeStep(world: World, taking: Taking): Promise<Taken> {
  try {
    return await tryStep(world, taking)
  } catch (error) {
    if (!metByChance(error)) throw error
    return tryStep(world, taking)
  }
}

/** Both, or the first refusal once both are over: no statement of theirs may still be on its way when the connection is another's. */
async function together<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other])
  return Promise.all([one, other])
}

async function tryStep(world: World, taking: Taking): Promise<Taken> {
  const began = now()
  const row: Row = TABLE[taking.step]
  const asking = taking.key && {
    actor: askerOf(taking.actor),
    key: taking.key,
    bodyHash: bodyHash(world, {
      step: taking.step,
      file: taking.fileId,
      part: taking.partId,
      input: taking.input,
      at: taking.occurredAt,
    }),
  }
  const newFileId = taking.fileId === null ? newId(began) : null
  const scope = newFileId === null ? taking.scope : { ...taking.scope, holder_of: newFileId }

  const taken = await inScope(world.pool, scope, async (trx, last): Promise<Taken> => {
    // In one round trip; the answer given before is looked for behind the file's lock, so that of two requests with one
    // key the second finds what the first has just left. What was read of the file is then thrown away.
    const opening =
      taking.fileId === null
        ? openNew(
            trx,
            world,
            newFileId ?? '',
            taking.actor,
            taking.opens?.place ?? Number(taking.input.place_code),
            began,
            taking.opens?.by ?? null,
          )
        : openExisting(trx, world, taking.fileId, taking.actor)
    const looking = together(opening, namedFor(trx, row, taking, began))
    looking.catch(() => {})
    const before = asking ? await answerBefore(trx, last, asking) : null
    if (before) {
      await looking.catch(() => {})
      // Whoever may not see the file any more is not told again what came of her step either (threats I32).
      if (taking.fileId !== null) await opening
      return { ...before, state: null, consequences: [] }
    }
    const [opened, found] = await looking
    const { step, partId, input, occurredAt } = taking
    const named = await withDocket(trx, row, opened.here, partId, found)
    const stepped = stepOn(world, trx, opened, { step, partId, input, named, occurredAt })
    const done = { status: stepped.part ? 200 : 201, reply: stepped.reply }
    // Issued in this order and carried out in this order, together with COMMIT.
    last([...stepped.statements, ...(asking ? [keepAnswer(asking, done, stepped.opened.here.now)] : [])])
    crashPoint('before_commit')
    return { ...done, state: stepped.opened.here, consequences: stepped.consequences }
  })
  crashPoint('after_commit')
  return taken
}

/** One of several steps taken together. */
export type Move = Pick<Taking, 'step' | 'partId' | 'input' | 'occurredAt'>
/** Takes a step on one of the files opened for it, in memory, and says what that file then is. */
export type Mover = (fileId: string, move: Move) => Promise<Here>

export type AskedTogether = {
  actor: Actor
  scope: Scope
  key: string
  /** What the key stands for: the same key with another of these is refused. */
  body: object
  files: readonly string[]
  fresh: { place: PlaceCode; received_by: number | null } | null
}
export type Script = (move: Mover, files: ReadonlyMap<string, Here>, freshId: string) => Promise<void>
/** The answer is the last step's; `files` is what each then is, or null where the answer was given before. */
export type TakenTogether = Answered & { files: ReadonlyMap<string, Here> | null }

const SEEN = `select set_config('app.seen', $1, true)`

/**
 * Several steps, on one file or on several, in one transaction: each its own event with its own time, all or nothing.
 * Nothing is written before all are decided. Files that exist are locked in the order of their ids, so that no two such
 * transactions wait for each other.
 * @param files the files that exist; a new one is opened by `fresh`
 */
export async function takeSteps(world: World, asked: AskedTogether, script: Script): Promise<TakenTogether> {
  try {
    return await trySteps(world, asked, script)
  } catch (error) {
    if (!metByChance(error)) throw error
    return trySteps(world, asked, script)
  }
}

async function trySteps(world: World, asked: AskedTogether, script: Script): Promise<TakenTogether> {
  const began = now()
  const { actor, key, fresh } = asked
  const asking = { actor: askerOf(actor), key, bodyHash: bodyHash(world, asked.body) }
  const freshId = newId(began)
  const scope = fresh ? { ...asked.scope, holder_of: freshId } : asked.scope
  const taken = await inScope(world.pool, scope, async (trx, last) => {
    const opened = new Map<string, Opened>()
    for (const id of [...new Set(asked.files)].sort()) opened.set(id, await openExisting(trx, world, id, actor))
    if (fresh) opened.set(freshId, await openNew(trx, world, freshId, actor, fresh.place, began, fresh.received_by))
    const before = await answerBefore(trx, last, asking)
    if (before) return { ...before, files: null }

    const writes: Statement[] = []
    let reply: StepReply | null = null
    const states = new Map([...opened].map(([id, { here }]) => [id, here]))
    const move: Mover = async (fileId, { step, partId, input, occurredAt }) => {
      const on = opened.get(fileId)
      if (!on) throw new Error(`${fileId} was not opened for these steps`)
      const found = await namedFor(trx, TABLE[step], { actor, fileId, input }, on.here.now)
      const named = await withDocket(trx, TABLE[step], on.here, partId, found)
      const stepped = stepOn(world, trx, on, { step, partId, input, named, occurredAt })
      opened.set(fileId, stepped.opened)
      states.set(fileId, stepped.opened.here)
      // A row may be added only to the file just seen.
      writes.push(CompiledQuery.raw(SEEN, [fileId]), ...stepped.statements)
      reply = stepped.reply
      return stepped.opened.here
    }
    await script(move, states, freshId)
    if (!reply) throw new Error('steps without a step')
    const done = { status: fresh ? 201 : 200, reply: reply as StepReply }
    last([...writes, keepAnswer(asking, done, now())])
    crashPoint('before_commit')
    return { ...done, files: states as ReadonlyMap<string, Here> }
  })
  crashPoint('after_commit')
  return taken
}
