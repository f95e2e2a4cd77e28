import type { Day } from '../clocks/calendar.ts'
import type { Colour, ColourGround } from './colours.ts'

/** 督办: a unit's overdue duty, asked after by the centre or leader above it. Never of a party, never of what a party may lawfully do. */
export type SupervisionFacts = {
  /** The unit that owes: it answers. */
  unit_id: number
  unit_name: string
  by_unit: number
  by_unit_name: string
  by: string
  on: Day
  /** The overdue duty, or null where the task was sent back and forth. */
  duty: { clock_id: string; rule: string; due_on: Day } | null
  reason: string
  ask: string
  answers: { on: Day; by: string; done: string; next: string }[]
  sent_back: { on: Day; by: string; because: string }[]
  ended?: { on: Day; by: string; note: string }
}

/** One milestone of a plan; `clock`: what keeps its day, while it is the next one. */
export type Milestone = {
  id: string
  what: string
  by: Day
  clock: string | null
  done: { on: Day; by: string } | null
}

/** 包案: a leader's own matter (信访工作条例 18): owner, plan, lead unit and members, milestones, log, what ends it. */
export type PackageFacts = {
  /** The lead unit, and the involvement that opens the file to it. */
  unit_id: number
  unit_name: string
  involvement: string
  by_unit: number
  by_unit_name: string
  leader: string
  leader_post: string
  members: string
  because: string
  plan: string
  release_when: string
  milestones: Milestone[]
  /** The latest of what was written; all of it stands in the events. */
  log: { on: Day; by: string; text: string }[]
  on: Day
  by: string
  ended?: { on: Day; by: string; note: string }
}

export type ColourFacts = {
  colour: Colour
  grounds: ColourGround[]
  words: string
  on: Day
  by: string
  /** When somebody last said that it still fits. */
  reviewed_on: Day
}
/** A colour it had, until when, and why it was changed. */
export type ColourBefore = ColourFacts & { until: Day; changed_by: string; because: string }

/** 重大矛盾纠纷报告: to the centre above, and who there has it. */
export type MajorReport = {
  id: string
  on: Day
  at: string
  by: string
  by_unit: string
  to_unit: number
  to: string
  situation: string
  measures: string
  needs: string
  received: { by: string; at: string; note: string } | null
}

/** A result somebody looked at who had not handled it; `at`: when she looked, since a visit of the same day may see otherwise. */
export type VerifiedFacts = { on: Day; at: string; by: string; how: string; whom: string[]; found: string }
