import type { Hat } from '#domain/hats.ts'
import type { StepName } from '#domain/table.ts'
import type { CrewName } from '../crew.ts'
import type { Point, Tools, Walk, Who } from '../ways.ts'

/** How a row of the table is taken rightly, and what else may become of it. */
export type Case = {
  /** Where on the walk it is taken, by whom, and under which hat. */
  from: Point
  by: Who
  hat: Hat
  body: (on: Walk, tools: Tools, by: Who) => object | Promise<object>
  /** What the second of two at once hears: wrong_state where this says nothing; null where both are taken. */
  second?: string | null
  /** A state the row does not start from; its own end where this says nothing; null where it starts from every state. */
  wrong?: Point | null
  /** What is said there, where what is right elsewhere could not even be said. */
  late?: (on: Walk) => object
  /** People who see the file, and whose step this is not. */
  closed: readonly (CrewName | 'applicant' | 'respondent')[]
  /** On the obligation of this clause. */
  clause?: number
  /** So many days after the walk got there. */
  days?: number
}
export type Cases = Partial<Record<StepName, Case>>

export const nothing = (): object => ({})
