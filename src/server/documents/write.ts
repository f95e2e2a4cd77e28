import type { Consequence } from '#domain/disputes/consequences.ts'
import { isTestTime } from '../clock.ts'
import { insertInto } from '../db/connection.ts'

/** The one writer of `papers`: the paper is the value, frozen; drawing it comes later and may come again. */
export const askPaper = (fileId: string, seq: number, at: string, it: Extract<Consequence, { kind: 'ask_paper' }>) =>
  insertInto('papers', {
    id: it.id,
    file_id: fileId,
    event_seq: seq,
    form: it.form,
    content: JSON.stringify(it.content),
    made_at: at,
    test_time: isTestTime(),
    for_parties: it.for_parties ?? null,
  })
