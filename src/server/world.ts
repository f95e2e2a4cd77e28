import type pg from 'pg'
import type { Calendar } from '#domain/clocks/calendar.ts'
import type { FieldCrypto } from './crypto/fields.ts'
import type { Keys } from './crypto/keys.ts'
import type { Doors } from './http/limits.ts'
import type { PaperToDraw } from './render/lay-out.ts'
import type { CopyTools } from './seals/make-copy.ts'
import type { Files } from './storage/files.ts'

/** What every capability is given: the database, the keys, the calendar. No container, no globals. */
export type World = {
  pool: pg.Pool
  keys: Keys
  fields: FieldCrypto
  calendar: Calendar
  /** Hash algorithm of new events' chains. */
  algorithm: 'sha256' | 'sm3'
  publicUrl: string
  /** Where what people upload waits, is looked at and kept. */
  files: Files
  dataDir: string
  loopback: boolean
  /** Counts the knocks at the anonymous doors; not there where they are not limited. */
  doors?: Doors
  /** How what is to be signed is drawn, where not by the process that draws papers: tests that are about something else. */
  drawToSign?: (paper: PaperToDraw) => Promise<Uint8Array>
  /** How copies of sealed papers are made: the worker's alone. */
  copies?: CopyTools
}
