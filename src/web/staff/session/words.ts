import { useSyncExternalStore } from 'react'

let words = ''
const watchers = new Set<() => void>()

/** The words last searched for: names, phones and identity numbers stay in memory, out of addresses and histories. */
export function setWords(to: string): void {
  words = to
  for (const watcher of watchers) watcher()
}

export const useWords = (): string =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => words,
  )
