import { randomBytes } from 'node:crypto'
import { dayIn } from '#domain/clocks/calendar.ts'
import { canTake, decide } from '#domain/decide.ts'
import { disputeCode, shortCode } from '#domain/disputes/codes.ts'
import type { Consequence } from '#domain/disputes/consequences.ts'
import type { Part } from '#domain/disputes/parts.ts'
import { fold } from '#domain/fold.ts'
import type { PlaceCode } from '#domain/organisations/places.ts'
import type { Actor, Here, Row } from '#domain/step.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { isTestTime, now } from '../clock.ts'
import { crashPoint } from '../crash.ts'
import { insertInto, type Statement, type Trx } from '../db/connection.ts'
import { inScope, type Scope } from '../db/scope.ts'
import { Problem } from '../http/problem.ts'
import { type SealedRow, sealSecret, writeSealed } from '../identity/write.ts'
import { newId } from '../ids.ts'
import { receiverFor, unitById } from '../organisations/find.ts'
import type { World } from '../world.ts'
import { type Answered, answerBefore, bodyHash, keepAnswer, metByChance } from './answers.ts'
import { chainHash, FIRST_PREVIOUS } from './chain.ts'
import { type Head, loadFile } from './load.ts'
import { nextDisputeNumber } from './numbers.ts'
import { moveHead, openFile, raiseVersion, writeConsequence } from './write.ts'

/** What a step answers: small, without personal data, so that it can be kept and given again to the same key. */
export type StepReply = {
  file_id: string
  event_seq: number
  parts: { part: string; id: string; status: string; version: number; can: string[] }[]
}

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
}

/** A step taken: its answer, and what the file then is; `state` is null where the answer was given before. */
export type Taken = Answered & { state: Here | null; consequences: readonly Consequence[] }

const IDS_A_STEP = 8

/** Replaces every secret field by a reference, keeping the sealed rows to be written beside the event. */
function sealInput(world: World, row: Row, input: Record<string, unknown>, at: string) {
  const sealed: SealedRow[] = []
  const open = Object.entries(input).map(([name, value]): [string, unknown] => {
    const kind = row.secrets[name]
    if (!kind || typeof value !== 'string') return [name, value]
    const secret = sealSecret(world, newId(at), kind, value)
    sealed.push(secret)
    return [name, { sealed: secret.id }]
  })
  return { input: Object.fromEntries(open), sealed }
}

/** The actor as the event keeps her: kind, and the role and unit held at this moment. */
const actorOf = (actor: Actor, hat: string): Record<string, unknown> => {
  if (actor.kind === 'staff') {
    const { kind, person_id, name, post_id, role, unit_id, unit_name } = actor
    return { kind, hat, person_id, name, post_id, role, unit_id, unit_name }
  }
  return actor.kind === 'party' ? { kind: actor.kind, hat, party_id: actor.party_id } : { kind: actor.kind, hat }
}

const askerOf = (actor: Actor): string =>
  actor.kind === 'staff' ? actor.person_id : actor.kind === 'party' ? actor.party_id : actor.kind

async function opening(trx: Trx, placeCode: PlaceCode, at: string) {
  const [receiver, sequence] = await Promise.all([receiverFor(trx, placeCode), nextDisputeNumber(trx)])
  if (!receiver) return { receiver, opening: null }
  return {
    receiver,
    opening: {
      place_code: placeCode,
      code: disputeCode({ place_code: placeCode, unit_number: receiver.number, day: dayIn(at), sequence }),
      short_code: shortCode(randomBytes(8)),
    },
  }
}

/** Everything the decision may look at, for a file that exists or one about to be opened. */
async function look(trx: Trx, world: World, taking: Taking, began: string): Promise<{ here: Here; head: Head }> {
  const common = (at: string) => ({
    actor: taking.actor,
    now: at,
    today: dayIn(at),
    occurred_at: taking.occurredAt ?? at,
    calendar: world.calendar,
    ids: Array.from({ length: IDS_A_STEP }, () => newId(at)),
  })
  if (taking.fileId === null) {
    const found = await opening(trx, Number(taking.input.place_code), began)
    const here: Here = {
      ...common(began),
      file: null,
      parts: [],
      clocks: [],
      involvements: [],
      own_unit: null,
      ...found,
    }
    return { here, head: { seq: 0, hash: FIRST_PREVIOUS } }
  }
  const [loaded, own_unit] = await Promise.all([
    loadFile(trx, taking.fileId, true),
    taking.actor.kind === 'staff' ? unitById(trx, taking.actor.unit_id) : null,
  ])
  if (!loaded) throw new Problem('not_found')
  const { file, parts, clocks, involvements, responsible } = loaded
  // Taken under the file's lock: a step that waited for another is recorded after it (threats I4).
  const here: Here = {
    ...common(now()),
    file,
    parts,
    clocks,
    involvements,
    receiver: responsible,
    own_unit,
    opening: null,
  }
  return { here, head: loaded.head }
}

/** The part a step stands on: the one addressed, or the dispute itself. */
const partFor = (row: Row, parts: readonly Part[], partId: string | null): Part | null => {
  if (row.on === 'nothing') return null
  return (
    parts.find((part) => (partId === null ? part.part === row.on && row.on === 'dispute' : part.id === partId)) ?? null
  )
}

/** The file's state once the consequences are applied: what the reply tells, without asking the database again. */
function after(here: Here, seq: number, partId: string, consequences: readonly Consequence[]): Here {
  const { file, parts, clocks, involvements } = here
  const folded = fold([{ seq, part_id: partId, consequences }], {
    file,
    parts: [...parts],
    clocks: [...clocks],
    involvements: [...involvements],
    papers: [],
    effects: [],
  })
  return { ...here, file: folded.file, parts: folded.parts, clocks: folded.clocks, involvements: folded.involvements }
}

/**
 * The only door through which a dispute moves: see it, lock it, decide, append the event, let each consequence be written
 * by its one writer. One transaction, all or nothing; nothing is drawn, hashed from disc or called outside under the lock.
 * @throws Problem not_found where the file is not visible; the domain's refusal; key_reused.
 */
export async function takeStep(world: World, taking: Taking, more?: (here: Here) => Statement): Promise<Taken> {
  try {
    return await tryStep(world, taking, more)
  } catch (error) {
    if (!metByChance(error)) throw error
    return tryStep(world, taking, more)
  }
}

async function tryStep(world: World, taking: Taking, more?: (here: Here) => Statement): Promise<Taken> {
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
    const looking = look(trx, world, taking, began)
    looking.catch(() => {})
    const before = asking ? await answerBefore(trx, asking) : null
    if (before) {
      await looking.catch(() => {})
      return { ...before, state: null, consequences: [] }
    }
    const { here: found, head } = await looking
    const here: Here = newFileId === null ? found : { ...found, ids: [newFileId, ...found.ids] }
    const at = here.now
    const { input, sealed } = sealInput(world, row, taking.input, at)
    const part = partFor(row, here.parts, taking.partId)
    const decision = decide(row, here, part, input)
    if (!decision.ok) throw new Problem(decision.why)

    const { consequences } = decision
    const on = part ?? consequences.filter((it) => it.kind === 'open_part').find((it) => it.part === 'dispute')
    if (!on) throw new Error('a step that stands on no part')
    const fileId = here.file?.id ?? newFileId ?? ''
    const seq = head.seq + 1
    const event = {
      file_id: fileId,
      seq,
      id: newId(at),
      step: taking.step,
      part: on.part,
      part_id: on.id,
      actor: actorOf(taking.actor, decision.hat),
      input,
      consequences,
      occurred_at: here.occurred_at,
      recorded_at: at,
      test_time: isTestTime(),
    }
    const hash = chainHash(world.algorithm, head.hash, event)
    const next: Head = { seq, hash }
    const openingFile = consequences.filter((it) => it.kind === 'open_part').find((it) => it.part === 'file')

    const state = after(here, seq, on.id, consequences)
    const reply: StepReply = {
      file_id: fileId,
      event_seq: seq,
      parts: state.parts.map((it) => ({
        part: it.part,
        id: it.id,
        status: it.status,
        version: it.version,
        can: canTake(TABLE, state, it),
      })),
    }
    const done = { status: part ? 200 : 201, reply }

    // Issued in this order and carried out in this order, together with COMMIT.
    last([
      ...(openingFile && openingFile.part === 'file'
        ? [openFile(fileId, openingFile.facts, next)]
        : [moveHead(trx, fileId, next)]),
      insertInto('events', {
        ...event,
        actor: JSON.stringify(event.actor),
        input: JSON.stringify(input),
        consequences: JSON.stringify(consequences),
        algorithm: world.algorithm,
        prev_hash: head.hash,
        hash,
      }),
      ...writeSealed(fileId, sealed),
      ...consequences.flatMap((it) => writeConsequence(trx, fileId, seq, at, it)),
      ...(part ? [raiseVersion(trx, part)] : []),
      ...(more ? [more(state)] : []),
      ...(asking ? [keepAnswer(asking, done, at)] : []),
    ])
    crashPoint('before_commit')
    return { ...done, state, consequences }
  })
  crashPoint('after_commit')
  return taken
}
