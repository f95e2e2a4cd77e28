import type { Consequence } from '#domain/disputes/consequences.ts'
import type { FileFacts, Involvement, PartKind } from '#domain/disputes/parts.ts'
import { agreements, obligations } from '../agreements/write.ts'
import { oweClock, pauseClock, resumeClock, startClock, stopClock } from '../clocks/write.ts'
import { complaints } from '../complaints/write.ts'
import { insertInto, type Statement, type Trx } from '../db/connection.ts'
import { writeDocket } from '../documents/dockets.ts'
import { askPaper } from '../documents/write.ts'
import { evidence } from '../evidence/write.ts'
import { sendEffect } from '../exchange/write.ts'
import { openLink } from '../identity/links.ts'
import { openMember, tickMember } from '../identity/members.ts'
import { newCode } from '../identity/one-time-codes.ts'
import { changeParty, moveParty, openParty, raiseParty } from '../identity/write.ts'
import { changeDispute, moveDispute, openDispute, raiseDispute } from '../intake/write.ts'
import { packages, supervisions } from '../ledger/write.ts'
import { mediations } from '../mediation/write.ts'
import { referrals } from '../referrals/write.ts'
import { changeTask, moveTask, openTask, raiseTask } from '../triage/write.ts'
import { visits } from '../visits/write.ts'
import type { World } from '../world.ts'
import type { Glance, LedgerGlance } from './glance.ts'
import type { Head } from './load.ts'

/** The one writer of `files`. */
export const openFile = (id: string, facts: FileFacts, head: Head, glance: Glance) =>
  insertInto('files', { id, ...facts, ...glance, head_seq: head.seq, head_hash: head.hash })

export const changeFile = (trx: Trx, id: string, facts: Partial<Pick<FileFacts, 'place_code' | 'responsible_unit'>>) =>
  trx.updateTable('files').set(facts).where('id', '=', id).compile()

export const moveHead = (trx: Trx, id: string, head: Head, glance: Glance) =>
  trx
    .updateTable('files')
    .set({ head_seq: head.seq, head_hash: head.hash, ...glance })
    .where('id', '=', id)
    .compile()

export const writeLedger = (trx: Trx, id: string, glance: LedgerGlance) =>
  trx.updateTable('files').set(glance).where('id', '=', id).compile()

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

/**
 * Which writer each consequence goes to: what it is written with, to be sent with all others of the step. The list is
 * closed: a new kind does not compile until it has its writer.
 */
export function writeConsequence(
  world: World,
  trx: Trx,
  file: Of,
  seq: number,
  at: string,
  it: Consequence,
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
    case 'move_part':
      switch (it.part) {
        case 'dispute':
          return moveDispute(trx, it.id, it.status)
        case 'task':
          return moveTask(trx, it.id, it.status)
        case 'party':
          return moveParty(trx, it.id, it.status)
        default:
          return LATER[it.part].move(trx, it.id, it.status)
      }
    case 'change_facts':
      switch (it.part) {
        case 'file':
          return changeFile(trx, it.id, it.facts)
        case 'dispute':
          return changeDispute(trx, it.id, it.facts)
        case 'task':
          return changeTask(trx, it.id, it.facts)
        case 'member':
          return tickMember(trx, it.id, it.facts)
        case 'party':
          return changeParty(trx, it.id, it.facts)
        case 'mediation':
          return [mediations.change(trx, it.id, it.facts), ...writeDocket(trx, fileId, at, it)]
        default:
          return LATER[it.part].change(trx, it.id, it.facts)
      }
    case 'start_clock':
      return startClock(fileId, seq, it)
    case 'pause_clock':
      return pauseClock(trx, it)
    case 'resume_clock':
      return resumeClock(trx, it)
    case 'stop_clock':
      return stopClock(trx, seq, it)
    case 'owe':
      return oweClock(trx, it)
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
        ...sendEffect(trx, fileId, seq, at, it),
      ]
  }
}

/** A step was taken on this part: its version rises, and only so (design 2). */
export function raiseVersion(trx: Trx, { part, id }: { part: PartKind; id: string }): Statement {
  switch (part) {
    case 'dispute':
      return raiseDispute(trx, id)
    case 'task':
      return raiseTask(trx, id)
    case 'party':
      return raiseParty(trx, id)
    default:
      return LATER[part].raise(trx, id)
  }
}
