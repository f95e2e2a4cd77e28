import { LIMITS } from '../disputes/make.ts'
import type { Clock, Part } from '../disputes/parts.ts'
import type { Here } from '../step.ts'

/** The limit that runs for a mediation now; null while it stands still, and where it has not begun. */
export const limitOf = ({ clocks }: Pick<Here, 'clocks'>, mediation: Pick<Part<'mediation'>, 'id'>): Clock | null =>
  clocks.find(
    (clock) =>
      clock.part_id === mediation.id && clock.state === 'running' && (LIMITS as readonly string[]).includes(clock.rule),
  ) ?? null
