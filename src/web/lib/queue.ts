/** How many requests wait for their turn, because the server was too busy to begin them and they are sent again by themselves. */
let standing = 0
const listeners = new Set<() => void>()

function change(by: 1 | -1): void {
  standing += by
  for (const tell of listeners) tell()
}

/** Stands in the queue until the answer is called. @returns what leaves it */
export function joinQueue(): () => void {
  change(1)
  return () => change(-1)
}

export const isQueued = (): boolean => standing > 0

/** @param listener told of each change @returns what stops that */
export function onQueue(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
