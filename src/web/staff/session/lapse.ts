import { useSyncExternalStore } from 'react'
import { Refused } from '#web/lib/call.ts'

/** Why somebody who was signed in no longer is. */
export type Lapse = 'idle' | 'rights'

let lapse: Lapse | null = null
const watchers = new Set<() => void>()

/** Sets or lifts the lapse; the shell then covers the page, which stays as it is beneath. */
export function setLapse(to: Lapse | null): void {
  lapse = to
  for (const watcher of watchers) watcher()
}

/** Every refusal passes here: a session that ended is noticed wherever it shows first. */
export function noticeRefusal(error: unknown): void {
  if (!(error instanceof Refused) || error.status !== 401) return
  if (error.code === 'rights_changed') setLapse('rights')
  if (error.code === 'not_signed_in') setLapse('idle')
}

export const useLapse = (): Lapse | null =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => lapse,
  )
