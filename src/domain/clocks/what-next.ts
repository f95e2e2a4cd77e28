/** What these rules look at of a clock that somebody is shown: its rule, how it stands, its last day (ISO), whole days left. */
type Shown = {
  rule: string
  state: 'running' | 'paused' | 'met' | 'met_late' | 'cancelled'
  due_on: string
  days_left: number | null
}

/** Days that stand where they belong, with the agreement or with what is owed: they are nobody's next move. */
const STANDS_ELSEWHERE: readonly string[] = ['T-33', 'T-54']

/** The clock that runs out first; a paused one only where none runs; null when nothing is owed. */
export function nextClock<C extends Pick<Shown, 'rule' | 'state' | 'due_on'>>(clocks: readonly C[]): C | null {
  const byDay = (state: Shown['state']) =>
    clocks
      .filter((clock) => clock.state === state && !STANDS_ELSEWHERE.includes(clock.rule))
      .sort((one, other) => one.due_on.localeCompare(other.due_on))
  return byDay('running')[0] ?? byDay('paused')[0] ?? null
}

/** The windows in which both sides may ask the court to confirm an agreement (人民调解法 33): one that is over is no chance any more. */
export const confirmationWindows = <C extends Pick<Shown, 'rule' | 'state' | 'days_left'>>(clocks: readonly C[]): C[] =>
  clocks.filter((clock) => clock.rule === 'T-33' && clock.state === 'running' && (clock.days_left ?? 0) >= 0)
