import type { Part } from '#domain/disputes/parts.ts'
import { type Stage, stageOf } from '#domain/disputes/stage.ts'
import type { Actor } from '#domain/step.ts'

/** What the lists read of a file without its parts: kept on its row by the door, with every step (docs/decisions/0014). */
export type Glance = { stage: Stage; moved_at: string; moved_by: Actor['kind'] }

/** A file at a glance after a step: its stage by the one function that knows it, and who moved it when. */
export const glanceOf = (parts: readonly Part[], by: Actor['kind'], at: string): Glance => ({
  stage: stageOf(parts),
  moved_at: at,
  moved_by: by,
})
