import type { Stage } from '#domain/disputes/stage.ts'

/** Stages that wait for an office are strong, those that wait for others plain, ended ones faint. No colour: urgency has that. */
const WEIGHT: Record<Stage, 'ours' | 'theirs' | 'ended'> = {
  clue: 'ours',
  registered: 'ours',
  supplementing: 'theirs',
  checking_duplicates: 'ours',
  triaging: 'ours',
  dispatched: 'ours',
  objected: 'ours',
  in_handling: 'ours',
  coordinating: 'ours',
  mediating: 'ours',
  performing: 'theirs',
  revisiting: 'ours',
  settled: 'ours',
  unresolved: 'ours',
  diverted: 'ours',
  closed: 'ended',
  archived: 'ended',
  merged: 'ended',
  withdrawn: 'ended',
  not_accepted: 'ended',
  false_report: 'ended',
}

export const StageTag = ({ stage, says }: { stage: Stage; says: string }) => (
  <span className="stage" data-weight={WEIGHT[stage]}>
    {says}
  </span>
)
