import type { Consequence } from '#domain/disputes/consequences.ts'
import type { FactsOf, FileFacts, Involvement, Part, PartKind, StatusOf } from '#domain/disputes/parts.ts'
import { agreements, obligations } from '../agreements/write.ts'
import { oweClock, pauseClock, resumeClock, startClock, stopClock } from '../clocks/write.ts'
import { complaints } from '../complaints/write.ts'
import { insertInto, type Statement, type Trx, updateOne } from '../db/connection.ts'
import { writeDocket } from '../documents/dockets.ts'
import { askPaper } from '../documents/write.ts'
import { evidence } from '../evidence/write.ts'
import { addEffectJobs, sendEffect } from '../exchange/write.ts'
import { openLink } from '../identity/links.ts'
import { openMember, tickMember } from '../identity/members.ts'
import { newCode } from '../identity/one-time-codes.ts'
import { changeParty, openParty } from '../identity/write.ts'
import { changeDispute, openDispute } from '../intake/write.ts'
import { packages, supervisions } from '../ledger/write.ts'
import { mediations } from '../mediation/write.ts'
import { referrals } from '../referrals/write.ts'
import { changeTask, openTask } from '../triage/write.ts'
import { visits } from '../visits/write.ts'
import type { World } from '../world.ts'
import type { Glance, LedgerGlance } from './glance.ts'
import type { Head } from './load.ts'
import type { PartChange } from './part-table.ts'

/** The one writer of `files`. */
export const openFile = (id: string, facts: FileFacts, head: Head, glance: Glance) =>
  insertInto('files', { id, ...facts, ...glance, head_seq: head.seq, head_hash: head.hash })

export const changeFile = (id: string, facts: Partial<Pick<FileFacts, 'place_code' | 'responsible_unit'>>) =>
  updateOne('files', id, said(facts))

export const moveHead = (id: string, head: Head, glance: Glance) =>
  updateOne('files', id, { head_seq: head.seq, head_hash: head.hash, ...glance })

export const writeLedger = (id: string, glance: LedgerGlance) => updateOne('files', id, glance)

/** The file something is written for. */
type Of = { id: string; received_at: string }

/** The one writer of `involvements`: a new one, or a last day, which one that exists may get as well. */
function involve(trx: Trx, file: Of, it: Involvement): Statement {
  const row = {
    id: it.id,
    file_id: file.id,
    received_at: file.received_at,
    unit_id: 'unit' in it.who ? it.who.unit : null,
    person_id: 'person' in it.who ? it.who.person : null,
    as_what: it.as_what,
    until: it.until,
  }
  if (it.until === null) return insertInto('involvements', row)
  return trx
    .insertInto('involvements')
    .values(row)
    .onConflict((on) => on.column('id').doUpdateSet({ until: it.until }))
    .compile()
}

/** The parts that are a status, a version and facts, each with its own folder's writer. */
const LATER = {
  mediation: mediations,
  agreement: agreements,
  obligation: obligations,
  visit: visits,
  complaint: complaints,
  referral: referrals,
  supervision: supervisions,
  package: packages,
  evidence,
} as const

type ChangeOfPart = { [K in PartKind]: { part: K } & PartChange<StatusOf<K>, Partial<FactsOf[K]>> }[PartKind]
type ToPart =
  | Extract<Consequence, { kind: 'move_part' }>
  | Extract<Consequence, { kind: 'change_facts'; part: PartKind }>
type Rest = Exclude<Consequence, ToPart>

const isToPart = (it: Consequence): it is ToPart =>
  it.kind === 'move_part' || (it.kind === 'change_facts' && it.part !== 'file' && it.part !== 'member')

const said = (facts: object): object =>
  Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined))

/** What becomes of each part that exists, all of a step together; the version of the one it stands on rises, and only so (design 2). */
function changesOfParts(consequences: readonly ToPart[], on: Part | null): ChangeOfPart[] {
  const changes = new Map<string, ChangeOfPart>()
  const change = (
    { part, id }: { part: PartKind; id: string },
    more: Omit<Partial<PartChange<string, object>>, 'id'>,
  ) => changes.set(id, { part, id, raised: false, ...changes.get(id), ...more } as ChangeOfPart)
  for (const it of consequences)
    change(
      it,
      it.kind === 'move_part' ? { status: it.status } : { facts: { ...changes.get(it.id)?.facts, ...said(it.facts) } },
    )
  if (on) change(on, { raised: true })
  return [...changes.values()]
}

function changePart(trx: Trx, fileId: string, at: string, it: ChangeOfPart): Statement | Statement[] {
  switch (it.part) {
    case 'dispute':
      return changeDispute(trx, it)
    case 'task':
      return changeTask(it)
    case 'party':
      return changeParty(it)
    case 'mediation':
      return [mediations.change(it), ...writeDocket(trx, fileId, at, { id: it.id, facts: it.facts ?? {} })]
    default:
      return LATER[it.part].change(it)
  }
}

/**
 * Which writer each other consequence goes to: what it is written with, to be sent with all others of the step. The list is
 * closed: a new kind does not compile until it has its writer.
 */
function writeConsequence(
  world: World,
  trx: Trx,
  file: Of,
  seq: number,
  at: string,
  it: Rest,
): Statement | Statement[] {
  const { id: fileId } = file
  switch (it.kind) {
    case 'open_part':
      switch (it.part) {
        case 'file':
          // The file itself is opened before its first event, which refers to it.
          return []
        case 'dispute':
          return openDispute(fileId, it)
        case 'task':
          return openTask(fileId, it)
        default:
          return LATER[it.part].open(fileId, it)
      }
    case 'change_facts':
      return it.part === 'file' ? changeFile(it.id, it.facts) : tickMember(trx, it.id, it.facts)
    case 'start_clock':
      return startClock(fileId, seq, it)
    case 'pause_clock':
      return pauseClock(it)
    case 'resume_clock':
      return resumeClock(it)
    case 'stop_clock':
      return stopClock(seq, it)
    case 'owe':
      return oweClock(it)
    case 'involve':
      if ('as_what' in it) return involve(trx, file, it)
      if ('purpose' in it) return openLink(world, trx, fileId, at, it)
      if ('member' in it.who) return openMember(fileId, it.id, it.who.member)
      return openParty(fileId, it.id, it.who.party)
    case 'ask_paper':
      return askPaper(fileId, seq, at, it)
    case 'send_effect':
      return [
        ...(it.effect === 'text_message' && it.code
          ? [newCode(fileId, at, { ...it.code, to_party: it.to_party })]
          : []),
        sendEffect(fileId, seq, at, it),
      ]
  }
}

const ADDS: readonly Consequence['kind'][] = ['open_part', 'start_clock', 'involve', 'ask_paper', 'send_effect']

/**
 * Writes what a step brought about. Rows that are added come first, in the step's own order, so that they travel as one statement;
 * then what changes; then each part that exists, once; the jobs last (docs/decisions/0090).
 */
export function writeConsequences(
  world: World,
  trx: Trx,
  { file, seq, at, on }: { file: Of; seq: number; at: string; on: Part | null },
  consequences: readonly Consequence[],
): Statement[] {
  const rest = consequences.filter((it): it is Rest => !isToPart(it))
  const [adding, changing] = [
    rest.filter(({ kind }) => ADDS.includes(kind)),
    rest.filter(({ kind }) => !ADDS.includes(kind)),
  ]
  const effects = rest.filter(({ kind }) => kind === 'send_effect').map(({ id }) => id)
  return [
    ...[...adding, ...changing].flatMap((it) => writeConsequence(world, trx, file, seq, at, it)),
    ...changesOfParts(consequences.filter(isToPart), on).flatMap((it) => changePart(trx, file.id, at, it)),
    ...(effects.length ? [addEffectJobs(effects)] : []),
  ]
}
