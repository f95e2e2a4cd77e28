import type { Part } from '#domain/disputes/parts.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import * as one from './parts.ts'

type Case = [what: string, parts: readonly Part[], says: RefusalCode | null]

/** For the guard about sealed notes one case it refuses and one it lets through. */
export const SEALED_CASES = {
  counselling_slip: [
    ['she was sent to be counselled', [one.referral('taken', { kind: 'counselling' })], null],
    ['she was sent to legal aid', [one.referral('taken', { kind: 'legal_aid' })], 'not_counselling'],
  ],
} satisfies Record<string, readonly Case[]>
