import { whileOpen } from '#web/lib/device.ts'

/**
 * What somebody is taking down while a person sits in front of her: kept in this tab alone, so that a reload loses nothing, and
 * dropped with signing out, with another person, and with the tab.
 */
const SHELF = 'staff-entry'
type Kept = { of: string; values: Record<string, unknown> }

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'of' in value && 'values' in value && typeof value.values === 'object'

/** @param of whose entry of what: the post and the page */
export function entryOf(of: string): Record<string, unknown> | null {
  const kept = whileOpen.read(SHELF, isKept)
  return kept?.of === of ? kept.values : null
}
export const keepEntry = (of: string, values: Record<string, unknown>): boolean => whileOpen.keep(SHELF, { of, values })
export const dropEntry = (): void => whileOpen.drop(SHELF)
export const hasEntry = (): boolean => whileOpen.read(SHELF, isKept) !== null
