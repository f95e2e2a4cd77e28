import type { MyDispute } from '#contract/intake.ts'

type Clock = MyDispute['clocks'][number]

/** Days that stand where they belong, with the agreement or with what is owed: they are nobody's next move here. */
const SHOWN_ELSEWHERE: readonly string[] = ['T-33', 'T-54']

/** The clock that runs out first; a paused one only where none runs; null when nothing is owed. */
export function nextClock<C extends Pick<Clock, 'state' | 'due_on' | 'rule'>>(clocks: readonly C[]): C | null {
  const byDay = (state: Clock['state']) =>
    clocks
      .filter((clock) => clock.state === state && !SHOWN_ELSEWHERE.includes(clock.rule))
      .sort((a, b) => (a.due_on < b.due_on ? -1 : 1))
  return byDay('running')[0] ?? byDay('paused')[0] ?? null
}

/** Until when both sides may ask the court to confirm the agreement together; null where that is over, or never was. */
export const confirmationWindow = <C extends Pick<Clock, 'state' | 'rule' | 'days_left'>>(
  clocks: readonly C[],
): C | null =>
  clocks.find((clock) => clock.rule === 'T-33' && clock.state === 'running' && (clock.days_left ?? 0) >= 0) ?? null
