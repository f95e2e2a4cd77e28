/**
 * Those of a list of a state that its step made or changed, in their order. Values are never written to: what stands where it
 * stood as the very same value was judged when it was made. Where something is gone, all that is left counts as moved.
 */
export function movedIn<T extends object>(before: readonly T[], after: readonly T[]): readonly T[] {
  if (before === after) return NOTHING
  if (before.length > after.length) return after
  const moved: T[] = []
  for (let at = 0; at < after.length; at += 1) {
    const it = after[at] as T
    if (it !== before[at]) moved.push(it)
  }
  return moved
}
const NOTHING: readonly never[] = []
