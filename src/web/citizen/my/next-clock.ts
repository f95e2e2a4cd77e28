import type { MyDispute } from '#contract/intake.ts'

type Clock = MyDispute['clocks'][number]

/** The clock that runs out first; a paused one only where none runs; null when nothing is owed. */
export function nextClock<C extends Pick<Clock, 'state' | 'due_on'>>(clocks: readonly C[]): C | null {
  const byDay = (state: Clock['state']) =>
    clocks.filter((clock) => clock.state === state).sort((a, b) => (a.due_on < b.due_on ? -1 : 1))
  return byDay('running')[0] ?? byDay('paused')[0] ?? null
}
