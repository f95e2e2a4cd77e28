import type pg from 'pg'
import type { Calendar } from '#domain/clocks/calendar.ts'
import type { FieldCrypto } from './crypto/fields.ts'
import type { Keys } from './crypto/keys.ts'

/** What every capability is given: the database, the keys, the calendar. No container, no globals. */
export type World = {
  pool: pg.Pool
  keys: Keys
  fields: FieldCrypto
  calendar: Calendar
  /** Hash algorithm of new events' chains. */
  algorithm: 'sha256' | 'sm3'
  publicUrl: string
  loopback: boolean
}
