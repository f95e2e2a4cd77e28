import type { Consequence } from '../disputes/consequences.ts'
import { startClock } from '../disputes/make.ts'
import type { Part } from '../disputes/parts.ts'
import { disputeOf } from '../disputes/people.ts'
import type { Here } from '../step.ts'
import { isDisputed } from './payments.ts'

/** The two sides tell differently about one payment: the office has to hear both. Nothing is owed on a file that is closed. */
export const disputed = (here: Here, next: () => string, part: Part<'obligation'>, denials: number): Consequence[] =>
  isDisputed({ denials }) &&
  disputeOf(here).status === 'open' &&
  !here.clocks.some((clock) => clock.rule === 'R-54' && clock.part_id === part.id && clock.state === 'running')
    ? [startClock(here, next(), 'R-54', part, { unit: part.facts.unit_id }, 'check_payment')]
    : []
