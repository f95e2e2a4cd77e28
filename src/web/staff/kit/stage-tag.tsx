import type { Stage } from '#domain/disputes/stage.ts'

/** Stages that wait for an office are strong, those that wait for others plain, ended ones faint. No colour: urgency has that. */
const WEIGHT: Record<Stage, 'ours' | 'theirs' | 'ended'> = {
  registered: 'ours',
  supplementing: 'theirs',
  in_handling: 'ours',
  settled: 'ours',
  unresolved: 'ours',
  closed: 'ended',
  withdrawn: 'ended',
  not_accepted: 'ended',
}

export const StageTag = ({ stage, says }: { stage: Stage; says: string }) => (
  <span className="stage" data-weight={WEIGHT[stage]}>
    {says}
  </span>
)
