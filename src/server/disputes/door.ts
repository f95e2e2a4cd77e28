import { canTake, decide } from '#domain/decide.ts'
import type { Consequence } from '#domain/disputes/consequences.ts'
import type { Part } from '#domain/disputes/parts.ts'
import { hearsOfEvidence } from '#domain/evidence/who-sees.ts'
import { fold } from '#domain/fold.ts'
import type { Actor, Here, Named, Row } from '#domain/step.ts'
import { OFFERED, type StepName, TABLE } from '#domain/table.ts'
import { isTestTime } from '../clock.ts'
import { insertInto, type Statement, type Trx } from '../db/connection.ts'
import { Problem } from '../http/problem.ts'
import { type SealedRow, sealSecret, writeSealed } from '../identity/write.ts'
import { newId } from '../ids.ts'
import type { World } from '../world.ts'
import { chainHash } from './chain.ts'
import { glanceOf } from './glance.ts'
import type { Head } from './load.ts'
import { moveHead, openFile, writeConsequences } from './write.ts'

/** What a step answers: small, without personal data, so that it can be kept and given again to the same key. */
export type StepReply = {
  file_id: string
  event_seq: number
  parts: { part: string; id: string; status: string; version: number; can: string[] }[]
}

/** A file as the door has it open: what it is at this moment, and where its chain stands. */
export type Opened = { here: Here; head: Head }

export type Step = {
  step: StepName
  /** The part it stands on; null is the dispute itself, or nothing where it opens a file. */
  partId: string | null
  input: Record<string, unknown>
  /** What its row asks for beside the file. */
  named: Named
  /** When it happened, where that is not now (事后登记). */
  occurredAt: string | null
}

/** A step decided, and all that is to be written for it, in this order. */
export type Stepped = {
  opened: Opened
  reply: StepReply
  consequences: readonly Consequence[]
  part: Part | null
  statements: Statement[]
}

/** Replaces every secret field, at whatever depth, by a reference; the sealed rows are written beside the event. */
function sealInput(world: World, row: Row, input: unknown, at: string) {
  const sealed: SealedRow[] = []
  const seal = (value: unknown, name: string | null): unknown => {
    const kind = name === null ? undefined : row.secrets[name]
    if (kind && typeof value === 'string') {
      const secret = sealSecret(world, newId(at), kind, value)
      sealed.push(secret)
      return { sealed: secret.id }
    }
    if (Array.isArray(value)) return value.map((item) => seal(item, null))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, seal(inner, key)]))
  }
  return { input: seal(input, null) as Record<string, unknown>, sealed }
}

/** The actor as the event keeps her: kind, and the role and unit held at this moment. */
const actorOf = (actor: Actor, hat: string): Record<string, unknown> => {
  if (actor.kind === 'staff') {
    const { kind, person_id, name, post_id, role, unit_id, unit_name } = actor
    return { kind, hat, person_id, name, post_id, role, unit_id, unit_name }
  }
  if (actor.kind !== 'party') return { kind: actor.kind, hat }
  const { kind, party_id, agent_id } = actor
  // Whose hand it was stands in the log for good, beside whose word it is.
  return { kind, hat, party_id, ...(agent_id ? { agent_id } : {}) }
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
  const { file, parts, clocks, involvements, links, own_unit } = here
  const folded = fold([{ seq, part_id: partId, consequences }], {
    file,
    parts: [...parts],
    clocks: [...clocks],
    involvements: [...involvements],
    links: [...links],
    // The list of a group is never loaded for a step; what the step does to it is written, not folded here.
    members: [],
    papers: [],
    effects: [],
  })
  const receiver = own_unit && folded.file?.responsible_unit === own_unit.id ? own_unit : here.receiver
  return {
    ...here,
    file: folded.file,
    parts: folded.parts,
    clocks: folded.clocks,
    involvements: folded.involvements,
    links: folded.links,
    receiver,
  }
}

const replyOf = (fileId: string, seq: number, state: Here): StepReply => ({
  file_id: fileId,
  event_seq: seq,
  parts: state.parts
    // That there is evidence at all is not everybody's to know.
    .filter((it) => it.part !== 'evidence' || hearsOfEvidence(state, it))
    .map((it) => ({
      part: it.part,
      id: it.id,
      status: it.status,
      version: it.version,
      can: canTake(OFFERED, state, it),
    })),
})

/**
 * Decides one step on an open file and gives what is to be written. Nothing is read or written here: what a decision may
 * look at was loaded under the file's lock. @throws Problem the domain's refusal
 */
export function stepOn(world: World, trx: Trx, { here: found, head }: Opened, it: Step): Stepped {
  const row: Row = TABLE[it.step]
  const at = found.now
  const fresh = Array.from({ length: row.ids }, () => newId(at))
  const here: Here = {
    ...found,
    occurred_at: it.occurredAt ?? at,
    named: it.named,
    // A file that is being opened has its own id already: it comes first.
    ids: found.file === null ? [...found.ids, ...fresh] : fresh,
  }
  const { input, sealed } = sealInput(world, row, it.input, at)
  const part = partFor(row, here.parts, it.partId)
  const decision = decide(row, here, part, input)
  if (!decision.ok) throw new Problem(decision.why)

  const { consequences } = decision
  const on = part ?? consequences.filter((each) => each.kind === 'open_part').find((each) => each.part !== 'file')
  if (!on) throw new Error('a step that stands on no part')
  const opening = consequences.filter((each) => each.kind === 'open_part').find((each) => each.part === 'file')
  const fileId = here.file?.id ?? opening?.id ?? ''
  const seq = head.seq + 1
  const event = {
    file_id: fileId,
    seq,
    id: newId(at),
    step: it.step,
    part: on.part,
    part_id: on.id,
    actor: actorOf(here.actor, decision.hat),
    input,
    consequences,
    occurred_at: here.occurred_at,
    recorded_at: at,
    test_time: isTestTime(),
  }
  const hash = chainHash(world.algorithm, head.hash, event)
  const next: Head = { seq, hash }
  const state = after(here, seq, on.id, consequences)
  if (!state.file) throw new Error('a step that leaves no file')
  const received = state.file.received_at
  const glance = glanceOf(state, here.actor.kind, at)
  return {
    opened: { here: state, head: next },
    reply: replyOf(fileId, seq, state),
    consequences,
    part,
    statements: [
      ...(opening && opening.part === 'file'
        ? [openFile(fileId, opening.facts, next, glance)]
        : [moveHead(fileId, next, glance)]),
      insertInto('events', {
        ...event,
        actor: JSON.stringify(event.actor),
        input: JSON.stringify(input),
        consequences: JSON.stringify(consequences),
        algorithm: world.algorithm,
        prev_hash: head.hash,
        hash,
      }),
      ...writeSealed(fileId, sealed, here.actor.kind === 'staff' ? here.actor.person_id : null),
      ...writeConsequences(
        world,
        trx,
        { file: { id: fileId, received_at: received }, seq, at, on: part },
        consequences,
      ),
    ],
  }
}
