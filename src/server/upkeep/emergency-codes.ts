import { isTestTime, now } from '../clock.ts'
import { insertInto, type Trx } from '../db/connection.ts'
import { newId } from '../ids.ts'

/** Writes down that a code was made at the server itself, past the administrators: the auditor and the protection officer are told. */
export const recordEmergencyCode = (trx: Trx, sign_in_name: string) =>
  trx.executeQuery(
    insertInto('emergency_codes', { id: newId(now()), at: now(), sign_in_name, test_time: isTestTime() }),
  )
