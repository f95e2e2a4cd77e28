import type { Consequence } from '#domain/disputes/consequences.ts'
import type { FileFacts, Involvement } from '#domain/disputes/parts.ts'
import { pauseClock, resumeClock, startClock, stopClock } from '../clocks/write.ts'
import { insertInto, type Statement, type Trx } from '../db/connection.ts'
import { askPaper } from '../documents/write.ts'
import { sendEffect } from '../exchange/write.ts'
import { changeParty, moveParty, openParty, raiseParty } from '../identity/write.ts'
import { changeDispute, moveDispute, openDispute, raiseDispute } from '../intake/write.ts'
import { changeTask, moveTask, openTask, raiseTask } from '../triage/write.ts'
import type { Head } from './load.ts'

/** The one writer of `files`. */
export const openFile = (id: string, facts: FileFacts, head: Head) =>
  insertInto('files', { id, ...facts, head_seq: head.seq, head_hash: head.hash })

export const changeFile = (trx: Trx, id: string, facts: Partial<Pick<FileFacts, 'place_code' | 'responsible_unit'>>) =>
  trx.updateTable('files').set(facts).where('id', '=', id).compile()

export const moveHead = (trx: Trx, id: string, head: Head) =>
  trx.updateTable('files').set({ head_seq: head.seq, head_hash: head.hash }).where('id', '=', id).compile()

/** The one writer of `involvements`: a new one, or a last day, which one that exists may get as well. */
function involve(trx: Trx, fileId: string, it: Involvement): Statement {
  const row = {
    id: it.id,
    file_id: fileId,
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

/**
 * Which writer each consequence goes to: what it is written with, to be sent with all others of the step. The list is
 * closed: a new kind does not compile until it has its writer.
 */
export function writeConsequence(
  trx: Trx,
  fileId: string,
  seq: number,
  at: string,
  it: Consequence,
): Statement | Statement[] {
  switch (it.kind) {
    case 'open_part':
      if (it.part === 'task') return openTask(fileId, it)
      if (it.part === 'dispute') return openDispute(fileId, it)
      // The file itself is opened before its first event, which refers to it.
      return []
    case 'move_part':
      if (it.part === 'task') return moveTask(trx, it.id, it.status)
      return it.part === 'party' ? moveParty(trx, it.id, it.status) : moveDispute(trx, it.id, it.status)
    case 'change_facts':
      if (it.part === 'file') return changeFile(trx, it.id, it.facts)
      if (it.part === 'task') return changeTask(trx, it.id, it.facts)
      return it.part === 'party' ? changeParty(trx, it.id, it.facts) : changeDispute(trx, it.id, it.facts)
    case 'start_clock':
      return startClock(fileId, seq, it)
    case 'pause_clock':
      return pauseClock(trx, it)
    case 'resume_clock':
      return resumeClock(trx, it)
    case 'stop_clock':
      return stopClock(trx, seq, it)
    case 'involve':
      if ('as_what' in it) return involve(trx, fileId, it)
      return openParty(fileId, it.id, it.who.party)
    case 'ask_paper':
      return askPaper(fileId, seq, at, it)
    case 'send_effect':
      return sendEffect(trx, fileId, seq, at, it)
  }
}

/** A step was taken on this part: its version rises, and only so (design 2). */
export const raiseVersion = (trx: Trx, part: { part: string; id: string }): Statement => {
  if (part.part === 'task') return raiseTask(trx, part.id)
  return part.part === 'party' ? raiseParty(trx, part.id) : raiseDispute(trx, part.id)
}
