import { dropEntry, hasEntry } from './kept.ts'

/**
 * What somebody has typed into the forms of this window and not yet sent. Kept in memory alone: it holds people's words
 * and must not stay on an office computer.
 */
const drafts = new Map<string, Record<string, unknown>>()

export const draftOf = (name: string): Record<string, unknown> | undefined => drafts.get(name)
export const keepDraft = (name: string, values: Record<string, unknown>): void => void drafts.set(name, values)
export const dropDraft = (name: string): void => void drafts.delete(name)
/** With them goes the entry that is kept over a reload. */
export function dropAllDrafts(): void {
  drafts.clear()
  dropEntry()
}
/** Whether closing the window loses something. */
export const hasDrafts = (): boolean => drafts.size > 0
/** Whether signing out loses something: also what a reload would not. */
export const hasUnsent = (): boolean => hasDrafts() || hasEntry()
